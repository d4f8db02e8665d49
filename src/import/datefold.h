/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_DATEFOLD_H
#define DL_IMPORT_DATEFOLD_H

#include <stddef.h>
#include <stdint.h>

/*
 * How words of dates are compared, by the table that is made of them at build time and by the text
 * they are looked for in: without regard to case, to the accents of Latin, Greek and Cyrillic, and to
 * the spellings of one letter in Arabic script. Other scripts' marks are part of their words.
 */

/* What stands for code point CP, which is no ASCII; 0 where nothing does. */
uint32_t dl_date_fold(uint32_t cp);

#define DL_DATE_PREFIX 3           /* bytes that a word is told apart by at once */
#define DL_DATE_PREFIX_BITS 32768u /* of the table of those */

/* The bit of a folded word's first bytes. */
static inline unsigned dl_date_prefix_bit(const char *text, size_t len)
{
    uint32_t bits = 0;
    for (size_t i = 0; i < DL_DATE_PREFIX && i < len && text[i] != ' '; i++)
        bits |= (uint32_t)(unsigned char)text[i] << (8 * i);
    return (bits * 2654435761u) >> 17;
}

#define DL_DATE_PLACES 8192u /* of the index of words, a power of two; more than half are free */

/* The place in the index at which the LEN folded bytes at TEXT are looked for first. */
static inline unsigned dl_date_word_place(const char *text, size_t len)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return (hash ^ hash >> 15) % DL_DATE_PLACES;
}

#endif
