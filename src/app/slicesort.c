/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "app/slicesort.h"

bool dl_slicesort_begin(dl_slicesort *sort, size_t count)
{
    dl_slicesort_release(sort);
    sort->from = calloc(count + 1, sizeof *sort->from);
    sort->to = calloc(count + 1, sizeof *sort->to);
    if (!sort->from || !sort->to) {
        dl_slicesort_release(sort);
        return false;
    }
    for (size_t i = 0; i < count; i++)
        sort->from[i] = (uint32_t)i;
    sort->count = count;
    sort->width = 1;
    for (size_t width = 1; width < count; width *= 2)
        sort->passes++;
    return true;
}

void dl_slicesort_release(dl_slicesort *sort)
{
    free(sort->from);
    free(sort->to);
    *sort = (dl_slicesort){0};
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Merges at most STEPS numbers of the present two runs; returns how many. */
static size_t merge(dl_slicesort *sort, dl_slicesort_compare *compare, const void *context,
                    size_t steps)
{
    size_t middle = least(sort->begin + sort->width, sort->count);
    size_t end = least(middle + sort->width, sort->count), done = 0;
    size_t a = sort->begin + sort->left, b = middle + sort->right;
    for (; done < steps && (a < middle || b < end); done++) {
        bool take_a =
            b == end || (a < middle && compare(context, sort->from[a], sort->from[b]) <= 0);
        sort->to[a + (b - middle)] = sort->from[take_a ? a : b];
        *(take_a ? &a : &b) += 1;
    }
    sort->left = a - sort->begin;
    sort->right = b - middle;
    if (a == middle && b == end) {
        sort->begin = end;
        sort->left = sort->right = 0;
    }
    return done;
}

bool dl_slicesort_go(dl_slicesort *sort, dl_slicesort_compare *compare, const void *context,
                     size_t steps)
{
    while (sort->width < sort->count) {
        if (!steps)
            return false;
        steps -= merge(sort, compare, context, steps);
        if (sort->begin < sort->count)
            continue;
        uint32_t *sorted = sort->to;
        sort->to = sort->from;
        sort->from = sorted;
        sort->begin = 0;
        sort->width *= 2;
        sort->pass++;
    }
    return true;
}

size_t dl_slicesort_done(const dl_slicesort *sort)
{
    size_t pass = sort->passes ? sort->passes : 1;
    return (sort->pass * sort->count + sort->begin + sort->left + sort->right) / pass;
}
