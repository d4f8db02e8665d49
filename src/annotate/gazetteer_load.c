/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gazetteer that the program carries: compiled, and as the files that it was compiled from. */
#include <stdlib.h>
#include <string.h>

#include "annotate/compiled.h"
#include "dateline/asset.h"
#include "dateline/vec.h"

dl_status dl_gazetteer_load(dl_gazetteer **ret, dl_error *error)
{
    return dl_compiled_open(dl_compiled_data, dl_compiled_len, ret, error);
}

static bool is_source(const char *name)
{
    size_t len = strlen(name);
    return strncmp(name, "gazetteer/", 10) == 0 && strcmp(name + len - 4, ".tsv") == 0;
}

dl_status dl_gazetteer_parse(dl_gazetteer_report *report, void *context, dl_gazetteer **ret,
                             dl_error *error)
{
    struct {
        dl_gazetteer_source *items;
        size_t len, size;
    } sources = {0};
    dl_status status = DL_OK;
    const dl_asset *asset;
    for (size_t i = 0; status == DL_OK && (asset = dl_asset_at(i)) != NULL; i++) {
        dl_gazetteer_source source = {asset->name, (const char *)asset->data, asset->len};
        if (is_source(asset->name) && !dl_vec_push(&sources, source))
            status = dl_fail_nomem(error);
    }
    if (status == DL_OK)
        status = dl_gazetteer_new(sources.items, sources.len, report, context, ret, error);
    free(sources.items);
    return status;
}
