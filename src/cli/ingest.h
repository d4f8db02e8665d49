/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_INGEST_H
#define CLI_INGEST_H

#include <stddef.h>
#include <stdint.h>

#include "cli/intake.h"
#include "dateline/annotate.h"
#include "dateline/arena.h"
#include "dateline/store.h"

/*
 * From documents to the archive: what an import has read is put there in batches, each one transaction
 * and sorted by date (which FTS5 wants: out of order it takes 2.5 to 3 times as long). A batch ends when
 * it is large or old enough, so that little is lost with the power.
 */

typedef struct dl_ingest {
    dl_store *store; /* the caller's, as is the tally */
    dl_tally *tally;
    struct {
        dl_put *items;
        size_t len, size;
    } batch;
    struct {
        dl_arena *items;
        size_t len, size;
    } arenas;     /* hold the batch */
    size_t bytes; /* in them */
    double since; /* when the batch was begun, seconds */
} dl_ingest;

void dl_ingest_init(dl_ingest *ingest, dl_store *store, dl_tally *tally);

/* Forgets a batch that is not in yet. */
void dl_ingest_release(dl_ingest *ingest);

/* Takes what came out of a record. Its signature is a dl_intake_sink's; INGEST is a dl_ingest. */
dl_status dl_ingest_take(void *ingest, dl_taken *taken, dl_error *error);

/* Puts what is left into the store. */
dl_status dl_ingest_end(dl_ingest *ingest, dl_error *error);

/* Finds the mentions of DOCUMENT, in ARENA, within BUDGET (NULL: no bounds). */
dl_status dl_ingest_annotate(const dl_annotator *annotator, const dl_document *document,
                             dl_budget *budget, dl_arena *arena, dl_annotation *ret,
                             dl_error *error);

#endif
