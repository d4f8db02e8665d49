/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Viterbi (1967), of first order, in whole numbers. */
#include <stdlib.h>
#include <string.h>

#include "annotate/lattice.h"
#include "annotate/machine.h"

#define NEVER (INT32_MIN / 4) /* and three of them together are a number still */

DL_INLINE bool is_never(int32_t score)
{
    return score <= NEVER / 2;
}

void dl_moves_init(dl_moves *moves, const int32_t transitions[DL_LABELS][DL_LABELS])
{
    for (int broken = 0; broken < 2; broken++)
        for (unsigned x = 0; x < DL_LANES; x++)
            for (unsigned y = 0; y < DL_LANES; y++) {
                bool can = x < DL_LABELS && y < DL_LABELS && dl_label_follows(x, y, broken);
                moves->on[broken][x][y] = moves->back[broken][y][x] =
                    can ? transitions[x][y] : NEVER;
            }
}

void dl_moves_add(dl_moves *moves, unsigned from, unsigned to, int32_t by)
{
    for (int broken = 0; broken < 2; broken++) {
        moves->on[broken][from][to] += by;
        moves->back[broken][to][from] += by;
    }
}

/* Keeps the numbers small: what counts is their difference. */
DL_INLINE void settle(int32_t best[DL_LANES])
{
    int32_t top = NEVER;
    for (unsigned y = 0; y < DL_LANES; y++)
        top = best[y] > top ? best[y] : top;
    for (unsigned y = 0; y < DL_LANES; y++)
        best[y] = is_never(best[y]) ? NEVER : best[y] - top;
}

/* Leaves label 0 alone. */
DL_INLINE void bind(int32_t best[DL_LANES])
{
    for (unsigned y = 1; y < DL_LANES; y++)
        best[y] = NEVER;
}

/* Extends the paths by word I: of those that reach a label, the best; of equal ones, the first. */
DL_INLINE void extend(dl_lattice *l, size_t i, const int32_t before[DL_LANES],
                      const dl_moves *moves)
{
    const int32_t(*on)[DL_LANES] = moves->on[l->broken[i]];
    int32_t best[DL_LANES], from[DL_LANES] = {0};
    for (unsigned y = 0; y < DL_LANES; y++)
        best[y] = before[0] + on[0][y];
    for (int32_t x = 1; x < DL_LABELS; x++) {
        if (is_never(before[x]))
            continue;
        for (unsigned y = 0; y < DL_LANES; y++) {
            int32_t score = before[x] + on[x][y];
            from[y] = score > best[y] ? x : from[y];
            best[y] = score > best[y] ? score : best[y];
        }
    }
    for (unsigned y = 0; y < DL_LANES; y++) {
        l->best[i][y] = is_never(best[y]) ? NEVER : best[y] + l->scores[i][y];
        l->from[i][y] = (uint8_t)from[y];
    }
    if (l->far[i])
        bind(l->best[i]);
    settle(l->best[i]);
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

static bool grow(dl_lattice *l, size_t size)
{
    dl_lattice_release(l);
    l->scores = malloc(size * sizeof *l->scores);
    l->best = malloc(size * sizeof *l->best);
    l->from = malloc(size * sizeof *l->from);
    l->far = malloc(size * sizeof *l->far);
    l->broken = malloc(size * sizeof *l->broken);
    l->size = size;
    return l->scores && l->best && l->from && l->far && l->broken;
}

bool dl_lattice_begin(dl_lattice *l, size_t len)
{
    if (len >= l->size && !grow(l, len + len / 2 + 64))
        return false;
    l->len = len;
    memset(l->scores, 0, len * sizeof *l->scores);
    memset(l->far, 0, len * sizeof *l->far);
    memset(l->broken, 0, len * sizeof *l->broken);
    return true;
}

void dl_lattice_release(dl_lattice *l)
{
    free(l->scores);
    free(l->best);
    free(l->from);
    free(l->far);
    free(l->broken);
    *l = (dl_lattice){0};
}

DL_WIDE void dl_lattice_walk(dl_lattice *l, const dl_moves *moves, uint8_t *ret_labels)
{
    int32_t start[DL_LANES] = {0};
    bind(start);
    for (size_t i = 0; i < l->len; i++)
        extend(l, i, i ? l->best[i - 1] : start, moves);
    walk_back(l, ret_labels);
}

/* The best that can follow word I with each label, AFTER being that of the word behind it. */
DL_INLINE void look_back(const dl_lattice *l, size_t i, const dl_moves *moves,
                         const int32_t after[DL_LANES], int32_t ret[DL_LANES])
{
    const int32_t(*back)[DL_LANES] = moves->back[l->broken[i + 1]];
    for (unsigned x = 0; x < DL_LANES; x++)
        ret[x] = NEVER;
    for (unsigned y = 0; y < DL_LABELS && !(l->far[i + 1] && y); y++) {
        int32_t next = after[y] + (is_never(after[y]) ? 0 : l->scores[i + 1][y]);
        for (unsigned x = 0; x < DL_LANES && !is_never(next); x++)
            ret[x] = back[y][x] + next > ret[x] ? back[y][x] + next : ret[x];
    }
    if (l->far[i])
        bind(ret);
    settle(ret);
}

DL_INLINE int32_t margin_at(const int32_t best[DL_LANES], const int32_t after[DL_LANES],
                            unsigned label)
{
    int32_t next = NEVER;
    for (unsigned y = 0; y < DL_LABELS; y++)
        if (y != label && !is_never(best[y]) && !is_never(after[y]) && best[y] + after[y] > next)
            next = best[y] + after[y];
    return is_never(next) ? INT32_MAX : best[label] + after[label] - next;
}

DL_WIDE void dl_lattice_margins(const dl_lattice *l, const dl_moves *moves, const uint8_t *labels,
                                int32_t *ret_margins)
{
    int32_t after[2][DL_LANES];
    for (unsigned y = 0; y < DL_LANES; y++)
        after[l->len & 1][y] =
            y >= DL_LABELS || (y && DL_LABEL_PART(y) <= DL_TAG_INSIDE) ? NEVER : 0;
    for (size_t i = l->len; i-- > 0;) {
        if (i + 1 < l->len)
            look_back(l, i, moves, after[(i + 2) & 1], after[(i + 1) & 1]);
        ret_margins[i] = margin_at(l->best[i], after[(i + 1) & 1], labels[i]);
    }
}
