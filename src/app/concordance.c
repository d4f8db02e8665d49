/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/concordance.h"
#include "app/scroll.h"

/* Lines kept as they are drawn: beyond this they are read anew. */
#define LINES_KEPT 512

void dl_concordance_init(dl_concordance *conc)
{
    *conc = (dl_concordance){0};
}

void dl_concordance_release(dl_concordance *conc)
{
    dl_conc_refs_release(&conc->refs);
    dl_conc_digest_release(&conc->digest);
    dl_conc_view_release(&conc->view);
    dl_conc_lines_release(&conc->lines);
    dl_slicesort_release(&conc->sorting);
    dl_phrase_free(conc->phrase);
    dl_focus_release(&conc->focus);
    for (size_t i = 0; i < conc->closed.len; i++)
        free(conc->closed.items[i]);
    free(conc->closed.items);
    free(conc->marks.items);
    free(conc->sorted);
    free(conc->narrow);
    free(conc->narrow_wanted);
    free(conc->looked_for);
    free(conc->left_sha256);
    *conc = (dl_concordance){0};
}

/* --- rows --- */

const dl_conc_ref *dl_concordance_ref(const dl_concordance *conc, uint64_t number,
                                      dl_conc_row *ret_row)
{
    *ret_row = (dl_conc_row){.count = 1};
    if (!conc->viewed)
        return dl_conc_refs_at(&conc->refs, number);
    if (number >= conc->view.len)
        return NULL;
    *ret_row = conc->view.rows[number];
    return dl_conc_refs_at(&conc->refs, ret_row->line);
}

const dl_conc_line *dl_concordance_line(const dl_concordance *conc, uint64_t number)
{
    return dl_conc_lines_find(&conc->lines, number);
}

const dl_conc_line *dl_concordance_current(const dl_concordance *conc)
{
    return dl_concordance_line(conc, conc->cursor);
}

/* The number of the last row found so far, and 1. */
static uint64_t end_of(const dl_concordance *conc)
{
    return conc->viewed ? conc->view.len : conc->refs.base + conc->refs.on.refs.len;
}

/* The number of the first row found so far. */
static uint64_t start_of(const dl_concordance *conc)
{
    return conc->viewed ? 0 : conc->refs.base - conc->refs.back.refs.len;
}

/* Finds lines until row NUMBER is known, as far as the list goes. */
static dl_status hold(dl_concordance *conc, uint64_t number, dl_error *error)
{
    if (conc->viewed)
        return DL_OK;
    dl_status status = dl_conc_refs_hold(&conc->refs, number, error);
    bool end = conc->refs.on.end && conc->refs.numbered;
    if (end || end_of(conc) > conc->total)
        conc->total = end_of(conc);
    conc->counted = conc->counted || end;
    return status;
}

/* Reads row NUMBER where it is not read yet; *SOURCE is made at the first one. */
static dl_status read_row(dl_concordance *conc, uint64_t number, dl_conc_source **source,
                          dl_error *error)
{
    dl_conc_row row;
    const dl_conc_ref *ref = dl_concordance_ref(conc, number, &row);
    if (!ref || dl_concordance_line(conc, number))
        return DL_OK;
    if (!*source && !(*source = dl_conc_source_new(conc->store)))
        return dl_fail_nomem(error);
    return dl_conc_lines_read(&conc->lines, *source, number, ref, &row, error);
}

/* Reads the rows [FROM, TO) that are not read yet, and that under the cursor, which always is. */
static dl_status read_rows(dl_concordance *conc, uint64_t from, uint64_t to, dl_error *error)
{
    dl_conc_source *source = NULL;
    if (conc->lines.of.len > LINES_KEPT)
        dl_conc_lines_clear(&conc->lines);
    dl_status status = read_row(conc, conc->cursor, &source, error);
    for (uint64_t number = from; !status && number < to; number++)
        status = read_row(conc, number, &source, error);
    dl_conc_source_free(source);
    return status;
}

dl_status dl_concordance_read(dl_concordance *conc, uint64_t number, const dl_conc_line **ret,
                              dl_error *error)
{
    dl_status status = hold(conc, number, error);
    if (!status)
        status = read_rows(conc, number, number + 1, error);
    *ret = status ? NULL : dl_concordance_line(conc, number);
    return status;
}

/* Puts the cursor on row NUMBER, which is known. */
static dl_status set_cursor(dl_concordance *conc, uint64_t number, dl_error *error)
{
    uint64_t start = start_of(conc), end = end_of(conc);
    if (start == end)
        number = start;
    else if (number < start)
        number = start;
    else if (number >= end)
        number = end - 1;
    conc->cursor = number;
    return read_rows(conc, number, number + 1, error);
}

dl_status dl_concordance_go(dl_concordance *conc, uint64_t number, dl_error *error)
{
    dl_status status = DL_OK;
    /* a number of the whole list, where the present ones begin somewhere */
    if (!conc->viewed && !conc->refs.numbered && number < DL_CONC_SOMEWHERE / 2) {
        dl_conc_lines_clear(&conc->lines);
        status = dl_conc_refs_begin(&conc->refs, DL_KEY_NONE, error);
        conc->total = 0;
    }
    if (!status)
        status = hold(conc, number, error);
    return status ? status : set_cursor(conc, number, error);
}

dl_status dl_concordance_go_end(dl_concordance *conc, dl_error *error)
{
    if (conc->viewed || conc->refs.on.end)
        return set_cursor(conc, UINT64_MAX, error);
    dl_conc_lines_clear(&conc->lines);
    dl_status status = dl_conc_refs_begin_at_end(&conc->refs, conc->total, error);
    if (!status && !conc->counted)
        conc->total = end_of(conc);
    conc->top = 0; /* the numbers are others: the last row is to stand at the bottom */
    return status ? status : set_cursor(conc, UINT64_MAX, error);
}

/* The number of the line of SPOT in the document KEY among those found; UINT64_MAX where it is not. */
static uint64_t number_of(const dl_concordance *conc, dl_key key, dl_spot spot)
{
    const dl_conc_refs *refs = &conc->refs;
    uint64_t start = refs->base - refs->back.refs.len, end = refs->base + refs->on.refs.len;
    for (uint64_t number = start; number < end; number++) {
        const dl_conc_ref *ref = dl_conc_refs_at(refs, number);
        if (ref->key == key && dl_spot_compare(ref->spot, spot) == 0)
            return number;
    }
    return UINT64_MAX;
}

dl_status dl_concordance_find(dl_concordance *conc, dl_key key, dl_spot spot, dl_error *error)
{
    uint64_t number = number_of(conc, key, spot);
    if (number == UINT64_MAX && !conc->refs.whole) {
        dl_conc_lines_clear(&conc->lines);
        dl_status status = dl_conc_refs_begin(&conc->refs, key, error);
        number = conc->refs.base;
        for (const dl_conc_ref *ref; !status; number++) {
            status = hold(conc, number, error);
            ref = dl_conc_refs_at(&conc->refs, number);
            if (!ref || ref->key != key || dl_spot_compare(ref->spot, spot) == 0)
                break;
        }
        const dl_conc_ref *found = dl_conc_refs_at(&conc->refs, number);
        if (!found || found->key != key)
            number = conc->refs.base;
        if (status)
            return status;
    }
    if (conc->viewed && number != UINT64_MAX)
        number = dl_conc_view_find(&conc->view, &conc->refs, (uint32_t)number);
    return set_cursor(conc, number == UINT64_MAX ? 0 : number, error);
}

dl_status dl_concordance_go_document(dl_concordance *conc, bool back, dl_error *error)
{
    dl_conc_row row;
    const dl_conc_ref *ref = dl_concordance_ref(conc, conc->cursor, &row);
    if (!ref)
        return DL_OK;
    dl_key key = ref->key, wanted = DL_KEY_NONE;
    uint64_t number = conc->cursor;
    /* going back, the first row of the document before is where its rows begin */
    while (!back || number > 0) {
        uint64_t next = back ? number - 1 : number + 1;
        dl_status status = hold(conc, next, error);
        if (status)
            return status;
        ref = dl_concordance_ref(conc, next, &row);
        if (!ref || (wanted != DL_KEY_NONE && ref->key != wanted))
            break;
        number = next;
        if (ref->key != key && wanted == DL_KEY_NONE)
            wanted = ref->key;
        if (wanted != DL_KEY_NONE && !back)
            break;
    }
    return wanted == DL_KEY_NONE ? DL_OK : set_cursor(conc, number, error);
}

/* --- what is listed --- */

/* Nothing is known yet of the lines; what is asked for stays asked for. */
static void empty(dl_concordance *conc)
{
    dl_conc_refs_release(&conc->refs);
    dl_conc_digest_release(&conc->digest);
    dl_conc_lines_clear(&conc->lines);
    free(conc->sorted);
    free(conc->narrow);
    conc->sorted = NULL;
    conc->narrow = NULL;
    conc->tools = (dl_conc_tools){0};
    conc->viewed = false;
    conc->stage = DL_CONC_FINDING;
    conc->stale = true;
    conc->cursor = conc->top = 0;
    conc->named_cursor = conc->named_top = 0;
}

dl_status dl_concordance_load(dl_concordance *conc, dl_store *store, const dl_query *query,
                              dl_order order, const dl_focus *focus, uint64_t total, dl_key key,
                              dl_spot spot, dl_error *error)
{
    dl_focus copy = {0};
    if (!dl_focus_copy(focus, &copy))
        return dl_fail_nomem(error);
    if (!dl_focus_equal(&conc->focus, focus)) {
        conc->wanted = (dl_conc_tools){0};
        free(conc->narrow_wanted);
        conc->narrow_wanted = NULL;
        conc->marks.len = 0;
    }
    empty(conc);
    dl_focus_release(&conc->focus);
    conc->focus = copy;
    conc->store = store;
    conc->query = query;
    conc->order = order;
    conc->refs =
        (dl_conc_refs){.store = store, .query = query, .order = order, .focus = &conc->focus};
    conc->total = total;
    conc->counted = focus->kind == DL_FOCUS_ENTITY;
    conc->valid = true;
    dl_status status = DL_OK;
    if (key != DL_KEY_NONE)
        return dl_concordance_find(conc, key, spot, error);
    status = dl_conc_refs_begin(&conc->refs, DL_KEY_NONE, error);
    return status ? status : dl_concordance_go(conc, 0, error);
}

dl_status dl_concordance_show(dl_concordance *conc, size_t height, dl_error *error)
{
    if (!height)
        return DL_OK;
    uint64_t top = dl_scroll_top(conc->top, conc->cursor, height, conc->margin);
    if (conc->counted && top + height > conc->total) /* no rows of margin past the last */
        top = conc->total > height ? conc->total - height : 0;
    dl_status status = hold(conc, top + 2 * height, error); /* a page further too */
    if (!status)
        status = hold(conc, top, error);
    conc->top = top < start_of(conc) ? start_of(conc) : top;
    return status ? status : read_rows(conc, conc->top, conc->top + height, error);
}

size_t dl_concordance_rows(const dl_concordance *conc)
{
    /* rows that a sentence or a paragraph takes, more or less */
    static const uint64_t of_a_line[] = {1, 4, 12};
    return (size_t)(conc->total * of_a_line[conc->lines.context]);
}

const dl_conc_named *dl_concordance_named(const dl_concordance *conc)
{
    if (!conc->viewed || conc->named_cursor >= conc->view.named_len)
        return NULL;
    return &conc->digest.entities.items[conc->view.named[conc->named_cursor]];
}

void dl_concordance_remember(dl_concordance *conc)
{
    const dl_conc_line *line = dl_concordance_current(conc);
    free(conc->looked_for); /* nothing more is looked for in it */
    conc->looked_for = NULL;
    free(conc->left_sha256);
    conc->left_sha256 = line ? strdup(line->sha256) : NULL;
    if (line)
        conc->left_spot = line->spot;
}
