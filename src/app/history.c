/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/history.h"
#include "app/narrow.h"
#include "dateline/vec.h"

void dl_history_release(dl_history *history)
{
    for (size_t i = 0; i < history->len; i++)
        free(history->items[i]);
    free(history->items);
    *history = (dl_history){0};
}

static void take_out(dl_history *history, size_t at)
{
    if (at >= history->len - history->fresh)
        history->fresh--;
    free(history->items[at]);
    memmove(&history->items[at], &history->items[at + 1],
            (--history->len - at) * sizeof *history->items);
}

void dl_history_add(dl_history *history, const char *text, bool fresh)
{
    char *copy = strdup(text);
    if (!copy || !dl_vec_reserve(history, 1)) {
        free(copy);
        return;
    }
    for (size_t i = 0; i < history->len; i++)
        if (strcmp(history->items[i], text) == 0) {
            take_out(history, i);
            break;
        }
    if (history->len == DL_HISTORY_MAX)
        take_out(history, 0);
    if (!dl_vec_push(history, copy))
        free(copy);
    else if (fresh)
        history->fresh++;
}

size_t dl_history_find(const dl_history *history, const char *part, size_t at)
{
    for (size_t i = at < history->len ? at : history->len; i > 0; i--)
        if (dl_narrow_holds(history->items[i - 1], part))
            return i - 1;
    return SIZE_MAX;
}

/* Adds the entry that LINE (LEN bytes) is to its history. */
static void take_line(dl_history *histories, const char *const *names, size_t count,
                      const char *line, size_t len)
{
    const char *tab = memchr(line, '\t', len);
    if (!tab || tab == line)
        return;
    for (size_t i = 0; i < count; i++) {
        size_t name = (size_t)(tab - line);
        if (strlen(names[i]) != name || memcmp(names[i], line, name) != 0)
            continue;
        char *text = strndup(tab + 1, len - name - 1);
        if (text && *text)
            dl_history_add(&histories[i], text, false);
        free(text);
        return;
    }
}

void dl_histories_read(dl_history *histories, const char *const *names, size_t count,
                       const char *text)
{
    for (size_t len; *text; text += len + (text[len] == '\n')) {
        len = strcspn(text, "\n");
        take_line(histories, names, count, text, len);
    }
}

void dl_histories_merge(const dl_history *histories, const char *const *names, size_t count,
                        const char *stored, dl_str *out)
{
    dl_history *all = calloc(count, sizeof *all);
    if (!all) {
        out->failed = true;
        return;
    }
    dl_histories_read(all, names, count, stored);
    for (size_t kind = 0; kind < count; kind++) {
        const dl_history *history = &histories[kind];
        for (size_t i = history->len - history->fresh; i < history->len; i++)
            dl_history_add(&all[kind], history->items[i], true);
        for (size_t i = 0; *names[kind] && i < all[kind].len; i++)
            dl_str_addf(out, "%s\t%s\n", names[kind], all[kind].items[i]);
        dl_history_release(&all[kind]);
    }
    free(all);
}
