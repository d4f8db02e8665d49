/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Forgetting a document: all rows go that say what it said, those of the versions it replaced too. What
 * the reader has set goes by hash and is not touched; which hashes that may be is kept, so that a check
 * can tell a note on a forgotten text from one on a text that was lost.
 */
#include "store/sqlite/decisions.h"
#include "store/sqlite/marks.h"

/* The hashes of the document ?1 and of all it came of, as far as no other document came of them. */
#define LINE_OF_1                                                                                  \
    "WITH RECURSIVE line (h) AS (SELECT sha256 FROM document WHERE key = ?1 UNION "                \
    "SELECT f.sha256 FROM former f JOIN line ON f.successor = line.h) "

static dl_status forget_line(dl_sqlite *store, dl_key key, dl_error *error)
{
    static const char *const statements[] = {
        LINE_OF_1 "INSERT OR IGNORE INTO forgotten (sha256) SELECT h FROM line",
        LINE_OF_1 "DELETE FROM former WHERE sha256 IN line",
        "DELETE FROM origin WHERE key = ?1",
    };
    dl_status status = DL_OK;
    for (size_t i = 0; !status && i < sizeof statements / sizeof *statements; i++)
        status = dl_sql_run(store, statements[i], DL_VALUES(dl_value_int(key)), error);
    return status;
}

static dl_status forget(dl_sqlite *store, dl_key key, dl_error *error)
{
    dl_arena arena = {0};
    dl_stored stored;
    dl_status status = dl_sqlite_get(&store->store, key, &arena, &stored, error);
    if (!status)
        status = forget_line(store, key, error);
    if (!status)
        status = dl_rows_remove(store, &stored, DL_ROWS_ALL, error);
    if (!status)
        status = dl_undecided_remove(store, key, error);
    dl_arena_release(&arena);
    return status;
}

dl_status dl_sqlite_forget(dl_store *base, dl_key key, dl_error *error)
{
    bool own;
    dl_status status = dl_change_begin(base, &own, error);
    if (status)
        return status;
    return dl_change_end(base, own, forget(dl_sqlite_of(base), key, error), error);
}
