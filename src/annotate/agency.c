/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An agency, listed or not, where a text says whose it is: between slashes or in brackets behind the
 * dateline ("OSLO, March 2 /Nordwire/."), or in brackets alone at its end. What is called so elsewhere in
 * the text is that agency.
 */
#include <string.h>

#include "annotate/home.h"

enum { SAID = 84 };

#define NAME_WORDS 4       /* of an agency that is no single word, at most */
#define DATELINE_BYTES 160 /* of a body, that its dateline ends within */

bool dl_is_enclosed(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    const char *text = r->texts[DL_FIELD_BODY];
    if (!(w->flags & DL_WORD_BODY) || w->start == 0)
        return false;
    char before = text[w->start - 1], after = text[w->end];
    return (before == '/' && after == '/') || (before == '(' && after == ')');
}

/* Whether only what datelines are made of stands before WORD in the body: places, days, numbers. */
static bool is_after_dateline(const dl_reading *r, size_t word)
{
    if (dl_reading_word(r, word)->start > DATELINE_BYTES)
        return false;
    bool place = false;
    for (size_t i = word; i-- > 0 && dl_reading_word(r, i)->flags & DL_WORD_BODY;) {
        const dl_word *w = dl_reading_word(r, i);
        const dl_span *span = dl_reading_span(r, i);
        bool named =
            span && (span->entity->kind == DL_KIND_PLACE || span->entity->kind == DL_KIND_COUNTRY);
        place = place || named;
        if (!named && w->shape != DL_SHAPE_OTHER && w->shape != DL_SHAPE_UPPER &&
            !(w->classes & DL_CLASS_DATE))
            return false;
    }
    return place;
}

/* Whether WORD is a paragraph by itself. */
static bool is_alone(const dl_reading *r, size_t word)
{
    return word > 0 && dl_reading_word(r, word - 1)->gap == DL_GAP_BREAK &&
           dl_reading_word(r, word)->gap == DL_GAP_BREAK;
}

/* Whether WORD can be a word of an agency's name that nothing else explains. */
static bool is_own_word(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    const dl_span *span = dl_reading_span(r, word);
    return (!span || span->rule == DL_RULE_AGENCY) &&
           !(w->flags & (DL_WORD_STRANGE | DL_WORD_CAPITALS)) &&
           !(w->classes & (DL_CLASS_DATE | DL_CLASS_FUNCTION)) && dl_word_is_capital(w) &&
           w->shape != DL_SHAPE_INITIAL;
}

/* Where the name of several words ends that begins at WORD and fills brackets; WORD where none does. */
static size_t end_of_name(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    size_t end = word, len = 0;
    const char *last = "";
    if (!(w->flags & DL_WORD_BODY) || w->start == 0 || r->texts[DL_FIELD_BODY][w->start - 1] != '(')
        return word;
    while (end < word + NAME_WORDS && end < r->words.len && is_own_word(r, end)) {
        last = dl_reading_bytes(r, end, &len);
        if (!dl_word_joins(dl_reading_word(r, end++)))
            break;
    }
    return end > word + 1 && last[len] == ')' ? end : word;
}

/* The first word of the agency that the text says it is of; *RET_END is behind its last. */
static size_t find_agency(const dl_reading *r, size_t *ret_end)
{
    for (size_t i = 0; i < r->words.len; i++) {
        if (!is_own_word(r, i))
            continue;
        bool single = dl_is_enclosed(r, i);
        *ret_end = single ? i + 1 : end_of_name(r, i);
        if (*ret_end > i && (is_after_dateline(r, i) || (single && is_alone(r, i))))
            return i;
    }
    return *ret_end = r->words.len;
}

/* Gives SPAN its entity: the agency that is LISTED, or one by the name of the words [first, end). */
static bool name_agency(dl_reading *r, size_t first, size_t end, const dl_listed *listed,
                        dl_span *span)
{
    if (listed) {
        span->listed = listed;
        span->entity = &listed->entity;
        return true;
    }
    const char *name = dl_reading_text(r, first, end);
    const char *id = name ? dl_reading_id(r, "org/", name) : NULL;
    span->entity = id ? dl_reading_entity(r, id, name, &span->listed) : NULL;
    return span->entity;
}

/* Whether the words at WORD are those of [first, end), and nothing else. */
static bool is_again(const dl_reading *r, size_t word, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        const dl_word *w = dl_reading_word(r, word + i - first);
        if (w->hash != dl_reading_word(r, i)->hash || !dl_word_is_capital(w) ||
            dl_reading_span(r, word + i - first) || (i + 1 < end && !dl_word_joins(w)))
            return false;
    }
    return true;
}

bool dl_find_agency(dl_reading *r)
{
    size_t end, first = find_agency(r, &end);
    const dl_entry *entry = end == first + 1 ? dl_agency_at(r, first) : NULL;
    const dl_listed *listed = entry ? &r->gazetteer->entities.items[entry->subject] : NULL;
    for (size_t i = 0; first < end && i < r->words.len; i++) {
        bool acronym = end == first + 1 && dl_reading_word(r, i)->shape == DL_SHAPE_UPPER;
        dl_span span = {.first = (uint32_t)i,
                        .end = (uint32_t)(i + end - first),
                        .form = acronym ? DL_FORM_ACRONYM : DL_FORM_NAME,
                        .rule = DL_RULE_AGENCY,
                        .confidence = SAID};
        if (is_again(r, i, first, end) &&
            (!name_agency(r, first, end, listed, &span) || !dl_reading_add(r, span, NULL)))
            return false;
    }
    return true;
}
