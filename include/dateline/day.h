/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_DAY_H
#define DATELINE_DAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Days as numbers: day 1 is 0001-01-01 of the proleptic Gregorian calendar ("rata die"; Dershowitz
 * and Reingold, Calendrical Calculations). 0 is never a day and means "no day". Years run from 1 to
 * 9999.
 */

typedef int32_t dl_day;

#define DL_DAY_NONE 0
#define DL_DAY_MIN 1       /* 0001-01-01 */
#define DL_DAY_MAX 3652059 /* 9999-12-31 */

/* A day of the calendar; month 1 to 12, day 1 to 31. */
typedef struct dl_civil {
    int year, month, day;
} dl_civil;

/* Days of MONTH (1 to 12) in YEAR. */
int dl_month_days(int year, int month);

/* Whether the three make a day that exists. */
bool dl_civil_valid(int year, int month, int day);

/* The number of a day that exists; DL_DAY_NONE for one that does not. */
dl_day dl_day_from_civil(int year, int month, int day);

/* The calendar's day of DAY, which must lie in DL_DAY_MIN..DL_DAY_MAX. */
dl_civil dl_day_to_civil(dl_day day);

/* Day of the week of DAY: 0 Monday to 6 Sunday (ISO 8601 counts from 1). */
int dl_day_weekday(dl_day day);

/* The day today is in the zone of the environment's TZ. */
dl_day dl_day_today(void);

/* Writes "YYYY-MM-DD" and a NUL (11 bytes) into BUF, or "----------" for DL_DAY_NONE. Returns BUF. */
char *dl_day_format(dl_day day, char buf[11]);

/* Reads "YYYY-MM-DD", "YYYY-MM" or "YYYY", no more and no less, and sets the first and last day it
 * covers. False, and nothing set, for anything else or a day that does not exist. */
bool dl_day_parse(const char *text, size_t len, dl_day *ret_first, dl_day *ret_last);

#endif
