/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Points that belong to a word. Whether "Gen." or "U.S." is followed by the rest of its sentence cannot
 * be told from the word; but a name or another noun follows far more often than not, and the words
 * that begin most sentences are few. So a list of words written short, and one of words that begin
 * sentences, decide.
 */
#include <string.h>

#include "base/sentence.h"
#include "base/utf8.h"
#include "dateline/text.h"

#define WORD_MAX 24 /* bytes: longer than any word in the lists */

typedef enum short_kind { NONE, TITLE, NUMBERED, OTHER } short_kind;

/* The kind of the word of LEN bytes as a word written short. */
static short_kind find_short(const char *word, size_t len)
{
    static const struct {
        const char *word;
        short_kind kind;
    } words[] = {
#define DL_ABBREVIATION(word, kind) {word, kind},
#include "dateline/abbreviations.def"
#undef DL_ABBREVIATION
    };
    if (len > WORD_MAX)
        return NONE;
    dl_str folded;
    dl_str_init(&folded);
    dl_text_fold(&folded, word, len);
    short_kind kind = NONE;
    for (size_t i = 0; kind == NONE && i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].word, folded.text) == 0)
            kind = words[i].kind;
    dl_str_release(&folded);
    return kind;
}

/* Whether LIST, words parted by blanks, holds the LEN bytes at WORD. */
static bool holds(const char *list, const char *word, size_t len)
{
    for (const char *at = list; (at = strstr(at, " ")) && at[1];) {
        at++;
        if (strncmp(at, word, len) == 0 && at[len] == ' ')
            return true;
    }
    return false;
}

static bool begins_sentences(const char *word, size_t len)
{
    return len > 0 && len <= WORD_MAX &&
           holds(
               " The A An He She It They We I You This That These Those There Then In On At By For"
               " From With But And Yet So As If When While After Before Since Although However"
               " Both His Her Its Their Our My Some Many Most No Not What Who Why How Where"
               " According Speaking Earlier Later Meanwhile Asked Under Over During Despite"
               " Der Die Das Er Sie Es Wir Ein Eine Nach Im Am Le La Les Il Elle Ils Un Une Dans"
               " El Los Las Ella Por En Según В На Он Она Они Это По Мы И Но Как ",
               word, len);
}

static bool is_letter(dl_sentence_class class)
{
    return class == DL_SENTENCE_LOWER || class == DL_SENTENCE_UPPER || class == DL_SENTENCE_OLETTER;
}

/* Bytes of the run of letters at POS. */
static size_t word_len(const char *text, size_t len, size_t pos)
{
    size_t end = pos;
    for (dl_sentence_glyph glyph; end < len; end = glyph.end) {
        glyph = dl_sentence_read(text, len, end);
        if (!is_letter(glyph.class))
            break;
    }
    return end - pos;
}

/* Where the run of letters begins that ends at STOP; stores how many they are. */
static size_t word_start(const char *text, size_t len, size_t stop, size_t *ret_letters)
{
    size_t start = stop;
    *ret_letters = 0;
    while (start > 0 && stop - start <= WORD_MAX) {
        size_t pos = dl_sentence_back(text, len, start);
        if (!is_letter(dl_sentence_read(text, len, pos).class))
            break;
        start = pos;
        ++*ret_letters;
    }
    return start;
}

/* Whether a single letter of this kind may be an initial: one with case, or an Arabic one. */
static bool is_initial(dl_sentence_glyph glyph)
{
    return glyph.class == DL_SENTENCE_UPPER || glyph.class == DL_SENTENCE_LOWER ||
           (glyph.cp >= 0x0620 && glyph.cp <= 0x064A);
}

/* Whether the digits that end at STOP are the day of a date whose month follows at NEXT, as German
 * writes it. */
static bool is_ordinal(const char *text, size_t len, size_t stop, size_t next)
{
    size_t digits = 0;
    while (digits < 3 && stop > digits && text[stop - digits - 1] >= '0' &&
           text[stop - digits - 1] <= '9')
        digits++;
    size_t word = word_len(text, len, next);
    return (digits == 1 || digits == 2) && word > 0 && word <= WORD_MAX &&
           holds(" Januar Jänner Februar März April Mai Juni Juli August September Oktober November"
                 " Dezember Jahrhundert Jahrhunderts ",
                 text + next, word);
}

bool dl_sentence_is_short(const char *text, size_t len, size_t stop, size_t next)
{
    size_t letters, start = word_start(text, len, stop, &letters);
    if (letters == 0)
        return is_ordinal(text, len, stop, next);
    short_kind kind = find_short(text + start, stop - start);
    if (letters == 1 && is_initial(dl_sentence_read(text, len, start)))
        kind = OTHER;
    if (kind == NONE || kind == TITLE)
        return kind == TITLE;
    dl_sentence_glyph follows = dl_sentence_read(text, len, next);
    for (; follows.class == DL_SENTENCE_CLOSE; follows = dl_sentence_read(text, len, next))
        next = follows.end;
    if (follows.class == DL_SENTENCE_NUMERIC)
        return true;
    return kind == OTHER && !begins_sentences(text + next, word_len(text, len, next));
}
