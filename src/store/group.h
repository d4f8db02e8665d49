/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_GROUP_H
#define STORE_GROUP_H

#include "dateline/copy.h"
#include "dateline/sketch.h"
#include "dateline/store.h"

/*
 * Groups of copies, whatever the backend. A group is a head and its copies (dateline/copy.h), each a copy of
 * the head itself: a copy of a copy may say what the head does not. The head is the one that was published
 * first, by the instant where both are known, else by the day, or was imported first where the days are the same and no times are known; of two of one day of
 * which only one way round makes a copy, the whole. A document that is no copy and has none is a head
 * alone.
 *
 * Only heads are indexed by their sketches. So a text that was carried a thousand times is one candidate
 * and not a thousand, and a document is compared with no more than DL_GROUP_CANDIDATES others.
 */

#define DL_GROUP_CANDIDATES 8

/* What of a document decides about its group. */
typedef struct dl_grouped {
    dl_key key;
    dl_date published;
    int64_t utc; /* of the instant it was published at; DL_UTC_NONE: it is not known */
    dl_copy_text text;
} dl_grouped;

typedef struct dl_keys {
    dl_key *items; /* an arena's */
    size_t count;
} dl_keys;

/* What a backend does for it. */
typedef struct dl_groups {
    void *context;
    dl_status (*read)(void *context, dl_key key, dl_arena *arena, dl_grouped *ret, dl_error *error);
    /* The heads that share a band with SKETCH, those with most in common first, at most
     * DL_GROUP_CANDIDATES. */
    dl_status (*heads)(void *context, const dl_sketch *sketch, dl_arena *arena, dl_keys *ret,
                       dl_error *error);
    dl_status (*copies)(void *context, dl_key head, dl_arena *arena, dl_keys *ret, dl_error *error);
    /* Whether KEY is a copy. */
    dl_status (*is_copy)(void *context, dl_key key, bool *ret, dl_error *error);
    /* Makes KEY a copy of HEAD; DL_KEY_NONE: of nothing. */
    dl_status (*set)(void *context, dl_key key, dl_key head, dl_error *error);
    /* Adds the head KEY to the index, or takes it out. */
    dl_status (*index)(void *context, dl_key key, const dl_sketch *sketch, bool on,
                       dl_error *error);
} dl_groups;

/* Finds the group of the document KEY, which is stored and in none. SKETCH: of its text, or NULL. */
dl_status dl_group_enter(const dl_groups *groups, dl_key key, const dl_sketch *sketch,
                         dl_error *error);

/* Takes the document KEY out of its group before it is removed or becomes another. If it was the head, the
 * others find their groups anew. */
dl_status dl_group_leave(const dl_groups *groups, dl_key key, dl_error *error);

/* Sets *RET to whether COPY may stand in the group of HEAD. */
dl_status dl_group_fits(const dl_grouped *copy, const dl_grouped *head, bool *ret, dl_error *error);

#endif
