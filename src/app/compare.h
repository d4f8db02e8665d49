/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_COMPARE_H
#define APP_COMPARE_H

#include "app/reading.h"
#include "dateline/pane.h"

/*
 * Two passages beside each other, word by word: the paragraphs that two lines stand in, with the words
 * marked that the other does not have in the same order. What makes two words the same is what makes
 * searching find one by the other; marks of punctuation are no words.
 */

typedef struct dl_compare_side {
    dl_key key;
    dl_spot spot;        /* in the document: where going there leads */
    const char *heading; /* date, source and title */
    const char *text;    /* the paragraph */
    size_t len;
    dl_mark name;  /* the place itself, in the paragraph */
    dl_mark *only; /* the words that the other side does not have */
    size_t only_count, words;
    dl_layout layout;
} dl_compare_side;

typedef struct dl_compare {
    dl_arena arena;
    dl_compare_side sides[2];
    int side;   /* the one that Enter goes to */
    size_t top; /* the first line shown, of both */
} dl_compare;

void dl_compare_release(dl_compare *compare);

/* A passage: the place SPOT in the document KEY. */
typedef struct dl_compare_place {
    dl_key key;
    dl_spot spot;
} dl_compare_place;

/* Reads the passages at PLACES and compares them. Nothing is changed on failure. */
dl_status dl_compare_load(dl_compare *compare, dl_store *store, const dl_compare_place places[2],
                          const dl_glyphs *glyphs, dl_error *error);

/* Breaks both texts into lines of these widths, in cells. */
void dl_compare_layout(dl_compare *compare, size_t first, size_t second);

/* How many lines the longer side has. */
size_t dl_compare_lines(dl_compare *compare);

#endif
