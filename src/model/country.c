/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
#include <strings.h>

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

/* The next line of a country at or after AT: its code and name. NULL where there is none. */
static const char *next_country(const char *at, char ret_code[3], size_t *ret_len)
{
    static const char key[] = "\ncountry/";
    const char *line = strstr(at, key);
    if (!line)
        return NULL;
    const char *code = line + sizeof key - 1;
    if (strcspn(code, "\t") != 2)
        return next_country(code, ret_code, ret_len);
    memcpy(ret_code, code, 2);
    ret_code[2] = '\0';
    *ret_len = strcspn(code + 3, "\t\n");
    return code + 3;
}

bool dl_country_find(const char *text, char ret_code[3])
{
    const dl_asset *countries = dl_asset_find("gazetteer/countries.tsv");
    const char *name = countries ? (const char *)countries->data : "";
    char code[3];
    size_t len = 0;
    while ((name = next_country(name, code, &len))) {
        bool named = strlen(text) == len && strncasecmp(name, text, len) == 0;
        if (!named && strcasecmp(code, text) != 0)
            continue;
        memcpy(ret_code, code, sizeof code);
        return true;
    }
    return false;
}

bool dl_country_nth(size_t i, dl_arena *arena, const char **ret_name, char ret_code[3])
{
    const dl_asset *countries = dl_asset_find("gazetteer/countries.tsv");
    const char *name = countries ? (const char *)countries->data : "";
    size_t len = 0;
    for (size_t at = 0; (name = next_country(name, ret_code, &len)); at++)
        if (at == i)
            return (*ret_name = dl_arena_strndup(arena, name, len)) != NULL;
    return false;
}
