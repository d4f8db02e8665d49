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

size_t dl_vec_lower(const void *items, size_t len, size_t item_size, const void *key,
                    int (*compare)(const void *item, const void *key))
{
    size_t from = 0, to = len;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (compare((const char *)items + middle * item_size, key) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

size_t dl_vec_equal(const void *items, size_t len, size_t item_size, const void *key,
                    int (*compare)(const void *item, const void *key), size_t *ret_first)
{
    size_t first = dl_vec_lower(items, len, item_size, key, compare), end = first;
    while (end < len && compare((const char *)items + end * item_size, key) == 0)
        end++;
    *ret_first = first;
    return end - first;
}
