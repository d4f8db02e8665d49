/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Folding in SQL. A copy is folded away where its group is closed and the query holds of the head too:
 * then the head's row stands for it. That is asked of each row of a list, and answered for nearly all by
 * one look into an index of copies. What is counted is counted without folding, and the folded copies,
 * which are few, are counted apart and taken off.
 */
#include "store/sqlite/select.h"

dl_status dl_plan_fold(dl_plan *plan, dl_sqlite *store, const dl_query *query, dl_error *error)
{
    int64_t any = 0;
    dl_status status =
        query->fold ? dl_sql_number(store, "SELECT 1 FROM copy LIMIT 1", DL_NO_VALUES, &any, error)
                    : DL_OK;
    if (!status)
        plan->fold = any ? query->fold : NULL;
    return status;
}

/* Adds that the copy `c` is folded away. */
static void add_folded(dl_sql *sql, const dl_plan *plan)
{
    const dl_fold *fold = plan->fold;
    dl_sql_add(sql, " AND c.head NOT IN (");
    for (size_t i = 0; i < fold->open_count; i++) {
        dl_sql_add(sql, i ? "," : "");
        dl_sql_bind(sql, dl_value_int(fold->open[i]));
    }
    dl_sql_add(sql, ")");
    if (dl_plan_is_everything(plan))
        return;
    dl_sql_add(sql, " AND EXISTS (SELECT 1 FROM document d WHERE d.key = c.head");
    dl_conditions_add(sql, plan);
    dl_sql_add(sql, ")");
}

void dl_fold_add(dl_sql *sql, const dl_plan *plan)
{
    if (!plan->fold)
        return;
    dl_sql_add(sql, " AND NOT EXISTS (SELECT 1 FROM copy c WHERE c.key = d.key");
    add_folded(sql, plan);
    dl_sql_add(sql, ")");
}

dl_status dl_fold_count(dl_sqlite *store, const dl_plan *plan, const dl_leg *leg, int64_t focus,
                        uint64_t *ret, dl_error *error)
{
    dl_sql sql;
    sqlite3_stmt *rows = NULL;
    bool row = false;
    dl_sql_init(&sql);
    if (focus) {
        dl_sql_add(&sql, "SELECT coalesce(sum((SELECT ");
        dl_sql_add_hits(&sql, "h", plan->least);
        dl_sql_add(&sql, " FROM named h WHERE h.key = d.key AND h.entity = ");
        dl_sql_bind(&sql, dl_value_int(focus));
        dl_sql_add(&sql, ")), 0)");
    } else {
        dl_sql_add(&sql, "SELECT count(*)");
    }
    dl_sql_add(&sql, " FROM copy c CROSS JOIN document d ON d.key = c.key "
                     "CROSS JOIN source s ON s.id = d.source WHERE c.key BETWEEN ");
    dl_sql_bind(&sql, dl_value_int(leg->keys.low));
    dl_sql_add(&sql, " AND ");
    dl_sql_bind(&sql, dl_value_int(leg->keys.high));
    dl_sql_add(&sql, " AND ");
    dl_sql_add_leg_sources(&sql, leg);
    dl_conditions_add(&sql, plan);
    add_folded(&sql, plan);
    dl_status status = dl_sql_begin(store, &sql, &rows, error);
    if (!status)
        status = dl_rows_next(store, rows, &row, error);
    if (!status && row)
        *ret += (uint64_t)sqlite3_column_int64(rows, 0);
    dl_rows_end(rows);
    dl_sql_release(&sql);
    return status;
}

/* --- the rows of a group --- */

/* Reads the row of KEY into ROWS[*COUNT]. */
static dl_status read_row(dl_sqlite *store, dl_key key, dl_arena *arena, dl_doc_row *rows,
                          size_t *count, dl_error *error)
{
    dl_cursor cursor;
    dl_plan everything = {0};
    bool row = false;
    dl_status status =
        dl_document_begin(&cursor, store, &everything, key, DL_COLUMNS_ROW, 0, error);
    if (!status)
        status = dl_cursor_next(&cursor, &row, error);
    if (!status && row)
        status = dl_row_read(store, cursor.rows, arena, &rows[(*count)++], error);
    dl_cursor_end(&cursor);
    return status;
}

dl_status dl_sqlite_group(dl_store *base, dl_key key, size_t limit, dl_arena *arena,
                          dl_doc_row **ret_rows, size_t *ret_count, dl_error *error)
{
    dl_sqlite *store = dl_sqlite_of(base);
    const dl_groups groups = dl_sqlite_groups(store);
    int64_t head = key;
    dl_keys copies = {0};
    size_t count = 0;
    dl_status status = dl_sql_number(store, "SELECT head FROM copy WHERE key = ?",
                                     DL_VALUES(dl_value_int(key)), &head, error);
    if (!status)
        status = groups.copies(store, head, arena, &copies, error);
    if (limit > copies.count + 1)
        limit = copies.count + 1;
    dl_doc_row *rows = dl_arena_calloc(arena, limit, sizeof *rows);
    if (!status && !rows)
        status = dl_fail_nomem(error);
    for (size_t i = 0; !status && copies.count && i < limit; i++)
        status = read_row(store, i ? copies.items[i - 1] : head, arena, rows, &count, error);
    if (!status) {
        *ret_rows = rows;
        *ret_count = count;
    }
    return status;
}
