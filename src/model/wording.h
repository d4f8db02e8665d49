/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MODEL_WORDING_H
#define MODEL_WORDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dateline/str.h"

/* A text as words and lines: what sketches are made of and copies are told by. */

typedef struct dl_word {
    uint32_t term, term_len; /* in `terms`: the folded word, with the signs before it that count */
    uint32_t hash;           /* of the term */
    uint32_t start;          /* byte in the text */
    uint32_t line;           /* number of its line */
    bool digits;             /* holds a digit */
    bool after_dateline;     /* what stands before it may end a dateline */
    bool after_sentence;     /* or a sentence */
    bool copyright;          /* the sign of a copyright does */
} dl_word;

typedef struct dl_wording_line {
    size_t first, end; /* its words */
    bool sentence;     /* ends as a sentence does */
    bool cut;          /* ends with an ellipsis */
    bool furniture;    /* no part of what the text says */
} dl_wording_line;

typedef struct dl_wording {
    dl_str terms;
    struct {
        dl_word *items;
        size_t len, size;
    } words;
    struct {
        dl_wording_line *items;
        size_t len, size;
    } lines; /* those that have words */
} dl_wording;

/* Reads TEXT; release it in any case. False when memory is out. */
bool dl_wording_init(dl_wording *wording, const char *text);
void dl_wording_release(dl_wording *wording);

/* Whether two words are the same. */
bool dl_word_equal(const dl_wording *a, size_t i, const dl_wording *b, size_t j);

/* The number of the first word of the first sentence: behind the lines before it that are none (at
 * most four), a headline and what stands with it. 0 where there is no sentence. */
size_t dl_wording_sentence(const dl_wording *wording);

/* The number of the first word at byte AT or after it. */
size_t dl_wording_at(const dl_wording *wording, size_t at);

#endif
