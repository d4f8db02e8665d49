/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TRAIN_LEARN_H
#define TRAIN_LEARN_H

#include "annotate/model.h"
#include "tools/train/corpus.h"

/*
 * The averaged structured perceptron (Collins 2002), with a margin: while learning, each wrong label is
 * favoured by so much, so that the right one must win clearly (Taskar and others 2003). What has been corrected
 * often is corrected by less (AdaGrad: Duchi and others 2011), and at each visit a document goes without
 * some of the features, so that the rare ones, which other texts lack, do not carry alone what common ones can
 * tell as well (Hinton and others 2012). All is done in whole numbers, so the result is the same on every
 * machine.
 */

typedef struct lesson {
    unsigned passes;
    int32_t margin, margin_none; /* where there is a name, and where there is none */
    uint32_t drop;               /* features a document goes without, of a thousand */
    uint64_t seed;
    unsigned
        turns; /* learnt so often, with seeds that follow each other, and the mean taken: a single text
                     * hangs less on the order in which documents were learnt */
    unsigned fold;      /* not learnt from */
    const char *no_set; /* nor this set; NULL: none */
} lesson;

/* The features of a corpus, numbered. */
typedef struct vocabulary {
    uint32_t *hashes; /* by number */
    size_t len;
} vocabulary;

/* In averaged weights one correction of a whole pass counts WEIGHT_UNIT. */
#define WEIGHT_UNIT 8

typedef struct weights {
    int32_t (*values)[DL_LABELS]; /* by number of the feature */
    int32_t transitions[DL_LABELS][DL_LABELS];
} weights;

/* Replaces the features of all documents by their numbers. False when memory is out. */
bool vocabulary_number(vocabulary *v, corpus *c);
void vocabulary_release(vocabulary *v);

bool learn(const corpus *c, const vocabulary *v, const lesson *plan, weights *ret);
void weights_release(weights *w);

#endif
