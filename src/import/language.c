/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The language of a text. Many scripts are one language's, as news goes, and tell it at once; those that
 * several share are told apart by the small words that each uses most (language.def): a word counts for
 * each language that has it, the less the more of them have it. So does, with half the weight, each letter beyond
 * ASCII that some of them have and others have not.
 *
 * Of a line or two there are too few such words. Then a language counts that stands far before all others; and of the
 * languages with Cyrillic or Arabic letters those drop out whose alphabet lacks a letter of the text, or whose own letters the
 * text lacks. In news such a text without a sign of any is Russian, or Arabic, more often than not.
 *
 * An English text is full of foreign names, whose small words are no signs of a language: "Ursula von der Leyen", "Die
 * Welt", "Maria del Carmen". So a language in Latin letters needs words that are free: without a capital, and not between
 * two words that have one unless something else than such particles stands there; and more of them than speak for
 * English. Where a text has nothing but capitals that cannot be asked.
 */
#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

#include "dateline/language.h"
#include "dateline/text.h"
#include "import/alphabet.h"
#include "import/langwords.h"

#define REACH 1600 /* bytes that are looked at */
#define LETTERS 8  /* letters of the most frequent script, at least */
#define SURE_LETTERS 16
#define HITS 4 /* small words, at least; of letters twice as many */
#define SURE_HITS 16
#define FAR_HITS 4  /* hits where no other language is near; one less without an English word */
#define ENGLISH 0   /* in language.def */
#define PARTICLES 3 /* one after another in a name */

/* Scripts that languages are written in; the language where it is one. */
enum { LATIN, CYRILLIC, ARABIC, DEVANAGARI, HAN, HIRAGANA, KATAKANA, HANGUL };
static const struct {
    const char *script, *language;
} scripts[] = {
    [LATIN] = {"Latin", NULL},
    [CYRILLIC] = {"Cyrillic", NULL},
    [ARABIC] = {"Arabic", NULL},
    [DEVANAGARI] = {"Devanagari", NULL},
    [HAN] = {"Han", "zh"},
    [HIRAGANA] = {"Hiragana", "ja"},
    [KATAKANA] = {"Katakana", "ja"},
    [HANGUL] = {"Hangul", "ko"},
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

/* Counts the letters of each script in TEXT. */
static void count_scripts(const char *text, size_t len, size_t counts[SCRIPTS])
{
    const uc_script_t *known[SCRIPTS];
    size_t size;
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
}

/* A word as it is read: in lower case, no more than fits. */
typedef struct word {
    char text[DL_LANGUAGE_WORD_MAX];
    size_t len;   /* more than the longest where it does not fit */
    bool capital; /* an ASCII one */
    bool name;    /* any */
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
    /* the same with each word and letter counted once, for a short text may say one again and again; and half where
     * it has a capital, for names begin with such words ("La Liga") */
    unsigned once[LANGUAGES];
    unsigned having[LANGUAGES]; /* hits for each language */
    bool seen[DL_LANGUAGE_WORDS];
    unsigned free[LANGUAGES]; /* points of what is no part of a name */
    bool lower;               /* there is a word without a capital */
} votes;

/* What may be a name so far: the particles behind a word with a capital. */
typedef struct run {
    const dl_language_word *particles[PARTICLES];
    size_t len;
    bool open;
} run;

/* Adds the points of ENTRY to those that no name has given; NULL adds none. */
static void count_free(votes *v, const dl_language_word *entry, unsigned weight)
{
    uint64_t having = entry ? entry->languages : 0;
    for (size_t i = 0; having; i++, having >>= 1)
        v->free[i] += having & 1 ? entry->share * weight : 0;
}

/* Ends the run without a name behind it. */
static void end_run(votes *v, run *r)
{
    for (size_t i = 0; i < r->len; i++)
        count_free(v, r->particles[i], 2);
    *r = (run){.open = false};
}

static bool is_particle(const word *w)
{
    static const char *const particles[] = {
        "al",  "ben", "bin", "da",  "das", "de",  "del", "della", "den", "der", "des",
        "di",  "do",  "dos", "du",  "e",   "el",  "et",  "ibn",   "la",  "las", "le",
        "les", "los", "ten", "ter", "und", "van", "von", "y",     "zu"};
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (strlen(particles[i]) == w->len && memcmp(particles[i], w->text, w->len) == 0)
            return true;
    return false;
}

/* Takes the word into the run, or counts it as free. */
static void take_word(votes *v, run *r, const word *w)
{
    if (w->name) {
        *r = (run){.open = true};
    } else if (r->open && r->len < PARTICLES && is_particle(w)) {
        r->particles[r->len++] = find_word(w);
    } else {
        end_run(v, r);
        count_free(v, find_word(w), 2);
    }
    v->lower |= !w->name;
}

static void count(votes *v, const word *w, unsigned weight)
{
    const dl_language_word *entry = w->len ? find_word(w) : NULL;
    if (!entry)
        return;
    bool *seen = &v->seen[entry - dl_language_words];
    uint64_t having = entry->languages;
    v->hits += weight;
    for (size_t i = 0; having; i++, having >>= 1) {
        unsigned points = having & 1 ? entry->share * weight : 0;
        v->points[i] += points;
        v->once[i] += *seen ? 0 : w->capital ? points / 2 : points;
        v->having[i] += *seen || !points ? 0 : w->capital ? weight / 2 : weight;
    }
    *seen = true;
}

/* Adds the character at TEXT to the word, and counts the letter; false where it is none of a word. */
static bool add_letter(votes *v, word *w, const char *text, size_t len, size_t *ret_size)
{
    const uint32_t of_words = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_M;
    uint32_t cp = dl_text_decode(text, len, ret_size);
    if (cp < 0x80) {
        if (!dl_text_is_alnum(cp))
            return false;
        if (!w->len)
            w->name = w->capital = *text >= 'A' && *text <= 'Z';
        char lower = (char)(is_ascii_letter(*text) ? cp | 0x20 : cp);
        add_bytes(w, &lower, 1);
        return true;
    }
    char lower[4];
    if (!uc_is_general_category_withtable(cp, of_words))
        return false;
    w->name = w->len ? w->name : uc_is_upper(cp);
    int n = u8_uctomb((uint8_t *)lower, uc_tolower(cp), sizeof lower);
    if (n > 0) {
        word letter = {.len = 0};
        add_bytes(&letter, DL_LANGUAGE_LETTER, 1);
        add_bytes(&letter, lower, (size_t)n);
        count(v, &letter, 1);
        if (!w->name)
            count_free(v, find_word(&letter), 1);
        add_bytes(w, lower, (size_t)n);
    }
    return true;
}

/* Counts the small words of TEXT, and its letters, for the languages that have them. */
static void count_words(const char *text, size_t len, votes *v)
{
    size_t size = 1;
    word w = {.len = 0};
    run r = {.open = false};
    for (size_t pos = 0; pos <= len; pos += size) {
        if (pos < len && add_letter(v, &w, text + pos, len - pos, &size))
            continue;
        count(v, &w, 2);
        if (w.len)
            take_word(v, &r, &w);
        if (pos < len && !strchr(r.len ? " \n-'" : " \n-'.", text[pos]))
            end_run(v, &r);
        w = (word){.len = 0};
    }
    end_run(v, &r);
}

/* The letters of Chinese and Japanese are counted together: one is a syllable or more, as two letters of others. */
static void join_scripts(size_t counts[SCRIPTS], bool *ret_kana)
{
    size_t kana = counts[HIRAGANA] + counts[KATAKANA];
    *ret_kana = kana * 20 > counts[HAN];
    counts[HAN] = 2 * (counts[HAN] + kana);
    counts[HANGUL] *= 2;
    counts[HIRAGANA] = counts[KATAKANA] = 0;
}

/* The language with most points but EXCEPT. */
static size_t leader(const unsigned points[LANGUAGES], size_t except)
{
    size_t best = except == 0;
    for (size_t i = 0; i < LANGUAGES; i++)
        if (i != except && points[i] > points[best])
            best = i;
    return best;
}

/* Whether language I is so near to a larger one that a line of that seldom tells them apart. */
static bool is_small_sister(size_t i)
{
    return strcmp(languages[i], "ca") == 0 || strcmp(languages[i], "az") == 0;
}

/* Whether language I is clearly before all others, but for its small sister. */
static bool leads(const unsigned points[LANGUAGES], size_t best)
{
    for (size_t i = 0; i < LANGUAGES; i++)
        if (i != best && points[i] * 10 > points[best] * 8 && !is_small_sister(i))
            return false;
    return true;
}

/* The language of a text with few small words, if no other is near; LANGUAGES for none. */
static size_t find_far_ahead(const votes *v)
{
    size_t best = leader(v->once, LANGUAGES);
    for (size_t i = 0; i < LANGUAGES; i++)
        if (i != best && v->once[i] * 2 > v->once[best] && !is_small_sister(i))
            return LANGUAGES;
    unsigned least = v->having[ENGLISH] ? FAR_HITS : FAR_HITS - 1;
    return v->having[best] >= least ? best : LANGUAGES;
}

/* The language I, if what is free speaks for it rather than for English; else English, or NULL where nothing does. */
static const char *unless_names(const votes *v, size_t i, bool *ret_sure)
{
    if (i == ENGLISH || !v->lower || v->free[i] > v->free[ENGLISH])
        return languages[i];
    *ret_sure = false;
    return v->free[ENGLISH] ? languages[ENGLISH] : NULL;
}

static size_t number_of(const char *language)
{
    size_t i = 0;
    while (i + 1 < LANGUAGES && strcmp(languages[i], language) != 0)
        i++;
    return i;
}

/* The language of a text with few small words, by its alphabet; NULL for none, or several with own letters. */
static const char *find_by_alphabet(const votes *v, bool cyrillic, const char *text, size_t len)
{
    const dl_alphabet *found = NULL;
    unsigned most = 0;
    bool tie = false;
    for (const dl_alphabet *a = dl_alphabets; a->language; a++) {
        unsigned points = v->points[number_of(a->language)];
        if (a->cyrillic != cyrillic || (found && points < most) || !dl_alphabet_fits(a, text, len))
            continue;
        tie = found && points == most;
        if (!tie)
            found = a;
        most = points;
    }
    return found && !(tie && *found->own) ? found->language : NULL;
}

const char *dl_language_find(const char *text, size_t len, bool *ret_sure)
{
    size_t counts[SCRIPTS];
    votes v = {0};
    bool kana;
    *ret_sure = false;
    len = len < REACH ? len : REACH;
    while (len && len == REACH && ((unsigned char)text[len] & 0xC0) == 0x80)
        len--; /* whole characters */
    count_scripts(text, len, counts);
    join_scripts(counts, &kana);
    size_t script = 0;
    for (size_t i = 0; i < SCRIPTS; i++)
        if (counts[i] > counts[script])
            script = i;
    if (counts[script] < LETTERS)
        return NULL;
    if (scripts[script].language) {
        *ret_sure = counts[script] >= SURE_LETTERS;
        return scripts[script == HAN && kana ? HIRAGANA : script].language;
    }
    count_words(text, len, &v);
    size_t best = leader(v.points, LANGUAGES), second = leader(v.points, best);
    bool many = v.hits >= 2 * SURE_HITS;
    const char *lettered = !many && (script == CYRILLIC || script == ARABIC)
                               ? find_by_alphabet(&v, script == CYRILLIC, text, len)
                               : NULL;
    if (lettered)
        return lettered;
    if (v.hits >= 2 * HITS && v.points[best] != v.points[second] && (many || leads(v.once, best))) {
        *ret_sure = many && v.points[best] * 10 >= v.points[second] * 14;
        return script == LATIN ? unless_names(&v, best, ret_sure) : languages[best];
    }
    size_t far = script == LATIN ? find_far_ahead(&v) : LANGUAGES;
    return far < LANGUAGES ? unless_names(&v, far, ret_sure) : NULL;
}
