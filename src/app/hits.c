/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "app/app.h"
#include "app/hits.h"

#define PAGE 64 /* documents listed at once */

void dl_hits_release(dl_hits *hits)
{
    dl_arena_release(&hits->page);
    free(hits->of.items);
    *hits = (dl_hits){0};
}

/* --- the count of each document --- */

/* Where KEY stands in a table of SIZE places, or would. */
static size_t place_of(const struct dl_hits_of *items, size_t size, dl_key key)
{
    size_t at = (size_t)((uint64_t)key * 0x9E3779B97F4A7C15U >> 32) & (size - 1);
    while (items[at].key != key && items[at].key != DL_KEY_NONE)
        at = (at + 1) & (size - 1);
    return at;
}

/* Makes room for one more; false when memory is out. */
static bool grow(dl_hits *hits)
{
    size_t size = hits->of.size ? hits->of.size * 2 : 256;
    if (hits->of.len * 2 < hits->of.size)
        return true;
    struct dl_hits_of *items = malloc(size * sizeof *items);
    if (!items)
        return false;
    for (size_t i = 0; i < size; i++)
        items[i] = (struct dl_hits_of){.key = DL_KEY_NONE};
    for (size_t i = 0; i < hits->of.size; i++)
        if (hits->of.items[i].key != DL_KEY_NONE)
            items[place_of(items, size, hits->of.items[i].key)] = hits->of.items[i];
    free(hits->of.items);
    hits->of.items = items;
    hits->of.size = size;
    return true;
}

static bool keep(dl_hits *hits, dl_key key, uint32_t count)
{
    if (!grow(hits))
        return false;
    hits->of.items[place_of(hits->of.items, hits->of.size, key)] = (struct dl_hits_of){key, count};
    hits->of.len++;
    hits->total += count;
    hits->done++;
    return true;
}

bool dl_hits_find(const dl_hits *hits, dl_key key, uint32_t *ret_count)
{
    size_t at = hits->of.size ? place_of(hits->of.items, hits->of.size, key) : 0;
    bool counted = hits->of.size && hits->of.items[at].key == key;
    *ret_count = counted ? hits->of.items[at].count : 0;
    return counted || hits->whole; /* what was not counted at all does not hold it */
}

/* --- the work --- */

void dl_hits_start(dl_app *app)
{
    dl_hits_release(&app->hits);
    app->hits.counting = app->focus.kind == DL_FOCUS_TEXT;
    app->hits.order = app->order == DL_ORDER_OLDEST ? DL_ORDER_OLDEST : DL_ORDER_NEWEST;
    app->hits.anchor = (dl_anchor){.key = DL_KEY_NONE};
}

void dl_hits_stop(dl_app *app)
{
    app->hits.counting = false;
}

bool dl_hits_progress(const dl_app *app, dl_progress *ret)
{
    const dl_hits *hits = &app->hits;
    *ret = (dl_progress){"counting", hits->done, hits->documents};
    /* a concordance over the list has work of its own to tell of */
    return hits->counting && app->overlay == DL_OVERLAY_NONE;
}

/* The next documents that hold the text. */
static dl_status list_more(dl_app *app, dl_error *error)
{
    dl_hits *hits = &app->hits;
    dl_query narrowed;
    dl_counts counts;
    dl_status status = DL_OK;
    dl_arena_clear(&hits->page);
    hits->rows_count = hits->rows_at = 0;
    if (!dl_focus_narrow(&app->focus, dl_app_query(app), &hits->page, &narrowed))
        return dl_fail_nomem(error);
    if (hits->anchor.key == DL_KEY_NONE) {
        status = app->store->ops->count(app->store, &narrowed, NULL, &counts, error);
        if (!status)
            hits->documents = counts.documents - counts.folded;
    }
    if (!status)
        status =
            app->store->ops->list(app->store, &narrowed, hits->order, hits->anchor, false, PAGE,
                                  NULL, &hits->page, &hits->rows, &hits->rows_count, error);
    if (!status && hits->rows_count)
        hits->anchor.key = hits->rows[hits->rows_count - 1].key;
    return status;
}

/* Counts the hits in one document. */
static dl_status count_next(dl_app *app, dl_error *error)
{
    dl_hits *hits = &app->hits;
    dl_key key = hits->rows[hits->rows_at++].key;
    dl_arena arena = {0};
    dl_stored doc;
    dl_spots spots = {0};
    dl_status status = app->store->ops->get(app->store, key, &arena, &doc, error);
    if (status == DL_ERR_NOT_FOUND) /* it has gone meanwhile */
        status = DL_OK;
    else if (!status &&
             !(dl_spots_find(&doc, &app->focus, 0, &spots) && keep(hits, key, (uint32_t)spots.len)))
        status = dl_fail_nomem(error);
    free(spots.items);
    dl_arena_release(&arena);
    return status;
}

dl_work dl_hits_step(dl_app *app)
{
    dl_hits *hits = &app->hits;
    dl_error error;
    if (!hits->counting)
        return DL_WORK_NONE;
    dl_status status =
        hits->rows_at < hits->rows_count ? count_next(app, &error) : list_more(app, &error);
    if (status) {
        dl_hits_stop(app);
        dl_app_complain(app, &error);
    } else if (!hits->rows_count) {
        hits->counting = false;
        hits->whole = true;
    }
    return hits->counting ? DL_WORK_DONE : DL_WORK_CHANGED;
}
