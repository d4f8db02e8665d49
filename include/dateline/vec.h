/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_VEC_H
#define DATELINE_VEC_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A growing array of one type, as a struct of three fields:
 *
 *     struct { dl_mention *items; size_t len, size; } found = {0};
 *     if (!dl_vec_push(&found, mention)) goto nomem;
 *     free(found.items);
 */

/* Makes room for at least COUNT items of ITEM_SIZE bytes; false when memory is out, and nothing is
 * changed then. Used by the macros below. */
bool dl_vec_grow(void **items, size_t *size, size_t count, size_t item_size);

/* Makes room for N more items in the vector *V; false when memory is out. */
#define dl_vec_reserve(v, n)                                                                       \
    ((v)->len + (n) <= (v)->size ||                                                                \
     dl_vec_grow((void **)&(v)->items, &(v)->size, (v)->len + (n), sizeof *(v)->items))

/* Adds ITEM at the end of the vector *V; false when memory is out. */
#define dl_vec_push(v, item) (dl_vec_reserve(v, 1) && ((v)->items[(v)->len++] = (item), true))

/* Where in an array of LEN sorted items of ITEM_SIZE bytes the first stands that does not belong before KEY, LEN for none. COMPARE
 * is given an item and KEY, and says as strcmp() does which comes first; items of one order for it stand together. */
size_t dl_vec_lower(const void *items, size_t len, size_t item_size, const void *key,
                    int (*compare)(const void *item, const void *key));

/* How many of them are like KEY for COMPARE; they begin at *RET_FIRST. */
size_t dl_vec_equal(const void *items, size_t len, size_t item_size, const void *key,
                    int (*compare)(const void *item, const void *key), size_t *ret_first);

/* The same in the vector *V. */
#define dl_vec_seek(v, key, compare)                                                               \
    dl_vec_lower((v)->items, (v)->len, sizeof *(v)->items, (key), (compare))
#define dl_vec_range(v, key, compare, ret_first)                                                   \
    dl_vec_equal((v)->items, (v)->len, sizeof *(v)->items, (key), (compare), (ret_first))

#endif
