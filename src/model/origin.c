/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dateline/origin.h"
#include "dateline/text.h"

#define PART_CELLS 32 /* of a part that is shown whole */

const char *const dl_origin_suffixes[] = {".gz",  ".bz2", ".xz",   ".zst",
                                          ".lz4", ".lz",  ".lzma", NULL};

static bool is_sign(char c)
{
    return c == '!' || c == '#';
}

bool dl_origin_next(const char *origin, size_t *len)
{
    size_t all = strlen(origin), at = *len;
    if (at >= all)
        return false;
    for (at++; at < all && !is_sign(origin[at]); at++)
        continue;
    *len = at;
    return true;
}

/* Adds what is behind the last slash of a part, which ends with a name; a slash at its end is the name's. */
static void add_name(const char *part, size_t len, const char *ellipsis, dl_str *out)
{
    size_t start = len ? len - 1 : 0, cells;
    while (start > 0 && part[start - 1] != '/')
        start--;
    size_t fit = dl_text_fit(part + start, len - start, PART_CELLS, &cells);
    dl_str_addn(out, part + start, fit);
    if (fit < len - start)
        dl_str_add(out, ellipsis);
}

void dl_origin_add_short(const char *origin, const char *ellipsis, dl_str *out)
{
    size_t start = 0, end = 0;
    while (dl_origin_next(origin, &end)) {
        if (start) /* the sign */
            dl_str_addc(out, origin[start - 1]);
        add_name(origin + start, end - start, ellipsis, out);
        start = end + 1;
    }
}

const char *dl_origin_short(dl_arena *arena, const char *origin, const char *ellipsis)
{
    dl_str text;
    dl_str_init(&text);
    dl_origin_add_short(origin, ellipsis, &text);
    const char *copy = dl_str_ok(&text) ? dl_arena_strndup(arena, text.text, text.len) : NULL;
    dl_str_release(&text);
    return copy;
}
