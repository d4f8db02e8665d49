/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_TOKEN_H
#define DATELINE_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/str.h"

/*
 * Words of a text and the terms they are searched by. The store's full-text index, the search for a
 * text in a pane and the marks of a hit must agree on what a word is, so all of them ask here.
 *
 * A word is a segment between the word boundaries of UAX 29 that holds a letter or a digit, with
 * these differences:
 *   - a final possessive ('s, ’s, and the apostrophe alone after s) is no part of any word: in
 *     "Russia’s" and "U.S.’s" the words are "Russia" and "U.S.";
 *   - between letters a point joins only those of an acronym ("U.S.", "e.g."), whose last point
 *     belongs to the word; "Monday.The" is two words, and so is "said:The"; between digits points
 *     and commas join ("3.5", "1,000");
 *   - an underscore is part of a word only between two letters or digits;
 *   - each character (grapheme cluster) of a script written without spaces is a word of its own, so
 *     that a phrase of characters finds its place whatever a segmenter would think.
 *
 * The term of a word is its full case folding, with ' for every apostrophe, without soft hyphens
 * and the like, without the points of an acronym. But a word of exactly two capitals, with points
 * or without, is kept as it is: "U.S." and "US" are the term "US", which "us" is not; "NATO" and
 * "nato" are one term.
 */

typedef struct dl_token {
    size_t start, end; /* byte range in the text, end exclusive */
} dl_token;

/* Walks over a text's words. Zero it, set text and len, then call dl_token_next. */
typedef struct dl_tokens {
    const char *text;
    size_t len;
    size_t pos; /* where the next call goes on */
} dl_tokens;

/* The next word at or after `pos`; false at the end of the text. */
bool dl_token_next(dl_tokens *walk, dl_token *ret_token);

/* Adds to OUT the term of the word WORD of LEN bytes (as delimited by dl_token_next). */
void dl_token_term(dl_str *out, const char *word, size_t len);

/* A phrase made ready to be found in texts: its terms. */
typedef struct dl_phrase dl_phrase;

/* The terms of TEXT as a phrase; NULL when memory is out. A phrase without a word matches nothing.
 * PREFIX makes the last term match every term it begins. Freed with dl_phrase_free. */
dl_phrase *dl_phrase_new(const char *text, size_t len, bool prefix);
void dl_phrase_free(dl_phrase *phrase);

/* The first place of PHRASE in TEXT whose first word starts at byte FROM or later; false where there
 * is none. */
bool dl_phrase_find(const dl_phrase *phrase, const char *text, size_t len, size_t from,
                    dl_token *ret_range);

#endif
