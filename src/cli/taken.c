/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cli/ingest.h"
#include "cli/taken.h"
#include "dateline/vec.h"

dl_status dl_taken_add(dl_taken *taken, const dl_document *document, const dl_annotator *annotator,
                       dl_budget *budget, dl_error *error)
{
    dl_annotation names = {0};
    dl_document *copy = dl_arena_alloc(&taken->arena, sizeof *copy);
    dl_sketch *sketch = dl_arena_alloc(&taken->arena, sizeof *sketch);
    if (!copy || !sketch || !dl_document_copy(&taken->arena, document, copy) ||
        !dl_sketch_make(copy->body, copy->lead, sketch))
        return dl_fail_nomem(error);
    dl_status status =
        annotator ? dl_ingest_annotate(annotator, copy, budget, &taken->arena, &names, error)
                  : DL_OK;
    if (status)
        return status;
    const char *version = annotator ? dl_arena_strdup(&taken->arena, names.version) : NULL;
    if (annotator && !version)
        return dl_fail_nomem(error);
    const dl_put put = {.document = copy,
                        .mentions = names.mentions,
                        .mentions_count = names.mentions_count,
                        .entities = names.entities,
                        .entities_count = names.entities_count,
                        .keys = names.keys,
                        .sketch = sketch,
                        .annotator = version};
    return dl_vec_push(&taken->puts, put) ? DL_OK : dl_fail_nomem(error);
}

void dl_taken_release(dl_taken *taken)
{
    free(taken->puts.items);
    dl_arena_release(&taken->arena);
    *taken = (dl_taken){0};
}
