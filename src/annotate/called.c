/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * By which words of their full names, but the last, the persons of a text may be called: the last but one, which is the
 * first of two surnames in many countries; any between the first and the last; the first, where given names stand
 * alone ("Nahid" for Nahid Islam). One table of all those words, with open addressing, tells whose each is, so that
 * nobody walks the names once for each word.
 */
#include <stdlib.h>

#include "annotate/reading.h"

#define CALLED_BYTES 3 /* of a word that somebody is called by, at least */

enum { SECOND = 68, GIVEN = 60 };

/* The slot of the word HASH, or the free one where it would go. */
static dl_called *find_slot(const dl_reading *r, uint32_t hash)
{
    size_t slot = hash & (r->called_size - 1);
    while (r->called[slot].hash && r->called[slot].hash != hash)
        slot = (slot + 1) & (r->called_size - 1);
    return &r->called[slot];
}

/* Whether somebody can be called by the word at all, as it is written in her name. */
static bool is_calling(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    return w->hash && w->end - w->start >= CALLED_BYTES && dl_is_name_word(w) &&
           !(w->classes & DL_CLASS_PARTICLE) && !(w->flags & DL_WORD_TITLE);
}

static void note_word(dl_reading *r, size_t word, dl_call call, const dl_span *full)
{
    dl_called *slot = find_slot(r, dl_reading_word(r, word)->hash);
    slot->hash = dl_reading_word(r, word)->hash;
    if (!slot->whose[call])
        slot->whose[call] = full->first + 1;
    else if (dl_reading_span(r, slot->whose[call] - 1)->entity != full->entity)
        slot->several[call] = true;
}

static void note_name(dl_reading *r, const dl_span *full)
{
    size_t words = full->end - full->first;
    bool suffix = words > 2 && dl_is_suffix(r, full->end - 1);
    size_t second = full->end - (suffix ? 3 : 2);
    if (!full->family_first && is_calling(r, full->first))
        note_word(r, full->first, DL_CALL_FIRST, full);
    for (size_t i = full->first + 1; i + 1 < full->end; i++)
        if (dl_reading_word(r, i)->hash)
            note_word(r, i, DL_CALL_WITHIN, full);
    if (!full->family_first && second > full->first && second < full->end &&
        is_calling(r, second) && !(dl_reading_word(r, second)->classes & DL_CLASS_GIVEN))
        note_word(r, second, DL_CALL_SECOND, full);
}

/* The full name that NAMESAKE was noted of; NULL where something else stands there by now. */
static const dl_span *full_name(const dl_reading *r, const dl_namesake *namesake)
{
    const dl_span *full = dl_reading_span(r, namesake->word);
    return full && full->first == namesake->word && full->end - full->first > 1 &&
                   full->entity == namesake->entity
               ? full
               : NULL;
}

bool dl_note_called(dl_reading *r)
{
    size_t words = 0, size = 16;
    for (size_t i = 0; i < r->namesakes.len; i++) {
        const dl_span *full = full_name(r, &r->namesakes.items[i]);
        words += full ? full->end - full->first : 0;
    }
    while (size < words * 2)
        size *= 2;
    free(r->called);
    r->called = calloc(size, sizeof *r->called);
    r->called_size = size;
    for (size_t i = 0; r->called && words && i < r->namesakes.len; i++) {
        const dl_span *full = full_name(r, &r->namesakes.items[i]);
        if (full)
            note_name(r, full);
    }
    return r->called;
}

const dl_span *dl_find_called(const dl_reading *r, uint32_t hash, dl_call call)
{
    if (!hash || !r->called)
        return NULL;
    const dl_called *slot = find_slot(r, hash);
    return slot->several[call] || !slot->whose[call] ? NULL
                                                     : dl_reading_span(r, slot->whose[call] - 1);
}

bool dl_is_given_here(const dl_reading *r, uint32_t hash)
{
    return hash && r->called && find_slot(r, hash)->whose[DL_CALL_FIRST];
}

bool dl_is_speaker(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *next = dl_reading_word(r, word + 1);
    const dl_word *before = dl_reading_before(r, word);
    if (dl_word_joins(w) && !(w->flags & DL_WORD_POSSESSIVE) && next->shape == DL_SHAPE_LOWER &&
        next->classes & DL_CLASS_SAY)
        return true;
    return before && before->classes & DL_CLASS_SAY && before->shape == DL_SHAPE_LOWER &&
           word > 1 && dl_reading_word(r, word - 2)->gap == DL_GAP_OTHER;
}

/* Whether the word, which is one of somebody's full name, can stand for her: it is no other listed name or title, nobody
 * else's surname, and no common word. */
static bool is_callable(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    return dl_is_surname_shape(w) && !r->hits[word][DL_ENTRY_ALIAS].words &&
           !(w->flags & DL_WORD_TITLE) && !dl_is_called(r, w->hash, DL_ANY) &&
           !dl_is_listed_surname(r, word) && !dl_seen_lower(r, w) &&
           !dl_reading_is_common(r, word) && dl_is_surname_here(r, word);
}

/* A person by the last but one word of her name, or, SPEAKERS, by the first, where she says something. */
static bool add_called(dl_reading *r, size_t word, bool speakers)
{
    uint32_t hash = dl_reading_word(r, word)->hash;
    const dl_span *by_second = dl_find_called(r, hash, DL_CALL_SECOND);
    const dl_span *full =
        by_second || !speakers ? by_second : dl_find_called(r, hash, DL_CALL_FIRST);
    if (!full || dl_is_opening_word(r, word, full->first) ||
        (speakers && !dl_is_speaker(r, word)) || !is_callable(r, word) ||
        dl_has_neighbour(r, word, word))
        return true;
    dl_span span = {.first = (uint32_t)word,
                    .end = (uint32_t)word + 1,
                    .entity = full->entity,
                    .form = DL_FORM_SURNAME,
                    .rule = DL_RULE_SURNAME,
                    .confidence = by_second ? SECOND : GIVEN};
    return dl_reading_add(r, span, NULL);
}

bool dl_find_called_persons(dl_reading *r, bool speakers)
{
    for (size_t i = 0; i < r->words.len; i++)
        if (!r->covered[i] && dl_word_is_capital(&r->words.items[i]) && !add_called(r, i, speakers))
            return false;
    return true;
}
