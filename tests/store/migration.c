/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Archives of older versions are brought up to date. An old one is made of a new one: its tables are
 * those of the old script, its rows those that the new one has in the same columns.
 */
#include <stdio.h>
#include <string.h>

#include "dateline/asset.h"
#include "store/sqlite/sqlite.h"
#include "support.h"

static const dl_store_ops *const ops = &dl_store_sqlite;
static dl_arena arena;

static void run(sqlite3 *db, const char *sql)
{
    char *message = NULL;
    if (!CHECK(sqlite3_exec(db, sql, NULL, NULL, &message) == SQLITE_OK))
        printf("# %.200s: %s\n", sql, message);
    sqlite3_free(message);
}

/* The one text that SQL gives, in the arena. */
static const char *ask(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *rows = NULL;
    const char *text = NULL;
    if (CHECK(sqlite3_prepare_v2(db, sql, -1, &rows, NULL) == SQLITE_OK) &&
        CHECK(sqlite3_step(rows) == SQLITE_ROW))
        text = dl_arena_strdup(&arena, (const char *)sqlite3_column_text(rows, 0));
    sqlite3_finalize(rows);
    return text ? text : "";
}

/* Makes an archive of the first version at PATH with the rows of the one at FROM. */
static void make_first(const char *path, const char *from)
{
    sqlite3 *db;
    test_need(sqlite3_open(path, &db) == SQLITE_OK, path);
    test_need(dl_tokenizer_register(db) == SQLITE_OK, "the tokenizer");
    run(db, dl_arena_printf(&arena, "ATTACH '%s' AS new", from));
    run(db, (const char *)dl_asset_find("schema/001.sql")->data);
    const char *copies =
        ask(db, "SELECT group_concat('DELETE FROM main.' || name || '; INSERT INTO main.' || name "
                "|| ' (' || cols || ') SELECT ' || cols || ' FROM new.' || name, ';') FROM (SELECT "
                "t.name, (SELECT group_concat(c.name) FROM pragma_table_info(t.name) c) AS cols "
                "FROM main.sqlite_schema t WHERE t.type = 'table' AND t.name NOT LIKE 'words%')");
    CHECK(strstr(copies, "main.mention") != NULL);
    run(db, copies);
    run(db, "INSERT INTO words (words) VALUES ('rebuild')");
    run(db, "PRAGMA main.application_id = 1682730545; PRAGMA main.user_version = 1");
    sqlite3_close(db);
}

static void count_fault(void *context, const char *sentence)
{
    (void)sentence;
    ++*(size_t *)context;
}

static void show_fault(void *context, const char *sentence)
{
    printf("# fault: %s\n", sentence);
    ++*(size_t *)context;
}

/* Documents that TEXT matches. */
static uint64_t count(dl_store *store, const char *text)
{
    dl_query query = {0};
    dl_counts counts = {0};
    CHECK_OK(dl_query_parse(&arena, NULL, text, &query, NULL, &test_error));
    CHECK_OK(dl_store_resolve(store, &arena, &query, &test_error));
    CHECK_OK(ops->count(store, &query, NULL, &counts, &test_error));
    return counts.documents;
}

static void test_first_version(void *context)
{
    (void)context;
    const char *path = test_path(&arena, "new.db"), *old = test_path(&arena, "old.db");
    const char *const near = "near(nato, norland, sentence)";
    dl_store *store = NULL;
    CHECK_OK(ops->open(path, DL_OPEN_CREATE, &store, &test_error));
    for (unsigned i = 0; i < 60; i++) {
        dl_put put = random_put(&arena, i);
        dl_put_outcome outcome;
        CHECK_OK(ops->put(store, &put, &outcome, &test_error));
    }
    uint64_t wanted = count(store, near);
    CHECK(wanted > 0 && wanted < count(store, "near(nato, norland, document)"));
    ops->close(store);
    make_first(old, path);

    size_t faults = 0;
    CHECK_OK(ops->open(old, DL_OPEN_WRITE, &store, &test_error));
    CHECK_OK(ops->check(store, show_fault, &faults, &test_error));
    CHECK(faults == 0);
    CHECK(count(store, "") == 60);
    CHECK(count(store, near) == wanted);
    CHECK_OK(dl_sql_run(dl_sqlite_of(store), "UPDATE mention SET steps = x''", DL_NO_VALUES,
                        &test_error));
    faults = 0;
    CHECK_STATUS(ops->check(store, count_fault, &faults, &test_error), DL_ERR_CORRUPT);
    CHECK(faults > 0);
    CHECK(count(store, near) == 0);
    ops->close(store);
}

int main(void)
{
    test_run("an archive of the first version", test_first_version, NULL);
    dl_arena_release(&arena);
    return test_finish();
}
