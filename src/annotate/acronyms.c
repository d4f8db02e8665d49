/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Acronyms that a text explains: "Baltic Grain Council (BGC)", "BGC (Baltic Grain Council)". The
 * letters must be the initials of the name, and the name one of an organisation: listed, or with a
 * head that organisations have ("Council"), for "Gross Domestic Product (GDP)" is none. Where an organisation was
 * found already, it is enough that they stand in its name. From then on
 * the acronym means that organisation throughout the text, whatever the gazetteer thinks of it.
 */
#include <string.h>

#include "annotate/reading.h"
#include "dateline/text.h"
#include "dateline/vec.h"

#define EXPANSION_WORDS 14
#define ACRONYM_BYTES 12
#define LOCALS_MAX 64 /* acronyms that one text can explain */

enum { EXPANDED = 85 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* The letters of the acronym WORD in lower case, without points; 0 where it is none. */
static size_t read_acronym(const dl_reading *r, size_t word, char out[ACRONYM_BYTES])
{
    size_t len, count = 0;
    const char *text = dl_reading_bytes(r, word, &len);
    const dl_word *w = dl_reading_word(r, word);
    if (w->shape != DL_SHAPE_UPPER && w->shape != DL_SHAPE_MIXED)
        return 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '.')
            continue;
        if ((unsigned char)text[i] >= 0x80 || count == ACRONYM_BYTES)
            return 0;
        out[count++] = lower(text[i]);
    }
    return count >= 2 ? count : 0;
}

/* Whether the words [first, end) have the LEN letters as initials; small words may be left out. */
static bool has_initials(const dl_reading *r, size_t first, size_t end, const char *letters,
                         size_t len)
{
    size_t used = 0;
    for (size_t i = first; i < end; i++) {
        size_t bytes;
        const char *text = dl_reading_bytes(r, i, &bytes);
        bool small = dl_reading_word(r, i)->shape == DL_SHAPE_LOWER;
        if (used < len && lower(*text) == letters[used])
            used++;
        else if (!small)
            return false;
    }
    return used == len;
}

/* Whether the word can stand within an organisation's name. */
static bool is_inner(const dl_reading *r, size_t i)
{
    const dl_word *word = dl_reading_word(r, i);
    bool joins = dl_word_joins(word) || word->gap == DL_GAP_COMMA || word->gap == DL_GAP_AND;
    return joins && !(word->flags & DL_WORD_POSSESSIVE && word->shape == DL_SHAPE_UPPER) &&
           (dl_word_is_capital(word) ||
            word->classes & (DL_CLASS_LINK | DL_CLASS_ARTICLE | DL_CLASS_IN));
}

/* Whether the words hold one that heads an organisation. */
static bool has_head(const dl_reading *r, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (r->hits[i][DL_ENTRY_ORG_WORD].words && dl_word_is_capital(dl_reading_word(r, i)))
            return true;
    return false;
}

static bool note_local(dl_reading *r, size_t word, const dl_entity *entity)
{
    uint32_t hash = dl_reading_word(r, word)->hash;
    for (size_t i = 0; i < r->locals.len; i++)
        if (r->locals.items[i].hash == hash)
            return true;
    return r->locals.len == LOCALS_MAX || dl_vec_push(&r->locals, ((dl_local){hash, entity}));
}

/* The expansion [first, end) of the acronym at WORD: the organisation that covers it, or a new
 * one. */
static bool add_expansion(dl_reading *r, size_t first, size_t end, size_t word)
{
    const dl_span *span = dl_reading_span(r, end - 1);
    if (span && span->end == end && span->first <= first &&
        span->entity->kind == DL_KIND_ORGANISATION)
        return note_local(r, word, span->entity);
    if (!has_head(r, first, end))
        return true;
    const char *name = dl_reading_text(r, first, end);
    const char *id = name ? dl_reading_id(r, "org/", name) : NULL;
    dl_span found = {.first = (uint32_t)first,
                     .end = (uint32_t)end,
                     .form = DL_FORM_NAME,
                     .rule = DL_RULE_EXPANSION,
                     .confidence = EXPANDED};
    found.entity = id ? dl_reading_entity(r, id, name, &found.listed) : NULL;
    bool added = false;
    if (!found.entity || !dl_reading_add(r, found, &added))
        return false;
    return !added || note_local(r, word, found.entity);
}

/* Whether the letters stand in the words of SPAN in that order, the first of them at its beginning (Schwartz and
 * Hearst 2003): "Harbour Workers' Union of Norway (HUN)". */
static bool abbreviates(const dl_reading *r, const dl_span *span, const char *letters, size_t len)
{
    size_t last;
    const char *text = dl_reading_bytes(r, span->first, &last);
    const char *end = dl_reading_bytes(r, span->end - 1, &last) + last;
    while (len > 1 && end > text + 1)
        len -= lower(*--end) == letters[len - 1];
    return len == 1 && lower(*text) == letters[0];
}

/* The organisation that ends before WORD, where one was found there already. */
static const dl_span *body_before(const dl_reading *r, size_t word)
{
    const dl_span *span = dl_reading_span(r, word - 1);
    return span && span->end == word && span->end - span->first > 1 &&
                   span->entity->kind == DL_KIND_ORGANISATION
               ? span
               : NULL;
}

/* "Name (ACRONYM)" with the acronym at WORD. */
static bool find_before(dl_reading *r, size_t word, const char *letters, size_t len)
{
    const dl_span *body = body_before(r, word);
    if (body && abbreviates(r, body, letters, len))
        return note_local(r, word, body->entity);
    for (size_t first = word; first-- > 0 && word - first <= EXPANSION_WORDS;) {
        if (first + 1 < word && !is_inner(r, first))
            return true;
        if (dl_word_is_capital(dl_reading_word(r, first)) &&
            has_initials(r, first, word, letters, len))
            return add_expansion(r, first, word, word);
        if (dl_reading_word(r, first)->flags & DL_WORD_FIRST)
            return true;
    }
    return true;
}

/* "ACRONYM (Name)" with the name from FIRST on. */
static bool find_after(dl_reading *r, size_t word, const char *letters, size_t len)
{
    size_t first = word + 1, end = first;
    if (dl_reading_word(r, first)->classes & DL_CLASS_ARTICLE)
        end = ++first;
    while (end - first < EXPANSION_WORDS && end < r->words.len &&
           dl_reading_word(r, end)->gap != DL_GAP_CLOSE && is_inner(r, end))
        end++;
    if (dl_reading_word(r, end)->gap != DL_GAP_CLOSE ||
        !has_initials(r, first, end + 1, letters, len))
        return true;
    return add_expansion(r, first, end + 1, word);
}

/* Makes each acronym that the text explains a mention of what it stands for. */
static bool apply_locals(dl_reading *r)
{
    for (size_t i = 0; i < r->words.len; i++) {
        const dl_word *word = &r->words.items[i];
        if (word->shape != DL_SHAPE_UPPER && word->shape != DL_SHAPE_MIXED)
            continue;
        size_t k = 0;
        while (k < r->locals.len && r->locals.items[k].hash != word->hash)
            k++;
        if (k == r->locals.len)
            continue;
        const dl_entity *entity = r->locals.items[k].entity;
        dl_span span = {.first = (uint32_t)i,
                        .end = (uint32_t)i + 1,
                        .entity = entity,
                        .form = DL_FORM_ACRONYM,
                        .rule = DL_RULE_EXPANSION,
                        .confidence = EXPANDED};
        const dl_span *old = dl_reading_span(r, i);
        if (old && old->end - old->first == 1 && old->entity != entity)
            r->spans.items[r->covered[i] - 1] = span;
        else if (!dl_reading_add(r, span, NULL))
            return false;
    }
    return true;
}

bool dl_find_expansions(dl_reading *r)
{
    for (size_t i = 0; i < r->words.len; i++) {
        char letters[ACRONYM_BYTES];
        const dl_word *word = dl_reading_word(r, i);
        bool bracketed =
            i > 0 && dl_reading_word(r, i - 1)->gap == DL_GAP_OPEN && word->gap == DL_GAP_CLOSE;
        if (!bracketed && word->gap != DL_GAP_OPEN)
            continue;
        size_t len = read_acronym(r, i, letters);
        if (len && !(bracketed ? find_before : find_after)(r, i, letters, len))
            return false;
    }
    return r->locals.len == 0 || apply_locals(r);
}
