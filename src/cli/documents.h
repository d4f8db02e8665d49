/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_DOCUMENTS_H
#define CLI_DOCUMENTS_H

#include "cli/options.h"
#include "dateline/arena.h"
#include "dateline/query.h"
#include "dateline/store.h"

/* Takes one row of a list. DL_ERR_INTERRUPTED ends the walk as done, any other failure fails it. */
typedef dl_status dl_row_visit(void *context, const dl_doc_row *row, dl_error *error);

/* Visits the documents under QUERY in ORDER, at most LIMIT, as long as the output is open. Rows have the mentions of the
 * entity FOCUS, which may be NULL. */
dl_status dl_documents_walk(dl_store *store, const dl_query *query, dl_order order, size_t limit,
                            const char *focus, dl_row_visit *visit, void *context, dl_error *error);

/* Sets *RET to the hash of the document that the one of KEY is a copy of, in ARENA; NULL where it is none. */
dl_status dl_documents_original(dl_store *store, dl_key key, dl_arena *arena, const char **ret,
                                dl_error *error);

#define DL_SHORT_HASH 12 /* digits of a hash that lists show */

/* Adds the date as lists show it, 11 cells wide: " 2024-01-27", "~2024-01-27" where it is inferred,
 * " 2 readings" where it has two (AMBIGUOUS), " ----------" where it is not known. */
#define DL_DATE_CELLS 11
void dl_documents_add_date(dl_str *out, dl_date date, bool ambiguous);

/* How a document without a source is listed. */
#define DL_NO_SOURCE "(no source)"

/* Adds SOURCE as a column of that many cells. */
#define DL_SOURCE_CELLS 20
void dl_documents_add_source(dl_str *out, const char *source);

#endif
