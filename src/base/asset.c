/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/asset.h"

static int compare_name(const void *name, const void *asset)
{
    return strcmp(name, ((const dl_asset *)asset)->name);
}

const dl_asset *dl_asset_find(const char *name)
{
    return bsearch(name, dl_asset_table, dl_asset_count, sizeof *dl_asset_table, compare_name);
}

const dl_asset *dl_asset_at(size_t i)
{
    return i < dl_asset_count ? &dl_asset_table[i] : NULL;
}
