/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bodies of government: a country and a kind of body make an entity, in either order ("Russian
 * Foreign Ministry", "North Korea's foreign ministry", "Foreign Ministry of the Russian
 * Federation"), so that one table of bodies serves every country. A body named alone is that of the
 * one country whose body of this kind the text has named in full.
 */
#include <string.h>

#include "annotate/reading.h"

enum { COMPOSED = 92, ALONE = 70 };

/* Stands for the entity where a text names the body of several countries. */
static const dl_entity several = {0};

/* Whether the listed body is written here so that it counts as one beside a country: a doubtful
 * body ("government", "army"), and a body of one word, only with a capital letter that means
 * something. */
static bool body_counts(const dl_reading *r, size_t word, dl_hit hit)
{
    const dl_word *w = dl_reading_word(r, word);
    const dl_entry *entry = &r->gazetteer->entries.items[hit.entry];
    bool capital = dl_word_is_capital(w);
    if (w->shape == DL_SHAPE_LOWER && dl_entry_spelling(r->gazetteer, entry)->shape == DL_SHAPE_UPPER)
        return false;
    if (!entry->doubtful && (hit.words > 1 || capital))
        return true;
    return capital && !(w->flags & (DL_WORD_TITLED | DL_WORD_CAPITALS));
}

/* The entity of COUNTRY's BODY, called as news calls it: the demonym before the body. */
static const dl_entity *compose(dl_reading *r, const dl_listed *country, const dl_body *body,
                                const dl_listed **ret_listed)
{
    const char *id = dl_arena_printf(r->arena, "org/%s/%s", country->country, body->slug);
    const char *name = dl_arena_printf(
        r->arena, "%s %s", country->demonym ? country->demonym : country->entity.name, body->name);
    return id && name ? dl_reading_entity(r, id, name, ret_listed) : NULL;
}

static bool add_body(dl_reading *r, size_t first, size_t end, const dl_listed *country,
                     const dl_body *body)
{
    dl_span span = {.first = (uint32_t)first,
                    .end = (uint32_t)end,
                    .form = DL_FORM_NAME,
                    .rule = DL_RULE_COMPOSED,
                    .confidence = COMPOSED};
    span.entity = compose(r, country, body, &span.listed);
    if (!span.entity)
        return false;
    bool added;
    if (!dl_reading_add(r, span, &added))
        return false;
    const dl_entity **one = &r->composed[body - r->gazetteer->bodies.items];
    if (added)
        *one = *one && *one != span.entity ? &several : span.entity;
    if (added)
        r->evidence[country - r->gazetteer->entities.items]++;
    return true;
}

/* The body listed at WORD, NULL where there is none that counts. */
static const dl_body *body_at(const dl_reading *r, size_t word, size_t *ret_words)
{
    if (word >= r->words.len)
        return NULL;
    dl_hit hit = r->hits[word][DL_ENTRY_BODY];
    if (!hit.words || !body_counts(r, word, hit))
        return NULL;
    *ret_words = hit.words;
    return &r->gazetteer->bodies.items[r->gazetteer->entries.items[hit.entry].subject];
}

/* "Russian Foreign Ministry", "North Korea's foreign ministry". */
static bool find_after_country(dl_reading *r, size_t word)
{
    size_t words, body_words;
    const dl_listed *country = dl_country_at(r, word, &words);
    if (!country)
        return true;
    const dl_word *last = dl_reading_word(r, word + words - 1);
    if (last->gap != DL_GAP_SPACE && last->gap != DL_GAP_LINE)
        return true;
    const dl_body *body = body_at(r, word + words, &body_words);
    return !body || add_body(r, word, word + words + body_words, country, body);
}

/* "Foreign Ministry of the Russian Federation". */
static bool find_of_country(dl_reading *r, size_t word)
{
    size_t body_words, words;
    const dl_body *body = body_at(r, word, &body_words);
    if (!body || !dl_word_is_capital(dl_reading_word(r, word)))
        return true;
    size_t at = word + body_words;
    if (!dl_word_joins(dl_reading_word(r, at - 1)) ||
        !(dl_reading_word(r, at)->classes & DL_CLASS_OF) || !dl_word_joins(dl_reading_word(r, at)))
        return true;
    at++;
    if (dl_reading_word(r, at)->classes & DL_CLASS_ARTICLE && dl_word_joins(dl_reading_word(r, at)))
        at++;
    const dl_listed *country = dl_country_at(r, at, &words);
    return !country || add_body(r, word, at + words, country, body);
}

/* "the Foreign Ministry" in a text that has named one country's. */
static bool find_alone(dl_reading *r, size_t word)
{
    size_t words;
    const dl_body *body = body_at(r, word, &words);
    const dl_word *w = dl_reading_word(r, word);
    if (!body || words < 2 || r->covered[word] || !dl_word_is_capital(w) ||
        w->flags & (DL_WORD_TITLED | DL_WORD_CAPITALS))
        return true;
    const dl_entity *entity = r->composed[body - r->gazetteer->bodies.items];
    if (entity == &several)
        return true;
    dl_span span = {.first = (uint32_t)word,
                    .end = (uint32_t)(word + words),
                    .entity = entity,
                    .form = DL_FORM_NAME,
                    .rule = DL_RULE_COMPOSED,
                    .confidence = ALONE};
    return !entity || dl_reading_add(r, span, NULL);
}

bool dl_find_bodies(dl_reading *r)
{
    for (size_t i = 0; i < r->words.len; i++)
        if (!find_after_country(r, i) || !find_of_country(r, i))
            return false;
    for (size_t i = 0; i < r->words.len; i++)
        if (!find_alone(r, i))
            return false;
    return true;
}
