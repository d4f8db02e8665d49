/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_HTML_ELEMENT_H
#define DL_IMPORT_HTML_ELEMENT_H

#include "import/block.h"

/* How an element stands in the flow of a text. */
typedef enum dl_html_flow {
    DL_HTML_INLINE, /* within a line */
    DL_HTML_BLOCK,  /* a line, a paragraph of its own */
    DL_HTML_BOX,    /* the same, and it may hold others */
    DL_HTML_BREAK,  /* <br> */
    DL_HTML_RULE,   /* <hr>: nothing in it, and a paragraph ends */
    DL_HTML_UNSEEN, /* what is in it is not read */
    DL_HTML_PAGE,   /* <html>, <head>, <body> */
} dl_html_flow;

typedef struct dl_html_element {
    const char *name; /* lower case */
    unsigned char flow;
    unsigned char element; /* dl_element of the text in it; NONE: as around it */
    unsigned char level;
    bool link, emphasised;
    unsigned inside; /* DL_IN_* */
} dl_html_element;

/* What is known of the element NAME, in lower case. Never NULL: what is not known stands in the line. */
const dl_html_element *dl_html_element_find(const char *name);

/* What the names that a page gives an element (its class, its id, its role) say of what is in it: DL_IN_*
 * together. */
unsigned dl_html_hints(const char *names);

/* Whether an element with the attribute STYLE is not shown. */
bool dl_html_hides(const char *style);

#endif
