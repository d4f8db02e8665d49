/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The labels of a text: its words' scores by their features, and the best path through them. */
#include <stdlib.h>

#include "annotate/lattice.h"
#include "annotate/tagging.h"

/* Whether a mark that no name goes on over stands in the gap after WORD: "Alcaraz; Swiatek", cells of a table. */
static bool has_mark(const dl_reading *r, size_t word)
{
    const dl_word *w = &r->words.items[word];
    size_t len;
    if (w->gap != DL_GAP_OTHER || w[1].start <= w->end)
        return false;
    const char *gap = dl_reading_bytes(r, word, &len) + len;
    for (size_t n = w[1].start - w->end; n-- > 0; gap++)
        if (*gap == ';' || *gap == '|' || *gap == '\t' || (*gap == ':' && n > 0))
            return true;
    return false;
}

bool dl_tagging_breaks(const dl_reading *r, size_t i)
{
    if (i == 0)
        return true;
    const dl_word *before = &r->words.items[i - 1];
    if (before->gap == DL_GAP_BREAK || has_mark(r, i - 1))
        return true;
    bool small = before->shape == DL_SHAPE_LOWER; /* "said. The Committee", but "U.S. Senate" */
    return r->words.items[i].flags & DL_WORD_FIRST && (before->gap != DL_GAP_POINT || small);
}

/* What is worked with on one text. */
typedef struct desk {
    const dl_reading *r;
    dl_glances glances;
    dl_lattice lattice;
    dl_moves moves;
} desk;

/* Words are scored in step: by the time that the rows of one are added they have come from memory. */
#define STEP 8

/* Scores the words [first, end), STEP of them at most. */
static void score_words(const dl_glances *glances, size_t first, size_t end,
                        int32_t (*scores)[DL_LANES])
{
    uint32_t features[DL_FEATURES_MAX];
    dl_wanted wanted[STEP][DL_FEATURES_MAX];
    size_t counts[STEP];
    for (size_t i = first; i < end; i++) {
        size_t count = glances->items[i].far ? 0 : dl_features_write(glances, i, features);
        counts[i - first] = dl_tagger_sift(glances->tagger, features, count, wanted[i - first]);
    }
    for (size_t i = first; i < end; i++)
        dl_tagger_add(glances->tagger, wanted[i - first], counts[i - first], scores[i - first]);
}

/* Whether margins are of use: where a name was found, or a rule found one. */
static bool are_asked(const desk *d, size_t first, size_t end, const uint8_t *labels)
{
    for (size_t i = first; i < end; i++)
        if (labels[i - first] || d->glances.items[i].ruled)
            return true;
    return false;
}

/* Labels the words [first, end), before which there is none or one that is far, as the last of them is where the
 * text goes on: paths meet in such a word, so that no other words have to be looked at together. */
static bool label_row(desk *d, size_t first, size_t end, dl_tagging *tagging)
{
    if (!dl_lattice_begin(&d->lattice, end - first))
        return false;
    for (size_t i = first; i < end; i++) {
        d->lattice.far[i - first] = d->glances.items[i].far;
        d->lattice.broken[i - first] = dl_tagging_breaks(d->r, i);
    }
    for (size_t i = first; i < end; i += STEP)
        score_words(&d->glances, i, i + STEP < end ? i + STEP : end,
                    d->lattice.scores + (i - first));
    uint8_t *labels = tagging->labels + first;
    dl_lattice_walk(&d->lattice, &d->moves, labels);
    if (are_asked(d, first, end, labels))
        dl_lattice_margins(&d->lattice, &d->moves, labels, tagging->margins + first);
    return true;
}

static bool label_rows(desk *d, dl_tagging *tagging)
{
    size_t len = d->r->words.len;
    const dl_glance *words = d->glances.items;
    for (size_t i = 0, end; i < len; i = end) {
        end = i + 1;
        if (words[i].far)
            continue;
        while (end < len && !words[end - 1].far)
            end++;
        if (!label_row(d, i, end, tagging))
            return false;
    }
    return true;
}

bool dl_tagging_init(dl_tagging *tagging, const dl_reading *r, const dl_tagger *tagger)
{
    size_t len = r->words.len;
    desk d = {.r = r};
    tagging->labels = calloc(len + 1, sizeof *tagging->labels);
    tagging->margins = calloc(len + 1, sizeof *tagging->margins);
    bool ok = tagging->labels && tagging->margins && dl_glances_init(&d.glances, r, tagger);
    d.glances.narrow = tagging->narrow;
    dl_moves_init(&d.moves, tagger->header->transitions);
    ok = ok && label_rows(&d, tagging);
    dl_glances_release(&d.glances);
    dl_lattice_release(&d.lattice);
    return ok;
}

void dl_tagging_release(dl_tagging *tagging)
{
    free(tagging->labels);
    free(tagging->margins);
}
