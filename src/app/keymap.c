/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/keymap.h"
#include "dateline/vec.h"

/* Reads one sequence, which ends at a blank or at the end of KEYS; returns where it ends, NULL where
 * it cannot be read. */
static const char *read_sequence(const char *keys, dl_binding *binding)
{
    while (*keys && *keys != ' ') {
        dl_stroke stroke;
        size_t len = dl_stroke_parse(keys, &stroke);
        if (!len || binding->length == DL_SEQUENCE_MAX)
            return NULL;
        binding->strokes[binding->length++] = stroke;
        keys += len;
    }
    return keys;
}

/* Whether the shorter of the two begins the longer, or they are the same. */
static bool begins(const dl_binding *a, const dl_binding *b)
{
    size_t length = a->length < b->length ? a->length : b->length;
    return memcmp(a->strokes, b->strokes, length * sizeof *a->strokes) == 0;
}

/* In how many contexts BINDING holds: where two hold, the narrower goes first. */
static int breadth(const dl_binding *binding)
{
    int count = 0;
    for (unsigned left = binding->contexts; left; left &= left - 1)
        count++;
    return count;
}

/* Adds BINDING unless it clashes: two that hold in as many contexts and share one must not begin each
 * other; nor must a longer one begin with a shorter, for the shorter would never be reached. */
static dl_status add_binding(dl_keymap *keymap, const dl_binding *binding, dl_error *error)
{
    for (size_t i = 0; i < keymap->len; i++) {
        const dl_binding *other = &keymap->items[i];
        if (!(binding->contexts & other->contexts) || !begins(binding, other))
            continue;
        if (breadth(binding) == breadth(other) || binding->length != other->length)
            return dl_fail(error, DL_ERR_AMBIGUOUS, "the keys of %s and %s begin each other",
                           dl_command_find(binding->command)->name,
                           dl_command_find(other->command)->name);
    }
    return dl_vec_push(keymap, *binding) ? DL_OK : dl_fail_nomem(error);
}

dl_status dl_keymap_bind(dl_keymap *keymap, dl_command command, unsigned contexts, const char *keys,
                         dl_error *error)
{
    for (const char *at = keys; *at; at += *at == ' ') {
        dl_binding binding = {.contexts = contexts, .command = command};
        at = read_sequence(at, &binding);
        if (!at || !binding.length)
            return dl_fail(error, DL_ERR_SYNTAX, "the keys of %s cannot be read: %s",
                           dl_command_find(command)->name, keys);
        dl_status status = add_binding(keymap, &binding, error);
        if (status)
            return status;
    }
    return DL_OK;
}

dl_status dl_keymap_init(dl_keymap *keymap, dl_error *error)
{
    *keymap = (dl_keymap){0};
    for (int i = 1; i < DL_COMMAND_COUNT; i++) {
        const dl_command_row *row = dl_command_find((dl_command)i);
        dl_status status = dl_keymap_bind(keymap, (dl_command)i, row->contexts, row->keys, error);
        if (status) {
            dl_keymap_release(keymap);
            return status;
        }
    }
    return DL_OK;
}

void dl_keymap_release(dl_keymap *keymap)
{
    free(keymap->items);
    *keymap = (dl_keymap){0};
}

char *dl_sequence_format(const dl_stroke *strokes, size_t count, char buf[DL_SEQUENCE_TEXT])
{
    char *end = buf;
    *end = '\0';
    for (size_t i = 0; i < count; i++)
        end += strlen(dl_stroke_format(strokes[i], end));
    return buf;
}

dl_command dl_keymap_find(const dl_keymap *keymap, dl_context context, const dl_stroke *strokes,
                          size_t length, bool *ret_begins)
{
    const dl_binding *found = NULL;
    bool longer = false;
    for (size_t i = 0; i < keymap->len; i++) {
        const dl_binding *binding = &keymap->items[i];
        if (!(binding->contexts & context) || binding->length < length ||
            memcmp(binding->strokes, strokes, length * sizeof *strokes) != 0)
            continue;
        if (binding->length > length)
            longer = true;
        else if (!found || breadth(binding) < breadth(found))
            found = binding;
    }
    *ret_begins = longer;
    return found ? found->command : DL_COMMAND_NONE;
}
