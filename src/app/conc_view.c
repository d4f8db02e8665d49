/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/conc_view.h"
#include "dateline/vec.h"

#define NO_ROW UINT32_MAX

void dl_conc_view_release(dl_conc_view *view)
{
    free(view->rows);
    free(view->named);
    *view = (dl_conc_view){0};
}

static bool is_shown(const dl_conc_ref *ref, const dl_conc_tools *tools)
{
    return (ref->quoted || !tools->quoted_only) && (ref->matches || !tools->narrowed);
}

static bool by_source(const dl_conc_refs *refs)
{
    return refs->order == DL_ORDER_SOURCE || refs->order == DL_ORDER_SOURCE_DOWN;
}

static bool same_source(const dl_conc_ref *a, const dl_conc_ref *b)
{
    return strcmp(a->source ? a->source : "", b->source ? b->source : "") == 0;
}

static bool is_closed(const dl_conc_closed *closed, const dl_conc_ref *ref)
{
    for (size_t i = 0; i < closed->len; i++)
        if (strcmp(closed->items[i], ref->source ? ref->source : "") == 0)
            return true;
    return false;
}

static bool push(dl_conc_view *view, dl_conc_row row)
{
    if (view->len == view->size &&
        !dl_vec_grow((void **)&view->rows, &view->size, view->len + 1, sizeof *view->rows))
        return false;
    view->rows[view->len++] = row;
    return true;
}

/* What it takes to make a view. */
typedef struct making {
    dl_conc_view *view;
    const dl_conc_refs *refs;
    const dl_conc_tools *tools;
    const dl_conc_closed *closed;
    bool groups;
    uint32_t *row_of; /* by the first line that reads the same: the row that shows it */
} making;

static bool add_line(making *m, uint32_t line)
{
    dl_conc_view *view = m->view;
    const dl_conc_ref *ref = dl_conc_refs_at(m->refs, line);
    dl_conc_row *last = view->len ? &view->rows[view->len - 1] : NULL;
    view->lines++;
    if (m->groups && is_closed(m->closed, ref)) {
        if (last && last->group && same_source(dl_conc_refs_at(m->refs, last->line), ref)) {
            last->count++;
            return true;
        }
        return push(view, (dl_conc_row){line, 1, true});
    }
    if (m->tools->folded && m->row_of[ref->same] != NO_ROW) {
        view->rows[m->row_of[ref->same]].count++;
        view->hidden++;
        return true;
    }
    m->row_of[ref->same] = (uint32_t)view->len;
    return push(view, (dl_conc_row){line, 1, false});
}

/* --- who is named with the focus --- */

static void count_named(dl_conc_digest *digest, const dl_conc_ref *ref)
{
    for (size_t i = 0; i < ref->named_count; i++)
        digest->entities.items[digest->named.items[ref->named + i]].lines++;
}

/* Orders entities by how many lines name them, most first, then by name. For qsort_r. */
static int compare_named(const void *a, const void *b, void *context)
{
    const dl_conc_digest *digest = context;
    const dl_conc_named *first = &digest->entities.items[*(const uint32_t *)a];
    const dl_conc_named *second = &digest->entities.items[*(const uint32_t *)b];
    if (first->lines != second->lines)
        return first->lines > second->lines ? -1 : 1;
    return strcmp(first->name, second->name);
}

static bool list_named(dl_conc_view *view, dl_conc_digest *digest)
{
    size_t count = digest->entities.len;
    uint32_t *named = realloc(view->named, (count + 1) * sizeof *named);
    if (!named)
        return false;
    view->named = named;
    view->named_len = 0;
    for (size_t i = 0; i < count; i++)
        if (digest->entities.items[i].lines)
            named[view->named_len++] = (uint32_t)i;
    qsort_r(named, view->named_len, sizeof *named, compare_named, digest);
    return true;
}

bool dl_conc_view_make(dl_conc_view *view, const dl_conc_refs *refs, dl_conc_digest *digest,
                       const uint32_t *sorted, const dl_conc_tools *tools,
                       const dl_conc_closed *closed)
{
    size_t count = dl_conc_refs_count(refs);
    making m = {.view = view,
                .refs = refs,
                .tools = tools,
                .closed = closed,
                .groups = by_source(refs) && !sorted && closed->len,
                .row_of = malloc((count + 1) * sizeof *m.row_of)};
    if (!m.row_of)
        return false;
    memset(m.row_of, 0xFF, (count + 1) * sizeof *m.row_of);
    view->len = view->lines = view->hidden = 0;
    for (size_t i = 0; i < digest->entities.len; i++)
        digest->entities.items[i].lines = 0;
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        uint32_t line = sorted ? sorted[i] : (uint32_t)i;
        const dl_conc_ref *ref = dl_conc_refs_at(refs, line);
        if (!is_shown(ref, tools))
            continue;
        ok = add_line(&m, line);
        count_named(digest, ref);
    }
    free(m.row_of);
    return ok && list_named(view, digest);
}

bool dl_conc_view_stands(const dl_conc_refs *refs, const dl_conc_row *row,
                         const dl_conc_tools *tools, uint32_t line)
{
    const dl_conc_ref *first = dl_conc_refs_at(refs, row->line);
    const dl_conc_ref *ref = dl_conc_refs_at(refs, line);
    if (!is_shown(ref, tools))
        return false;
    if (row->group)
        return same_source(first, ref);
    return line == row->line || (tools->folded && row->count > 1 && first->same == ref->same);
}

size_t dl_conc_view_find(const dl_conc_view *view, const dl_conc_refs *refs, uint32_t line)
{
    const dl_conc_ref *ref = dl_conc_refs_at(refs, line);
    size_t next = view->len;
    for (size_t i = 0; ref && i < view->len; i++) {
        const dl_conc_row *row = &view->rows[i];
        const dl_conc_ref *first = dl_conc_refs_at(refs, row->line);
        if (row->line == line || (row->group && same_source(first, ref)) ||
            (row->count > 1 && !row->group && first->same == ref->same))
            return i;
        if (row->line > line && (next == view->len || row->line < view->rows[next].line))
            next = i;
    }
    return next < view->len || !view->len ? next : view->len - 1;
}
