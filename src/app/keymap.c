/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
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

/* Binds KEYS; CHECK: unless they clash. */
static dl_status bind_all(dl_keymap *keymap, dl_command command, unsigned contexts,
                          const char *keys, bool check, dl_error *error)
{
    for (const char *at = keys; *at; at += *at == ' ') {
        dl_binding binding = {.contexts = contexts, .command = command, .text = ""};
        at = read_sequence(at, &binding);
        if (!at || !binding.length)
            return dl_fail(error, DL_ERR_SYNTAX, "the keys of %s cannot be read: %s",
                           dl_command_find(command)->name, keys);
        dl_status status = check                          ? add_binding(keymap, &binding, error)
                           : dl_vec_push(keymap, binding) ? DL_OK
                                                          : dl_fail_nomem(error);
        if (status)
            return status;
    }
    return DL_OK;
}

dl_status dl_keymap_bind(dl_keymap *keymap, dl_command command, unsigned contexts, const char *keys,
                         dl_error *error)
{
    return bind_all(keymap, command, contexts, keys, true, error);
}

dl_status dl_keymap_init(dl_keymap *keymap, dl_error *error)
{
    *keymap = (dl_keymap){0};
    for (int i = 1; i < DL_COMMAND_COUNT; i++) {
        const dl_command_row *row = dl_command_find((dl_command)i);
        dl_status status = bind_all(keymap, (dl_command)i, row->contexts, row->keys, false, error);
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
    dl_arena_release(&keymap->arena);
    *keymap = (dl_keymap){0};
}

/* --- as the user wants it --- */

/* Reads the one sequence that KEYS is. */
static dl_status read_one(const char *keys, dl_binding *binding, dl_error *error)
{
    const char *end = read_sequence(keys, binding);
    if (!end || *end || !binding->length)
        return dl_fail(error, DL_ERR_SYNTAX,
                       "the keys %.40s cannot be read: write one to %d keys as in vim, gx or "
                       "<C-x>g",
                       keys, DL_SEQUENCE_MAX);
    if (binding->strokes[0] >= '1' && binding->strokes[0] <= '9')
        return dl_fail(error, DL_ERR_SYNTAX, "%.40s begins with a digit, which is a count", keys);
    for (size_t i = 1; i < binding->length; i++)
        if (binding->strokes[i] == DL_STROKE_ESC || binding->strokes[i] == DL_STROKE_CTRL('c'))
            return dl_fail(error, DL_ERR_SYNTAX, "%.40s: <Esc> and <C-c> cancel what is begun",
                           keys);
    return DL_OK;
}

static bool is_same(const dl_binding *a, const dl_binding *b)
{
    return a->length == b->length && begins(a, b);
}

/* Whether the table's binding OTHER gives way to the user's BINDING of the same keys. */
static bool gives_way(const dl_binding *other, const dl_binding *binding)
{
    return other->line == 0 && is_same(other, binding) && (other->contexts & binding->contexts) &&
           breadth(other) >= breadth(binding);
}

/* The binding that BINDING clashes with; NULL where there is none. */
static const dl_binding *find_clash(const dl_keymap *keymap, const dl_binding *binding)
{
    for (size_t i = 0; i < keymap->len; i++) {
        const dl_binding *other = &keymap->items[i];
        if (!(other->contexts & binding->contexts) || !begins(other, binding) ||
            gives_way(other, binding))
            continue;
        if (!is_same(other, binding) || (other->line && breadth(other) == breadth(binding)))
            return other;
    }
    return NULL;
}

static dl_status fail_clash(const dl_binding *binding, const dl_binding *other, dl_error *error)
{
    char keys[DL_SEQUENCE_TEXT], others[DL_SEQUENCE_TEXT], where[48] = "";
    const char *name = dl_command_find(binding->command)->name;
    const char *its_name = dl_command_find(other->command)->name;
    dl_sequence_format(binding->strokes, binding->length, keys);
    dl_sequence_format(other->strokes, other->length, others);
    if (other->line)
        snprintf(where, sizeof where, " (line %u)", other->line);
    if (is_same(binding, other))
        return dl_fail(error, DL_ERR_AMBIGUOUS, "%s is bound to %s and to %s%s", keys, name,
                       its_name, where);
    bool shorter = binding->length < other->length;
    return dl_fail(error, DL_ERR_AMBIGUOUS, "%s of %s%s begins %s of %s%s", shorter ? keys : others,
                   shorter ? name : its_name, shorter ? "" : where, shorter ? others : keys,
                   shorter ? its_name : name, shorter ? where : "");
}

dl_status dl_keymap_rebind(dl_keymap *keymap, dl_command command, const char *text,
                           unsigned contexts, const char *keys, unsigned line, dl_error *error)
{
    const dl_command_row *row = dl_command_find(command);
    dl_binding binding = {.contexts = contexts & row->contexts, .command = command, .line = line};
    dl_status status = read_one(keys, &binding, error);
    if (status)
        return status;
    if (!binding.contexts)
        return dl_fail(error, DL_ERR_INVALID, "%s does nothing there", row->name);
    const dl_binding *clash = find_clash(keymap, &binding);
    if (clash)
        return fail_clash(&binding, clash, error);
    binding.text = dl_arena_strdup(&keymap->arena, text);
    if (!binding.text || !dl_vec_reserve(keymap, 1))
        return dl_fail_nomem(error);
    for (size_t i = 0; i < keymap->len; i++)
        if (gives_way(&keymap->items[i], &binding))
            keymap->items[i].contexts &= ~binding.contexts;
    return dl_vec_push(keymap, binding) ? DL_OK : dl_fail_nomem(error);
}

dl_status dl_keymap_unbind(dl_keymap *keymap, unsigned contexts, const char *keys, dl_error *error)
{
    dl_binding given = {.contexts = contexts};
    dl_status status = read_one(keys, &given, error);
    bool found = false;
    for (size_t i = 0; !status && i < keymap->len; i++) {
        dl_binding *binding = &keymap->items[i];
        if (!(binding->contexts & contexts) || !is_same(binding, &given))
            continue;
        binding->contexts &= ~contexts;
        found = true;
    }
    if (!status && !found)
        return dl_fail(error, DL_ERR_NOT_FOUND, "%.40s is bound to nothing there", keys);
    return status;
}

char *dl_sequence_format(const dl_stroke *strokes, size_t count, char buf[DL_SEQUENCE_TEXT])
{
    char *end = buf;
    *end = '\0';
    for (size_t i = 0; i < count; i++)
        end += strlen(dl_stroke_format(strokes[i], end));
    return buf;
}

char *dl_sequence_show(const dl_stroke *strokes, size_t count, char buf[DL_SEQUENCE_TEXT])
{
    char *end = buf;
    *end = '\0';
    for (size_t i = 0; i < count; i++) {
        bool named = strokes[i] == '<' || strokes[i] == '|';
        dl_stroke_format(strokes[i], end);
        if (named)
            memcpy(end, (const char[]){(char)strokes[i], '\0'}, 2);
        end += strlen(end);
    }
    return buf;
}

char *dl_keymap_call(const dl_keymap *keymap, dl_command command, unsigned context,
                     char buf[DL_CALL_TEXT])
{
    for (size_t i = 0; i < keymap->len; i++) {
        const dl_binding *binding = &keymap->items[i];
        if (binding->command != command || !(binding->contexts & context) || *binding->text)
            continue;
        char text[DL_SEQUENCE_TEXT];
        int len = (int)strlen(dl_sequence_show(binding->strokes, binding->length, text));
        int bracketed = binding->length == 1 && len > 2 && text[0] == '<';
        snprintf(buf, DL_CALL_TEXT, "%.*s", len - 2 * bracketed, text + bracketed);
        return buf;
    }
    snprintf(buf, DL_CALL_TEXT, ":%s", dl_command_find(command)->name);
    return buf;
}

const dl_binding *dl_keymap_find(const dl_keymap *keymap, dl_context context,
                                 const dl_stroke *strokes, size_t length, bool *ret_begins)
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
    return found;
}
