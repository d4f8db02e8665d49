/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_RICHTEXT_H
#define DL_IMPORT_RICHTEXT_H

#include "dateline/status.h"
#include "dateline/str.h"
#include "import/block.h"

/*
 * Text that a record carries: plain, or HTML, or nobody says which. A program built without a reader of
 * HTML refuses that, for text with tags in it is worse than none.
 */

typedef enum dl_richtext {
    DL_RICHTEXT_GUESS,
    DL_RICHTEXT_PLAIN,
    DL_RICHTEXT_HTML,
} dl_richtext;

/* Cuts LEN bytes at TEXT into blocks, all of them ARENA's. DL_ERR_UNSUPPORTED where it is HTML that this
 * program cannot read. */
dl_status dl_richtext_blocks(const char *text, size_t len, dl_richtext kind, dl_arena *arena,
                             dl_blocks *ret, dl_error *error);

/* Takes the tags out of a line TEXT and puts letters for its entities ("AT&amp;T"), where there are any. */
dl_status dl_richtext_flatten(dl_str *text, dl_error *error);

#endif
