/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "dateline/day.h"

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int dl_month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool dl_civil_valid(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= dl_month_days(year, month);
}

/* Days before YEAR: 0 for the year 1. */
static dl_day days_before(int year)
{
    int y = year - 1;
    return 365 * y + y / 4 - y / 100 + y / 400;
}

dl_day dl_day_from_civil(int year, int month, int day)
{
    if (!dl_civil_valid(year, month, day))
        return DL_DAY_NONE;
    dl_day number = days_before(year) + day;
    for (int m = 1; m < month; m++)
        number += dl_month_days(year, m);
    return number;
}

dl_civil dl_day_to_civil(dl_day day)
{
    int year = (int)((int64_t)day * 400 / 146097) + 1;
    while (days_before(year) >= day)
        year--;
    while (days_before(year + 1) < day)
        year++;
    dl_civil civil = {.year = year, .month = 1, .day = day - days_before(year)};
    for (; civil.day > dl_month_days(year, civil.month); civil.month++)
        civil.day -= dl_month_days(year, civil.month);
    return civil;
}

int dl_day_weekday(dl_day day)
{
    return (int)((day - 1) % 7); /* day 1 is a Monday */
}

dl_day dl_day_today(void)
{
    time_t now = time(NULL);
    struct tm local;
    if (!localtime_r(&now, &local))
        return DL_DAY_NONE;
    return dl_day_from_civil(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

char *dl_day_format(dl_day day, char buf[11])
{
    if (day < DL_DAY_MIN || day > DL_DAY_MAX)
        return memcpy(buf, "----------", 11);
    dl_civil c = dl_day_to_civil(day);
    /* the masks tell the compiler the bounds that dl_day_to_civil keeps */
    snprintf(buf, 11, "%04u-%02u-%02u", (unsigned)c.year % 10000, (unsigned)c.month % 100,
             (unsigned)c.day % 100);
    return buf;
}

/* Reads exactly COUNT digits at TEXT; -1 where there is anything else. */
static int read_digits(const char *text, int count)
{
    int number = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

bool dl_day_parse(const char *text, size_t len, dl_day *ret_first, dl_day *ret_last)
{
    if (len != 4 && len != 7 && len != 10)
        return false;
    int year = read_digits(text, 4), month = 1, day = 1, last_month = 12;
    if (len >= 7) {
        month = last_month = text[4] == '-' ? read_digits(text + 5, 2) : -1;
        if (month < 1 || month > 12)
            return false;
    }
    if (year < 1)
        return false;
    int last_day = dl_month_days(year, last_month);
    if (len == 10)
        day = last_day = text[7] == '-' ? read_digits(text + 8, 2) : -1;
    if (!dl_civil_valid(year, month, day))
        return false;
    *ret_first = dl_day_from_civil(year, month, day);
    *ret_last = dl_day_from_civil(year, last_month, last_day);
    return true;
}
