/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_DATEFORM_H
#define DL_IMPORT_DATEFORM_H

#include <stdbool.h>
#include <stddef.h>

#include "import/calendar.h"

/* How a date is meant that is told from another day. */
typedef enum dl_date_relation {
    DL_DATE_ABSOLUTE,
    DL_DATE_OFFSET,       /* `offset` days from the day it was written */
    DL_DATE_WEEKDAY_PAST, /* the last `weekday` on or before the day it was written */
    DL_DATE_WEEKDAY_LAST, /* the last `weekday` before it */
} dl_date_relation;

#define DL_DATE_UNZONED 32767 /* no zone is so far off */

/* The parts of a date that a text states. What it states is possible (no 30 February), but need not
 * be enough to make a date. With a year they are Gregorian, whatever calendar they were written in. */
typedef struct dl_date_parts {
    size_t start, end;    /* bytes that state it, with its weekday and time */
    int year, month, day; /* 0: not stated */
    int weekday;          /* 0 Monday to 6 Sunday; -1: not stated */
    int minute;           /* of the day; -1: not stated */
    int zone; /* of the time: minutes east of UTC; DL_DATE_UNZONED: not stated, or not known */
    bool swappable; /* "03/04/2024": day and month may be the other way round */
    int order;  /* of one in figures: +1 day before month; -1 month before day; 0: may be either */
    bool named; /* the month is a word, or said to be the month */
    dl_date_calendar calendar; /* that it was written in */
    dl_date_relation relation;
    int offset;
} dl_date_parts;

enum {
    DL_DATE_RELATIVES = 1, /* find "yesterday" and "on Sunday" too */
    DL_DATE_COMPACT = 2,   /* read eight digits as a date: the place says that they are one */
    DL_DATE_IN_URL = 4,    /* the text is a link or a path */
    DL_DATE_LANGUAGE =
        256, /* times the number of its language (datewords.h) and one: it is known */
};

/* The flag that says a text is of the language of the BCP 47 tag TAG (NULL: not known). */
unsigned dl_date_flag_of(const char *tag);

/* The first date in TEXT that starts at byte FROM or later. Linear in what it passes over. */
bool dl_date_scan(const char *text, size_t len, size_t from, unsigned flags, dl_date_parts *ret);

#endif
