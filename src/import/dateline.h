/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_DATELINE_H
#define DL_IMPORT_DATELINE_H

#include "dateline/outlets.h"
#include "import/dateform.h"

#define DL_DATELINE_AGENCIES 4

typedef struct dl_slice {
    const char *text;
    size_t len;
} dl_slice;

/* The dateline that a text begins with: "GREY SOUND, May 9. /Nordwire/. The ...". */
typedef struct dl_dateline {
    dl_slice place; /* as written; empty where there is none */
    dl_slice agencies[DL_DATELINE_AGENCIES];
    size_t agencies_count;
    bool dated;
    dl_date_parts date; /* relative to the text's begin */
    size_t end;         /* where the text after it begins */
} dl_dateline;

/* Reads the dateline at the begin of TEXT; false where there is none. Looks no further than a few
 * hundred bytes. OWN: outlets of the user's own, or NULL. */
bool dl_dateline_read(const dl_outlets *own, const char *text, size_t len, dl_dateline *ret);

#endif
