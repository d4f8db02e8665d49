/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_OUTLET_H
#define DL_IMPORT_OUTLET_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/outlets.h"
#include "import/outletline.h"

/* What is known of a news outlet. */
typedef struct dl_outlet {
    const char *name;
    char country[3]; /* ISO 3166-1 alpha-2; empty: of no one country */
    signed char
        day_month;      /* +1: day before month; -1: month before day; 0: year first, not known */
    unsigned char kind; /* dl_outlet_kind */
} dl_outlet;

/* A name, another spelling or a domain, and the outlet's row. */
typedef struct dl_outlet_spelling {
    unsigned text; /* where it begins in the index's texts */
    unsigned outlet;
} dl_outlet_spelling;

/* Outlets, and their spellings sorted as in lower case (ASCII). Spellings are places and no pointers, of which each would have to be
 * set anew at every start of the program, whatever it is to do. */
typedef struct dl_outlet_index {
    const dl_outlet *table;
    const dl_outlet_spelling *spellings;
    const char *texts;
    size_t spellings_count;
} dl_outlet_index;

/* The program's own, written at build time by src/tools/outlettable.c. */
extern const dl_outlet_index dl_outlet_known;

/* The outlet of that name, in one of its spellings, or with that domain, among OWN (NULL: there are
 * none) and those known to the program; NULL where there is none. Letter case (ASCII) does not count, nor does a
 * "the" before a name of several words. */
const dl_outlet *dl_outlet_find(const dl_outlets *own, const char *name, size_t len);

/* The outlet whose site HOST is, or is a part of ("en.example.org" of "example.org"); NULL where none is known. */
const dl_outlet *dl_outlet_find_host(const dl_outlets *own, const char *host, size_t len);

/* The outlet of that spelling in INDEX alone; NULL where there is none. */
const dl_outlet *dl_outlet_index_find(const dl_outlet_index *index, const char *name, size_t len);

/* As dl_outlet_find, for a name that may be none: one of a single word counts only as the table has it, letter case
 * included ("AP", not "ap" or "Ap"). */
const dl_outlet *dl_outlet_find_written(const dl_outlets *own, const char *name, size_t len);

/* The outlets of OWN; NULL where OWN is. */
const dl_outlet_index *dl_outlets_index(const dl_outlets *own);

/* Habit of day and month in PUBLISHER: the name of an outlet, the end of a domain (".co.uk") or a
 * country (ISO 3166-1 alpha-2). 0: not known, or with the year first. */
int dl_outlet_habit(const dl_outlets *own, const char *publisher);

/* The same, as the country of the host of LINK has it. */
int dl_outlet_link_habit(const char *link);

#endif
