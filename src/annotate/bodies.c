/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bodies of government: a country and a kind of body make an entity, in either order ("Russian
 * Foreign Ministry", "North Korea's foreign ministry", "Foreign Ministry of the Russian
 * Federation"), so that one table of bodies serves every country. A body named alone is that of the
 * country before it ("In Chad the Foreign Ministry"), or of the one whose body of this kind the text has named in full, or else
 * of the country of the text (home.c).
 */
#include <string.h>

#include "annotate/home.h"

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
    if (w->shape == DL_SHAPE_LOWER &&
        dl_entry_spelling(r->gazetteer, entry)->shape == DL_SHAPE_UPPER)
        return false;
    if (!entry->doubtful && (hit.words > 1 || capital))
        return true;
    return capital && !(w->flags & (DL_WORD_TITLED | DL_WORD_CAPITALS));
}

bool dl_body_compose(dl_arena *arena, const dl_listed *country, const dl_body *body,
                     const char **ret_id, const char **ret_name)
{
    *ret_id = dl_arena_printf(arena, "org/%s/%s", country->country, body->slug);
    *ret_name = dl_arena_printf(
        arena, "%s %s", country->demonym ? country->demonym : country->entity.name, body->name);
    return *ret_id && *ret_name;
}

/* The entity of COUNTRY's BODY. */
static const dl_entity *compose(dl_reading *r, const dl_listed *country, const dl_body *body,
                                const dl_listed **ret_listed)
{
    const char *id, *name;
    return dl_body_compose(r->arena, country, body, &id, &name)
               ? dl_reading_entity(r, id, name, ret_listed)
               : NULL;
}

/* What COUNTRY itself calls by the WORDS words at WORD: "India's Congress" is a party. NULL for nothing. */
static const dl_listed *own_name(const dl_reading *r, size_t word, size_t words,
                                 const dl_listed *country)
{
    dl_hit hit = r->hits[word][DL_ENTRY_ALIAS];
    if (hit.words != words)
        return NULL;
    for (const dl_entry *e = dl_hit_next(r, word, hit, hit.entry); e;
         e = dl_hit_next(r, word, hit, e->next)) {
        const dl_listed *listed = &r->gazetteer->entities.items[e->subject];
        if (listed->entity.kind == DL_KIND_ORGANISATION &&
            strcmp(listed->country, country->country) == 0)
            return listed;
    }
    return NULL;
}

static void note_body(dl_reading *r, const dl_body *body, const dl_entity *entity)
{
    const dl_entity **one = &r->composed[body - r->gazetteer->bodies.items];
    *one = *one && *one != entity ? &several : entity;
}

/* The words of the body, WORDS many, stand at AT; the country before or behind them. */
static bool add_body(dl_reading *r, size_t first, size_t end, const dl_listed *country,
                     const dl_body *body, size_t at, size_t words)
{
    dl_span span = {.first = (uint32_t)first,
                    .end = (uint32_t)end,
                    .form = DL_FORM_NAME,
                    .rule = DL_RULE_COMPOSED,
                    .confidence = COMPOSED};
    span.listed = own_name(r, at, words, country);
    span.entity = span.listed ? &span.listed->entity : compose(r, country, body, &span.listed);
    if (!span.entity)
        return false;
    bool added;
    if (!dl_reading_add(r, span, &added))
        return false;
    if (added)
        note_body(r, body, span.entity);
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
    return !body ||
           add_body(r, word, word + words + body_words, country, body, word + words, body_words);
}

/* Where "of" stands behind the body that ends at END, an acronym in brackets between them or not. */
static size_t find_of(const dl_reading *r, size_t end)
{
    bool bracket = dl_reading_word(r, end - 1)->gap == DL_GAP_OPEN &&
                   dl_reading_word(r, end)->gap == DL_GAP_CLOSE &&
                   dl_reading_word(r, end)->shape == DL_SHAPE_UPPER;
    size_t at = bracket ? end + 1 : end;
    bool joins = bracket || dl_word_joins(dl_reading_word(r, end - 1));
    return joins && dl_reading_word(r, at)->classes & DL_CLASS_OF ? at : 0;
}

/* "Foreign Ministry of the Russian Federation", "Foreign Ministry (FM) of Vietnam". */
static bool find_of_country(dl_reading *r, size_t word)
{
    size_t body_words, words;
    const dl_body *body = body_at(r, word, &body_words);
    if (!body || !dl_word_is_capital(dl_reading_word(r, word)))
        return true;
    size_t end = word + body_words, at = find_of(r, end);
    if (!at || !dl_word_joins(dl_reading_word(r, at)))
        return true;
    bool apart = at > end;
    at++;
    if (dl_reading_word(r, at)->classes & DL_CLASS_ARTICLE && dl_word_joins(dl_reading_word(r, at)))
        at++;
    const dl_listed *country = dl_country_at(r, at, &words);
    if (!country || !add_body(r, word, apart ? end : at + words, country, body, word, body_words))
        return !country;
    const dl_span *found = apart ? dl_reading_span(r, word) : NULL;
    return !found || found->rule != DL_RULE_COMPOSED || dl_note_acronym(r, end, found->entity);
}

/* The country that "in" names before WORD, a comma or an article between or not: "In Chad, the ...". NULL for none. */
static const dl_listed *country_before(const dl_reading *r, size_t word)
{
    const dl_word *article = dl_reading_before(r, word);
    size_t end = word - (article && article->classes & DL_CLASS_ARTICLE);
    const dl_word *last = end > 0 ? dl_reading_word(r, end - 1) : NULL;
    const dl_span *span = last ? dl_reading_span(r, end - 1) : NULL;
    if (!span || span->end != end || span->entity->kind != DL_KIND_COUNTRY || !span->listed ||
        (!dl_word_joins(last) && last->gap != DL_GAP_COMMA))
        return NULL;
    const dl_word *in = dl_reading_before(r, span->first);
    return in && in->classes & DL_CLASS_IN && in->flags & DL_WORD_FIRST ? span->listed : NULL;
}

/* Whether the one word at WORD is a body's name and no part of a longer one: "the Senate". */
static bool is_by_article(const dl_reading *r, size_t word)
{
    const dl_word *article = dl_reading_before(r, word), *w = dl_reading_word(r, word);
    dl_hit hit = r->hits[word][DL_ENTRY_BODY];
    return r->home.sure && article && article->classes & DL_CLASS_ARTICLE &&
           !r->gazetteer->entries.items[hit.entry].doubtful && w->shape == DL_SHAPE_CAPITAL &&
           !(dl_word_joins(w) && dl_word_is_capital(dl_reading_word(r, word + 1)));
}

/* Whether the words are listed for a body of no country, and the text speaks of that, or of the one it is of. */
static bool is_international(const dl_reading *r, size_t word, size_t words)
{
    dl_hit hit = r->hits[word][DL_ENTRY_ALIAS];
    for (const dl_entry *e = dl_hit_next(r, word, hit, hit.entry); e && hit.words == words;
         e = dl_hit_next(r, word, hit, e->next))
        if (!r->gazetteer->entities.items[e->subject].country[0] && dl_entry_evidence(r, e))
            return true;
    return false;
}

bool dl_compose_home(dl_reading *r, size_t word, size_t words, dl_span *span)
{
    size_t found;
    const dl_body *body = body_at(r, word, &found);
    if (!body || found != words || !r->home.country || is_international(r, word, words))
        return true;
    span->listed = own_name(r, word, words, r->home.country);
    span->entity =
        span->listed ? &span->listed->entity : compose(r, r->home.country, body, &span->listed);
    span->rule = DL_RULE_COMPOSED;
    span->confidence = r->home.sure ? DL_HOME_SURE : DL_HOME_UNSURE;
    return span->entity;
}

/* "the Foreign Ministry" in a text that has named one country's, or is of one country. */
static bool find_alone(dl_reading *r, size_t word)
{
    size_t words;
    const dl_body *body = body_at(r, word, &words);
    const dl_word *w = dl_reading_word(r, word);
    if (!body || r->covered[word] || !dl_word_is_capital(w) ||
        w->flags & (DL_WORD_TITLED | DL_WORD_CAPITALS) || (words < 2 && !is_by_article(r, word)))
        return true;
    const dl_listed *country = words < 2 ? NULL : country_before(r, word);
    const dl_entity *entity = r->composed[body - r->gazetteer->bodies.items];
    if (entity == &several && !country)
        return true;
    dl_span span = {.first = (uint32_t)word,
                    .end = (uint32_t)(word + words),
                    .entity = words < 2 ? NULL : entity,
                    .form = DL_FORM_NAME,
                    .rule = DL_RULE_COMPOSED,
                    .confidence = ALONE};
    if (country)
        span.entity = compose(r, country, body, &span.listed);
    else if (!span.entity && !dl_compose_home(r, word, words, &span))
        return false;
    return !span.entity || dl_reading_add(r, span, NULL);
}

/* Notes whose bodies the text has named as the gazetteer lists them: "US Supreme Court". */
static void note_listed(dl_reading *r)
{
    for (size_t s = 0; s < r->spans.len; s++) {
        const dl_span *span = &r->spans.items[s];
        if (span->dropped || span->entity->kind != DL_KIND_ORGANISATION || !span->listed ||
            !span->listed->country[0])
            continue;
        const char *slug = strrchr(span->entity->id, '/');
        for (size_t i = span->first + 1; i < span->end; i++) {
            dl_hit hit = r->hits[i][DL_ENTRY_BODY];
            if (!hit.words || i + hit.words != span->end)
                continue;
            const dl_body *body =
                &r->gazetteer->bodies.items[r->gazetteer->entries.items[hit.entry].subject];
            if (strcmp(slug + 1, body->slug) == 0)
                note_body(r, body, span->entity);
        }
    }
}

static bool is_listed(const dl_reading *r, size_t word)
{
    return r->words.items[word].classes & DL_CLASS_LISTED;
}

bool dl_find_bodies(dl_reading *r)
{
    note_listed(r);
    for (size_t i = 0; i < r->words.len; i++)
        if (is_listed(r, i) && (!find_after_country(r, i) || !find_of_country(r, i)))
            return false;
    dl_weigh_home(r);
    for (size_t i = 0; i < r->words.len; i++)
        if (is_listed(r, i) && !find_alone(r, i))
            return false;
    return true;
}
