/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names as Korea, China and Vietnam write them, the family name first: by a known family name and given names behind it that
 * are spelt as they are there; behind a title by two syllables with a hyphen alone ("Spokesperson Eom Tae-yong").
 */
#include "annotate/reading.h"

#define FAMILY_BYTES 6 /* of a family name that no list has, at most */

enum { BY_FAMILY = 82 };

bool dl_is_no_person(const dl_reading *r, size_t word)
{
    const dl_span *span = dl_reading_span(r, word);
    return span && span->entity->kind != DL_KIND_PERSON;
}

bool dl_is_second_syllable(const dl_reading *r, size_t word)
{
    size_t len, second_len;
    if (word == 0 || dl_reading_word(r, word)->shape != DL_SHAPE_LOWER ||
        dl_reading_word(r, word - 1)->gap != DL_GAP_HYPHEN ||
        !dl_is_name_word(dl_reading_word(r, word - 1)))
        return false;
    const char *first = dl_reading_bytes(r, word - 1, &len);
    const char *second = dl_reading_bytes(r, word, &second_len);
    return (dl_is_korean_given(first, len) && dl_is_korean_given(second, second_len)) ||
           (dl_is_hyphened_given(first, len) && dl_is_hyphened_given(second, second_len));
}

/* Whether a short family name is at WORD and two syllables with a hyphen between stand behind it. */
static bool has_two_syllables(const dl_reading *r, size_t word)
{
    const dl_word *family = dl_reading_word(r, word);
    size_t len = family->end - family->start;
    return family->shape == DL_SHAPE_CAPITAL && len <= FAMILY_BYTES &&
           (family->gap == DL_GAP_SPACE || family->gap == DL_GAP_LINE) &&
           !(family->flags & DL_WORD_POSSESSIVE) && dl_is_second_syllable(r, word + 2) &&
           !dl_is_no_person(r, word + 1);
}

size_t dl_family_first_words(const dl_reading *r, size_t word, bool titled)
{
    const dl_word *family = dl_reading_word(r, word);
    if (titled)
        return has_two_syllables(r, word) ? 3 : 0;
    size_t len;
    if (family->gap != DL_GAP_SPACE && family->gap != DL_GAP_LINE)
        return 0;
    const dl_word *one = dl_reading_word(r, word + 1), *two = dl_reading_word(r, word + 2);
    if (family->flags & DL_WORD_POSSESSIVE || !dl_is_name_word(one))
        return 0;
    const char *given = dl_reading_bytes(r, word + 1, &len);
    bool korean = family->classes & DL_CLASS_KOREAN && dl_is_korean_given(given, len);
    bool chinese = family->classes & DL_CLASS_CHINESE && dl_is_chinese_given(given, len);
    bool second = dl_word_joins(one) && !(one->flags & DL_WORD_POSSESSIVE) &&
                  (dl_is_name_word(two) || (one->gap == DL_GAP_HYPHEN && two->id != 0) ||
                   (one->gap == DL_GAP_HYPHEN && two->shape == DL_SHAPE_LOWER));
    if (second && (korean || chinese)) {
        const char *next = dl_reading_bytes(r, word + 2, &len);
        if (korean ? dl_is_korean_given(next, len) : dl_is_chinese_given(next, len))
            return 3;
    }
    if (second && family->classes & DL_CLASS_CHINESE && one->gap == DL_GAP_HYPHEN &&
        two->shape == DL_SHAPE_LOWER && dl_is_hyphened_given(given, one->end - one->start)) {
        const char *next = dl_reading_bytes(r, word + 2, &len);
        if (dl_is_hyphened_given(next, len))
            return 3;
    }
    if (second && family->classes & DL_CLASS_VIETNAMESE && dl_is_name_word(two)) {
        const dl_word *three = dl_reading_word(r, word + 3);
        return dl_word_joins(two) && dl_is_name_word(three) ? 4 : 3;
    }
    /* "Xi Jinping": two words are a name only in pinyin, with a given name of two syllables. */
    bool long_given = chinese && one->end - one->start >= 5 && !(one->classes & DL_CLASS_GIVEN);
    return long_given && !(family->classes & DL_CLASS_GIVEN) ? 2 : 0;
}

bool dl_find_family_first(dl_reading *r, size_t word, size_t *ret_end)
{
    const dl_word *family = dl_reading_word(r, word);
    if (!(family->classes & (DL_CLASS_KOREAN | DL_CLASS_CHINESE | DL_CLASS_VIETNAMESE)) ||
        !dl_is_name_word(family))
        return true;
    size_t words = dl_family_first_words(r, word, false);
    for (size_t i = 0; i < words; i++)
        if (dl_is_no_person(r, word + i) || dl_reading_word(r, word + i)->flags & DL_WORD_STRANGE)
            return true;
    if (!words || dl_reading_word(r, word + words - 1)->classes & DL_CLASS_NOT_PERSON)
        return true;
    dl_span span = {.first = (uint32_t)word,
                    .end = (uint32_t)(word + words),
                    .rule = DL_RULE_FAMILY_FIRST,
                    .confidence = BY_FAMILY,
                    .family_first = true};
    *ret_end = word + words;
    return dl_add_person(r, span);
}
