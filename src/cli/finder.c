/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/finder.h"
#include "cli/ingest.h"
#include "cli/owngazetteer.h"

static dl_status load(dl_finder *finder, dl_error *error)
{
    dl_status status =
        finder->loaded ? DL_OK
                       : dl_own_annotator_load(&finder->annotator, dl_own_gazetteer_pass, error);
    finder->loaded = finder->loaded || !status;
    return status;
}

dl_status dl_finder_find(void *context, const dl_document *document, dl_arena *arena, dl_put *ret,
                         dl_error *error)
{
    dl_finder *finder = context;
    dl_annotation found = {0};
    dl_status status = load(finder, error);
    if (!status)
        status = dl_ingest_annotate(&finder->annotator, document, NULL, arena, &found, error);
    if (status)
        return status;
    *ret = (dl_put){.document = document,
                    .mentions = found.mentions,
                    .mentions_count = found.mentions_count,
                    .entities = found.entities,
                    .entities_count = found.entities_count,
                    .keys = found.keys,
                    .annotator = dl_arena_strdup(arena, found.version)};
    return ret->annotator ? DL_OK : dl_fail_nomem(error);
}

dl_status dl_finder_version(dl_finder *finder, char ret[DL_ANNOTATOR_VERSION], dl_error *error)
{
    dl_status status = load(finder, error);
    if (!status)
        dl_annotator_version(&finder->annotator, ret);
    return status;
}

void dl_finder_release(dl_finder *finder)
{
    dl_annotator_release(&finder->annotator);
    finder->loaded = false;
}
