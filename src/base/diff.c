/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In the grid of A against B a step to the right leaves an item of A out, a step down one of B, and a
 * diagonal keeps one that both have. A path from corner to corner with the fewest steps is looked for
 * from both ends at once; where the two meet is a point of it, and either side of that point is a
 * smaller grid of the same kind. For each diagonal (right less down) only the furthest point reached
 * is kept, which is all that the next step needs.
 */
#include <stdlib.h>
#include <string.h>

#include "dateline/diff.h"

typedef struct grid {
    const uint32_t *a, *b;
    bool *only_a, *only_b;
    ptrdiff_t *on,
        *back; /* the furthest point of each diagonal, from either end; both by its number */
} grid;

typedef struct box {
    ptrdiff_t left, right, top, bottom; /* items of A, items of B */
} box;

typedef struct point {
    ptrdiff_t x, y;
} point;

static ptrdiff_t larger(ptrdiff_t a, ptrdiff_t b)
{
    return a > b ? a : b;
}

/* The furthest point on diagonal K after D steps, by what the diagonals beside it reached before. */
static ptrdiff_t step(const ptrdiff_t *reached, ptrdiff_t k, ptrdiff_t d)
{
    bool down = k == -d || (k != d && reached[k - 1] < reached[k + 1]);
    return down ? reached[k + 1] : reached[k - 1] + 1;
}

/* Goes on from both corners of B, D steps each; whether they met, and where. */
static bool meet(grid *g, box b, ptrdiff_t d, point *ret)
{
    ptrdiff_t width = b.right - b.left, height = b.bottom - b.top, delta = width - height;
    ptrdiff_t from = -d + 2 * larger(0, d - height), to = d - 2 * larger(0, d - width);
    for (ptrdiff_t k = from; k <= to; k += 2) {
        ptrdiff_t x = step(g->on, k, d);
        while (x < width && x - k < height && g->a[b.left + x] == g->b[b.top + x - k])
            x++;
        g->on[k] = x;
        bool faced = (delta & 1) && k - delta > -d && k - delta < d;
        if (faced && x + g->back[delta - k] >= width) {
            *ret = (point){b.left + x, b.top + x - k};
            return true;
        }
    }
    for (ptrdiff_t k = from; k <= to; k += 2) {
        ptrdiff_t x = step(g->back, k, d);
        while (x < width && x - k < height && g->a[b.right - 1 - x] == g->b[b.bottom - 1 - (x - k)])
            x++;
        g->back[k] = x;
        bool faced = !(delta & 1) && k - delta >= -d && k - delta <= d;
        if (faced && x + g->on[delta - k] >= width) {
            *ret = (point){b.right - x, b.bottom - (x - k)};
            return true;
        }
    }
    return false;
}

static void compare(grid *g, box b)
{
    point p;
    while (b.left < b.right && b.top < b.bottom && g->a[b.left] == g->b[b.top]) {
        b.left++;
        b.top++;
    }
    while (b.left < b.right && b.top < b.bottom && g->a[b.right - 1] == g->b[b.bottom - 1]) {
        b.right--;
        b.bottom--;
    }
    if (b.left == b.right || b.top == b.bottom) {
        for (ptrdiff_t i = b.left; i < b.right; i++)
            g->only_a[i] = true;
        for (ptrdiff_t i = b.top; i < b.bottom; i++)
            g->only_b[i] = true;
        return;
    }
    g->on[1] = g->back[1] = 0;
    for (ptrdiff_t d = 0; !meet(g, b, d, &p);)
        d++;
    compare(g, (box){b.left, p.x, b.top, p.y});
    compare(g, (box){p.x, b.right, p.y, b.bottom});
}

bool dl_diff(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len, bool *ret_only_a,
             bool *ret_only_b)
{
    size_t diagonals = a_len + b_len + 3;
    ptrdiff_t *reached = calloc(2 * diagonals, 2 * sizeof *reached);
    if (!reached)
        return false;
    memset(ret_only_a, 0, a_len * sizeof *ret_only_a);
    memset(ret_only_b, 0, b_len * sizeof *ret_only_b);
    grid g = {.a = a,
              .b = b,
              .only_a = ret_only_a,
              .only_b = ret_only_b,
              .on = reached + diagonals,
              .back = reached + 3 * diagonals};
    compare(&g, (box){0, (ptrdiff_t)a_len, 0, (ptrdiff_t)b_len});
    free(reached);
    return true;
}
