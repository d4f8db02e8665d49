/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_CALENDAR_H
#define DL_IMPORT_CALENDAR_H

#include <stdbool.h>

#include "dateline/day.h"

/* Calendars that dates are written in. Numbers stand in assets/dates, too. */
typedef enum dl_date_calendar {
    DL_DATE_GREGORIAN,
    DL_DATE_SOLAR,    /* Solar Hijri */
    DL_DATE_HIJRI,    /* a day more or less: see calendar.c */
    DL_DATE_BUDDHIST, /* months and days are Gregorian */
} dl_date_calendar;

/* The day of a date of CALENDAR; DL_DAY_NONE for one that does not exist, or of a year for which the
 * calendar is not known. */
dl_day dl_calendar_day(dl_date_calendar calendar, int year, int month, int day);

/* The year of CALENDAR that begins in the Gregorian YEAR, or one beside it. */
int dl_calendar_year(dl_date_calendar calendar, int year);

#endif
