/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/correction.h"
#include "dateline/text.h"
#include "dateline/token.h"
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
    correction->text = (dl_corrected){0};
    correction->splits = false;
    correction->to = (dl_entity){0};
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

/* Sets *RET to the bytes START to END of FIELD of DOC, which are MENTION (or NULL: none). */
static bool describe(dl_correction *correction, const dl_stored *doc, dl_field field, size_t start,
                     size_t end, const dl_mention *mention, dl_corrected *ret)
{
    dl_arena *arena = &correction->arena;
    const char *text = field == DL_FIELD_TITLE ? doc->document.title : doc->document.body;
    dl_corrected made = {.spelling = dl_arena_strndup(arena, text + start, end - start)};
    if (mention) {
        made.entity = dl_arena_strdup(arena, mention->entity);
        made.name = dl_arena_strdup(arena, find_name(doc, mention->entity));
    }
    if (!made.spelling || (mention && !(made.entity && made.name)) ||
        !dl_passage_make(arena, &doc->document, field, start, end, &made.passage))
        return false;
    *ret = made;
    return true;
}

bool dl_correction_add(dl_correction *correction, const dl_stored *doc, dl_field field,
                       size_t start, size_t end, bool *ret_found)
{
    dl_corrected added;
    const dl_mention *mention =
        dl_mention_find(doc->mentions, doc->mentions_count, field, start, end);
    *ret_found = mention;
    return !mention ||
           (describe(correction, doc, field, mention->start, mention->end, mention, &added) &&
            dl_vec_push(&correction->mentions, added));
}

/* --- texts that may become names --- */

#define NAME_BYTES 200 /* longer is no name */

/* Whether CP stands around a name and is no part of it. */
static bool is_around(uint32_t cp)
{
    return cp <= ' ' || (cp < 0x80 && strchr("\".,;:!?'", (int)cp)) || cp == 0xA0 || cp == 0xAB ||
           cp == 0xBB || (cp >= 0x2018 && cp <= 0x201F) || cp == 0x2026;
}

/* Moves the ends of the bytes from *START to *END past what stands around a name. A point that belongs to
 * a word ("U.S.") stays. */
static void trim(const char *text, size_t *start, size_t *end)
{
    dl_tokens walk = {.text = text, .len = *end, .pos = *start};
    dl_token word;
    size_t last = *start, n;
    while (dl_token_next(&walk, &word))
        last = word.end;
    while (*start < *end && is_around(dl_text_decode(text + *start, *end - *start, &n)))
        *start += n;
    while (*end > last && *end > *start) {
        size_t at = *end - 1;
        while (at > last && ((unsigned char)text[at] & 0xC0) == 0x80)
            at--;
        if (!is_around(dl_text_decode(text + at, *end - at, &n)))
            return;
        *end = at;
    }
}

/* Whether the bytes can be a name: they hold a word and end no paragraph. */
static bool is_name(const char *text, size_t start, size_t end)
{
    dl_tokens walk = {.text = text, .len = end, .pos = start};
    dl_token word;
    const char *newline = memchr(text + start, '\n', end - start);
    bool broken = newline && memchr(newline + 1, '\n', (size_t)(text + end - newline - 1));
    return end - start <= NAME_BYTES && !broken && dl_token_next(&walk, &word);
}

bool dl_correction_add_text(dl_correction *correction, const dl_stored *doc, dl_field field,
                            size_t start, size_t end)
{
    const char *text = field == DL_FIELD_TITLE ? doc->document.title : doc->document.body;
    const dl_mention *same = NULL;
    trim(text, &start, &end);
    if (!is_name(text, start, end))
        return true;
    for (size_t i = 0; i < doc->mentions_count; i++) {
        const dl_mention *m = &doc->mentions[i];
        if (m->field == field && m->start == start && m->end == end)
            same = m;
    }
    return describe(correction, doc, field, start, end, same, &correction->text);
}

bool dl_correction_take_text(dl_correction *correction)
{
    correction->mentions.len = 0;
    return dl_vec_push(&correction->mentions, correction->text);
}

/* --- how far --- */

bool dl_correction_goes(const dl_correction *correction, dl_reach reach)
{
    if (correction->kind != DL_DECISION_MERGE)
        return true;
    return reach != (correction->splits ? DL_REACH_EVERYWHERE : DL_REACH_HERE);
}

static bool same_entity(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool dl_correction_is_of(const dl_correction *correction, const char *id)
{
    for (size_t i = 0; i < correction->mentions.len; i++)
        if (!same_entity(correction->mentions.items[i].entity, id))
            return false;
    return correction->mentions.len > 0;
}

bool dl_correction_may_be_new(const dl_correction *correction)
{
    return correction->kind == DL_DECISION_ALIAS || correction->splits;
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
           same_entity(a->entity, b->entity) &&
           (!within_text || strcmp(a->passage.sha256, b->passage.sha256) == 0);
}

/* Whether a merge finds MENTION to be of the entity that is meant. */
static bool is_merged(const dl_correction *correction, const dl_corrected *mention)
{
    return correction->kind == DL_DECISION_MERGE && correction->to.id &&
           strcmp(mention->entity, correction->to.id) == 0;
}

bool dl_correction_is_idle(const dl_correction *correction)
{
    /* other texts may have that name as nobody's yet */
    if (correction->kind == DL_DECISION_ALIAS && correction->reach != DL_REACH_HERE)
        return correction->counts[correction->reach] == 0;
    return dl_decision_links(correction->kind) && correction->to.id &&
           dl_correction_is_of(correction, correction->to.id);
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

/* The decision about MENTION and all that are of its kind, as far as REACH. */
static dl_decision make_decision(const dl_correction *correction, const dl_corrected *mention,
                                 dl_reach reach)
{
    bool links = dl_decision_links(correction->kind);
    dl_decision d = {.kind = correction->kind,
                     .reach = reach,
                     .spelling = find_spelling(correction, mention),
                     .entity = mention->entity};
    if (links && reach == DL_REACH_HERE) {
        d.kind = DL_DECISION_ENTITY;
        d.spelling = mention->spelling;
    }
    if (links)
        d.to = correction->to;
    if (reach == DL_REACH_HERE)
        d.passage = mention->passage;
    if (reach != DL_REACH_EVERYWHERE)
        memcpy(d.sha256, mention->passage.sha256, sizeof d.sha256);
    return d;
}

/* Adds to *COUNT the mentions that MENTION and all of its kind become by a name, as far as REACH. */
static dl_status count_names(const dl_correction *correction, const dl_corrected *mention,
                             dl_reach reach, dl_store *store, uint64_t *count, dl_error *error)
{
    dl_decision d = make_decision(correction, mention, reach);
    uint64_t mentions = 0, documents = 0;
    if (!d.to.id) /* one that nothing is linked to yet */
        d.to = (dl_entity){.id = "new", .name = "new"};
    dl_status status = store->ops->affected(store, &d, &mentions, &documents, error);
    *count += mentions;
    return status;
}

/* Adds to *COUNT the mentions of MENTION's kind as far as REACH, which is not HERE. */
static dl_status count_kind(const dl_correction *correction, const dl_corrected *mention,
                            dl_reach reach, dl_store *store, uint64_t *count, dl_error *error)
{
    const char *spelling = find_spelling(correction, mention);
    uint64_t everywhere = 0;
    if (correction->kind == DL_DECISION_ALIAS)
        return count_names(correction, mention, reach, store, count, error);
    if (reach == DL_REACH_TEXT)
        return count_in_text(mention, spelling, store, count, error);
    dl_status status = store->ops->spelled(store, mention->entity, spelling, &everywhere, error);
    *count += everywhere;
    return status;
}

dl_status dl_correction_count(dl_correction *correction, dl_store *store, dl_error *error)
{
    dl_status status = DL_OK;
    memset(correction->counts, 0, sizeof correction->counts);
    correction->counts[DL_REACH_HERE] = correction->mentions.len;
    for (int reach = DL_REACH_TEXT; reach < DL_REACH_COUNT; reach++)
        for (size_t i = 0; i < correction->mentions.len && !status; i++)
            if (dl_correction_goes(correction, (dl_reach)reach) &&
                !is_taken_in(correction, i, (dl_reach)reach))
                status = count_kind(correction, &correction->mentions.items[i], (dl_reach)reach,
                                    store, &correction->counts[reach], error);
    return status;
}

bool dl_correction_make(dl_correction *correction, dl_reach reach, dl_change **ret,
                        size_t *ret_count)
{
    size_t count = 0;
    dl_change *changes =
        dl_arena_calloc(&correction->arena, correction->mentions.len, sizeof *changes);
    for (size_t i = 0; changes && i < correction->mentions.len; i++)
        if (!is_taken_in(correction, i, reach))
            changes[count++] = (dl_change){
                .kind = DL_CHANGE_DECISION,
                .on = true,
                .decision = make_decision(correction, &correction->mentions.items[i], reach)};
    *ret = changes;
    *ret_count = count;
    return changes != NULL;
}
