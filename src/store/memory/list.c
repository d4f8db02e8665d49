/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "dateline/vec.h"
#include "store/memory/memory.h"
#include "store/put.h"

/* The rows of MATCHES that come after ANCHOR, or before it going back: the first and how many. */
typedef struct span {
    size_t first, count;
} span;

static dl_status find_span(const dl_matches *matches, dl_order order, dl_anchor anchor, bool back,
                           bool inclusive, span *ret, dl_error *error)
{
    size_t rank = 0;
    *ret = (span){0, matches->len};
    if (anchor.key == DL_KEY_NONE)
        return DL_OK;
    dl_status status =
        dl_matches_rank(matches, order, anchor, back ? inclusive : !inclusive, &rank, error);
    *ret = back ? (span){0, rank} : (span){rank, matches->len - rank};
    return status;
}

/* The I-th row of a walk through AT. */
static const dl_held *row_of(const dl_matches *matches, span at, bool back, size_t i)
{
    return matches->items[back ? at.first + at.count - 1 - i : at.first + i];
}

static bool make_row(const dl_memory *memory, const dl_held *held, const char *focus,
                     unsigned least, dl_arena *arena, dl_doc_row *ret)
{
    const dl_document *doc = held->document;
    size_t len;
    const char *heading = dl_document_short_heading(doc, &len);
    *ret = (dl_doc_row){.key = held->key,
                        .sha256 = dl_arena_strdup(arena, doc->sha256),
                        .source = dl_arena_strdup(arena, doc->source),
                        .heading = dl_arena_strndup(arena, heading, len),
                        .titled = doc->title != NULL,
                        .published = doc->published,
                        .read = held->read,
                        .copy = held->head != DL_KEY_NONE,
                        .copies = dl_memory_copies(memory, held->key),
                        .hits = dl_held_hits(held, focus, least)};
    return ret->sha256 && ret->heading && (ret->source || !doc->source) &&
           dl_memory_show_marks(memory, held, ret);
}

dl_status dl_memory_list(dl_store *base, const dl_query *query, dl_order order, dl_anchor anchor,
                         bool back, size_t limit, const char *focus, dl_arena *arena,
                         dl_doc_row **ret_rows, size_t *ret_count, dl_error *error)
{
    dl_matches found = {0};
    span at = {0, 0};
    dl_status status =
        dl_memory_match(dl_memory_of(base), query, true, order, focus, &found, error);
    if (!status)
        status = find_span(&found, order, anchor, back, false, &at, error);
    size_t count = at.count < limit ? at.count : limit;
    dl_doc_row *rows = dl_arena_calloc(arena, count, sizeof *rows);
    for (size_t i = 0; !status && i < count; i++)
        if (!rows || !make_row(dl_memory_of(base), row_of(&found, at, back, i), focus, query->least,
                               arena, &rows[i]))
            status = dl_fail_nomem(error);
    dl_matches_release(&found);
    if (status)
        return status;
    *ret_rows = rows;
    *ret_count = count;
    return DL_OK;
}

dl_status dl_memory_group(dl_store *base, dl_key key, size_t limit, dl_arena *arena,
                          dl_doc_row **ret_rows, size_t *ret_count, dl_error *error)
{
    dl_memory *memory = dl_memory_of(base);
    const dl_groups groups = dl_memory_groups(memory);
    const dl_held *held = dl_memory_find(memory, key);
    dl_key head = held && held->head != DL_KEY_NONE ? held->head : key;
    dl_keys copies = {0};
    size_t count = 0;
    dl_status status = groups.copies(memory, head, arena, &copies, error);
    dl_doc_row *rows = dl_arena_calloc(arena, copies.count + 1, sizeof *rows);
    if (!rows)
        return dl_fail_nomem(error);
    for (; !status && copies.count && count <= copies.count && count < limit; count++)
        if (!make_row(memory, dl_memory_find(memory, count ? copies.items[count - 1] : head), NULL,
                      0, arena, &rows[count]))
            status = dl_fail_nomem(error);
    if (!status) {
        *ret_rows = rows;
        *ret_count = count;
    }
    return status;
}

dl_status dl_memory_rank(dl_store *base, const dl_query *query, dl_order order, dl_anchor anchor,
                         const char *focus, uint64_t *ret_rank, dl_error *error)
{
    dl_matches found = {0};
    size_t rank = 0;
    dl_status status =
        dl_memory_match(dl_memory_of(base), query, true, order, focus, &found, error);
    if (!status && anchor.key != DL_KEY_NONE)
        status = dl_matches_rank(&found, order, anchor, false, &rank, error);
    dl_matches_release(&found);
    if (!status)
        *ret_rank = rank;
    return status;
}

dl_status dl_memory_seek(dl_store *base, const dl_query *query, dl_order order, uint64_t rank,
                         const char *focus, dl_arena *arena, dl_anchor *ret_anchor, dl_error *error)
{
    dl_matches found = {0};
    dl_status status =
        dl_memory_match(dl_memory_of(base), query, true, order, focus, &found, error);
    if (!status && found.len == 0)
        status = dl_fail(error, DL_ERR_NOT_FOUND, "the list is empty");
    if (!status) {
        const dl_held *held = found.items[rank < found.len ? rank : found.len - 1];
        dl_anchor anchor = {held->key, dl_arena_strdup(arena, held->document->source)};
        if (held->document->source && !anchor.source)
            status = dl_fail_nomem(error);
        else
            *ret_anchor = anchor;
    }
    dl_matches_release(&found);
    return status;
}

/* --- mentions --- */

/* The mentions gathered so far, and those that are wanted. */
typedef struct gathering {
    struct {
        dl_mention_row *items;
        size_t len, size;
    } rows;
    const char *entity;
    dl_anchor anchor;
    dl_field field;
    uint32_t start;
    bool back;
    unsigned least;
    size_t limit;
} gathering;

/* Whether the mention lies beyond the anchor in the direction of the walk. */
static bool is_beyond(const gathering *g, const dl_held *held, const dl_mention *mention)
{
    if (held->key != g->anchor.key)
        return true;
    const dl_mention anchor = {.field = g->field, .start = g->start, .end = mention->end};
    int order = dl_mention_compare(mention, &anchor);
    return g->back ? order < 0 : order > 0;
}

static bool gather(gathering *g, const dl_held *held)
{
    for (size_t i = 0; i < held->mentions_count && g->rows.len < g->limit; i++) {
        size_t at = g->back ? held->mentions_count - 1 - i : i;
        const dl_mention *mention = &held->mentions[at];
        dl_mention_row row = {held->key, *mention};
        row.mention.entity = g->entity;
        if (mention->confidence >= g->least && strcmp(mention->entity, g->entity) == 0 &&
            is_beyond(g, held, mention) && !dl_vec_push(&g->rows, row))
            return false;
    }
    return true;
}

dl_status dl_memory_mentions(dl_store *base, const dl_query *query, const char *entity,
                             dl_order order, dl_anchor anchor, dl_field field, uint32_t start,
                             bool back, size_t limit, dl_arena *arena, dl_mention_row **ret_rows,
                             size_t *ret_count, dl_error *error)
{
    dl_matches found = {0};
    span at = {0, 0};
    gathering g = {.entity = dl_arena_strdup(arena, entity),
                   .anchor = anchor,
                   .field = field,
                   .start = start,
                   .back = back,
                   .least = query->least,
                   .limit = limit};
    dl_status status =
        dl_memory_match(dl_memory_of(base), query, true, order, entity, &found, error);
    if (!status)
        status = find_span(&found, order, anchor, back, true, &at, error);
    for (size_t i = 0; !status && i < at.count; i++)
        if (!g.entity || !gather(&g, row_of(&found, at, back, i)))
            status = dl_fail_nomem(error);
    dl_mention_row *rows = dl_arena_calloc(arena, g.rows.len, sizeof *rows);
    if (!status && !rows)
        status = dl_fail_nomem(error);
    if (!status) {
        if (g.rows.len)
            memcpy(rows, g.rows.items, g.rows.len * sizeof *rows);
        *ret_rows = rows;
        *ret_count = g.rows.len;
    }
    free(g.rows.items);
    dl_matches_release(&found);
    return status;
}

dl_status dl_memory_mentions_before(dl_store *base, const dl_query *query, const char *entity,
                                    dl_order order, dl_anchor anchor, uint64_t *ret_count,
                                    dl_error *error)
{
    dl_matches found = {0};
    size_t rank = 0;
    uint64_t count = 0;
    dl_status status =
        dl_memory_match(dl_memory_of(base), query, true, order, entity, &found, error);
    if (!status && anchor.key != DL_KEY_NONE)
        status = dl_matches_rank(&found, order, anchor, false, &rank, error);
    for (size_t i = 0; !status && i < rank; i++)
        count += dl_held_hits(found.items[i], entity, query->least);
    dl_matches_release(&found);
    if (!status)
        *ret_count = count;
    return status;
}
