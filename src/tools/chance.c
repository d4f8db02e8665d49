/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tools/chance.h"

static uint64_t draw(dl_chance *chance)
{
    uint64_t z = chance->state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

dl_chance dl_chance_begin(uint64_t seed, uint64_t number)
{
    dl_chance chance = {seed};
    return (dl_chance){draw(&chance) ^ (number * 0xd1342543de82ef95u)};
}

uint64_t dl_chance_below(dl_chance *chance, uint64_t limit)
{
    /* what is left of the range at its end would make the first numbers likelier */
    uint64_t end = UINT64_MAX - UINT64_MAX % limit, number;
    do
        number = draw(chance);
    while (number >= end);
    return number % limit;
}

void dl_zipf_init(dl_zipf *zipf)
{
    zipf->sums[0] = 0;
    for (size_t n = 0; n < DL_ZIPF_MAX; n++)
        zipf->sums[n + 1] = zipf->sums[n] + ((uint64_t)1 << 32) / (n + 5);
}

size_t dl_zipf_draw(const dl_zipf *zipf, dl_chance *chance, size_t count)
{
    uint64_t at = dl_chance_below(chance, zipf->sums[count]);
    size_t low = 0, high = count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        *(zipf->sums[middle] <= at ? &low : &high) = middle;
    }
    return low;
}
