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
