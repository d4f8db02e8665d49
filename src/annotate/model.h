/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_MODEL_H
#define ANNOTATE_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "dateline/tagger.h"

/*
 * The model's file, little-endian, read in place:
 *
 *     header     dl_model_header
 *     filter     DL_FILTER_LEN bytes, on a border of 64 bytes: a bit a hash, set where a row has it
 *     rows       rows x dl_model_row, on a border of 64 bytes
 *     known      known x dl_model_known, on a border of 64 bytes
 *
 * Both tables are hashed by a feature's (a word's) 32 bits: the upper say the place, the lower 16 are the mark by
 * which it is told from others; a mark of 0 is a free place, of which there is one at least. What finds its place
 * taken stands in the next free one, behind the last place in the first. Rows that count most are placed first.
 *
 * Most features of a word have no row. The filter (Bloom 1970, of one hash) says so of nine in ten of them, and
 * lies in the cache where the rows do not.
 *
 * A row holds one weight a label, each a byte to be shifted left by the row's own exponent.
 */

/* The labels: 0 is no name; then, for each type, where in a name the word stands. */
enum { DL_TAG_PERSON, DL_TAG_PLACE, DL_TAG_ORGANISATION, DL_TAG_TYPES };
enum { DL_TAG_BEGIN, DL_TAG_INSIDE, DL_TAG_END, DL_TAG_SINGLE, DL_TAG_PARTS };
#define DL_LABELS (1 + DL_TAG_TYPES * DL_TAG_PARTS)
#define DL_LABEL(type, part) (1u + (type)*DL_TAG_PARTS + (part))
#define DL_LABEL_TYPE(label) (((label)-1u) / DL_TAG_PARTS)
#define DL_LABEL_PART(label) (((label)-1u) % DL_TAG_PARTS)

#define DL_MODEL_MAGIC "dateline tagger 3"
#define DL_MODEL_MARGINS 16 /* classes of how clear a decision was */

typedef struct dl_model_header {
    char magic[24];
    char version[24];                          /* of the contents, hexadecimal, with a NUL */
    uint32_t rows, known;                      /* places */
    int32_t transitions[DL_LABELS][DL_LABELS]; /* from, to */
    uint32_t margin_step;                      /* of one class of margin, in units of the weights */
    uint8_t confidence[DL_MODEL_MARGINS]; /* how often such a decision is right, of a hundred */
} dl_model_header;

typedef struct dl_model_row {
    int8_t weights[DL_LABELS];
    uint8_t shift;
    uint16_t mark;
} dl_model_row;

typedef struct dl_model_known {
    uint16_t mark, classes; /* DL_KNOWN_MORE among them */
} dl_model_known;

#define DL_ROW_SHIFT_MAX 15 /* and 160 such weights are far from 31 bits */
#define DL_FILTER_BITS 20   /* of a hash */
#define DL_FILTER_LEN ((size_t)1 << (DL_FILTER_BITS - 3))
_Static_assert(sizeof(dl_model_row) == 16 && sizeof(dl_model_known) == 4, "the format of the file");

/* Classes of the word list: bits. */
enum dl_known_bit {
#define DL_KNOWN(id, name) DL_KNOWN_BIT_##id,
#include "annotate/known.def"
#undef DL_KNOWN
    DL_KNOWN_BITS
};

/* What is listed, or nothing that is, begins a longer phrase. */
#define DL_KNOWN_MORE (1u << 15)
_Static_assert(DL_KNOWN_BITS < 16, "the classes and that bit fit");

/* The hash of a phrase: that of its words so far, and the next word's. */
static inline uint32_t dl_known_join(uint32_t hash, uint32_t next)
{
    return (hash ^ (next + 0x9E3779B9u)) * 16777619u;
}

/* The place of a hash, of COUNT, and its mark. */
static inline uint32_t dl_model_place(uint32_t hash, uint32_t count)
{
    return (uint32_t)(((uint64_t)(hash * 0x9E3779B1u) * count) >> 32);
}
/* Its bit in the filter. */
static inline uint32_t dl_model_bit(uint32_t hash)
{
    return (hash * 0x9E3779B1u) >> (32 - DL_FILTER_BITS);
}
static inline uint16_t dl_model_mark(uint32_t hash)
{
    uint16_t mark = (uint16_t)(hash ^ hash >> 16);
    return mark ? mark : 1;
}

struct dl_tagger {
    const dl_model_header *header;
    const uint8_t *filter;
    const dl_model_row *rows;
    const dl_model_known *known;
};

/* The classes of the word or phrase of that hash, and whether it begins longer ones; 0 where it is not listed. */
uint32_t dl_tagger_look(const dl_tagger *tagger, uint32_t hash);

/* The classes alone. */
static inline uint32_t dl_tagger_known(const dl_tagger *tagger, uint32_t hash)
{
    return dl_tagger_look(tagger, hash) & ~DL_KNOWN_MORE;
}

/* Says that it will be asked for: it takes as long to come from memory as some words take. */
void dl_tagger_fetch_known(const dl_tagger *tagger, uint32_t hash);

/*
 * Labels are counted in lanes: their number rounded up, so that a compiler adds and compares them all at once.
 * What is in the lanes behind the labels means nothing.
 */
#define DL_LANES 16
_Static_assert(DL_LABELS <= DL_LANES && sizeof(dl_model_row) == DL_LANES, "a row fills the lanes");

/* Where the row of a feature is to be looked for. */
typedef struct dl_wanted {
    uint32_t place;
    uint16_t mark;
} dl_wanted;

/* Writes to RET where the rows of those of COUNT FEATURES are that may have one, calls for them from memory, and
 * returns how many. */
size_t dl_tagger_sift(const dl_tagger *tagger, const uint32_t *features, size_t count,
                      dl_wanted *ret);

/* Adds the weights of the COUNT rows WANTED to SCORES. */
void dl_tagger_add(const dl_tagger *tagger, const dl_wanted *wanted, size_t count,
                   int32_t scores[DL_LANES]);

/* Whether the label NEXT may follow LABEL. BROKEN: no name goes on from one word to the other. */
bool dl_label_follows(unsigned label, unsigned next, bool broken);

#endif
