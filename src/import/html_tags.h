/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_HTML_TAGS_H
#define DL_IMPORT_HTML_TAGS_H

#include <stdbool.h>
#include <stddef.h>

#define DL_HTML_ATTRIBUTES 20000 /* of one element, at most */

/* Whether no tag of the page has more attributes than that. libxml2 compares each with all before it and
 * asks nobody meanwhile: a megabyte of them takes it minutes. */
bool dl_html_tags_bounded(const char *html, size_t len);

#endif
