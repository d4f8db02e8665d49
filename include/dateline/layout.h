/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_LAYOUT_H
#define DATELINE_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/status.h"

/*
 * A text broken into lines of a width (UAX 14 by libunistring, never inside a grapheme cluster), and
 * the way from bytes to lines and back. Lines are laid out as far as they are asked for: the
 * beginning of a long text costs no more than that of a short one.
 */

typedef struct dl_line {
    size_t start, end; /* bytes shown, without the white space and newline that end the line */
    bool opens;        /* first line of a paragraph: of the text, or after an empty line */
} dl_line;

typedef struct dl_layout {
    const char *text; /* the caller's, which must outlive the layout */
    size_t len, width;
    dl_line *lines;
    size_t count, size; /* laid out so far; allocated */
    size_t done;        /* bytes laid out so far */
    bool failed;        /* memory was out: what follows `done` cannot be shown */
    char *breaks;       /* where lines may break, for the bytes of [breaks_start, breaks_end) */
    size_t breaks_start, breaks_end;
} dl_layout;

/* Prepares to lay out the LEN bytes of clean TEXT in lines of at most WIDTH cells (at least 1; a
 * cluster that is wider has a line of its own). A newline ends a line; an empty line between two
 * paragraphs is a line that shows nothing (start is end). */
void dl_layout_init(dl_layout *layout, const char *text, size_t len, size_t width);
void dl_layout_release(dl_layout *layout);

/* The I-th line; false past the last. */
bool dl_layout_line(dl_layout *layout, size_t i, dl_line *ret);

/* How many lines there are: lays out all of the text. An empty text has none. */
size_t dl_layout_count(dl_layout *layout);

/* The number of the line that holds byte AT, or of the one before where it falls between two; of the
 * last line where it is past the end, 0 in an empty text. Lays out the text up to there. */
size_t dl_layout_find(dl_layout *layout, size_t at);

#endif
