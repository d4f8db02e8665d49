/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TRAIN_CORPUS_H
#define TRAIN_CORPUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dateline/gazetteer.h"
#include "dateline/tagger.h"

/* Labelled text: folders of DOC.txt and DOC.ann.tsv (byte start, end, type, surface, link). */

typedef struct gold {
    uint32_t start, end; /* bytes */
    unsigned types;      /* bits, 1 << DL_TAG_*: any of them is right */
    bool skip;           /* of a class that is neither asked for nor counted as wrong */
} gold;

typedef struct labelled {
    char *set, *id;
    unsigned fold;
    char *text;
    gold *gold;
    size_t gold_count;
    uint32_t from, to; /* bytes that are labelled; 0, 0: all */
    size_t words;
    uint32_t *starts, *ends; /* of words */
    uint8_t *labels;
    bool *far, *broken;
    uint32_t *offsets; /* words + 1: into features */
    uint32_t *features;
} labelled;

typedef struct corpus {
    labelled *items;
    size_t len, size;
} corpus;

/* Reads the documents of the folder DIR, ordered by name. False, and says why, where it cannot. */
bool corpus_read(corpus *c, const char *dir);
void corpus_release(corpus *c);

/* Looks at the words of all documents: what the trainer learns from. NARROW: without what the text as a
 * whole tells. False when memory is out. */
bool corpus_look(corpus *c, const dl_gazetteer *gazetteer, const dl_tagger *words, bool narrow);

/* The whole file PATH with a NUL, to be freed; NULL, and says why. */
char *read_whole(const char *path, size_t *ret_len);

#endif
