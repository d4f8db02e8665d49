/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The labels of a text: its words' scores by their features, and the best path through them. */
#include <limits.h>
#include <stdlib.h>

#include "annotate/lattice.h"
#include "annotate/tagging.h"

bool dl_tagging_breaks(const dl_reading *r, size_t i)
{
    if (i == 0)
        return true;
    uint8_t gap = r->words.items[i - 1].gap;
    return gap == DL_GAP_BREAK || (r->words.items[i].flags & DL_WORD_FIRST && gap != DL_GAP_POINT);
}

static void score_word(const dl_glances *glances, size_t i, int32_t scores[DL_LABELS])
{
    uint32_t features[DL_FEATURES_MAX];
    size_t count = dl_features_write(glances, i, features);
    for (size_t k = 0; k < count; k++)
        dl_tagger_add(glances->tagger, features[k], scores);
}

bool dl_tagging_init(dl_tagging *tagging, const dl_reading *r, const dl_tagger *tagger)
{
    size_t len = r->words.len;
    dl_glances glances = {0};
    dl_lattice lattice = {0};
    tagging->labels = calloc(len + 1, sizeof *tagging->labels);
    tagging->margins = calloc(len + 1, sizeof *tagging->margins);
    bool ok = tagging->labels && tagging->margins && dl_lattice_init(&lattice, len) &&
              dl_glances_init(&glances, r, tagger);
    glances.narrow = tagging->narrow;
    for (size_t i = 0; ok && i < len; i++) {
        lattice.far[i] = glances.items[i].far;
        lattice.broken[i] = dl_tagging_breaks(r, i);
        if (!lattice.far[i])
            score_word(&glances, i, lattice.scores[i]);
    }
    if (ok) {
        dl_lattice_walk(&lattice, tagger->header->transitions, tagging->labels);
        dl_lattice_margins(&lattice, tagger->header->transitions, tagging->labels,
                           tagging->margins);
    }
    dl_glances_release(&glances);
    dl_lattice_release(&lattice);
    return ok;
}

void dl_tagging_release(dl_tagging *tagging)
{
    free(tagging->labels);
    free(tagging->margins);
}
