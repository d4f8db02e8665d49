/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Transactions. One that writes begins with BEGIN IMMEDIATE, so that waiting for another writer
 * happens there and nowhere else.
 *
 * A put is many statements, and a savepoint around them would make FTS5 flush what it has gathered,
 * at several times the cost. So a put checks all it can before it writes; where it fails half way
 * for want of memory or disk, the transaction is spoilt, and all that is left is to roll it back.
 *
 * What reads with several statements does so in a transaction too: it sees one state of the archive,
 * and the file is locked once and not for each statement.
 */
#include "store/sqlite/sums.h"

dl_status dl_sqlite_begin(dl_store *base, dl_error *error)
{
    dl_sqlite *store = dl_sqlite_of(base);
    if (!store->writable)
        return dl_fail(error, DL_ERR_READONLY, "%s: the archive can only be read", store->path);
    dl_status status = dl_sql_run(store, "BEGIN IMMEDIATE", DL_NO_VALUES, error);
    if (!status)
        store->spoilt = false;
    return status;
}

dl_status dl_sqlite_commit(dl_store *base, dl_error *error)
{
    dl_sqlite *store = dl_sqlite_of(base);
    if (store->spoilt || sqlite3_get_autocommit(store->db)) {
        dl_sqlite_rollback(base);
        return dl_fail(error, DL_ERR_IO, "%s: a change failed half way; nothing was stored",
                       store->path);
    }
    dl_status status = dl_sql_run(store, "COMMIT", DL_NO_VALUES, error);
    if (status)
        dl_sqlite_rollback(base);
    return status;
}

void dl_sqlite_rollback(dl_store *base)
{
    dl_sqlite *store = dl_sqlite_of(base);
    store->spoilt = false;
    store->bywords.made_of = -1;
    dl_known_clear(store);
    dl_sums_clear(store);
    if (!sqlite3_get_autocommit(store->db))
        dl_sql_run(store, "ROLLBACK", DL_NO_VALUES, NULL);
}

dl_status dl_change_begin(dl_store *base, bool *ret_own, dl_error *error)
{
    dl_sqlite *store = dl_sqlite_of(base);
    if (store->spoilt)
        return dl_fail(error, DL_ERR_IO, "%s: an earlier change of this transaction failed",
                       store->path);
    *ret_own = sqlite3_get_autocommit(store->db);
    return *ret_own ? dl_sqlite_begin(base, error) : DL_OK;
}

dl_status dl_change_end(dl_store *base, bool own, dl_status status, dl_error *error)
{
    if (!own) {
        dl_sqlite_of(base)->spoilt |= status != DL_OK;
        return status;
    }
    if (!status)
        return dl_sqlite_commit(base, error);
    dl_sqlite_rollback(base);
    return status;
}

dl_status dl_reading_begin(dl_sqlite *store, bool *ret_own, dl_error *error)
{
    *ret_own = sqlite3_get_autocommit(store->db);
    return *ret_own ? dl_sql_run(store, "BEGIN", DL_NO_VALUES, error) : DL_OK;
}

void dl_reading_end(dl_sqlite *store, bool own)
{
    /* an interrupt may hit the first attempt */
    for (int i = 0; own && i < 2 && !sqlite3_get_autocommit(store->db); i++)
        dl_sql_run(store, "COMMIT", DL_NO_VALUES, NULL);
}
