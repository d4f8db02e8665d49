/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Russian, Ukrainian, Belarusian and Bulgarian names, and those of peoples whose names came to Latin letters by way
 * of Russian. The rules bring all spellings to letters of their own: c (ts), h (kh and the Ukrainian h), j (zh),
 * q (ch), x (sh), xq (shch).
 *
 * What letters stand for depends on who wrote them. The name itself tells: w, sch is German or Polish usage, where
 * ch is kh; ou, tch is French, where ch is sh and j is zh.
 */
#include <stdio.h>
#include <string.h>

#include "model/romanised.h"

#define COUNT(rules) (sizeof(rules) / sizeof *(rules))

static const dl_rewriting ks = {"x", "ks"};
static const dl_rewriting french[] = {
    {"chtch", "xq"}, {"tch", "q"}, {"dj", "dzh"}, {"ch", "x"},
    {"j", "zh"},     {"ou", "u"},  {"gue", "ge"}, {"gui", "gi"},
};
static const dl_rewriting german[] = {{"schtsch", "xq"}, {"szcz", "xq"}, {"tsch", "q"},
                                      {"sch", "x"},      {"cz", "q"},    {"sz", "x"},
                                      {"chr", "hr"},     {"ch", "h"}};
static const dl_rewriting english[] = {{"shch", "xq"}, {"szcz", "xq"}, {"cz", "q"},
                                       {"sz", "x"},    {"ch", "q"},    {"gue", "ge"}};

/* What is left when French, German and Polish are English. */
static const dl_rewriting rules[] = {
    /* consonants */
    {"dzh", "d*"},
    {"dj", "d*"},
    {"j", "y"},
    {"zh", "j"},
    {"*", "j"},
    {"sh", "x"},
    {"kh", "h"},
    {"ts", "c"},
    {"tz", "c"},
    {"w", "v"},
    {"ine$", "in"},
    {"off$", "ov"},
    {"eff$", "ev"},
    {"VssV", "1s2"},
    /* the endings -iy, -yi, -ii, -yy, -y, -i of adjectives and given names */
    {"iy$", "y"},
    {"yi$", "y"},
    {"ii$", "y"},
    {"yy$", "y"},
    {"Ai$", "1y"},
    {"Ci$", "1y"},
    {"ayC", "ai1"},
    {"eyC", "ei1"},
    {"oyC", "oi1"},
    {"uyC", "ui1"},
    /* ya, yu, ye, yo */
    {"iya", "ia"},
    {"iia", "ia"},
    {"Cia", "1ya"},
    {"Aia", "1ya"},
    {"^ia", "ya"},
    {"iyu", "iu"},
    {"iiu", "iu"},
    {"Ciu", "1yu"},
    {"^iu", "yu"},
    {"^ye", "e"},
    {"^ie", "e"},
    {"Aye", "1e"},
    {"Aie", "1e"},
    {"iye", "ie"},
    {"Cye", "1ie"},
    {"Ciov", "1yov"},
    {"Lyov$", "1iev"},
    {"Lyova$", "1ieva"},
    {"^yo", "e"},
    {"Cyo", "1e"},
    {"fio", "fe"},
    {"Hov$", "1ev"},
    {"Hova$", "1eva"},
    {"enka$", "enko"},
    {"Cyi", "1i"},
};

static const dl_spelling_key given[] = {
#define DL_SPELLING(spelling, key, shared) {spelling, key, shared},
#include "model/slavic_given.def"
#undef DL_SPELLING
};

/* Whether a word of NAME, whose letters are LETTERS, holds TEXT. */
static bool holds(const dl_name_words *name, uint32_t letters, const char *text)
{
    for (size_t i = 0; dl_has_letters(letters, text) && i < name->count; i++)
        if (strstr(name->items[i], text))
            return true;
    return false;
}

/* Who wrote NAME: the rules that make it English, and how many. */
static const dl_rewriting *usage_of(const dl_name_words *name, size_t *ret_count)
{
    static const char *const signs[] = {"ou", "tch", "chvili", "gue", "gui"};
    uint32_t letters = 0;
    for (size_t i = 0; i < name->count; i++)
        letters |= dl_letters_of(name->items[i]);
    bool is_german =
        holds(name, letters, "sch") || (holds(name, letters, "w") && !holds(name, letters, "sh"));
    bool is_french = dl_ends_with(name->items[name->count - 1], "ine");
    for (size_t i = 0; !is_german && !is_french && i < COUNT(signs); i++)
        is_french = holds(name, letters, signs[i]);
    *ret_count = is_german ? COUNT(german) : is_french ? COUNT(french) : COUNT(english);
    return is_german ? german : is_french ? french : english;
}

/* Makes the words of NAME from FIRST to END what the rules make of them. */
static void rewrite(dl_name_words *name, size_t first, size_t end, const dl_rewriting *usage,
                    size_t count)
{
    for (size_t i = first; i < end; i++) {
        dl_rewrite(&ks, 1, name->items[i]);
        dl_rewrite(usage, count, name->items[i]);
        dl_rewrite(rules, COUNT(rules), name->items[i]);
    }
}

static bool is_patronymic(const char *word)
{
    return dl_ends_with(word, "oviq") || dl_ends_with(word, "eviq") || dl_ends_with(word, "ovna") ||
           dl_ends_with(word, "evna");
}

/* Whether WORD ends as no surname of others does. */
static bool is_surname(const char *word)
{
    static const char *const ends[] = {"ov",  "ova", "ev",  "eva", "skaya", "enko",
                                       "yuk", "quk", "viq", "vyq", "xvily"};
    for (size_t i = 0; strlen(word) > 4 && i < COUNT(ends); i++)
        if (dl_ends_with(word, ends[i]))
            return true;
    return false;
}

/* Whether WORD, as it is spelt, may become such a surname, or a patronymic. */
static bool may_be_surname(const char *word)
{
    size_t len = strlen(word);
    char last = word[len - 1], before = word[len - 2];
    switch (last) {
    case 'a':
        return strchr("vwfyijkn", before);
    case 'i':
    case 'y':
        return before == 'l';
    case 'h':
    case 'z':
        return before == 'c';
    case 'o':
        return before == 'k';
    case 'k':
        return before == 'u';
    default:
        return last == 'v' || last == 'w' || (last == 'f' && before == 'f');
    }
}

bool dl_slavic_key(dl_name_words *name)
{
    char first[DL_NAME_WORD];
    size_t count, last = name->count - 1;
    memcpy(first, name->items[0], sizeof first);
    const dl_rewriting *usage = usage_of(name, &count);
    bool surname = may_be_surname(name->items[last]);
    rewrite(name, 0, 1, usage, count);
    const dl_spelling_key *found = dl_spelling_row(given, COUNT(given), name->items[0]);
    bool sure = found && !found->shared;
    if (!sure && !surname)
        return false;
    rewrite(name, 1, name->count, usage, count);
    for (size_t i = 1; !sure && i < last; i++)
        sure = is_patronymic(name->items[i]);
    if (!sure && !is_surname(name->items[last]))
        return false;
    if (found)
        snprintf(name->items[0], DL_NAME_WORD, "%s", found->key);
    else if (dl_arabic_given(first))
        memcpy(name->items[0], first, sizeof first);
    else
        return sure;
    return true;
}

void dl_slavic_surname(dl_name_words *name)
{
    size_t count;
    const dl_rewriting *usage = usage_of(name, &count);
    rewrite(name, 0, name->count, usage, count);
}
