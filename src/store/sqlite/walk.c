/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sqlite/select.h"

dl_status dl_cursor_begin(dl_cursor *cursor, dl_sqlite *store, dl_plan *plan, const dl_walk *walk,
                          dl_columns columns, int64_t focus, uint64_t limit, dl_error *error)
{
    *cursor = (dl_cursor){
        .store = store, .plan = plan, .columns = columns, .focus = focus, .left = limit};
    dl_sql_init(&cursor->sql);
    return dl_legs_make(plan, walk, &cursor->legs, &cursor->legs_count, error);
}

static dl_status open_leg(dl_cursor *cursor, dl_error *error)
{
    const dl_leg *leg = &cursor->legs[cursor->leg++];
    uint64_t limit = cursor->left < INT64_MAX ? cursor->left : INT64_MAX;
    dl_sql_release(&cursor->sql);
    dl_select_add(&cursor->sql, cursor->plan, leg, cursor->columns, cursor->focus);
    dl_select_add_order(&cursor->sql, leg);
    dl_sql_add(&cursor->sql, " LIMIT ");
    dl_sql_bind(&cursor->sql, dl_value_int((int64_t)limit));
    return dl_sql_begin(cursor->store, &cursor->sql, &cursor->rows, error);
}

dl_status dl_cursor_next(dl_cursor *cursor, bool *ret_row, dl_error *error)
{
    *ret_row = false;
    while (cursor->left > 0) {
        if (!cursor->rows && cursor->leg == cursor->legs_count)
            return DL_OK;
        dl_status status = cursor->rows ? DL_OK : open_leg(cursor, error);
        if (!status)
            status = dl_rows_next(cursor->store, cursor->rows, ret_row, error);
        if (status || *ret_row) {
            cursor->left--;
            return status;
        }
        dl_rows_end(cursor->rows);
        cursor->rows = NULL;
    }
    return DL_OK;
}

void dl_cursor_end(dl_cursor *cursor)
{
    dl_rows_end(cursor->rows);
    cursor->rows = NULL;
    dl_sql_release(&cursor->sql);
}
