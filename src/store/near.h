/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_NEAR_H
#define STORE_NEAR_H

#include "dateline/store.h"
#include "dateline/str.h"

/*
 * Which mentions of a document stand near each other. For each mention, in the order of
 * dl_mention_compare, a step says how it stands to the one before it; two mentions are in one
 * sentence where all steps from the one to the other are within it, and so for paragraphs. A title is
 * a paragraph of its own. A mention belongs to the sentence in which it begins.
 */
typedef enum dl_step {
    DL_STEP_SENTENCE,  /* in the same sentence as the one before */
    DL_STEP_PARAGRAPH, /* in another sentence of the same paragraph */
    DL_STEP_DOCUMENT,  /* elsewhere; the first mention, too */
    DL_STEP_COUNT
} dl_step;

/* Adds to OUT a byte for each of the COUNT mentions of DOC, its step. */
void dl_steps_add(dl_str *out, const dl_document *doc, const dl_mention *mentions, size_t count);

/* What was met of two groups of entities since the last sentence, paragraph or document began. */
typedef struct dl_nearness {
    dl_scope scope;
    size_t first, second, both; /* mentions of one of the first group, of the second, of either */
} dl_nearness;

/* Goes on to the next mention, which is one of the FIRST group, of the SECOND, of both or of none;
 * whether two different ones of the two groups were met within the scope. */
bool dl_nearness_meet(dl_nearness *near, dl_step step, bool first, bool second);

#endif
