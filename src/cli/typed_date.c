/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/typed_date.h"
#include "dateline/datefind.h"

size_t dl_typed_date(const char *text, dl_date ret[2])
{
    dl_arena arena = {0};
    const dl_date_context nothing_known = {.near = DL_DAY_NONE};
    dl_date_found found = {.utc = DL_UTC_NONE};
    size_t count = 0;
    if (dl_date_find(text, strlen(text), &nothing_known, &arena, &found) == DL_OK) {
        count = found.readings_count;
        if (count == 2)
            memcpy(ret, found.readings, sizeof found.readings);
        else if (found.date.precision != DL_PRECISION_NONE)
            ret[count++] = found.date;
    }
    dl_arena_release(&arena);
    return count;
}
