/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_RICHTEXT_H
#define DL_IMPORT_RICHTEXT_H

#include "dateline/status.h"
#include "dateline/str.h"
#include "import/manuscript.h"

/*
 * Text that a record carries: plain, or HTML, or nobody says which. A program built without a reader of
 * HTML refuses that, for text with tags in it is worse than none.
 */

typedef enum dl_richtext {
    DL_RICHTEXT_GUESS,
    DL_RICHTEXT_PLAIN,
    DL_RICHTEXT_HTML,
} dl_richtext;

/* Cuts LEN bytes at TEXT into the blocks of RET, which has its origin and budget; all of them are ARENA's.
 * DL_ERR_UNSUPPORTED where it is HTML that this program cannot read, or takes too long. */
dl_status dl_richtext_blocks(const char *text, size_t len, dl_richtext kind, dl_arena *arena,
                             dl_manuscript *ret, dl_error *error);

/* Takes the tags out of a line TEXT and puts letters for its entities ("AT&amp;T"), where there are any, within
 * the budget of the manuscript it is a part OF. Fails as dl_richtext_blocks. */
dl_status dl_richtext_flatten(dl_str *text, const dl_manuscript *of, dl_error *error);

#endif
