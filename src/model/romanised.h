/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MODEL_ROMANISED_H
#define MODEL_ROMANISED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dateline/namekey.h"

/*
 * The parts of keys of names (dateline/namekey.h), by tradition. Words are of ASCII letters in lower case, and
 * are rewritten in place.
 */

#define DL_NAME_WORD 40 /* bytes of a word with its NUL */
#define DL_NAME_WORDS 8 /* of a name, at most */

typedef struct dl_name_words {
    char items[DL_NAME_WORDS][DL_NAME_WORD];
    size_t count;
} dl_name_words;

/*
 * A rule of rewriting: FROM becomes TO wherever it stands, from left to right. In FROM ^ is the beginning and $ the
 * end of a word, and a capital one letter of a class: V a vowel (a e i o u), A one but i, C a consonant (not y),
 * L one that is made with the lips (b m p v), H one that hisses (j q x of slavic.c). A digit
 * in TO is the letter that the first or second class stood for.
 */
typedef struct dl_rewriting {
    const char *from, *to;
} dl_rewriting;

void dl_rewrite(const dl_rewriting *rules, size_t count, char word[DL_NAME_WORD]);

/* A given name as the rules of its tradition leave it, and the key of all its spellings. */
typedef struct dl_spelling_key {
    const char *spelling, *key;
    bool shared;
} dl_spelling_key;

/* The row of WORD among COUNT, which are in the order of their spellings; NULL where there is none. */
const dl_spelling_key *dl_spelling_row(const dl_spelling_key *given, size_t count,
                                       const char *word);

/* Whether WORD is one of the words of LIST, which blanks part. */
bool dl_is_one_of(const char *word, const char *list);

/* The letters of WORD: bit 0 for a; and whether LETTERS has all small ones of TEXT. */
uint32_t dl_letters_of(const char *word);
bool dl_has_letters(uint32_t letters, const char *text);

bool dl_ends_with(const char *word, const char *end);

/* Makes NAME's words the parts of its key; false where the name is not of that tradition. */
bool dl_slavic_key(dl_name_words *name);
bool dl_arabic_key(dl_name_words *name);
bool dl_korean_key(dl_name_words *name);
bool dl_chinese_key(dl_name_words *name);

/* One surname's words, which become one or none. */
void dl_slavic_surname(dl_name_words *name);
void dl_arabic_surname(dl_name_words *name);

/* Makes WORD, a given name, its key, where it is a known one of the Arabic world; false where it is none. */
bool dl_arabic_given(char word[DL_NAME_WORD]);

#endif
