/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/vec.h"
#include "store/memory/memory.h"
#include "store/put.h"

/* --- life --- */

static dl_status open(const char *path, dl_open_mode mode, dl_store **ret_store, dl_error *error)
{
    (void)path;
    dl_memory *memory = calloc(1, sizeof *memory);
    if (!memory)
        return dl_fail_nomem(error);
    memory->store.ops = &dl_store_memory;
    memory->writable = mode != DL_OPEN_READ;
    *ret_store = &memory->store;
    return DL_OK;
}

static void state_release(dl_memory_state *state)
{
    free(state->documents.items);
    free(state->origins.items);
    free(state->marks.items);
    free(state->tags.items);
    free(state->notes.items);
    free(state->saved.items);
    free(state->dossiers.items);
    free(state->cited.items);
    free(state->places.items);
    free(state->formers.items);
    free(state->sources.items);
    free(state->persons.items);
    free(state->entities.items);
    free(state->log.items);
    *state = (dl_memory_state){0};
}

static void close(dl_store *base)
{
    if (!base)
        return;
    dl_memory *memory = dl_memory_of(base);
    state_release(&memory->now);
    state_release(&memory->before);
    dl_arena_release(&memory->arena);
    free(memory);
}

/* --- transactions --- */

/* Makes the vector *TO, which is empty, a copy of *FROM. */
#define COPY_VECTOR(to, from)                                                                      \
    ((from)->len == 0 ||                                                                           \
     (dl_vec_reserve(to, (from)->len) &&                                                           \
      (memcpy((to)->items, (from)->items, (from)->len * sizeof *(from)->items),                    \
       (to)->len = (from)->len, true)))

static bool state_copy(dl_memory_state *to, const dl_memory_state *from)
{
    return COPY_VECTOR(&to->documents, &from->documents) &&
           COPY_VECTOR(&to->origins, &from->origins) && COPY_VECTOR(&to->marks, &from->marks) &&
           COPY_VECTOR(&to->tags, &from->tags) && COPY_VECTOR(&to->notes, &from->notes) &&
           COPY_VECTOR(&to->saved, &from->saved) && COPY_VECTOR(&to->dossiers, &from->dossiers) &&
           COPY_VECTOR(&to->cited, &from->cited) && COPY_VECTOR(&to->places, &from->places) &&
           COPY_VECTOR(&to->formers, &from->formers) && COPY_VECTOR(&to->sources, &from->sources) &&
           COPY_VECTOR(&to->persons, &from->persons) &&
           COPY_VECTOR(&to->entities, &from->entities) && COPY_VECTOR(&to->log, &from->log);
}

static void rollback(dl_store *base)
{
    dl_memory *memory = dl_memory_of(base);
    if (!memory->open)
        return;
    state_release(&memory->now);
    memory->now = memory->before;
    memory->before = (dl_memory_state){0};
    memory->open = false;
}

static dl_status begin(dl_store *base, dl_error *error)
{
    dl_memory *memory = dl_memory_of(base);
    if (!memory->writable)
        return dl_fail(error, DL_ERR_READONLY, "the archive can only be read");
    if (memory->open)
        return dl_fail(error, DL_ERR_INVALID, "a transaction is open already");
    if (!state_copy(&memory->before, &memory->now)) {
        state_release(&memory->before);
        return dl_fail_nomem(error);
    }
    memory->open = true;
    memory->spoilt = false;
    return DL_OK;
}

static dl_status commit(dl_store *base, dl_error *error)
{
    dl_memory *memory = dl_memory_of(base);
    if (!memory->open || memory->spoilt) {
        rollback(base);
        return dl_fail(error, DL_ERR_IO, "a change failed half way; nothing was stored");
    }
    state_release(&memory->before);
    memory->open = false;
    return DL_OK;
}

dl_status dl_memory_change_begin(dl_store *base, bool *ret_own, dl_error *error)
{
    *ret_own = !dl_memory_of(base)->open;
    return *ret_own ? begin(base, error) : DL_OK;
}

dl_status dl_memory_change_end(dl_store *base, bool own, dl_status status, dl_error *error)
{
    dl_memory_of(base)->spoilt |= status != DL_OK;
    if (!own)
        return status;
    if (!status)
        return commit(base, error);
    rollback(base);
    return status;
}

/* --- single documents --- */

dl_held *dl_memory_find(const dl_memory *memory, dl_key key)
{
    for (size_t i = 0; i < memory->now.documents.len; i++)
        if (memory->now.documents.items[i].key == key)
            return &memory->now.documents.items[i];
    return NULL;
}

dl_held *dl_memory_find_hash(const dl_memory *memory, const char *sha256)
{
    for (size_t i = 0; i < memory->now.documents.len; i++)
        if (strcmp(memory->now.documents.items[i].document->sha256, sha256) == 0)
            return &memory->now.documents.items[i];
    return NULL;
}

uint32_t dl_held_hits(const dl_held *held, const char *entity, unsigned least)
{
    uint32_t hits = 0;
    for (size_t i = 0; entity && i < held->mentions_count; i++)
        hits +=
            held->mentions[i].confidence >= least && strcmp(held->mentions[i].entity, entity) == 0;
    return hits;
}

static dl_status holds(dl_store *base, const char *sha256, const char *origin, bool *ret_holds,
                       dl_error *error)
{
    const dl_memory *memory = dl_memory_of(base);
    dl_status status = dl_hash_check(sha256, error);
    if (status)
        return status;
    bool found = false;
    for (size_t i = 0; i < memory->now.origins.len; i++)
        found |= strcmp(memory->now.origins.items[i].path, origin) == 0 &&
                 strcmp(memory->now.origins.items[i].sha256, sha256) == 0;
    *ret_holds = found;
    return DL_OK;
}

static bool copy_origins(const dl_memory *memory, dl_arena *arena, dl_stored *stored)
{
    const char **origins = dl_arena_calloc(arena, memory->now.origins.len, sizeof *origins);
    if (!origins)
        return false;
    for (size_t i = 0; i < memory->now.origins.len; i++) {
        const dl_held_origin *origin = &memory->now.origins.items[i];
        if (strcmp(origin->sha256, stored->document.sha256) != 0)
            continue;
        if (!(origins[stored->origins_count++] = dl_arena_strdup(arena, origin->path)))
            return false;
    }
    stored->origins = origins;
    stored->document.origin = stored->origins_count ? origins[0] : NULL;
    return true;
}

static bool copy_mentions(dl_arena *arena, const dl_held *held, dl_stored *stored)
{
    dl_mention *mentions = dl_arena_calloc(arena, held->mentions_count, sizeof *mentions);
    for (size_t i = 0; mentions && i < held->mentions_count; i++) {
        mentions[i] = held->mentions[i];
        if (!(mentions[i].entity = dl_arena_strdup(arena, held->mentions[i].entity)))
            return false;
    }
    stored->mentions = mentions;
    stored->mentions_count = held->mentions_count;
    return mentions != NULL;
}

static bool copy_entities(const dl_memory *memory, dl_arena *arena, const dl_held *held,
                          dl_stored *stored)
{
    dl_entity *entities = dl_arena_calloc(arena, held->mentions_count, sizeof *entities);
    for (size_t i = 0; entities && i < memory->now.entities.len; i++) {
        const dl_entity *entity = &memory->now.entities.items[i];
        if (dl_held_hits(held, entity->id, 0) == 0)
            continue;
        dl_entity *copy = &entities[stored->entities_count++];
        copy->kind = entity->kind;
        copy->id = dl_arena_strdup(arena, entity->id);
        copy->name = dl_arena_strdup(arena, entity->name);
        if (!copy->id || !copy->name)
            return false;
    }
    stored->entities = entities;
    return entities != NULL;
}

static dl_status get(dl_store *base, dl_key key, dl_arena *arena, dl_stored *ret, dl_error *error)
{
    const dl_memory *memory = dl_memory_of(base);
    const dl_held *held = dl_memory_find(memory, key);
    dl_stored stored = {.key = key};
    if (!held)
        return dl_fail(error, DL_ERR_NOT_FOUND, "the document is not in the archive");
    dl_doc_row marks;
    if (!dl_memory_show_marks(memory, held, &marks))
        return dl_fail_nomem(error);
    stored.read = marks.read;
    stored.starred = marks.starred;
    stored.noted = marks.noted;
    stored.decided = held->ground.facts;
    stored.annotator = dl_arena_strdup(arena, held->ground.annotator);
    if (held->replaces[0])
        stored.replaces = dl_arena_strdup(arena, held->replaces);
    if (!dl_document_copy(arena, held->document, &stored.document) ||
        !copy_origins(memory, arena, &stored) || !dl_memory_copy_tags(memory, arena, &stored) ||
        !copy_mentions(arena, held, &stored) || !copy_entities(memory, arena, held, &stored) ||
        (held->replaces[0] && !stored.replaces) || (held->ground.annotator && !stored.annotator))
        return dl_fail_nomem(error);
    *ret = stored;
    return DL_OK;
}

static dl_status imported(dl_store *base, dl_key key, dl_arena *arena, dl_stored *ret,
                          dl_error *error)
{
    dl_status status = get(base, key, arena, ret, error);
    if (status)
        return status;
    const dl_memory *memory = dl_memory_of(base);
    dl_held held = *dl_memory_find(memory, key);
    const char *origin = ret->document.origin;
    held.mentions = held.ground.mentions;
    held.mentions_count = held.ground.mentions_count;
    ret->decided = 0;
    ret->entities_count = 0;
    if (!dl_document_copy(arena, held.ground.document, &ret->document) ||
        !copy_mentions(arena, &held, ret) || !copy_entities(memory, arena, &held, ret))
        return dl_fail_nomem(error);
    ret->document.origin = origin;
    return DL_OK;
}

/* --- the rest --- */

static dl_status check(dl_store *base, dl_check_report *report, void *context, dl_error *error)
{
    const dl_memory *memory = dl_memory_of(base);
    size_t faults = 0;
    for (size_t i = 0; i < memory->now.documents.len; i++) {
        const dl_held *held = &memory->now.documents.items[i];
        char now[DL_SHA256_HEX], sentence[256];
        if (!dl_document_digest(held->document, held->mentions, held->mentions_count, now))
            return dl_fail_nomem(error);
        if (strcmp(now, held->digest) == 0)
            continue;
        faults++;
        snprintf(sentence, sizeof sentence, "document %s: what is held is not what was put there",
                 held->document->sha256);
        report(context, sentence);
    }
    dl_status status = dl_memory_check_groups(memory, report, context, &faults, error);
    if (status)
        return status;
    return faults ? dl_fail(error, DL_ERR_CORRUPT, "%zu faults found", faults) : DL_OK;
}

static void interrupt(dl_store *base)
{
    atomic_store(&dl_memory_of(base)->interrupted, true);
}

/* Nobody else can change it. */
static dl_status generation(dl_store *base, uint64_t *ret, dl_error *error)
{
    (void)base;
    (void)error;
    *ret = 0;
    return DL_OK;
}

static bool writable(dl_store *base)
{
    return dl_memory_of(base)->writable;
}

const dl_store_ops dl_store_memory = {
    .name = "memory",
    .open = open,
    .close = close,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .put = dl_memory_put,
    .holds = holds,
    .forget = dl_memory_forget,
    .get = get,
    .find = dl_memory_find_prefix,
    .former = dl_memory_former,
    .list = dl_memory_list,
    .rank = dl_memory_rank,
    .seek = dl_memory_seek,
    .count = dl_memory_count,
    .group = dl_memory_group,
    .sources = dl_memory_sources,
    .names = dl_memory_names,
    .entities = dl_memory_entities,
    .timeline = dl_memory_timeline,
    .entity = dl_memory_entity,
    .resolve = dl_memory_resolve,
    .bearing = dl_memory_bearing,
    .below = dl_memory_below,
    .mentions = dl_memory_mentions,
    .mentions_before = dl_memory_mentions_before,
    .change = dl_memory_change,
    .notes = dl_memory_notes,
    .tags = dl_memory_tags,
    .saved = dl_memory_saved,
    .dossiers = dl_memory_dossiers,
    .cited = dl_memory_cited,
    .place = dl_memory_place,
    .decide = dl_memory_decide,
    .decisions = dl_memory_decisions,
    .held = dl_memory_held,
    .corrected_last = dl_memory_corrected_last,
    .spelled = dl_memory_spelled,
    .affected = dl_memory_affected,
    .imported = imported,
    .annotated = dl_memory_annotated,
    .annotators = dl_memory_annotators,
    .check = check,
    .interrupt = interrupt,
    .generation = generation,
    .writable = writable,
};
