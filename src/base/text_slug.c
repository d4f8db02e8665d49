/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Slugs: identifiers a person can read and type. The text is case-folded and decomposed, its
 * diacritics dropped; letters of Latin, Greek and Cyrillic that do not decompose are spelled by the
 * tables below, as is Hangul; digits of any script become ASCII digits, and all other letters "u"
 * and their code point in hexadecimal, so that two names in such a script keep two slugs.
 */
#include <stdlib.h>
#include <string.h>

#include <unicase.h>
#include <unictype.h>

#include "base/utf8.h"
#include "dateline/text.h"

/* Sorted by code point; folded letters only. */
typedef struct spelling {
    uint16_t cp;
    const char *ascii;
} spelling;

static const spelling spellings[] = {
    {0x00E6, "ae"}, {0x00F0, "d"},  {0x00F8, "o"},  {0x00FE, "th"}, {0x0111, "d"},
    {0x0127, "h"},  {0x0131, "i"},  {0x0138, "k"},  {0x0142, "l"},  {0x014B, "ng"},
    {0x0153, "oe"}, {0x0167, "t"},  {0x018F, "e"},  {0x0192, "f"},  {0x0259, "e"},
    {0x03B1, "a"},  {0x03B2, "v"},  {0x03B3, "g"},  {0x03B4, "d"},  {0x03B5, "e"},
    {0x03B6, "z"},  {0x03B7, "i"},  {0x03B8, "th"}, {0x03B9, "i"},  {0x03BA, "k"},
    {0x03BB, "l"},  {0x03BC, "m"},  {0x03BD, "n"},  {0x03BE, "x"},  {0x03BF, "o"},
    {0x03C0, "p"},  {0x03C1, "r"},  {0x03C2, "s"},  {0x03C3, "s"},  {0x03C4, "t"},
    {0x03C5, "y"},  {0x03C6, "f"},  {0x03C7, "ch"}, {0x03C8, "ps"}, {0x03C9, "o"},
    {0x0430, "a"},  {0x0431, "b"},  {0x0432, "v"},  {0x0433, "g"},  {0x0434, "d"},
    {0x0435, "e"},  {0x0436, "zh"}, {0x0437, "z"},  {0x0438, "i"},  {0x043A, "k"},
    {0x043B, "l"},  {0x043C, "m"},  {0x043D, "n"},  {0x043E, "o"},  {0x043F, "p"},
    {0x0440, "r"},  {0x0441, "s"},  {0x0442, "t"},  {0x0443, "u"},  {0x0444, "f"},
    {0x0445, "kh"}, {0x0446, "ts"}, {0x0447, "ch"}, {0x0448, "sh"}, {0x0449, "shch"},
    {0x044A, ""},   {0x044B, "y"},  {0x044C, ""},   {0x044D, "e"},  {0x044E, "yu"},
    {0x044F, "ya"}, {0x0452, "dj"}, {0x0454, "ye"}, {0x0455, "dz"}, {0x0456, "i"},
    {0x0458, "j"},  {0x0459, "lj"}, {0x045A, "nj"}, {0x045B, "c"},  {0x045F, "dz"},
    {0x0491, "g"},  {0x0493, "gh"}, {0x049B, "q"},  {0x04A3, "ng"}, {0x04AF, "u"},
    {0x04B1, "u"},  {0x04BB, "h"},  {0x04D9, "a"},  {0x04E9, "o"},
};

/* Conjoining jamo by the Revised Romanisation, as Hangul decomposes into them. */
static const char *const initials[] = {"g",  "kk", "n", "d",  "tt", "r", "m", "b", "pp", "s",
                                       "ss", "",   "j", "jj", "ch", "k", "t", "p", "h"};
static const char *const vowels[] = {"a",  "ae", "ya", "yae", "eo", "e",  "yeo",
                                     "ye", "o",  "wa", "wae", "oe", "yo", "u",
                                     "wo", "we", "wi", "yu",  "eu", "ui", "i"};
static const char *const finals[] = {"k",  "kk", "ks", "n",  "nj", "nh", "t", "l", "lk",
                                     "lm", "lb", "ls", "lt", "lp", "lh", "m", "p", "ps",
                                     "t",  "ss", "ng", "t",  "t",  "k",  "t", "p", "t"};

static int compare_spelling(const void *key, const void *item)
{
    uint32_t cp = *(const uint32_t *)key, other = ((const spelling *)item)->cp;
    return cp < other ? -1 : cp > other;
}

/* The spelling of CP by the tables, NULL where it has none. */
static const char *find_spelling(uint32_t cp)
{
    static const struct {
        uint32_t first;
        size_t count;
        const char *const *names;
    } jamo[] = {{0x1100, sizeof initials / sizeof *initials, initials},
                {0x1161, sizeof vowels / sizeof *vowels, vowels},
                {0x11A8, sizeof finals / sizeof *finals, finals}};
    for (size_t i = 0; i < sizeof jamo / sizeof *jamo; i++)
        if (cp >= jamo[i].first && cp - jamo[i].first < jamo[i].count)
            return jamo[i].names[cp - jamo[i].first];
    const spelling *found = bsearch(&cp, spellings, sizeof spellings / sizeof *spellings,
                                    sizeof *spellings, compare_spelling);
    return found ? found->ascii : NULL;
}

/* Whether CP is a diacritic that can be dropped: a mark of no script of its own, but for the voice
 * marks of kana, which tell one syllable from another. */
static bool is_diacritic(uint32_t cp)
{
    const uc_script_t *script = dl_is_mark(cp) ? uc_script(cp) : NULL;
    return script && strcmp(script->name, "Inherited") == 0 && cp != 0x3099 && cp != 0x309A;
}

/* Adds the ASCII spelling of the letter, digit or mark CP, which is none itself. */
static void spell(dl_str *out, uint32_t cp)
{
    const char *name = find_spelling(cp);
    int digit = uc_decimal_value(cp);
    if (name)
        dl_str_add(out, name);
    else if (digit >= 0)
        dl_str_addc(out, (char)('0' + digit));
    else
        dl_str_addf(out, "u%04x", (unsigned)cp);
}

static void slug_folded(dl_str *out, const char *text, size_t len)
{
    size_t start = out->len;
    bool gap = false;
    for (size_t pos = 0, n; pos < len; pos += n) {
        uint32_t cp = dl_text_decode(text + pos, len - pos, &n);
        if (is_diacritic(cp))
            continue;
        if (!dl_text_is_alnum(cp) && !dl_is_mark(cp)) {
            gap = out->len > start;
            continue;
        }
        if (gap)
            dl_str_addc(out, '-');
        gap = false;
        if (cp < 0x80)
            dl_str_addc(out, (char)cp);
        else
            spell(out, cp);
    }
}

static bool is_ascii(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] >= 0x80)
            return false;
    return true;
}

/* The same of a text that is ASCII, as most names are, which is twenty times as fast. */
static void slug_ascii(dl_str *out, const char *text, size_t len)
{
    size_t start = out->len;
    bool gap = false;
    for (size_t i = 0; i < len; i++) {
        char c = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] - 'A' + 'a') : text[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
            gap = out->len > start;
            continue;
        }
        if (gap)
            dl_str_addc(out, '-');
        gap = false;
        dl_str_addc(out, c);
    }
}

/* For a text whose letters are all spelled by nothing: the first of them, so that it has a slug. */
static void add_first_alnum(dl_str *out, const char *text, size_t len)
{
    for (size_t pos = 0, n; pos < len; pos += n) {
        uint32_t cp = dl_text_decode(text + pos, len - pos, &n);
        if (dl_text_is_alnum(cp)) {
            dl_str_addf(out, "u%04x", (unsigned)cp);
            break;
        }
    }
}

void dl_text_slug(dl_str *out, const char *text, size_t len)
{
    uint8_t buffer[256];
    size_t size = sizeof buffer, start = out->len;
    if (is_ascii(text, len)) {
        slug_ascii(out, text, len);
        return;
    }
    uint8_t *folded = u8_casefold((const uint8_t *)text, len, NULL, UNINORM_NFKD, buffer, &size);
    if (!folded) {
        out->failed = true;
        return;
    }
    slug_folded(out, (const char *)folded, size);
    if (out->len == start)
        add_first_alnum(out, text, len);
    if (folded != buffer)
        free(folded);
}
