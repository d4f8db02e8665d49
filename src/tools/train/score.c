/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "tools/train/score.h"

static bool meets(const gold *g, const guessed *span)
{
    return g->start < span->end && span->start < g->end;
}

static bool is_same(const gold *g, const guessed *span)
{
    return g->start == span->start && g->end == span->end;
}

/* Whether SPAN is to be passed over: outside of what is labelled, or over nothing but spans of classes
 * that are not asked for. */
static bool is_passed_over(const labelled *doc, const guessed *span)
{
    bool skipped = false;
    if (doc->to && (span->start < doc->from || span->end > doc->to))
        return true;
    for (size_t i = 0; i < doc->gold_count; i++)
        if (meets(&doc->gold[i], span)) {
            if (!doc->gold[i].skip)
                return false;
            skipped = true;
        }
    return skipped;
}

bool score_document(const labelled *doc, const guessed *spans, size_t count, tally *counts)
{
    bool *taken = calloc(doc->gold_count + 1, 1), *done = calloc(count + 1, 1);
    for (size_t g = 0; g < doc->gold_count; g++)
        counts->gold += !doc->gold[g].skip;
    for (size_t i = 0; taken && done && i < count; i++) {
        done[i] = is_passed_over(doc, &spans[i]);
        counts->guessed += !done[i];
        for (size_t g = 0; g < doc->gold_count && !done[i]; g++)
            if (!doc->gold[g].skip && !taken[g] && is_same(&doc->gold[g], &spans[i]) &&
                doc->gold[g].types & 1u << spans[i].type) {
                taken[g] = done[i] = true;
                counts->exact++;
                counts->overlapping++;
            }
    }
    for (size_t i = 0; taken && done && i < count; i++)
        for (size_t g = 0; g < doc->gold_count && !done[i]; g++)
            if (!doc->gold[g].skip && !taken[g] && meets(&doc->gold[g], &spans[i]) &&
                doc->gold[g].types & 1u << spans[i].type) {
                taken[g] = done[i] = true;
                counts->overlapping++;
            }
    bool ok = taken && done;
    free(taken);
    free(done);
    return ok;
}

double score_f1(size_t right, const tally *counts)
{
    size_t all = counts->guessed + counts->gold;
    return all ? 200.0 * (double)right / (double)all : 0;
}
