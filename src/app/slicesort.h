/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_SLICESORT_H
#define APP_SLICESORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A stable sort that can be left off and taken up again at any point: a merge sort from the bottom
 * up, over numbers that stand for what is sorted.
 */
typedef struct dl_slicesort {
    uint32_t *from, *to;
    size_t count;
    size_t width;        /* the length of runs that are in order in `from` */
    size_t begin;        /* the first of the two runs being merged begins here */
    size_t left, right;  /* how many of each have been merged */
    size_t passes, pass; /* over all numbers: how many it takes, how many are done */
} dl_slicesort;

/* Orders the things of numbers A and B: negative, 0 or positive. */
typedef int dl_slicesort_compare(const void *context, uint32_t a, uint32_t b);

/* Begins sorting the numbers below COUNT; false when memory is out. Released with
 * dl_slicesort_release. */
bool dl_slicesort_begin(dl_slicesort *sort, size_t count);
void dl_slicesort_release(dl_slicesort *sort);

/* Puts STEPS more numbers in their places. True when all are in order: they stand in `from`. */
bool dl_slicesort_go(dl_slicesort *sort, dl_slicesort_compare *compare, const void *context,
                     size_t steps);

/* How many of the COUNT numbers are as good as sorted, for telling how far it has come. */
size_t dl_slicesort_done(const dl_slicesort *sort);

#endif
