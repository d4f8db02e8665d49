/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a query holds, in numbers. A query for dates alone is answered from the held counts
 * (tally.c), any other by counting its documents.
 */
#include <stdlib.h>
#include <string.h>

#include "dateline/vec.h"
#include "store/sqlite/select.h"

/* Adds "SELECT HEAD FROM (the documents of PLAN on LEG)". */
static void add_over(dl_sql *sql, const dl_plan *plan, const dl_leg *leg, int64_t focus,
                     const char *head)
{
    dl_sql_add(sql, "SELECT ");
    dl_sql_add(sql, head);
    dl_sql_add(sql, " FROM (");
    dl_select_add(sql, plan, leg, DL_COLUMNS_COUNT, focus);
    dl_sql_add(sql, ")");
}

/* The legs of all documents of PLAN. */
static dl_status all_legs(dl_plan *plan, dl_leg **ret_legs, size_t *ret_count, dl_error *error)
{
    const dl_walk walk = {.order = DL_ORDER_OLDEST, .anchor = {.key = DL_KEY_NONE}};
    return dl_legs_make(plan, &walk, ret_legs, ret_count, error);
}

/* --- count --- */

static dl_status count_all(dl_sqlite *store, dl_counts *counts, dl_error *error)
{
    const dl_leg all = {.keys = {DL_KEY_LEAST, DL_KEY_MOST}};
    dl_tally tally = {0};
    dl_status status = dl_tally_sum(store, &all, &tally, error);
    counts->held = tally.documents;
    return status;
}

/* Notes that documents of the days FIRST to LAST are among those counted. */
static void widen(dl_counts *counts, dl_day first, dl_day last)
{
    if (first == DL_DAY_NONE)
        return;
    if (counts->first == DL_DAY_NONE || first < counts->first)
        counts->first = first;
    if (last > counts->last)
        counts->last = last;
}

/* Adds what the held counts say of LEG; its keys are either all dated or all undated. */
static dl_status count_held(dl_sqlite *store, const dl_leg *leg, dl_counts *counts, dl_error *error)
{
    int64_t first = DL_KEY_NONE, last = DL_KEY_NONE;
    dl_tally tally = {0};
    dl_values keys = DL_VALUES(dl_value_int(leg->keys.low), dl_value_int(leg->keys.high));
    dl_status status = dl_tally_sum(store, leg, &tally, error);
    if (!status)
        status = dl_sql_number(
            store, "SELECT key FROM document WHERE key >= ? AND key <= ? ORDER BY key LIMIT 1",
            keys, &first, error);
    if (!status)
        status = dl_sql_number(
            store, "SELECT key FROM document WHERE key >= ? AND key <= ? ORDER BY key DESC LIMIT 1",
            keys, &last, error);
    counts->documents += tally.documents;
    counts->unread += tally.unread;
    counts->inferred += tally.inferred;
    counts->ambiguous += tally.ambiguous;
    if (leg->keys.high < dl_key_make(DL_DAY_MIN, 0))
        counts->undated += tally.documents;
    if (!status && tally.documents)
        widen(counts, dl_key_day(first), dl_key_day(last));
    return status;
}

static dl_status count_rows(dl_sqlite *store, const dl_plan *plan, const dl_leg *leg, int64_t focus,
                            dl_counts *counts, dl_error *error)
{
    const dl_key dated = dl_key_make(DL_DAY_MIN, 0);
    dl_sql sql;
    sqlite3_stmt *rows = NULL;
    bool row = false;
    dl_sql_init(&sql);
    add_over(&sql, plan, leg, focus,
             "count(*), sum(read = 0), sum(how = 2), sum(hits), min(key), max(key), "
             "sum(ambiguous)");
    dl_status status = dl_sql_begin(store, &sql, &rows, error);
    if (!status)
        status = dl_rows_next(store, rows, &row, error);
    if (!status && row) {
        uint64_t documents = (uint64_t)sqlite3_column_int64(rows, 0);
        counts->documents += documents;
        counts->unread += (uint64_t)sqlite3_column_int64(rows, 1);
        counts->inferred += (uint64_t)sqlite3_column_int64(rows, 2);
        counts->mentions += (uint64_t)sqlite3_column_int64(rows, 3);
        counts->ambiguous += (uint64_t)sqlite3_column_int64(rows, 6);
        if (leg->keys.high < dated)
            counts->undated += documents;
        else if (documents)
            widen(counts, dl_key_day(sqlite3_column_int64(rows, 4)),
                  dl_key_day(sqlite3_column_int64(rows, 5)));
    }
    dl_rows_end(rows);
    dl_sql_release(&sql);
    return status;
}

static dl_status count_plan(dl_sqlite *store, dl_plan *plan, int64_t focus, dl_counts *counts,
                            dl_error *error)
{
    dl_leg *legs;
    size_t legs_count;
    const dl_key_range all = {DL_KEY_LEAST, DL_KEY_MOST};
    int64_t mentions = 0;
    bool everything = dl_plan_is_everything(plan),
         held = dl_plan_is_dates(plan) && (!focus || everything);
    dl_status status = all_legs(plan, &legs, &legs_count, error);
    for (size_t i = 0; !status && i < legs_count; i++)
        status = held ? count_held(store, &legs[i], counts, error)
                      : count_rows(store, plan, &legs[i], focus, counts, error);
    if (!status && held && focus && plan->least)
        return dl_named_sum(store, all, focus, plan->least, &counts->mentions, error);
    if (!status && held && focus) {
        status = dl_sql_number(store, "SELECT mentions FROM entity WHERE number = ?",
                               DL_VALUES(dl_value_int(focus)), &mentions, error);
        counts->mentions = (uint64_t)mentions;
    }
    return status;
}

/* Counts what PLAN folds away. */
static dl_status count_folded(dl_sqlite *store, dl_plan *plan, int64_t focus, dl_counts *counts,
                              dl_error *error)
{
    dl_leg *legs;
    size_t legs_count;
    uint64_t mentions = 0;
    dl_status status = all_legs(plan, &legs, &legs_count, error);
    for (size_t i = 0; !status && i < legs_count; i++) {
        status = dl_fold_count(store, plan, &legs[i], 0, &counts->folded, error);
        if (!status && focus)
            status = dl_fold_count(store, plan, &legs[i], focus, &mentions, error);
    }
    counts->mentions -= mentions < counts->mentions ? mentions : counts->mentions;
    return status;
}

dl_status dl_sqlite_count(dl_store *base, const dl_query *query, const char *focus,
                          dl_counts *ret_counts, dl_error *error)
{
    dl_sqlite *store = dl_sqlite_of(base);
    dl_counts counts = {0};
    int64_t number = 0;
    dl_plan plan;
    dl_status status = dl_plan_init(&plan, store, query, true, error);
    if (!status)
        status = dl_entity_number(store, focus, &number, error);
    if (!status)
        status = count_all(store, &counts, error);
    if (!status)
        status = count_plan(store, &plan, number, &counts, error);
    if (!status)
        status = dl_plan_fold(&plan, store, query, error);
    if (!status && plan.fold)
        status = count_folded(store, &plan, number, &counts, error);
    dl_plan_release(&plan);
    if (!status)
        *ret_counts = counts;
    return status;
}

/* --- sources --- */

/* A row of the source list while it is counted. */
typedef struct facet {
    int64_t number;
    size_t place; /* in the list */
    dl_source_row row;
} facet;

typedef struct facets {
    facet *items;
    size_t len, size;
} facets;

static int compare_numbers(const void *a, const void *b)
{
    const facet *x = a, *y = b;
    return (x->number > y->number) - (x->number < y->number);
}

static int compare_places(const void *a, const void *b)
{
    const facet *x = a, *y = b;
    return (x->place > y->place) - (x->place < y->place);
}

/* Reads the sources that hold a document, ordered by number; `place` is by name, "none" last. */
static dl_status read_facets(dl_sqlite *store, dl_arena *arena, facets *ret, dl_error *error)
{
    sqlite3_stmt *rows = NULL;
    dl_status status = dl_rows_begin(
        store,
        "SELECT s.id, s.name, s.country FROM source s WHERE EXISTS (SELECT 1 FROM tally t "
        "WHERE t.source = s.id AND t.documents > 0) ORDER BY s.fold, s.name",
        DL_NO_VALUES, &rows, error);
    bool row = true, failed = false;
    while (!status && !(status = dl_rows_next(store, rows, &row, error)) && row) {
        facet read = {.number = sqlite3_column_int64(rows, 0), .place = ret->len};
        read.row.country = dl_column_text(rows, 2, arena, &failed);
        if (read.number != 0)
            read.row.name = dl_column_text(rows, 1, arena, &failed);
        if (failed || !dl_vec_push(ret, read))
            status = dl_fail_nomem(error);
    }
    dl_rows_end(rows);
    if (ret->len)
        qsort(ret->items, ret->len, sizeof *ret->items, compare_numbers);
    return status;
}

/* Adds to the row of the source NUMBER. */
static void facet_add(facets *list, int64_t number, uint64_t documents, uint64_t unread)
{
    const facet wanted = {.number = number};
    facet *found =
        list->len ? bsearch(&wanted, list->items, list->len, sizeof *list->items, compare_numbers)
                  : NULL;
    if (!found)
        return;
    found->row.documents += documents;
    found->row.unread += unread;
}

/* Counts the documents of a plan for dates alone. */
static dl_status count_held_sources(dl_sqlite *store, dl_key_range keys, facets *list,
                                    dl_error *error)
{
    dl_tallies tallies = {0};
    dl_status status = dl_tally_by_source(store, keys, &tallies, error);
    for (size_t i = 0; !status && i < tallies.len; i++)
        facet_add(list, tallies.items[i].source, tallies.items[i].documents,
                  tallies.items[i].unread);
    free(tallies.items);
    return status;
}

/* Counts the documents of PLAN on LEG, one by one: SQL would sort them to group them. */
static dl_status count_sources(dl_sqlite *store, const dl_plan *plan, const dl_leg *leg,
                               facets *list, dl_error *error)
{
    if (dl_plan_is_dates(plan))
        return count_held_sources(store, leg->keys, list, error);
    dl_sql sql;
    sqlite3_stmt *rows = NULL;
    bool row = true;
    dl_sql_init(&sql);
    add_over(&sql, plan, leg, 0, "source, read");
    dl_status status = dl_sql_begin(store, &sql, &rows, error);
    while (!status && !(status = dl_rows_next(store, rows, &row, error)) && row)
        facet_add(list, sqlite3_column_int64(rows, 0), 1, sqlite3_column_int(rows, 1) == 0);
    dl_rows_end(rows);
    dl_sql_release(&sql);
    return status;
}

/* Sets *RET to the rows of LIST in the order of their places. */
static dl_status keep_facets(facets *list, dl_arena *arena, dl_source_row **ret_rows,
                             size_t *ret_count, dl_error *error)
{
    dl_source_row *rows = dl_arena_calloc(arena, list->len, sizeof *rows);
    if (!rows)
        return dl_fail_nomem(error);
    if (list->len)
        qsort(list->items, list->len, sizeof *list->items, compare_places);
    for (size_t i = 0; i < list->len; i++)
        rows[i] = list->items[i].row;
    *ret_rows = rows;
    *ret_count = list->len;
    return DL_OK;
}

dl_status dl_sqlite_sources(dl_store *base, const dl_query *query, dl_arena *arena,
                            dl_source_row **ret_rows, size_t *ret_count, dl_error *error)
{
    dl_sqlite *store = dl_sqlite_of(base);
    facets list = {0};
    size_t legs_count = 0;
    dl_leg *legs;
    dl_plan plan;
    dl_status status = dl_plan_init(&plan, store, query, false, error);
    if (!status)
        status = read_facets(store, arena, &list, error);
    if (!status)
        status = all_legs(&plan, &legs, &legs_count, error);
    for (size_t i = 0; !status && i < legs_count; i++)
        status = count_sources(store, &plan, &legs[i], &list, error);
    if (!status)
        status = keep_facets(&list, arena, ret_rows, ret_count, error);
    free(list.items);
    dl_plan_release(&plan);
    return status;
}

dl_status dl_sqlite_names(dl_store *base, dl_arena *arena, const char *const **ret_names,
                          size_t *ret_count, dl_error *error)
{
    return dl_texts_read(
        dl_sqlite_of(base),
        "SELECT name FROM source WHERE documents > 0 AND id > 0 ORDER BY fold, name", DL_NO_VALUES,
        arena, ret_names, ret_count, error);
}
