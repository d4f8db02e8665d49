/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_DATEFIND_H
#define DATELINE_DATEFIND_H

#include <stddef.h>
#include <stdint.h>

#include "dateline/arena.h"
#include "dateline/date.h"
#include "dateline/status.h"

/*
 * Reading dates as news writes them: "17/03/2019", "Tuesday, 08 May 2018 9:05 AM", "6th June,
 * 2019", "GREY SOUND, March 10." A form says which parts of a date it holds and how; what is missing
 * is filled only from what is known besides, and never made up.
 */

/* What is known besides the text. */
typedef struct dl_date_context {
    dl_day near;      /* a missing year is the one nearest to this day; DL_DAY_NONE: not known */
    int day_month;    /* +1: day before month ("13/09"); -1: month before day; 0: not known */
    const char *habit; /* what says the order, for a person; NULL: the outlet's habit */
    const char *rest; /* more text of the same document, for years it speaks of; or NULL */
    const char *lang; /* of the text, BCP 47; NULL: not known */
} dl_date_context;

/* A date found in a text. */
typedef struct dl_date_found {
    size_t start, end;   /* byte range of the text that states it */
    dl_date date;        /* precision NONE where what is known does not make a date */
    dl_date readings[2]; /* where it is ambiguous: two, else none */
    size_t readings_count;
    int64_t utc; /* seconds since 1970 where it states a time with its zone; else DL_UTC_NONE */
    const char *evidence; /* as dl_document.evidence; NULL where the date is stated whole */
} dl_date_found;

/* Finds in the LEN bytes at TEXT the date that it gives as its own: a labelled one ("Published:")
 * before one in its first lines or its dateline, before one labelled as a change, and of several
 * alike the first. What is told from another day ("yesterday", "on Sunday") counts only where there
 * is no other date and no dateline, and NEAR is known. DL_ERR_NOT_FOUND where there is no date.
 * Strings are ARENA's. */
dl_status dl_date_find(const char *text, size_t len, const dl_date_context *context,
                       dl_arena *arena, dl_date_found *ret);

/* In which order a publisher or, where that does not tell, a language writes day and month in
 * figures, as dl_date_context.day_month. PUBLISHER: the name of an outlet, the end of a domain
 * (".co.uk") or a country (ISO 3166-1 alpha-2); LANG: BCP 47; either may be NULL. */
int dl_date_habit(const char *publisher, const char *lang);

#endif
