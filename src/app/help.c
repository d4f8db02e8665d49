/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/help.h"
#include "app/narrow.h"
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

/* Whether the line of ROW is to be shown: its keys are searched as written, the rest by any case. */
static bool is_shown(const dl_help *help, const dl_command_row *row, const char *keys)
{
    return dl_narrow_holds(row->name, help->narrow) || dl_narrow_holds(row->help, help->narrow) ||
           strstr(keys, help->narrow) != NULL;
}

bool dl_help_load(dl_help *help, const dl_keymap *keymap)
{
    dl_arena_clear(&help->arena);
    help->len = help->cursor = help->top = 0;
    const char *group = "";
    for (int i = 1; i < DL_COMMAND_COUNT; i++) {
        const dl_command_row *row = dl_command_find((dl_command)i);
        const char *keys = list_keys(&help->arena, keymap, (dl_command)i);
        if (!keys)
            return false;
        if (help->narrow && !is_shown(help, row, keys))
            continue;
        if (strcmp(row->group, group) != 0 &&
            !dl_vec_push(help, ((dl_help_line){.group = row->group})))
            return false;
        group = row->group;
        if (!dl_vec_push(help,
                         ((dl_help_line){.keys = keys, .name = row->name, .help = row->help})))
            return false;
    }
    return true;
}
