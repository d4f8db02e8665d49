/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_WRAP_H
#define DL_IMPORT_WRAP_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Text whose paragraphs were broken into lines by hand or by a mailer: which lines go on in the next one.
 * A line goes on where the next one's first word would not have fitted on it. The width is that of the
 * longest line, where no line is longer than such text has and most others are nearly as long.
 *
 * Verse is narrow, and its lines begin with capitals whatever the sentence: its lines are kept. So are those
 * of lists and addresses, which end before they are full.
 */

typedef struct dl_line {
    const char *text; /* not a string: `len` bytes, trimmed; none that is empty */
    size_t len;
    size_t cells;   /* its width, about: ideographs and kana are two */
    bool after_gap; /* an empty line stands before it, or the text before it is another's */
    bool indented;
} dl_line;

/* The cells of LEN bytes at TEXT. */
size_t dl_wrap_cells(const char *text, size_t len);

/* The width in cells that the COUNT LINES are wrapped at; 0 where they are not. MAILED: empty lines part
 * the paragraphs of a mail and its sender breaks lines (RFC 5322, 2.1.1), so that a few lines will do. */
size_t dl_wrap_width(const dl_line *lines, size_t count, bool mailed);

/* Whether A was broken only because B, the next line, would not have fitted on it. MAILED: or because whoever
 * wrote it broke it by hand, amid a sentence. */
bool dl_wrap_goes_on(const dl_line *a, const dl_line *b, size_t width, bool mailed);

/* Whether a space stands between A and B where they are joined: scripts without spaces have none. */
bool dl_wrap_is_spaced(const dl_line *a, const dl_line *b);

#endif
