/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_DRAWN_H
#define APP_DRAWN_H

#include "app/command.h"
#include "dateline/pane.h"

/*
 * What stands where on the screen. Painting notes it, pane by pane and row by row, so that a click leads
 * to what is seen there and nobody reckons twice which row of the screen is which of a list.
 */

typedef struct dl_drawn_part {
    dl_rect rect;
    dl_context context; /* where the keyboard is when this pane has it */
    dl_pane pane;
    bool is_row; /* a row of the pane; else its heading, or what is left blank */
    uint64_t
        row; /* its number in the list, among the lines of the text; or which of two passages */
} dl_drawn_part;

/* Later parts lie over earlier ones. */
typedef struct dl_drawn {
    dl_drawn_part *items;
    size_t len, size;
} dl_drawn;

void dl_drawn_release(dl_drawn *drawn);

/* Notes PART. Where memory is out nothing is there for the mouse until the next frame. */
void dl_drawn_note(dl_drawn *drawn, dl_drawn_part part);

/* Notes PANE and the COUNT rows of it that begin with row FIRST, one a line, HEADING lines below its first. */
void dl_drawn_note_rows(dl_drawn *drawn, dl_drawn_part pane, int heading, uint64_t first,
                        size_t count);

/* What is seen at that cell; NULL where nothing was noted. */
const dl_drawn_part *dl_drawn_find(const dl_drawn *drawn, int x, int y);

#endif
