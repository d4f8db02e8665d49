/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_SQLITE_SUMS_H
#define STORE_SQLITE_SUMS_H

#include "store/sqlite/timeline.h"

/*
 * Counts that change with the mentions of documents (entity, alias, timeline), added up before they are
 * written: a correction touches many documents of a few entities, and each count is written once for all
 * of them. What was added is written by dl_sums_flush, within the transaction in which it was added.
 */

/* The document at PLACE names ENTITY: DOCUMENTS is 1, 0 or -1; MENTIONS may be negative. */
dl_status dl_sums_count(dl_sqlite *store, int64_t entity, const dl_timeline_place *place,
                        int64_t documents, int64_t mentions, dl_error *error);

/* ENTITY is spelt as FOLD so many TIMES more, which may be negative. */
dl_status dl_sums_spell(dl_sqlite *store, int64_t entity, const char *fold, int64_t times,
                        dl_error *error);

/* From dl_sums_hold on dl_sums_settle writes only where much has come together; before, and after
 * dl_sums_flush, it always does. `named` must hold what the counts were made of. */
void dl_sums_hold(dl_sqlite *store);
dl_status dl_sums_settle(dl_sqlite *store, dl_error *error);
dl_status dl_sums_flush(dl_sqlite *store, dl_error *error);

/* Forgets what was added and not written. */
void dl_sums_clear(dl_sqlite *store);
void dl_sums_release(dl_sqlite *store);

#endif
