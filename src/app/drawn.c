/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "app/drawn.h"
#include "dateline/vec.h"

void dl_drawn_release(dl_drawn *drawn)
{
    free(drawn->items);
    *drawn = (dl_drawn){0};
}

void dl_drawn_note(dl_drawn *drawn, dl_drawn_part part)
{
    if (!dl_vec_push(drawn, part))
        drawn->len = 0; /* rather nothing than what is not seen */
}

void dl_drawn_note_rows(dl_drawn *drawn, dl_drawn_part pane, int heading, uint64_t first,
                        size_t count)
{
    dl_drawn_note(drawn, pane);
    for (size_t i = 0; i < count && heading + (int)i < pane.rect.height; i++) {
        dl_drawn_part row = pane;
        row.rect.y += heading + (int)i;
        row.rect.height = 1;
        row.is_row = true;
        row.row = first + i;
        dl_drawn_note(drawn, row);
    }
}

static bool is_within(dl_rect rect, int x, int y)
{
    return x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
}

const dl_drawn_part *dl_drawn_find(const dl_drawn *drawn, int x, int y)
{
    for (size_t i = drawn->len; i > 0; i--)
        if (is_within(drawn->items[i - 1].rect, x, y))
            return &drawn->items[i - 1];
    return NULL;
}
