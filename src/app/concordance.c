/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A concordance of an entity pages over the store's mentions, by key. One of a text has no index of
 * its own: it pages over the documents that hold the text, and finds its hits in each. Either way a
 * step yields a run of spots in the order of the list, and everything above works on such runs.
 */
#include <stdlib.h>
#include <string.h>

#include "app/concordance.h"
#include "app/context.h"
#include "app/scroll.h"
#include "dateline/vec.h"

/* Lines fetched at once: few, for each may be of another document, which is read for it; and the
 * window's length beyond which it is begun anew. */
#ifdef DL_CONCORDANCE_PAGE /* a test's, to cross pages with a few lines */
#define PAGE ((size_t)DL_CONCORDANCE_PAGE)
#else
#define PAGE ((size_t)32)
#endif
#define WINDOW_MAX (256 * PAGE)
#define NEAR (8 * PAGE)    /* a line no further from the window is reached by extending it */
#define STRIDE (32 * PAGE) /* spots passed at once on the way to one that is further */

/* A spot in a document, before its context is read. */
typedef struct found {
    dl_key key;
    dl_spot spot;
} found;

typedef struct founds {
    found *items;
    size_t len, size;
} founds;

void dl_concordance_init(dl_concordance *conc)
{
    *conc = (dl_concordance){0};
}

void dl_concordance_release(dl_concordance *conc)
{
    dl_arena_release(&conc->arena);
    dl_focus_release(&conc->focus);
    free(conc->lines.items);
    free(conc->left_sha256);
    *conc = (dl_concordance){0};
}

const dl_conc_line *dl_concordance_line(const dl_concordance *conc, uint64_t number)
{
    bool held = number >= conc->first && number - conc->first < conc->lines.len;
    return held ? &conc->lines.items[number - conc->first] : NULL;
}

const dl_conc_line *dl_concordance_current(const dl_concordance *conc)
{
    return dl_concordance_line(conc, conc->cursor);
}

/* --- spots after a place --- */

/* A place in the list: a document and a position in it. */
typedef struct place {
    dl_anchor anchor; /* key DL_KEY_NONE: before the first line, or after the last going back */
    dl_position position;
} place;

static dl_status find_entity(dl_concordance *conc, place from, bool back, size_t limit,
                             dl_arena *arena, founds *ret, dl_error *error)
{
    dl_mention_row *rows;
    size_t count;
    uint32_t at = from.position.at > UINT32_MAX ? UINT32_MAX : (uint32_t)from.position.at;
    dl_status status = conc->store->ops->mentions(conc->store, conc->query, conc->focus.id,
                                                  conc->order, from.anchor, from.position.field, at,
                                                  back, limit, arena, &rows, &count, error);
    for (size_t i = 0; !status && i < count; i++) {
        const dl_mention *m = &rows[i].mention;
        found item = {rows[i].key, {m->field, m->start, m->end}};
        if (!dl_vec_push(ret, item))
            status = dl_fail_nomem(error);
    }
    return status;
}

/* Adds the hits in the document KEY after POSITION, nearest first going BACK. */
static dl_status find_in_document(dl_concordance *conc, dl_key key, dl_position position, bool back,
                                  founds *ret, dl_error *error)
{
    dl_reading reading;
    dl_reading_init(&reading, dl_glyphs_ascii());
    dl_status status = dl_reading_open(&reading, conc->store, key, error);
    if (!status && !dl_reading_set_focus(&reading, &conc->focus))
        status = dl_fail_nomem(error);
    dl_spot spot;
    while (!status && dl_spots_next(&reading.focus, position, back, &spot)) {
        position = (dl_position){.field = spot.field, .at = spot.start};
        if (!dl_vec_push(ret, ((found){key, spot})))
            status = dl_fail_nomem(error);
    }
    dl_reading_release(&reading);
    return status;
}

static dl_status find_text(dl_concordance *conc, place from, bool back, size_t limit,
                           dl_arena *arena, founds *ret, dl_error *error)
{
    dl_status status = DL_OK;
    dl_query narrowed;
    if (from.anchor.key != DL_KEY_NONE)
        status = find_in_document(conc, from.anchor.key, from.position, back, ret, error);
    if (!status && !dl_focus_narrow(&conc->focus, conc->query, arena, &narrowed))
        status = dl_fail_nomem(error);
    dl_anchor anchor = from.anchor;
    while (!status && ret->len < limit) {
        dl_doc_row *rows;
        size_t count;
        status = conc->store->ops->list(conc->store, &narrowed, conc->order, anchor, back, 16, NULL,
                                        arena, &rows, &count, error);
        if (status || !count)
            break;
        for (size_t i = 0; !status && i < count; i++)
            status = find_in_document(conc, rows[i].key, back ? DL_POSITION_END : DL_POSITION_START,
                                      back, ret, error);
        anchor = (dl_anchor){rows[count - 1].key, rows[count - 1].source};
    }
    return status;
}

/* The next run of LIMIT spots or so after FROM, nearest first; none at the list's end. */
static dl_status find_run(dl_concordance *conc, place from, bool back, size_t limit,
                          dl_arena *arena, founds *ret, dl_error *error)
{
    return conc->focus.kind == DL_FOCUS_ENTITY
               ? find_entity(conc, from, back, limit, arena, ret, error)
               : find_text(conc, from, back, limit, arena, ret, error);
}

/* --- lines --- */

/* The document that lines are made of, kept while they are of the same one. */
typedef struct source_text {
    dl_arena arena;
    dl_stored doc;
    bool open;
    const char *sha256, *source, *origin; /* in the concordance's arena */
} source_text;

static dl_status open_text(dl_concordance *conc, dl_key key, source_text *text, dl_error *error)
{
    if (text->open && text->doc.key == key)
        return DL_OK;
    dl_arena_clear(&text->arena);
    text->open = false;
    dl_status status = conc->store->ops->get(conc->store, key, &text->arena, &text->doc, error);
    if (status)
        return status;
    const dl_document *doc = &text->doc.document;
    text->open = true;
    text->sha256 = dl_arena_strdup(&conc->arena, doc->sha256);
    text->source = dl_arena_strdup(&conc->arena, doc->source);
    text->origin = dl_arena_strdup(&conc->arena, doc->origin);
    return text->sha256 ? DL_OK : dl_fail_nomem(error);
}

/* The mention at SPOT, copied; NULL where there is none. */
static const dl_mention *copy_mention(dl_concordance *conc, const dl_stored *doc, dl_spot spot)
{
    for (size_t i = 0; i < doc->mentions_count; i++) {
        const dl_mention *m = &doc->mentions[i];
        if (m->field != spot.field || m->start != spot.start)
            continue;
        dl_mention *copy = dl_arena_alloc(&conc->arena, sizeof *copy);
        if (copy)
            *copy = *m;
        if (copy)
            copy->entity = dl_arena_strdup(&conc->arena, m->entity);
        return copy;
    }
    return NULL;
}

static dl_status make_line(dl_concordance *conc, const found *item, source_text *text,
                           dl_conc_line *ret, dl_error *error)
{
    dl_status status = open_text(conc, item->key, text, error);
    if (status)
        return status;
    const dl_document *doc = &text->doc.document;
    const char *field = item->spot.field == DL_FIELD_TITLE ? doc->title : doc->body;
    *ret = (dl_conc_line){.key = item->key,
                          .sha256 = text->sha256,
                          .source = text->source,
                          .origin = text->origin,
                          .published = doc->published,
                          .spot = item->spot,
                          .mention = copy_mention(conc, &text->doc, item->spot)};
    if (!field)
        field = "";
    if (!dl_context_cut(&conc->arena, field, strlen(field), item->spot.start, item->spot.end,
                        &ret->before, &ret->name, &ret->after))
        return dl_fail_nomem(error);
    return DL_OK;
}

/* Puts the lines of RUN at the window's end, or (BACK) at its beginning. */
static dl_status add_lines(dl_concordance *conc, const founds *run, bool back, dl_error *error)
{
    source_text text = {0};
    dl_status status = dl_vec_reserve(&conc->lines, run->len) ? DL_OK : dl_fail_nomem(error);
    if (!status && back)
        memmove(conc->lines.items + run->len, conc->lines.items,
                conc->lines.len * sizeof *conc->lines.items);
    for (size_t i = 0; !status && i < run->len; i++) {
        size_t at = back ? run->len - 1 - i : conc->lines.len + i;
        status = make_line(conc, &run->items[i], &text, &conc->lines.items[at], error);
    }
    if (status && back)
        memmove(conc->lines.items, conc->lines.items + run->len,
                conc->lines.len * sizeof *conc->lines.items);
    if (!status)
        conc->lines.len += run->len;
    dl_arena_release(&text.arena);
    return status;
}

static place place_of(const dl_conc_line *line)
{
    return (place){{line->key, line->source}, {.field = line->spot.field, .at = line->spot.start}};
}

static void empty_window(dl_concordance *conc, uint64_t first)
{
    dl_arena_clear(&conc->arena);
    conc->lines.len = 0;
    conc->first = first;
    conc->at_start = conc->at_end = false;
}

/* Extends the window by a run of lines after FROM (BACK: before it), which must be its edge. */
static dl_status extend_from(dl_concordance *conc, place from, bool back, dl_error *error)
{
    dl_arena arena = {0};
    founds run = {0};
    dl_status status = find_run(conc, from, back, PAGE, &arena, &run, error);
    if (!status)
        status = add_lines(conc, &run, back, error);
    if (!status && back)
        conc->first -= run.len && run.len < conc->first ? run.len : conc->first;
    if (!status && !run.len)
        *(back ? &conc->at_start : &conc->at_end) = true;
    uint64_t end = conc->first + conc->lines.len;
    conc->counted = conc->counted || conc->at_end;
    if (!status && (end > conc->total || conc->at_end))
        conc->total = end;
    free(run.items);
    dl_arena_release(&arena);
    return status;
}

static const place outside = {.anchor = {.key = DL_KEY_NONE}};

static dl_status extend(dl_concordance *conc, bool back, dl_error *error)
{
    size_t len = conc->lines.len;
    return extend_from(conc, len ? place_of(&conc->lines.items[back ? 0 : len - 1]) : outside, back,
                       error);
}

/* Begins the window anew around AT, before which NUMBER lines stand. */
static dl_status begin_at(dl_concordance *conc, place at, uint64_t number, dl_error *error)
{
    empty_window(conc, number);
    dl_status status = number ? extend_from(conc, at, true, error) : DL_OK;
    return status ? status : extend(conc, false, error);
}

/* Begins the window anew at the end of the list, whose lines are counted. */
static dl_status begin_at_end(dl_concordance *conc, dl_error *error)
{
    empty_window(conc, conc->total);
    dl_status status = extend_from(conc, outside, true, error);
    conc->at_end = true;
    return status;
}

static dl_status document_place(dl_concordance *conc, dl_key key, dl_position position,
                                dl_arena *arena, place *ret, dl_error *error)
{
    dl_stored doc;
    dl_status status = conc->store->ops->get(conc->store, key, arena, &doc, error);
    if (!status)
        *ret = (place){{key, doc.document.source}, position};
    return status;
}

/* Passes spots after FROM, before whose next *BEFORE lines stand, until the next run holds line NUMBER
 * or there is none; sets FROM and *BEFORE to where that run begins. */
static dl_status pass(dl_concordance *conc, uint64_t number, dl_arena *arena, place *from,
                      uint64_t *before, dl_error *error)
{
    for (;;) {
        founds run = {0};
        dl_status status = find_run(conc, *from, false, STRIDE, arena, &run, error);
        bool reached = status || !run.len || *before + run.len > number;
        if (!status && !run.len) {
            conc->total = *before;
            conc->counted = true;
        }
        if (!reached) {
            found last = run.items[run.len - 1];
            *before += run.len;
            dl_position position = {.field = last.spot.field, .at = last.spot.start};
            status = document_place(conc, last.key, position, arena, from, error);
        }
        free(run.items);
        if (reached || status)
            return status;
    }
}

/* Where the window ends, in ARENA: the place, and how many lines stand before what comes after it. */
static place window_end(const dl_concordance *conc, dl_arena *arena, uint64_t *ret_before)
{
    *ret_before = conc->first + conc->lines.len;
    if (!conc->lines.len)
        return outside;
    place end = place_of(&conc->lines.items[conc->lines.len - 1]);
    end.anchor.source = dl_arena_strdup(arena, end.anchor.source);
    return end;
}

/* Begins the window anew near line NUMBER, which lies far from it. */
static dl_status jump(dl_concordance *conc, uint64_t number, dl_error *error)
{
    if (number < NEAR)
        return begin_at(conc, outside, 0, error);
    if (conc->counted && number + NEAR >= conc->total)
        return begin_at_end(conc, error);
    dl_arena arena = {0};
    uint64_t before;
    place from = window_end(conc, &arena, &before);
    if (number < before) {
        from = outside;
        before = 0;
    }
    dl_status status = pass(conc, number, &arena, &from, &before, error);
    if (!status && conc->counted && before == conc->total) {
        status = begin_at_end(conc, error);
    } else if (!status) {
        empty_window(conc, before);
        status = extend_from(conc, from, false, error);
    }
    dl_arena_release(&arena);
    return status;
}

/* Makes the window hold line NUMBER, as far as the list goes. */
static dl_status hold(dl_concordance *conc, uint64_t number, dl_error *error)
{
    uint64_t end = conc->first + conc->lines.len;
    bool known = number >= conc->first && (number < end || conc->at_end);
    bool near = number + NEAR >= conc->first && number < end + NEAR && number + NEAR > number;
    dl_status status = DL_OK;
    if (!known && (!near || conc->lines.len > WINDOW_MAX))
        status = jump(conc, number, error);
    while (!status && number < conc->first && !conc->at_start)
        status = extend(conc, true, error);
    while (!status && number >= conc->first + conc->lines.len && !conc->at_end)
        status = extend(conc, false, error);
    return status;
}

dl_status dl_concordance_count(dl_concordance *conc, uint64_t *ret_count, dl_error *error)
{
    dl_arena arena = {0};
    uint64_t before;
    place from = window_end(conc, &arena, &before);
    dl_status status = DL_OK;
    if (!conc->counted)
        status = pass(conc, UINT64_MAX, &arena, &from, &before, error);
    dl_arena_release(&arena);
    if (!status)
        *ret_count = conc->total;
    return status;
}

dl_status dl_concordance_go(dl_concordance *conc, uint64_t number, dl_error *error)
{
    dl_status status = hold(conc, number, error);
    uint64_t end = conc->first + conc->lines.len;
    if (!status && end)
        conc->cursor = number < end ? number : end - 1;
    return status;
}

/* Begins the window at the document KEY, whose first line's number the store knows for an entity;
 * *RET is that number. A text's lines have no numbers but by counting. */
static dl_status begin_at_document(dl_concordance *conc, dl_key key, uint64_t *ret, dl_error *error)
{
    dl_arena arena = {0};
    place at;
    *ret = 0;
    dl_status status = document_place(conc, key, DL_POSITION_START, &arena, &at, error);
    if (!status && conc->focus.kind == DL_FOCUS_ENTITY) {
        status = conc->store->ops->mentions_before(conc->store, conc->query, conc->focus.id,
                                                   conc->order, at.anchor, ret, error);
        if (!status)
            status = begin_at(conc, at, *ret, error);
    }
    dl_arena_release(&arena);
    return status;
}

/* Puts the cursor on the line of SPOT in the document KEY, or where there is none on the first that
 * could stand in its place. */
static dl_status find_line(dl_concordance *conc, dl_key key, dl_spot spot, dl_error *error)
{
    uint64_t first;
    dl_status status = begin_at_document(conc, key, &first, error);
    for (uint64_t number = first; !status; number++) {
        status = hold(conc, number, error);
        const dl_conc_line *line = dl_concordance_line(conc, number);
        if (status || !line)
            break;
        if (line->key == key && dl_spot_compare(line->spot, spot) == 0)
            return dl_concordance_go(conc, number, error);
        if (conc->focus.kind == DL_FOCUS_ENTITY && line->key != key)
            break;
    }
    return status ? status : dl_concordance_go(conc, first, error);
}

dl_status dl_concordance_load(dl_concordance *conc, dl_store *store, const dl_query *query,
                              dl_order order, const dl_focus *focus, uint64_t total, dl_key key,
                              dl_spot spot, dl_error *error)
{
    dl_focus copy = {0};
    if (!dl_focus_copy(focus, &copy))
        return dl_fail_nomem(error);
    dl_focus_release(&conc->focus);
    conc->focus = copy;
    conc->store = store;
    conc->query = query;
    conc->order = order;
    empty_window(conc, 0);
    conc->total = total;
    conc->counted = focus->kind == DL_FOCUS_ENTITY;
    conc->cursor = conc->top = 0;
    return key == DL_KEY_NONE ? dl_concordance_go(conc, 0, error)
                              : find_line(conc, key, spot, error);
}

dl_status dl_concordance_go_document(dl_concordance *conc, bool back, dl_error *error)
{
    const dl_conc_line *line = dl_concordance_current(conc);
    if (!line)
        return DL_OK;
    dl_key key = line->key;
    uint64_t number = conc->cursor;
    dl_status status = DL_OK;
    /* going back, the first line of the document before is where its lines begin */
    dl_key wanted = DL_KEY_NONE;
    for (;;) {
        if (back && number == 0)
            break;
        uint64_t next = back ? number - 1 : number + 1;
        status = hold(conc, next, error);
        line = dl_concordance_line(conc, next);
        if (status || !line)
            break;
        if (back && wanted != DL_KEY_NONE && line->key != wanted)
            break;
        number = next;
        if (line->key != key && wanted == DL_KEY_NONE) {
            wanted = line->key;
            if (!back)
                break;
        }
    }
    if (!status && wanted != DL_KEY_NONE)
        conc->cursor = number;
    return status;
}

dl_status dl_concordance_show(dl_concordance *conc, size_t height, dl_error *error)
{
    if (!height)
        return DL_OK;
    uint64_t top = dl_scroll_top(conc->top, conc->cursor, height, conc->margin);
    if (conc->counted && top + height > conc->total) /* no rows of margin past the last */
        top = conc->total > height ? conc->total - height : 0;
    conc->top = top;
    dl_status status = hold(conc, conc->top + height - 1, error);
    return status ? status : hold(conc, conc->top, error);
}

void dl_concordance_remember(dl_concordance *conc)
{
    const dl_conc_line *line = dl_concordance_current(conc);
    free(conc->left_sha256);
    conc->left_sha256 = line ? strdup(line->sha256) : NULL;
    if (line)
        conc->left_spot = line->spot;
}
