/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/undo.h"
#include "dateline/vec.h"

/* Forgets the steps from FIRST on. */
static void forget(dl_undo *undo, size_t first)
{
    for (size_t i = first; i < undo->len; i++)
        dl_arena_release(&undo->items[i].arena);
    undo->len = first;
}

void dl_undo_release(dl_undo *undo)
{
    forget(undo, 0);
    free(undo->items);
    *undo = (dl_undo){0};
}

bool dl_undo_push(dl_undo *undo, dl_undo_step step)
{
    forget(undo, undo->at);
    if (!dl_vec_push(undo, step)) {
        dl_arena_release(&step.arena);
        return false;
    }
    undo->at = undo->len;
    return true;
}

const dl_undo_step *dl_undo_next(const dl_undo *undo, bool redo)
{
    if (redo)
        return undo->at < undo->len ? &undo->items[undo->at] : NULL;
    return undo->at > 0 ? &undo->items[undo->at - 1] : NULL;
}

void dl_undo_turn(dl_undo *undo, bool redo, dl_arena arena, const dl_change *changes, size_t count)
{
    dl_undo_step *step = &undo->items[redo ? undo->at : undo->at - 1];
    const char *what = dl_arena_strdup(&arena, step->what);
    what = what ? what : "a change"; /* no memory to say more */
    dl_arena_release(&step->arena);
    *step = (dl_undo_step){arena, changes, count, what};
    undo->at += redo ? 1 : (size_t)-1;
}

void dl_undo_drop(dl_undo *undo, bool redo)
{
    size_t at = redo ? undo->at : undo->at - 1;
    dl_arena_release(&undo->items[at].arena);
    memmove(&undo->items[at], &undo->items[at + 1], (--undo->len - at) * sizeof *undo->items);
    undo->at = at;
}
