/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_HITS_H
#define APP_HITS_H

#include "app/focus.h"
#include "app/idle.h"
#include "dateline/store.h"

/*
 * How often the text in focus stands in each document under the filter. The store counts an entity,
 * for it keeps mentions; the hits of a text are found by reading the documents that hold it, one at a
 * time, as idle work.
 */
typedef struct dl_hits {
    bool counting;            /* there is more to count */
    bool whole;               /* all is counted */
    uint64_t total;           /* hits counted so far */
    uint64_t documents, done; /* that hold the text, and of these those counted */
    dl_order order;   /* they are walked in: by date, whatever order the list has meanwhile */
    dl_anchor anchor; /* after which the count goes on */
    dl_arena page;    /* the documents counted next */
    dl_doc_row *rows;
    size_t rows_count, rows_at;
    struct {
        struct dl_hits_of {
            dl_key key;
            uint32_t count;
        } * items;        /* a hash table with open addresses; key DL_KEY_NONE: free */
        size_t len, size; /* size: a power of 2 */
    } of;
} dl_hits;

void dl_hits_release(dl_hits *hits);

/* Sets up the count of the app's focus under its filter, or drops it where no text is in focus. */
void dl_hits_start(dl_app *app);

/* How often the document KEY holds the text; false where that is not known yet. */
bool dl_hits_find(const dl_hits *hits, dl_key key, uint32_t *ret_count);

/* The row of the table of work. */
dl_work dl_hits_step(dl_app *app);
bool dl_hits_progress(const dl_app *app, dl_progress *ret);
void dl_hits_stop(dl_app *app);

#endif
