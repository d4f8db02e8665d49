/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_DATE_H
#define DATELINE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dateline/day.h"

/*
 * A date as a document states it: to a precision, and known in some way. Nothing is made up: what
 * the text does not say and nothing fixes has precision DL_PRECISION_NONE.
 */

typedef enum dl_precision {
    DL_PRECISION_NONE, /* no date is known */
    DL_PRECISION_YEAR,
    DL_PRECISION_MONTH,
    DL_PRECISION_DAY,
    DL_PRECISION_MINUTE,
} dl_precision;

/* How a date is known. */
typedef enum dl_how {
    DL_HOW_NONE,     /* it is not */
    DL_HOW_STATED,   /* the text states it whole */
    DL_HOW_INFERRED, /* the text states a part, the rest follows from other signs in it */
    DL_HOW_FILE,     /* a file name, URL or container; never a modification time */
    DL_HOW_READER,   /* the reader has set it */
} dl_how;

typedef struct dl_date {
    dl_day day;     /* first day of the year or month where it is no more precise; local day */
    int16_t minute; /* minute of the local day, 0 to 1439; only with DL_PRECISION_MINUTE */
    dl_precision precision;
    dl_how how;
} dl_date;

/* "stated", "inferred", "file", "reader", "none"; "minute", "day", "month", "year", "none". Static storage. */
const char *dl_how_name(dl_how how);
const char *dl_precision_name(dl_precision precision);

/* The same said to the reader: "set by you" for what she has set. */
const char *dl_how_said(dl_how how);

/* No instant: that of a date is in seconds since 1970 in UTC, and programs that know none write 0. */
#define DL_UTC_NONE 0

#define DL_DATE_TEXT 17 /* bytes of the longest text of a date and its NUL */

/* Writes DATE cut to its precision, "YYYY[-MM[-DD[THH:MM]]]", and a NUL into BUF; the empty string
 * where no date is known. Returns BUF. */
char *dl_date_format(dl_date date, char buf[DL_DATE_TEXT]);

/* Reads what dl_date_format writes (a space may stand for the T). False, and nothing set, for any
 * other text. `how` is set to DL_HOW_STATED. */
bool dl_date_parse(const char *text, size_t len, dl_date *ret_date);

/* Earlier (negative), same (0) or later (positive): by day, then minute. Unknown is earliest. */
int dl_date_compare(dl_date a, dl_date b);

#endif
