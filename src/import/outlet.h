/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_OUTLET_H
#define DL_IMPORT_OUTLET_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/arena.h"

/* What is known of a news outlet (assets/gazetteer/outlets.tsv). Slices of the asset, not strings. */
typedef struct dl_outlet {
    const char *name;
    size_t name_len;
    char country[3]; /* ISO 3166-1 alpha-2; empty: of no one country */
    int day_month;   /* +1: day before month; -1: month before day; 0: year first or not known */
    bool archive;    /* carries the texts of others */
    bool agency;
} dl_outlet;

/* The outlet of that name, in one of its spellings, or with that domain. Letter case does not
 * count, but exact case is faster. */
bool dl_outlet_find(const char *name, size_t len, dl_outlet *ret);

/* Habit of day and month in PUBLISHER: the name of an outlet, the end of a domain (".co.uk") or a
 * country (ISO 3166-1 alpha-2). 0: not known, or with the year first. */
int dl_outlet_habit(const char *publisher);

#endif
