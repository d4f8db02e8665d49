/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/focus.h"

void dl_focus_release(dl_focus *focus)
{
    free(focus->id);
    free(focus->name);
    dl_phrase_free(focus->phrase);
    *focus = (dl_focus){0};
}

bool dl_focus_set_entity(dl_focus *focus, const dl_entity *entity)
{
    dl_focus made = {.kind = DL_FOCUS_ENTITY,
                     .id = strdup(entity->id),
                     .name = strdup(entity->name),
                     .entity_kind = entity->kind};
    if (!made.id || !made.name) {
        dl_focus_release(&made);
        return false;
    }
    dl_focus_release(focus);
    *focus = made;
    return true;
}

bool dl_focus_set_text(dl_focus *focus, const char *text, bool prefix)
{
    dl_focus made = {.kind = DL_FOCUS_TEXT,
                     .name = strdup(text),
                     .prefix = prefix,
                     .phrase = dl_phrase_new(text, strlen(text), prefix)};
    if (!made.name || !made.phrase) {
        dl_focus_release(&made);
        return false;
    }
    dl_focus_release(focus);
    *focus = made;
    return true;
}

bool dl_focus_copy(const dl_focus *focus, dl_focus *ret)
{
    if (focus->kind == DL_FOCUS_ENTITY) {
        dl_entity entity = {focus->id, focus->name, focus->entity_kind};
        return dl_focus_set_entity(ret, &entity);
    }
    return focus->kind == DL_FOCUS_NONE || dl_focus_set_text(ret, focus->name, focus->prefix);
}

bool dl_focus_equal(const dl_focus *a, const dl_focus *b)
{
    if (a->kind != b->kind || a->kind == DL_FOCUS_NONE)
        return a->kind == b->kind;
    return a->kind == DL_FOCUS_ENTITY ? strcmp(a->id, b->id) == 0 : strcmp(a->name, b->name) == 0;
}

const char *dl_focus_entity(const dl_focus *focus)
{
    return focus->kind == DL_FOCUS_ENTITY ? focus->id : NULL;
}

bool dl_focus_narrow(const dl_focus *focus, const dl_query *query, dl_arena *arena, dl_query *ret)
{
    dl_term *terms = dl_arena_calloc(arena, query->count + 1, sizeof *terms);
    if (!terms)
        return false;
    if (query->count)
        memcpy(terms, query->terms, query->count * sizeof *terms);
    terms[query->count] =
        (dl_term){.kind = DL_TERM_TEXT, .text = focus->name, .prefix = focus->prefix};
    *ret = (dl_query){terms, query->count + 1};
    return true;
}
