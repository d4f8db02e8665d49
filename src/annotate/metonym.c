/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A capital's name stands for the government ("Moscow denies", "talks between Oslo and Riga") or
 * for the town (in a dateline, after "in", after a verb of motion, before "region"). The signs of
 * the town are looked for, one small rule each; where there is none, it is the government: news of
 * politics is what is read here.
 */
#include <string.h>

#include "annotate/metonym.h"

#define MOTION_REACH 4 /* words before "to" or "from" in which a verb of motion counts */

/* Whether the words stand at the head of a field as the place of a dateline: "MOSCOW, Feb 3",
 * "SEOUL (Agency)", "KYIV - ", "LONDON/PARIS", or are the place that the document names. */
static bool in_dateline(const dl_reading *r, size_t first, size_t end)
{
    const dl_word *w = dl_reading_word(r, first);
    if (first > 0 && dl_reading_word(r, first - 1)->gap == DL_GAP_SLASH &&
        w->shape == DL_SHAPE_UPPER) {
        const dl_span *other = dl_reading_span(r, first - 1);
        return other && other->entity->kind == DL_KIND_PLACE &&
               dl_reading_word(r, other->first)->flags & DL_WORD_FIRST;
    }
    if (!(w->flags & DL_WORD_FIRST) || !(w->flags & DL_WORD_BODY))
        return false;
    const dl_word *last = dl_reading_word(r, end - 1), *next = dl_reading_word(r, end);
    bool parted = last->gap == DL_GAP_OPEN || last->gap == DL_GAP_SLASH ||
                  (last->gap == DL_GAP_COMMA &&
                   (next->classes & DL_CLASS_DATE || next->shape == DL_SHAPE_OTHER)) ||
                  (last->gap == DL_GAP_OTHER && w->shape == DL_SHAPE_UPPER);
    if (parted && w->shape == DL_SHAPE_UPPER)
        return true;
    const char *place = r->input->place;
    size_t len = last->end - w->start;
    return place && w->start < 200 && strlen(place) == len &&
           memcmp(place, r->texts[DL_FIELD_BODY] + w->start, len) == 0;
}

/* Whether a verb or noun of motion stands shortly before WORD in the same sentence. */
static bool after_motion(const dl_reading *r, size_t word)
{
    for (size_t i = 0; i < MOTION_REACH && word > i; i++) {
        if (dl_reading_word(r, word - i)->flags & DL_WORD_FIRST)
            return false;
        if (dl_reading_word(r, word - i - 1)->classes & DL_CLASS_MOTION)
            return true;
    }
    return false;
}

static bool is_text(const dl_reading *r, size_t word, const char *lower)
{
    size_t len;
    const char *text = dl_reading_bytes(r, word, &len);
    if (len != strlen(lower))
        return false;
    for (size_t i = 0; i < len; i++)
        if ((text[i] | 0x20) != lower[i])
            return false;
    return true;
}

static bool place_before(const dl_reading *r, size_t first)
{
    const dl_word *before = dl_reading_before(r, first);
    const dl_word *street = first > 0 ? dl_reading_word(r, first - 1) : NULL;
    if (street && street->classes & DL_CLASS_FEATURE && dl_word_is_capital(street) &&
        (dl_word_joins(street) || street->gap == DL_GAP_COMMA))
        return true; /* "5 Harbour Road, Copenhagen" */
    if (!before)     /* "the capital, Minsk" */
        return first > 0 && dl_reading_word(r, first - 1)->gap == DL_GAP_COMMA &&
               is_text(r, first - 1, "capital");
    if (before->classes & DL_CLASS_IN)
        return true;
    if (before->classes & DL_CLASS_PLACE_OF)
        return true;
    if (before->classes & DL_CLASS_OF) {
        const dl_word *head = dl_reading_before(r, first - 1);
        return head && head->classes & DL_CLASS_PLACE_OF;
    }
    if (is_text(r, first - 1, "to") || is_text(r, first - 1, "from") ||
        is_text(r, first - 1, "for"))
        return after_motion(r, first - 1);
    return before->classes & DL_CLASS_MOTION && before->shape == DL_SHAPE_LOWER;
}

static bool place_after(const dl_reading *r, size_t first, size_t end)
{
    const dl_word *last = dl_reading_word(r, end - 1), *next = dl_reading_word(r, end);
    if (last->gap == DL_GAP_HYPHEN)
        return is_text(r, end, "based") || is_text(r, end, "born");
    if (dl_word_joins(last))
        return next->classes & DL_CLASS_SITE;
    if (last->gap != DL_GAP_COMMA)
        return false;
    /* "Moscow, Russia", "London, Ontario" but not "Moscow, Kiev and Minsk" */
    size_t words;
    const dl_listed *country = dl_country_at(r, end, &words);
    if (!country)
        return false;
    const dl_word *closing = dl_reading_word(r, end + words - 1);
    for (uint32_t i = r->hits[first][DL_ENTRY_ALIAS].entry; i;
         i = r->gazetteer->entries.items[i].next)
        if (&r->gazetteer->entities.items[r->gazetteer->entries.items[i].subject] == country)
            return closing->gap != DL_GAP_SPACE || !is_text(r, end + words, "and");
    return false;
}

bool dl_capital_is_place(const dl_reading *r, size_t first, size_t end, bool *ret_sure)
{
    *ret_sure = true;
    if (in_dateline(r, first, end) || place_before(r, first) || place_after(r, first, end))
        return true;
    const dl_word *last = dl_reading_word(r, end - 1), *next = dl_reading_word(r, end);
    *ret_sure = dl_word_joins(last) && next->classes & DL_CLASS_SAY;
    return false;
}
