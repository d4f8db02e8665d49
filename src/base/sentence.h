/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_SENTENCE_H
#define BASE_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a character is to the rules on sentences (UAX 29, table 4). A character is read together with
 * the marks and format controls behind it. */
typedef enum dl_sentence_class {
    DL_SENTENCE_OTHER,
    DL_SENTENCE_END, /* of the text */
    DL_SENTENCE_SEP, /* parts lines, and sentences with them */
    DL_SENTENCE_SP,  /* white space; a line break amid a sentence, too */
    DL_SENTENCE_LOWER,
    DL_SENTENCE_UPPER,
    DL_SENTENCE_OLETTER, /* a letter without case */
    DL_SENTENCE_NUMERIC,
    DL_SENTENCE_ATERM, /* a point, and an ellipsis */
    DL_SENTENCE_STERM, /* a mark that ends sentences and nothing else */
    DL_SENTENCE_SCONTINUE,
    DL_SENTENCE_CLOSE, /* a quotation mark or bracket, of either side */
} dl_sentence_class;

typedef struct dl_sentence_glyph {
    uint32_t cp;
    dl_sentence_class class;
    size_t end; /* where the next begins */
} dl_sentence_glyph;

/* The character at byte POS of TEXT. */
dl_sentence_glyph dl_sentence_read(const char *text, size_t len, size_t pos);

/* Where the character begins that ends at POS, which is not 0, without the marks and format controls
 * behind it. */
size_t dl_sentence_back(const char *text, size_t len, size_t pos);

/* The first byte at POS or later that may be a separator or end a sentence; LEN where none is. */
size_t dl_sentence_mark(const char *text, size_t len, size_t pos);

/* Where the sentence that begins at FROM ends, with the white space behind it: always past FROM.
 * What dl_sentence_next walks by, before it takes off white space. */
size_t dl_sentence_break(const char *text, size_t len, size_t from);

/* Whether the word that ends at byte STOP, where a point stands, is written short, so that the point
 * is no sentence's end when the byte NEXT is where the text goes on. */
bool dl_sentence_is_short(const char *text, size_t len, size_t stop, size_t next);

#endif
