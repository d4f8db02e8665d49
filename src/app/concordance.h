/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CONCORDANCE_H
#define APP_CONCORDANCE_H

#include "app/focus.h"
#include "app/reading.h"

/*
 * The concordance (KWIC: key word in context, Luhn 1960): a line a mention of an entity, or a hit of
 * a text, across the archive under the filter, aligned on the name, in the one order. Like the
 * document list it holds a window of lines around the cursor, taken from the store as they come into
 * view.
 */

typedef struct dl_conc_line {
    dl_key key;
    const char *source, *sha256, *origin;
    dl_date published;
    dl_spot spot;
    const char *before, *name, *after; /* one line each: white space is one blank; long enough for
                                          the widest screen, cut at whole words */
    const dl_mention *mention;         /* NULL for a hit of a text */
    bool opens;                        /* first line of its document in the list */
} dl_conc_line;

typedef struct dl_concordance {
    dl_store *store;
    const dl_query *query;
    dl_order order;
    dl_focus focus; /* what it lists */

    dl_arena arena;
    struct {
        dl_conc_line *items;
        size_t len, size;
    } lines;               /* the window */
    bool at_start, at_end; /* the window's ends are the list's */
    uint64_t first;        /* number of lines[0] */
    uint64_t total;        /* lines in the list, or where they are not `counted` those met so far */
    bool counted;
    uint64_t margin; /* lines kept in view above and below the cursor */
    uint64_t cursor, top;

    /* the line left by the last visit, for reopening there */
    char *left_sha256;
    dl_spot left_spot;
} dl_concordance;

void dl_concordance_init(dl_concordance *conc);
void dl_concordance_release(dl_concordance *conc);

/* Lists FOCUS under QUERY in ORDER, with the cursor on the line of the mention at SPOT in the document
 * KEY where there is one (DL_KEY_NONE: on the first line). TOTAL: how many lines there are, which is
 * known of an entity; of a text it is found out by and by. */
dl_status dl_concordance_load(dl_concordance *conc, dl_store *store, const dl_query *query,
                              dl_order order, const dl_focus *focus, uint64_t total, dl_key key,
                              dl_spot spot, dl_error *error);

/* Puts the cursor on line NUMBER, or the last. */
dl_status dl_concordance_go(dl_concordance *conc, uint64_t number, dl_error *error);

/* How many lines there are: reads all of a text's. */
dl_status dl_concordance_count(dl_concordance *conc, uint64_t *ret_count, dl_error *error);

/* To the first line of the next (BACK: previous) document. */
dl_status dl_concordance_go_document(dl_concordance *conc, bool back, dl_error *error);

/* Makes the lines in view be in the window. */
dl_status dl_concordance_show(dl_concordance *conc, size_t height, dl_error *error);

/* Line NUMBER; NULL where it is not in the window. */
const dl_conc_line *dl_concordance_line(const dl_concordance *conc, uint64_t number);
const dl_conc_line *dl_concordance_current(const dl_concordance *conc);

/* Remembers the line under the cursor as the one left. */
void dl_concordance_remember(dl_concordance *conc);

#endif
