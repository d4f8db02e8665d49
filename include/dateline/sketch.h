/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_SKETCH_H
#define DATELINE_SKETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A sketch of a text, by which texts that are much alike are found without being compared: what one
 * is asked for is not how alike two are but which of a million may be.
 *
 * The text is taken as the set of its shingles, five folded words in a row (Broder, "On the
 * Resemblance and Containment of Documents", 1997). One permutation of them by a hash is cut into
 * DL_SKETCH_SLOTS bins, the least hash of each bin kept (Li, Owen, Zhang, "One Permutation Hashing",
 * 2012), an empty bin filled from the next one that is not (Shrivastava, Li, "Densifying One
 * Permutation Hashing", 2014): two slots are equal as often as the two sets have shingles in common.
 * Slots are hashed together by DL_SKETCH_ROWS into bands, and texts that share a band are worth a
 * comparison: with 16 bands of 4 that is 99 of 100 pairs with three quarters of their shingles in
 * common, 64 of 100 with half, 2 of 100 with a fifth. One band more is the opening of the text, for
 * a copy that was cut to a few paragraphs has that with the whole in common and little else.
 */

#define DL_SKETCH_SLOTS 64
#define DL_SKETCH_ROWS 4
#define DL_SKETCH_BANDS (DL_SKETCH_SLOTS / DL_SKETCH_ROWS + 1)

typedef struct dl_sketch {
    int64_t bands[DL_SKETCH_BANDS]; /* each different from what another band of any text can be */
    size_t count;                   /* 0 for a text without a word */
} dl_sketch;

/* Makes the sketch of BODY, whose text begins at byte LEAD after its dateline (0 where it has none).
 * The same on every machine. False when memory is out. */
bool dl_sketch_make(const char *body, size_t lead, dl_sketch *ret_sketch);

/* How many bands the two have in common. */
size_t dl_sketch_common(const dl_sketch *a, const dl_sketch *b);

#endif
