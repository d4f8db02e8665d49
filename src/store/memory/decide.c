/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Decisions in memory: a log, and every document made anew from what import and annotation gave
 * whenever a decision is taken.
 */
#include <stdlib.h>
#include <string.h>

#include "dateline/vec.h"
#include "store/changing.h"
#include "store/decide.h"
#include "store/memory/memory.h"
#include "store/names.h"
#include "store/put.h"

typedef struct rulings {
    dl_ruling *items;
    size_t len, size;
} rulings;

/* --- the log --- */

static dl_held_decision *find_decision(const dl_memory *memory, const char *id)
{
    for (size_t i = 0; i < memory->now.log.len; i++)
        if (strcmp(memory->now.log.items[i].decision.id, id) == 0)
            return &memory->now.log.items[i];
    return NULL;
}

/* Whether no decision that holds revokes the one of ID. */
static bool is_active(const dl_memory *memory, const char *id)
{
    for (size_t i = 0; i < memory->now.log.len; i++) {
        const dl_held_decision *held = &memory->now.log.items[i];
        if (held->active && strcmp(held->decision.revokes, id) == 0)
            return false;
    }
    return true;
}

/* Follows the chain of revocations from D. */
static void settle(const dl_memory *memory, const dl_decision *d)
{
    while (d->kind == DL_DECISION_REVOKE) {
        dl_held_decision *target = find_decision(memory, d->revokes);
        if (!target || target->active == is_active(memory, d->revokes))
            return;
        target->active = !target->active;
        d = &target->decision;
    }
}

static bool log_add(dl_memory *memory, const dl_decision *decision)
{
    dl_held_decision held = {.active = is_active(memory, decision->id)};
    if (!dl_decision_copy(&memory->arena, decision, &held.decision) ||
        !dl_vec_push(&memory->now.log, held))
        return false;
    if (held.active)
        settle(memory, &held.decision);
    return true;
}

static int64_t log_last(const dl_memory *memory)
{
    int64_t last = 0;
    for (size_t i = 0; i < memory->now.log.len; i++)
        if (memory->now.log.items[i].decision.time > last)
            last = memory->now.log.items[i].decision.time;
    return last;
}

/* The decisions that hold and are about the document HASH, which replaces OLD (or NULL), or about more
 * than one, in order. */
static bool gather(const dl_memory *memory, const char *hash, const char *old, rulings *ret)
{
    dl_line line = {0};
    bool ok = dl_memory_line(memory, hash, &line) && (!old || dl_memory_line(memory, old, &line));
    for (size_t i = 0; ok && i < memory->now.log.len; i++) {
        const dl_held_decision *held = &memory->now.log.items[i];
        const char *sha256 = held->decision.sha256;
        if (held->active && (!*sha256 || dl_line_holds(&line, sha256)))
            ok = dl_vec_push(ret, ((dl_ruling){.decision = held->decision}));
    }
    if (ok && ret->len)
        qsort(ret->items, ret->len, sizeof *ret->items, dl_decision_compare);
    free(line.items);
    return ok;
}

/* --- making documents --- */

/* Has names looked for in DOC, for GROUND; where there is nobody to do that, it is noted as yet to be
 * done. */
static dl_status annotate(dl_memory *memory, const dl_document *doc, dl_held_ground *ground,
                          dl_error *error)
{
    dl_put found = {0};
    ground->annotator = NULL;
    if (!memory->store.annotate)
        return DL_OK;
    dl_status status =
        memory->store.annotate(memory->store.annotate_context, doc, &memory->arena, &found, error);
    if (!status)
        status = dl_memory_set_ground(memory, &found, doc->title, ground, error);
    return status;
}

dl_status dl_memory_make(dl_memory *memory, dl_held_ground *ground, const dl_document *read,
                         const char *old, dl_document *document, dl_put *ret, dl_error *error)
{
    rulings list = {0};
    dl_arena *arena = &memory->arena;
    *document = *ground->document;
    dl_status status = gather(memory, document->sha256, old, &list) ? DL_OK : dl_fail_nomem(error);
    if (!status)
        status = dl_decide_facts(list.items, list.len, arena, document, &ground->facts, error);
    if (!status && !dl_decide_reads_alike(read, document))
        status = annotate(memory, document, ground, error);
    dl_put base = {.document = document,
                   .mentions = ground->mentions,
                   .mentions_count = ground->mentions_count,
                   .entities = ground->entities,
                   .entities_count = ground->entities_count};
    if (!status)
        status =
            dl_decide_mentions(list.items, list.len, &base, ground->annotated, arena, ret, error);
    free(list.items);
    return status;
}

dl_status dl_memory_merged(dl_memory *memory, const char *id, const char **ret_id, dl_error *error)
{
    rulings list = {0};
    const char *now = dl_memory_person(memory, id);
    if (!gather(memory, "", NULL, &list)) {
        free(list.items);
        return dl_fail_nomem(error);
    }
    for (size_t i = 0; i < list.len; i++) {
        const dl_decision *d = &list.items[i].decision;
        if (d->kind == DL_DECISION_MERGE && !*d->sha256 && strcmp(d->entity, now) == 0)
            now = d->to.id;
    }
    free(list.items);
    *ret_id = strcmp(now, id) == 0 ? NULL : now;
    return DL_OK;
}

/* --- the operations --- */

/* A country's name in the list of sources is what the documents say. */
static void set_country(dl_memory *memory, const char *name)
{
    for (size_t i = 0; i < memory->now.sources.len; i++) {
        dl_held_source *source = &memory->now.sources.items[i];
        if (strcmp(source->name, name) != 0)
            continue;
        source->country = NULL;
        for (size_t k = 0; k < memory->now.documents.len && !source->country; k++) {
            const dl_document *doc = memory->now.documents.items[k].document;
            if (doc->source && strcmp(doc->source, name) == 0)
                source->country = doc->source_country;
        }
    }
}

static dl_status renew_all(dl_memory *memory, dl_error *error)
{
    size_t count = memory->now.documents.len;
    dl_key *keys = calloc(count ? count : 1, sizeof *keys);
    dl_status status = keys ? DL_OK : dl_fail_nomem(error);
    for (size_t i = 0; keys && i < count; i++)
        keys[i] = memory->now.documents.items[i].key;
    for (size_t i = 0; i < count && !status; i++) {
        status = dl_memory_renew(memory, keys[i], NULL, error);
        if (!status)
            status = dl_change_tell(&memory->store, i + 1, count, error);
    }
    free(keys);
    return status;
}

/* Notes in FLAGS which decisions of the log hold. */
static bool *note_active(const dl_memory *memory, size_t more)
{
    bool *flags = calloc(memory->now.log.len + more + 1, sizeof *flags);
    for (size_t i = 0; flags && i < memory->now.log.len; i++)
        flags[i] = memory->now.log.items[i].active;
    return flags;
}

static dl_status take(dl_memory *memory, dl_decision *decisions, size_t count, size_t *ret_added,
                      dl_error *error)
{
    bool *was = note_active(memory, count);
    dl_status status =
        was ? dl_decisions_stamp(decisions, count, log_last(memory), error) : dl_fail_nomem(error);
    *ret_added = 0;
    for (size_t i = 0; i < count && !status; i++) {
        bool known = find_decision(memory, decisions[i].id) != NULL;
        if (!known && !log_add(memory, &decisions[i]))
            status = dl_fail_nomem(error);
        *ret_added += !known;
    }
    if (!status)
        status = renew_all(memory, error);
    for (size_t i = 0; i < memory->now.log.len && !status; i++) {
        const dl_held_decision *held = &memory->now.log.items[i];
        if (held->decision.kind == DL_DECISION_SOURCE_COUNTRY && held->active != was[i])
            set_country(memory, held->decision.source);
    }
    free(was);
    return status;
}

dl_status dl_memory_decide(dl_store *base, dl_decision *decisions, size_t count, size_t *ret_added,
                           dl_error *error)
{
    dl_memory *memory = dl_memory_of(base);
    size_t added = 0;
    bool own;
    dl_status status = dl_decisions_check(decisions, count, error);
    if (!status)
        status = dl_memory_change_begin(base, &own, error);
    if (status)
        return status;
    status = dl_memory_change_end(base, own, take(memory, decisions, count, &added, error), error);
    if (!status && ret_added)
        *ret_added = added;
    return status;
}

dl_status dl_memory_decisions(dl_store *base, dl_arena *arena, dl_decision **ret_log,
                              size_t *ret_count, dl_error *error)
{
    const dl_memory *memory = dl_memory_of(base);
    size_t count = memory->now.log.len;
    dl_decision *log = dl_arena_calloc(arena, count, sizeof *log);
    for (size_t i = 0; log && i < count; i++)
        if (!dl_decision_copy(arena, &memory->now.log.items[i].decision, &log[i]))
            log = NULL;
    if (!log)
        return dl_fail_nomem(error);
    if (count)
        qsort(log, count, sizeof *log, dl_decision_compare);
    *ret_log = log;
    *ret_count = count;
    return DL_OK;
}

/* Whether D names ENTITY or links to it. */
static bool speaks_of(const dl_decision *d, const char *entity)
{
    return (d->entity && strcmp(d->entity, entity) == 0) ||
           (d->to.id && strcmp(d->to.id, entity) == 0);
}

dl_status dl_memory_held(dl_store *base, dl_decision_kind kind, const char *entity, dl_arena *arena,
                         dl_decision **ret_decisions, size_t *ret_count, dl_error *error)
{
    dl_decision *log;
    size_t count, kept = 0;
    dl_status status = dl_memory_decisions(base, arena, &log, &count, error);
    if (status)
        return status;
    for (size_t i = 0; i < count; i++)
        if ((kind == DL_DECISION_COUNT || log[i].kind == kind) &&
            (!entity || speaks_of(&log[i], entity)) && is_active(dl_memory_of(base), log[i].id))
            log[kept++] = log[i];
    *ret_decisions = log;
    *ret_count = kept;
    return DL_OK;
}

dl_status dl_memory_corrected_last(dl_store *base, dl_arena *arena, dl_decision **ret_decisions,
                                   size_t *ret_count, dl_error *error)
{
    dl_decision *log;
    size_t count, kept = 0;
    char batch[DL_DECISION_ID] = "";
    dl_status status = dl_memory_decisions(base, arena, &log, &count, error);
    if (status)
        return status;
    for (size_t i = 0; i < count; i++)
        if (dl_decision_is_of_mentions(log[i].kind) && is_active(dl_memory_of(base), log[i].id))
            log[kept++] = log[i];
    if (kept)
        memcpy(batch, log[kept - 1].batch, sizeof batch);
    count = 0;
    for (size_t i = 0; i < kept; i++)
        if (strcmp(log[i].batch, batch) == 0)
            log[count++] = log[i];
    *ret_decisions = log;
    *ret_count = count;
    return DL_OK;
}

dl_status dl_memory_spelled(dl_store *base, const char *entity, const char *spelling,
                            uint64_t *ret_mentions, dl_error *error)
{
    const dl_memory *memory = dl_memory_of(base);
    uint64_t mentions = 0;
    dl_str wanted, fold;
    dl_str_init(&wanted);
    dl_str_init(&fold);
    if (spelling)
        dl_name_fold(&wanted, spelling, strlen(spelling));
    for (size_t i = 0; i < memory->now.documents.len; i++) {
        const dl_held *held = &memory->now.documents.items[i];
        for (size_t k = 0; k < held->mentions_count; k++) {
            const dl_mention *m = &held->mentions[k];
            const char *text = dl_document_field(held->document, m->field);
            if (strcmp(m->entity, entity) != 0)
                continue;
            dl_str_clear(&fold);
            dl_name_fold(&fold, text + m->start, m->end - m->start);
            mentions += !spelling || strcmp(fold.text, wanted.text) == 0;
        }
    }
    bool ok = dl_str_ok(&wanted) && dl_str_ok(&fold);
    dl_str_release(&wanted);
    dl_str_release(&fold);
    if (ok)
        *ret_mentions = mentions;
    return ok ? DL_OK : dl_fail_nomem(error);
}

/* Whether DECISION is about HELD, whatever it says of it. */
static bool concerns(const dl_memory *memory, const dl_decision *decision, const dl_held *held)
{
    dl_line line = {0};
    if (!*decision->sha256)
        return true;
    bool there = dl_memory_line(memory, held->document->sha256, &line) &&
                 dl_line_holds(&line, decision->sha256);
    free(line.items);
    return there;
}

dl_status dl_memory_affected(dl_store *base, const dl_decision *decision, uint64_t *ret_mentions,
                             uint64_t *ret_documents, dl_error *error)
{
    const dl_memory *memory = dl_memory_of(base);
    uint64_t mentions = 0, documents = 0, changed = 0;
    dl_status status = dl_decision_check(decision, error);
    for (size_t i = 0; i < memory->now.documents.len && !status; i++) {
        const dl_held *held = &memory->now.documents.items[i];
        dl_stored stored = {.document = *held->document,
                            .mentions = held->mentions,
                            .mentions_count = held->mentions_count};
        if (concerns(memory, decision, held))
            status = dl_decide_count(decision, &stored, &changed, error);
        else
            changed = 0;
        mentions += status ? 0 : changed;
        documents += !status && changed;
    }
    if (status)
        return status;
    *ret_mentions = mentions;
    *ret_documents = documents;
    return DL_OK;
}

dl_status dl_memory_annotated(dl_store *base, dl_key key, const dl_put *found, bool *ret_changed,
                              dl_error *error)
{
    dl_memory *memory = dl_memory_of(base);
    dl_held *held = dl_memory_find(memory, key);
    bool own;
    if (!held)
        return dl_fail(error, DL_ERR_NOT_FOUND, "the document is not in the archive");
    dl_put whole = *found;
    dl_document doc = *held->document;
    char digest[DL_SHA256_HEX], hash[DL_SHA256_HEX];
    memcpy(digest, held->digest, sizeof digest);
    memcpy(hash, doc.sha256, sizeof hash);
    doc.origin = hash;
    whole.document = &doc;
    dl_status status = dl_decide_found_check(found, &doc, error);
    if (!status)
        status = dl_put_check(&whole, error);
    if (!status)
        status = dl_memory_change_begin(base, &own, error);
    if (status)
        return status;
    status = dl_memory_renew(memory, key, found, error);
    status = dl_memory_change_end(base, own, status, error);
    if (!status && ret_changed)
        *ret_changed = strcmp(dl_memory_find_hash(memory, hash)->digest, digest) != 0;
    return status;
}

static int compare_versions(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

dl_status dl_memory_annotators(dl_store *base, dl_arena *arena, dl_name_row **ret_rows,
                               size_t *ret_count, dl_error *error)
{
    const dl_memory *memory = dl_memory_of(base);
    size_t all = memory->now.documents.len, count = 0;
    const char **versions = dl_arena_calloc(arena, all, sizeof *versions);
    dl_name_row *rows = dl_arena_calloc(arena, all, sizeof *rows);
    if (!versions || !rows)
        return dl_fail_nomem(error);
    for (size_t i = 0; i < all; i++) {
        const char *version = memory->now.documents.items[i].ground.annotator;
        versions[i] = dl_arena_strdup(arena, version ? version : "");
        if (!versions[i])
            return dl_fail_nomem(error);
    }
    if (all)
        qsort(versions, all, sizeof *versions, compare_versions);
    for (size_t i = 0; i < all; i++) {
        if (i == 0 || strcmp(versions[i], versions[i - 1]) != 0)
            rows[count++].name = versions[i];
        rows[count - 1].count++;
    }
    *ret_rows = rows;
    *ret_count = count;
    return DL_OK;
}
