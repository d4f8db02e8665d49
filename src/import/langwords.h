/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The small words and the letters of all languages (language.def) as one table, written by src/tools/langwords.c: each
 * word once, at the place its hash says or the next free one behind it.
 */
#ifndef DL_IMPORT_LANGWORDS_H
#define DL_IMPORT_LANGWORDS_H

#include <stddef.h>
#include <stdint.h>

#define DL_LANGUAGE_WORD_MAX 22 /* bytes of the longest word */
#define DL_LANGUAGE_LETTER "*"  /* before a letter: no word begins so */
#define DL_LANGUAGE_WORDS 4096  /* places, a power of two; more than half of them free */
#define DL_LANGUAGE_POINTS 60   /* of a word, divided among the languages that have it */

typedef struct dl_language_word {
    uint64_t languages; /* bit I: that of row I of language.def has the word, or the letter */
    uint8_t share;      /* points for each of them */
    uint8_t len;        /* bytes; 0: the place is free */
    char text[DL_LANGUAGE_WORD_MAX];
} dl_language_word;

extern const dl_language_word dl_language_words[DL_LANGUAGE_WORDS];

/* The hash of a word one byte longer than the one that hashes to HASH; that of none is 0. */
static inline uint32_t dl_language_hash(uint32_t hash, unsigned char byte)
{
    return (hash + byte) * 0x9E3779B1U;
}

/* The place at which a word is looked for first. */
static inline size_t dl_language_place(uint32_t hash)
{
    return (hash >> 16) % DL_LANGUAGE_WORDS;
}

#endif
