/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/focus.h"

void dl_focus_release(dl_focus *focus)
{
    for (size_t i = 0; i < focus->parts_count; i++) {
        free(focus->parts[i].text);
        dl_phrase_free(focus->parts[i].phrase);
    }
    free(focus->parts);
    free(focus->id);
    free(focus->name);
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

/* The parts as the query language writes them, to be freed; NULL when memory is out. */
static char *write_parts(const dl_focus_part *parts, size_t count)
{
    dl_str text;
    dl_str_init(&text);
    for (size_t i = 0; i < count; i++) {
        if (i)
            dl_str_addc(&text, ' ');
        dl_term_format(
            &text,
            &(dl_term){.kind = DL_TERM_TEXT, .text = parts[i].text, .prefix = parts[i].prefix});
    }
    return dl_str_detach(&text);
}

/* Makes FOCUS the COUNT parts whose texts and prefixes PARTS says. */
static bool set_parts(dl_focus *focus, const dl_focus_part *parts, size_t count)
{
    dl_focus made = {.kind = DL_FOCUS_TEXT,
                     .name = write_parts(parts, count),
                     .parts = calloc(count, sizeof *made.parts)};
    bool ok = made.name && made.parts;
    for (size_t i = 0; ok && i < count; i++) {
        dl_focus_part part = {.prefix = parts[i].prefix, .text = strdup(parts[i].text)};
        part.phrase = dl_phrase_new(parts[i].text, strlen(parts[i].text), part.prefix);
        made.parts[made.parts_count++] = part;
        ok = part.text && part.phrase;
    }
    if (!ok) {
        dl_focus_release(&made);
        return false;
    }
    dl_focus_release(focus);
    *focus = made;
    return true;
}

bool dl_focus_set_text(dl_focus *focus, const char *text, bool prefix)
{
    dl_focus_part part = {.text = (char *)text, .prefix = prefix};
    return set_parts(focus, &part, 1);
}

/* Whether TERM wants words. */
static bool wants_words(const dl_term *term)
{
    return !term->negated && (term->kind == DL_TERM_TEXT || term->kind == DL_TERM_TITLE);
}

bool dl_focus_set_query(dl_focus *focus, const dl_query *query)
{
    dl_focus_part *parts = calloc(query->count + 1, sizeof *parts);
    size_t count = 0;
    for (size_t i = 0; parts && i < query->count; i++) {
        const dl_term *term = &query->terms[i];
        if (wants_words(term))
            parts[count++] = (dl_focus_part){.text = (char *)term->text, .prefix = term->prefix};
    }
    bool ok = parts && (!count || set_parts(focus, parts, count));
    free(parts);
    return ok;
}

bool dl_focus_set_words(dl_focus *focus, const char *words)
{
    dl_arena arena = {0};
    dl_query query;
    bool ok = !dl_query_parse(&arena, NULL, words, &query, NULL, NULL) && query.count > 0 &&
              dl_focus_set_query(focus, &query);
    dl_arena_release(&arena);
    return ok;
}

bool dl_focus_copy(const dl_focus *focus, dl_focus *ret)
{
    if (focus->kind == DL_FOCUS_ENTITY) {
        dl_entity entity = {focus->id, focus->name, focus->entity_kind};
        return dl_focus_set_entity(ret, &entity);
    }
    return focus->kind == DL_FOCUS_NONE || set_parts(ret, focus->parts, focus->parts_count);
}

bool dl_focus_equal(const dl_focus *a, const dl_focus *b)
{
    if (a->kind != b->kind || a->kind == DL_FOCUS_NONE)
        return a->kind == b->kind;
    if (a->kind == DL_FOCUS_ENTITY)
        return strcmp(a->id, b->id) == 0;
    bool equal = a->parts_count == b->parts_count;
    for (size_t i = 0; equal && i < a->parts_count; i++)
        equal = a->parts[i].prefix == b->parts[i].prefix &&
                strcmp(a->parts[i].text, b->parts[i].text) == 0;
    return equal;
}

const char *dl_focus_entity(const dl_focus *focus)
{
    return focus->kind == DL_FOCUS_ENTITY ? focus->id : NULL;
}

bool dl_focus_narrow(const dl_focus *focus, const dl_query *query, dl_arena *arena, dl_query *ret)
{
    dl_term *terms = dl_arena_calloc(arena, query->count + focus->parts_count, sizeof *terms);
    if (!terms)
        return false;
    if (query->count)
        memcpy(terms, query->terms, query->count * sizeof *terms);
    for (size_t i = 0; i < focus->parts_count; i++)
        terms[query->count + i] = (dl_term){.kind = DL_TERM_TEXT,
                                            .text = focus->parts[i].text,
                                            .prefix = focus->parts[i].prefix,
                                            .aside = true};
    *ret = (dl_query){.terms = terms,
                      .count = query->count + focus->parts_count,
                      .fold = query->fold,
                      .least = query->least};
    return true;
}
