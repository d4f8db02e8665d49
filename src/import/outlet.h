/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_OUTLET_H
#define DL_IMPORT_OUTLET_H

#include <stdbool.h>
#include <stddef.h>

/* What is known of a news outlet. */
typedef struct dl_outlet {
    const char *name;
    const char *country; /* ISO 3166-1 alpha-2; empty: of no one country */
    int day_month;       /* +1: day before month; -1: month before day; 0: year first, not known */
    bool archive;        /* it carries the texts of others */
} dl_outlet;

/* A name, another spelling or a domain in lower case (ASCII), and the outlet's row. */
typedef struct dl_outlet_spelling {
    unsigned text; /* where it begins in dl_outlet_texts */
    unsigned short outlet;
} dl_outlet_spelling;

/* The tables, sorted by spelling: written at build time by src/tools/outlets.c. Spellings are places and no
 * pointers, of which each would have to be set anew at every start of the program, whatever it is to do. */
extern const dl_outlet dl_outlet_table[];
extern const dl_outlet_spelling dl_outlet_spellings[];
extern const char dl_outlet_texts[];
extern const size_t dl_outlet_spellings_count;

/* The outlet of that name, in one of its spellings, or with that domain; NULL where none is known.
 * Letter case (ASCII) does not count. */
const dl_outlet *dl_outlet_find(const char *name, size_t len);

/* Habit of day and month in PUBLISHER: the name of an outlet, the end of a domain (".co.uk") or a
 * country (ISO 3166-1 alpha-2). 0: not known, or with the year first. */
int dl_outlet_habit(const char *publisher);

#endif
