/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pipeline: words, the stages of reading.h one after another, and the mentions from its spans. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/abroad.h"
#include "annotate/reading.h"
#include "dateline/hash.h"
#include "dateline/vec.h"

typedef bool stage(dl_reading *r);

static stage *const stages[] = {
    dl_find_hits,      dl_find_dateline,   dl_find_listed,      dl_find_bodies,    dl_find_firms,
    dl_find_compounds, dl_find_trades,     dl_find_persons,     dl_find_sites,     dl_find_partners,
    dl_find_parts,     dl_find_expansions, dl_find_short_forms, dl_find_companies, dl_find_doubtful,
    dl_find_agency,    dl_drop_loose,
};

/* Notes the small word that is written as an acronym where capitals tell something. */
static void note_acronym(dl_reading *r, const dl_word *word)
{
    if (word->shape == DL_SHAPE_UPPER && word->classes & DL_CLASS_FUNCTION &&
        !(word->flags & DL_WORD_CAPITALS) && !dl_seen_acronym(r, word) &&
        r->acronyms_len < DL_SEEN_ACRONYMS)
        r->acronyms[r->acronyms_len++] = word->hash;
}

/* Notes which words the text writes in lower case, and which small ones as acronyms. */
static bool note_lower(dl_reading *r)
{
    size_t size = 16;
    while (size < r->words.len * 2)
        size *= 2;
    r->lower = calloc(size, sizeof *r->lower);
    r->lower_mask = size - 1;
    for (size_t i = 0; r->lower && i < r->words.len; i++) {
        const dl_word *word = &r->words.items[i];
        size_t slot = word->hash & r->lower_mask;
        while (r->lower[slot] && r->lower[slot] != word->hash)
            slot = (slot + 1) & r->lower_mask;
        if (word->shape == DL_SHAPE_LOWER)
            r->lower[slot] = word->hash;
        note_acronym(r, word);
    }
    return r->lower;
}

bool dl_reading_cut(dl_reading *r)
{
    for (int field = 0; field < DL_FIELD_COUNT; field++)
        if (!dl_words_add(&r->words, r->gazetteer->lexicon, r->texts[field],
                          strlen(r->texts[field]), field == DL_FIELD_BODY ? DL_WORD_BODY : 0))
            return false;
    r->hits = calloc(r->words.len + 1, sizeof *r->hits);
    r->covered = calloc(r->words.len + 1, sizeof *r->covered);
    r->evidence = calloc(r->gazetteer->entities.len + 1, sizeof *r->evidence);
    r->composed = calloc(r->gazetteer->bodies.len + 1, sizeof *r->composed);
    r->made_size = 64;
    r->made = calloc(r->made_size, sizeof *r->made);
    return r->made && r->hits && r->covered && r->evidence && r->composed && note_lower(r);
}

void dl_reading_discard(dl_reading *r)
{
    free(r->words.items);
    free(r->hits);
    free(r->covered);
    free(r->evidence);
    free(r->composed);
    free(r->lower);
    free(r->spans.items);
    free(r->offices.items);
    free(r->namesakes.items);
    free(r->namesake_slots);
    free(r->locals.items);
    free(r->titled.items);
    free(r->called);
    free(r->companies);
    free(r->spelled.items);
    free(r->spelled_slots);
    free(r->surnames.items);
    free(r->made);
}

/* How an entity that the gazetteer does not list was written once. */
typedef struct writing {
    const dl_entity *entity;
    const char *text;
    size_t order;
} writing;

static int compare_writings(const void *a, const void *b)
{
    const writing *x = a, *y = b;
    int order = strcmp(x->entity->id, y->entity->id);
    if (order == 0)
        order = strcmp(x->text, y->text);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

/* Names each unlisted person as the text writes her full name most often. */
static bool name_persons(dl_reading *r)
{
    struct {
        writing *items;
        size_t len, size;
    } all = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < r->spans.len; i++) {
        const dl_span *span = &r->spans.items[i];
        if (span->dropped || span->listed || span->entity->kind != DL_KIND_PERSON ||
            span->form != DL_FORM_NAME ||
            dl_reading_word(r, span->first)->flags & DL_WORD_CAPITALS ||
            dl_gazetteer_find(r->gazetteer, span->entity->id))
            continue;
        writing w = {span->entity, dl_reading_text(r, span->first, span->end), i};
        ok = w.text && dl_vec_push(&all, w);
    }
    if (ok && all.len)
        qsort(all.items, all.len, sizeof *all.items, compare_writings);
    for (size_t i = 0, best = 0, to; ok && i < all.len; i = to) {
        for (to = i + 1; to < all.len && all.items[to].entity == all.items[i].entity &&
                         strcmp(all.items[to].text, all.items[i].text) == 0;
             to++)
            ;
        if (i == 0 || all.items[i].entity != all.items[i - 1].entity)
            best = 0;
        if (to - i > best)
            dl_reading_rename(r, all.items[i].entity, all.items[i].text);
        best = to - i > best ? to - i : best;
    }
    free(all.items);
    return ok;
}

static int compare_entities(const void *a, const void *b)
{
    return strcmp(((const dl_entity *)a)->id, ((const dl_entity *)b)->id);
}

static void write_mention(const dl_reading *r, const dl_span *span, dl_annotation *ret)
{
    ret->entities[ret->mentions_count] = *span->entity;
    ret->mentions[ret->mentions_count++] = dl_span_mention(r, span);
}

/* Says by which keys persons whom no list has are known. */
static bool write_keys(dl_reading *r, dl_annotation *ret)
{
    dl_person_key *keys = dl_arena_calloc(r->arena, ret->entities_count, sizeof *keys);
    for (size_t i = 0; keys && i < r->spelled.len; i++) {
        dl_entity *entity = bsearch(r->spelled.items[i].entity, ret->entities, ret->entities_count,
                                    sizeof *ret->entities, compare_entities);
        if (entity)
            keys[entity - ret->entities] =
                (dl_person_key){r->spelled.items[i].key, r->spelled.items[i].country};
    }
    ret->keys = keys;
    return keys;
}

static bool write_mentions(dl_reading *r, unsigned least, dl_annotation *ret)
{
    size_t most = r->spans.len + r->offices.len;
    ret->mentions = dl_arena_calloc(r->arena, most, sizeof *ret->mentions);
    ret->entities = dl_arena_calloc(r->arena, most, sizeof *ret->entities);
    if (!ret->mentions || !ret->entities)
        return false;
    for (size_t i = 0; i < r->spans.len; i++)
        if (!r->spans.items[i].dropped && r->spans.items[i].confidence >= least)
            write_mention(r, &r->spans.items[i], ret);
    for (size_t i = 0; i < r->offices.len; i++)
        if (r->offices.items[i].confidence >= least)
            write_mention(r, &r->offices.items[i], ret);
    size_t count = ret->mentions_count;
    qsort(ret->mentions, count, sizeof *ret->mentions, dl_mention_compare);
    qsort(ret->entities, count, sizeof *ret->entities, compare_entities);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || strcmp(ret->entities[i].id, ret->entities[i - 1].id) != 0)
            ret->entities[ret->entities_count++] = ret->entities[i];
    return write_keys(r, ret);
}

dl_status dl_reading_rules(dl_reading *r, dl_error *error)
{
    dl_status status = DL_OK;
    for (size_t i = 0; !status && i < sizeof stages / sizeof *stages; i++) {
        if (!stages[i](r))
            return dl_fail_nomem(error);
        status = dl_budget_look(r->input->budget, error);
    }
    return status;
}

dl_status dl_annotator_load(dl_annotator *ret, dl_error *error)
{
    dl_annotator annotator = {0};
    dl_status status = dl_gazetteer_load(&annotator.gazetteer, error);
    if (!status)
        status = dl_tagger_load(&annotator.tagger, error);
    if (status)
        dl_annotator_release(&annotator);
    else
        *ret = annotator;
    return status;
}

void dl_annotator_release(dl_annotator *annotator)
{
    dl_gazetteer_free(annotator->gazetteer);
    dl_tagger_free(annotator->tagger);
    *annotator = (dl_annotator){0};
}

void dl_annotator_version(const dl_annotator *annotator, char ret[DL_ANNOTATOR_VERSION])
{
    const char *names = dl_gazetteer_version(annotator->gazetteer);
    const char *model = annotator->tagger ? dl_tagger_version(annotator->tagger) : "";
    char all[3 * DL_ANNOTATOR_VERSION];
    int len = snprintf(all, sizeof all, "%s %s %s", dl_rules_checksum, names, model);
    dl_sha256_hex(all, (size_t)len, ret);
    if (annotator->least)
        snprintf(ret + DL_SHA256_HEX - 1, DL_ANNOTATOR_VERSION - DL_SHA256_HEX + 1, "@%u",
                 annotator->least % 1000);
}

static dl_status annotate_abroad(const dl_annotator *annotator, const dl_abroad_table *table,
                                 const dl_annotate_input *input, dl_arena *arena,
                                 dl_annotation *ret, dl_error *error)
{
    dl_annotation found = {0};
    if (annotator->least <= DL_ABROAD_CONFIDENCE) {
        dl_status status =
            dl_abroad_annotate(table, annotator->gazetteer, input, arena, &found, error);
        if (status)
            return status;
    }
    dl_annotator_version(annotator, found.version);
    *ret = found;
    return DL_OK;
}

dl_status dl_annotate(const dl_annotator *annotator, const dl_annotate_input *input,
                      dl_arena *arena, dl_annotation *ret, dl_error *error)
{
    dl_reading r = {.gazetteer = annotator->gazetteer,
                    .tagger = annotator->tagger,
                    .input = input,
                    .arena = arena,
                    .texts = {input->title ? input->title : "", input->body}};
    dl_annotation found = {0};
    if (strlen(r.texts[DL_FIELD_TITLE]) >= UINT32_MAX ||
        strlen(r.texts[DL_FIELD_BODY]) >= UINT32_MAX)
        return dl_fail(error, DL_ERR_INVALID, "the text is longer than 4 GB");
    if (dl_abroad_is_foreign(input->lang))
        return annotate_abroad(annotator, dl_abroad_find(input->lang), input, arena, ret, error);
    dl_status status = dl_reading_cut(&r) ? dl_reading_rules(&r, error) : dl_fail_nomem(error);
    if (!status)
        status = (annotator->tagger
                      ? dl_find_tagged(&r, annotator->tagger)
                      : dl_find_called_persons(&r, true) && dl_find_called_persons(&r, false))
                     ? dl_budget_look(input->budget, error)
                     : dl_fail_nomem(error);
    if (!status && (!dl_find_offices(&r) || !name_persons(&r) ||
                    !write_mentions(&r, annotator->least, &found)))
        status = dl_fail_nomem(error);
    dl_annotator_version(annotator, found.version);
    dl_reading_discard(&r);
    if (!status)
        *ret = found;
    return status;
}
