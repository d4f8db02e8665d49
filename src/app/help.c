/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/help.h"
#include "app/narrow.h"
#include "dateline/layout.h"
#include "dateline/str.h"
#include "dateline/vec.h"

void dl_help_init(dl_help *help)
{
    *help = (dl_help){0};
}

void dl_help_release(dl_help *help)
{
    dl_arena_release(&help->arena);
    free(help->narrow);
    free(help->items);
    *help = (dl_help){0};
}

/* Whether WORD is one of WORDS, each of which ends with a blank. */
static bool holds_word(const char *words, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = words; (at = strstr(at, word)); at++)
        if ((at == words || at[-1] == ' ') && at[len] == ' ')
            return true;
    return false;
}

/* The keys that call COMMAND in KEYMAP, parted by one blank. ARENA's; NULL when memory is out. */
static const char *list_keys(dl_arena *arena, const dl_keymap *keymap, dl_command command)
{
    dl_str keys;
    dl_str_init(&keys);
    for (size_t i = 0; i < keymap->len; i++) {
        const dl_binding *binding = &keymap->items[i];
        char text[DL_SEQUENCE_TEXT];
        if (binding->command != command || !binding->contexts || *binding->text)
            continue;
        dl_sequence_format(binding->strokes, binding->length, text);
        if (!holds_word(keys.text, text)) /* the same keys may be bound for several panes */
            dl_str_addf(&keys, "%s ", text);
    }
    if (keys.len)
        dl_str_cut(&keys, keys.len - 1);
    const char *copy = dl_str_ok(&keys) ? dl_arena_strndup(arena, keys.text, keys.len) : NULL;
    dl_str_release(&keys);
    return copy;
}

/* Whether ROW is to be shown: its keys are searched as written, the rest by any case. */
static bool is_shown(const dl_help *help, const dl_command_row *row, const char *keys)
{
    return dl_narrow_holds(row->name, help->narrow) || dl_narrow_holds(row->group, help->narrow) ||
           dl_narrow_holds(row->help, help->narrow) || strstr(keys, help->narrow) != NULL;
}

dl_help_columns dl_help_columns_for(int width)
{
    dl_help_columns columns = {.keys = width >= 100  ? 24
                                       : width >= 60 ? 16
                                                     : 8,
                               .name = width >= 100 ? 24 : 0};
    int taken = 1 + columns.keys + 1 + (columns.name ? columns.name + 1 : 0);
    columns.help = width > taken ? width - taken : 1;
    return columns;
}

/* The next of the KEYS from *AT on that fit in WIDTH cells, at least one; NULL past the last. */
static const char *next_keys(dl_arena *arena, const char *keys, size_t *at, size_t width)
{
    size_t start = *at + strspn(keys + *at, " "), end = start;
    for (size_t next = start; keys[next];) {
        next += strspn(keys + next, " ");
        next += strcspn(keys + next, " ");
        if (end > start && next - start > width) /* no key has more cells than bytes */
            break;
        end = next;
    }
    *at = end;
    return end > start ? dl_arena_strndup(arena, keys + start, end - start) : NULL;
}

/* Adds the lines of a command's row, as many as its help or its keys take. */
static bool add_row(dl_help *help, const dl_command_row *row, const char *keys)
{
    dl_help_columns columns = dl_help_columns_for(help->width);
    dl_layout layout;
    dl_line line;
    size_t at = 0;
    bool done = true;
    dl_layout_init(&layout, row->help, strlen(row->help), (size_t)columns.help);
    for (size_t i = 0;; i++) {
        const char *some = next_keys(&help->arena, keys, &at, (size_t)columns.keys);
        bool more = dl_layout_line(&layout, i, &line);
        if (!some && !more)
            break;
        const char *text =
            more ? dl_arena_strndup(&help->arena, row->help + line.start, line.end - line.start)
                 : "";
        dl_help_line added = {
            .keys = some ? some : "", .help = text, .name = i ? "" : row->name, .row = row};
        if (!text || !dl_vec_push(help, added)) {
            done = false;
            break;
        }
    }
    dl_layout_release(&layout);
    return done;
}

bool dl_help_load(dl_help *help, const dl_keymap *keymap, int width)
{
    dl_arena_clear(&help->arena);
    help->len = help->cursor = help->top = 0;
    help->width = width;
    const char *group = "";
    for (int i = 1; i < DL_COMMAND_COUNT; i++) {
        const dl_command_row *row = dl_command_find((dl_command)i);
        const char *keys = list_keys(&help->arena, keymap, (dl_command)i);
        if (!keys)
            return false;
        if (help->narrow && !is_shown(help, row, keys))
            continue;
        if (strcmp(row->group, group) != 0 &&
            !dl_vec_push(help, ((dl_help_line){.group = row->group, .row = row})))
            return false;
        group = row->group;
        if (!add_row(help, row, keys))
            return false;
    }
    return true;
}

bool dl_help_resize(dl_help *help, const dl_keymap *keymap, int width)
{
    if (width == help->width)
        return true;
    const dl_command_row *row = help->len ? help->items[help->cursor].row : NULL;
    bool heading = help->len && help->items[help->cursor].group;
    if (!dl_help_load(help, keymap, width))
        return false;
    for (size_t i = help->len; i > 0; i--)
        if (help->items[i - 1].row == row && !help->items[i - 1].group == !heading)
            help->cursor = i - 1;
    return true;
}
