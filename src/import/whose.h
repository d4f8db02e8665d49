/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_WHOSE_H
#define DL_IMPORT_WHOSE_H

#include "import/imprint.h"
#include "import/manuscript.h"
#include "import/outlet.h"
#include "import/site.h"

#define DL_WHOSE_VIA 8

/* Whose a document is. Names are those of known outlets as the table has them, others as they are written; empty:
 * not known. */
typedef struct dl_whose {
    dl_slice source;            /* whose imprint it bears */
    dl_slice publisher;         /* who carried this copy, where that is another */
    dl_slice via[DL_WHOSE_VIA]; /* agencies it was taken from, nearest first */
    size_t via_count;
} dl_whose;

/* Decides it from the claims of M, its SITE and the words of its text. */
void dl_whose_decide(const dl_manuscript *m, const dl_outlets *own, const dl_site *site,
                     const dl_imprint *imprint, dl_whose *ret);

#endif
