/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_HTML_META_H
#define DL_IMPORT_HTML_META_H

#include "import/manuscript.h"

/* What the machine-readable parts of a page claim. All return false when memory is out. */

/* The metadata NAME (a <meta>'s name, property or itemprop) with the value CONTENT. */
bool dl_html_meta(dl_manuscript *m, const char *name, const char *content, dl_arena *arena);

/* The JSON-LD in the LEN bytes at TEXT. What is no JSON claims nothing. */
bool dl_html_jsonld(dl_manuscript *m, const char *text, size_t len, dl_arena *arena);

/* A claim made by the text of an element, as its name, attributes or class say. */
typedef struct dl_html_mark {
    dl_fact fact;
    dl_trust trust;
    const char *by;
} dl_html_mark;

/* The attributes of an element that may mark it; NULL where it has not got them. */
typedef struct dl_html_attributes {
    const char *class_name, *id, *itemprop, *rel, *property, *href;
    const char *datetime, *content, *title, *pubdate;
    const char *data; /* of those named "data-...", the first that holds a day, or its instant */
} dl_html_attributes;

/* Whether an element NAME's text is a claim, and which. PLACES (DL_IN_*) is what its names say. */
bool dl_html_mark_find(const char *name, const dl_html_attributes *a, unsigned places,
                       dl_html_mark *ret);

/* Whether an element NAME has a day for machines in an attribute, and what it claims: *RET_VALUE is that
 * attribute. PLACES (DL_IN_*) is what its names say. */
bool dl_html_date_find(const char *name, const dl_html_attributes *a, unsigned places,
                       dl_html_mark *ret, const char **ret_value);

/* Whether the attribute NAME, which begins with "data-", holds VALUE as a day. */
bool dl_html_is_day(const char *name, const char *value);

#endif
