/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TRAIN_PACK_H
#define TRAIN_PACK_H

#include "tools/train/learn.h"

/* A list of words and phrases with their classes, as the model keeps it: hashes. */
typedef struct word_list {
    struct listed_word {
        uint32_t hash;
        uint16_t classes;
    } * items;
    size_t len, size;
} word_list;

/* Reads PATH: a word or phrase, a tab, its classes (known.def) parted by commas; a line each. False, and
 * says why, where it cannot. */
bool word_list_read(word_list *list, const char *path);

typedef struct packed {
    unsigned char *data; /* on a border of 64 bytes */
    size_t len;
} packed;

/* Makes the model's file (annotate/model.h) of at most LIMIT rows, those whose weights count most. WEIGHTS
 * may be NULL: the words alone. CONFIDENCE may be NULL. False when memory is out. */
bool pack_model(const word_list *words, const vocabulary *v, const weights *w, size_t limit,
                const uint8_t confidence[DL_MODEL_MARGINS], packed *ret);

#endif
