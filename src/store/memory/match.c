/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which documents a query matches, and in which order: the meaning of queries and orders, written
 * down as plainly as it can be.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "dateline/str.h"
#include "dateline/vec.h"
#include "store/memory/memory.h"
#include "store/names.h"
#include "store/near.h"

/* A query made ready: a phrase for each of its terms that is a text. */
typedef struct matcher {
    const dl_memory *memory;
    const dl_query *query;
    dl_phrase **phrases;
    bool with_sources;
    bool failed; /* memory ran out */
} matcher;

/* --- single terms --- */

static bool is_among(const char *text, const dl_term *term)
{
    for (size_t i = 0; text && i < term->ids_count; i++)
        if (strcmp(text, term->ids[i]) == 0)
            return true;
    return false;
}

static bool matches_via(const dl_document *doc, const dl_term *term)
{
    for (size_t i = 0; i < doc->via_count; i++)
        if (is_among(doc->via[i], term))
            return true;
    return false;
}

static bool matches_source(const dl_document *doc, const dl_term *term)
{
    if (!term->text)
        return !doc->source;
    return is_among(doc->source, term) || is_among(doc->publisher, term) || matches_via(doc, term);
}

/* Whether DOC is in the language, or a variety of it ("en" and "en-GB"). */
static bool matches_lang(const dl_document *doc, const dl_term *term)
{
    size_t len = strlen(term->text);
    return doc->lang && strncasecmp(doc->lang, term->text, len) == 0 &&
           (!doc->lang[len] || doc->lang[len] == '-');
}

static bool matches_date(const dl_held *held, const dl_term *term)
{
    dl_day day = dl_key_day(held->key);
    if (term->kind == DL_TERM_UNDATED)
        return day == DL_DAY_NONE;
    if (term->kind == DL_TERM_INFERRED)
        return held->document->published.how == DL_HOW_INFERRED;
    if (term->kind == DL_TERM_AMBIGUOUS)
        return held->document->readings_count > 1;
    return day != DL_DAY_NONE && day >= term->first && day <= term->last;
}

/* LEAST: the confidence of mentions that count; of forms and whole kinds all do. */
static bool matches_mention(const dl_held *held, const dl_term *term, unsigned least)
{
    least = dl_term_is_of_form(term) ? 0 : least;
    for (size_t i = 0; i < held->mentions_count; i++)
        if (held->mentions[i].confidence >= least && dl_term_means(term, &held->mentions[i]))
            return true;
    return false;
}

static bool matches_text(const dl_document *doc, const dl_phrase *phrase, bool title)
{
    dl_token at;
    return (doc->title && dl_phrase_find(phrase, doc->title, strlen(doc->title), 0, &at)) ||
           (!title && dl_phrase_find(phrase, doc->body, strlen(doc->body), 0, &at));
}

static bool is_named(const dl_mention *mention, const dl_named *named, unsigned least)
{
    for (size_t i = 0; mention->confidence >= least && i < named->ids_count; i++)
        if (strcmp(mention->entity, named->ids[i]) == 0)
            return true;
    return false;
}

static bool matches_near(const dl_held *held, const dl_term *term, unsigned least, bool *failed)
{
    dl_nearness near = {.scope = term->scope};
    dl_str steps;
    dl_str_init(&steps);
    dl_steps_add(&steps, held->document, held->mentions, held->mentions_count);
    *failed |= !dl_str_ok(&steps);
    bool met = false;
    for (size_t i = 0; !met && i < steps.len; i++)
        met = dl_nearness_meet(&near, (dl_step)steps.text[i],
                               is_named(&held->mentions[i], &term->near[0], least),
                               is_named(&held->mentions[i], &term->near[1], least));
    dl_str_release(&steps);
    return met;
}

static bool matches_state(matcher *m, const dl_held *held, dl_term_state state)
{
    dl_doc_row row = {.key = held->key};
    m->failed |= !dl_memory_show_marks(m->memory, held, &row);
    return state == DL_STATE_UNREAD    ? !row.read
           : state == DL_STATE_STARRED ? row.starred
           : state == DL_STATE_NOTED   ? row.noted
                                       : held->head != DL_KEY_NONE;
}

static bool matches_tag(const dl_memory *memory, const dl_held *held, const dl_term *term)
{
    for (size_t i = 0; i < memory->now.tags.len; i++)
        if (strcmp(memory->now.tags.items[i].sha256, held->document->sha256) == 0 &&
            is_among(memory->now.tags.items[i].name, term))
            return true;
    return false;
}

/* --- the query --- */

/* What terms of one kind come to, any of which will do. */
typedef struct any_of {
    bool asked, met;
} any_of;

static void any_of_add(any_of *any, bool met)
{
    any->asked = true;
    any->met |= met;
}

/* Whether the I-th term holds of HELD, whatever stands before it. */
static bool holds(matcher *m, const dl_held *held, size_t i)
{
    const dl_term *term = &m->query->terms[i];
    switch (term->kind) {
    case DL_TERM_TEXT:
    case DL_TERM_TITLE:
        return matches_text(held->document, m->phrases[i], term->kind == DL_TERM_TITLE);
    case DL_TERM_ENTITY:
    case DL_TERM_FORM:
        return matches_mention(held, term, m->query->least);
    case DL_TERM_SOURCE:
        return matches_source(held->document, term);
    case DL_TERM_VIA:
        return matches_via(held->document, term);
    case DL_TERM_LANG:
        return matches_lang(held->document, term);
    case DL_TERM_DATE:
    case DL_TERM_UNDATED:
    case DL_TERM_INFERRED:
    case DL_TERM_AMBIGUOUS:
        return matches_date(held, term);
    case DL_TERM_IS:
        return matches_state(m, held, term->state);
    case DL_TERM_TAG:
        return matches_tag(m->memory, held, term);
    case DL_TERM_NEAR:
        return matches_near(held, term, m->query->least, &m->failed);
    }
    return false;
}

static bool matches(matcher *m, const dl_held *held)
{
    any_of sources = {0}, dates = {0};
    const char *outdated = m->query->outdated, *annotator = held->ground.annotator;
    if (outdated && annotator && strcmp(outdated, annotator) == 0)
        return false;
    for (size_t i = 0; i < m->query->count; i++) {
        const dl_term *term = &m->query->terms[i];
        bool source = term->kind == DL_TERM_SOURCE;
        if (source && !m->with_sources)
            continue;
        bool held_so = holds(m, held, i);
        if (term->negated ? held_so : !held_so && !source && !dl_term_is_date(term))
            return false;
        if (!term->negated && (source || dl_term_is_date(term)))
            any_of_add(source ? &sources : &dates, held_so);
    }
    return (!sources.asked || sources.met) && (!dates.asked || dates.met);
}

static bool matcher_init(matcher *m, const dl_memory *memory, const dl_query *query,
                         bool with_sources)
{
    *m = (matcher){.memory = memory, .query = query, .with_sources = with_sources};
    m->phrases = calloc(query->count + 1, sizeof *m->phrases);
    for (size_t i = 0; m->phrases && i < query->count; i++) {
        const dl_term *term = &query->terms[i];
        if ((term->kind == DL_TERM_TEXT || term->kind == DL_TERM_TITLE) &&
            !(m->phrases[i] = dl_phrase_new(term->text, strlen(term->text), term->prefix)))
            return false;
    }
    return m->phrases != NULL;
}

static void matcher_release(matcher *m)
{
    for (size_t i = 0; m->phrases && i < m->query->count; i++)
        dl_phrase_free(m->phrases[i]);
    free(m->phrases);
}

/* --- orders --- */

static int compare_keys(dl_key a, dl_key b)
{
    return (a > b) - (a < b);
}

/* Sources by fold, then by name; none last. */
int dl_held_compare_sources(const dl_held *a, const dl_held *b)
{
    if (!a->fold || !b->fold)
        return (b->fold != NULL) - (a->fold != NULL);
    int order = strcmp(a->fold, b->fold);
    return order ? order : strcmp(a->document->source, b->document->source);
}

/* What a document scores in MATCHES; one that is not held (any more) scores nothing. */
static int64_t score_of(const dl_matches *matches, const dl_held *held)
{
    for (size_t i = 0; matches->scores && i < matches->held_count; i++)
        if (matches->held[i].key == held->key)
            return matches->scores[i];
    return 0;
}

/* How two documents stand by what the order looks at before their dates. */
static int compare_first(const dl_matches *matches, const dl_held *a, const dl_held *b,
                         dl_order order)
{
    if (order == DL_ORDER_SOURCE || order == DL_ORDER_SOURCE_DOWN)
        return dl_held_compare_sources(a, b);
    int64_t x = score_of(matches, a), y = score_of(matches, b);
    return (x < y) - (x > y);
}

static int compare_rows(const dl_matches *matches, const dl_held *a, const dl_held *b,
                        dl_order order)
{
    int first = compare_first(matches, a, b, order);
    if (first)
        return dl_order_is_down(order) ? -first : first;
    if (order != DL_ORDER_OLDEST)
        return compare_keys(b->key, a->key);
    bool a_undated = dl_key_day(a->key) == DL_DAY_NONE,
         b_undated = dl_key_day(b->key) == DL_DAY_NONE;
    return a_undated != b_undated ? a_undated - b_undated : compare_keys(a->key, b->key);
}

typedef struct sorting {
    const dl_matches *matches;
    dl_order order;
} sorting;

static int compare_for_sort(const void *a, const void *b, void *context)
{
    const sorting *by = context;
    return compare_rows(by->matches, *(const dl_held *const *)a, *(const dl_held *const *)b,
                        by->order);
}

/* Sets the scores that ORDER goes by. */
static dl_status score(dl_memory *memory, const dl_query *query, dl_order order, const char *focus,
                       dl_matches *ret, dl_error *error)
{
    ret->held = memory->now.documents.items;
    ret->held_count = memory->now.documents.len;
    ret->scores = calloc(ret->held_count + 1, sizeof *ret->scores);
    if (!ret->scores)
        return dl_fail_nomem(error);
    if (order == DL_ORDER_RELEVANCE || order == DL_ORDER_RELEVANCE_DOWN)
        return dl_memory_weigh(memory, query, ret->scores, error);
    for (size_t i = 0; focus && i < ret->held_count; i++)
        ret->scores[i] = dl_held_hits(&ret->held[i], focus, query->least);
    return DL_OK;
}

void dl_matches_release(dl_matches *matches)
{
    free(matches->items);
    free(matches->scores);
    *matches = (dl_matches){0};
}

dl_status dl_memory_match(dl_memory *memory, const dl_query *query, bool with_sources,
                          dl_order order, const char *focus, dl_matches *ret, dl_error *error)
{
    matcher m;
    sorting by = {ret, order};
    dl_status status = DL_OK;
    atomic_store(&memory->interrupted, false);
    if (!matcher_init(&m, memory, query, with_sources))
        status = dl_fail_nomem(error);
    for (size_t i = 0; !status && i < memory->now.documents.len; i++) {
        const dl_held *held = &memory->now.documents.items[i];
        if (atomic_load(&memory->interrupted))
            status = dl_fail(error, DL_ERR_INTERRUPTED, "%s", dl_status_text(DL_ERR_INTERRUPTED));
        else if (matches(&m, held) && !dl_vec_push(ret, held))
            status = dl_fail_nomem(error);
    }
    if (!status && m.failed)
        status = dl_fail_nomem(error);
    matcher_release(&m);
    if (!status && query->fold && !dl_memory_fold(query->fold, ret))
        status = dl_fail_nomem(error);
    if (!status && dl_order_is_scored(order))
        status = score(memory, query, order, focus, ret, error);
    if (!status && ret->len)
        qsort_r(ret->items, ret->len, sizeof *ret->items, compare_for_sort, &by);
    return status;
}

dl_status dl_matches_rank(const dl_matches *matches, dl_order order, dl_anchor anchor,
                          bool inclusive, size_t *ret_rank, dl_error *error)
{
    dl_document doc = {.source = anchor.source};
    dl_held row = {.key = anchor.key, .document = &doc};
    dl_str fold;
    dl_str_init(&fold);
    if (anchor.source) {
        dl_name_fold(&fold, anchor.source, strlen(anchor.source));
        row.fold = fold.text;
    }
    size_t rank = 0;
    while (rank < matches->len &&
           compare_rows(matches, matches->items[rank], &row, order) < (inclusive ? 1 : 0))
        rank++;
    bool ok = dl_str_ok(&fold);
    dl_str_release(&fold);
    *ret_rank = rank;
    return ok ? DL_OK : dl_fail_nomem(error);
}
