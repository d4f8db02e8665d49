/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CONC_REFS_H
#define APP_CONC_REFS_H

#include "app/focus.h"
#include "app/reading.h"

/*
 * The lines of a concordance as places: which document, which bytes, and what was read of each, but
 * not its words. They are found from where the list is entered, both ways, a page at a time: what is
 * in view at once, the rest as idle work. A concordance of an entity pages over the store's mentions.
 * One of a text has no index of its own: it pages over the documents that hold the text, and finds its
 * hits in each.
 *
 * When both ends are reached the places are whole: one array, in the one order.
 */

typedef struct dl_conc_ref {
    dl_key key; /* of the document */
    dl_spot spot;
    /* read by conc_digest.c once the places are whole: */
    const char *source;       /* NULL: none */
    const char *left, *right; /* the words on either side, outward, folded: what sorts go by */
    uint32_t same;            /* number of the first line that reads the same in its sentence */
    uint32_t named; /* where the entities named in its sentence begin in the digest's list */
    uint16_t named_count;
    bool quoted;              /* stands in quotation marks */
    bool matches, will_match; /* holds what the lines are narrowed to; are being narrowed to */
} dl_conc_ref;

/* One way on from where the list was entered. */
typedef struct dl_conc_walk {
    struct {
        dl_conc_ref *items; /* nearest first */
        size_t len, size;
    } refs;
    bool end;         /* there are no more */
    dl_anchor anchor; /* after which it goes on; its source is owned */
    dl_position position;
    dl_arena page; /* of a text: the documents that hold it, listed but not read yet */
    dl_doc_row *rows;
    size_t rows_count, rows_at;
} dl_conc_walk;

typedef struct dl_conc_refs {
    dl_store *store;
    const dl_query *query; /* the caller's */
    dl_order order;
    const dl_focus *focus; /* the caller's */
    dl_conc_walk on, back; /* once whole, all is in `on` */
    bool whole;
    bool numbered; /* `base` is how many lines stand before those of `on` */
    uint64_t base;
} dl_conc_refs;

/* Numbers of a list entered amid the hits of a text begin somewhere, until all are counted. */
#define DL_CONC_SOMEWHERE ((uint64_t)1 << 40)

void dl_conc_refs_release(dl_conc_refs *refs);

/* Begins at the document KEY, at the beginning (KEY DL_KEY_NONE) or at the end of the list, where
 * TOTAL lines stand before it (for an entity). What is set in store, query, order and focus stays. */
dl_status dl_conc_refs_begin(dl_conc_refs *refs, dl_key key, dl_error *error);
dl_status dl_conc_refs_begin_at_end(dl_conc_refs *refs, uint64_t total, dl_error *error);

/* Finds some more, going on or BACK: about a page of mentions, or the hits of one document. */
dl_status dl_conc_refs_extend(dl_conc_refs *refs, bool back, dl_error *error);

/* Finds as many as it takes to hold line NUMBER, as far as the list goes. */
dl_status dl_conc_refs_hold(dl_conc_refs *refs, uint64_t number, dl_error *error);

/* Line NUMBER; NULL where it was not found yet or there is none. Valid until the next call that finds
 * more. */
dl_conc_ref *dl_conc_refs_at(const dl_conc_refs *refs, uint64_t number);

/* How many were found. */
size_t dl_conc_refs_count(const dl_conc_refs *refs);

/* Makes one array of them once both ends are reached, numbered from 0. *RET_SHIFT is by how much the
 * numbers fell. */
dl_status dl_conc_refs_join(dl_conc_refs *refs, uint64_t *ret_shift, dl_error *error);

#endif
