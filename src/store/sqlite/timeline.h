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

/* Adds to the counts of ENTITY, at PLACE, DOCUMENTS (1, 0 or -1) and MENTIONS, which may be negative. NAMED_BY:
 * how many documents name it after that; `named` is written already. */
dl_status dl_timeline_count(dl_sqlite *store, int64_t entity, const dl_timeline_place *place,
                            int64_t documents, int64_t mentions, int64_t named_by, dl_error *error);

/* The document at FROM, which names ENTITY in so many MENTIONS, is of SOURCE now. */
dl_status dl_timeline_move(dl_sqlite *store, int64_t entity, const dl_timeline_place *from,
                           int64_t source, int64_t mentions, dl_error *error);

/* Makes the counts of an archive that has none. */
dl_status dl_timeline_fill_all(dl_sqlite *store, dl_error *error);

/* SQL that counts what is wrong: counts that are missing, and those that should not be. */
extern const char *const dl_timeline_missing, *const dl_timeline_excess;

#endif
