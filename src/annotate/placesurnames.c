/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Surnames that are names of countries and towns: "Montenegro said he was glad", after Luís Montenegro. What the gazetteer
 * is sure of was found before the persons were; where somebody of the text bears the word it is asked again. What stands
 * as only a place does stays; what stands as a person does is hers; then the rest is the place, uncertain, where the text speaks of that
 * otherwise, and else hers, uncertain.
 */
#include <stdlib.h>

#include "annotate/reading.h"
#include "dateline/vec.h"

#define SPEECH_WORDS 10 /* behind who speaks that are looked through for "he" */

enum { SURE = 78, UNSURE = 40 };

typedef enum sign { SIGN_NONE, SIGN_PLACE, SIGN_PERSON } sign;

/* Whether a country or a place stands at WORD. */
static bool is_place(const dl_reading *r, size_t word)
{
    const dl_span *span = dl_reading_span(r, word);
    return span && (span->entity->kind == DL_KIND_COUNTRY || span->entity->kind == DL_KIND_PLACE);
}

/* Whether the word stands in a list of places, or behind one and a comma. */
static bool is_among_places(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    if (w->gap == DL_GAP_COMMA
            ? is_place(r, word + 1)
            : dl_word_joins(w) && dl_is_word_of(r, word + 1, " and ") && is_place(r, word + 2))
        return true;
    if (word > 0 && dl_reading_word(r, word - 1)->gap == DL_GAP_COMMA)
        return is_place(r, word - 1);
    return word > 1 && dl_reading_before(r, word) && dl_is_word_of(r, word - 1, " and ") &&
           is_place(r, word - 2);
}

bool dl_stands_as_place(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *next = dl_reading_word(r, word + 1);
    const dl_word *before = dl_reading_before(r, word);
    const dl_word *further = before ? dl_reading_before(r, word - 1) : NULL;
    if (w->flags & DL_WORD_POSSESSIVE && next->classes & DL_CLASS_STATE)
        return true;
    if (!before || !further)
        return before && before->classes & (DL_CLASS_IN | DL_CLASS_MOTION | DL_CLASS_PLACE_OF);
    return before->classes & (DL_CLASS_IN | DL_CLASS_MOTION | DL_CLASS_PLACE_OF) ||
           (before->classes & DL_CLASS_OF && further->classes & DL_CLASS_STATE) ||
           (further->classes & DL_CLASS_MOTION && dl_is_word_of(r, word - 1, " to "));
}

/* What "he" or "it" tells of the word that speaks. */
static sign sign_of_speech(const dl_reading *r, size_t word)
{
    for (size_t i = word + 2; i < word + SPEECH_WORDS && i < r->words.len; i++) {
        const dl_word *w = dl_reading_word(r, i);
        if (w->flags & DL_WORD_FIRST || (dl_word_is_capital(w) && !(w->classes & DL_CLASS_DATE)))
            return SIGN_NONE;
        if (dl_is_word_of(r, i, " he she his her him "))
            return SIGN_PERSON;
        if (dl_is_word_of(r, i, " it its "))
            return SIGN_PLACE;
    }
    return SIGN_NONE;
}

static sign find_sign(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *next = dl_reading_word(r, word + 1);
    const dl_word *before = dl_reading_before(r, word);
    if (before && before->flags & DL_WORD_TITLE)
        return SIGN_PERSON;
    if (dl_stands_as_place(r, word) || is_among_places(r, word))
        return SIGN_PLACE;
    if (w->gap == DL_GAP_COMMA && next->shape == DL_SHAPE_OTHER && next->gap == DL_GAP_COMMA &&
        next->end - next->start == 2)
        return SIGN_PERSON; /* her age */
    if (w->gap == DL_GAP_HYPHEN)
        return SIGN_PLACE;
    if (dl_is_word_of(r, word + 1, " was ") && dl_is_word_of(r, word + 2, " born "))
        return SIGN_PERSON;
    bool says =
        dl_word_joins(w) && !(w->flags & DL_WORD_POSSESSIVE) && next->classes & DL_CLASS_SAY;
    return says ? sign_of_speech(r, word) : SIGN_NONE;
}

/* Whether the one word of SPAN is a listed place's name that somebody of the text bears. */
static bool is_borne(const dl_reading *r, const dl_span *span)
{
    const dl_word *w = dl_reading_word(r, span->first);
    bool place = span->entity->kind == DL_KIND_COUNTRY || span->entity->kind == DL_KIND_PLACE;
    return !span->dropped && place && span->listed && span->end - span->first == 1 &&
           (span->form == DL_FORM_NAME || span->form == DL_FORM_METONYM) &&
           !(w->flags & (DL_WORD_CAPITALS | DL_WORD_TITLED)) && w->flags & DL_WORD_BODY &&
           dl_is_called(r, w->hash, DL_ANY);
}

/* How often the text surely names the place at WORD. */
static uint32_t *evidence_of(dl_reading *r, size_t word)
{
    return &r->evidence[dl_reading_span(r, word)->listed - r->gazetteer->entities.items];
}

/* Makes the word the person's who bears it. */
static bool give(dl_reading *r, size_t word, uint8_t most)
{
    size_t count;
    uint8_t confidence;
    const dl_namesake *all = dl_find_namesakes(r, dl_reading_word(r, word)->hash, &count);
    if (!all)
        return true;
    const dl_namesake *picked = dl_pick_namesake(r, all, count, word, &confidence);
    dl_note_meant(r, picked, confidence < most ? confidence : most);
    uint32_t *evidence = evidence_of(r, word);
    *evidence -= *evidence > 0;
    dl_reading_drop(r, word);
    dl_span span = {.first = (uint32_t)word,
                    .end = (uint32_t)word + 1,
                    .entity = picked->entity,
                    .form = DL_FORM_SURNAME,
                    .rule = DL_RULE_SURNAME,
                    .confidence = confidence < most ? confidence : most};
    return dl_reading_add(r, span, NULL);
}

/* Whether the text has called somebody by the word alone for sure. */
static bool is_calling(const dl_reading *r, size_t word)
{
    size_t count, i = 0;
    const dl_namesake *all = dl_find_namesakes(r, dl_reading_word(r, word)->hash, &count);
    while (i < count && !all[i].called)
        i++;
    return i < count;
}

bool dl_find_place_surnames(dl_reading *r)
{
    struct {
        uint32_t *items;
        size_t len, size;
    } open = {0}; /* words of which nothing tells */
    bool ok = true;
    for (size_t s = 0, spans = r->spans.len; ok && s < spans; s++) {
        const dl_span *span = &r->spans.items[s];
        if (!is_borne(r, span))
            continue;
        uint32_t word = span->first;
        sign found = find_sign(r, word);
        if (found == SIGN_PERSON)
            ok = give(r, word, SURE);
        else if (found == SIGN_NONE && span->confidence >= DL_CONFIDENCE_UNSURE)
            ok = dl_vec_push(&open, word);
    }
    size_t asked = 0;
    for (size_t i = 0; ok && i < open.len; i++) {
        if (!is_calling(r, open.items[i]))
            continue;
        open.items[asked++] = open.items[i];
        uint32_t *evidence = evidence_of(r, open.items[i]);
        *evidence -= *evidence > 0;
    }
    for (size_t i = 0; ok && i < asked; i++) { /* what evidence is left is of other words */
        if (*evidence_of(r, open.items[i]))
            r->spans.items[r->covered[open.items[i]] - 1].confidence = UNSURE;
        else
            ok = give(r, open.items[i], UNSURE);
    }
    free(open.items);
    return ok;
}
