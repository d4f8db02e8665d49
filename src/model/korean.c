/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Korean and Chinese names, family name first. A Korean name has a key where both syllables of the given name are
 * among those below; each row is the spellings of one syllable in McCune-Reischauer, Revised, Pyongyang's and
 * common usage. What two syllables share (chun is of 춘, jun of 준) stands apart, and so does what two spell alike.
 */
#include <stdio.h>
#include <string.h>

#include "model/romanised.h"

#define COUNT(rules) (sizeof(rules) / sizeof *(rules))
#define FAMILY 5 /* letters of a Korean family name; a Chinese one may have one more */

static const dl_spelling_key families[] = {
#define DL_SPELLING(spelling, key, shared) {spelling, key, shared},
#include "model/korean_family.def"
#undef DL_SPELLING
};
static const dl_spelling_key syllables[] = {
#define DL_SPELLING(spelling, key, shared) {spelling, key, shared},
#include "model/korean_syllable.def"
#undef DL_SPELLING
};
static const dl_spelling_key chinese_families[] = {
#define DL_SPELLING(spelling, key, shared) {spelling, key, shared},
#include "model/chinese_family.def"
#undef DL_SPELLING
};

/* Cuts WORD into the two syllables ONE and TWO; false where it cannot be. */
static bool cut(const char *word, char one[DL_NAME_WORD], char two[DL_NAME_WORD])
{
    size_t len = strlen(word);
    for (size_t n = len > 6 ? 6 : len - 1; n > 0; n--) {
        memcpy(one, word, n);
        one[n] = '\0';
        memcpy(two, word + n, len - n + 1);
        if (dl_spelling_row(syllables, COUNT(syllables), one) &&
            dl_spelling_row(syllables, COUNT(syllables), two))
            return true;
    }
    return false;
}

bool dl_korean_key(dl_name_words *name)
{
    if (name->count > 3 || strlen(name->items[0]) > FAMILY)
        return false;
    const dl_spelling_key *row = dl_spelling_row(families, COUNT(families), name->items[0]);
    if (!row)
        return false;
    char joined[DL_NAME_WORD];
    memcpy(joined, name->items[1], sizeof joined);
    if (name->count == 2 && (strlen(joined) < 4 || !cut(joined, name->items[1], name->items[2])))
        return false;
    name->count = 3;
    snprintf(name->items[0], DL_NAME_WORD, "%s", row->key);
    for (size_t i = 1; i < 3; i++) {
        row = dl_spelling_row(syllables, COUNT(syllables), name->items[i]);
        if (!row)
            return false;
        snprintf(name->items[i], DL_NAME_WORD, "%s", row->key);
    }
    return true;
}

static const char *const initials[] = {"zh", "ch", "sh", "b", "p", "m", "f", "d",
                                       "t",  "n",  "l",  "g", "k", "h", "j", "q",
                                       "x",  "r",  "z",  "c", "s", "y", "w"};
static const char finals[] = "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iong "
                             "iu o ong ou u ua uai uan uang ue ui un uo v er";

/* Whether the LEN letters at TEXT are a syllable of pinyin. */
static bool is_pinyin(const char *text, size_t len)
{
    char rest[DL_NAME_WORD];
    size_t skip = 0;
    for (size_t i = 0; !skip && i < COUNT(initials); i++)
        if (strlen(initials[i]) < len && strncmp(text, initials[i], strlen(initials[i])) == 0)
            skip = strlen(initials[i]);
    memcpy(rest, text + skip, len - skip);
    rest[len - skip] = '\0';
    return len < 7 && dl_is_one_of(rest, finals) && (skip || strchr("aeo", *text));
}

static bool is_two_syllables(const char *word)
{
    size_t len = strlen(word);
    for (size_t i = 1; i < len; i++)
        if (is_pinyin(word, i) && is_pinyin(word + i, len - i))
            return true;
    return false;
}

bool dl_chinese_key(dl_name_words *name)
{
    static const dl_rewriting wade[] = {{"^hsieh$", "xie"},
                                        {"^hsueh$", "xue"},
                                        {"^hsien", "xian"},
                                        {"^hsiung", "xiong"},
                                        {"^hs", "x"}};
    if (name->count > 3 || strlen(name->items[0]) > FAMILY + 1)
        return false;
    if (name->items[0][0] == 'h')
        dl_rewrite(wade, COUNT(wade), name->items[0]);
    if (!dl_spelling_row(chinese_families, COUNT(chinese_families), name->items[0]))
        return false;
    if (name->count == 2)
        return is_two_syllables(name->items[1]);
    if (!is_pinyin(name->items[1], strlen(name->items[1])) ||
        !is_pinyin(name->items[2], strlen(name->items[2])))
        return false;
    size_t one = strlen(name->items[1]), two = strlen(name->items[2]);
    if (one + two >= DL_NAME_WORD)
        return false;
    memcpy(name->items[1] + one, name->items[2], two + 1);
    name->count = 2;
    return true;
}
