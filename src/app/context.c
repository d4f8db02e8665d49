/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/context.h"

/* Bytes of context taken on either side: at four bytes a cell that fills a side of 100 cells. */
#define CONTEXT ((size_t)400)

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* A copy of [START, END) with each run of white space as one blank. */
static char *squeeze(dl_arena *arena, const char *text, size_t start, size_t end)
{
    char *line = dl_arena_alloc(arena, end - start + 1);
    if (!line)
        return NULL;
    size_t len = 0;
    for (size_t i = start; i < end; i++) {
        char c = is_white(text[i]) ? ' ' : text[i];
        if (c != ' ' || len == 0 || line[len - 1] != ' ')
            line[len++] = c;
    }
    line[len] = '\0';
    return line;
}

bool dl_context_take(dl_arena *arena, const char *text, size_t start, size_t end, const char **ret)
{
    const char *line = squeeze(arena, text, start, end);
    if (line)
        *ret = line;
    return line != NULL;
}

bool dl_context_cut(dl_arena *arena, const char *text, size_t len, size_t start, size_t end,
                    const char **ret_before, const char **ret_name, const char **ret_after)
{
    size_t from = start > CONTEXT ? start - CONTEXT : 0;
    size_t to = len - end > CONTEXT ? end + CONTEXT : len;
    while (from > 0 && from < start && !is_white(text[from]))
        from++;
    while (to < len && to > end && !is_white(text[to]))
        to--;
    const char *before = squeeze(arena, text, from, start);
    const char *name = squeeze(arena, text, start, end);
    const char *after = squeeze(arena, text, end, to);
    if (!before || !name || !after)
        return false;
    *ret_before = before;
    *ret_name = name;
    *ret_after = after;
    return true;
}
