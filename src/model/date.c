/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "dateline/date.h"

const char *dl_how_name(dl_how how)
{
    static const char *const names[] = {"none", "stated", "inferred", "file", "reader"};
    return names[how];
}

const char *dl_how_said(dl_how how)
{
    return how == DL_HOW_READER ? "set by you" : dl_how_name(how);
}

const char *dl_precision_name(dl_precision precision)
{
    static const char *const names[] = {"none", "year", "month", "day", "minute"};
    return names[precision];
}

char *dl_date_format(dl_date date, char buf[DL_DATE_TEXT])
{
    static const size_t lengths[] = {0, 4, 7, 10, 10};
    char day[11];
    size_t len = date.day == DL_DAY_NONE ? 0 : lengths[date.precision];
    memcpy(buf, dl_day_format(date.day, day), len);
    buf[len] = '\0';
    if (len && date.precision == DL_PRECISION_MINUTE)
        snprintf(buf + len, DL_DATE_TEXT - len, "T%02u:%02u", (unsigned)date.minute / 60 % 24,
                 (unsigned)date.minute % 60);
    return buf;
}

/* The minute of the day that "HH:MM" says; -1 for anything else. */
static int read_minute(const char *text)
{
    for (int i = 0; i < 5; i++)
        if (i == 2 ? text[i] != ':' : text[i] < '0' || text[i] > '9')
            return -1;
    int hour = (text[0] - '0') * 10 + (text[1] - '0'),
        minute = (text[3] - '0') * 10 + (text[4] - '0');
    return hour < 24 && minute < 60 ? hour * 60 + minute : -1;
}

bool dl_date_parse(const char *text, size_t len, dl_date *ret_date)
{
    dl_date date = {.how = DL_HOW_STATED};
    dl_day last;
    size_t day_len = len == 16 ? 10 : len;
    if (!dl_day_parse(text, day_len, &date.day, &last))
        return false;
    date.precision = day_len == 4   ? DL_PRECISION_YEAR
                     : day_len == 7 ? DL_PRECISION_MONTH
                                    : DL_PRECISION_DAY;
    if (len == 16) {
        int minute = text[10] == 'T' || text[10] == ' ' ? read_minute(text + 11) : -1;
        if (minute < 0)
            return false;
        date.minute = (int16_t)minute;
        date.precision = DL_PRECISION_MINUTE;
    }
    *ret_date = date;
    return true;
}

int dl_date_compare(dl_date a, dl_date b)
{
    if (a.day != b.day)
        return a.day < b.day ? -1 : 1;
    return (a.minute > b.minute) - (a.minute < b.minute);
}
