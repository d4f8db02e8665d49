/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What found the names of each document, and how many documents each version has. */
#include "store/sqlite/marks.h"

dl_status dl_annotator_add(dl_sqlite *store, const char *version, int64_t *ret, dl_error *error)
{
    int64_t id = 0;
    dl_values values = DL_VALUES(dl_value_text(version));
    dl_status status = version ? dl_sql_number(store, "SELECT id FROM annotator WHERE version = ?",
                                               values, &id, error)
                               : DL_OK;
    if (!status && version && id == 0) {
        status = dl_sql_run(store, "INSERT INTO annotator (version) VALUES (?)", values, error);
        id = sqlite3_last_insert_rowid(store->db);
    }
    if (!status)
        status = dl_sql_run(store, "UPDATE annotator SET documents = documents + 1 WHERE id = ?",
                            DL_VALUES(dl_value_int(id)), error);
    if (!status)
        *ret = id;
    return status;
}

dl_status dl_annotator_set(dl_sqlite *store, dl_key key, const char *version, dl_error *error)
{
    int64_t id = 0;
    dl_status status = dl_sql_run(store, DL_ANNOTATOR_LESS_1, DL_VALUES(dl_value_int(key)), error);
    if (!status)
        status = dl_annotator_add(store, version, &id, error);
    if (!status)
        status = dl_sql_run(store, "UPDATE document SET annotator = ? WHERE key = ?",
                            DL_VALUES(dl_value_int(id), dl_value_int(key)), error);
    return status;
}

dl_status dl_sqlite_annotators(dl_store *base, dl_arena *arena, dl_name_row **ret_rows,
                               size_t *ret_count, dl_error *error)
{
    return dl_name_rows_read(
        dl_sqlite_of(base),
        "SELECT version, documents FROM annotator WHERE documents > 0 ORDER BY version",
        DL_NO_VALUES, arena, ret_rows, ret_count, error);
}
