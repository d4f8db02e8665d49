/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_IMPRINT_H
#define DL_IMPORT_IMPRINT_H

#include "import/page.h"

#define DL_IMPRINT_VIA 6

/* Whose text a page is, as its words say. Empty slices: not known. */
typedef struct dl_imprint {
    dl_slice source, publisher;
    dl_slice via[DL_IMPRINT_VIA]; /* nearest first */
    size_t via_count;
    dl_slice link;   /* to the text, where a line says it */
    bool signed_off; /* the last block of the body is an agency's name alone, and no part of it */
} dl_imprint;

/* Reads the imprint of PAGE, whose body and title (DL_NO_BLOCK: none) are found. */
void dl_imprint_read(const dl_page *page, size_t title, dl_imprint *ret);

#endif
