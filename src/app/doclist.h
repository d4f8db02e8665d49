/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_DOCLIST_H
#define APP_DOCLIST_H

#include "dateline/store.h"

/*
 * The document list as the screen needs it: a window of rows around the cursor, taken from the store
 * page by page as they come into view, and their numbers in the whole list. However long the list
 * is, the window is short.
 */
typedef struct dl_doclist {
    /* What is listed. All of it is the caller's and must live until the next load. */
    dl_store *store;
    const dl_query *query;
    dl_order order;
    const char *const *focus; /* points at the id of the entity whose mentions the rows count, or at
                                 NULL; not the id itself, for that changes with the focus */

    dl_arena arena;
    dl_doc_row *items; /* the window */
    size_t len, size;
    uint64_t first;       /* number of items[0] in the list */
    uint64_t total;       /* rows in the list */
    uint64_t margin;      /* rows kept in view above and below the cursor */
    uint64_t cursor, top; /* numbers of the row under the cursor and of the first row shown */
} dl_doclist;

void dl_doclist_init(dl_doclist *list);
void dl_doclist_release(dl_doclist *list);

/* Lists QUERY's TOTAL documents anew. The cursor goes to the document KEEP where the list holds it
 * (DL_KEY_NONE: none), else to the first row. */
dl_status dl_doclist_load(dl_doclist *list, dl_store *store, const dl_query *query, dl_order order,
                          const char *const *focus, uint64_t total, dl_key keep,
                          const char *keep_source, dl_error *error);

/* Lists the first page of QUERY, the cursor on its first row, as if there were no more: how many rows
 * there are may be set once it is counted. */
dl_status dl_doclist_load_page(dl_doclist *list, dl_store *store, const dl_query *query,
                               dl_order order, const char *const *focus, dl_error *error);

/* Puts the cursor on row NUMBER, or on the last where there are fewer. */
dl_status dl_doclist_go(dl_doclist *list, uint64_t number, dl_error *error);

/* Puts the cursor on the document KEY; *RET_FOUND says whether the list holds it, else the cursor
 * stays. SOURCE is that document's. */
dl_status dl_doclist_find(dl_doclist *list, dl_key key, const char *source, bool *ret_found,
                          dl_error *error);

/* Makes the rows [top, top + HEIGHT) be in the window, with the cursor among them: moves `top` by no
 * more than it must. */
dl_status dl_doclist_show(dl_doclist *list, size_t height, dl_error *error);

/* Sets *RET_ROW to row NUMBER, which is brought into the window; to NULL past the last. Other rows may
 * leave the window, but for those next to it. */
dl_status dl_doclist_fetch(dl_doclist *list, uint64_t number, dl_doc_row **ret_row,
                           dl_error *error);

/* Row NUMBER; NULL where it is not in the window. */
dl_doc_row *dl_doclist_row(const dl_doclist *list, uint64_t number);

/* The row under the cursor; NULL where the list is empty. */
dl_doc_row *dl_doclist_current(const dl_doclist *list);

#endif
