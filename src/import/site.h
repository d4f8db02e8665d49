/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_SITE_H
#define DL_IMPORT_SITE_H

#include "import/address.h"
#include "import/manuscript.h"
#include "import/outlet.h"
#include "import/page.h"

/* The site that a record comes from, as its links and what it calls itself say. Empty slices: not known. */
typedef struct dl_site {
    dl_slice name;           /* of the site: an outlet's, what it calls itself, else its host */
    const dl_outlet *outlet; /* NULL: not known */
    dl_slice host;
    dl_slice carrier;          /* who carries a copy of its page: an archive, a cache, a portal */
    const dl_outlet *carrying; /* that one; NULL: not known */
} dl_site;

/* Finds the site of the record with the claims of M; LINK is one that the text shows (empty: none). Strings are
 * M's, ARENA's or static. False when memory is out. */
bool dl_site_find(const dl_manuscript *m, const dl_outlets *own, dl_slice link, dl_arena *arena,
                  dl_site *ret);

/* Whether NAME is the name that HOST, in lower case, was made of: "Los Angeles Times" of "latimes.com". ASCII
 * letters alone count. */
bool dl_site_agrees(dl_slice name, dl_slice host);

#endif
