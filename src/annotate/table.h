/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_TABLE_H
#define ANNOTATE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A view of one growable array (dateline/vec.h), so that many of different types can be written,
 * read in place and copied by one loop. An array whose size is 0 is not the program's own memory but
 * part of what was compiled: it is neither written to nor freed.
 */
typedef struct dl_table {
    void **items;
    size_t *len, *size;
    size_t item; /* bytes of one */
} dl_table;

#define DL_TABLE(v) ((dl_table){(void **)&(v).items, &(v).len, &(v).size, sizeof *(v).items})

/* Frees what is in TABLE and is its own. */
void dl_table_release(const dl_table *table);

/* Makes what TABLE holds its own; false when memory is out. */
bool dl_table_own(const dl_table *table);

#endif
