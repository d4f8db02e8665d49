/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "cli/ingest.h"
#include "dateline/vec.h"

/* A batch is put when it holds this many documents, or bytes. */
#define BATCH_DOCUMENTS 100
#define BATCH_BYTES ((size_t)32 << 20)

void dl_ingest_init(dl_ingest *ingest)
{
    *ingest = (dl_ingest){0};
    dl_arena_init(&ingest->arena);
}

void dl_ingest_release(dl_ingest *ingest)
{
    dl_gazetteer_free(ingest->gazetteer);
    free(ingest->batch.items);
    dl_arena_release(&ingest->arena);
    dl_ingest_init(ingest);
}

dl_status dl_ingest_load_gazetteer(dl_ingest *ingest, dl_error *error)
{
    return dl_gazetteer_load(&ingest->gazetteer, error);
}

dl_status dl_ingest_annotate(const dl_gazetteer *gazetteer, const dl_document *document,
                             dl_arena *arena, dl_annotation *ret, dl_error *error)
{
    const dl_annotate_input input = {.title = document->title,
                                     .body = document->body,
                                     .place = document->place,
                                     .day = document->published.day};
    return dl_annotate(gazetteer, &input, arena, ret, error);
}

static int compare_dates(const void *a, const void *b)
{
    const dl_put *x = a, *y = b;
    int order = dl_date_compare(x->document->published, y->document->published);
    return order ? order : strcmp(x->document->origin, y->document->origin);
}

dl_status dl_ingest_end(dl_ingest *ingest, dl_error *error)
{
    const dl_store_ops *ops = ingest->store->ops;
    uint64_t outcomes[4] = {0};
    if (!ingest->batch.len)
        return DL_OK;
    qsort(ingest->batch.items, ingest->batch.len, sizeof *ingest->batch.items, compare_dates);
    dl_status status = ops->begin(ingest->store, error);
    if (status)
        return status;
    for (size_t i = 0; i < ingest->batch.len && !status; i++) {
        dl_put_outcome outcome;
        status = ops->put(ingest->store, &ingest->batch.items[i], &outcome, error);
        if (!status)
            outcomes[outcome]++;
    }
    if (!status)
        status = ops->commit(ingest->store, error);
    if (status)
        ops->rollback(ingest->store);
    for (size_t i = 0; i < 4 && !status; i++)
        ingest->outcomes[i] += outcomes[i];
    ingest->batch.len = 0;
    dl_arena_clear(&ingest->arena);
    return status;
}

/* Makes DOCUMENT's entry in the batch, with all that it holds in the batch's arena. */
static dl_status make_put(dl_ingest *ingest, const dl_document *document, dl_put *ret,
                          dl_error *error)
{
    dl_document *copy = dl_arena_alloc(&ingest->arena, sizeof *copy);
    if (!copy || !dl_document_copy(&ingest->arena, document, copy))
        return dl_fail_nomem(error);
    dl_annotation annotation = {0};
    if (ingest->gazetteer) {
        dl_status status =
            dl_ingest_annotate(ingest->gazetteer, copy, &ingest->arena, &annotation, error);
        if (status)
            return status;
    }
    *ret = (dl_put){.document = copy,
                    .mentions = annotation.mentions,
                    .mentions_count = annotation.mentions_count,
                    .entities = annotation.entities,
                    .entities_count = annotation.entities_count};
    return DL_OK;
}

dl_status dl_ingest_add(void *context, const dl_document *document, dl_error *error)
{
    dl_ingest *ingest = context;
    bool holds;
    dl_status status =
        ingest->store->ops->holds(ingest->store, document->sha256, document->origin, &holds, error);
    if (status)
        return status;
    if (holds) {
        ingest->outcomes[DL_PUT_UNCHANGED]++;
        return DL_OK;
    }
    dl_put put;
    status = make_put(ingest, document, &put, error);
    if (!status && !dl_vec_push(&ingest->batch, put))
        status = dl_fail_nomem(error);
    if (!status && (ingest->batch.len >= BATCH_DOCUMENTS || ingest->arena.used >= BATCH_BYTES))
        status = dl_ingest_end(ingest, error);
    return status;
}
