/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_LATTICE_H
#define ANNOTATE_LATTICE_H

#include "annotate/model.h"

/* Scores from one label to the next; those of pairs that cannot be are so low that no path takes them. */
typedef struct dl_moves {
    int32_t on[2][DL_LANES][DL_LANES];   /* from, to; [1]: where no name goes on */
    int32_t back[2][DL_LANES][DL_LANES]; /* to, from */
} dl_moves;

/* A row of words, each with a score for each label, and the way to the best row of labels. */
typedef struct dl_lattice {
    size_t len, size;
    int32_t (*scores)[DL_LANES]; /* 0 at first, for the caller to fill, as the next two: */
    bool *far;                   /* the word can have label 0 only */
    bool *broken;                /* no name goes on from the word before to it */
    int32_t (*best)[DL_LANES];   /* of the paths that end at the word with the label */
    uint8_t (*from)[DL_LANES];
} dl_lattice;

/* Prepares moves from the transitions of a model. */
void dl_moves_init(dl_moves *moves, const int32_t transitions[DL_LABELS][DL_LABELS]);

/* Adds BY to the score from FROM to TO. */
void dl_moves_add(dl_moves *moves, unsigned from, unsigned to, int32_t by);

/* Makes LATTICE, which is all 0 at first, a row of LEN words, and keeps the room that it has; false when memory is
 * out, and it is to be released then, too. */
bool dl_lattice_begin(dl_lattice *lattice, size_t len);
void dl_lattice_release(dl_lattice *lattice);

/* Writes the labels of the best path. It begins after a word with label 0, and ends where a name may end. */
void dl_lattice_walk(dl_lattice *lattice, const dl_moves *moves, uint8_t *ret_labels);

/* After that walk: writes for each word by how much the best path is better than the best of those that give
 * the word another label (a max-marginal). LABELS are those of the best path. */
void dl_lattice_margins(const dl_lattice *lattice, const dl_moves *moves, const uint8_t *labels,
                        int32_t *ret_margins);

#endif
