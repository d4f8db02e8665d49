/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "dateline/vec.h"
#include "store/put.h"
#include "store/sqlite/select.h"

dl_status dl_row_read(dl_sqlite *store, sqlite3_stmt *rows, dl_arena *arena, dl_doc_row *ret,
                      dl_error *error)
{
    bool failed = false;
    char hash[DL_SHA256_HEX];
    dl_doc_row row = {.key = sqlite3_column_int64(rows, 0)};
    if (sqlite3_column_int64(rows, 3) != 0)
        row.source = dl_column_text(rows, 2, arena, &failed);
    row.published = (dl_date){.day = dl_key_day(row.key),
                              .minute = (int16_t)sqlite3_column_int(rows, 5),
                              .precision = (dl_precision)sqlite3_column_int(rows, 6),
                              .how = (dl_how)sqlite3_column_int(rows, 7)};
    row.read = sqlite3_column_int(rows, 8) != 0;
    row.titled = sqlite3_column_int(rows, 9) != 0;
    row.heading = dl_column_text(rows, 10, arena, &failed);
    row.starred = sqlite3_column_int(rows, 11) != 0;
    row.noted = sqlite3_column_int(rows, 12) != 0;
    row.ambiguous = sqlite3_column_int(rows, 13) != 0;
    row.tagged = sqlite3_column_int(rows, 14) != 0;
    row.copy = sqlite3_column_int(rows, 15) != 0;
    row.copies = (uint32_t)sqlite3_column_int64(rows, 16);
    row.hits = (uint32_t)sqlite3_column_int64(rows, 17);
    if (!dl_column_hash(rows, 4, hash) || !row.heading || !dl_date_check(row.published))
        return failed ? dl_fail_nomem(error) : dl_sqlite_corrupt(store, "document", error);
    row.sha256 = dl_arena_strdup(arena, hash);
    if (failed || !row.sha256)
        return dl_fail_nomem(error);
    *ret = row;
    return DL_OK;
}

/* Reads what is left of the walk into ARENA. */
static dl_status read_rows(dl_cursor *cursor, dl_arena *arena, dl_doc_row **ret_rows,
                           size_t *ret_count, dl_error *error)
{
    struct {
        dl_doc_row *items;
        size_t len, size;
    } rows = {0};
    dl_status status = DL_OK;
    bool row = true;
    while (!status && !(status = dl_cursor_next(cursor, &row, error)) && row) {
        dl_doc_row read;
        status = dl_row_read(cursor->store, cursor->rows, arena, &read, error);
        if (!status && !dl_vec_push(&rows, read))
            status = dl_fail_nomem(error);
    }
    if (!status)
        status = dl_items_keep(arena, rows.items, rows.len * sizeof *rows.items, (void **)ret_rows,
                               error);
    if (!status)
        *ret_count = rows.len;
    free(rows.items);
    return status;
}

/* Reads at most LIMIT documents of RANKING on WALK into ARENA. */
static dl_status read_ranked(const dl_ranking *ranking, const dl_walk *walk, size_t limit,
                             dl_arena *arena, dl_doc_row **ret_rows, size_t *ret_count,
                             dl_error *error)
{
    dl_stretch stretch;
    dl_plan everything = {0};
    size_t count = 0;
    dl_status status = dl_ranking_stretch(ranking, walk, &stretch, error);
    if (status)
        return status;
    if (limit > stretch.count)
        limit = stretch.count;
    dl_doc_row *rows = dl_arena_calloc(arena, limit, sizeof *rows);
    if (!rows)
        return dl_fail_nomem(error);
    for (size_t i = 0; !status && i < limit; i++) {
        dl_cursor cursor;
        bool row = false;
        dl_key key = dl_ranking_item(ranking, stretch, i).key;
        status = dl_document_begin(&cursor, ranking->store, &everything, key, DL_COLUMNS_ROW,
                                   ranking->focus, error);
        if (!status)
            status = dl_cursor_next(&cursor, &row, error);
        if (!status && row)
            status = dl_row_read(ranking->store, cursor.rows, arena, &rows[count++], error);
        dl_cursor_end(&cursor);
    }
    if (!status) {
        *ret_rows = rows;
        *ret_count = count;
    }
    return status;
}

dl_status dl_sqlite_list(dl_store *base, const dl_query *query, dl_order order, dl_anchor anchor,
                         bool back, size_t limit, const char *focus, dl_arena *arena,
                         dl_doc_row **ret_rows, size_t *ret_count, dl_error *error)
{
    dl_sqlite *store = dl_sqlite_of(base);
    const dl_walk walk = {.order = order, .anchor = anchor, .back = back};
    int64_t number = 0;
    dl_cursor cursor = {0};
    dl_ranking ranking;
    dl_plan plan;
    dl_status status = dl_plan_init(&plan, store, query, true, error);
    if (!status)
        status = dl_plan_fold(&plan, store, query, error);
    if (!status)
        status = dl_entity_number(store, focus, &number, error);
    if (!status && dl_order_is_scored(order)) {
        status = dl_ranking_make(store, &plan, order, number, &ranking, error);
        if (!status)
            status = read_ranked(&ranking, &walk, limit, arena, ret_rows, ret_count, error);
    } else if (!status) {
        status =
            dl_cursor_begin(&cursor, store, &plan, &walk, DL_COLUMNS_ROW, number, limit, error);
        if (!status)
            status = read_rows(&cursor, arena, ret_rows, ret_count, error);
    }
    dl_cursor_end(&cursor);
    dl_plan_release(&plan);
    return status;
}

/* --- places in a list --- */

/* Counts the rows of PLAN on LEG, or the mentions of FOCUS in them. */
static dl_status count_leg(dl_sqlite *store, const dl_plan *plan, const dl_leg *leg, int64_t focus,
                           uint64_t *ret, dl_error *error)
{
    dl_sql sql;
    sqlite3_stmt *rows = NULL;
    bool row = false;
    dl_sql_init(&sql);
    dl_sql_add(&sql, focus ? "SELECT coalesce(sum(hits), 0) FROM (" : "SELECT count(*) FROM (");
    dl_select_add(&sql, plan, leg, DL_COLUMNS_COUNT, focus);
    dl_sql_add(&sql, ")");
    dl_status status = dl_sql_begin(store, &sql, &rows, error);
    if (!status)
        status = dl_rows_next(store, rows, &row, error);
    if (!status && row)
        *ret += (uint64_t)sqlite3_column_int64(rows, 0);
    dl_rows_end(rows);
    dl_sql_release(&sql);
    return status;
}

dl_status dl_named_sum(dl_sqlite *store, dl_key_range keys, int64_t focus, unsigned least,
                       uint64_t *ret, dl_error *error)
{
    int64_t hits = 0;
    dl_value low = dl_value_int(keys.low), high = dl_value_int(keys.high);
    dl_status status =
        least ? dl_sql_number(store,
                              "SELECT coalesce(sum(dl_hits(levels, ?)), 0) FROM named "
                              "WHERE entity = ? AND key BETWEEN ? AND ?",
                              DL_VALUES(dl_value_int(least), dl_value_int(focus), low, high), &hits,
                              error)
              : dl_sql_number(store,
                              "SELECT coalesce(sum(hits), 0) FROM named "
                              "WHERE entity = ? AND key BETWEEN ? AND ?",
                              DL_VALUES(dl_value_int(focus), low, high), &hits, error);
    *ret += (uint64_t)hits;
    return status;
}

dl_status dl_walk_count(dl_sqlite *store, dl_plan *plan, const dl_walk *walk, int64_t focus,
                        uint64_t *ret, dl_error *error)
{
    dl_leg *legs;
    size_t count;
    bool held = dl_plan_is_dates(plan);
    const dl_fold *fold = plan->fold;
    uint64_t folded = 0;
    dl_status status = dl_legs_make(plan, walk, &legs, &count, error);
    *ret = 0;
    for (size_t i = 0; !status && fold && i < count; i++)
        status = dl_fold_count(store, plan, &legs[i], focus, &folded, error);
    plan->fold = NULL;
    for (size_t i = 0; !status && i < count; i++) {
        dl_tally tally = {0};
        bool range = held && !legs[i].whole;
        if (range && focus && legs[i].sources == DL_LEG_ANY) {
            status = dl_named_sum(store, legs[i].keys, focus, plan->least, ret, error);
        } else if (range && !focus) {
            status = dl_tally_sum(store, &legs[i], &tally, error);
            *ret += tally.documents;
        } else {
            status = count_leg(store, plan, &legs[i], focus, ret, error);
        }
    }
    plan->fold = fold;
    *ret -= folded < *ret ? folded : *ret;
    return status;
}

/* Ranks the documents of PLAN by the mentions of FOCUS, an id or NULL, or by relevance. */
static dl_status rank_for(dl_sqlite *store, dl_plan *plan, dl_order order, const char *focus,
                          dl_ranking *ret, dl_error *error)
{
    int64_t number = 0;
    dl_status status = dl_entity_number(store, focus, &number, error);
    return status ? status : dl_ranking_make(store, plan, order, number, ret, error);
}

/* The number of the document KEY in an order by score. */
static dl_status rank_scored(dl_sqlite *store, dl_plan *plan, dl_order order, dl_key key,
                             const char *focus, uint64_t *ret, dl_error *error)
{
    dl_ranking ranking;
    size_t place = 0;
    dl_status status = rank_for(store, plan, order, focus, &ranking, error);
    if (!status)
        status = dl_ranking_place(&ranking, key, false, &place, error);
    *ret = place;
    return status;
}

dl_status dl_sqlite_rank(dl_store *base, const dl_query *query, dl_order order, dl_anchor anchor,
                         const char *focus, uint64_t *ret_rank, dl_error *error)
{
    dl_sqlite *store = dl_sqlite_of(base);
    const dl_walk walk = {.order = order, .anchor = anchor, .back = true};
    uint64_t rank = 0;
    dl_plan plan;
    dl_status status = dl_plan_init(&plan, store, query, true, error);
    if (!status)
        status = dl_plan_fold(&plan, store, query, error);
    if (!status && anchor.key != DL_KEY_NONE)
        status = dl_order_is_scored(order)
                     ? rank_scored(store, &plan, order, anchor.key, focus, &rank, error)
                     : dl_walk_count(store, &plan, &walk, 0, &rank, error);
    dl_plan_release(&plan);
    if (!status)
        *ret_rank = rank;
    return status;
}

/* Makes the row that the cursor stands on an anchor. */
static dl_status take_anchor(const dl_cursor *cursor, dl_arena *arena, dl_anchor *ret,
                             dl_error *error)
{
    bool failed = false;
    dl_anchor anchor = {.key = sqlite3_column_int64(cursor->rows, 0)};
    if (sqlite3_column_int64(cursor->rows, 3) != 0)
        anchor.source = dl_column_text(cursor->rows, 2, arena, &failed);
    if (failed)
        return dl_fail_nomem(error);
    *ret = anchor;
    return DL_OK;
}

/* Sets *RET to the row after RANK rows of WALK. Keyset paging cannot jump to a number, so the rows
 * before are stepped over, though nothing but their keys is read. */
static dl_status step_to(dl_sqlite *store, dl_plan *plan, const dl_walk *walk, uint64_t rank,
                         dl_arena *arena, dl_anchor *ret, dl_error *error)
{
    dl_cursor cursor;
    bool row = true;
    dl_status status =
        dl_cursor_begin(&cursor, store, plan, walk, DL_COLUMNS_KEY, 0, rank + 1, error);
    while (!status && cursor.left > 0 && !(status = dl_cursor_next(&cursor, &row, error)) && row)
        continue;
    if (!status)
        status = row ? take_anchor(&cursor, arena, ret, error)
                     : dl_fail(error, DL_ERR_NOT_FOUND, "the list is empty");
    dl_cursor_end(&cursor);
    return status;
}

/* Sets *RET to the row of that number in an order by score. */
static dl_status seek_scored(dl_sqlite *store, dl_plan *plan, dl_order order, uint64_t rank,
                             const char *focus, dl_arena *arena, dl_anchor *ret, dl_error *error)
{
    dl_ranking ranking;
    dl_cursor cursor = {0};
    dl_plan everything = {0};
    bool row = false;
    dl_status status = rank_for(store, plan, order, focus, &ranking, error);
    if (!status && ranking.len == 0)
        status = dl_fail(error, DL_ERR_NOT_FOUND, "the list is empty");
    if (!status) {
        size_t at = rank < ranking.len ? (size_t)rank : ranking.len - 1;
        status = dl_document_begin(&cursor, store, &everything, ranking.items[at].key,
                                   DL_COLUMNS_KEY, 0, error);
    }
    if (!status)
        status = dl_cursor_next(&cursor, &row, error);
    if (!status)
        status = row ? take_anchor(&cursor, arena, ret, error)
                     : dl_sqlite_corrupt(store, "document", error);
    dl_cursor_end(&cursor);
    return status;
}

/* The same in an order that an index has. */
static dl_status seek_walked(dl_sqlite *store, dl_plan *plan, dl_order order, uint64_t rank,
                             dl_arena *arena, dl_anchor *ret, dl_error *error)
{
    dl_walk walk = {.order = order, .anchor = {.key = DL_KEY_NONE}};
    uint64_t count = 0;
    dl_status status = dl_walk_count(store, plan, &walk, 0, &count, error);
    if (!status && count == 0)
        status = dl_fail(error, DL_ERR_NOT_FOUND, "the list is empty");
    if (status)
        return status;
    rank = rank < count ? rank : count - 1;
    walk.back = rank > count / 2;
    return step_to(store, plan, &walk, walk.back ? count - 1 - rank : rank, arena, ret, error);
}

dl_status dl_sqlite_seek(dl_store *base, const dl_query *query, dl_order order, uint64_t rank,
                         const char *focus, dl_arena *arena, dl_anchor *ret_anchor, dl_error *error)
{
    dl_sqlite *store = dl_sqlite_of(base);
    dl_plan plan;
    dl_status status = dl_plan_init(&plan, store, query, true, error);
    if (!status)
        status = dl_plan_fold(&plan, store, query, error);
    if (!status)
        status = dl_order_is_scored(order)
                     ? seek_scored(store, &plan, order, rank, focus, arena, ret_anchor, error)
                     : seek_walked(store, &plan, order, rank, arena, ret_anchor, error);
    dl_plan_release(&plan);
    return status;
}
