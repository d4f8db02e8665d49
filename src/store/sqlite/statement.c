/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "dateline/vec.h"
#include "store/sqlite/sqlite.h"

dl_value dl_value_int(int64_t number)
{
    return (dl_value){.type = SQLITE_INTEGER, .number = number};
}

dl_value dl_value_textn(const char *text, size_t len)
{
    return (dl_value){.type = text ? SQLITE_TEXT : SQLITE_NULL, .data = text, .len = len};
}

dl_value dl_value_text(const char *text)
{
    return dl_value_textn(text, text ? strlen(text) : 0);
}

dl_value dl_value_blob(const void *data, size_t len)
{
    return (dl_value){.type = data ? SQLITE_BLOB : SQLITE_NULL, .data = data, .len = len};
}

/* --- failures --- */

static dl_status status_of(int code)
{
    switch (code & 0xFF) {
    case SQLITE_NOMEM:
        return DL_ERR_NOMEM;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return DL_ERR_BUSY;
    case SQLITE_INTERRUPT:
        return DL_ERR_INTERRUPTED;
    case SQLITE_READONLY:
        return DL_ERR_READONLY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
        return DL_ERR_CORRUPT;
    default:
        return DL_ERR_IO;
    }
}

/* Whether SQLite misses what the schema says is there: another program's hand, or a version that was never released. */
static bool is_other_schema(int code, const char *why)
{
    static const char *const begins[] = {"no such table", "no such column", "malformed database"};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if ((code & 0xFF) == SQLITE_ERROR && strncmp(why, begins[i], strlen(begins[i])) == 0)
            return true;
    return (code & 0xFF) == SQLITE_ERROR && strstr(why, " has no column named ");
}

dl_status dl_sqlite_fail(dl_sqlite *store, int code, dl_error *error)
{
    dl_status status = status_of(code);
    if (status == DL_ERR_NOMEM)
        return dl_fail_nomem(error);
    const char *why = store->db ? sqlite3_errmsg(store->db) : sqlite3_errstr(code);
    if (is_other_schema(code, why))
        return dl_fail(
            error, DL_ERR_CORRUPT,
            "%s: its tables are not those of an archive of this form (%s); go back to a copy of "
            "it, or import the originals into a new archive",
            store->path, why);
    const char *cure = status == DL_ERR_BUSY      ? "; try again when it is done"
                       : status == DL_ERR_CORRUPT ? "; import the originals into a new archive"
                                                  : "";
    return dl_fail(error, status, "%s: %s (%s)%s", store->path, dl_status_text(status), why, cure);
}

dl_status dl_sqlite_corrupt(dl_sqlite *store, const char *table, dl_error *error)
{
    return dl_fail(error, DL_ERR_CORRUPT,
                   "%s: table %s holds what was never written there; 'dateline check' says more",
                   store->path, table);
}

/* --- prepared statements --- */

static void statement_release(dl_statement *statement)
{
    sqlite3_finalize(statement->stmt);
    free(statement->sql);
    *statement = (dl_statement){0};
}

void dl_statements_release(dl_sqlite *store)
{
    for (size_t i = 0; i < DL_SQLITE_STATEMENTS; i++)
        statement_release(&store->statements[i]);
}

/* FNV-1a. */
static uint64_t hash_of(const char *sql)
{
    uint64_t hash = 0xcbf29ce484222325;
    for (; *sql; sql++)
        hash = (hash ^ (unsigned char)*sql) * 0x100000001b3;
    return hash;
}

static bool statement_is(const dl_statement *statement, const char *sql, uint64_t hash)
{
    return statement->sql && statement->hash == hash && strcmp(statement->sql, sql) == 0;
}

/* The place of SQL among the statements kept: its own, else a free one, else the one used least
 * lately; none that is in use. */
static dl_statement *statement_place(dl_sqlite *store, const char *sql, uint64_t hash)
{
    dl_statement *place = NULL;
    for (size_t i = 0; i < DL_SQLITE_STATEMENTS; i++) {
        dl_statement *statement = &store->statements[i];
        if (statement_is(statement, sql, hash) && !sqlite3_stmt_busy(statement->stmt))
            return statement;
    }
    for (size_t i = 0; i < DL_SQLITE_STATEMENTS; i++) {
        dl_statement *statement = &store->statements[i];
        if ((!place || statement->used < place->used) &&
            !(statement->stmt && sqlite3_stmt_busy(statement->stmt)))
            place = statement;
    }
    return place;
}

static dl_status statement_prepare(dl_sqlite *store, const char *sql, sqlite3_stmt **ret,
                                   dl_error *error)
{
    uint64_t hash = hash_of(sql);
    dl_statement *place = statement_place(store, sql, hash);
    if (!place)
        return dl_fail(error, DL_ERR_BUSY, "%s: too many statements at once", store->path);
    if (!statement_is(place, sql, hash)) {
        statement_release(place);
        int code =
            sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &place->stmt, NULL);
        if (code != SQLITE_OK)
            return dl_sqlite_fail(store, code, error);
        if (!(place->sql = strdup(sql))) {
            statement_release(place);
            return dl_fail_nomem(error);
        }
        place->hash = hash;
    }
    place->used = ++store->clock;
    *ret = place->stmt;
    return DL_OK;
}

static int bind(sqlite3_stmt *stmt, int i, const dl_value *value)
{
    switch (value->type) {
    case SQLITE_INTEGER:
        return sqlite3_bind_int64(stmt, i, value->number);
    case SQLITE_TEXT:
        return sqlite3_bind_text64(stmt, i, value->data, value->len, SQLITE_STATIC, SQLITE_UTF8);
    case SQLITE_BLOB:
        return sqlite3_bind_blob64(stmt, i, value->data, value->len, SQLITE_STATIC);
    default:
        return sqlite3_bind_null(stmt, i);
    }
}

dl_status dl_rows_begin(dl_sqlite *store, const char *sql, dl_values values,
                        sqlite3_stmt **ret_rows, dl_error *error)
{
    sqlite3_stmt *stmt = NULL;
    dl_status status = statement_prepare(store, sql, &stmt, error);
    if (status)
        return status;
    int code = SQLITE_OK;
    for (size_t i = 0; code == SQLITE_OK && i < values.count; i++)
        code = bind(stmt, (int)i + 1, &values.items[i]);
    if (code != SQLITE_OK) {
        status = dl_sqlite_fail(store, code, error);
        dl_rows_end(stmt);
        return status;
    }
    *ret_rows = stmt;
    return DL_OK;
}

dl_status dl_rows_next(dl_sqlite *store, sqlite3_stmt *rows, bool *ret_row, dl_error *error)
{
    int code = sqlite3_step(rows);
    *ret_row = code == SQLITE_ROW;
    return code == SQLITE_ROW || code == SQLITE_DONE ? DL_OK : dl_sqlite_fail(store, code, error);
}

void dl_rows_end(sqlite3_stmt *rows)
{
    if (!rows)
        return;
    sqlite3_reset(rows);
    sqlite3_clear_bindings(rows);
}

dl_status dl_sql_number(dl_sqlite *store, const char *sql, dl_values values, int64_t *ret,
                        dl_error *error)
{
    sqlite3_stmt *rows = NULL;
    bool row = false;
    dl_status status = dl_rows_begin(store, sql, values, &rows, error);
    if (!status)
        status = dl_rows_next(store, rows, &row, error);
    if (!status && row && ret)
        *ret = sqlite3_column_int64(rows, 0);
    dl_rows_end(rows);
    return status;
}

dl_status dl_sql_run(dl_sqlite *store, const char *sql, dl_values values, dl_error *error)
{
    return dl_sql_number(store, sql, values, NULL, error);
}

/* --- columns --- */

const char *dl_column_text(sqlite3_stmt *rows, int i, dl_arena *arena, bool *failed)
{
    if (sqlite3_column_type(rows, i) == SQLITE_NULL)
        return NULL;
    const char *text = (const char *)sqlite3_column_text(rows, i);
    const char *copy =
        text ? dl_arena_strndup(arena, text, (size_t)sqlite3_column_bytes(rows, i)) : NULL;
    *failed |= !copy;
    return copy;
}

bool dl_column_hash(sqlite3_stmt *rows, int i, char ret_hex[DL_SHA256_HEX])
{
    static const char digits[] = "0123456789abcdef";
    const unsigned char *bytes = sqlite3_column_blob(rows, i);
    if (!bytes || sqlite3_column_bytes(rows, i) != DL_HASH_BYTES)
        return false;
    for (size_t b = 0; b < DL_HASH_BYTES; b++) {
        ret_hex[2 * b] = digits[bytes[b] >> 4];
        ret_hex[2 * b + 1] = digits[bytes[b] & 15];
    }
    ret_hex[DL_SHA256_HEX - 1] = '\0';
    return true;
}

dl_status dl_items_keep(dl_arena *arena, const void *items, size_t size, void **ret,
                        dl_error *error)
{
    void *copy = dl_arena_alloc(arena, size);
    if (!copy)
        return dl_fail_nomem(error);
    if (size)
        memcpy(copy, items, size);
    *ret = copy;
    return DL_OK;
}

dl_status dl_rows_gather(dl_sqlite *store, sqlite3_stmt *rows, dl_row_reader reader,
                         dl_arena *arena, void **ret_items, size_t *ret_count, dl_error *error)
{
    void *items = NULL;
    size_t len = 0, size = 0;
    bool row = true;
    dl_status status = DL_OK;
    while (!status && !(status = dl_rows_next(store, rows, &row, error)) && row) {
        if (len == size && !dl_vec_grow(&items, &size, len + 1, reader.size))
            status = dl_fail_nomem(error);
        else
            status = reader.read(store, rows, arena, (char *)items + len * reader.size, error);
        len += !status;
    }
    dl_rows_end(rows);
    if (!status)
        status = dl_items_keep(arena, items, len * reader.size, ret_items, error);
    if (!status)
        *ret_count = len;
    free(items);
    return status;
}

static dl_status read_text(dl_sqlite *store, sqlite3_stmt *row, dl_arena *arena, void *ret,
                           dl_error *error)
{
    bool failed = false;
    const char *text = dl_column_text(row, 0, arena, &failed);
    *(const char **)ret = text;
    if (failed)
        return dl_fail_nomem(error);
    return text ? DL_OK : dl_sqlite_corrupt(store, "list", error);
}

dl_status dl_texts_read(dl_sqlite *store, const char *sql, dl_values values, dl_arena *arena,
                        const char *const **ret_texts, size_t *ret_count, dl_error *error)
{
    sqlite3_stmt *rows = NULL;
    dl_status status = dl_rows_begin(store, sql, values, &rows, error);
    return status ? status
                  : dl_rows_gather(store, rows, (dl_row_reader){sizeof(char *), read_text}, arena,
                                   (void **)ret_texts, ret_count, error);
}

static unsigned char nibble(char digit)
{
    return (unsigned char)(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
}

void dl_hash_bytes(const char *hex, unsigned char ret[DL_HASH_BYTES])
{
    for (size_t i = 0; i < DL_HASH_BYTES; i++)
        ret[i] = (unsigned char)(nibble(hex[2 * i]) << 4 | nibble(hex[2 * i + 1]));
}
