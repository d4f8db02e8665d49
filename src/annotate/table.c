/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "annotate/table.h"

void dl_table_release(const dl_table *table)
{
    if (*table->size)
        free(*table->items);
}

bool dl_table_own(const dl_table *table)
{
    if (*table->size || !*table->len)
        return true;
    void *copy = calloc(*table->len, table->item);
    if (!copy)
        return false;
    memcpy(copy, *table->items, *table->len * table->item);
    *table->items = copy;
    *table->size = *table->len;
    return true;
}
