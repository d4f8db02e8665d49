/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Archives of older versions are brought up to date. An old one is made of a new one: its tables are
 * those of the old script, its rows those that the new one has in the same columns.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/asset.h"
#include "store/put.h"
#include "store/sqlite/decisions.h"
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

/* --- version 9 --- */

#define DECISIONS 5

/* Decisions of two batches, told by their times, and one whose batch is noted. */
static void make_decisions(dl_decision decisions[DECISIONS])
{
    static const int times[DECISIONS] = {1000, 1001, 1002, 1004, 1005};
    const dl_entity bridge = {"org/bridge", "Bridge", DL_KIND_ORGANISATION};
    decisions[0] = (dl_decision){.kind = DL_DECISION_NOT_NAME, .spelling = "Brandt"};
    decisions[1] = (dl_decision){.kind = DL_DECISION_MERGE, .entity = "org/nato", .to = bridge};
    decisions[2] = (dl_decision){.kind = DL_DECISION_ALIAS, .spelling = "treaty", .to = bridge};
    decisions[3] =
        (dl_decision){.kind = DL_DECISION_FACT, .fact = DL_FACT_DATE, .value = "2019-05-06"};
    memcpy(decisions[3].sha256, random_put(&arena, 3).document->sha256, DL_SHA256_HEX);
    decisions[4] = (dl_decision){.kind = DL_DECISION_NOT_NAME, .spelling = "Sea Council"};
    for (int i = 0; i < DECISIONS; i++) {
        decisions[i].reach = i == 3 ? (dl_reach)0 : DL_REACH_EVERYWHERE;
        decisions[i].time = times[i];
        snprintf(decisions[i].id, sizeof decisions[i].id, "%032d", i);
    }
    snprintf(decisions[4].batch, sizeof decisions[4].batch, "%032d", 4);
}

static const char *hex(const unsigned char *bytes, size_t count)
{
    dl_str text;
    dl_str_init(&text);
    for (size_t i = 0; i < count; i++)
        dl_str_addf(&text, "%02x", bytes[i]);
    const char *copy = dl_arena_strdup(&arena, text.text);
    dl_str_release(&text);
    return copy;
}

/* SQL that gives what STORE holds the digests that version 8 made, of documents with their mentions as read,
 * and of decisions without a batch. */
static const char *make_old_digests(dl_store *store)
{
    dl_decision *log;
    dl_str sql;
    size_t count;
    dl_str_init(&sql);
    for (unsigned i = 0; i < 60; i++) {
        const char *hash = random_put(&arena, i).document->sha256;
        char digest[DL_SHA256_HEX];
        dl_stored stored;
        dl_key key;
        CHECK_OK(ops->find(store, hash, &key, &test_error));
        CHECK_OK(ops->get(store, key, &arena, &stored, &test_error));
        CHECK(dl_document_digest(&stored.document, stored.mentions, stored.mentions_count, digest));
        dl_str_addf(&sql, "UPDATE record SET digest = x'%s' WHERE key = %lld;", digest,
                    (long long)key);
    }
    CHECK_OK(ops->decisions(store, &arena, &log, &count, &test_error));
    CHECK(count == DECISIONS);
    for (size_t i = 0; i < count; i++) {
        unsigned char digest[DL_HASH_BYTES];
        log[i].batch[0] = '\0';
        CHECK(dl_log_digest(&log[i], digest));
        dl_str_addf(&sql, "UPDATE decision SET digest = x'%s' WHERE id = '%s';",
                    hex(digest, sizeof digest), log[i].id);
    }
    const char *copy = dl_arena_strdup(&arena, sql.text);
    dl_str_release(&sql);
    return copy;
}

/* Makes the archive at PATH one of version 8, with a document and a decision DAMAGED. */
static void make_eighth(const char *path, const char *digests, bool damaged)
{
    sqlite3 *db;
    test_need(sqlite3_open(path, &db) == SQLITE_OK, path);
    run(db, digests);
    run(db, "DROP TABLE person_key; ALTER TABLE decision DROP COLUMN batch; "
            "ALTER TABLE named DROP COLUMN levels; ALTER TABLE document DROP COLUMN bears; "
            "PRAGMA user_version = 8");
    if (damaged)
        run(db, "UPDATE decision SET spelling = 'Brand' WHERE spelling = 'Brandt';"
                "UPDATE record SET author = 'Somebody' WHERE key = "
                "(SELECT key FROM undecided LIMIT 1)");
    sqlite3_close(db);
}

static void check_batches(dl_store *store)
{
    static const int first[DECISIONS] = {0, 0, 0, 3, 3};
    dl_decision *log;
    size_t count = 0;
    CHECK_OK(ops->decisions(store, &arena, &log, &count, &test_error));
    for (size_t i = 0; i < count; i++)
        CHECK_TEXT(log[i].batch, dl_arena_printf(&arena, "%032d", first[i]));
}

/* Digests that corrections of mentions do not change, and batches of decisions. */
static void test_eighth_version(void *context)
{
    (void)context;
    for (int damaged = 0; damaged < 2; damaged++) {
        const char *path = test_path(&arena, damaged ? "damaged.db" : "eighth.db");
        dl_decision decisions[DECISIONS];
        dl_store *store = NULL;
        CHECK_OK(ops->open(path, DL_OPEN_CREATE, &store, &test_error));
        for (unsigned i = 0; i < 60; i++) {
            dl_put put = random_put(&arena, i);
            dl_put_outcome outcome;
            CHECK_OK(ops->put(store, &put, &outcome, &test_error));
        }
        make_decisions(decisions);
        CHECK_OK(ops->decide(store, decisions, DECISIONS, NULL, &test_error));
        CHECK_TEXT(decisions[2].batch, decisions[0].id);
        CHECK_TEXT(decisions[4].batch, decisions[4].id);
        const char *digests = make_old_digests(store);
        ops->close(store);
        make_eighth(path, digests, damaged);

        size_t faults = 0;
        CHECK_OK(ops->open(path, DL_OPEN_WRITE, &store, &test_error));
        dl_status status =
            ops->check(store, damaged ? count_fault : show_fault, &faults, &test_error);
        CHECK(damaged ? status == DL_ERR_CORRUPT && faults >= 2 : status == DL_OK && !faults);
        check_batches(store);
        ops->close(store);
    }
}

static const sample perm = {.origin = "perm.txt",
                            .body = "[Aleksei Dobrolyubsky|person/aleksei-dobrolyubsky] spoke.",
                            .date = "2024-01-02"};
static const sample sofia = {.origin = "sofia.txt",
                             .body = "[Alexey Dobrolyubskiy|person/alexey-dobrolyubskiy] wrote.",
                             .date = "2024-01-03"};

/* Persons of an archive that knows no keys yet are joined as their names are found anew; nothing is lost before. */
static void test_ninth_version(void *context)
{
    static const dl_person_key key = {.key = "s:aleksey-dobrolyubsky"};
    const char *path = test_path(&arena, "ninth.db");
    dl_put old = sample_put(&arena, &perm), new = sample_put(&arena, &sofia);
    dl_put_outcome outcome;
    dl_store *store = NULL;
    sqlite3 *db;
    size_t faults = 0, count = 0;
    dl_key where;
    dl_entity_row *rows;
    const dl_query everything = {0};
    (void)context;
    CHECK_OK(ops->open(path, DL_OPEN_CREATE, &store, &test_error));
    CHECK_OK(ops->put(store, &old, &outcome, &test_error));
    ops->close(store);
    test_need(sqlite3_open(path, &db) == SQLITE_OK, path);
    run(db, "DROP TABLE person_key; ALTER TABLE named DROP COLUMN levels; "
            "ALTER TABLE document DROP COLUMN bears; PRAGMA user_version = 9");
    where = strtoll(ask(db, "SELECT key FROM document"), NULL, 10);
    sqlite3_close(db);

    CHECK_OK(ops->open(path, DL_OPEN_WRITE, &store, &test_error));
    CHECK_OK(ops->check(store, show_fault, &faults, &test_error));
    old.keys = new.keys = &key;
    CHECK_OK(ops->put(store, &new, &outcome, &test_error));
    CHECK_OK(ops->entities(store, &everything, 9, &arena, &rows, &count, &test_error));
    CHECK(count == 2);
    CHECK_OK(ops->annotated(store, where, &old, NULL, &test_error));
    CHECK_OK(ops->entities(store, &everything, 9, &arena, &rows, &count, &test_error));
    CHECK(count == 1 && rows[0].documents == 2);
    CHECK_TEXT(rows[0].entity.id, "person/alexey-dobrolyubskiy");
    CHECK_OK(ops->check(store, show_fault, &faults, &test_error));
    ops->close(store);
}

/* Makes an archive of FORM, 8 or the newest, that has a table as no version had it. Returns its path. */
static const char *make_odd(const char *name, int form)
{
    const char *path = test_path(&arena, name);
    dl_put put = random_put(&arena, 1);
    dl_put_outcome outcome;
    dl_store *store = NULL;
    sqlite3 *db;
    CHECK_OK(ops->open(path, DL_OPEN_CREATE, &store, &test_error));
    CHECK_OK(ops->put(store, &put, &outcome, &test_error));
    ops->close(store);
    if (form < 11)
        make_eighth(path, "", false);
    test_need(sqlite3_open(path, &db) == SQLITE_OK, path);
    run(db, "ALTER TABLE mention RENAME COLUMN list TO packed");
    sqlite3_close(db);
    return path;
}

/* What cannot be brought up to date is left as it is; which archive that is, why, and what to do, is said. So it is
 * where the tables are not what their version says. */
static void test_odd_tables(void *context)
{
    (void)context;
    const char *path = make_odd("odd8.db", 8);
    dl_query everything = {0};
    dl_entity_row *rows;
    size_t count = 0;
    dl_store *store = NULL;
    sqlite3 *db;
    CHECK_STATUS(ops->open(path, DL_OPEN_WRITE, &store, &test_error), DL_ERR_CORRUPT);
    CHECK(strncmp(test_error.message, path, strlen(path)) == 0);
    CHECK(strstr(test_error.message, "older form (8)"));
    CHECK(strstr(test_error.message, "stays as it was: its tables are not those"));
    CHECK(strstr(test_error.message, "(no such column: "));
    CHECK(strstr(test_error.message, "; go back to a copy of it"));
    test_need(sqlite3_open(path, &db) == SQLITE_OK, path);
    CHECK_TEXT(ask(db, "PRAGMA user_version"), "8");
    sqlite3_close(db);

    path = make_odd("odd11.db", 11);
    CHECK_OK(ops->open(path, DL_OPEN_READ, &store, &test_error));
    everything.least = 1; /* the mentions themselves are read */
    CHECK_STATUS(ops->entities(store, &everything, 9, &arena, &rows, &count, &test_error),
                 DL_ERR_CORRUPT);
    CHECK(strncmp(test_error.message, path, strlen(path)) == 0);
    CHECK(strstr(test_error.message, "its tables are not those of an archive of this form"));
    CHECK(!strstr(test_error.message, dl_status_text(DL_ERR_IO)));
    ops->close(store);
}

int main(void)
{
    test_run("an archive of the first version", test_first_version, NULL);
    test_run("decisions of an archive of the eighth", test_eighth_version, NULL);
    test_run("persons of an archive of the ninth", test_ninth_version, NULL);
    test_run("archives with other tables than they should have", test_odd_tables, NULL);
    dl_arena_release(&arena);
    return test_finish();
}
