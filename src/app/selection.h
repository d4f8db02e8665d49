/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_SELECTION_H
#define APP_SELECTION_H

#include "app/reading.h"
#include "dateline/sentence.h"

/*
 * What is selected in the reading pane: all from the anchor to the head, both included, as in vim's
 * visual mode. Both stand at the beginning of a grapheme cluster, so neither edge is ever inside one.
 * A selection lies in the title or in the body; going over from one to the other begins a new one.
 */
typedef struct dl_selection {
    bool active;
    bool paragraphs; /* whole paragraphs are selected */
    dl_field field;
    size_t anchor, head; /* bytes at which a cluster begins; `head` is the end that moves */
    size_t column;       /* cell that going up and down keeps to; SIZE_MAX: the head's own */
} dl_selection;

/* Selects SPAN of FIELD, the head at its end. An empty span selects the cluster there. */
void dl_selection_set(dl_selection *selection, dl_reading *reading, dl_field field, dl_span span);

/* The bytes selected. */
dl_span dl_selection_span(const dl_selection *selection, const dl_reading *reading);

/* Moves the head by clusters, COUNT of them (back: negative), passing over line ends. */
void dl_selection_step(dl_selection *selection, dl_reading *reading, long count);

/* Moves the head to the beginning of the next, or previous word, or to the end of a word. */
void dl_selection_next_word(dl_selection *selection, dl_reading *reading, bool end);
void dl_selection_previous_word(dl_selection *selection, dl_reading *reading);

/* Moves the head to the end of the sentence (PARAGRAPHS: paragraph), and where it is there, of the next;
 * BACK to the beginning, and of the one before. */
void dl_selection_next_unit(dl_selection *selection, dl_reading *reading, bool paragraphs,
                            bool back);

/* Moves the head to the first, or last, cluster of its line. */
void dl_selection_line_edge(dl_selection *selection, dl_reading *reading, bool end);

/* The line of the head, counted as dl_reading_line does, and moving it to a line: the nearest one with
 * text in that direction. */
size_t dl_selection_line(const dl_selection *selection, dl_reading *reading);
void dl_selection_go_line(dl_selection *selection, dl_reading *reading, size_t line);

/* Cells from the beginning of the head's line to it. */
size_t dl_selection_column(const dl_selection *selection, dl_reading *reading);

#endif
