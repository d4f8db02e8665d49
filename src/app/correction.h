/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CORRECTION_H
#define APP_CORRECTION_H

#include "dateline/change.h"
#include "dateline/store.h"

/*
 * A correction of mentions in the making: which mentions it began with, what is to become of them, how
 * far it goes. Mentions so spelt that were linked to the same entity are of one kind; a correction that
 * goes further than the mentions at hand is about all of these; a merge, about all of their entities.
 */

typedef struct dl_corrected {
    dl_passage passage;   /* the mention in its document */
    const char *spelling; /* as it stands there */
    const char *entity;   /* id of what it was linked to */
    const char *name;     /* of that */
} dl_corrected;

typedef struct dl_correction {
    dl_arena arena; /* of all that follows */
    struct {
        dl_corrected *items;
        size_t len, size;
    } mentions;
    dl_decision_kind kind; /* NOT_NAME, ENTITY or MERGE */
    dl_entity to;          /* ENTITY, MERGE */
    uint64_t counts[DL_REACH_COUNT];
} dl_correction;

void dl_correction_init(dl_correction *correction);
void dl_correction_release(dl_correction *correction);

/* Begins anew, with no mention. */
void dl_correction_clear(dl_correction *correction);

/* Adds the mention that covers byte AT of FIELD of DOC; *RET_FOUND: whether there is one. False when
 * memory is out. */
bool dl_correction_add(dl_correction *correction, const dl_stored *doc, dl_field field, size_t at,
                       bool *ret_found);

/* Whether what it begins with is what it is to become, all of it. */
bool dl_correction_is_idle(const dl_correction *correction);

/* Counts how many mentions it would change, for each reach. A merge does not go HERE. */
dl_status dl_correction_count(dl_correction *correction, dl_store *store, dl_error *error);

/* Sets *RET to the changes that carry it out as far as REACH, in its arena: one decision for all mentions
 * that are of one kind. False when memory is out. */
bool dl_correction_make(dl_correction *correction, dl_reach reach, dl_change **ret,
                        size_t *ret_count);

#endif
