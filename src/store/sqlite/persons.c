/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Persons whom no list has, by the keys of their names: who of them is one with whom (store/join.h). */
#include <string.h>

#include "store/join.h"
#include "store/sqlite/decisions.h"
#include "store/sqlite/select.h"

/* A row of person_key. */
typedef struct known {
    const char *person, *country, *key;
} known;

/* Reads the first of the rows that SQL gives which is of COUNTRY or of none; its person is NULL where there is none. */
static dl_status read_known(dl_sqlite *store, const char *sql, const char *value,
                            const char *country, dl_arena *arena, known *ret, dl_error *error)
{
    sqlite3_stmt *rows;
    bool row = true, failed = false;
    *ret = (known){0};
    dl_status status = dl_rows_begin(store, sql, DL_VALUES(dl_value_text(value)), &rows, error);
    if (status)
        return status;
    while (!status && !ret->person && row) {
        status = dl_rows_next(store, rows, &row, error);
        if (status || !row)
            break;
        known one = {dl_column_text(rows, 0, arena, &failed),
                     dl_column_text(rows, 1, arena, &failed),
                     dl_column_text(rows, 2, arena, &failed)};
        if (failed || !one.person || !one.key)
            status = dl_fail_nomem(error);
        else if (dl_join_countries(one.country, country))
            *ret = one;
    }
    dl_rows_end(rows);
    return status;
}

/* Whether the reader has decided something of the id. */
static dl_status is_decided(dl_sqlite *store, const char *id, bool *ret, dl_error *error)
{
    int64_t found = 0;
    bool empty = true;
    dl_status status = dl_log_is_empty(store, &empty, error);
    if (!status && !empty)
        status = dl_sql_number(store,
                               "SELECT EXISTS (SELECT 1 FROM decision WHERE active AND "
                               "(entity = ?1 OR to_id = ?1))",
                               DL_VALUES(dl_value_text(id)), &found, error);
    *ret = found;
    return status;
}

/* Notes of which country the person of ID is, and who she is one with. */
static dl_status note_country(dl_sqlite *store, const char *id, const char *country,
                              dl_error *error)
{
    return dl_sql_run(
        store,
        "UPDATE person_key SET country = ?2 WHERE country IS NULL AND (id = ?1 OR id = "
        "(SELECT person FROM person_key WHERE id = ?1))",
        DL_VALUES(dl_value_text(id), dl_value_text(country)), error);
}

static dl_status add(dl_sqlite *store, const dl_entity *entity, const dl_person_key *key,
                     const char *person, dl_error *error)
{
    int64_t number;
    dl_status status =
        dl_sql_run(store, "INSERT INTO person_key (id, key, country, person) VALUES (?, ?, ?, ?)",
                   DL_VALUES(dl_value_text(entity->id), dl_value_text(key->key),
                             dl_value_text(key->country), dl_value_text(person)),
                   error);
    if (!status && strcmp(entity->id, person) != 0) /* so that she is found by that id, too */
        status = dl_entity_take(store, entity, &number, error);
    return status;
}

/* Says who a person is of whom the archive has not heard yet. */
static dl_status find_new(dl_sqlite *store, const dl_entity *entity, const dl_person_key *key,
                          dl_arena *arena, const char **ret_id, dl_error *error)
{
    known first;
    bool decided = false;
    dl_status status =
        read_known(store,
                   "SELECT id, country, key FROM person_key WHERE key = ? AND person = id "
                   "ORDER BY number",
                   key->key, key->country, arena, &first, error);
    if (!status && first.person)
        status = is_decided(store, entity->id, &decided, error);
    if (status)
        return status;
    bool joined = first.person && !decided;
    *ret_id = joined ? first.person : entity->id;
    if (!store->writable)
        return DL_OK;
    status = add(store, entity, key, *ret_id, error);
    if (!status && joined && key->country && !first.country)
        status = note_country(store, entity->id, key->country, error);
    return status;
}

static dl_status find(void *context, const dl_entity *entity, const dl_person_key *key,
                      dl_arena *arena, const char **ret_id, dl_error *error)
{
    dl_sqlite *store = context;
    known own;
    dl_status status = read_known(store, "SELECT person, country, key FROM person_key WHERE id = ?",
                                  entity->id, NULL, arena, &own, error);
    if (status)
        return status;
    if (own.person && strcmp(own.key, key->key) != 0 && store->writable) {
        /* keys are made in another way by now: who was one with her is found as she is */
        status = dl_sql_run(store, "DELETE FROM person_key WHERE key = ?",
                            DL_VALUES(dl_value_text(own.key)), error);
        own.person = NULL;
    }
    if (!status && !own.person)
        status = find_new(store, entity, key, arena, &own.person, error);
    if (status)
        return status;
    *ret_id = own.person;
    return own.country || !key->country || !store->writable
               ? DL_OK
               : note_country(store, entity->id, key->country, error);
}

dl_status dl_persons_join(dl_sqlite *store, const dl_put *put, dl_arena *arena, dl_put *ret,
                          dl_error *error)
{
    const dl_joining joining = {store, find};
    return dl_join_persons(&joining, put, arena, ret, error);
}

dl_status dl_persons_find(dl_sqlite *store, const char *id, dl_arena *arena, const char **ret_id,
                          dl_error *error)
{
    known own;
    dl_status status = read_known(
        store, "SELECT person, country, key FROM person_key WHERE id = ? AND person <> id", id,
        NULL, arena, &own, error);
    if (!status)
        *ret_id = own.person;
    return status;
}
