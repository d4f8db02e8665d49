/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_WORD_H
#define ANNOTATE_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The words of a text as the finding of names sees them: where each stands, how it is written, what
 * stands between it and the next, and whether a capital letter means anything there. What is a word
 * is dl_token's business (so "Russia’s" is the word "Russia", and "U.S." is one word); a hyphen
 * parts words, so that in "NATO-led" both stand by themselves.
 */

/* How a word is written. */
typedef enum dl_shape {
    DL_SHAPE_OTHER,   /* without letters: a number */
    DL_SHAPE_LOWER,   /* "ministry", "iPhone" */
    DL_SHAPE_CAPITAL, /* "Ministry" */
    DL_SHAPE_MIXED,   /* "McCain", "DoD" */
    DL_SHAPE_UPPER,   /* "NATO", "U.S.", "G20" */
    DL_SHAPE_INITIAL, /* "F" */
} dl_shape;

/* What stands between a word and the next one. */
typedef enum dl_gap {
    DL_GAP_SPACE,
    DL_GAP_LINE, /* one line break */
    DL_GAP_HYPHEN,
    DL_GAP_COMMA, /* a comma and space, no more */
    DL_GAP_POINT, /* a full stop and space, no more */
    DL_GAP_SLASH,
    DL_GAP_AND,   /* an ampersand */
    DL_GAP_OPEN,  /* an opening bracket after space, no more */
    DL_GAP_CLOSE, /* anything that begins with a closing bracket */
    DL_GAP_OTHER, /* any other mark */
    DL_GAP_BREAK, /* an empty line or the end of the field */
} dl_gap;

enum {
    DL_WORD_FIRST = 1,      /* begins a sentence: its capital tells nothing */
    DL_WORD_POSSESSIVE = 2, /* 's or a final apostrophe follows, and is not part of it */
    DL_WORD_CAPITALS = 4,   /* stands in a sentence written in capitals */
    DL_WORD_TITLED = 8,     /* stands in a sentence that capitalises each word */
    DL_WORD_POINTED = 16,   /* an acronym with points */
    DL_WORD_STRANGE = 32,   /* has letters that are not Latin */
    DL_WORD_BODY = 64,      /* of the body, not the title */
    DL_WORD_TITLE = 128,    /* part of a listed title ("Foreign Minister"); set by lookup.c */
};

typedef struct dl_word {
    uint32_t start, end; /* bytes of its field */
    uint32_t id;         /* in the lexicon; 0: not there */
    uint32_t hash;       /* of the folded word: tells words apart that the lexicon has not */
    uint32_t classes;    /* DL_CLASS_* bits of the lexicon's word */
    uint8_t shape, gap, flags;
} dl_word;

/* Whether the word begins with a capital letter. */
static inline bool dl_word_is_capital(const dl_word *word)
{
    return word->shape >= DL_SHAPE_CAPITAL;
}

/* Whether the gap after WORD lets a name go on: space, a line break or a hyphen. */
static inline bool dl_word_joins(const dl_word *word)
{
    return word->gap <= DL_GAP_HYPHEN;
}

#define DL_WORD_FOLDED 64 /* bytes of a folded word that the lexicon can hold */

/* Writes the key by which the lexicon knows the word TEXT of LEN bytes to OUT: case folded, without
 * marks on Latin letters and without the points of an acronym. Returns its length, 0 where it has
 * none or does not fit. */
size_t dl_word_fold(const char *text, size_t len, char out[DL_WORD_FOLDED]);

struct dl_lexicon;

typedef struct dl_words {
    dl_word *items;
    size_t len, size;
} dl_words;

/* Adds the words of the LEN bytes at TEXT to WORDS, with what LEXICON knows of each; FLAGS are given to all
 * of them. False when memory is out. */
bool dl_words_add(dl_words *words, const struct dl_lexicon *lexicon, const char *text, size_t len,
                  unsigned flags);

#endif
