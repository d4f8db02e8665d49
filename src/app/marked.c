/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/marked.h"
#include "dateline/vec.h"

void dl_marked_release(dl_marked *marked)
{
    free(marked->items);
    *marked = (dl_marked){0};
}

/* The place of SHA256 among what is marked; `len` where it is not. */
static size_t find(const dl_marked *marked, const char *sha256)
{
    size_t at = 0;
    while (at < marked->len && strcmp(marked->items[at], sha256) != 0)
        at++;
    return at;
}

bool dl_marked_holds(const dl_marked *marked, const char *sha256)
{
    return find(marked, sha256) < marked->len;
}

bool dl_marked_turn(dl_marked *marked, const char *sha256)
{
    size_t at = find(marked, sha256);
    if (at < marked->len) {
        memmove(marked->items + at, marked->items + at + 1,
                (marked->len - at - 1) * sizeof *marked->items);
        marked->len--;
        return true;
    }
    if (!dl_vec_reserve(marked, 1))
        return false;
    memcpy(marked->items[marked->len++], sha256, DL_SHA256_HEX);
    return true;
}
