/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CONC_MARKS_H
#define APP_CONC_MARKS_H

#include "app/reading.h"

/* The marked lines of a concordance, by their places: they stay marked whatever is sorted, folded or
 * filtered. */

typedef struct dl_conc_mark {
    dl_key key; /* of the document */
    dl_spot spot;
} dl_conc_mark;

typedef struct dl_conc_marks {
    dl_conc_mark *items; /* by key and place */
    size_t len, size;
} dl_conc_marks;

/* Whether the line at SPOT of the document KEY is marked. */
bool dl_conc_marks_hold(const dl_conc_marks *marks, dl_key key, dl_spot spot);

/* Marks the COUNT lines ITEMS, which it orders; false when memory is out. */
bool dl_conc_marks_add(dl_conc_marks *marks, dl_conc_mark *items, size_t count);

/* Takes their marks off. */
void dl_conc_marks_remove(dl_conc_marks *marks, dl_conc_mark *items, size_t count);

#endif
