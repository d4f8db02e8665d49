/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_FURNITURE_H
#define DL_IMPORT_FURNITURE_H

#include "import/block.h"

/* What the words of BLOCK, measured already, say of it. */
dl_furniture dl_furniture_of(const dl_block *block);

/* Whether BLOCK, a heading, is that of comments. */
bool dl_heads_comments(const dl_block *block);

/* Bytes of the bullet and the spaces that a line begins with; 0 where it is no item of a list. A
 * hyphen counts, a number does not: statements number their points. */
size_t dl_bullet(const char *text, size_t len);

/* Whether a line is a rule, a box of a form or the place of a picture: "[   ]", "[logo]", "----". */
bool dl_is_boxed(const char *text, size_t len);

/* Whether a text ends as a sentence does, with closing quotation marks and brackets after it. */
bool dl_ends_sentence(const char *text, size_t len);

#endif
