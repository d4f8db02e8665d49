/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "annotate/gazetteer.h"
#include "dateline/str.h"
#include "dateline/vec.h"

#define IDS_FIRST                                                                                  \
    16384 /* slots: what the gazetteer that the program carries needs, a power of two */

void dl_gazetteer_tables(dl_gazetteer *g, dl_table ret[DL_GAZETTEER_TABLES])
{
    dl_lexicon_tables(g->lexicon, ret);
    dl_table *own = ret + DL_LEXICON_TABLES;
    own[0] = DL_TABLE(g->entries);
    own[1] = DL_TABLE(g->spellings);
    own[2] = DL_TABLE(g->surnames);
    own[3] = DL_TABLE(g->bearers);
    own[4] = DL_TABLE(g->posts);
    own[5] = DL_TABLE(g->by_id);
    own[6] = DL_TABLE(g->keyed);
}

void dl_gazetteer_free(dl_gazetteer *gazetteer)
{
    if (!gazetteer)
        return;
    if (gazetteer->lexicon) {
        dl_table tables[DL_GAZETTEER_TABLES];
        dl_gazetteer_tables(gazetteer, tables);
        for (size_t i = DL_LEXICON_TABLES; i < DL_GAZETTEER_TABLES; i++)
            dl_table_release(&tables[i]);
        dl_lexicon_free(gazetteer->lexicon);
    }
    free(gazetteer->entities.items);
    free(gazetteer->bodies.items);
    free(gazetteer->where.items);
    dl_arena_release(&gazetteer->arena);
    free(gazetteer);
}

dl_gazetteer *dl_gazetteer_start(void)
{
    dl_gazetteer *gazetteer = calloc(1, sizeof *gazetteer);
    if (!gazetteer)
        return NULL;
    if ((gazetteer->lexicon = dl_lexicon_new()) && dl_signs_add(gazetteer->lexicon) &&
        dl_vec_push(&gazetteer->entries, (dl_entry){0}) &&
        dl_vec_push(&gazetteer->where, (dl_where){0}))
        return gazetteer;
    dl_gazetteer_free(gazetteer);
    return NULL;
}

static int compare_bearers(const void *a, const void *b)
{
    const dl_bearer *x = a, *y = b;
    if (x->word != y->word)
        return x->word < y->word ? -1 : 1;
    return (x->person > y->person) - (x->person < y->person);
}

/* The family names of persons who have theirs first, by their number: the first word of their first name. NULL when
 * memory is out. */
static uint32_t *find_families(const dl_gazetteer *gazetteer)
{
    uint32_t *families = calloc(gazetteer->entities.len + 1, sizeof *families);
    for (size_t i = 0; families && i < gazetteer->surnames.len; i++) {
        dl_surname s = gazetteer->surnames.items[i];
        if (!s.explicit && !families[s.person] && gazetteer->entities.items[s.person].family_first)
            families[s.person] = s.first;
    }
    return families;
}

/* Notes by which surname each person is called: the fact, or the last word of the name (the first
 * where the family name stands there) and of each alias that is a full name ("Lai Ching-te", but "William
 * Lai"). */
static bool add_bearers(dl_gazetteer *gazetteer)
{
    uint32_t *families = find_families(gazetteer);
    bool ok = families;
    gazetteer->bearers.len = 0;
    for (size_t i = 0; ok && i < gazetteer->surnames.len; i++) {
        dl_surname s = gazetteer->surnames.items[i];
        const dl_listed *person = &gazetteer->entities.items[s.person];
        bool first = !s.explicit && families[s.person] && s.last != families[s.person];
        uint32_t word = first ? s.first : s.last;
        if (person->surname && !s.explicit)
            continue;
        ok = dl_vec_push(&gazetteer->bearers, ((dl_bearer){word, s.person}));
    }
    free(families);
    if (!ok || !gazetteer->bearers.len)
        return ok;
    qsort(gazetteer->bearers.items, gazetteer->bearers.len, sizeof *gazetteer->bearers.items,
          compare_bearers);
    size_t kept = 1;
    for (size_t i = 1; i < gazetteer->bearers.len; i++)
        if (compare_bearers(&gazetteer->bearers.items[kept - 1], &gazetteer->bearers.items[i]))
            gazetteer->bearers.items[kept++] = gazetteer->bearers.items[i];
    gazetteer->bearers.len = kept;
    return true;
}

/* Makes VERSION the hash of what it was and of the hashes of all files with their names, whatever
 * folder they lie in. */
static bool hash_sources(const dl_gazetteer_source *sources, size_t count,
                         char version[DL_SHA256_HEX])
{
    dl_str all;
    dl_str_init(&all);
    dl_str_add(&all, version);
    for (size_t i = 0; i < count; i++) {
        char hex[DL_SHA256_HEX];
        dl_sha256_hex(sources[i].text, sources[i].len, hex);
        const char *slash = strrchr(sources[i].name, '/');
        dl_str_addf(&all, "%s %s\n", hex, slash ? slash + 1 : sources[i].name);
    }
    bool ok = dl_str_ok(&all);
    if (ok)
        dl_sha256_hex(all.text, all.len, version);
    dl_str_release(&all);
    return ok;
}

/* Makes all tables GAZETTEER's own, to be written to. */
static bool own_tables(dl_gazetteer *gazetteer)
{
    dl_table tables[DL_GAZETTEER_TABLES];
    dl_gazetteer_tables(gazetteer, tables);
    bool ok = true;
    for (size_t i = 0; ok && i < DL_GAZETTEER_TABLES; i++)
        ok = dl_table_own(&tables[i]);
    return ok;
}

dl_status dl_gazetteer_extend(dl_gazetteer *gazetteer, const dl_gazetteer_source *sources,
                              size_t count, dl_gazetteer_report *report, void *context,
                              dl_error *error)
{
    if (!count)
        return DL_OK;
    if (!own_tables(gazetteer) || !hash_sources(sources, count, gazetteer->version))
        return dl_fail_nomem(error);
    const dl_reading_in in = {gazetteer, gazetteer->entities.len, report, context};
    dl_status status = DL_OK;
    for (size_t i = 0; i < count && status == DL_OK; i++)
        status = dl_gazetteer_read(&in, &sources[i], error);
    if (status == DL_OK && !(add_bearers(gazetteer) && dl_posts_make(gazetteer)))
        status = dl_fail_nomem(error);
    if (status == DL_OK)
        dl_keyed_sort(gazetteer);
    return status;
}

dl_status dl_gazetteer_new(const dl_gazetteer_source *sources, size_t count,
                           dl_gazetteer_report *report, void *context, dl_gazetteer **ret,
                           dl_error *error)
{
    dl_gazetteer *gazetteer = dl_gazetteer_start();
    if (!gazetteer)
        return dl_fail_nomem(error);
    dl_status status = dl_gazetteer_extend(gazetteer, sources, count, report, context, error);
    if (status == DL_OK)
        *ret = gazetteer;
    else
        dl_gazetteer_free(gazetteer);
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

/* The slot of the entity of that id, or the free one where it would go. */
static dl_lexicon_slot *find_id(const dl_gazetteer *gazetteer, const char *id, uint32_t hash)
{
    dl_lexicon_slot *slots = gazetteer->by_id.items;
    size_t mask = gazetteer->by_id.len - 1, at = hash & mask;
    while (slots[at].word &&
           (slots[at].hash != hash ||
            strcmp(id, gazetteer->entities.items[slots[at].word - 1].entity.id) != 0))
        at = (at + 1) & mask;
    return &slots[at];
}

static uint32_t hash_of(const char *id)
{
    return dl_lexicon_hash(id, strlen(id));
}

static bool double_ids(dl_gazetteer *gazetteer)
{
    size_t size = gazetteer->by_id.len ? gazetteer->by_id.len * 2 : IDS_FIRST;
    dl_lexicon_slot *slots = calloc(size, sizeof *slots), *old = gazetteer->by_id.items;
    size_t len = gazetteer->by_id.len;
    if (!slots)
        return false;
    gazetteer->by_id.items = slots;
    gazetteer->by_id.len = gazetteer->by_id.size = size;
    for (size_t i = 0; i < len; i++)
        if (old[i].word)
            *find_id(gazetteer, gazetteer->entities.items[old[i].word - 1].entity.id, old[i].hash) =
                old[i];
    free(old);
    return true;
}

bool dl_gazetteer_note_id(dl_gazetteer *gazetteer)
{
    size_t count = gazetteer->entities.len;
    if (count * 2 > gazetteer->by_id.len && !double_ids(gazetteer))
        return false;
    const char *id = gazetteer->entities.items[count - 1].entity.id;
    uint32_t hash = hash_of(id);
    *find_id(gazetteer, id, hash) = (dl_lexicon_slot){(uint32_t)count, hash};
    return true;
}

size_t dl_gazetteer_number(const dl_gazetteer *gazetteer, const char *id)
{
    uint32_t found = gazetteer->by_id.len ? find_id(gazetteer, id, hash_of(id))->word : 0;
    return found ? found - 1 : SIZE_MAX;
}

const dl_entity *dl_gazetteer_find(const dl_gazetteer *gazetteer, const char *id)
{
    size_t number = dl_gazetteer_number(gazetteer, id);
    return number == SIZE_MAX ? NULL : &gazetteer->entities.items[number].entity;
}

static int compare_bearer(const void *item, const void *key)
{
    uint32_t x = ((const dl_bearer *)item)->word, y = *(const uint32_t *)key;
    return (x > y) - (x < y);
}

size_t dl_gazetteer_bearers(const dl_gazetteer *gazetteer, uint32_t word,
                            const dl_bearer **ret_bearers)
{
    size_t first, count = dl_vec_range(&gazetteer->bearers, &word, compare_bearer, &first);
    *ret_bearers = count ? &gazetteer->bearers.items[first] : NULL;
    return count;
}
