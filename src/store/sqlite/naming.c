/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mentions of one document, and the counts that follow from them: how often the document names each
 * entity, how often the archive does, and under which spellings. What is added with a document is
 * taken away with it by the same functions and the opposite sign.
 */
#include <stdlib.h>
#include <string.h>

#include "dateline/str.h"
#include "store/names.h"
#include "store/near.h"
#include "store/put.h"
#include "store/sqlite/packing.h"
#include "store/sqlite/select.h"
#include "store/sqlite/timeline.h"

/* A spelling that the document has for one of its entities. */
typedef struct spelling {
    size_t entity; /* place in the put's entities */
    const char *fold;
} spelling;

/* The naming of one document. */
typedef struct naming {
    dl_sqlite *store;
    dl_key key;
    const dl_put *put;
    int64_t *numbers; /* of the put's entities */
    int64_t *hits;    /* mentions of each */
    dl_timeline_place place;
    int sign; /* +1: added, -1: taken away */
    dl_arena arena;
    dl_error *error;
} naming;

static size_t entity_of(const naming *n, const dl_mention *mention)
{
    return (size_t)(dl_put_entity(n->put, mention->entity) - n->put->entities);
}

/* --- spellings --- */

static int compare_spellings(const void *a, const void *b)
{
    const spelling *x = a, *y = b;
    if (x->entity != y->entity)
        return x->entity < y->entity ? -1 : 1;
    return strcmp(x->fold, y->fold);
}

static dl_status collect_spellings(naming *n, spelling *list)
{
    dl_str fold;
    dl_str_init(&fold);
    bool ok = true;
    for (size_t i = 0; ok && i < n->put->mentions_count; i++) {
        const dl_mention *mention = &n->put->mentions[i];
        const char *text = dl_document_field(n->put->document, mention->field);
        dl_str_clear(&fold);
        dl_name_fold(&fold, text + mention->start, mention->end - mention->start);
        list[i].entity = entity_of(n, mention);
        list[i].fold = dl_str_ok(&fold) ? dl_arena_strndup(&n->arena, fold.text, fold.len) : NULL;
        ok = list[i].fold != NULL;
    }
    dl_str_release(&fold);
    return ok ? DL_OK : dl_fail_nomem(n->error);
}

static dl_status count_spelling(const naming *n, const spelling *seen, int64_t times)
{
    dl_value fold = dl_value_text(seen->fold);
    dl_value entity = dl_value_int(n->numbers[seen->entity]);
    dl_status status = dl_sql_run(n->store,
                                  "INSERT INTO alias (fold, entity, mentions) VALUES (?, ?, ?) "
                                  "ON CONFLICT (fold, entity) DO UPDATE SET "
                                  "mentions = mentions + excluded.mentions",
                                  DL_VALUES(fold, entity, dl_value_int(times)), n->error);
    if (!status && n->sign < 0)
        status = dl_sql_run(n->store,
                            "DELETE FROM alias WHERE fold = ? AND entity = ? AND mentions <= 0",
                            DL_VALUES(fold, entity), n->error);
    return status;
}

static dl_status count_spellings(naming *n)
{
    size_t count = n->put->mentions_count;
    spelling *list = dl_arena_calloc(&n->arena, count, sizeof *list);
    if (!list)
        return dl_fail_nomem(n->error);
    dl_status status = collect_spellings(n, list);
    if (!status && count)
        qsort(list, count, sizeof *list, compare_spellings);
    for (size_t i = 0, next; !status && i < count; i = next) {
        for (next = i + 1; next < count && compare_spellings(&list[i], &list[next]) == 0; next++)
            continue;
        status = count_spelling(n, &list[i], n->sign * (int64_t)(next - i));
    }
    return status;
}

/* --- entities --- */

/* Sets *RET to the number of ENTITY, which is made where it is new. */
static dl_status take_entity(dl_sqlite *store, const dl_entity *entity, int64_t *ret,
                             dl_error *error)
{
    *ret = 0;
    dl_status status = dl_sql_number(store, "SELECT number FROM entity WHERE id = ?",
                                     DL_VALUES(dl_value_text(entity->id)), ret, error);
    if (status || *ret)
        return status;
    dl_str fold;
    dl_str_init(&fold);
    dl_name_fold(&fold, entity->name, strlen(entity->name));
    if (!dl_str_ok(&fold))
        status = dl_fail_nomem(error);
    else
        status =
            dl_sql_run(store, "INSERT INTO entity (id, kind, name, fold) VALUES (?, ?, ?, ?)",
                       DL_VALUES(dl_value_text(entity->id), dl_value_int(entity->kind),
                                 dl_value_text(entity->name), dl_value_textn(fold.text, fold.len)),
                       error);
    *ret = sqlite3_last_insert_rowid(store->db);
    dl_str_release(&fold);
    return status;
}

/* Finds out where the document counts. */
static dl_status place_document(naming *n)
{
    n->place.month = dl_month_of(dl_key_day(n->key));
    return dl_sql_number(n->store, "SELECT source FROM document WHERE key = ?",
                         DL_VALUES(dl_value_int(n->key)), &n->place.source, n->error);
}

/* Adds to the counts of every entity what this document has of it. */
static dl_status count_entities(naming *n)
{
    dl_status status = place_document(n);
    for (size_t i = 0; !status && i < n->put->entities_count; i++) {
        int64_t mentions = n->sign * n->hits[i], documents = 0;
        if (!mentions)
            continue;
        status = dl_sql_number(
            n->store,
            "UPDATE entity SET mentions = mentions + ?, "
            "documents = documents + ? WHERE number = ? RETURNING documents",
            DL_VALUES(dl_value_int(mentions), dl_value_int(n->sign), dl_value_int(n->numbers[i])),
            &documents, n->error);
        if (!status)
            status = dl_timeline_count(n->store, n->numbers[i], &n->place, n->sign, mentions,
                                       documents, n->error);
    }
    return status;
}

/* Adds the mentions to LIST, packed. */
static dl_status pack_mentions(const naming *n, dl_str *list)
{
    for (size_t i = 0; i < n->put->mentions_count; i++) {
        const dl_mention *mentions = n->put->mentions;
        dl_mention_pack(list, mentions, i, n->numbers[entity_of(n, &mentions[i])]);
    }
    return dl_str_ok(list) ? DL_OK : dl_fail_nomem(n->error);
}

static dl_status insert_mentions(const naming *n)
{
    if (n->put->mentions_count == 0)
        return DL_OK;
    dl_str list, steps;
    dl_str_init(&list);
    dl_str_init(&steps);
    dl_status status = pack_mentions(n, &list);
    dl_steps_add(&steps, n->put->document, n->put->mentions, n->put->mentions_count);
    if (!status && !dl_str_ok(&steps))
        status = dl_fail_nomem(n->error);
    if (!status)
        status = dl_sql_run(n->store, "INSERT INTO mention (key, list, steps) VALUES (?, ?, ?)",
                            DL_VALUES(dl_value_int(n->key), dl_value_blob(list.text, list.len),
                                      dl_value_blob(steps.text, steps.len)),
                            n->error);
    dl_str_release(&list);
    dl_str_release(&steps);
    return status;
}

/* Prepares *N: counts how often each entity of PUT is mentioned. */
static dl_status naming_init(naming *n)
{
    n->numbers = dl_arena_calloc(&n->arena, n->put->entities_count, sizeof *n->numbers);
    n->hits = dl_arena_calloc(&n->arena, n->put->entities_count, sizeof *n->hits);
    if (!n->numbers || !n->hits)
        return dl_fail_nomem(n->error);
    for (size_t i = 0; i < n->put->mentions_count; i++)
        n->hits[entity_of(n, &n->put->mentions[i])]++;
    return DL_OK;
}

dl_status dl_naming_add(dl_sqlite *store, dl_key key, const dl_put *put, dl_error *error)
{
    naming n = {.store = store, .key = key, .put = put, .sign = 1, .error = error};
    dl_status status = naming_init(&n);
    for (size_t i = 0; !status && i < put->entities_count; i++) {
        if (n.hits[i] == 0)
            continue;
        status = take_entity(store, &put->entities[i], &n.numbers[i], error);
        if (!status)
            status = dl_sql_run(
                store, "INSERT INTO named (entity, key, hits) VALUES (?, ?, ?)",
                DL_VALUES(dl_value_int(n.numbers[i]), dl_value_int(key), dl_value_int(n.hits[i])),
                error);
    }
    if (!status)
        status = insert_mentions(&n);
    if (!status)
        status = count_entities(&n);
    if (!status)
        status = count_spellings(&n);
    dl_arena_release(&n.arena);
    return status;
}

dl_status dl_naming_pack(dl_sqlite *store, const dl_put *put, dl_str *list, dl_error *error)
{
    naming n = {.store = store, .put = put, .error = error};
    dl_status status = naming_init(&n);
    for (size_t i = 0; !status && i < put->entities_count; i++)
        if (n.hits[i])
            status = take_entity(store, &put->entities[i], &n.numbers[i], error);
    if (!status)
        status = pack_mentions(&n, list);
    dl_arena_release(&n.arena);
    return status;
}

static int compare_mentioned(const void *a, const void *b)
{
    return strcmp((*(const dl_mention *const *)a)->entity, (*(const dl_mention *const *)b)->entity);
}

/* Sets the entities of N's put to those that its mentions name, and N's numbers to theirs. */
static dl_status find_entities(naming *n, dl_put *put)
{
    size_t count = put->mentions_count, found = 0;
    const dl_mention **sorted = dl_arena_calloc(&n->arena, count, sizeof *sorted);
    dl_entity *entities = dl_arena_calloc(&n->arena, count, sizeof *entities);
    dl_status status = sorted && entities ? DL_OK : dl_fail_nomem(n->error);
    for (size_t i = 0; !status && i < count; i++)
        sorted[i] = &put->mentions[i];
    if (!status && count)
        qsort(sorted, count, sizeof *sorted, compare_mentioned);
    for (size_t i = 0; !status && i < count; i++)
        if (i == 0 || compare_mentioned(&sorted[i - 1], &sorted[i]) != 0)
            entities[found++].id = sorted[i]->entity;
    put->entities = entities;
    put->entities_count = found;
    if (!status)
        status = naming_init(n);
    for (size_t i = 0; !status && i < found; i++)
        status = dl_entity_number(n->store, entities[i].id, &n->numbers[i], n->error);
    return status;
}

dl_status dl_naming_remove(dl_sqlite *store, const dl_stored *stored, dl_error *error)
{
    dl_put put = {.document = &stored->document,
                  .mentions = stored->mentions,
                  .mentions_count = stored->mentions_count};
    naming n = {.store = store, .key = stored->key, .put = &put, .sign = -1, .error = error};
    dl_status status = find_entities(&n, &put);
    if (!status)
        status = count_entities(&n);
    if (!status)
        status = count_spellings(&n);
    for (size_t i = 0; !status && i < put.entities_count; i++)
        status =
            dl_sql_run(store, "DELETE FROM named WHERE entity = ? AND key = ?",
                       DL_VALUES(dl_value_int(n.numbers[i]), dl_value_int(stored->key)), error);
    if (!status)
        status = dl_sql_run(store, "DELETE FROM mention WHERE key = ?",
                            DL_VALUES(dl_value_int(stored->key)), error);
    dl_arena_release(&n.arena);
    return status;
}

dl_status dl_naming_move(dl_sqlite *store, const dl_stored *stored, int64_t from, dl_error *error)
{
    dl_put put = {.document = &stored->document,
                  .mentions = stored->mentions,
                  .mentions_count = stored->mentions_count};
    naming n = {.store = store, .key = stored->key, .put = &put, .error = error};
    dl_status status = find_entities(&n, &put);
    if (!status)
        status = place_document(&n);
    int64_t to = n.place.source;
    n.place.source = from;
    for (size_t i = 0; !status && from != to && i < put.entities_count; i++)
        status = dl_timeline_move(store, n.numbers[i], &n.place, to, n.hits[i], error);
    dl_arena_release(&n.arena);
    return status;
}
