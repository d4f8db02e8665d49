/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_HTML_H
#define DL_IMPORT_HTML_H

#include "import/manuscript.h"

/*
 * HTML made into blocks and claims, for whatever carries it: a saved page, an item of a feed, a field of
 * a record, a part of a mail. There where the program was built with libxml2 (HAVE_LIBXML).
 *
 * CHARSET is what the container says of the bytes (NULL: nothing). UTF-8 that reads as such is taken for
 * that, whatever is said: pages are saved anew and keep their old declarations.
 */

/* Adds to RET the blocks of the page HTML and all that it claims of itself. Its link resolves nothing:
 * no entity, style or picture is fetched. DL_ERR_NOMEM, or DL_ERR_UNSUPPORTED where there is no end to
 * it within bounds. A page without text is no failure: there are no blocks then. */
dl_status dl_html_read(const char *html, size_t len, const char *charset, dl_arena *arena,
                       dl_manuscript *ret, dl_error *error);

/* The blocks alone, of a piece of HTML: the text of a feed's item. RET has its origin and budget. Fails as
 * dl_html_read. */
dl_status dl_html_blocks(const char *html, size_t len, const char *charset, dl_arena *arena,
                         dl_manuscript *ret, dl_error *error);

/* Has libxml2 make what all its parsers share, which two threads must not do at once. For whoever has it read
 * anything; the first call does it. */
void dl_html_begin(void);

#endif
