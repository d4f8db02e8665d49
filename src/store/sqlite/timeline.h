/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_SQLITE_TIMELINE_H
#define STORE_SQLITE_TIMELINE_H

#include "store/sqlite/sqlite.h"

/* What is held to tell how often an entity is named over time and by source: see timeline.c. */

/* Where a document counts. */
typedef struct dl_timeline_place {
    int64_t month; /* dl_month_of */
    int64_t source;
} dl_timeline_place;

/* ENTITY, which WAS documents named, is named by IS now, as `named` has it. Sets *RET_HELD to whether it had
 * counts and keeps them: then what has changed is to be added. Else they were made, or dropped, or there are
 * none. */
dl_status dl_timeline_begin(dl_sqlite *store, int64_t entity, int64_t was, int64_t is,
                            bool *ret_held, dl_error *error);

/* Adds SUM to the counts of its entity, which has such. */
dl_status dl_timeline_add(dl_sqlite *store, const dl_sum_count *sum, dl_error *error);

/* Makes the counts of an archive that has none. */
dl_status dl_timeline_fill_all(dl_sqlite *store, dl_error *error);

/* SQL that counts what is wrong: counts that are missing, and those that should not be. */
extern const char *const dl_timeline_missing, *const dl_timeline_excess;

#endif
