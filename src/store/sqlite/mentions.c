/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The mentions of one entity, in the order that a list of its documents has. The list is walked
 * from the anchor's document on, and the mentions of each document are unpacked; in the anchor's own
 * document those beyond the anchor are meant.
 */
#include <stdlib.h>

#include "dateline/vec.h"
#include "store/sqlite/packing.h"
#include "store/sqlite/select.h"

/* What dl_sqlite_mentions is at. */
typedef struct gathering {
    dl_sqlite *store;
    int64_t entity;
    const char *id;
    dl_kind kind;
    dl_anchor anchor;
    dl_field field;
    uint32_t start;
    bool back;
    unsigned least;
    size_t limit;
    dl_arena arena; /* of the document at hand */
    struct {
        dl_mention_row *items;
        size_t len, size;
    } rows;
    dl_error *error;
} gathering;

/* Whether the mention lies beyond the anchor in the direction of the walk. */
static bool is_beyond(const gathering *g, dl_key key, const dl_mention *mention)
{
    if (key != g->anchor.key)
        return true;
    bool after = mention->field != g->field ? mention->field > g->field : mention->start > g->start;
    bool before =
        mention->field != g->field ? mention->field < g->field : mention->start < g->start;
    return g->back ? before : after;
}

static dl_status gather_document(gathering *g, dl_key key)
{
    dl_packed *packed;
    size_t count;
    dl_arena_clear(&g->arena);
    dl_status status = dl_packed_read(g->store, key, &g->arena, &packed, &count, g->error);
    for (size_t i = 0; !status && i < count && g->rows.len < g->limit; i++) {
        const dl_packed *at = &packed[g->back ? count - 1 - i : i];
        dl_mention_row row = {key, at->mention};
        row.mention.entity = g->id;
        row.mention.kind = g->kind;
        if (at->entity == g->entity && at->mention.confidence >= g->least &&
            is_beyond(g, key, &at->mention) && !dl_vec_push(&g->rows, row))
            status = dl_fail_nomem(g->error);
    }
    return status;
}

/* Makes *RET the query with a term more: the entity, so that its documents alone are walked. */
static bool query_with(const dl_query *query, const char *const *entity, dl_arena *arena,
                       dl_query *ret)
{
    dl_term *terms = dl_arena_calloc(arena, query->count + 1, sizeof *terms);
    if (!terms)
        return false;
    for (size_t i = 0; i < query->count; i++)
        terms[i] = query->terms[i];
    terms[query->count] = (dl_term){.kind = DL_TERM_ENTITY, .ids = entity, .ids_count = 1};
    *ret = (dl_query){
        .terms = terms, .count = query->count + 1, .fold = query->fold, .least = query->least};
    return true;
}

/* The same in an order by score. The ranking is that of the whole query, which the list has too. */
static dl_status gather_ranked(gathering *g, const dl_query *query, dl_order order)
{
    const dl_walk walk = {.anchor = g->anchor, .back = g->back, .inclusive = true};
    dl_ranking ranking;
    dl_stretch stretch = {0};
    dl_plan plan;
    dl_status status = dl_plan_init(&plan, g->store, query, true, g->error);
    if (!status)
        status = dl_plan_fold(&plan, g->store, query, g->error);
    if (!status)
        status = dl_ranking_make(g->store, &plan, order, g->entity, &ranking, g->error);
    if (!status)
        status = dl_ranking_stretch(&ranking, &walk, &stretch, g->error);
    for (size_t i = 0; !status && i < stretch.count && g->rows.len < g->limit; i++) {
        dl_scored item = dl_ranking_item(&ranking, stretch, i);
        int64_t hits = 0;
        status = dl_ranking_hits(&ranking, item, &hits, g->error);
        if (!status && hits)
            status = gather_document(g, item.key);
    }
    dl_plan_release(&plan);
    return status;
}

/* Gathers them in an order that an index has; QUERY asks for the entity. */
static dl_status gather(gathering *g, const dl_query *query, dl_order order)
{
    const dl_walk walk = {.order = order, .anchor = g->anchor, .back = g->back, .inclusive = true};
    dl_cursor cursor = {0};
    dl_plan plan;
    dl_status status = dl_plan_init(&plan, g->store, query, true, g->error);
    if (!status)
        status = dl_plan_fold(&plan, g->store, query, g->error);
    if (!status)
        status = dl_cursor_begin(&cursor, g->store, &plan, &walk, DL_COLUMNS_KEY, 0, UINT64_MAX,
                                 g->error);
    bool row = true;
    while (!status && g->rows.len < g->limit &&
           !(status = dl_cursor_next(&cursor, &row, g->error)) && row)
        status = gather_document(g, sqlite3_column_int64(cursor.rows, 0));
    dl_cursor_end(&cursor);
    dl_plan_release(&plan);
    return status;
}

dl_status dl_sqlite_mentions(dl_store *base, const dl_query *query, const char *entity,
                             dl_order order, dl_anchor anchor, dl_field field, uint32_t start,
                             bool back, size_t limit, dl_arena *arena, dl_mention_row **ret_rows,
                             size_t *ret_count, dl_error *error)
{
    gathering g = {.store = dl_sqlite_of(base),
                   .anchor = anchor,
                   .field = field,
                   .start = start,
                   .back = back,
                   .least = query->least,
                   .limit = limit,
                   .error = error};
    dl_query with;
    int64_t kind = DL_KIND_OTHER;
    g.id = dl_arena_strdup(arena, entity);
    if (!g.id || !query_with(query, &g.id, arena, &with))
        return dl_fail_nomem(error);
    dl_status status = dl_entity_number(g.store, entity, &g.entity, error);
    if (!status)
        status = dl_sql_number(g.store, "SELECT kind FROM entity WHERE number = ?",
                               DL_VALUES(dl_value_int(g.entity)), &kind, error);
    g.kind = kind >= 0 && kind < DL_KIND_COUNT ? (dl_kind)kind : DL_KIND_OTHER;
    if (!status)
        status =
            dl_order_is_scored(order) ? gather_ranked(&g, query, order) : gather(&g, &with, order);
    if (!status)
        status = dl_items_keep(arena, g.rows.items, g.rows.len * sizeof *g.rows.items,
                               (void **)ret_rows, error);
    if (!status)
        *ret_count = g.rows.len;
    free(g.rows.items);
    dl_arena_release(&g.arena);
    return status;
}

/* Counts the mentions before ANCHOR's document in an order by score. */
static dl_status count_ranked(dl_sqlite *store, dl_plan *plan, dl_order order, dl_anchor anchor,
                              int64_t entity, uint64_t *ret, dl_error *error)
{
    dl_ranking ranking;
    size_t place = 0;
    uint64_t count = 0;
    dl_status status = dl_ranking_make(store, plan, order, entity, &ranking, error);
    if (!status)
        status = dl_ranking_place(&ranking, anchor.key, false, &place, error);
    for (size_t i = 0; !status && i < place; i++) {
        int64_t hits = 0;
        status = dl_ranking_hits(&ranking, ranking.items[i], &hits, error);
        count += (uint64_t)hits;
    }
    *ret = count;
    return status;
}

dl_status dl_sqlite_mentions_before(dl_store *base, const dl_query *query, const char *entity,
                                    dl_order order, dl_anchor anchor, uint64_t *ret_count,
                                    dl_error *error)
{
    dl_sqlite *store = dl_sqlite_of(base);
    const dl_walk walk = {.order = order, .anchor = anchor, .back = true};
    dl_arena arena = {0};
    dl_query with;
    dl_plan plan;
    int64_t number = 0;
    uint64_t count = 0;
    dl_status status = dl_plan_init(&plan, store, query, true, error);
    if (!status)
        status = dl_entity_number(store, entity, &number, error);
    bool scored = dl_order_is_scored(order);
    if (!status && !scored &&
        !dl_plan_is_dates(&plan)) { /* the entity's documents alone need be walked */
        dl_plan_release(&plan);
        status = query_with(query, &entity, &arena, &with)
                     ? dl_plan_init(&plan, store, &with, true, error)
                     : dl_fail_nomem(error);
    }
    if (!status)
        status = dl_plan_fold(&plan, store, query, error);
    if (!status && number && anchor.key != DL_KEY_NONE)
        status = scored ? count_ranked(store, &plan, order, anchor, number, &count, error)
                        : dl_walk_count(store, &plan, &walk, number, &count, error);
    dl_plan_release(&plan);
    dl_arena_release(&arena);
    if (!status)
        *ret_count = count;
    return status;
}
