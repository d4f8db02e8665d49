/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TRAIN_SCORE_H
#define TRAIN_SCORE_H

#include "tools/train/corpus.h"

/* Counting what is right: exact (the same bytes, the same type) and overlapping (the same type and a
 * byte in common, one to one), as score_spans does. */

typedef struct guessed {
    uint32_t start, end; /* bytes */
    unsigned type;       /* DL_TAG_* */
} guessed;

typedef struct tally {
    size_t guessed, gold, exact, overlapping;
} tally;

/* Adds the spans of one document to COUNTS. False when memory is out. */
bool score_document(const labelled *doc, const guessed *spans, size_t count, tally *counts);

/* F1, of a hundred. */
double score_f1(size_t right, const tally *counts);

#endif
