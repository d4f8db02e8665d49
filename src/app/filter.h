/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_FILTER_H
#define APP_FILTER_H

#include "app/app.h"

/* Changing the filter term by term, as the source pane and the date prompt do. The filter is text
 * again before it is parsed and resolved, so what is built here is checked as what is typed is. */

/* Which terms a change replaces. */
typedef enum dl_filter_part {
    DL_FILTER_SOURCES, /* source: */
    DL_FILTER_DATES,   /* date: and since:, undated and inferred too */
    DL_FILTER_WORDS,   /* words and phrases of title or text */
} dl_filter_part;

/* The filter's text without its terms of PART, TERM (NULL: nothing) put after the rest. */
bool dl_filter_replace(const dl_query *filter, dl_filter_part part, const char *term, dl_str *out);

/* Adds to OUT the blank that parts it from a term to come, unless it is empty. */
void dl_filter_join(dl_str *out);

/* The source: term of the source called NAME (NULL: none), as text. */
void dl_filter_source_term(dl_str *out, const char *name);

/* Makes TEXT the filter, with a step on the trail where that changes it, and gives the document list
 * the keyboard, on its first row and the first hit in it. False, and *RET_ERROR set, where TEXT is
 * wrong. */
bool dl_filter_apply(dl_app *app, const char *text, dl_error *ret_error);

/* Adds to OUT the filter with what LINE stands for in place of its terms of that part. False when memory
 * is out. */
bool dl_filter_of_line(dl_app *app, const dl_source_line *line, dl_str *out);

/* Filters to LINE of the source pane alone; where it is all that the filter's part names, takes it
 * out again. */
void dl_filter_to_line(dl_app *app, const dl_source_line *line);

#endif
