/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_INGEST_H
#define CLI_INGEST_H

#include <stddef.h>
#include <stdint.h>

#include "dateline/annotate.h"
#include "dateline/arena.h"
#include "dateline/store.h"

/*
 * From documents to the archive: what an importer reads is asked for in the store, annotated if it
 * is new, and put there in batches, each one transaction and sorted by date (which FTS5 wants: out
 * of order it takes 2.5 to 3 times as long).
 */

typedef struct dl_ingest {
    dl_store *store;         /* the caller's */
    dl_gazetteer *gazetteer; /* NULL: documents are not annotated */
    dl_arena arena;          /* holds the batch */
    struct {
        dl_put *items;
        size_t len, size;
    } batch;
    uint64_t outcomes[4]; /* by dl_put_outcome, counted when a batch is in */
} dl_ingest;

void dl_ingest_init(dl_ingest *ingest);

/* Forgets a batch that is not in yet, and frees the gazetteer. */
void dl_ingest_release(dl_ingest *ingest);

/* Loads the gazetteer, so that documents are annotated. */
dl_status dl_ingest_load_gazetteer(dl_ingest *ingest, dl_error *error);

/* Takes a document. Its signature is a dl_import_sink's; INGEST is a dl_ingest. */
dl_status dl_ingest_add(void *ingest, const dl_document *document, dl_error *error);

/* Puts what is left into the store. */
dl_status dl_ingest_end(dl_ingest *ingest, dl_error *error);

/* Finds the mentions of DOCUMENT, in ARENA. */
dl_status dl_ingest_annotate(const dl_gazetteer *gazetteer, const dl_document *document,
                             dl_arena *arena, dl_annotation *ret, dl_error *error);

#endif
