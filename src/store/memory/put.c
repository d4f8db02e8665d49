/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dateline/str.h"
#include "dateline/vec.h"
#include "store/memory/memory.h"
#include "store/names.h"
#include "store/put.h"

/* --- what is known --- */

static dl_held_origin *find_origin(const dl_memory *memory, const char *path)
{
    for (size_t i = 0; i < memory->now.origins.len; i++)
        if (strcmp(memory->now.origins.items[i].path, path) == 0)
            return &memory->now.origins.items[i];
    return NULL;
}

static size_t count_origins(const dl_memory *memory, const char *sha256)
{
    size_t count = 0;
    for (size_t i = 0; i < memory->now.origins.len; i++)
        count += strcmp(memory->now.origins.items[i].sha256, sha256) == 0;
    return count;
}

/* --- changes; false when memory is out --- */

static bool point_origin(dl_memory *memory, const dl_document *doc)
{
    dl_held_origin *known = find_origin(memory, doc->origin), origin;
    if (!known) {
        origin.path = dl_arena_strdup(&memory->arena, doc->origin);
        if (!origin.path || !dl_vec_push(&memory->now.origins, origin))
            return false;
        known = &memory->now.origins.items[memory->now.origins.len - 1];
    }
    memcpy(known->sha256, doc->sha256, sizeof known->sha256);
    return true;
}

/* Takes HELD out of the archive, and out of its group. */
static dl_status remove_document(dl_memory *memory, dl_held *held, dl_error *error)
{
    const dl_groups groups = dl_memory_groups(memory);
    dl_status status = dl_group_leave(&groups, held->key, error);
    dl_held *end = memory->now.documents.items + memory->now.documents.len;
    memmove(held, held + 1, (size_t)(end - held - 1) * sizeof *held);
    memory->now.documents.len--;
    return status;
}

/* Notes the country of DOC's source, the first that was said. */
static bool note_source(dl_memory *memory, const dl_document *doc)
{
    if (!doc->source)
        return true;
    for (size_t i = 0; i < memory->now.sources.len; i++) {
        dl_held_source *source = &memory->now.sources.items[i];
        if (strcmp(source->name, doc->source) == 0) {
            if (!source->country)
                source->country = doc->source_country;
            return true;
        }
    }
    dl_held_source source = {doc->source, doc->source_country};
    return dl_vec_push(&memory->now.sources, source);
}

const dl_entity *dl_memory_note_entity(dl_memory *memory, const dl_entity *given)
{
    for (size_t i = 0; i < memory->now.entities.len; i++)
        if (strcmp(memory->now.entities.items[i].id, given->id) == 0)
            return &memory->now.entities.items[i];
    dl_entity entity = {.id = dl_arena_strdup(&memory->arena, given->id),
                        .name = dl_arena_strdup(&memory->arena, given->name),
                        .kind = given->kind};
    if (!entity.id || !entity.name || !dl_vec_push(&memory->now.entities, entity))
        return NULL;
    return &memory->now.entities.items[memory->now.entities.len - 1];
}

static bool copy_mentions(dl_memory *memory, const dl_put *put, dl_held *held)
{
    dl_mention *mentions = dl_arena_calloc(&memory->arena, put->mentions_count, sizeof *mentions);
    if (!mentions)
        return false;
    for (size_t i = 0; i < put->mentions_count; i++) {
        const dl_entity *entity =
            dl_memory_note_entity(memory, dl_put_entity(put, put->mentions[i].entity));
        if (!entity)
            return false;
        mentions[i] = put->mentions[i];
        mentions[i].entity = entity->id;
        mentions[i].kind = entity->kind;
    }
    held->mentions = mentions;
    held->mentions_count = put->mentions_count;
    return true;
}

/* Puts HELD in its place by key. */
static bool insert(dl_memory *memory, const dl_held *held)
{
    if (!dl_vec_reserve(&memory->now.documents, 1))
        return false;
    size_t at = memory->now.documents.len++;
    dl_held *items = memory->now.documents.items;
    for (; at > 0 && items[at - 1].key > held->key; at--)
        items[at] = items[at - 1];
    items[at] = *held;
    return true;
}

static const char *fold_of(dl_memory *memory, const char *name)
{
    dl_str fold;
    dl_str_init(&fold);
    dl_name_fold(&fold, name, strlen(name));
    const char *copy = dl_str_ok(&fold) ? dl_arena_strdup(&memory->arena, fold.text) : NULL;
    dl_str_release(&fold);
    return copy;
}

static dl_status take_key(const dl_memory *memory, dl_day day, dl_key *ret, dl_error *error)
{
    dl_key key = dl_key_make(day, 0), end = day == DL_DAY_NONE ? 0 : dl_key_make(day + 1, 0);
    for (size_t i = 0; i < memory->now.documents.len; i++)
        if (dl_key_day(memory->now.documents.items[i].key) == day)
            key = memory->now.documents.items[i].key + 1;
    if (key >= end)
        return dl_fail(error, DL_ERR_UNSUPPORTED, "there is no room for more documents of a day");
    *ret = key;
    return DL_OK;
}

dl_status dl_memory_set_ground(dl_memory *memory, const dl_put *given, const char *title,
                               dl_held_ground *ground, dl_error *error)
{
    dl_arena *arena = &memory->arena;
    dl_put joined, *found = &joined;
    dl_status status = dl_memory_join(memory, given, found, error);
    if (status)
        return status;
    dl_mention *mentions = dl_arena_calloc(arena, found->mentions_count, sizeof *mentions);
    dl_entity *entities = dl_arena_calloc(arena, found->entities_count, sizeof *entities);
    if (!mentions || !entities)
        return dl_fail_nomem(error);
    for (size_t i = 0; i < found->entities_count; i++) {
        const dl_entity *entity = dl_memory_note_entity(memory, &found->entities[i]);
        if (!entity)
            return dl_fail_nomem(error);
        entities[i] = *entity;
    }
    for (size_t i = 0; i < found->mentions_count; i++) {
        mentions[i] = found->mentions[i];
        mentions[i].entity =
            dl_memory_note_entity(memory, dl_put_entity(found, mentions[i].entity))->id;
    }
    ground->annotated = dl_arena_strdup(arena, title);
    ground->annotator = dl_arena_strdup(arena, found->annotator);
    if ((title && !ground->annotated) || (found->annotator && !ground->annotator))
        return dl_fail_nomem(error);
    ground->mentions = mentions;
    ground->mentions_count = found->mentions_count;
    ground->entities = entities;
    ground->entities_count = found->entities_count;
    return DL_OK;
}

/* Holds what decisions make of HELD's ground under the key it has, or where its day is another under
 * its home's or a new one. READ: what the ground was annotated by. */
static dl_status hold_made(dl_memory *memory, dl_held *held, const dl_document *read,
                           dl_error *error)
{
    dl_document made, *doc = dl_arena_alloc(&memory->arena, sizeof *doc);
    dl_put put;
    dl_status status = dl_memory_make(memory, &held->ground, read,
                                      *held->replaces ? held->replaces : NULL, &made, &put, error);
    if (status)
        return status;
    dl_day day = dl_document_day(&made);
    if (held->key != DL_KEY_NONE && dl_key_day(held->key) != day)
        held->key = held->ground.home;
    if (held->key == DL_KEY_NONE || dl_key_day(held->key) != day ||
        dl_memory_find(memory, held->key))
        status = take_key(memory, day, &held->key, error);
    if (status)
        return status;
    if (held->ground.home == DL_KEY_NONE || dl_document_day(held->ground.document) == day)
        held->ground.home = held->key;
    if (!doc || !dl_document_copy(&memory->arena, &made, doc))
        return dl_fail_nomem(error);
    held->document = doc;
    held->fold = doc->source ? fold_of(memory, doc->source) : NULL;
    bool ok = (!doc->source || held->fold) && note_source(memory, doc) &&
              copy_mentions(memory, &put, held) &&
              dl_document_digest(doc, held->mentions, held->mentions_count, held->digest);
    held->head = DL_KEY_NONE;
    held->sketch = (dl_sketch){0};
    const dl_groups groups = dl_memory_groups(memory);
    return ok && insert(memory, held) ? dl_group_enter(&groups, held->key, NULL, error)
                                      : dl_fail_nomem(error);
}

/* Holds PUT's document, under the key WISH where that is of its day, as a version of what REPLACES
 * names (or NULL). */
static dl_status hold(dl_memory *memory, const dl_put *put, dl_key wish, const char *replaces,
                      dl_error *error)
{
    const dl_held_mark *mark = dl_memory_mark(memory, put->document->sha256);
    if (!mark)
        return dl_fail_nomem(error);
    dl_held held = {.key = wish, .read = mark->read, .starred = mark->starred};
    dl_document *doc = dl_arena_alloc(&memory->arena, sizeof *doc);
    if (!doc || !dl_document_copy(&memory->arena, put->document, doc))
        return dl_fail_nomem(error);
    dl_memory_revive(memory, doc->sha256);
    held.ground = (dl_held_ground){.document = doc, .home = wish};
    if (replaces)
        memcpy(held.replaces, replaces, sizeof held.replaces);
    dl_status status = dl_memory_set_ground(memory, put, doc->title, &held.ground, error);
    return status ? status : hold_made(memory, &held, doc, error);
}

dl_status dl_memory_renew(dl_memory *memory, dl_key key, const dl_put *found, dl_error *error)
{
    dl_held *was = dl_memory_find(memory, key), held = *was;
    dl_status status = DL_OK;
    if (found)
        status = dl_memory_set_ground(memory, found, held.document->title, &held.ground, error);
    if (status)
        return status;
    status = remove_document(memory, was, error);
    return status ? status : hold_made(memory, &held, held.document, error);
}

/* --- the operations --- */

/* The origin of PUT holds the record OLD, and now another. The cases are told in sqlite/put.c. */
static dl_status replace(dl_memory *memory, const dl_put *put, const char *old, dl_error *error)
{
    const dl_document *doc = put->document;
    bool shared = count_origins(memory, old) > 1;
    dl_held *was = dl_memory_find_hash(memory, old);
    dl_key key = was->key;
    bool ok = dl_memory_carry(memory, old, doc->sha256);
    if (ok && !shared)
        ok = dl_memory_retire(memory, was->ground.document, doc->sha256);
    dl_status status = ok && !shared ? remove_document(memory, was, error) : DL_OK;
    if (status)
        return status;
    dl_held *is = dl_memory_find_hash(memory, doc->sha256);
    const dl_held_mark *mark = ok ? dl_memory_mark(memory, doc->sha256) : NULL;
    if (!mark)
        return dl_fail_nomem(error);
    if (is) {
        is->read = mark->read;
        is->starred = mark->starred;
        memcpy(is->replaces, old, sizeof is->replaces);
        status = dl_memory_renew(memory, is->key, NULL, error);
    } else {
        status = hold(memory, put, shared ? DL_KEY_NONE : key, old, error);
    }
    if (status)
        return status;
    return point_origin(memory, doc) ? DL_OK : dl_fail_nomem(error);
}

static dl_status put_found(dl_memory *memory, const dl_put *put, dl_put_outcome *ret,
                           dl_error *error)
{
    const dl_document *doc = put->document;
    const dl_held_origin *origin = find_origin(memory, doc->origin);
    if (origin && strcmp(origin->sha256, doc->sha256) == 0) {
        *ret = DL_PUT_UNCHANGED;
        return DL_OK;
    }
    if (origin) {
        char old[DL_SHA256_HEX];
        memcpy(old, origin->sha256, sizeof old);
        *ret = DL_PUT_VERSION;
        return replace(memory, put, old, error);
    }
    bool held = dl_memory_find_hash(memory, doc->sha256) != NULL;
    *ret = held ? DL_PUT_ORIGIN : DL_PUT_NEW;
    if (!held) {
        dl_status status = hold(memory, put, DL_KEY_NONE, NULL, error);
        if (status)
            return status;
    }
    return point_origin(memory, doc) ? DL_OK : dl_fail_nomem(error);
}

dl_status dl_memory_put(dl_store *base, const dl_put *put, dl_put_outcome *ret_outcome,
                        dl_error *error)
{
    dl_memory *memory = dl_memory_of(base);
    dl_put_outcome outcome = DL_PUT_NEW;
    bool own;
    dl_status status = dl_put_check(put, error);
    if (!status)
        status = dl_memory_change_begin(base, &own, error);
    if (status)
        return status;
    status = dl_memory_change_end(base, own, put_found(memory, put, &outcome, error), error);
    if (!status)
        *ret_outcome = outcome;
    return status;
}

/* --- forgetting --- */

static void forget_origins(dl_memory *memory, const char *sha256)
{
    size_t kept = 0;
    for (size_t i = 0; i < memory->now.origins.len; i++)
        if (strcmp(memory->now.origins.items[i].sha256, sha256) != 0)
            memory->now.origins.items[kept++] = memory->now.origins.items[i];
    memory->now.origins.len = kept;
}

/* Forgets the versions that the version SHA256 replaced, and those they did. */
static void forget_formers(dl_memory *memory, const char *sha256)
{
    for (size_t i = 0; i < memory->now.formers.len;) {
        if (strcmp(memory->now.formers.items[i].successor, sha256) != 0) {
            i++;
            continue;
        }
        char former[DL_SHA256_HEX];
        memcpy(former, memory->now.formers.items[i].sha256, sizeof former);
        dl_memory_revive(memory, former);
        forget_formers(memory, former);
        i = 0;
    }
}

static dl_status forget(dl_memory *memory, dl_key key, dl_error *error)
{
    dl_held *held = dl_memory_find(memory, key);
    if (!held)
        return dl_fail(error, DL_ERR_NOT_FOUND, "the document is not in the archive");
    forget_origins(memory, held->document->sha256);
    forget_formers(memory, held->document->sha256);
    return remove_document(memory, held, error);
}

dl_status dl_memory_forget(dl_store *base, dl_key key, dl_error *error)
{
    bool own;
    dl_status status = dl_memory_change_begin(base, &own, error);
    if (status)
        return status;
    return dl_memory_change_end(base, own, forget(dl_memory_of(base), key, error), error);
}
