/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/ingest.h"
#include "dateline/vec.h"

/* A batch is put when it holds this many documents, or bytes, */
#ifndef BATCH_DOCUMENTS
#define BATCH_DOCUMENTS 1000
#endif
#define BATCH_BYTES ((size_t)32 << 20)
#define BATCH_SECONDS 2 /* or is so old */

void dl_ingest_init(dl_ingest *ingest, dl_store *store, dl_tally *tally)
{
    *ingest = (dl_ingest){.store = store, .tally = tally};
}

static void clear_batch(dl_ingest *ingest)
{
    for (size_t i = 0; i < ingest->arenas.len; i++)
        dl_arena_release(&ingest->arenas.items[i]);
    ingest->arenas.len = ingest->batch.len = 0;
    ingest->bytes = 0;
}

void dl_ingest_release(dl_ingest *ingest)
{
    clear_batch(ingest);
    free(ingest->batch.items);
    free(ingest->arenas.items);
}

dl_status dl_ingest_annotate(const dl_annotator *annotator, const dl_document *document,
                             dl_budget *budget, dl_arena *arena, dl_annotation *ret,
                             dl_error *error)
{
    const dl_annotate_input input = {.title = document->title,
                                     .body = document->body,
                                     .place = document->place,
                                     .lang = document->lang,
                                     .day = document->published.day,
                                     .budget = budget};
    return dl_annotate(annotator, &input, arena, ret, error);
}

static int compare_dates(const void *a, const void *b)
{
    const dl_put *x = a, *y = b;
    int order = dl_date_compare(x->document->published, y->document->published);
    return order ? order : strcmp(x->document->origin, y->document->origin);
}

/* Puts the batch in one transaction; sets OUTCOMES of each. */
static dl_status put_batch(dl_ingest *ingest, dl_put_outcome *outcomes, dl_error *error)
{
    const dl_store_ops *ops = ingest->store->ops;
    dl_status status = ops->begin(ingest->store, error);
    if (status)
        return status;
    for (size_t i = 0; i < ingest->batch.len && !status; i++)
        status = ops->put(ingest->store, &ingest->batch.items[i], &outcomes[i], error);
    if (!status)
        status = ops->commit(ingest->store, error);
    if (status)
        ops->rollback(ingest->store);
    return status;
}

dl_status dl_ingest_end(dl_ingest *ingest, dl_error *error)
{
    size_t count = ingest->batch.len;
    if (!count)
        return DL_OK;
    dl_put_outcome *outcomes = calloc(count, sizeof *outcomes);
    if (!outcomes)
        return dl_fail_nomem(error);
    qsort(ingest->batch.items, count, sizeof *ingest->batch.items, compare_dates);
    dl_status status = put_batch(ingest, outcomes, error);
    for (size_t i = 0; i < count && !status; i++)
        dl_tally_put(ingest->tally, &ingest->batch.items[i], outcomes[i]);
    free(outcomes);
    clear_batch(ingest);
    return status;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

dl_status dl_ingest_take(void *context, dl_taken *taken, dl_error *error)
{
    dl_ingest *ingest = context;
    double time = now();
    ingest->tally->outcomes[DL_PUT_UNCHANGED] += taken->known;
    if (!ingest->batch.len)
        ingest->since = time;
    if (taken->puts.len) {
        if (!dl_vec_reserve(&ingest->batch, taken->puts.len) ||
            !dl_vec_push(&ingest->arenas, taken->arena))
            return dl_fail_nomem(error);
        memcpy(ingest->batch.items + ingest->batch.len, taken->puts.items,
               taken->puts.len * sizeof *taken->puts.items);
        ingest->batch.len += taken->puts.len;
        ingest->bytes += taken->arena.used;
        taken->arena = (dl_arena){0};
    }
    bool full = ingest->batch.len >= BATCH_DOCUMENTS || ingest->bytes >= BATCH_BYTES ||
                time - ingest->since >= BATCH_SECONDS;
    return full ? dl_ingest_end(ingest, error) : DL_OK;
}
