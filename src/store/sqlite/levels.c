/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "store/sqlite/levels.h"

static int compare_levels(const void *a, const void *b)
{
    const dl_level *x = a, *y = b;
    if (x->entity != y->entity)
        return x->entity < y->entity ? -1 : 1;
    return (x->confidence > y->confidence) - (x->confidence < y->confidence);
}

void dl_levels_sort(dl_level *levels, size_t count)
{
    if (count)
        qsort(levels, count, sizeof *levels, compare_levels);
}

size_t dl_levels_pack(dl_str *out, const dl_level *levels, size_t count)
{
    size_t i = 0;
    while (i < count && levels[i].entity == levels[0].entity) {
        size_t first = i;
        while (i < count && compare_levels(&levels[first], &levels[i]) == 0)
            i++;
        dl_str_addc(out, (char)levels[first].confidence);
        size_t times = i - first;
        for (; times >= 0x80; times >>= 7)
            dl_str_addc(out, (char)(times | 0x80));
        dl_str_addc(out, (char)times);
    }
    return i;
}

uint64_t dl_levels_count(const unsigned char *bytes, size_t len, unsigned least)
{
    uint64_t count = 0;
    for (size_t at = 0; at < len;) {
        bool counts = bytes[at++] >= least;
        uint64_t times = 0;
        unsigned shift = 0;
        while (at < len && bytes[at] & 0x80 && shift < 56) {
            times |= (uint64_t)(bytes[at++] & 0x7F) << shift;
            shift += 7;
        }
        if (at < len)
            times |= (uint64_t)bytes[at++] << shift;
        count += counts ? times : 0;
    }
    return count;
}
