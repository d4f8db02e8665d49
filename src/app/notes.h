/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_NOTES_H
#define APP_NOTES_H

#include "dateline/layout.h"
#include "dateline/store.h"

/*
 * The notes on the document in the reading pane, and the lines they take there. A note on a passage of
 * the body stands under the line in which the passage ends; what is about the title, the document as
 * a whole, or a passage that the text no longer has, stands above the body.
 *
 * The body's lines are then counted in two ways: as lines of text, and as lines of the pane, which
 * the notes among them move down. Lines are laid out no further than they are asked for.
 */

typedef struct dl_note_shown {
    const dl_note *note;
    bool here;         /* the passage stands in the document */
    size_t start, end; /* where, in its field */
    dl_layout layout;  /* of a note under its passage */
} dl_note_shown;

typedef struct dl_notes {
    dl_arena arena;
    dl_note_shown *items; /* those on passages of the body first, in the order of their ends */
    size_t len;
    size_t within;     /* how many of them those are */
    const char *above; /* what stands above the body; "" where nothing does */
} dl_notes;

/* Reads the notes on DOC. */
dl_status dl_notes_load(dl_notes *notes, dl_store *store, const dl_stored *doc, dl_error *error);
void dl_notes_release(dl_notes *notes);

/* Lays those among the body's lines out for WIDTH cells. */
void dl_notes_lay_out(dl_notes *notes, size_t width);

/* Lines that the notes among the body's take; those that stand before its line LINE. */
size_t dl_notes_lines(dl_notes *notes);
size_t dl_notes_before(dl_notes *notes, dl_layout *body, size_t line);

/* What line LINE of the pane, counted from the body's first, is: *RET_NOTE is NULL and *RET_LINE a line of
 * the text; or it is a note, and *RET_LINE the line of the text that follows. False past the last. */
bool dl_notes_find(dl_notes *notes, dl_layout *body, size_t line, size_t *ret_line,
                   const dl_note_shown **ret_note);

/* The note whose passage is [START, END) of FIELD, or the shortest that holds that; NULL where there is
 * none. WHOLE: the one on the document as a whole. */
const dl_note *dl_notes_on(const dl_notes *notes, dl_field field, size_t start, size_t end,
                           bool whole);

#endif
