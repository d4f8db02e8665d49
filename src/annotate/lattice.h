/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_LATTICE_H
#define ANNOTATE_LATTICE_H

#include "annotate/model.h"

/* A row of words, each with a score for each label, and the way to the best row of labels. */
typedef struct dl_lattice {
    size_t len;
    int32_t (*scores)[DL_LABELS]; /* 0 at first, for the caller to fill, as the next two: */
    bool *far;                    /* the word can have label 0 only */
    bool *broken;                 /* no name goes on from the word before to it */
    int32_t (*best)[DL_LABELS];   /* of the paths that end at the word with the label */
    uint8_t (*from)[DL_LABELS];
} dl_lattice;

/* Makes room for LEN words; false when memory is out, and it is to be released then, too. */
bool dl_lattice_init(dl_lattice *lattice, size_t len);
void dl_lattice_release(dl_lattice *lattice);

/* Writes the labels of the best path. */
void dl_lattice_walk(dl_lattice *lattice, const int32_t transitions[DL_LABELS][DL_LABELS],
                     uint8_t *ret_labels);

/* After that walk: writes for each word by how much the best path is better than the best of those that give
 * the word another label (a max-marginal). LABELS are those of the best path. */
void dl_lattice_margins(dl_lattice *lattice, const int32_t transitions[DL_LABELS][DL_LABELS],
                        const uint8_t *labels, int32_t *ret_margins);

#endif
