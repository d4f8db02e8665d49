/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/dossier.h"
#include "app/scroll.h"

void dl_dossier_release(dl_dossier *dossier)
{
    dl_arena_release(&dossier->arena);
    *dossier = (dl_dossier){0};
}

dl_status dl_dossier_load(dl_dossier *dossier, dl_store *store, const char *name, dl_error *error)
{
    dl_dossier fresh = {.store = store};
    dl_cited *cited;
    dl_status status = store->ops->cited(store, name, &fresh.arena, &cited, &fresh.len, error);
    if (!status) {
        fresh.name = dl_arena_strdup(&fresh.arena, name);
        fresh.items = dl_arena_calloc(&fresh.arena, fresh.len + 1, sizeof *fresh.items);
        if (!fresh.name || !fresh.items)
            status = dl_fail_nomem(error);
    }
    if (status) {
        dl_arena_release(&fresh.arena);
        return status;
    }
    bool same = dossier->name && strcmp(dossier->name, name) == 0;
    const char *old =
        same && dossier->cursor < dossier->len ? dossier->items[dossier->cursor].cited.id : "";
    if (same) {
        fresh.cursor = fresh.len && dossier->cursor >= fresh.len ? fresh.len - 1 : dossier->cursor;
        fresh.top = dossier->top;
    }
    for (size_t i = 0; i < fresh.len; i++) {
        fresh.items[i].cited = cited[i];
        if (strcmp(cited[i].id, old) == 0)
            fresh.cursor = i;
    }
    dl_dossier_release(dossier);
    *dossier = fresh;
    return DL_OK;
}

/* Finds out where the passage of ITEM stands today. */
static dl_status find(dl_dossier *dossier, dl_dossier_item *item, dl_error *error)
{
    dl_arena arena = {0};
    dl_place_found place;
    const dl_passage *passage = &item->cited.passage;
    if (item->found)
        return DL_OK;
    dl_status status = dl_passage_find(dossier->store, passage, &arena, &place, error);
    if (!status) {
        const dl_document *doc = &place.document.document;
        item->held = true;
        item->how = place.how;
        item->key = place.document.key;
        item->spot = (dl_spot){passage->field, place.start, place.end};
        item->published = doc->published;
        item->ambiguous = doc->readings_count > 1;
        item->source = dl_arena_strdup(&dossier->arena, doc->source);
        if (doc->source && !item->source)
            status = dl_fail_nomem(error);
    } else if (status == DL_ERR_NOT_FOUND) {
        status = DL_OK;
    }
    item->found = !status;
    dl_arena_release(&arena);
    return status;
}

const dl_dossier_item *dl_dossier_current(dl_dossier *dossier, dl_error *error)
{
    dl_dossier_item *item =
        dossier->cursor < dossier->len ? &dossier->items[dossier->cursor] : NULL;
    if (!item)
        dl_fail(error, DL_ERR_NOT_FOUND, "this dossier is empty");
    return item && !find(dossier, item, error) ? item : NULL;
}

dl_status dl_dossier_show(dl_dossier *dossier, size_t height, uint64_t margin, dl_error *error)
{
    dossier->top = dl_scroll_top(dossier->top, dossier->cursor, height, margin);
    if (dossier->top + height > dossier->len)
        dossier->top = dossier->len > height ? dossier->len - height : 0;
    dl_status status = DL_OK;
    for (uint64_t i = dossier->top; !status && i < dossier->len && i < dossier->top + height; i++)
        status = find(dossier, &dossier->items[i], error);
    return status;
}
