/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader keeps under names of her own: saved searches and dossiers. */
#include <string.h>

#include "store/sqlite/marks.h"

/* --- saved searches --- */

/* Sets *RET to the query saved as NAME, in the inverse's arena; NULL where there is none. */
static dl_status find_saved(const dl_changing *c, const char *name, const char **ret)
{
    sqlite3_stmt *rows;
    bool row = false, failed = false;
    dl_status status = dl_rows_begin(c->store, "SELECT query FROM saved WHERE name = ?",
                                     DL_VALUES(dl_value_text(name)), &rows, c->error);
    if (status)
        return status;
    status = dl_rows_next(c->store, rows, &row, c->error);
    *ret = !status && row ? dl_column_text(rows, 0, c->inverse->arena, &failed) : NULL;
    dl_rows_end(rows);
    return failed ? dl_fail_nomem(c->error) : status;
}

/* Renames a saved search, which may get another query with it. */
static dl_status rename_saved(const dl_changing *c, const dl_change *change)
{
    const char *name = change->saved.name, *from = change->saved.from, *old, *taken = NULL;
    dl_status status = find_saved(c, from, &old);
    if (!status && strcmp(name, from) != 0)
        status = find_saved(c, name, &taken);
    if (!status && !old)
        status = dl_change_fail_missing("saved search", from, c->error);
    if (!status && taken)
        status = dl_change_fail_taken("saved search", name, c->error);
    if (status)
        return status;
    const dl_change inverse = {
        .kind = DL_CHANGE_SAVED, .on = true, .saved = {.name = from, .query = old, .from = name}};
    status = dl_inverse_add(c->inverse, &inverse, c->error);
    return status ? status
                  : dl_sql_run(c->store,
                               "UPDATE saved SET name = ?, query = coalesce(?, query) "
                               "WHERE name = ?",
                               DL_VALUES(dl_value_text(name), dl_value_text(change->saved.query),
                                         dl_value_text(from)),
                               c->error);
}

dl_status dl_saved_change(const dl_changing *c, const dl_change *change)
{
    dl_change inverse = {.kind = DL_CHANGE_SAVED, .saved = {.name = change->saved.name}};
    if (change->on && change->saved.from)
        return rename_saved(c, change);
    dl_status status = find_saved(c, change->saved.name, &inverse.saved.query);
    inverse.on = inverse.saved.query != NULL;
    if (!status && !change->on && !inverse.on)
        status = dl_change_fail_missing("saved search", change->saved.name, c->error);
    if (!status)
        status = dl_inverse_add(c->inverse, &inverse, c->error);
    if (status)
        return status;
    return change->on
               ? dl_sql_run(c->store, "INSERT OR REPLACE INTO saved (name, query) VALUES (?, ?)",
                            DL_VALUES(dl_value_text(change->saved.name),
                                      dl_value_text(change->saved.query)),
                            c->error)
               : dl_sql_run(c->store, "DELETE FROM saved WHERE name = ?",
                            DL_VALUES(dl_value_text(change->saved.name)), c->error);
}

static dl_status read_saved(dl_sqlite *store, sqlite3_stmt *row, dl_arena *arena, void *ret,
                            dl_error *error)
{
    bool failed = false;
    dl_saved_row saved = {dl_column_text(row, 0, arena, &failed),
                          dl_column_text(row, 1, arena, &failed)};
    *(dl_saved_row *)ret = saved;
    if (failed)
        return dl_fail_nomem(error);
    return saved.name && saved.query ? DL_OK : dl_sqlite_corrupt(store, "saved", error);
}

dl_status dl_sqlite_saved(dl_store *base, dl_arena *arena, dl_saved_row **ret_rows,
                          size_t *ret_count, dl_error *error)
{
    static const dl_row_reader reader = {sizeof(dl_saved_row), read_saved};
    dl_sqlite *store = dl_sqlite_of(base);
    sqlite3_stmt *rows;
    dl_status status = dl_rows_begin(store, "SELECT name, query FROM saved ORDER BY name",
                                     DL_NO_VALUES, &rows, error);
    return status ? status
                  : dl_rows_gather(store, rows, reader, arena, (void **)ret_rows, ret_count, error);
}

/* --- dossiers --- */

dl_status dl_dossier_find(dl_sqlite *store, const char *name, int64_t *ret, dl_error *error)
{
    *ret = 0;
    return dl_sql_number(store, "SELECT id FROM dossier WHERE name = ?",
                         DL_VALUES(dl_value_text(name)), ret, error);
}

static dl_status rename_dossier(const dl_changing *c, const char *from, const char *name)
{
    const dl_change inverse = {
        .kind = DL_CHANGE_DOSSIER, .on = true, .dossier = {.name = from, .from = name}};
    int64_t id = 0, taken = 0;
    dl_status status = dl_dossier_find(c->store, from, &id, c->error);
    if (!status)
        status = dl_dossier_find(c->store, name, &taken, c->error);
    if (!status && id == 0)
        status = dl_change_fail_missing("dossier", from, c->error);
    if (!status && taken && taken != id)
        status = dl_change_fail_taken("dossier", name, c->error);
    if (!status)
        status = dl_inverse_add(c->inverse, &inverse, c->error);
    return status ? status
                  : dl_sql_run(c->store, "UPDATE dossier SET name = ? WHERE id = ?",
                               DL_VALUES(dl_value_text(name), dl_value_int(id)), c->error);
}

static dl_status make_dossier(const dl_changing *c, const char *name)
{
    const dl_change inverse = {.kind = DL_CHANGE_DOSSIER, .dossier = {.name = name}};
    dl_status status = dl_inverse_add(c->inverse, &inverse, c->error);
    return status ? status
                  : dl_sql_run(c->store, "INSERT INTO dossier (name) VALUES (?)",
                               DL_VALUES(dl_value_text(name)), c->error);
}

/* Takes a dossier away with its items; what undoes it makes it and puts them again. */
static dl_status remove_dossier(const dl_changing *c, int64_t id, const char *name)
{
    const dl_change inverse = {.kind = DL_CHANGE_DOSSIER, .on = true, .dossier = {.name = name}};
    dl_cited *items = NULL;
    size_t count = 0;
    dl_status status =
        dl_dossier_items(c->store, id, name, c->inverse->arena, &items, &count, c->error);
    for (size_t i = 0; !status && i < count; i++) {
        const dl_change put = {.kind = DL_CHANGE_CITED, .on = true, .cited = items[i]};
        status = dl_inverse_add(c->inverse, &put, c->error);
    }
    if (!status)
        status = dl_inverse_add(c->inverse, &inverse, c->error);
    if (!status)
        status = dl_sql_run(c->store, "DELETE FROM cited WHERE dossier = ?",
                            DL_VALUES(dl_value_int(id)), c->error);
    return status ? status
                  : dl_sql_run(c->store, "DELETE FROM dossier WHERE id = ?",
                               DL_VALUES(dl_value_int(id)), c->error);
}

dl_status dl_dossier_change(const dl_changing *c, const dl_change *change)
{
    const char *name = change->dossier.name;
    int64_t id = 0;
    if (change->on && change->dossier.from)
        return rename_dossier(c, change->dossier.from, name);
    dl_status status = dl_dossier_find(c->store, name, &id, c->error);
    if (status)
        return status;
    if (change->on)
        return id ? dl_change_fail_taken("dossier", name, c->error) : make_dossier(c, name);
    return id ? remove_dossier(c, id, name) : dl_change_fail_missing("dossier", name, c->error);
}

dl_status dl_sqlite_dossiers(dl_store *base, dl_arena *arena, dl_name_row **ret_rows,
                             size_t *ret_count, dl_error *error)
{
    return dl_name_rows_read(dl_sqlite_of(base),
                             "SELECT name, (SELECT count(*) FROM cited WHERE dossier = d.id) "
                             "FROM dossier d ORDER BY name",
                             DL_NO_VALUES, arena, ret_rows, ret_count, error);
}

dl_status dl_sqlite_cited(dl_store *base, const char *dossier, dl_arena *arena,
                          dl_cited **ret_items, size_t *ret_count, dl_error *error)
{
    int64_t id = 0;
    dl_status status = dl_dossier_find(dl_sqlite_of(base), dossier, &id, error);
    if (!status && id == 0)
        status = dl_change_fail_missing("dossier", dossier, error);
    return status ? status
                  : dl_dossier_items(dl_sqlite_of(base), id, dossier, arena, ret_items, ret_count,
                                     error);
}
