/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/conc_marks.h"
#include "dateline/vec.h"

/* Orders marks by document and place. For qsort and bsearch. */
static int compare(const void *a, const void *b)
{
    const dl_conc_mark *first = a, *second = b;
    if (first->key != second->key)
        return first->key < second->key ? -1 : 1;
    return dl_spot_compare(first->spot, second->spot);
}

static bool is_in(const dl_conc_mark *items, size_t count, const dl_conc_mark *mark)
{
    return count && bsearch(mark, items, count, sizeof *items, compare);
}

bool dl_conc_marks_hold(const dl_conc_marks *marks, dl_key key, dl_spot spot)
{
    const dl_conc_mark mark = {key, spot};
    return is_in(marks->items, marks->len, &mark);
}

bool dl_conc_marks_add(dl_conc_marks *marks, dl_conc_mark *items, size_t count)
{
    if (!dl_vec_reserve(marks, count))
        return false;
    dl_conc_marks_remove(marks, items, count); /* so that none is there twice */
    memcpy(marks->items + marks->len, items, count * sizeof *items);
    marks->len += count;
    qsort(marks->items, marks->len, sizeof *marks->items, compare);
    return true;
}

void dl_conc_marks_remove(dl_conc_marks *marks, dl_conc_mark *items, size_t count)
{
    size_t kept = 0;
    qsort(items, count, sizeof *items, compare);
    for (size_t i = 0; i < marks->len; i++)
        if (!is_in(items, count, &marks->items[i]))
            marks->items[kept++] = marks->items[i];
    marks->len = kept;
}
