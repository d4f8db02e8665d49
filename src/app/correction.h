/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CORRECTION_H
#define APP_CORRECTION_H

#include "dateline/change.h"
#include "dateline/store.h"

/*
 * A correction of mentions in the making: which mentions it began with, what is to become of them, how
 * far it goes. Mentions so spelt that were linked to the same entity are of one kind; a correction that
 * goes further than the mentions at hand is about all of these; a merge, about all of their entities. A
 * split is a merge that does not go everywhere. A text that is selected may be no mention yet: only a new
 * name can be made of it.
 */

typedef struct dl_corrected {
    dl_passage passage;   /* the mention in its document */
    const char *spelling; /* as it stands there */
    const char *entity;   /* id of what it was linked to; NULL: it is no mention */
    const char *name;     /* of that; NULL */
} dl_corrected;

/* What the reader has said of whom a name means that is typed. */
typedef enum dl_correction_choice {
    DL_CHOICE_NONE,
    DL_CHOICE_KNOWN, /* who is known by it */
    DL_CHOICE_NEW,   /* a new entity, a namesake of those */
} dl_correction_choice;

typedef struct dl_correction {
    dl_arena arena; /* of all that follows */
    struct {
        dl_corrected *items;
        size_t len, size;
    } mentions;
    dl_corrected text;     /* what is selected, where it can be a name; no spelling: nothing can */
    dl_decision_kind kind; /* NOT_NAME, ENTITY, MERGE or ALIAS */
    bool splits;           /* MERGE, of some of the mentions */
    dl_entity to;          /* ENTITY, MERGE, ALIAS */
    uint64_t counts[DL_REACH_COUNT];

    dl_reach reach; /* that it is to have */

    /* while it is asked who that is */
    dl_correction_choice choice;
    size_t first_place; /* of the kind that fits */
    size_t new_place;   /* of the kind of the entity, where it is a new one */
    bool warned;        /* it has been said that the two to be merged are of two kinds */
} dl_correction;

void dl_correction_init(dl_correction *correction);
void dl_correction_release(dl_correction *correction);

/* Begins anew, with no mention. */
void dl_correction_clear(dl_correction *correction);

/* Adds the mention of DOC that dl_mention_find finds at those bytes of FIELD; *RET_FOUND: whether there is
 * one. False when memory is out. */
bool dl_correction_add(dl_correction *correction, const dl_stored *doc, dl_field field,
                       size_t start, size_t end, bool *ret_found);

/* Adds the bytes START to END of FIELD of DOC, without blanks, quotation marks and points at their ends, as
 * the text that may become a name: one of a few words, within a paragraph. False when memory is out. */
bool dl_correction_add_text(dl_correction *correction, const dl_stored *doc, dl_field field,
                            size_t start, size_t end);

/* Makes it be about its text alone. False when memory is out. */
bool dl_correction_take_text(dl_correction *correction);

/* Whether it can go as far as REACH. */
bool dl_correction_goes(const dl_correction *correction, dl_reach reach);

/* Whether all that it begins with is of the entity ID. */
bool dl_correction_is_of(const dl_correction *correction, const char *id);

/* Whether what it is to become may be an entity that there is not yet. */
bool dl_correction_may_be_new(const dl_correction *correction);

/* Whether what it begins with is what it is to become, all of it. */
bool dl_correction_is_idle(const dl_correction *correction);

/* Counts how many mentions it would change, for each reach that it can have. */
dl_status dl_correction_count(dl_correction *correction, dl_store *store, dl_error *error);

/* Sets *RET to the changes that carry it out as far as REACH, in its arena: one decision for all mentions
 * that are of one kind. False when memory is out. */
bool dl_correction_make(dl_correction *correction, dl_reach reach, dl_change **ret,
                        size_t *ret_count);

#endif
