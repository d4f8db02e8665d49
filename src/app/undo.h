/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_UNDO_H
#define APP_UNDO_H

#include "dateline/hash.h"
#include "dateline/store.h"

/*
 * What the reader changed, to be undone and done again. A change is kept as what it was done to and
 * the value before and after, so undoing writes the one and redoing the other.
 */

typedef struct dl_change {
    char sha256[DL_SHA256_HEX]; /* the document marked read or unread */
    bool before, after;
} dl_change;

typedef struct dl_undo {
    dl_change *items;
    size_t len, size;
    size_t at; /* changes before this are done, from it on undone */
} dl_undo;

void dl_undo_release(dl_undo *undo);

/* Adds CHANGE, which is done, and forgets what was undone. False when memory is out. */
bool dl_undo_push(dl_undo *undo, const dl_change *change);

/* The change to undo (REDO: to do again) next; NULL where there is none. */
const dl_change *dl_undo_next(const dl_undo *undo, bool redo);

/* Steps over it, when that is done. */
void dl_undo_step(dl_undo *undo, bool redo);

#endif
