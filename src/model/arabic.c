/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Arabic and Persian names, and those of Muslims elsewhere. Short vowels are written as they are heard, so o and u
 * are one, e and i are one, and so is what dialects and French write for them; a stays what it is (Hamad is not Hamid).
 * The article is left out, what it and "Abd", "Abu", "bin" belong to is one part with them.
 */
#include <stdio.h>
#include <string.h>

#include "model/romanised.h"

#define COUNT(rules) (sizeof(rules) / sizeof *(rules))

static const dl_rewriting french[] = {{"tch", "*"}, {"ch", "sh"}, {"*", "ch"}};

static const dl_rewriting rules[] = {
    {"dj", "j"},
    {"ane$", "an"},
    {"ine$", "in"},
    {"e$", "a"},
    {"ph", "f"},
    {"aouV", "aw1"},
    {"ou", "u"},
    {"oo", "u"},
    {"aa", "a"},
    {"ee", "i"},
    {"ii", "i"},
    {"ei", "ai"},
    {"ey", "ay"},
    {"ow", "u"},
    {"awC", "au1"},
    {"ayC", "ai1"},
    {"ay$", "ai"},
    {"w", "v"},
    {"o", "u"},
    {"e", "i"},
    {"dh", "d"},
    {"zh", "j"},
    /* doubled consonants */
    {"bb", "b"},
    {"dd", "d"},
    {"ff", "f"},
    {"jj", "j"},
    {"kk", "k"},
    {"ll", "l"},
    {"mm", "m"},
    {"nn", "n"},
    {"qq", "q"},
    {"rr", "r"},
    {"ss", "s"},
    {"tt", "t"},
    {"vv", "v"},
    {"yy", "y"},
    {"zz", "z"},
    /* gh and q are one sound in Persian, q at the end of a word is k to others */
    {"Vgh", "1q"},
    {"ngh", "nq"},
    {"q$", "k"},
    /* endings: -iyya, -iyeh, -eh, -ah, -iy */
    {"iyy", "iy"},
    {"iyV", "i1"},
    {"iy$", "i"},
    {"y$", "i"},
    {"ih$", "a"},
    {"ah$", "a"},
    {"ula$", "ala"},
};

static const dl_spelling_key given[] = {
#define DL_SPELLING(spelling, key, shared) {spelling, key, shared},
#include "model/arabic_given.def"
#undef DL_SPELLING
};

/* Surnames whose spellings no rule brings together, in their order. */
static const dl_spelling_key surnames[] = {
    {"binladan", "binladin", false}, {"gadafi", "qadafi", false}, {"ghadafi", "qadafi", false},
    {"kadafi", "qadafi", false},     {"ladan", "ladin", false},   {"qatafi", "qadafi", false},
    {"zavahri", "zavahiri", false},
};

static void rewrite(char word[DL_NAME_WORD])
{
    if (strstr(word, "ou") || strstr(word, "dj"))
        dl_rewrite(french, COUNT(french), word);
    dl_rewrite(rules, COUNT(rules), word);
    const dl_spelling_key *found = dl_spelling_row(surnames, COUNT(surnames), word);
    if (found)
        snprintf(word, DL_NAME_WORD, "%s", found->key);
}

bool dl_arabic_given(char word[DL_NAME_WORD])
{
    char made[DL_NAME_WORD];
    memcpy(made, word, sizeof made);
    rewrite(made);
    const dl_spelling_key *found = dl_spelling_row(given, COUNT(given), made);
    if (found)
        snprintf(word, DL_NAME_WORD, "%s", found->key);
    return found;
}

/* Whether WORD is the article before NEXT, to the first letter of which it may be likened. */
static bool is_article(const char *word, const char *next)
{
    size_t len = strlen(word);
    if (len > 3 || dl_is_one_of(word, "al el ul ol"))
        return len <= 3;
    return dl_is_one_of(word, "as ash ar ad an at az es ech er ed en et ez ur us ud") && next &&
           strncmp(word + 1, next, len - 1) == 0;
}

/* Takes the word at AT out. */
static void take_out(dl_name_words *name, size_t at)
{
    memmove(name->items[at], name->items[at + 1], (name->count - at - 1) * sizeof *name->items);
    name->count--;
}

/* Makes the word at AT, behind BEFORE, a part of it. */
static void join_words(dl_name_words *name, size_t at, const char *before)
{
    char joined[DL_NAME_WORD];
    if (snprintf(joined, sizeof joined, "%s%s", before, name->items[at]) < DL_NAME_WORD)
        memcpy(name->items[at], joined, sizeof joined);
}

static void drop_articles(dl_name_words *name)
{
    for (size_t i = 0; i < name->count && name->count > 1;)
        if (i + 1 < name->count && is_article(name->items[i], name->items[i + 1]))
            take_out(name, i);
        else
            i++;
}

/* "Abdelrahman", "Abdurrahman": what stands behind the servant of; NULL where it is none. */
static const char *servant_of(const char *word)
{
    static const char *const heads[] = {"abdul", "abdel", "abdal", "abdol", "abdur", "abder",
                                        "abdar", "abdus", "abdes", "abdas", "abdou", "abdu"};
    for (size_t i = 0; strncmp(word, "abd", 3) == 0 && !strstr(word, "lla") && i < COUNT(heads);
         i++) {
        size_t n = strlen(heads[i]);
        if (strncmp(word, heads[i], n) == 0 && strlen(word) > n + 3)
            return word + n;
    }
    return NULL;
}

/* Joins to a word what goes before it: "Abd", "Abu", "bin"; and "Nejad", "Din" to the word before. */
static void join_particles(dl_name_words *name)
{
    for (size_t i = 0; i + 1 < name->count; i++) {
        const char *word = name->items[i], *before = NULL;
        if (*word == 'a' &&
            dl_is_one_of(word, "abd abdul abdel abdal abdol abdur abder abdou abdu"))
            before = "abdul";
        else if (*word == 'a' && dl_is_one_of(word, "abu abou abo aboo"))
            before = "abu";
        else if (i > 0 && dl_is_one_of(word, "bin ibn ben"))
            before = "bin";
        if (!before)
            continue;
        join_words(name, i + 1, before);
        take_out(name, i);
    }
    for (size_t i = 1; i < name->count; i++) {
        if (!strchr("dnzp", name->items[i][0]))
            continue;
        bool din = dl_is_one_of(name->items[i], "din deen dine");
        bool suffix =
            i > 1 && dl_is_one_of(name->items[i], "nejad nezhad nijad zadeh zade zada pour pur");
        if (!din && !suffix)
            continue;
        join_words(name, i, name->items[i - 1]);
        take_out(name, i - 1);
        i--;
    }
}

/* "Nureddin", "Nuruddin", "Nooraldeen" and "Nour" "din": NURDIN. */
static void shorten_din(char word[DL_NAME_WORD])
{
    static const dl_rewriting din[] = {
        {"deen$", "din"}, {"dine$", "din"}, {"Vddin$", "din"}, {"Vldin$", "din"}};
    dl_rewrite(din, COUNT(din), word);
}

/* Makes WORD a part; whether it is a given name of the Arabic world. */
static bool make_part(char word[DL_NAME_WORD])
{
    char whole[DL_NAME_WORD];
    shorten_din(word);
    const char *rest = servant_of(word);
    if (rest && snprintf(whole, sizeof whole, "abdul%s", rest) < DL_NAME_WORD)
        memcpy(word, whole, sizeof whole);
    rewrite(word);
    const dl_spelling_key *found = dl_spelling_row(given, COUNT(given), word);
    if (found)
        snprintf(word, DL_NAME_WORD, "%s", found->key);
    return found || rest;
}

static void make_parts(dl_name_words *name)
{
    for (size_t i = 1; i < name->count; i++)
        make_part(name->items[i]);
}

bool dl_arabic_key(dl_name_words *name)
{
    bool particle = false;
    for (size_t i = 1; i + 1 < name->count; i++)
        particle = particle || dl_is_one_of(name->items[i], "al el ul bin ibn abu");
    drop_articles(name);
    join_particles(name);
    if (!make_part(name->items[0]) && !particle)
        return false;
    make_parts(name);
    return true;
}

void dl_arabic_surname(dl_name_words *name)
{
    drop_articles(name);
    join_particles(name);
    make_part(name->items[0]);
    make_parts(name);
}
