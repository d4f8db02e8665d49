/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_XMLHEAD_H
#define DL_IMPORT_XMLHEAD_H

#include <stdbool.h>
#include <stddef.h>

/* The root element of the XML that LEN bytes at HEAD begin, behind declaration, comments and document type;
 * *RET_LEN is how much of it there is. NULL where there is none. */
const char *dl_xml_find_root(const char *head, size_t len, size_t *ret_len);

/* Whether TEXT begins with the tag WITH ("<rss"), in any case, and no longer name. */
bool dl_xml_begins(const char *text, size_t len, const char *with);

#endif
