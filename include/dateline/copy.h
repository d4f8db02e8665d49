/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_COPY_H
#define DATELINE_COPY_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether a text is a copy of another: syndicated, reprinted under another headline, cut shorter. A
 * copy is folded away in lists, so all that it says must stand in the text that it is a copy of.
 *
 * Two texts are compared word by word, whatever the white space, letter case, quotation marks and
 * dashes. Signs that change what is said (currencies, per cent, a minus) count as words do.
 *
 *   may differ    what stands before the first sentence: headline, byline, dateline; lines of
 *                 furniture ("Read also: ...", "Advertisement"); what a copy leaves out at its end,
 *                 where it was cut within a sentence or lacks a good part of the whole; a short line
 *                 after the last sentence: a signature, a source, a copyright
 *   may not       anything else. A sentence, a name or a number more, less or other makes two
 *                 versions, which both are shown
 *
 * So the relation goes one way: what was cut is a copy of the whole, the whole never of what was cut.
 * Texts of fewer than DL_COPY_WORDS words say too little to be told apart from others like them: they
 * are copies only where nothing differs, and *RET_SHORT says so, for their dates must agree too.
 */

#define DL_COPY_WORDS 25

typedef struct dl_copy_text {
    const char *body;
    size_t lead; /* byte where the text begins after its dateline */
} dl_copy_text;

/* Sets *RET to whether COPY is a copy of WHOLE, and *RET_SHORT to whether it is a short one. False when
 * memory is out. */
bool dl_copy_of(dl_copy_text copy, dl_copy_text whole, bool *ret, bool *ret_short);

#endif
