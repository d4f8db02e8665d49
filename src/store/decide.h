/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_DECIDE_H
#define STORE_DECIDE_H

#include "dateline/decision.h"
#include "dateline/store.h"

/*
 * What decisions make of a document, whatever it is kept in. A backend gathers the decisions that hold
 * (none of which another revokes) and concern the document, in the order of the log; here they are
 * applied, each to what those before it have left. What import and annotation gave is not changed.
 *
 * Facts come first, for mentions lie in the title and body that they make.
 */

/* A decision on its way to a document. */
typedef struct dl_ruling {
    dl_decision decision;
    int64_t number; /* the backend's */
    bool applied;   /* there was something that it is about */
} dl_ruling;

/* Whether the COUNT decisions can be taken; DL_ERR_INVALID. */
dl_status dl_decisions_check(const dl_decision *decisions, size_t count, dl_error *error);

/* Stamps those of the COUNT decisions that have no id yet, after LAST, the time of the log's last one, each a
 * millisecond after the one before, as one batch. Those that have an id and no batch get one by their times. */
dl_status dl_decisions_stamp(dl_decision *decisions, size_t count, int64_t last, dl_error *error);

/* Applies those of the COUNT rulings that are about facts and sources to DOCUMENT, which becomes the
 * document as it is read. New strings are ARENA's. *RET_FACTS: a bit for each dl_fact that was set. */
dl_status dl_decide_facts(dl_ruling *rulings, size_t count, dl_arena *arena, dl_document *document,
                          unsigned *ret_facts, dl_error *error);

/* Whether names are to be looked for anew after the document changed from A to B: what annotation
 * goes by is not the same. */
bool dl_decide_reads_alike(const dl_document *a, const dl_document *b);

/* Whether FOUND was looked for in DOCUMENT, which the archive holds now; else DL_ERR_NOT_FOUND. */
dl_status dl_decide_found_check(const dl_put *found, const dl_document *document, dl_error *error);

/* Makes *RET what the rulings about mentions make of BASE, whose document is the one as read: its
 * mentions and the entities that they name. Those of BASE's mentions that do not lie in the texts are left
 * out; so are the ones in the title where it is not the TITLE that was annotated. All is ARENA's or
 * the caller's. */
dl_status dl_decide_mentions(dl_ruling *rulings, size_t count, const dl_put *base,
                             const char *title, dl_arena *arena, dl_put *ret, dl_error *error);

/* Sets *RET to how many mentions of STORED, a document as it is read, DECISION would make, change or take
 * away if it were taken last. */
dl_status dl_decide_count(const dl_decision *decision, const dl_stored *stored, uint64_t *ret,
                          dl_error *error);

#endif
