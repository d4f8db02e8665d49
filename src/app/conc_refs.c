/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/conc_refs.h"
#include "dateline/vec.h"

#ifdef DL_CONCORDANCE_PAGE /* a test's, to cross pages with a few lines */
#define PAGE ((size_t)DL_CONCORDANCE_PAGE)
#define DOCUMENTS ((size_t)2)
#else
#define PAGE ((size_t)128)
#define DOCUMENTS ((size_t)64) /* listed at once, of those that hold a text */
#endif

static void release_walk(dl_conc_walk *walk)
{
    dl_arena_release(&walk->page);
    free(walk->refs.items);
    free((char *)walk->anchor.source);
    *walk = (dl_conc_walk){0};
}

void dl_conc_refs_release(dl_conc_refs *refs)
{
    release_walk(&refs->on);
    release_walk(&refs->back);
    *refs = (dl_conc_refs){0};
}

/* --- where a walk goes on --- */

/* Makes the walk go on after POSITION in the document KEY of SOURCE. */
static dl_status set_anchor(dl_conc_walk *walk, dl_key key, const char *source,
                            dl_position position, dl_error *error)
{
    char *copy = source ? strdup(source) : NULL;
    if (source && !copy)
        return dl_fail_nomem(error);
    free((char *)walk->anchor.source);
    walk->anchor = (dl_anchor){key, copy};
    walk->position = position;
    return DL_OK;
}

/* The same after the mention at SPOT; a document's source is asked only where the order goes by it. */
static dl_status set_anchor_at(dl_conc_refs *refs, dl_conc_walk *walk, dl_key key, dl_spot spot,
                               dl_error *error)
{
    dl_position position = {.field = spot.field, .at = spot.start, .end = spot.end};
    bool by_source = refs->order == DL_ORDER_SOURCE || refs->order == DL_ORDER_SOURCE_DOWN;
    if (!by_source || (walk->anchor.key == key && walk->anchor.source))
        return set_anchor(walk, key, by_source ? walk->anchor.source : NULL, position, error);
    dl_arena arena = {0};
    dl_stored doc;
    dl_status status = refs->store->ops->get(refs->store, key, &arena, &doc, error);
    if (!status)
        status = set_anchor(walk, key, doc.document.source, position, error);
    dl_arena_release(&arena);
    return status;
}

/* --- finding more --- */

static dl_status find_mentions(dl_conc_refs *refs, dl_conc_walk *walk, bool back, dl_error *error)
{
    dl_arena arena = {0};
    dl_mention_row *rows;
    size_t count;
    uint32_t at = walk->position.at > UINT32_MAX ? UINT32_MAX : (uint32_t)walk->position.at;
    dl_status status = refs->store->ops->mentions(refs->store, refs->query, refs->focus->id,
                                                  refs->order, walk->anchor, walk->position.field,
                                                  at, back, PAGE, &arena, &rows, &count, error);
    for (size_t i = 0; !status && i < count; i++) {
        const dl_mention *m = &rows[i].mention;
        dl_conc_ref ref = {.key = rows[i].key, .spot = {m->field, m->start, m->end}};
        if (!dl_vec_push(&walk->refs, ref))
            status = dl_fail_nomem(error);
    }
    if (!status && count)
        status = set_anchor_at(refs, walk, walk->refs.items[walk->refs.len - 1].key,
                               walk->refs.items[walk->refs.len - 1].spot, error);
    if (!status && !count)
        walk->end = true;
    dl_arena_release(&arena);
    return status;
}

/* Adds the hits in the document KEY, nearest first. */
static dl_status find_in_document(dl_conc_refs *refs, dl_conc_walk *walk, dl_key key, bool back,
                                  dl_error *error)
{
    dl_arena arena = {0};
    dl_stored doc;
    dl_spots spots = {0};
    dl_status status = refs->store->ops->get(refs->store, key, &arena, &doc, error);
    if (!status &&
        !(dl_spots_find(&doc, refs->focus, 0, &spots) && dl_vec_reserve(&walk->refs, spots.len)))
        status = dl_fail_nomem(error);
    for (size_t i = 0; !status && i < spots.len; i++)
        walk->refs.items[walk->refs.len++] =
            (dl_conc_ref){.key = key, .spot = spots.items[back ? spots.len - 1 - i : i]};
    free(spots.items);
    dl_arena_release(&arena);
    return status == DL_ERR_NOT_FOUND ? DL_OK : status; /* it has gone meanwhile */
}

static dl_status list_documents(dl_conc_refs *refs, dl_conc_walk *walk, bool back, dl_error *error)
{
    dl_query narrowed;
    dl_arena_clear(&walk->page);
    walk->rows_at = walk->rows_count = 0;
    if (!dl_focus_narrow(refs->focus, refs->query, &walk->page, &narrowed))
        return dl_fail_nomem(error);
    dl_status status =
        refs->store->ops->list(refs->store, &narrowed, refs->order, walk->anchor, back, DOCUMENTS,
                               NULL, &walk->page, &walk->rows, &walk->rows_count, error);
    if (status)
        return status;
    walk->end = walk->rows_count == 0;
    if (walk->end)
        return DL_OK;
    const dl_doc_row *last = &walk->rows[walk->rows_count - 1];
    return set_anchor(walk, last->key, last->source, DL_POSITION_START, error);
}

static dl_status find_hits(dl_conc_refs *refs, dl_conc_walk *walk, bool back, dl_error *error)
{
    dl_status status = DL_OK;
    if (walk->rows_at == walk->rows_count)
        status = list_documents(refs, walk, back, error);
    if (status || walk->end)
        return status;
    return find_in_document(refs, walk, walk->rows[walk->rows_at++].key, back, error);
}

dl_status dl_conc_refs_extend(dl_conc_refs *refs, bool back, dl_error *error)
{
    dl_conc_walk *walk = back ? &refs->back : &refs->on;
    if (walk->end)
        return DL_OK;
    return refs->focus->kind == DL_FOCUS_ENTITY ? find_mentions(refs, walk, back, error)
                                                : find_hits(refs, walk, back, error);
}

dl_status dl_conc_refs_hold(dl_conc_refs *refs, uint64_t number, dl_error *error)
{
    dl_status status = DL_OK;
    while (!status && number < refs->base && refs->base - number > refs->back.refs.len &&
           !refs->back.end)
        status = dl_conc_refs_extend(refs, true, error);
    while (!status && number >= refs->base && number - refs->base >= refs->on.refs.len &&
           !refs->on.end)
        status = dl_conc_refs_extend(refs, false, error);
    return status;
}

/* --- beginning --- */

static void restart(dl_conc_refs *refs)
{
    release_walk(&refs->on);
    release_walk(&refs->back);
    refs->on.anchor.key = refs->back.anchor.key = DL_KEY_NONE;
    refs->whole = false;
    refs->numbered = true;
    refs->base = 0;
}

/* Enters the mentions of an entity at the first one of the document at the walks' anchor. */
static dl_status enter_mentions(dl_conc_refs *refs, dl_error *error)
{
    dl_status status =
        refs->store->ops->mentions_before(refs->store, refs->query, refs->focus->id, refs->order,
                                          refs->back.anchor, &refs->base, error);
    if (!status && refs->base)
        status = find_mentions(refs, &refs->back, true, error);
    if (status || !refs->back.refs.len) {
        refs->base = 0;
        refs->back.end = true;
        return status;
    }
    /* a mention may stand at a document's very first byte, and pages begin after a mention */
    const dl_conc_ref *before = &refs->back.refs.items[0];
    return set_anchor_at(refs, &refs->on, before->key, before->spot, error);
}

/* Enters the hits of a text at the first one of the document KEY. */
static dl_status enter_hits(dl_conc_refs *refs, dl_key key, dl_error *error)
{
    refs->numbered = false;
    refs->base = DL_CONC_SOMEWHERE;
    dl_status status =
        set_anchor(&refs->on, key, refs->back.anchor.source, DL_POSITION_START, error);
    return status ? status : find_in_document(refs, &refs->on, key, false, error);
}

dl_status dl_conc_refs_begin(dl_conc_refs *refs, dl_key key, dl_error *error)
{
    restart(refs);
    if (key == DL_KEY_NONE) {
        refs->back.end = true;
        return DL_OK;
    }
    dl_arena arena = {0};
    dl_stored doc;
    dl_status status = refs->store->ops->get(refs->store, key, &arena, &doc, error);
    if (!status)
        status = set_anchor(&refs->back, key, doc.document.source, DL_POSITION_START, error);
    if (!status)
        status = refs->focus->kind == DL_FOCUS_ENTITY ? enter_mentions(refs, error)
                                                      : enter_hits(refs, key, error);
    dl_arena_release(&arena);
    return status;
}

dl_status dl_conc_refs_begin_at_end(dl_conc_refs *refs, uint64_t total, dl_error *error)
{
    restart(refs);
    refs->on.end = true;
    refs->numbered = refs->focus->kind == DL_FOCUS_ENTITY;
    refs->base = refs->numbered ? total : DL_CONC_SOMEWHERE;
    dl_status status = DL_OK;
    while (!status && !refs->back.refs.len && !refs->back.end)
        status = dl_conc_refs_extend(refs, true, error);
    return status;
}

/* --- what was found --- */

dl_conc_ref *dl_conc_refs_at(const dl_conc_refs *refs, uint64_t number)
{
    if (number < refs->base) {
        uint64_t at = refs->base - number - 1;
        return at < refs->back.refs.len ? &refs->back.refs.items[at] : NULL;
    }
    uint64_t at = number - refs->base;
    return at < refs->on.refs.len ? &refs->on.refs.items[at] : NULL;
}

size_t dl_conc_refs_count(const dl_conc_refs *refs)
{
    return refs->on.refs.len + refs->back.refs.len;
}

dl_status dl_conc_refs_join(dl_conc_refs *refs, uint64_t *ret_shift, dl_error *error)
{
    size_t before = refs->back.refs.len;
    if (!dl_vec_reserve(&refs->on.refs, before))
        return dl_fail_nomem(error);
    dl_conc_ref *items = refs->on.refs.items;
    if (before)
        memmove(items + before, items, refs->on.refs.len * sizeof *items);
    for (size_t i = 0; i < before; i++)
        items[i] = refs->back.refs.items[before - 1 - i];
    refs->on.refs.len += before;
    *ret_shift = refs->base - before;
    refs->base = 0;
    refs->whole = refs->numbered = true;
    release_walk(&refs->back);
    refs->back.end = true;
    return DL_OK;
}
