/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Viterbi (1967), of first order, in whole numbers. */
#include <stdlib.h>

#include "annotate/lattice.h"

#define NEVER (INT32_MIN / 4)

/* Extends the paths by word I. */
static void extend(dl_lattice *l, size_t i, const int32_t transitions[DL_LABELS][DL_LABELS])
{
    for (unsigned y = 0; y < DL_LABELS; y++) {
        int32_t best = NEVER;
        unsigned from = 0;
        for (unsigned before = 0; before < DL_LABELS && !(l->far[i] && y); before++) {
            if (!dl_label_follows(before, y, l->broken[i]))
                continue;
            int32_t score = (i        ? l->best[i - 1][before]
                             : before ? NEVER
                                      : 0) +
                            transitions[before][y];
            if (score > best) {
                best = score;
                from = before;
            }
        }
        l->best[i][y] = best <= NEVER / 2 ? NEVER : best + l->scores[i][y];
        l->from[i][y] = (uint8_t)from;
    }
}

/* Keeps the numbers small: what counts is their difference. */
static void settle(int32_t best[DL_LABELS])
{
    int32_t top = NEVER;
    for (unsigned y = 0; y < DL_LABELS; y++)
        top = best[y] > top ? best[y] : top;
    for (unsigned y = 0; y < DL_LABELS; y++)
        best[y] = best[y] <= NEVER / 2 ? NEVER : best[y] - top;
}

static void walk_back(const dl_lattice *l, uint8_t *labels)
{
    unsigned label = 0;
    for (unsigned y = 1; l->len && y < DL_LABELS; y++)
        if (DL_LABEL_PART(y) >= DL_TAG_END && l->best[l->len - 1][y] > l->best[l->len - 1][label])
            label = y;
    for (size_t i = l->len; i-- > 0;) {
        labels[i] = (uint8_t)label;
        label = l->from[i][label];
    }
}

bool dl_lattice_init(dl_lattice *l, size_t len)
{
    *l = (dl_lattice){.len = len};
    l->scores = calloc(len + 1, sizeof *l->scores);
    l->best = calloc(len + 1, sizeof *l->best);
    l->from = calloc(len + 1, sizeof *l->from);
    l->far = calloc(len + 1, sizeof *l->far);
    l->broken = calloc(len + 1, sizeof *l->broken);
    return l->scores && l->best && l->from && l->far && l->broken;
}

void dl_lattice_release(dl_lattice *l)
{
    free(l->scores);
    free(l->best);
    free(l->from);
    free(l->far);
    free(l->broken);
}

void dl_lattice_walk(dl_lattice *l, const int32_t transitions[DL_LABELS][DL_LABELS],
                     uint8_t *ret_labels)
{
    for (size_t i = 0; i < l->len; i++) {
        extend(l, i, transitions);
        settle(l->best[i]);
    }
    walk_back(l, ret_labels);
}

/* The best that can follow word I with each label, AFTER being that of the word behind it. */
static void look_back(const dl_lattice *l, size_t i,
                      const int32_t transitions[DL_LABELS][DL_LABELS],
                      const int32_t after[DL_LABELS], int32_t ret[DL_LABELS])
{
    for (unsigned y = 0; y < DL_LABELS; y++) {
        ret[y] = NEVER;
        for (unsigned next = 0; next < DL_LABELS && !(l->far[i] && y); next++) {
            if (!dl_label_follows(y, next, l->broken[i + 1]) || (l->far[i + 1] && next) ||
                after[next] <= NEVER / 2)
                continue;
            int32_t score = transitions[y][next] + l->scores[i + 1][next] + after[next];
            ret[y] = score > ret[y] ? score : ret[y];
        }
    }
    settle(ret);
}

static int32_t margin_at(const int32_t best[DL_LABELS], const int32_t after[DL_LABELS],
                         unsigned label)
{
    int32_t next = NEVER;
    for (unsigned y = 0; y < DL_LABELS; y++)
        if (y != label && best[y] > NEVER / 2 && after[y] > NEVER / 2 && best[y] + after[y] > next)
            next = best[y] + after[y];
    return next <= NEVER / 2 ? INT32_MAX : best[label] + after[label] - next;
}

void dl_lattice_margins(dl_lattice *l, const int32_t transitions[DL_LABELS][DL_LABELS],
                        const uint8_t *labels, int32_t *ret_margins)
{
    int32_t after[2][DL_LABELS];
    for (unsigned y = 0; y < DL_LABELS; y++)
        after[l->len & 1][y] = y && DL_LABEL_PART(y) <= DL_TAG_INSIDE ? NEVER : 0;
    for (size_t i = l->len; i-- > 0;) {
        if (i + 1 < l->len)
            look_back(l, i, transitions, after[(i + 2) & 1], after[(i + 1) & 1]);
        ret_margins[i] = margin_at(l->best[i], after[(i + 1) & 1], labels[i]);
    }
}
