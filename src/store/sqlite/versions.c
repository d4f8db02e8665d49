/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Documents by hash. A hash stands for the document that has it, or for the one that has replaced it:
 * a version that is replaced names its successor, and so on to one that is held.
 */
#include <string.h>

#include "store/put.h"
#include "store/sqlite/marks.h"

/* Whether the row's column I is a hash, and its bytes. */
static bool column_bytes(sqlite3_stmt *rows, int i, unsigned char ret[DL_HASH_BYTES])
{
    const void *hash = sqlite3_column_blob(rows, i);
    if (!hash || sqlite3_column_bytes(rows, i) != DL_HASH_BYTES)
        return false;
    memcpy(ret, hash, DL_HASH_BYTES);
    return true;
}

dl_status dl_target_find(dl_sqlite *store, const char *sha256, dl_target *ret, dl_error *error)
{
    unsigned char hash[DL_HASH_BYTES];
    sqlite3_stmt *rows;
    dl_target target = {.key = DL_KEY_NONE};
    bool row = false;
    dl_hash_bytes(sha256, hash);
    dl_status status = dl_rows_begin(
        store,
        "WITH RECURSIVE line (h) AS (SELECT ?1 UNION SELECT f.successor FROM former f "
        "JOIN line ON f.sha256 = line.h) SELECT d.key, d.sha256, d.source, d.read, d.starred "
        "FROM line CROSS JOIN document d ON d.sha256 = line.h LIMIT 1",
        DL_VALUES(dl_value_hash(hash)), &rows, error);
    if (status)
        return status;
    status = dl_rows_next(store, rows, &row, error);
    if (!status && row) {
        target.key = sqlite3_column_int64(rows, 0);
        target.source = sqlite3_column_int64(rows, 2);
        target.read = sqlite3_column_int(rows, 3) != 0;
        target.starred = sqlite3_column_int(rows, 4) != 0;
        if (!column_bytes(rows, 1, target.hash) || !dl_column_hash(rows, 1, target.sha256))
            status = dl_sqlite_corrupt(store, "document", error);
    }
    dl_rows_end(rows);
    if (!status)
        *ret = target;
    return status;
}

/* --- by the beginning of a hash --- */

/* The hashes that begin with a prefix: from the least to the most. */
typedef struct hash_range {
    unsigned char least[DL_HASH_BYTES], most[DL_HASH_BYTES];
} hash_range;

static dl_status range_make(const char *prefix, hash_range *ret, dl_error *error)
{
    char least[DL_SHA256_HEX], most[DL_SHA256_HEX];
    dl_status status = dl_prefix_check(prefix, error);
    if (status)
        return status;
    memset(least, '0', sizeof least);
    memset(most, 'f', sizeof most);
    memcpy(least, prefix, strlen(prefix));
    memcpy(most, prefix, strlen(prefix));
    dl_hash_bytes(least, ret->least);
    dl_hash_bytes(most, ret->most);
    return DL_OK;
}

static dl_status fail_none(const char *what, const char *prefix, dl_error *error)
{
    return dl_fail(error, DL_ERR_NOT_FOUND, "no %s has a hash that begins with %s", what, prefix);
}

/* Fails where there is another row. */
static dl_status check_last(dl_sqlite *store, sqlite3_stmt *rows, const char *what,
                            const char *prefix, dl_error *error)
{
    bool row = false;
    dl_status status = dl_rows_next(store, rows, &row, error);
    if (!status && row)
        status = dl_fail(error, DL_ERR_AMBIGUOUS,
                         "more than one %s has a hash that begins with %s; give more of it", what,
                         prefix);
    return status;
}

dl_status dl_sqlite_find(dl_store *base, const char *prefix, dl_key *ret_key, dl_error *error)
{
    dl_sqlite *store = dl_sqlite_of(base);
    hash_range range;
    sqlite3_stmt *rows;
    bool row = false;
    dl_status status = range_make(prefix, &range, error);
    if (!status)
        status = dl_rows_begin(
            store,
            "WITH RECURSIVE line (h) AS (SELECT sha256 FROM document WHERE sha256 BETWEEN ?1 AND "
            "?2 "
            "UNION SELECT sha256 FROM former WHERE sha256 BETWEEN ?1 AND ?2 UNION "
            "SELECT f.successor FROM former f JOIN line ON f.sha256 = line.h) SELECT d.key "
            "FROM line CROSS JOIN document d ON d.sha256 = line.h LIMIT 2",
            DL_VALUES(dl_value_hash(range.least), dl_value_hash(range.most)), &rows, error);
    if (status)
        return status;
    status = dl_rows_next(store, rows, &row, error);
    dl_key key = row ? sqlite3_column_int64(rows, 0) : DL_KEY_NONE;
    if (!status)
        status = row ? check_last(store, rows, "document", prefix, error)
                     : fail_none("document", prefix, error);
    dl_rows_end(rows);
    if (!status)
        *ret_key = key;
    return status;
}

/* --- replaced versions --- */

static dl_status read_former(dl_sqlite *store, sqlite3_stmt *rows, dl_arena *arena, dl_former *ret,
                             dl_error *error)
{
    bool failed = false;
    dl_former former = {.title = dl_column_text(rows, 2, arena, &failed),
                        .body = dl_column_text(rows, 3, arena, &failed)};
    if (failed)
        return dl_fail_nomem(error);
    if (!dl_column_hash(rows, 0, former.sha256) || !dl_column_hash(rows, 1, former.successor) ||
        !former.body)
        return dl_sqlite_corrupt(store, "former", error);
    *ret = former;
    return DL_OK;
}

dl_status dl_sqlite_former(dl_store *base, const char *prefix, dl_arena *arena, dl_former *ret,
                           dl_error *error)
{
    dl_sqlite *store = dl_sqlite_of(base);
    dl_former former;
    hash_range range;
    sqlite3_stmt *rows;
    bool row = false;
    dl_status status = range_make(prefix, &range, error);
    if (!status)
        status = dl_rows_begin(store,
                               "SELECT sha256, successor, title, body FROM former WHERE sha256 "
                               "BETWEEN ? AND ? LIMIT 2",
                               DL_VALUES(dl_value_hash(range.least), dl_value_hash(range.most)),
                               &rows, error);
    if (status)
        return status;
    status = dl_rows_next(store, rows, &row, error);
    if (!status)
        status = row ? read_former(store, rows, arena, &former, error)
                     : fail_none("replaced version", prefix, error);
    if (!status)
        status = check_last(store, rows, "replaced version", prefix, error);
    dl_rows_end(rows);
    if (!status)
        *ret = former;
    return status;
}
