/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_NAMES_H
#define DL_IMPORT_NAMES_H

#include "dateline/arena.h"
#include "import/dateline.h"
#include "import/outlet.h"

#define DL_NAMES_PERSONS 24
#define DL_NAMES_OUTLETS 6

/* Who is named in a byline. */
typedef struct dl_names {
    dl_slice persons[DL_NAMES_PERSONS]; /* as written */
    size_t persons_count;
    bool turned; /* two persons are one, the family name first: "Roe, Ann" */
    const dl_outlet *outlets[DL_NAMES_OUTLETS]; /* agencies and other outlets that are known */
    size_t outlets_count;
} dl_names;

/* Reads TEXT, a byline or what is claimed to be the author: "By ANN ROE in Oslo and Jo Doe, Foreign Editor | SITE".
 * Roles, places, addresses and what stands for nobody are left out, and SITE, the name of the site (empty: not known), too. */
void dl_names_read(const dl_outlets *own, dl_slice text, dl_slice site, dl_names *ret);

/* The persons of NAMES joined by ", ", each once, those all in capitals with one at the head of each word; NULL where
 * there is none, or memory is out, which sets *FAILED. The string is ARENA's. */
const char *dl_names_join(const dl_names *names, dl_arena *arena, bool *failed);

#endif
