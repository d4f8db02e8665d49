/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "annotate/gazetteer.h"
#include "annotate/word.h"
#include "dateline/asset.h"
#include "dateline/str.h"
#include "dateline/vec.h"

void dl_gazetteer_free(dl_gazetteer *gazetteer)
{
    if (!gazetteer)
        return;
    dl_lexicon_free(gazetteer->lexicon);
    free(gazetteer->entities.items);
    free(gazetteer->entries.items);
    free(gazetteer->bodies.items);
    free(gazetteer->surnames.items);
    free(gazetteer->bearers.items);
    free(gazetteer->by_id);
    dl_arena_release(&gazetteer->arena);
    free(gazetteer);
}

/* For qsort_r: orders numbers of entities by id, then by number. */
static int compare_ids(const void *a, const void *b, void *gazetteer)
{
    const dl_listed *entities = ((dl_gazetteer *)gazetteer)->entities.items;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    int order = strcmp(entities[x].entity.id, entities[y].entity.id);
    return order ? order : (x > y) - (x < y);
}

/* Orders the entities by id; an id that is listed twice is an error. */
static dl_status order_ids(dl_gazetteer *gazetteer, dl_error *error)
{
    size_t count = gazetteer->entities.len;
    gazetteer->by_id = calloc(count + 1, sizeof *gazetteer->by_id);
    if (!gazetteer->by_id)
        return dl_fail_nomem(error);
    for (size_t i = 0; i < count; i++)
        gazetteer->by_id[i] = (uint32_t)i;
    qsort_r(gazetteer->by_id, count, sizeof *gazetteer->by_id, compare_ids, gazetteer);
    for (size_t i = 1; i < count; i++) {
        const dl_listed *a = &gazetteer->entities.items[gazetteer->by_id[i - 1]];
        const dl_listed *b = &gazetteer->entities.items[gazetteer->by_id[i]];
        if (strcmp(a->entity.id, b->entity.id) == 0)
            return dl_fail(error, DL_ERR_SYNTAX,
                           "%s:%zu: the id %s is listed already at %s:%zu; give it once, with all "
                           "aliases",
                           b->file, b->line, b->entity.id, a->file, a->line);
    }
    return DL_OK;
}

static int compare_bearers(const void *a, const void *b)
{
    const dl_bearer *x = a, *y = b;
    if (x->word != y->word)
        return x->word < y->word ? -1 : 1;
    return (x->person > y->person) - (x->person < y->person);
}

/* Notes by which surname each person is called: the fact, or the last word of the name (the first
 * where the family name stands there) and of each alias that is a full name. */
static bool add_bearers(dl_gazetteer *gazetteer)
{
    for (size_t i = 0; i < gazetteer->surnames.len; i++) {
        dl_surname s = gazetteer->surnames.items[i];
        const dl_listed *person = &gazetteer->entities.items[s.person];
        uint32_t word = person->family_first && !s.explicit ? s.first : s.last;
        if (person->surname && !s.explicit)
            continue;
        if (!dl_vec_push(&gazetteer->bearers, ((dl_bearer){word, s.person})))
            return false;
    }
    if (!gazetteer->bearers.len)
        return true;
    qsort(gazetteer->bearers.items, gazetteer->bearers.len, sizeof *gazetteer->bearers.items,
          compare_bearers);
    size_t kept = 1;
    for (size_t i = 1; i < gazetteer->bearers.len; i++)
        if (compare_bearers(&gazetteer->bearers.items[kept - 1], &gazetteer->bearers.items[i]))
            gazetteer->bearers.items[kept++] = gazetteer->bearers.items[i];
    gazetteer->bearers.len = kept;
    return true;
}

/* The hash of the hashes of all files. */
static bool hash_sources(const dl_gazetteer_source *sources, size_t count,
                         char ret_hex[DL_SHA256_HEX])
{
    dl_str all;
    dl_str_init(&all);
    for (size_t i = 0; i < count; i++) {
        char hex[DL_SHA256_HEX];
        dl_sha256_hex(sources[i].text, sources[i].len, hex);
        dl_str_addf(&all, "%s %s\n", hex, sources[i].name);
    }
    dl_sha256_hex(all.text, all.len, ret_hex);
    bool ok = dl_str_ok(&all);
    dl_str_release(&all);
    return ok;
}

dl_status dl_gazetteer_new(const dl_gazetteer_source *sources, size_t count, dl_gazetteer **ret,
                           dl_error *error)
{
    dl_status status = DL_OK;
    dl_gazetteer *gazetteer = calloc(1, sizeof *gazetteer);
    if (!gazetteer || !(gazetteer->lexicon = dl_lexicon_new()) ||
        !dl_vec_push(&gazetteer->entries, (dl_entry){0}) || !dl_signs_add(gazetteer->lexicon) ||
        !hash_sources(sources, count, gazetteer->version)) {
        status = dl_fail_nomem(error);
        goto out;
    }
    for (size_t i = 0; i < count && status == DL_OK; i++)
        status = dl_gazetteer_read(gazetteer, &sources[i], error);
    if (status == DL_OK)
        status = order_ids(gazetteer, error);
    if (status == DL_OK && !add_bearers(gazetteer))
        status = dl_fail_nomem(error);
out:
    if (status == DL_OK)
        *ret = gazetteer;
    else
        dl_gazetteer_free(gazetteer);
    return status;
}

dl_status dl_gazetteer_load(dl_gazetteer **ret, dl_error *error)
{
    struct {
        dl_gazetteer_source *items;
        size_t len, size;
    } sources = {0};
    dl_status status = DL_OK;
    const dl_asset *asset;
    for (size_t i = 0; status == DL_OK && (asset = dl_asset_at(i)) != NULL; i++) {
        size_t len = strlen(asset->name);
        if (strncmp(asset->name, "gazetteer/", 10) != 0 || len < 4 ||
            strcmp(asset->name + len - 4, ".tsv") != 0)
            continue;
        dl_gazetteer_source source = {asset->name, (const char *)asset->data, asset->len};
        if (!dl_vec_push(&sources, source))
            status = dl_fail_nomem(error);
    }
    if (status == DL_OK)
        status = dl_gazetteer_new(sources.items, sources.len, ret, error);
    free(sources.items);
    return status;
}

const char *dl_gazetteer_version(const dl_gazetteer *gazetteer)
{
    return gazetteer->version;
}

void dl_gazetteer_size(const dl_gazetteer *gazetteer, size_t *ret_entities, size_t *ret_aliases)
{
    *ret_entities = gazetteer->entities.len;
    *ret_aliases = gazetteer->aliases;
}

size_t dl_gazetteer_number(const dl_gazetteer *gazetteer, const char *id)
{
    size_t from = 0, to = gazetteer->entities.len;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        uint32_t number = gazetteer->by_id[middle];
        int order = strcmp(id, gazetteer->entities.items[number].entity.id);
        if (order == 0)
            return number;
        if (order < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return SIZE_MAX;
}

const dl_entity *dl_gazetteer_find(const dl_gazetteer *gazetteer, const char *id)
{
    size_t number = dl_gazetteer_number(gazetteer, id);
    return number == SIZE_MAX ? NULL : &gazetteer->entities.items[number].entity;
}

size_t dl_gazetteer_bearers(const dl_gazetteer *gazetteer, uint32_t word,
                            const dl_bearer **ret_bearers)
{
    size_t from = 0, to = gazetteer->bearers.len;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (gazetteer->bearers.items[middle].word < word)
            from = middle + 1;
        else
            to = middle;
    }
    size_t count = 0;
    while (from + count < gazetteer->bearers.len &&
           gazetteer->bearers.items[from + count].word == word)
        count++;
    *ret_bearers = count ? &gazetteer->bearers.items[from] : NULL;
    return count;
}
