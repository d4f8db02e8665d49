/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "app/undo.h"
#include "dateline/vec.h"

void dl_undo_release(dl_undo *undo)
{
    free(undo->items);
    *undo = (dl_undo){0};
}

bool dl_undo_push(dl_undo *undo, const dl_change *change)
{
    undo->len = undo->at;
    if (!dl_vec_push(undo, *change))
        return false;
    undo->at = undo->len;
    return true;
}

const dl_change *dl_undo_next(const dl_undo *undo, bool redo)
{
    if (redo)
        return undo->at < undo->len ? &undo->items[undo->at] : NULL;
    return undo->at > 0 ? &undo->items[undo->at - 1] : NULL;
}

void dl_undo_step(dl_undo *undo, bool redo)
{
    undo->at += redo ? 1 : (size_t)-1;
}
