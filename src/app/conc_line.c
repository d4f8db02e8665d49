/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/conc_line.h"
#include "app/context.h"
#include "dateline/sentence.h"
#include "dateline/vec.h"

struct dl_conc_source {
    dl_store *store;
    dl_arena arena;
    dl_stored doc;
    bool open;
    const char *sha256, *source, *origin; /* in the lines' arena */
};

void dl_conc_lines_release(dl_conc_lines *lines)
{
    dl_arena_release(&lines->arena);
    free(lines->of.items);
    *lines = (dl_conc_lines){0};
}

void dl_conc_lines_clear(dl_conc_lines *lines)
{
    dl_arena_clear(&lines->arena);
    lines->of.len = 0;
}

const dl_conc_line *dl_conc_lines_find(const dl_conc_lines *lines, uint64_t number)
{
    for (size_t i = 0; i < lines->of.len; i++)
        if (lines->of.items[i].row == number)
            return &lines->of.items[i];
    return NULL;
}

/* --- the document --- */

dl_conc_source *dl_conc_source_new(dl_store *store)
{
    dl_conc_source *source = calloc(1, sizeof *source);
    if (source)
        source->store = store;
    return source;
}

void dl_conc_source_free(dl_conc_source *source)
{
    if (!source)
        return;
    dl_arena_release(&source->arena);
    free(source);
}

static dl_prose field_of(const dl_stored *doc, dl_field field)
{
    const char *text = field == DL_FIELD_TITLE ? doc->document.title : doc->document.body;
    return (dl_prose){.text = text ? text : "",
                      .len = text ? strlen(text) : 0,
                      .lead = field == DL_FIELD_BODY ? doc->document.lead : 0};
}

static dl_status open_source(dl_conc_lines *lines, dl_conc_source *source, dl_key key,
                             dl_error *error)
{
    if (source->open && source->doc.key == key)
        return DL_OK;
    dl_arena_clear(&source->arena);
    source->open = false;
    dl_status status =
        source->store->ops->get(source->store, key, &source->arena, &source->doc, error);
    if (status)
        return status;
    const dl_document *doc = &source->doc.document;
    source->sha256 = dl_arena_strdup(&lines->arena, doc->sha256);
    source->source = dl_arena_strdup(&lines->arena, doc->source);
    source->origin = dl_arena_strdup(&lines->arena, doc->origin);
    source->open = source->sha256 && source->origin && (source->source || !doc->source);
    return source->open ? DL_OK : dl_fail_nomem(error);
}

/* --- a line --- */

/* The mention at SPOT, copied; NULL where there is none. */
static const dl_mention *copy_mention(dl_conc_lines *lines, const dl_stored *doc, dl_spot spot)
{
    for (size_t i = 0; i < doc->mentions_count; i++) {
        const dl_mention *m = &doc->mentions[i];
        if (m->field != spot.field || m->start != spot.start || m->end != spot.end)
            continue;
        dl_mention *copy = dl_arena_alloc(&lines->arena, sizeof *copy);
        if (copy)
            *copy = *m;
        if (copy)
            copy->entity = dl_arena_strdup(&lines->arena, m->entity);
        return copy;
    }
    return NULL;
}

/* Cuts what the context asks for out of PROSE. */
static bool cut(dl_conc_lines *lines, const dl_prose *prose, dl_spot spot, dl_conc_line *ret)
{
    if (lines->context == DL_CONC_LINE)
        return dl_context_cut(&lines->arena, prose->text, prose->len, spot.start, spot.end,
                              &ret->before, &ret->name, &ret->after);
    dl_span span = lines->context == DL_CONC_SENTENCE ? dl_sentence_at(prose, spot.start)
                                                      : dl_paragraph_at(prose, spot.start);
    if (span.end < spot.end)
        span.end = spot.end;
    return dl_context_take(&lines->arena, prose->text, span.start, spot.start, &ret->before) &&
           dl_context_take(&lines->arena, prose->text, spot.start, spot.end, &ret->name) &&
           dl_context_take(&lines->arena, prose->text, spot.end, span.end, &ret->after);
}

dl_status dl_conc_lines_read(dl_conc_lines *lines, dl_conc_source *source, uint64_t number,
                             const dl_conc_ref *ref, const dl_conc_row *row, dl_error *error)
{
    dl_status status = open_source(lines, source, ref->key, error);
    if (status)
        return status;
    dl_spot spot = ref->spot;
    dl_prose prose = field_of(&source->doc, spot.field);
    if (spot.end > prose.len) /* the document has changed meanwhile */
        spot = (dl_spot){spot.field, prose.len, prose.len};
    dl_conc_line line = {
        .row = number,
        .key = ref->key,
        .sha256 = source->sha256,
        .source = source->source,
        .origin = source->origin,
        .published = source->doc.document.published,
        .ambiguous = source->doc.document.readings_count > 1,
        .spot = spot,
        .mention = copy_mention(lines, &source->doc, spot),
        .group = row->group,
        .count = row->count,
    };
    if (!cut(lines, &prose, spot, &line) || !dl_vec_push(&lines->of, line))
        return dl_fail_nomem(error);
    return DL_OK;
}
