/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VIEW_PAINT_H
#define VIEW_PAINT_H

#include "dateline/pane.h"

/* What the painters of panes share. */

/* Marks of a text: mentions, and hits drawn over them, both in order and without overlaps; and what is
 * selected. */
typedef struct dl_marks {
    const dl_mark *marks, *hits;
    size_t marks_count, hits_count;
    size_t chosen_start, chosen_end; /* drawn over all; an empty range: nothing */
} dl_marks;

/* Fills RECT with blanks in STYLE. */
void dl_paint_blanks(dl_frame *frame, dl_rect rect, dl_style style);

/* Paints the bytes [start, end) of TEXT at X, Y on at most WIDTH cells, in STYLE or that of the mark
 * that covers them. A style changes only between clusters. Returns the cells gone on from X. */
int dl_paint_marked(dl_frame *frame, int x, int y, int width, dl_style style, const char *text,
                    size_t start, size_t end, const dl_marks *marks);

#endif
