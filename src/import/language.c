/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The language of a text. Many scripts are one language's, as news goes, and tell it at once; those that
 * several share are told apart by the small words that each uses most (language.def): a word counts for
 * each language that has it, the less the more of them have it. So does, with half the weight, each letter beyond
 * ASCII that some of them have and others have not.
 */
#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

#include "dateline/text.h"
#include "import/language.h"
#include "import/langwords.h"

#define REACH 1600 /* bytes that are looked at */
#define LETTERS 10 /* letters of the most frequent script, at least */
#define HITS 4     /* small words, at least; of letters twice as many */
#define SURE_HITS 10

/* Scripts that languages are written in; the language where it is one. */
enum { LATIN, CYRILLIC, ARABIC, DEVANAGARI, HAN, HIRAGANA };
static const struct {
    const char *script, *language;
} scripts[] = {
    [LATIN] = {"Latin", NULL},
    [CYRILLIC] = {"Cyrillic", NULL},
    [ARABIC] = {"Arabic", NULL},
    [DEVANAGARI] = {"Devanagari", NULL},
    [HAN] = {"Han", "zh"},
    [HIRAGANA] = {"Hiragana", "ja"},
    {"Katakana", "ja"},
    {"Hangul", "ko"},
    {"Thai", "th"},
    {"Hebrew", "he"},
    {"Greek", "el"},
    {"Bengali", "bn"},
    {"Tamil", "ta"},
    {"Telugu", "te"},
    {"Kannada", "kn"},
    {"Malayalam", "ml"},
    {"Gujarati", "gu"},
    {"Gurmukhi", "pa"},
    {"Georgian", "ka"},
    {"Armenian", "hy"},
    {"Khmer", "km"},
    {"Lao", "lo"},
    {"Myanmar", "my"},
    {"Sinhala", "si"},
    {"Ethiopic", "am"},
    {"Oriya", "or"},
};
#define SCRIPTS (sizeof scripts / sizeof *scripts)

static const char *const languages[] = {
#define DL_LANGUAGE(code, words, letters) code,
#include "import/language.def"
#undef DL_LANGUAGE
};
#define LANGUAGES (sizeof languages / sizeof *languages)

static bool is_ascii_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Counts the letters of each script in TEXT. Returns the index of the most frequent. */
static size_t find_script(const char *text, size_t len, size_t counts[SCRIPTS])
{
    const uc_script_t *known[SCRIPTS];
    size_t best = 0, size;
    memset(counts, 0, SCRIPTS * sizeof *counts);
    for (size_t i = 0; i < SCRIPTS; i++)
        known[i] = uc_script_byname(scripts[i].script);
    for (size_t pos = 0; pos < len; pos += size) {
        uint32_t cp = dl_text_decode(text + pos, len - pos, &size);
        if (cp < 0x80) {
            counts[LATIN] += is_ascii_letter(text[pos]);
            continue;
        }
        const uc_script_t *script = dl_text_is_alnum(cp) ? uc_script(cp) : NULL;
        for (size_t i = 0; script && i < SCRIPTS; i++)
            if (known[i] == script) {
                counts[i]++;
                break;
            }
    }
    for (size_t i = 0; i < SCRIPTS; i++)
        if (counts[i] > counts[best])
            best = i;
    return best;
}

/* A word as it is read: in lower case, no more than fits. */
typedef struct word {
    char text[DL_LANGUAGE_WORD_MAX];
    size_t len; /* more than the longest where it does not fit */
    uint32_t hash;
} word;

static void add_bytes(word *w, const char *bytes, size_t len)
{
    if (w->len + len > DL_LANGUAGE_WORD_MAX) {
        w->len = DL_LANGUAGE_WORD_MAX + 1;
        return;
    }
    for (size_t i = 0; i < len; i++) {
        w->text[w->len++] = bytes[i];
        w->hash = dl_language_hash(w->hash, (unsigned char)bytes[i]);
    }
}

/* The entry of the small word, or of the letter behind its mark, or NULL. */
static const dl_language_word *find_word(const word *w)
{
    const dl_language_word *entry;
    for (size_t place = dl_language_place(w->hash); (entry = &dl_language_words[place])->len;
         place = (place + 1) % DL_LANGUAGE_WORDS)
        if (entry->len == w->len && !memcmp(entry->text, w->text, w->len))
            return entry;
    return NULL;
}

/* What speaks for each language, and how much there is of it: a word is two hits, a letter one. */
typedef struct votes {
    unsigned points[LANGUAGES];
    size_t hits;
} votes;

static void count(votes *v, const word *w, unsigned weight)
{
    const dl_language_word *entry = w->len ? find_word(w) : NULL;
    uint64_t having = entry ? entry->languages : 0;
    v->hits += entry ? weight : 0;
    for (size_t i = 0; having; i++, having >>= 1)
        v->points[i] += having & 1 ? entry->share * weight : 0;
}

/* Adds the character at TEXT to the word, and counts the letter; false where it is none of a word. */
static bool add_letter(votes *v, word *w, const char *text, size_t len, size_t *ret_size)
{
    const uint32_t of_words = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_M;
    uint32_t cp = dl_text_decode(text, len, ret_size);
    if (cp < 0x80) {
        if (!dl_text_is_alnum(cp))
            return false;
        char lower = (char)(is_ascii_letter(*text) ? cp | 0x20 : cp);
        add_bytes(w, &lower, 1);
        return true;
    }
    char lower[4];
    if (!uc_is_general_category_withtable(cp, of_words))
        return false;
    int n = u8_uctomb((uint8_t *)lower, uc_tolower(cp), sizeof lower);
    if (n > 0) {
        word letter = {.len = 0};
        add_bytes(&letter, DL_LANGUAGE_LETTER, 1);
        add_bytes(&letter, lower, (size_t)n);
        count(v, &letter, 1);
        add_bytes(w, lower, (size_t)n);
    }
    return true;
}

/* Counts the small words of TEXT, and its letters, for the languages that have them. */
static void count_words(const char *text, size_t len, votes *v)
{
    size_t size = 1;
    word w = {.len = 0};
    for (size_t pos = 0; pos <= len; pos += size) {
        if (pos < len && add_letter(v, &w, text + pos, len - pos, &size))
            continue;
        count(v, &w, 2);
        w.len = 0;
        w.hash = 0;
    }
}

const char *dl_language_find(const char *text, size_t len, bool *ret_sure)
{
    size_t counts[SCRIPTS];
    votes v = {.hits = 0};
    *ret_sure = false;
    len = len < REACH ? len : REACH;
    while (len && len == REACH && ((unsigned char)text[len] & 0xC0) == 0x80)
        len--; /* whole characters */
    size_t script = find_script(text, len, counts), best = 0;
    if (counts[script] < LETTERS)
        return NULL;
    if (scripts[script].language) {
        *ret_sure = true;
        bool kana = script == HAN && counts[HIRAGANA] * 20 > counts[HAN];
        return scripts[kana ? HIRAGANA : script].language;
    }
    count_words(text, len, &v);
    const unsigned *points = v.points;
    unsigned second = 0;
    for (size_t i = 1; i < LANGUAGES; i++)
        if (points[i] > points[best])
            best = i;
    for (size_t i = 0; i < LANGUAGES; i++)
        if (i != best && points[i] > second)
            second = points[i];
    if (v.hits < 2 * HITS || points[best] == second)
        return NULL;
    *ret_sure = v.hits >= 2 * SURE_HITS && points[best] * 10 >= second * 14;
    return languages[best];
}
