/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TOOLS_CHANCE_H
#define TOOLS_CHANCE_H

#include <stddef.h>
#include <stdint.h>

/*
 * Chance that is the same on every machine: integers only. The generator is splitmix64 (Steele, Lea
 * and Flood 2014), which may be begun at any number, so that each story has a sequence of its own.
 */
typedef struct dl_chance {
    uint64_t state;
} dl_chance;

/* Begins the sequence of the NUMBER-th thing made from SEED. */
dl_chance dl_chance_begin(uint64_t seed, uint64_t number);

/* A number below LIMIT, which must not be 0; each as likely as any. */
uint64_t dl_chance_below(dl_chance *chance, uint64_t limit);

/* Zipf's law over up to DL_ZIPF_MAX things: the n-th, counted from 0, as often as 1 / (n + 5). */
#define DL_ZIPF_MAX 32768
typedef struct dl_zipf {
    uint64_t sums[DL_ZIPF_MAX + 1]; /* of the weights of the first n */
} dl_zipf;

void dl_zipf_init(dl_zipf *zipf);

/* A number below COUNT, 1 to DL_ZIPF_MAX, by that law. */
size_t dl_zipf_draw(const dl_zipf *zipf, dl_chance *chance, size_t count);

#endif
