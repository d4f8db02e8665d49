/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/annotator.h"
#include "cli/ingest.h"

dl_status dl_annotator_find(void *context, const dl_document *document, dl_arena *arena,
                            dl_put *ret, dl_error *error)
{
    dl_annotator *annotator = context;
    dl_annotation found = {0};
    dl_status status =
        annotator->gazetteer ? DL_OK : dl_gazetteer_load(&annotator->gazetteer, error);
    if (!status)
        status = dl_ingest_annotate(annotator->gazetteer, document, NULL, arena, &found, error);
    if (status)
        return status;
    *ret = (dl_put){.document = document,
                    .mentions = found.mentions,
                    .mentions_count = found.mentions_count,
                    .entities = found.entities,
                    .entities_count = found.entities_count};
    return DL_OK;
}

void dl_annotator_release(dl_annotator *annotator)
{
    dl_gazetteer_free(annotator->gazetteer);
    annotator->gazetteer = NULL;
}
