/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/roster.h"

#include <stdbool.h>
#include <string.h>

#include "dateline/asset.h"

#define FIELDS 4

/* A line of a file of the gazetteer (assets/gazetteer/README.md), cut into its fields. */
typedef struct line {
    const char *fields[FIELDS]; /* "" where there are fewer */
} line;

/* Cuts the next line that is no comment off *REST; false at the end. */
static bool next_line(char **rest, line *ret)
{
    char *text;
    do {
        text = strsep(rest, "\n");
    } while (text && (*text == '#' || !*text));
    if (!text)
        return false;
    for (int i = 0; i < FIELDS; i++) {
        char *field = text ? strsep(&text, "\t") : NULL;
        ret->fields[i] = field ? field : "";
    }
    return true;
}

/* The first value that bears KEY in LIST, whose items are parted by SEPARATOR, or NULL. A spelling
 * with a sign, ? or !, counts only under conditions and is passed over. */
static const char *find_value(dl_arena *arena, const char *list, char separator, const char *key)
{
    size_t key_len = strlen(key);
    for (const char *item = list; *item;) {
        size_t len = strcspn(item, (char[]){separator, '\0'});
        if (len > key_len + 1 && !strncmp(item, key, key_len) && item[key_len] == '=' &&
            !strchr("?!", item[key_len + 1]))
            return dl_arena_strndup(arena, item + key_len + 1, len - key_len - 1);
        item += len + (item[len] != '\0');
    }
    return NULL;
}

/* A writable copy of the asset NAME. */
static char *copy_asset(dl_arena *arena, const char *name)
{
    const dl_asset *asset = dl_asset_find(name);
    return asset ? dl_arena_strndup(arena, (const char *)asset->data, asset->len) : NULL;
}

static size_t count_lines(const char *text)
{
    size_t count = 1;
    for (; (text = strchr(text, '\n')); text++)
        count++;
    return count;
}

static void shuffle(void *items, size_t count, size_t size, uint64_t seed)
{
    dl_chance chance = dl_chance_begin(seed, count);
    char *bytes = items, held[sizeof(dl_roster_country)];
    for (size_t i = count; i > 1; i--) {
        size_t j = (size_t)dl_chance_below(&chance, i);
        memcpy(held, bytes + (i - 1) * size, size);
        memcpy(bytes + (i - 1) * size, bytes + j * size, size);
        memcpy(bytes + j * size, held, size);
    }
}

/* Countries of today that have an adjective and a capital. */
static int read_countries(dl_arena *arena, uint64_t seed, dl_roster *ret)
{
    char *rest = copy_asset(arena, "gazetteer/countries.tsv");
    ret->countries =
        rest ? dl_arena_calloc(arena, count_lines(rest), sizeof *ret->countries) : NULL;
    if (!ret->countries)
        return -1;
    for (line row; next_line(&rest, &row);) {
        dl_roster_country country = {.name = row.fields[1],
                                     .adjective = find_value(arena, row.fields[2], '|', "demonym"),
                                     .capital = find_value(arena, row.fields[3], ';', "capital")};
        if (country.adjective && country.capital && !find_value(arena, row.fields[3], ';', "until"))
            ret->countries[ret->countries_count++] = country;
    }
    shuffle(ret->countries, ret->countries_count, sizeof *ret->countries, seed);
    return 0;
}

static int read_names(dl_arena *arena, uint64_t seed, const char *asset, int field,
                      dl_roster_name **ret, size_t *ret_count)
{
    char *rest = copy_asset(arena, asset);
    dl_roster_name *names = rest ? dl_arena_calloc(arena, count_lines(rest), sizeof *names) : NULL;
    if (!names)
        return -1;
    size_t count = 0;
    for (line row; next_line(&rest, &row);) {
        const char *acronym = find_value(arena, row.fields[2], '|', "acronym");
        const char *name = row.fields[field];
        names[count++] = (dl_roster_name){name, acronym ? acronym : name};
    }
    shuffle(names, count, sizeof *names, seed);
    *ret = names;
    *ret_count = count;
    return 0;
}

int dl_roster_read(dl_arena *arena, uint64_t seed, dl_roster *ret)
{
    *ret = (dl_roster){0};
    if (read_countries(arena, seed, ret) < 0 ||
        read_names(arena, seed, "gazetteer/organisations.tsv", 1, &ret->organisations,
                   &ret->organisations_count) < 0 ||
        read_names(arena, seed, "gazetteer/persons.tsv", 1, &ret->persons, &ret->persons_count) < 0)
        return -1;
    return read_names(arena, seed, "gazetteer/given-names.tsv", 0, &ret->given, &ret->given_count);
}
