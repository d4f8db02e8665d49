/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "app/trail.h"
#include "dateline/vec.h"

void dl_place_release(dl_place *place)
{
    free(place->filter);
    free(place->sha256);
    dl_focus_release(&place->focus);
    *place = (dl_place){0};
}

void dl_trail_release(dl_trail *trail)
{
    for (size_t i = 0; i < trail->len; i++)
        dl_place_release(&trail->items[i]);
    free(trail->items);
    *trail = (dl_trail){0};
}

bool dl_trail_push(dl_trail *trail, dl_place place)
{
    while (trail->len > trail->at)
        dl_place_release(&trail->items[--trail->len]);
    if (!dl_vec_push(trail, place)) {
        dl_place_release(&place);
        return false;
    }
    trail->at = trail->len;
    trail->returned = false;
    return true;
}

bool dl_trail_step(dl_trail *trail, bool back, dl_place present, dl_place *ret)
{
    /* The places ahead begin at `at`; the present one stands between items[at - 1] and items[at], and
     * takes the place of the one that is gone to. */
    if (back ? trail->at == 0 : trail->at == trail->len)
        return false;
    size_t target = back ? trail->at - 1 : trail->at;
    *ret = trail->items[target];
    trail->items[target] = present;
    trail->at = back ? target : target + 1;
    trail->returned = false;
    return true;
}
