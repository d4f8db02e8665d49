/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What follows from marks, tags and notes, which go by hash: what documents, which go by key, show of
 * them. It is written where either changes.
 */
#include <stdlib.h>

#include "dateline/vec.h"
#include "store/sqlite/marks.h"
#include "store/sqlite/select.h"

dl_status dl_marks_carry(dl_sqlite *store, const unsigned char *from, const unsigned char *to,
                         dl_error *error)
{
    const dl_values both = DL_VALUES(dl_value_hash(to), dl_value_hash(from));
    dl_status status =
        dl_sql_run(store,
                   "INSERT INTO mark (sha256, read, starred) SELECT ?, read, starred FROM mark "
                   "WHERE sha256 = ? ON CONFLICT (sha256) DO UPDATE SET "
                   "read = max(read, excluded.read), starred = max(starred, excluded.starred)",
                   both, error);
    return status ? status
                  : dl_sql_run(store,
                               "INSERT OR IGNORE INTO tagging (sha256, tag) "
                               "SELECT ?, tag FROM tagging WHERE sha256 = ?",
                               both, error);
}

dl_status dl_marks_derive(dl_sqlite *store, dl_key key, const unsigned char *hash, dl_error *error)
{
    dl_value values[] = {dl_value_int(key), dl_value_hash(hash)};
    const dl_values both = {values, 2};
    int64_t any = 0;
    dl_status status = dl_sql_number(store,
                                     "SELECT EXISTS (SELECT 1 FROM mark WHERE sha256 = ?1) OR "
                                     "EXISTS (SELECT 1 FROM tagging WHERE sha256 = ?1) OR "
                                     "EXISTS (SELECT 1 FROM note)",
                                     (dl_values){&values[1], 1}, &any, error);
    if (status || !any)
        return status;
    status = dl_sql_run(
        store,
        "UPDATE document SET starred = coalesce((SELECT starred FROM mark WHERE sha256 = ?2), 0), "
        "noted = EXISTS (WITH RECURSIVE line (h) AS (SELECT ?2" DL_LINE_UP ") "
        "SELECT 1 FROM line JOIN note n ON n.sha256 = line.h) WHERE key = ?1",
        both, error);
    return status ? status
                  : dl_sql_run(store,
                               "INSERT OR IGNORE INTO labelled (tag, key) "
                               "SELECT tag, ?1 FROM tagging WHERE sha256 = ?2",
                               both, error);
}

dl_status dl_noted_derive(dl_sqlite *store, const unsigned char *hash, dl_error *error)
{
    struct {
        int64_t *items;
        size_t len, size;
    } keys = {0};
    sqlite3_stmt *rows;
    bool row = true;
    dl_status status = dl_rows_begin(store,
                                     "WITH RECURSIVE line (h) AS (SELECT ?1" DL_LINE_DOWN ") "
                                     "SELECT d.key FROM line CROSS JOIN document d "
                                     "ON d.sha256 = line.h",
                                     DL_VALUES(dl_value_hash(hash)), &rows, error);
    if (status)
        return status;
    while (!status && !(status = dl_rows_next(store, rows, &row, error)) && row)
        if (!dl_vec_push(&keys, sqlite3_column_int64(rows, 0)))
            status = dl_fail_nomem(error);
    dl_rows_end(rows);
    for (size_t i = 0; !status && i < keys.len; i++)
        status = dl_sql_run(
            store,
            "UPDATE document SET noted = EXISTS (WITH RECURSIVE line (h) AS (SELECT sha256 "
            "FROM document WHERE key = ?1" DL_LINE_UP ") SELECT 1 FROM line "
            "JOIN note n ON n.sha256 = line.h) WHERE key = ?1",
            DL_VALUES(dl_value_int(keys.items[i])), error);
    free(keys.items);
    return status;
}

/* --- asking --- */

dl_status dl_sqlite_notes(dl_store *base, dl_key key, dl_arena *arena, dl_note **ret_notes,
                          size_t *ret_count, dl_error *error)
{
    static const dl_row_reader reader = {sizeof(dl_note), dl_note_read};
    dl_sqlite *store = dl_sqlite_of(base);
    sqlite3_stmt *rows;
    dl_note *notes;
    size_t count;
    dl_status status = dl_rows_begin(
        store,
        "WITH RECURSIVE line (h) AS (SELECT sha256 FROM document WHERE key = ?" DL_LINE_UP
        ") SELECT " DL_NOTE_COLUMNS " FROM note WHERE sha256 IN line",
        DL_VALUES(dl_value_int(key)), &rows, error);
    if (!status)
        status = dl_rows_gather(store, rows, reader, arena, (void **)&notes, &count, error);
    if (status)
        return status;
    if (count)
        qsort(notes, count, sizeof *notes, dl_note_compare);
    *ret_notes = notes;
    *ret_count = count;
    return DL_OK;
}

static dl_status read_name(dl_sqlite *store, sqlite3_stmt *row, dl_arena *arena, void *ret,
                           dl_error *error)
{
    bool failed = false;
    dl_name_row name = {dl_column_text(row, 0, arena, &failed),
                        (uint64_t)sqlite3_column_int64(row, 1)};
    *(dl_name_row *)ret = name;
    if (failed)
        return dl_fail_nomem(error);
    return name.name ? DL_OK : dl_sqlite_corrupt(store, "name", error);
}

dl_status dl_name_rows_read(dl_sqlite *store, const char *sql, dl_values values, dl_arena *arena,
                            dl_name_row **ret_rows, size_t *ret_count, dl_error *error)
{
    static const dl_row_reader reader = {sizeof(dl_name_row), read_name};
    sqlite3_stmt *rows;
    dl_status status = dl_rows_begin(store, sql, values, &rows, error);
    return status ? status
                  : dl_rows_gather(store, rows, reader, arena, (void **)ret_rows, ret_count, error);
}

dl_status dl_sqlite_tags(dl_store *base, dl_arena *arena, dl_name_row **ret_rows, size_t *ret_count,
                         dl_error *error)
{
    return dl_name_rows_read(dl_sqlite_of(base),
                             "SELECT t.name, count(*) FROM tag t JOIN labelled l ON l.tag = t.id "
                             "GROUP BY t.id ORDER BY t.fold",
                             DL_NO_VALUES, arena, ret_rows, ret_count, error);
}
