/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An agency that nobody listed, where a text says whose it is: between slashes or in brackets behind the
 * dateline ("OSLO, March 2 /Nordwire/."), or in brackets alone at its end. What is called so elsewhere in
 * the text is that agency.
 */
#include <string.h>

#include "annotate/home.h"

enum { SAID = 84 };

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

static const dl_word *find_agency(const dl_reading *r)
{
    for (size_t i = 0; i < r->words.len; i++) {
        const dl_word *w = dl_reading_word(r, i);
        const dl_span *span = dl_reading_span(r, i);
        bool name = (!span || span->rule == DL_RULE_AGENCY) &&
                    !(w->flags & (DL_WORD_STRANGE | DL_WORD_CAPITALS)) &&
                    !(w->classes & (DL_CLASS_DATE | DL_CLASS_FUNCTION)) && dl_word_is_capital(w) &&
                    w->shape != DL_SHAPE_INITIAL;
        if (name && dl_is_enclosed(r, i) && (is_after_dateline(r, i) || is_alone(r, i)))
            return w;
    }
    return NULL;
}

/* Gives SPAN its entity: the agency that is LISTED, or one by the name that WORD is. */
static bool name_agency(dl_reading *r, size_t word, const dl_listed *listed, dl_span *span)
{
    if (listed) {
        span->listed = listed;
        span->entity = &listed->entity;
        return true;
    }
    const char *name = dl_reading_text(r, word, word + 1);
    const char *id = name ? dl_reading_id(r, "org/", name) : NULL;
    span->entity = id ? dl_reading_entity(r, id, name, &span->listed) : NULL;
    return span->entity;
}

bool dl_find_agency(dl_reading *r)
{
    const dl_word *agency = find_agency(r);
    const dl_entry *entry = agency ? dl_agency_at(r, (size_t)(agency - r->words.items)) : NULL;
    const dl_listed *listed = entry ? &r->gazetteer->entities.items[entry->subject] : NULL;
    for (size_t i = 0; agency && i < r->words.len; i++) {
        const dl_word *w = dl_reading_word(r, i);
        if (w->hash != agency->hash || !dl_word_is_capital(w) || r->covered[i])
            continue;
        dl_span span = {.first = (uint32_t)i,
                        .end = (uint32_t)i + 1,
                        .form = w->shape == DL_SHAPE_UPPER ? DL_FORM_ACRONYM : DL_FORM_NAME,
                        .rule = DL_RULE_AGENCY,
                        .confidence = SAID};
        if (!name_agency(r, (size_t)(agency - r->words.items), listed, &span) ||
            !dl_reading_add(r, span, NULL))
            return false;
    }
    return true;
}
