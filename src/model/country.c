/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "dateline/asset.h"
#include "dateline/country.h"

const char *dl_country_name(dl_arena *arena, const char *code)
{
    const dl_asset *countries = dl_asset_find("gazetteer/countries.tsv");
    char key[24];
    int len = snprintf(key, sizeof key, "\ncountry/%.10s\t", code);
    const char *line = countries ? strstr((const char *)countries->data, key) : NULL;
    if (!line)
        return dl_arena_strdup(arena, code);
    const char *name = line + len;
    return dl_arena_strndup(arena, name, strcspn(name, "\t\n"));
}
