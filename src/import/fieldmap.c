/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dateline/fieldmap.h"

#include <string.h>

#include "dateline/distance.h"
#include "dateline/str.h"

static const char *const names[DL_MAPPINGS] = {
#define DL_MAPPING(id, name) [DL_MAPPING_##id] = name,
#include "dateline/mappings.def"
#undef DL_MAPPING
};

/* The fact called by the LEN bytes at TEXT; DL_MAPPINGS where none is. */
static dl_mapping find_field(const char *text, size_t len)
{
    size_t i = 0;
    while (i < DL_MAPPINGS && (strlen(names[i]) != len || memcmp(names[i], text, len) != 0))
        i++;
    return (dl_mapping)i;
}

/* Says that no fact is called WORD, which stands at byte AT, and which there are. */
static dl_status fail_name(const char *word, size_t len, size_t at, dl_error *error)
{
    char given[DL_DISTANCE_WORD + 1];
    size_t size = len < sizeof given - 1 ? len : sizeof given - 1, nearest = 3;
    const char *near = NULL;
    memcpy(given, word, size);
    given[size] = '\0';
    dl_str all;
    dl_str_init(&all);
    for (size_t i = 0; i < DL_MAPPINGS; i++) {
        size_t distance = dl_distance(given, names[i], 2);
        if (distance < nearest) {
            nearest = distance;
            near = names[i];
        }
        dl_str_addf(&all, "%s%s", i ? ", " : "", names[i]);
    }
    dl_status status =
        near ? dl_fail(error, DL_ERR_INVALID, "at %zu: no fact is called '%s'; did you mean %s?",
                       at, given, near)
             : dl_fail(error, DL_ERR_INVALID, "at %zu: no fact is called '%s'; there are %s", at,
                       given, all.text);
    dl_str_release(&all);
    return status;
}

/* Reads the FACT=FIELD of LEN bytes at WORD, which stands at byte AT. */
static dl_status read_pair(const char *word, size_t len, size_t at, dl_field_map *map,
                           dl_error *error)
{
    const char *sign = memchr(word, '=', len);
    size_t name = sign ? (size_t)(sign - word) : len;
    dl_mapping field = find_field(word, name);
    if (field == DL_MAPPINGS && name)
        return fail_name(word, name, at, error);
    if (!sign || !name || name + 1 == len)
        return dl_fail(error, DL_ERR_INVALID,
                       "at %zu: write FACT=FIELD, several parted by commas "
                       "(title=headline,published=pubDate)",
                       at + (sign ? name + (name > 0) : name));
    if (map->fields[field].path)
        return dl_fail(error, DL_ERR_INVALID, "at %zu: %s stands twice", at, names[field]);
    map->fields[field].path = sign + 1;
    map->fields[field].len = len - name - 1;
    return DL_OK;
}

dl_status dl_field_map_parse(const char *text, dl_field_map *ret, dl_error *error)
{
    dl_field_map map = {0};
    for (const char *word = text;; word++) {
        size_t len = strcspn(word, ",");
        dl_status status = read_pair(word, len, (size_t)(word - text) + 1, &map, error);
        if (status)
            return status;
        word += len;
        if (!*word)
            break;
    }
    *ret = map;
    return DL_OK;
}
