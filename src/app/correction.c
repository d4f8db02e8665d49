/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/correction.h"
#include "dateline/vec.h"

void dl_correction_init(dl_correction *correction)
{
    *correction = (dl_correction){0};
}

void dl_correction_release(dl_correction *correction)
{
    free(correction->mentions.items);
    dl_arena_release(&correction->arena);
    dl_correction_init(correction);
}

void dl_correction_clear(dl_correction *correction)
{
    correction->mentions.len = 0;
    dl_arena_clear(&correction->arena);
}

/* The name of the entity of that id in DOC. */
static const char *find_name(const dl_stored *doc, const char *id)
{
    for (size_t i = 0; i < doc->entities_count; i++)
        if (strcmp(doc->entities[i].id, id) == 0)
            return doc->entities[i].name;
    return id;
}

bool dl_correction_add(dl_correction *correction, const dl_stored *doc, dl_field field, size_t at,
                       bool *ret_found)
{
    const char *text = field == DL_FIELD_TITLE ? doc->document.title : doc->document.body;
    *ret_found = false;
    for (size_t i = 0; i < doc->mentions_count; i++) {
        const dl_mention *mention = &doc->mentions[i];
        if (mention->field != field || at < mention->start || at >= mention->end)
            continue;
        dl_corrected added = {
            .spelling = dl_arena_strndup(&correction->arena, text + mention->start,
                                         mention->end - mention->start),
            .entity = dl_arena_strdup(&correction->arena, mention->entity),
            .name = dl_arena_strdup(&correction->arena, find_name(doc, mention->entity))};
        *ret_found = true;
        return added.spelling && added.entity && added.name &&
               dl_passage_make(&correction->arena, &doc->document, field, mention->start,
                               mention->end, &added.passage) &&
               dl_vec_push(&correction->mentions, added);
    }
    return true;
}

/* The spelling that a correction is about, which began with MENTION; NULL: all of its entity's. */
static const char *find_spelling(const dl_correction *correction, const dl_corrected *mention)
{
    return correction->kind == DL_DECISION_MERGE ? NULL : mention->spelling;
}

/* Whether the two are of one kind, and where WITHIN_TEXT of one document. */
static bool is_alike(const dl_correction *correction, const dl_corrected *a, const dl_corrected *b,
                     bool within_text)
{
    return (!find_spelling(correction, a) || strcmp(a->spelling, b->spelling) == 0) &&
           strcmp(a->entity, b->entity) == 0 &&
           (!within_text || strcmp(a->passage.sha256, b->passage.sha256) == 0);
}

/* Whether a merge finds MENTION to be of the entity that is meant. */
static bool is_merged(const dl_correction *correction, const dl_corrected *mention)
{
    return correction->kind == DL_DECISION_MERGE && strcmp(mention->entity, correction->to.id) == 0;
}

bool dl_correction_is_idle(const dl_correction *correction)
{
    for (size_t i = 0; i < correction->mentions.len; i++)
        if (!is_merged(correction, &correction->mentions.items[i]))
            return false;
    return true;
}

/* Whether REACH has nothing to do for mention I: one before it is like it, or it is merged. */
static bool is_taken_in(const dl_correction *correction, size_t i, dl_reach reach)
{
    if (is_merged(correction, &correction->mentions.items[i]))
        return true;
    for (size_t k = 0; k < i && reach != DL_REACH_HERE; k++)
        if (is_alike(correction, &correction->mentions.items[k], &correction->mentions.items[i],
                     reach == DL_REACH_TEXT))
            return true;
    return false;
}

/* Adds to *COUNT the mentions in the document of MENTION of the same entity, spelt as SPELLING where that is
 * not NULL. */
static dl_status count_in_text(const dl_corrected *mention, const char *spelling, dl_store *store,
                               uint64_t *count, dl_error *error)
{
    dl_arena arena = {0};
    dl_stored doc;
    dl_key key;
    dl_status status = store->ops->find(store, mention->passage.sha256, &key, error);
    if (!status)
        status = store->ops->get(store, key, &arena, &doc, error);
    for (size_t i = 0; !status && i < doc.mentions_count; i++) {
        const dl_mention *m = &doc.mentions[i];
        const char *text = m->field == DL_FIELD_TITLE ? doc.document.title : doc.document.body;
        *count += strcmp(m->entity, mention->entity) == 0 &&
                  (!spelling || dl_spelling_equal(text + m->start, m->end - m->start, spelling,
                                                  strlen(spelling)));
    }
    dl_arena_release(&arena);
    return status;
}

dl_status dl_correction_count(dl_correction *correction, dl_store *store, dl_error *error)
{
    dl_status status = DL_OK;
    memset(correction->counts, 0, sizeof correction->counts);
    correction->counts[DL_REACH_HERE] = correction->mentions.len;
    for (size_t i = 0; i < correction->mentions.len && !status; i++) {
        const dl_corrected *mention = &correction->mentions.items[i];
        const char *spelling = find_spelling(correction, mention);
        uint64_t everywhere = 0;
        if (!is_taken_in(correction, i, DL_REACH_TEXT))
            status =
                count_in_text(mention, spelling, store, &correction->counts[DL_REACH_TEXT], error);
        if (!status && !is_taken_in(correction, i, DL_REACH_EVERYWHERE))
            status = store->ops->spelled(store, mention->entity, spelling, &everywhere, error);
        correction->counts[DL_REACH_EVERYWHERE] += everywhere;
    }
    return status;
}

bool dl_correction_make(dl_correction *correction, dl_reach reach, dl_change **ret,
                        size_t *ret_count)
{
    size_t count = 0;
    dl_change *changes =
        dl_arena_calloc(&correction->arena, correction->mentions.len, sizeof *changes);
    for (size_t i = 0; changes && i < correction->mentions.len; i++) {
        const dl_corrected *mention = &correction->mentions.items[i];
        if (is_taken_in(correction, i, reach))
            continue;
        dl_decision d = {.kind = correction->kind,
                         .reach = reach,
                         .spelling = find_spelling(correction, mention),
                         .entity = mention->entity};
        if (dl_decision_links(correction->kind))
            d.to = correction->to;
        if (reach == DL_REACH_HERE)
            d.passage = mention->passage;
        if (reach != DL_REACH_EVERYWHERE)
            memcpy(d.sha256, mention->passage.sha256, sizeof d.sha256);
        changes[count++] = (dl_change){.kind = DL_CHANGE_DECISION, .on = true, .decision = d};
    }
    *ret = changes;
    *ret_count = count;
    return changes != NULL;
}
