/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <stdlib.h>

#include "dateline/vec.h"

bool dl_vec_grow(void **items, size_t *size, size_t count, size_t item_size)
{
    size_t wanted = *size < 8 ? 8 : *size;
    while (wanted < count) {
        if (wanted > SIZE_MAX / 2)
            return false;
        wanted *= 2;
    }
    if (wanted > SIZE_MAX / item_size)
        return false;
    void *grown = realloc(*items, wanted * item_size);
    if (!grown)
        return false;
    *items = grown;
    *size = wanted;
    return true;
}

/* The first of LEN sorted items that compares as BOUND or greater to KEY. */
static size_t seek(const char *items, size_t len, size_t item_size, const void *key, int bound,
                   int (*compare)(const void *item, const void *key))
{
    size_t from = 0, to = len;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = compare(items + middle * item_size, key);
        if ((order > 0) - (order < 0) < bound)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

size_t dl_vec_lower(const void *items, size_t len, size_t item_size, const void *key,
                    int (*compare)(const void *item, const void *key))
{
    return seek(items, len, item_size, key, 0, compare);
}

size_t dl_vec_equal(const void *items, size_t len, size_t item_size, const void *key,
                    int (*compare)(const void *item, const void *key), size_t *ret_first)
{
    *ret_first = seek(items, len, item_size, key, 0, compare);
    return seek(items, len, item_size, key, 1, compare) - *ret_first;
}
