/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_DATEWORDS_H
#define DL_IMPORT_DATEWORDS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The words of dates in all languages, made of assets/dates at build time (src/tools/datewords.c):
 * folded (datefold.h) and sorted, a row for each meaning of a word in a language, those of one word
 * in the order of the languages, and an index of the words. A word of several parts has its first
 * parts in the table too.
 */

typedef struct dl_date_word {
    unsigned text; /* where it begins in dl_date_words_text */
    short value;   /* as dl_date_token.value */
    unsigned char kind;
    unsigned char language;
    unsigned char calendar; /* of a month: dl_date_calendar */
    bool brief;             /* it is cut short */
    bool capital;           /* it counts only with one: it is a common word too */
} dl_date_word;

extern const dl_date_word dl_date_words[];
extern const size_t dl_date_words_count;
extern const char dl_date_words_text[];
extern const unsigned char dl_date_words_prefixes[]; /* bits: dl_date_prefix_bit */

/* By dl_date_word_place, or in the next place that is free: 1 + the first row of a word, and its rows. */
extern const struct dl_date_place {
    unsigned short row, count;
} dl_date_places[];

extern const char dl_date_languages[][4]; /* ISO 639; number 0 is English */
extern const size_t dl_date_languages_count;

#define DL_DATE_ANY_LANGUAGE 255

/* The rows of the word of LEN folded bytes at TEXT: sets *RET_COUNT; NULL where there are none. */
const dl_date_word *dl_date_word_find(const char *text, size_t len, size_t *ret_count);

/* Whether a word of the table may begin with the LEN folded bytes at TEXT. */
bool dl_date_word_begins(const char *text, size_t len);

/* The number of the language that the BCP 47 tag TAG names (may be NULL); -1: not in the table. */
int dl_date_language(const char *tag);

#endif
