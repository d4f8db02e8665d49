/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The language of a text. Many scripts are one language's, as news goes, and tell it at once; those that
 * several share are told apart by the small words that each uses most (language.def): a word counts for
 * each language that has it, the less the more of them have it.
 */
#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

#include "dateline/text.h"
#include "import/language.h"

#define REACH 1600 /* bytes that are looked at */
#define LETTERS 10 /* letters of the most frequent script, at least */
#define HITS 4     /* small words, at least */
#define SURE_HITS 10
#define ASCII_MAX 8 /* bytes of a small word that begins in ASCII, with a space */
#define VOCABULARY 512
#define WORD_MAX 24 /* bytes of the longest small word with the spaces around it */

/* Scripts that one language is written in. */
static const struct {
    const char *script, *language;
} scripts[] = {
    {"Thai", "th"},     {"Hebrew", "he"},     {"Greek", "el"},    {"Bengali", "bn"},
    {"Tamil", "ta"},    {"Telugu", "te"},     {"Kannada", "kn"},  {"Malayalam", "ml"},
    {"Gujarati", "gu"}, {"Gurmukhi", "pa"},   {"Georgian", "ka"}, {"Armenian", "hy"},
    {"Khmer", "km"},    {"Lao", "lo"},        {"Myanmar", "my"},  {"Sinhala", "si"},
    {"Ethiopic", "am"}, {"Oriya", "or"},      {"Hangul", "ko"},   {"Han", "zh"},
    {"Hiragana", "ja"}, {"Katakana", "ja"},   {"Latin", NULL},    {"Cyrillic", NULL},
    {"Arabic", NULL},   {"Devanagari", NULL},
};
#define SCRIPTS (sizeof scripts / sizeof *scripts)

static const struct {
    const char *code, *words;
} languages[] = {
#define DL_LANGUAGE(code, words) {code, " " words " "},
#include "import/language.def"
#undef DL_LANGUAGE
};
#define LANGUAGES (sizeof languages / sizeof *languages)

/* Counts the letters of each script in TEXT. Returns the index of the most frequent. */
static size_t find_script(const char *text, size_t len, size_t counts[SCRIPTS])
{
    size_t best = 0, size;
    memset(counts, 0, SCRIPTS * sizeof *counts);
    for (size_t pos = 0; pos < len; pos += size) {
        uint32_t cp = dl_text_decode(text + pos, len - pos, &size);
        if (!dl_text_is_alnum(cp))
            continue;
        const char *name = cp < 0x80 ? (cp > '9' ? "Latin" : NULL) : NULL;
        const uc_script_t *script = cp < 0x80 ? NULL : uc_script(cp);
        name = script ? script->name : name;
        for (size_t i = 0; name && i < SCRIPTS; i++)
            counts[i] += !strcmp(scripts[i].script, name);
    }
    for (size_t i = 0; i < SCRIPTS; i++)
        if (counts[i] > counts[best])
            best = i;
    return best;
}

/* The words of a text, each once. */
typedef struct vocabulary {
    char words[VOCABULARY][WORD_MAX]; /* " WORD " */
    unsigned counts[VOCABULARY];      /* 0: the place is free */
    size_t used;
} vocabulary;

/* Counts the word, " WORD " of LEN bytes. */
static void add_word(vocabulary *v, const char *word, size_t len)
{
    unsigned place = 0;
    for (size_t i = 0; i < len; i++)
        place = place * 31 + (unsigned char)word[i];
    for (place %= VOCABULARY; v->counts[place] && strcmp(v->words[place], word) != 0;)
        place = (place + 1) % VOCABULARY;
    if (!v->counts[place]) {
        if (v->used == VOCABULARY / 2)
            return;
        v->used++;
        memcpy(v->words[place], word, len + 1);
    }
    v->counts[place]++;
}

/* Gathers the words of TEXT that may be small ones. */
static void gather_words(const char *text, size_t len, vocabulary *v)
{
    char word[WORD_MAX] = " ";
    size_t used = 1, size;
    for (size_t pos = 0; pos <= len; pos += size) {
        uint32_t cp = ' ';
        size = 1;
        if (pos < len)
            cp = dl_text_decode(text + pos, len - pos, &size);
        bool letter = dl_text_is_alnum(cp) ||
                      (cp >= 0x300 && uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M));
        if (letter) {
            int n = used + 6 < WORD_MAX ? u8_uctomb((uint8_t *)word + used, uc_tolower(cp), 4) : -1;
            used = n > 0 ? used + (size_t)n : WORD_MAX;
            continue;
        }
        bool ascii = (unsigned char)word[1] < 0x80;
        if (used > 1 && used < WORD_MAX - 1 && (!ascii || used <= ASCII_MAX)) {
            word[used] = ' ';
            word[used + 1] = '\0';
            add_word(v, word, used + 1);
        }
        used = 1;
    }
}

/* Counts the small words of TEXT for the languages that have them. Returns how many there are. */
static size_t count_words(const char *text, size_t len, unsigned points[LANGUAGES])
{
    vocabulary v;
    memset(v.counts, 0, sizeof v.counts);
    v.used = 0;
    gather_words(text, len, &v);
    size_t hits = 0;
    for (size_t k = 0; k < VOCABULARY; k++) {
        unsigned having = 0;
        bool has[LANGUAGES];
        for (size_t i = 0; v.counts[k] && i < LANGUAGES; i++)
            having += has[i] = strstr(languages[i].words, v.words[k]);
        for (size_t i = 0; having && i < LANGUAGES; i++)
            points[i] += has[i] ? 60 / having * v.counts[k] : 0;
        hits += having ? v.counts[k] : 0;
    }
    return hits;
}

const char *dl_language_find(const char *text, size_t len, bool *ret_sure)
{
    size_t counts[SCRIPTS], hiragana = SCRIPTS;
    unsigned points[LANGUAGES] = {0};
    *ret_sure = false;
    len = len < REACH ? len : REACH;
    while (len && len == REACH && ((unsigned char)text[len] & 0xC0) == 0x80)
        len--; /* whole characters */
    size_t script = find_script(text, len, counts), best = 0;
    for (size_t i = 0; i < SCRIPTS; i++)
        hiragana = !strcmp(scripts[i].script, "Hiragana") ? i : hiragana;
    if (counts[script] < LETTERS)
        return NULL;
    if (scripts[script].language) {
        *ret_sure = true;
        bool han = !strcmp(scripts[script].language, "zh");
        return han && counts[hiragana] * 20 > counts[script] ? "ja" : scripts[script].language;
    }
    size_t hits = count_words(text, len, points);
    unsigned second = 0;
    for (size_t i = 1; i < LANGUAGES; i++)
        if (points[i] > points[best])
            best = i;
    for (size_t i = 0; i < LANGUAGES; i++)
        if (i != best && points[i] > second)
            second = points[i];
    if (hits < HITS || points[best] == second)
        return NULL;
    *ret_sure = hits >= SURE_HITS && points[best] * 10 >= second * 14;
    return languages[best].code;
}
