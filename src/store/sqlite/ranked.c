/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Orders by score: mentions of the focus, and relevance. No index holds them, for the score belongs to
 * the query; so the documents of the query are ranked once, an array of keys and scores, and lists,
 * numbers and mentions are read off that array. The last two rankings are kept until documents are
 * written. What a ranking was made of is its select with all that is bound to it: another query,
 * focus, order or state of the archive gives another text.
 *
 * Relevance is FTS5's bm25 in millionths, so that scores can be compared without rounding.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/vec.h"
#include "store/sqlite/select.h"

static void ranked_clear(dl_ranked *ranked)
{
    dl_str_release(&ranked->made_of);
    free(ranked->items);
    *ranked = (dl_ranked){0};
}

void dl_ranked_release(dl_sqlite *store)
{
    for (size_t i = 0; i < DL_SQLITE_RANKINGS; i++)
        ranked_clear(&store->ranked[i]);
}

/* --- making one --- */

static bool is_relevance(dl_order order)
{
    return order == DL_ORDER_RELEVANCE || order == DL_ORDER_RELEVANCE_DOWN;
}

/* Adds the select of all documents of PLAN with their hits; false where there are none. */
static dl_status add_select(dl_sql *sql, dl_plan *plan, int64_t focus, bool *ret_any,
                            dl_error *error)
{
    const dl_walk walk = {.order = DL_ORDER_NEWEST, .anchor = {.key = DL_KEY_NONE}};
    dl_leg *legs;
    size_t count = 0;
    dl_status status = dl_legs_make(plan, &walk, &legs, &count, error);
    for (size_t i = 0; !status && i < count; i++) {
        dl_sql_add(sql, i ? " UNION ALL SELECT key, hits FROM (" : "SELECT key, hits FROM (");
        dl_select_add(sql, plan, &legs[i], DL_COLUMNS_COUNT, focus);
        dl_sql_add(sql, ")");
    }
    *ret_any = count > 0;
    return status;
}

/* Adds to OUT what a ranking by SQL would be made of now. */
static dl_status describe(dl_sqlite *store, const dl_sql *sql, const dl_plan *plan, dl_order order,
                          bool marks, dl_str *out, dl_error *error)
{
    int64_t version = 0;
    dl_status status = dl_sql_number(store, "PRAGMA data_version", DL_NO_VALUES, &version, error);
    int64_t changes = marks ? sqlite3_total_changes64(store->db) : 0;
    dl_str_addf(out, "%d %lld %llu %lld %s\n%s", (int)order, (long long)version,
                (unsigned long long)store->written, (long long)changes,
                is_relevance(order) && plan->relevance ? plan->relevance : "",
                sql->text.text ? sql->text.text : "");
    for (size_t i = 0; i < sql->values.len; i++) {
        const dl_value *value = &sql->values.items[i];
        dl_str_addf(out, "\n%d %lld %zu ", value->type, (long long)value->number, value->len);
        if (value->data)
            dl_str_addn(out, value->data, value->len);
    }
    return !status && !dl_str_ok(out) ? dl_fail_nomem(error) : status;
}

/* Whether PLAN asks for what the reader sets, which may change without a document being written. */
static bool asks_marks(const dl_plan *plan)
{
    bool marks = plan->tags_count > 0;
    for (size_t i = 0; i < plan->probes_count; i++)
        marks |= plan->probes[i].kind == DL_PROBE_STATE || plan->probes[i].kind == DL_PROBE_TAG;
    return marks;
}

static dl_status read_items(dl_sqlite *store, const dl_sql *sql, bool hits, dl_ranked *ranked,
                            dl_error *error)
{
    sqlite3_stmt *rows = NULL;
    bool row = true;
    dl_status status = dl_sql_begin(store, sql, &rows, error);
    while (!status && !(status = dl_rows_next(store, rows, &row, error)) && row) {
        dl_scored item = {sqlite3_column_int64(rows, 0), hits ? sqlite3_column_int64(rows, 1) : 0};
        if (!dl_vec_push(ranked, item))
            status = dl_fail_nomem(error);
    }
    dl_rows_end(rows);
    return status;
}

static int compare_keys(const void *a, const void *b)
{
    const dl_scored *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static int64_t relevance_of(sqlite3_stmt *rows, int column)
{
    return llround(-sqlite3_column_double(rows, column) * 1e6);
}

/* Gives the items their relevance. FTS5 gives the documents by key, and the items are put so first. */
static dl_status read_relevance(dl_sqlite *store, const char *match, dl_ranked *ranked,
                                dl_error *error)
{
    sqlite3_stmt *rows;
    bool row = true;
    size_t at = 0;
    if (ranked->len)
        qsort(ranked->items, ranked->len, sizeof *ranked->items, compare_keys);
    dl_status status = dl_rows_begin(
        store, "SELECT rowid, bm25(words) FROM words WHERE words MATCH ? ORDER BY rowid",
        DL_VALUES(dl_value_text(match)), &rows, error);
    if (status)
        return status;
    while (at < ranked->len && !(status = dl_rows_next(store, rows, &row, error)) && row) {
        dl_key key = sqlite3_column_int64(rows, 0);
        while (at < ranked->len && ranked->items[at].key < key)
            at++;
        if (at < ranked->len && ranked->items[at].key == key)
            ranked->items[at++].score = relevance_of(rows, 1);
    }
    dl_rows_end(rows);
    return status;
}

/* Newest first among those of one score, whichever way the scores go. */
static int compare(dl_scored a, dl_scored b, bool down)
{
    if (a.score != b.score)
        return (a.score < b.score) != down ? 1 : -1;
    return (a.key < b.key) - (a.key > b.key);
}

static int compare_up(const void *a, const void *b)
{
    return compare(*(const dl_scored *)a, *(const dl_scored *)b, false);
}

static int compare_down(const void *a, const void *b)
{
    return compare(*(const dl_scored *)a, *(const dl_scored *)b, true);
}

static dl_status rank(dl_sqlite *store, const dl_plan *plan, const dl_sql *sql, dl_order order,
                      dl_ranked *ranked, dl_error *error)
{
    bool relevance = is_relevance(order);
    dl_status status = read_items(store, sql, !relevance, ranked, error);
    if (!status && relevance && plan->relevance)
        status = read_relevance(store, plan->relevance, ranked, error);
    if (!status && ranked->len)
        qsort(ranked->items, ranked->len, sizeof *ranked->items,
              dl_order_is_down(order) ? compare_down : compare_up);
    return status;
}

/* The ranking kept that was made of MADE_OF, or the one that makes room; *RET_FOUND says which. */
static dl_ranked *find_kept(dl_sqlite *store, const dl_str *made_of, bool *ret_found)
{
    for (size_t i = 0; i < DL_SQLITE_RANKINGS; i++) {
        const dl_str *kept = &store->ranked[i].made_of;
        if (kept->len == made_of->len && memcmp(kept->text, made_of->text, kept->len) == 0) {
            store->ranked_last = i;
            *ret_found = true;
            return &store->ranked[i];
        }
    }
    *ret_found = false;
    store->ranked_last = (store->ranked_last + 1) % DL_SQLITE_RANKINGS;
    ranked_clear(&store->ranked[store->ranked_last]);
    return &store->ranked[store->ranked_last];
}

dl_status dl_ranking_make(dl_sqlite *store, dl_plan *plan, dl_order order, int64_t focus,
                          dl_ranking *ret, dl_error *error)
{
    dl_str made_of;
    dl_sql sql;
    bool found = false, any = false;
    dl_ranked *ranked = NULL;
    dl_str_init(&made_of);
    dl_sql_init(&sql);
    dl_status status = add_select(&sql, plan, is_relevance(order) ? 0 : focus, &any, error);
    if (!status)
        status = describe(store, &sql, plan, order, asks_marks(plan), &made_of, error);
    if (!status)
        ranked = find_kept(store, &made_of, &found);
    if (!status && !found && any)
        status = rank(store, plan, &sql, order, ranked, error);
    if (!status)
        *ret = (dl_ranking){store,       order,         focus,      plan->relevance,
                            plan->least, ranked->items, ranked->len};
    if (status && ranked)
        ranked_clear(ranked);
    /* what a transaction has written may yet be rolled back */
    if (!status && !found && sqlite3_txn_state(store->db, "main") != SQLITE_TXN_WRITE) {
        ranked->made_of = made_of;
        dl_str_init(&made_of);
    }
    dl_str_release(&made_of);
    dl_sql_release(&sql);
    return status;
}

/* --- places in it --- */

/* What the document KEY scores, though it be not among the items. */
static dl_status find_score(const dl_ranking *ranking, dl_key key, int64_t *ret, dl_error *error)
{
    for (size_t i = 0; i < ranking->len; i++)
        if (ranking->items[i].key == key) {
            *ret = ranking->items[i].score;
            return DL_OK;
        }
    *ret = 0;
    if (!is_relevance(ranking->order))
        return dl_ranking_hits(ranking, (dl_scored){key, -1}, ret, error);
    if (!ranking->relevance)
        return DL_OK;
    sqlite3_stmt *rows;
    bool row = false;
    dl_status status = dl_rows_begin(
        ranking->store, "SELECT bm25(words) FROM words WHERE words MATCH ? AND rowid = ?",
        DL_VALUES(dl_value_text(ranking->relevance), dl_value_int(key)), &rows, error);
    if (status)
        return status;
    status = dl_rows_next(ranking->store, rows, &row, error);
    if (!status && row)
        *ret = relevance_of(rows, 0);
    dl_rows_end(rows);
    return status;
}

dl_status dl_ranking_place(const dl_ranking *ranking, dl_key key, bool inclusive, size_t *ret,
                           dl_error *error)
{
    dl_scored place = {.key = key};
    dl_status status = find_score(ranking, key, &place.score, error);
    size_t low = 0, high = ranking->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(ranking->items[middle], place, dl_order_is_down(ranking->order));
        if (order < 0 || (inclusive && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    if (!status)
        *ret = low;
    return status;
}

dl_status dl_ranking_stretch(const dl_ranking *ranking, const dl_walk *walk, dl_stretch *ret,
                             dl_error *error)
{
    size_t place = 0;
    *ret = (dl_stretch){0, ranking->len, walk->back};
    if (walk->anchor.key == DL_KEY_NONE)
        return DL_OK;
    dl_status status =
        dl_ranking_place(ranking, walk->anchor.key, walk->back == walk->inclusive, &place, error);
    *ret = walk->back ? (dl_stretch){0, place, true}
                      : (dl_stretch){place, ranking->len - place, false};
    return status;
}

dl_status dl_ranking_hits(const dl_ranking *ranking, dl_scored item, int64_t *ret, dl_error *error)
{
    *ret = item.score;
    if (!is_relevance(ranking->order) && item.score >= 0)
        return DL_OK;
    uint64_t hits = 0;
    dl_status status = dl_named_sum(ranking->store, (dl_key_range){item.key, item.key},
                                    ranking->focus, ranking->least, &hits, error);
    *ret = (int64_t)hits;
    return status;
}

/* --- rows --- */

dl_status dl_document_begin(dl_cursor *cursor, dl_sqlite *store, dl_plan *everything, dl_key key,
                            dl_columns columns, int64_t focus, dl_error *error)
{
    *cursor = (dl_cursor){.store = store, .plan = everything, .columns = columns, .left = 1};
    const dl_leg leg = {.keys = {key, key}, .sources = DL_LEG_ANY};
    dl_sql_init(&cursor->sql);
    dl_select_add(&cursor->sql, everything, &leg, columns, focus);
    return dl_sql_begin(store, &cursor->sql, &cursor->rows, error);
}
