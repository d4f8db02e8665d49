/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a person's name ends in a headline that writes each word with a capital, or all in capitals, so that
 * letter case tells nothing: before a title ("Xi Greets Prime Minister Albanese"), behind a word that is a
 * surname of the text or of somebody in office, and before a word that the word lists know and not as a name
 * ("Meets"). What is left is no more than two words.
 */
#include "annotate/reading.h"

#define HEADLINE_WORDS 24 /* of a title that are looked through for letter case */

/* Whether the word is one that letter case tells of: in lower case, and no small one. */
static bool is_lower(const dl_word *w)
{
    return w->shape == DL_SHAPE_LOWER && !(w->classes & DL_CLASS_FUNCTION);
}

/* Whether the sentence of the document's title has no word in lower case but small ones: "Biden Visits Hanoi" is too short
 * to be told by the number of its capitals. */
static bool is_all_capitals(const dl_reading *r, size_t word)
{
    if (dl_reading_word(r, word)->flags & DL_WORD_BODY)
        return false;
    for (size_t i = word; i > 0 && !(dl_reading_word(r, i)->flags & DL_WORD_FIRST); i--)
        if (i + HEADLINE_WORDS < word || is_lower(dl_reading_word(r, i - 1)))
            return false;
    for (size_t i = word; i < word + HEADLINE_WORDS && i < r->words.len; i++) {
        const dl_word *w = dl_reading_word(r, i);
        if (i > word && w->flags & (DL_WORD_FIRST | DL_WORD_BODY))
            return i > word + 1;
        if (is_lower(w))
            return false;
    }
    return true;
}

bool dl_is_headline(const dl_reading *r, size_t word)
{
    return dl_reading_word(r, word)->flags & (DL_WORD_TITLED | DL_WORD_CAPITALS) ||
           is_all_capitals(r, word);
}

/* Whether WORD is a surname by which a name ends: of the text, or of somebody in office. */
static bool is_surname(const dl_reading *r, size_t word)
{
    uint8_t confidence;
    const dl_word *w = dl_reading_word(r, word);
    if (w->gap == DL_GAP_HYPHEN ||
        w->classes & (DL_CLASS_GIVEN | DL_CLASS_KOREAN | DL_CLASS_CHINESE | DL_CLASS_VIETNAMESE))
        return false;
    return dl_is_called(r, w->hash, DL_ANY) ||
           (r->input->day != DL_DAY_NONE && dl_holder_alone(r, word, &confidence));
}

/* Whether the word, which stands in a name's place, is a common one and nobody's name; before "said" it is none. */
static bool is_verb(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *next = dl_reading_word(r, word + 1);
    bool hyphened = dl_reading_word(r, word - 1)->gap == DL_GAP_HYPHEN;
    bool said = dl_word_joins(w) && next->shape == DL_SHAPE_LOWER && next->classes & DL_CLASS_SAY;
    bool name = w->shape == DL_SHAPE_INITIAL || w->classes & DL_CLASS_GIVEN ||
                dl_is_listed_surname(r, word);
    return !hyphened && !said && !name && dl_reading_is_common(r, word);
}

/* In a sentence that capitalises each word a run is no name for its capitals: END is drawn back to
 * two words (what is joined by a hyphen, an initial or a particle not counted), unless the run is
 * short and ends at a mark. */
static size_t cut_titled(const dl_reading *r, size_t first, size_t end)
{
    if (!(dl_reading_word(r, first)->flags & DL_WORD_TITLED) ||
        (end - first <= 3 && !dl_word_joins(dl_reading_word(r, end - 1))))
        return end;
    size_t full = 1;
    for (size_t i = first + 1; i < end; i++) {
        bool joined = dl_reading_word(r, i - 1)->gap == DL_GAP_HYPHEN;
        full += dl_is_name_word(dl_reading_word(r, i)) && !joined;
        if (full > 2)
            return i;
    }
    return end;
}

size_t dl_headline_cut(const dl_reading *r, size_t first, size_t end)
{
    if (!dl_is_headline(r, first))
        return end;
    if (is_surname(r, first))
        return first + 1;
    if (is_verb(r, first))
        return first;
    for (size_t i = first + 1; i < end; i++)
        if (dl_reading_word(r, i)->flags & DL_WORD_TITLE || is_verb(r, i))
            return i;
    return end;
}

size_t dl_headline_end(const dl_reading *r, size_t first, size_t end)
{
    size_t cut = dl_headline_cut(r, first, end);
    return cut == first ? first : cut_titled(r, first, cut);
}
