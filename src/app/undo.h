/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_UNDO_H
#define APP_UNDO_H

#include "dateline/arena.h"
#include "dateline/change.h"

/*
 * What the reader changed, to be undone and done again. A step is what one command did. It is kept as
 * the changes that take it back; carrying these out yields those that do it again, which then take
 * their place.
 */

typedef struct dl_undo_step {
    dl_arena arena; /* of what follows */
    const dl_change *changes;
    size_t count;
    const char *what; /* what was done: "star on “Herring talks”" */
} dl_undo_step;

typedef struct dl_undo {
    dl_undo_step *items;
    size_t len, size;
    size_t at; /* steps before this are done, from it on undone */
} dl_undo;

void dl_undo_release(dl_undo *undo);

/* Adds STEP, which is done, and forgets what was undone. Takes the step's arena in any case. False when
 * memory is out. */
bool dl_undo_push(dl_undo *undo, dl_undo_step step);

/* The step to undo (REDO: to do again) next; NULL where there is none. */
const dl_undo_step *dl_undo_next(const dl_undo *undo, bool redo);

/* Steps over it when that is done; CHANGES, in ARENA, which it takes, turn it round. */
void dl_undo_turn(dl_undo *undo, bool redo, dl_arena arena, const dl_change *changes, size_t count);

/* Forgets that step, which has nothing to do any more. */
void dl_undo_drop(dl_undo *undo, bool redo);

#endif
