/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "app/doclist.h"
#include "app/scroll.h"
#include "dateline/vec.h"

/* Rows fetched at once, and the window's length beyond which it is begun anew. */
#ifdef DL_DOCLIST_PAGE /* a test's, to cross pages with a few documents */
#define PAGE ((size_t)DL_DOCLIST_PAGE)
#else
#define PAGE ((size_t)128)
#endif
#define WINDOW_MAX (32 * PAGE)

static const dl_anchor before_all = {.key = DL_KEY_NONE};

void dl_doclist_init(dl_doclist *list)
{
    *list = (dl_doclist){0};
}

void dl_doclist_release(dl_doclist *list)
{
    dl_arena_release(&list->arena);
    free(list->items);
    *list = (dl_doclist){0};
}

static void clear_window(dl_doclist *list)
{
    dl_arena_clear(&list->arena);
    list->len = 0;
}

static dl_anchor anchor_of(const dl_doc_row *row)
{
    return (dl_anchor){.key = row->key, .source = row->source};
}

/* Makes room for COUNT rows at the end of the window, or (FRONT) at its beginning. */
static bool make_room(dl_doclist *list, size_t count, bool front)
{
    if (!dl_vec_reserve(list, count))
        return false;
    if (front && list->len)
        memmove(list->items + count, list->items, list->len * sizeof *list->items);
    return true;
}

/* Adds up to LIMIT rows after ANCHOR to the window's end, or (BACK) before it to its beginning. */
static dl_status fetch(dl_doclist *list, dl_anchor anchor, bool back, size_t limit,
                       size_t *ret_count, dl_error *error)
{
    dl_doc_row *rows;
    size_t count;
    dl_status status =
        list->store->ops->list(list->store, list->query, list->order, anchor, back, limit,
                               *list->focus, &list->arena, &rows, &count, error);
    if (status)
        return status;
    if (!make_room(list, count, back))
        return dl_fail_nomem(error);
    for (size_t i = 0; i < count; i++)
        list->items[back ? count - 1 - i : list->len + i] = rows[i];
    list->len += count;
    *ret_count = count;
    return DL_OK;
}

/* Begins the window anew, with the row ANCHOR in it where the list holds it; the window's first row
 * is then at most a page before that one. */
static dl_status begin_at(dl_doclist *list, dl_anchor anchor, dl_error *error)
{
    size_t before, count;
    clear_window(list);
    list->first = 0;
    dl_status status = DL_OK;
    if (anchor.key != DL_KEY_NONE) {
        status = fetch(list, anchor, true, PAGE, &before, error);
        if (status)
            return status;
    }
    dl_anchor from = list->len ? anchor_of(&list->items[list->len - 1]) : before_all;
    status = fetch(list, from, false, PAGE, &count, error);
    if (status || list->len == 0)
        return status;
    return list->store->ops->rank(list->store, list->query, list->order, anchor_of(&list->items[0]),
                                  *list->focus, &list->first, error);
}

dl_doc_row *dl_doclist_row(const dl_doclist *list, uint64_t number)
{
    bool held = number >= list->first && number - list->first < list->len;
    return held ? &list->items[number - list->first] : NULL;
}

dl_doc_row *dl_doclist_current(const dl_doclist *list)
{
    return dl_doclist_row(list, list->cursor);
}

/* The number of the document KEY if it is in the window; UINT64_MAX otherwise. */
static uint64_t find_in_window(const dl_doclist *list, dl_key key)
{
    for (size_t i = 0; i < list->len; i++)
        if (list->items[i].key == key)
            return list->first + i;
    return UINT64_MAX;
}

dl_status dl_doclist_load(dl_doclist *list, dl_store *store, const dl_query *query, dl_order order,
                          const char *const *focus, uint64_t total, dl_key keep,
                          const char *keep_source, dl_error *error)
{
    list->store = store;
    list->query = query;
    list->order = order;
    list->focus = focus;
    list->total = total;
    list->cursor = 0;
    dl_anchor anchor = {.key = keep, .source = keep_source};
    dl_status status = begin_at(list, anchor, error);
    if (status)
        return status;
    uint64_t number = keep == DL_KEY_NONE ? UINT64_MAX : find_in_window(list, keep);
    if (number != UINT64_MAX)
        list->cursor = number;
    return dl_doclist_go(list, list->cursor, error);
}

dl_status dl_doclist_load_page(dl_doclist *list, dl_store *store, const dl_query *query,
                               dl_order order, const char *const *focus, dl_error *error)
{
    size_t count = 0;
    clear_window(list);
    list->store = store;
    list->query = query;
    list->order = order;
    list->focus = focus;
    list->first = list->cursor = list->top = 0;
    dl_status status = fetch(list, before_all, false, PAGE, &count, error);
    list->total = list->len;
    return status;
}

/* Extends the window by pages until it holds row NUMBER, which lies near it. */
static dl_status extend_to(dl_doclist *list, uint64_t number, dl_error *error)
{
    size_t count = 1;
    dl_status status = DL_OK;
    assert(list->items);
    while (!status && count && number < list->first) {
        status = fetch(list, anchor_of(&list->items[0]), true, PAGE, &count, error);
        list->first -= !status && count < list->first ? count : list->first;
    }
    while (!status && count && number >= list->first + list->len)
        status = fetch(list, anchor_of(&list->items[list->len - 1]), false, PAGE, &count, error);
    return status;
}

/* Makes the window hold row NUMBER. */
static dl_status hold(dl_doclist *list, uint64_t number, dl_error *error)
{
    if (dl_doclist_row(list, number))
        return DL_OK;
    bool near = list->len > 0 && list->len < WINDOW_MAX && number + 4 * PAGE >= list->first &&
                number < list->first + list->len + 4 * PAGE;
    if (near)
        return extend_to(list, number, error);
    dl_anchor anchor;
    dl_status status = list->store->ops->seek(list->store, list->query, list->order, number,
                                              *list->focus, &list->arena, &anchor, error);
    if (status)
        return status;
    /* the anchor lies in the arena that beginning anew clears */
    char *source = anchor.source ? strdup(anchor.source) : NULL;
    if (anchor.source && !source)
        return dl_fail_nomem(error);
    anchor.source = source;
    status = begin_at(list, anchor, error);
    free(source);
    return status;
}

dl_status dl_doclist_go(dl_doclist *list, uint64_t number, dl_error *error)
{
    if (list->total == 0) {
        list->cursor = list->top = 0;
        return DL_OK;
    }
    if (number >= list->total)
        number = list->total - 1;
    dl_status status = hold(list, number, error);
    if (!status)
        list->cursor = number;
    return status;
}

dl_status dl_doclist_fetch(dl_doclist *list, uint64_t number, dl_doc_row **ret_row, dl_error *error)
{
    dl_status status = number < list->total ? hold(list, number, error) : DL_OK;
    if (!status)
        *ret_row = number < list->total ? dl_doclist_row(list, number) : NULL;
    return status;
}

dl_status dl_doclist_find(dl_doclist *list, dl_key key, const char *source, bool *ret_found,
                          dl_error *error)
{
    uint64_t number = find_in_window(list, key);
    dl_status status = DL_OK;
    if (number == UINT64_MAX) {
        uint64_t cursor = list->cursor;
        status = begin_at(list, (dl_anchor){.key = key, .source = source}, error);
        if (status)
            return status;
        number = find_in_window(list, key);
        if (number == UINT64_MAX)
            status = dl_doclist_go(list, cursor, error);
    }
    *ret_found = number != UINT64_MAX;
    if (*ret_found)
        list->cursor = number;
    return status;
}

dl_status dl_doclist_show(dl_doclist *list, size_t height, dl_error *error)
{
    if (height == 0 || list->total == 0)
        return DL_OK;
    list->top = dl_scroll_top(list->top, list->cursor, height, list->margin);
    if (list->top + height > list->total)
        list->top = list->total > height ? list->total - height : 0;
    uint64_t last =
        list->top + height - 1 < list->total - 1 ? list->top + height - 1 : list->total - 1;
    dl_status status = hold(list, list->top, error);
    return status ? status : hold(list, last, error);
}
