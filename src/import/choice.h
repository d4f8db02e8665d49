/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_CHOICE_H
#define DL_IMPORT_CHOICE_H

#include "import/manuscript.h"
#include "import/page.h"

/* What the claims of a page and the blocks of its text, read together, say of the document. Strings are
 * ARENA's or the manuscript's; *FAILED is set when memory is out. */

/* The title of PAGE, which has mark-up and whose body is found; an empty slice where claims and headings
 * give none. Sets *RET_BLOCK to the block that it stands in, where it does. */
dl_slice dl_title_choose(const dl_manuscript *m, const dl_page *page, size_t *ret_block);

/* The names of who wrote it, joined by ", "; NULL where nothing says. TITLE: its block, or DL_NO_BLOCK. SITE: the name
 * of the site, which is no author's; empty where it is not known. */
const char *dl_author_choose(const dl_manuscript *m, const dl_page *page, size_t title,
                             dl_slice site, dl_arena *arena, bool *failed);

#endif
