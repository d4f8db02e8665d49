/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only the SQLite backend has to answer for: files, their modes, damage, other processes. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dateline/locate.h"
#include "store/sqlite/select.h"
#include "support.h"

static const dl_store_ops *const ops = &dl_store_sqlite;
static const dl_query everything = {0};
static const dl_anchor no_anchor = {.key = DL_KEY_NONE};
static dl_arena arena; /* of the test that runs */

/* --- helpers --- */

static dl_store *open_store(const char *path, dl_open_mode mode)
{
    dl_store *store = NULL;
    CHECK_OK(ops->open(path, mode, &store, &test_error));
    return store;
}

/* Opening PATH fails with STATUS. */
static void check_refused(const char *path, dl_open_mode mode, dl_status status)
{
    dl_store *store = NULL;
    CHECK_STATUS(ops->open(path, mode, &store, &test_error), status);
    ops->close(store);
}

/* Puts the random documents FIRST to FIRST + COUNT - 1 in one transaction. */
static dl_status import(dl_store *store, unsigned first, unsigned count)
{
    dl_arena mine = {0};
    dl_put_outcome outcome;
    dl_status status = ops->begin(store, &test_error);
    for (unsigned i = 0; !status && i < count; i++) {
        dl_put put = random_put(&mine, first + i);
        status = ops->put(store, &put, &outcome, &test_error);
    }
    if (!status)
        status = ops->commit(store, &test_error);
    else
        ops->rollback(store);
    dl_arena_release(&mine);
    return status;
}

/* Makes an archive of COUNT documents at NAME in the test's directory; returns its path. */
static const char *make_archive(const char *name, unsigned count)
{
    const char *path = test_path(&arena, name);
    dl_store *store = open_store(path, DL_OPEN_CREATE);
    CHECK_OK(import(store, 0, count));
    ops->close(store);
    return path;
}

static uint64_t count_documents(dl_store *store)
{
    dl_counts counts = {0};
    CHECK_OK(ops->count(store, &everything, NULL, &counts, &test_error));
    return counts.documents;
}

static size_t count_rows(dl_store *store)
{
    dl_doc_row *rows;
    size_t count = 0;
    CHECK_OK(ops->list(store, &everything, DL_ORDER_NEWEST, no_anchor, false, 10000, NULL, &arena,
                       &rows, &count, &test_error));
    return count;
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

static void check_whole(dl_store *store)
{
    size_t faults = 0;
    CHECK_OK(ops->check(store, show_fault, &faults, &test_error));
    CHECK(faults == 0);
}

/* Runs SQL on the file by a connection of its own, which knows nothing of dateline. */
static void run_raw(const char *path, const char *sql, bool keep_wal)
{
    sqlite3 *db;
    char *message = NULL;
    test_need(sqlite3_open(path, &db) == SQLITE_OK, path);
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep_wal, NULL);
    if (!CHECK(sqlite3_exec(db, sql, NULL, NULL, &message) == SQLITE_OK))
        printf("# %s: %s\n", sql, message);
    sqlite3_free(message);
    sqlite3_close(db);
}

static bool exists(const char *path)
{
    return access(path, F_OK) == 0;
}

/* Whether the file at PATH holds just these bytes. */
static bool is_untouched(const char *path, const char *data, size_t len)
{
    size_t now_len = 0;
    const char *now = test_read(&arena, path, &now_len);
    return now && now_len == len && memcmp(now, data, len) == 0;
}

static const char *beside(const char *path, const char *suffix)
{
    return dl_arena_printf(&arena, "%s%s", path, suffix);
}

/* --- modes and places --- */

static void test_permissions(void *context)
{
    static const mode_t masks[] = {0, 0777, 022};
    static const char *const suffixes[] = {"", "-wal", "-shm"};
    (void)context;
    for (size_t m = 0; m < 3; m++) {
        const char *path = test_path(&arena, dl_arena_printf(&arena, "mode-%zu.db", m));
        mode_t old = umask(masks[m]);
        dl_store *store = open_store(path, DL_OPEN_CREATE);
        CHECK_OK(import(store, 0, 3));
        umask(old);
        for (size_t s = 0; s < 3; s++) {
            struct stat st = {0};
            CHECK(stat(beside(path, suffixes[s]), &st) == 0);
            CHECK((st.st_mode & 07777) == 0600);
        }
        ops->close(store);
    }
}

static void test_places(void *context)
{
    (void)context;
    const char *path = make_archive("place.db", 2), *dir = test_path(&arena, "linked-dir");
    const char *link = test_path(&arena, "link.db"), *missing = test_path(&arena, "missing.db");
    char *parent = dl_arena_strdup(&arena, path);
    *strrchr(parent, '/') = '\0';
    CHECK(symlink(parent, dir) == 0);
    CHECK(symlink(path, link) == 0);
    dl_store *store = open_store(beside(dir, "/place.db"), DL_OPEN_WRITE);
    CHECK(count_documents(store) == 2);
    ops->close(store);
    check_refused(link, DL_OPEN_READ, DL_ERR_INVALID);
    check_refused(link, DL_OPEN_CREATE, DL_ERR_INVALID);
    check_refused(parent, DL_OPEN_CREATE, DL_ERR_INVALID);
    check_refused(missing, DL_OPEN_READ, DL_ERR_NOT_FOUND);
    check_refused(missing, DL_OPEN_WRITE, DL_ERR_NOT_FOUND);
    check_refused(beside(path, "/below.db"), DL_OPEN_CREATE, DL_ERR_IO);
    check_refused(beside(missing, "/below.db"), DL_OPEN_CREATE, DL_ERR_NOT_FOUND);
    CHECK(!exists(missing));
    const char *odd = test_path(&arena, "odd %20?mode=ro#x.db");
    ops->close(open_store(odd, DL_OPEN_CREATE));
    CHECK(exists(odd));
}

/* Becomes somebody whom modes bind, for root may write anything. */
static void drop_root(const char *dir)
{
    if (geteuid() != 0)
        return;
    test_need(chown(dir, 65534, 65534) == 0 && seteuid(65534) == 0, "seteuid");
}

static void take_root(void)
{
    if (getuid() == 0)
        test_need(seteuid(0) == 0, "seteuid");
}

static void test_read_only_directory(void *context)
{
    (void)context;
    const char *path = test_path(&arena, "fixed.db");
    char *dir = dl_arena_strdup(&arena, path);
    *strrchr(dir, '/') = '\0';
    drop_root(dir);
    make_archive("fixed.db", 5);
    CHECK(chmod(path, 0400) == 0 && chmod(dir, 0500) == 0);
    dl_store *store = open_store(path, DL_OPEN_READ);
    CHECK(!ops->writable(store));
    CHECK(count_rows(store) == 5);
    check_whole(store);
    CHECK_STATUS(import(store, 9, 1), DL_ERR_READONLY);
    CHECK_STATUS(
        change_one(store,
                   change_mark(DL_CHANGE_READ,
                               "0000000000000000000000000000000000000000000000000000000000000000",
                               NULL, true)),
        DL_ERR_READONLY);
    ops->close(store);
    check_refused(path, DL_OPEN_WRITE, DL_ERR_READONLY);
    check_refused(path, DL_OPEN_CREATE, DL_ERR_READONLY);
    /* a -wal file may hold what the file does not: then nobody may pretend that all is said */
    CHECK(chmod(dir, 0700) == 0 && chmod(path, 0600) == 0);
    run_raw(path, "DELETE FROM mark; UPDATE document SET heading = 'x'", true);
    unlink(beside(path, "-shm"));
    CHECK(exists(beside(path, "-wal")));
    CHECK(chmod(path, 0400) == 0 && chmod(dir, 0500) == 0);
    dl_store *none = NULL;
    CHECK(ops->open(path, DL_OPEN_READ, &none, &test_error) != DL_OK);
    ops->close(none);
    CHECK(chmod(dir, 0700) == 0 && chmod(path, 0600) == 0);
    take_root();
}

/* --- other versions, other programs --- */

static void check_left_alone(const char *path, dl_status status)
{
    size_t len, wal_len;
    const char *was = test_read(&arena, path, &len);
    const char *wal = test_read(&arena, beside(path, "-wal"), &wal_len);
    check_refused(path, DL_OPEN_READ, status);
    check_refused(path, DL_OPEN_WRITE, status);
    check_refused(path, DL_OPEN_CREATE, status);
    CHECK(is_untouched(path, was, len));
    CHECK(!wal || is_untouched(beside(path, "-wal"), wal, wal_len));
    CHECK(exists(beside(path, "-wal")) == (wal != NULL));
}

static void test_newer_and_foreign_files(void *context)
{
    (void)context;
    const char *newer = make_archive("newer.db", 3), *in_wal = make_archive("newer-wal.db", 3);
    run_raw(newer, "PRAGMA user_version = 99", false);
    check_left_alone(newer, DL_ERR_NEWER);
    CHECK(strstr(test_error.message, "99") && strstr(test_error.message, newer));
    run_raw(in_wal, "PRAGMA user_version = 99", true);
    check_left_alone(in_wal, DL_ERR_NEWER);
    const char *other = test_path(&arena, "other.db"), *named = test_path(&arena, "named.db");
    run_raw(other, "CREATE TABLE t (x); INSERT INTO t VALUES (1)", false);
    check_left_alone(other, DL_ERR_INVALID);
    run_raw(named, "PRAGMA application_id = 1234; CREATE TABLE t (x)", false);
    check_left_alone(named, DL_ERR_INVALID);
    const char *text = test_path(&arena, "text.db");
    test_write(text, "not a database\n", 15);
    check_left_alone(text, DL_ERR_INVALID);
}

#define NEWEST 11 /* version of the schema */

/* Makes the archive of an older version that is kept as SQL at NAME in tests/store. */
static const char *make_older(const char *name)
{
    const char *top = getenv("top_srcdir"), *path = test_path(&arena, name);
    size_t len;
    const char *sql = test_read(
        &arena, dl_arena_printf(&arena, "%s/tests/store/%s.sql", top ? top : ".", name), &len);
    test_need(sql != NULL, name);
    unlink(path);
    run_raw(path, sql, false);
    return path;
}

static const char pilots_before[] = /* the version of a text that another has replaced */
    "64ed6fd89566decd55951c0849dfe4272472db8453a07def2c266613f1f817b3";

/* The title of the version of that hash, replaced since, is found where it stands now. */
static void check_cited(dl_store *store, const char *sha256)
{
    dl_reference title = {.field = DL_FIELD_TITLE, .start = 0, .end = 14};
    dl_passage passage = {.quote = ""};
    dl_place_found found = {.how = DL_LOCATED_GONE};
    memcpy(title.sha256, sha256, sizeof title.sha256);
    CHECK_OK(dl_reference_resolve(store, &title, &arena, &passage, &test_error));
    CHECK_TEXT(passage.quote, "Harbour pilots");
    CHECK_OK(dl_passage_find(store, &passage, &arena, &found, &test_error));
    CHECK(found.how == DL_LOCATED_NEWER && found.start == 0 && found.end == 14);
}

/* What a reader had in an archive of version 1 is there in the newest, and can be marked. */
static void test_migration_from_1(void *context)
{
    (void)context;
    const char *path = make_older("archive-1");
    dl_counts counts = {0};
    dl_stored stored;
    dl_key key = DL_KEY_NONE;
    dl_former former;
    dl_store *store = open_store(path, DL_OPEN_READ);
    check_whole(store);
    CHECK_OK(ops->count(store, &everything, NULL, &counts, &test_error));
    CHECK(counts.documents == 3 && counts.unread == 2 && counts.ambiguous == 1);
    CHECK_OK(ops->find(store, pilots_before, &key, &test_error));
    CHECK_OK(ops->get(store, key, &arena, &stored, &test_error));
    CHECK(stored.read && !stored.starred && stored.tags_count == 0);
    CHECK_OK(ops->former(store, pilots_before, &arena, &former, &test_error));
    CHECK(strstr(stored.document.body, "due in May") && !strstr(former.body, "due in May"));
    check_cited(store, pilots_before);
    CHECK_OK(change_one(store, change_mark(DL_CHANGE_STAR, pilots_before, NULL, true)));
    CHECK_OK(change_one(store, change_mark(DL_CHANGE_TAG, pilots_before, "pilots", true)));
    check_whole(store);
    ops->close(store);
    store = open_store(path, DL_OPEN_READ);
    CHECK_OK(ops->get(store, key, &arena, &stored, &test_error));
    CHECK(stored.starred && stored.tags_count == 1);
    ops->close(store);
}

/* The first thing done with an archive of version 1: a reference into it is followed, a note is made there. */
static void test_citing_and_noting_after_migration(void *context)
{
    (void)context;
    static const char lamps[] = "97634e349430aee4e7bbbb77a0972a353175ed99b43c2c7e133238c8eaac0bae";
    const char *path = make_older("archive-1");
    dl_store *store = open_store(path, DL_OPEN_WRITE);
    dl_reference dry;
    dl_passage passage = {.quote = ""};
    dl_place_found found = {.how = DL_LOCATED_GONE};
    CHECK_OK(dl_reference_parse("97634e3#0-38", &dry, &test_error));
    CHECK_OK(dl_reference_resolve(store, &dry, &arena, &passage, &test_error));
    CHECK_TEXT(passage.quote, "Lamps burn longer when the wick is dry");
    CHECK_OK(dl_passage_find(store, &passage, &arena, &found, &test_error));
    CHECK(found.how == DL_LOCATED_HERE && found.start == 0 && found.end == 38);
    dl_change note = {.kind = DL_CHANGE_NOTE,
                      .on = true,
                      .note = {.id = "00000000000000000000000000000001",
                               .passage = passage,
                               .text = "to be tried",
                               .time = 1}};
    CHECK_TEXT(passage.sha256, lamps);
    CHECK_OK(change_one(store, note));
    check_whole(store);
    ops->close(store);
    store = open_store(path, DL_OPEN_READ);
    dl_note *notes = NULL;
    size_t count = 0;
    CHECK_OK(ops->notes(store, found.document.key, &arena, &notes, &count, &test_error));
    CHECK(count == 1 && strcmp(notes[0].text, "to be tried") == 0);
    ops->close(store);
}

static void test_older_cannot_be_written(void *context)
{
    (void)context;
    const char *path = make_older("archive-1");
    size_t len;
    char *dir = dl_arena_strdup(&arena, path), *before = test_read(&arena, path, &len);
    *strrchr(dir, '/') = '\0';
    CHECK(geteuid() != 0 || chown(path, 65534, 65534) == 0);
    drop_root(dir);
    CHECK(chmod(path, 0400) == 0);
    check_refused(path, DL_OPEN_READ, DL_ERR_READONLY);
    CHECK(is_untouched(path, before, len));
    CHECK(chmod(path, 0600) == 0);
    take_root();
}

static void test_migration(void *context)
{
    (void)context;
    const char *empty = test_path(&arena, "empty.db"), *bare = test_path(&arena, "bare.db");
    test_write(empty, "", 0);
    run_raw(bare, "PRAGMA page_size = 4096; CREATE TABLE t (x); DROP TABLE t", false);
    const char *const paths[] = {empty, bare};
    for (size_t i = 0; i < 2; i++) {
        dl_store *store = open_store(paths[i], DL_OPEN_WRITE);
        CHECK(count_documents(store) == 0);
        CHECK_OK(import(store, 0, 4));
        check_whole(store);
        ops->close(store);
        store = open_store(paths[i], DL_OPEN_READ);
        CHECK(count_rows(store) == 4);
        int64_t version = 0, size = 0;
        CHECK_OK(dl_sql_number(dl_sqlite_of(store), "PRAGMA user_version", DL_NO_VALUES, &version,
                               &test_error));
        CHECK_OK(dl_sql_number(dl_sqlite_of(store), "PRAGMA page_size", DL_NO_VALUES, &size,
                               &test_error));
        CHECK(version == NEWEST);
        CHECK(size == (i == 0 ? 16384 : 4096));
        ops->close(store);
    }
}

/* --- damage --- */

/* What can be changed behind the program's back, and must be found. */
static const char *const damages[] = {
    "UPDATE record SET body = body || '.' WHERE key = (SELECT max(key) FROM record)",
    "UPDATE record SET title = 'other' WHERE key = (SELECT max(key) FROM record)",
    "UPDATE record SET link = 'https://example.org' WHERE key = (SELECT min(key) FROM record)",
    "UPDATE record SET digest = zeroblob(32) WHERE key = (SELECT min(key) FROM record)",
    "UPDATE document SET heading = 'other' WHERE key = (SELECT min(key) FROM document)",
    "UPDATE document SET annotator = 7 WHERE key = (SELECT min(key) FROM document)",
    "UPDATE annotator SET documents = documents + 1",
    "UPDATE timeline SET mentions = mentions + 1 WHERE entity = (SELECT min(entity) FROM timeline)",
    "DELETE FROM timeline WHERE entity = (SELECT min(entity) FROM timeline)",
    "INSERT INTO timeline (entity, month, source, documents, mentions) VALUES (1, 1, 1, 1, 1)",
    "UPDATE document SET how = 3 WHERE key = (SELECT max(key) FROM document)",
    "UPDATE document SET precision = 77 WHERE key = (SELECT max(key) FROM document)",
    "UPDATE document SET read = 1 WHERE key = (SELECT min(key) FROM document)",
    "UPDATE document SET starred = 1 WHERE key = (SELECT min(key) FROM document)",
    "UPDATE document SET noted = 1 WHERE key = (SELECT min(key) FROM document)",
    "UPDATE document SET noted = 0",
    "UPDATE document SET ambiguous = 1 WHERE key = (SELECT min(key) FROM document)",
    "UPDATE tally SET ambiguous = 1",
    "DELETE FROM labelled",
    "DELETE FROM tagging",
    "INSERT INTO labelled SELECT 1, max(key) FROM document",
    "INSERT INTO tag (fold, name) VALUES ('other', 'Other')",
    "UPDATE tag SET fold = 'other'",
    "UPDATE note SET text = 'other'",
    "UPDATE note SET start = start + 1",
    "UPDATE note SET sha256 = zeroblob(32)",
    "UPDATE cited SET comment = 'other'",
    "UPDATE cited SET dossier = 9",
    "UPDATE cited SET suffix = x'00'",
    "UPDATE document SET source = 999 WHERE key = (SELECT min(key) FROM document)",
    "UPDATE document SET sha256 = zeroblob(32) WHERE key = (SELECT min(key) FROM document)",
    "UPDATE document SET sha256 = zeroblob(3) WHERE key = (SELECT min(key) FROM document)",
    "UPDATE mention SET steps = steps || x'00' WHERE key = (SELECT min(key) FROM mention)",
    "DELETE FROM record WHERE key = (SELECT min(key) FROM record)",
    "DELETE FROM origin WHERE id = 1",
    "UPDATE mention SET list = x'FF' WHERE key = (SELECT max(key) FROM mention)",
    "UPDATE mention SET list = list || list WHERE key = (SELECT max(key) FROM mention)",
    "UPDATE mention SET list = x'010000640001' WHERE key = (SELECT max(key) FROM mention)",
    "UPDATE mention SET list = x'7F0000640001' WHERE key = (SELECT max(key) FROM mention)",
    "UPDATE mention SET list = x'0100C8640001' WHERE key = (SELECT max(key) FROM mention)",
    "UPDATE mention SET list = x'010000640080FFFF7F' WHERE key = (SELECT max(key) FROM mention)",
    "DELETE FROM mention WHERE key = (SELECT max(key) FROM mention)",
    "DELETE FROM named WHERE key = (SELECT max(key) FROM named)",
    "UPDATE named SET hits = hits + 1 WHERE key = (SELECT max(key) FROM named)",
    "INSERT INTO named (entity, key, hits) VALUES (1, 12345, 1)",
    "UPDATE named SET levels = x'5A01' || levels WHERE key = (SELECT max(key) FROM named)",
    "UPDATE named SET levels = x'' WHERE key = (SELECT max(key) FROM named)",
    "UPDATE document SET bears = bears | 32 WHERE key = (SELECT max(key) FROM document)",
    "UPDATE entity SET mentions = mentions + 1 WHERE number = 1",
    "UPDATE entity SET documents = 0 WHERE number = 1",
    "UPDATE entity SET name = 'somebody else' WHERE number = 1",
    "UPDATE entity SET kind = 99 WHERE number = 1",
    "UPDATE alias SET mentions = mentions + 1 WHERE entity = 1",
    "DELETE FROM alias",
    "DELETE FROM carried WHERE source = 1",
    "INSERT OR IGNORE INTO carried SELECT s.id, d.key FROM source s, document d WHERE s.id > 0",
    "UPDATE source SET name = name || 'x' WHERE id = 1",
    "UPDATE source SET documents = documents + 1 WHERE id = 1",
    "UPDATE tally SET documents = documents + 1",
    "UPDATE tally SET unread = 0 WHERE source = 1",
    "DELETE FROM tally WHERE month > 0",
    "DELETE FROM tally WHERE month < 0",
    "UPDATE former SET body = body || ' '",
    "DELETE FROM words_data WHERE id > 10",
    "DELETE FROM words_docsize WHERE id = (SELECT max(id) FROM words_docsize)",
    "UPDATE via SET source = 0",
    "UPDATE decision SET value = 'B. Holm' WHERE fact = 4",
    "UPDATE decision SET active = 0 WHERE fact = 4",
    "UPDATE decision SET active = 1",
    "UPDATE decision SET kind = 99 WHERE fact = 4",
    "DELETE FROM decision WHERE fact = 4",
    "UPDATE record SET author = NULL WHERE author IS NOT NULL",
    "UPDATE undecided SET author = 'nobody'",
    "UPDATE undecided SET facts = 0",
    "UPDATE undecided SET digest = zeroblob(32)",
    "UPDATE undecided SET list = x'FF'",
    "UPDATE undecided SET lead = 77",
    "DELETE FROM undecided",
    "DELETE FROM undecided_list",
    "DELETE FROM decided",
};

/* Sets one of each thing that a reader can set, on the document of FROM. */
static void mark_all(dl_store *store, const sample *from)
{
    const dl_document *doc = sample_put(&arena, from).document;
    const dl_change dossier = {
        .kind = DL_CHANGE_DOSSIER, .on = true, .dossier = {.name = "dossier"}};
    CHECK_OK(change_one(store, change_mark(DL_CHANGE_STAR, doc->sha256, NULL, true)));
    CHECK_OK(change_one(store, change_mark(DL_CHANGE_TAG, doc->sha256, "tag", true)));
    CHECK_OK(change_one(store, change_note(&arena, '1', doc, 0, 2, "text")));
    CHECK_OK(change_one(store, dossier));
    CHECK_OK(change_one(store, change_cited(&arena, '2', "dossier", doc, 0, 2, NULL, 0)));
}

/* Decides what there is to damage. */
static void decide_some(dl_store *store, const sample *about)
{
    dl_decision author = {.kind = DL_DECISION_FACT, .fact = DL_FACT_AUTHOR, .value = "A. Brandt"},
                place = {.kind = DL_DECISION_FACT, .fact = DL_FACT_PLACE, .value = "HAVEN"}, undo;
    memcpy(author.sha256, sample_hash(&arena, about), sizeof author.sha256);
    memcpy(place.sha256, author.sha256, sizeof place.sha256);
    CHECK_OK(ops->decide(store, &author, 1, NULL, &test_error));
    CHECK_OK(ops->decide(store, &place, 1, NULL, &test_error));
    dl_decision_revoke(place.id, &undo);
    CHECK_OK(ops->decide(store, &undo, 1, NULL, &test_error));
}

static void test_damaged_rows(void *context)
{
    (void)context;
    const char *path = make_archive("whole.db", 30), *damaged = test_path(&arena, "damaged.db");
    const sample old = {.origin = "v", .body = "old", .via = {"Zeta"}};
    const sample new = {.origin = "v", .body = "new", .via = {"Zeta"}};
    dl_store *store = open_store(path, DL_OPEN_WRITE);
    CHECK(sample_store(store, &old) == DL_PUT_NEW);
    CHECK(sample_store(store, &new) == DL_PUT_VERSION);
    mark_all(store, &new);
    decide_some(store, &new);
    check_whole(store);
    ops->close(store);
    size_t len;
    const char *data = test_read(&arena, path, &len);
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        size_t faults = 0;
        test_write(damaged, data, len);
        run_raw(damaged, damages[i], false);
        store = open_store(damaged, DL_OPEN_WRITE);
        dl_status status = ops->check(store, count_fault, &faults, &test_error);
        if (!CHECK(status == DL_ERR_CORRUPT && faults > 0))
            printf("# not found: %s\n", damages[i]);
        ops->close(store);
    }
}

/* Reads all that can be read of a store; what it says does not matter. */
static void read_all(dl_store *store)
{
    dl_doc_row *rows = NULL;
    dl_source_row *source_rows;
    dl_entity_row *entity_rows;
    dl_mention_row *mention_rows;
    dl_entity *entities;
    dl_counts counts;
    size_t count = 0, n;
    dl_term word = {.kind = DL_TERM_TEXT, .text = "peace"};
    dl_query words = {.terms = &word, .count = 1};
    ops->list(store, &everything, DL_ORDER_SOURCE, no_anchor, false, 1000, "org/nato", &arena,
              &rows, &count, NULL);
    for (size_t i = 0; i < count; i++) {
        dl_stored stored;
        if (ops->get(store, rows[i].key, &arena, &stored, NULL) == DL_OK) {
            char digest[DL_SHA256_HEX];
            dl_sha256_hex(stored.document.body, strlen(stored.document.body), digest);
        }
    }
    ops->list(store, &words, DL_ORDER_NEWEST, no_anchor, false, 1000, NULL, &arena, &rows, &count,
              NULL);
    ops->count(store, &words, "org/nato", &counts, NULL);
    ops->sources(store, &everything, &arena, &source_rows, &n, NULL);
    ops->entities(store, &words, 100, &arena, &entity_rows, &n, NULL);
    ops->resolve(store, DL_KIND_COUNT, NULL, "brandt", 9, &arena, &entities, &n, NULL);
    ops->mentions(store, &everything, "org/nato", DL_ORDER_OLDEST, no_anchor, DL_FIELD_TITLE, 0,
                  false, 1000, &arena, &mention_rows, &n, NULL);
}

static void test_damaged_bytes(void *context)
{
    (void)context;
    const char *path = make_archive("bytes.db", 40), *damaged = test_path(&arena, "flipped.db");
    unsigned long long seed = 2022;
    size_t len, found = 0, opened = 0;
    char *data = test_read(&arena, path, &len);
    for (int i = 0; i < 100; i++) {
        size_t at = test_random(&seed, (unsigned)len), faults = 0;
        char was = data[at];
        dl_store *store = NULL;
        data[at] ^= (char)(1 + test_random(&seed, 255));
        unlink(beside(damaged, "-wal"));
        unlink(beside(damaged, "-shm"));
        test_write(damaged, data, len);
        data[at] = was;
        if (ops->open(damaged, DL_OPEN_WRITE, &store, NULL) == DL_OK) {
            opened++;
            read_all(store);
            found += ops->check(store, count_fault, &faults, NULL) != DL_OK;
            import(store, 1000, 2);
        }
        ops->close(store);
    }
    printf("# %zu of 100 damaged files opened, %zu found damaged (the rest is room not used)\n",
           opened, found);
    CHECK(opened > 50);
    CHECK(found > 0);
}

/* Every byte of a text counts: SQLite sees nothing wrong when one is changed. */
static void test_damaged_text(void *context)
{
    (void)context;
    const char *path = test_path(&arena, "text-damage.db");
    const char *body = "An unmistakable sentence stands here, and is as long as it has to be.";
    const sample doc = {.origin = "x", .title = "An unmistakable title", .body = body};
    unsigned long long seed = 5;
    size_t len;
    dl_store *store = open_store(path, DL_OPEN_CREATE);
    CHECK(sample_store(store, &doc) == DL_PUT_NEW);
    ops->close(store);
    char *data = test_read(&arena, path, &len), *at = memmem(data, len, body, strlen(body));
    if (!CHECK(at != NULL))
        return;
    for (int i = 0; i < 20; i++) {
        size_t faults = 0;
        char *byte = at + test_random(&seed, (unsigned)strlen(body)), was = *byte;
        *byte ^= (char)(1 + test_random(&seed, 127));
        test_write(path, data, len);
        *byte = was;
        store = open_store(path, DL_OPEN_WRITE);
        CHECK_STATUS(ops->check(store, count_fault, &faults, &test_error), DL_ERR_CORRUPT);
        CHECK(faults >= 1);
        ops->close(store);
    }
}

/* --- other processes --- */

#define WRITERS 2
#define BATCHES 12
#define BATCH 5

/* Imports BATCHES batches, as a process of its own. */
static pid_t start_writer(const char *path, unsigned number)
{
    fflush(stdout);
    pid_t pid = fork();
    test_need(pid >= 0, "fork");
    if (pid > 0)
        return pid;
    dl_store *store = NULL;
    dl_status status = ops->open(path, DL_OPEN_WRITE, &store, &test_error);
    for (unsigned b = 0; !status && b < BATCHES; b++)
        status = import(store, (number * BATCHES + b) * BATCH, BATCH);
    if (status)
        fprintf(stderr, "# writer %u: %s\n", number, test_error.message);
    ops->close(store);
    _exit(status ? 1 : 0);
}

static void test_writers_and_reader(void *context)
{
    (void)context;
    const char *path = make_archive("shared.db", 0);
    pid_t writers[WRITERS];
    unsigned running = WRITERS, reads = 0;
    bool whole = true;
    for (unsigned i = 0; i < WRITERS; i++)
        writers[i] = start_writer(path, i);
    dl_store *store = open_store(path, DL_OPEN_READ);
    while (running > 0) {
        int status = 0;
        uint64_t count = count_documents(store);
        whole &= count % BATCH == 0; /* a batch is there as a whole or not at all */
        reads++;
        read_all(store);
        dl_arena_clear(&arena);
        pid_t pid = waitpid(-1, &status, WNOHANG);
        for (unsigned i = 0; i < WRITERS; i++)
            if (pid == writers[i]) {
                CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
                running--;
            }
    }
    printf("# %u looks at the archive while it was written\n", reads);
    CHECK(whole);
    CHECK(count_documents(store) == WRITERS * BATCHES * BATCH);
    check_whole(store);
    ops->close(store);
}

static void test_reader_during_import(void *context)
{
    (void)context;
    const char *path = make_archive("during.db", 10);
    dl_store *reader = open_store(path, DL_OPEN_READ), *writer = open_store(path, DL_OPEN_WRITE);
    dl_put_outcome outcome;
    dl_put put = random_put(&arena, 500);
    CHECK_OK(ops->begin(writer, &test_error));
    CHECK_OK(ops->put(writer, &put, &outcome, &test_error));
    CHECK(count_rows(reader) == 10);
    CHECK(count_rows(writer) == 11);
    CHECK_OK(ops->commit(writer, &test_error));
    CHECK(count_rows(reader) == 11);
    ops->close(writer);
    ops->close(reader);
}

/* Starts a process that opens and closes the archive once a byte comes through *RET_PIPE, and ends with 0 where
 * it has COUNT documents. It knows nothing of what this one opens later. */
static pid_t start_visitor(const char *path, uint64_t count, int *ret_pipe)
{
    int ends[2];
    char byte;
    fflush(stdout);
    test_need(pipe(ends) == 0, "pipe");
    pid_t pid = fork();
    test_need(pid >= 0, "fork");
    *ret_pipe = ends[pid > 0];
    close(ends[pid == 0]);
    if (pid > 0)
        return pid;
    dl_store *store = NULL;
    bool there = read(ends[0], &byte, 1) == 1 &&
                 ops->open(path, DL_OPEN_WRITE, &store, &test_error) == DL_OK &&
                 count_documents(store) == count;
    ops->close(store);
    _exit(there ? 0 : 1);
}

/* A process that opens an archive twice keeps its locks: another one that comes and goes does not take the log of
 * what was written from under it. */
static void test_opened_twice(void *context)
{
    (void)context;
    const char *path = make_archive("twice.db", 3), *log = dl_arena_printf(&arena, "%s-wal", path);
    int status = 0, tell;
    pid_t visitor = start_visitor(path, 3 + BATCH, &tell);
    dl_store *writer = open_store(path, DL_OPEN_WRITE);
    CHECK_OK(import(writer, 10, BATCH));
    ops->close(open_store(path, DL_OPEN_READ));
    CHECK(write(tell, "", 1) == 1);
    CHECK(waitpid(visitor, &status, 0) == visitor && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    CHECK(access(log, F_OK) == 0);
    close(tell);
    CHECK_OK(import(writer, 20, BATCH));
    ops->close(writer);
    dl_store *store = open_store(path, DL_OPEN_READ);
    CHECK(count_documents(store) == 3 + 2 * BATCH);
    check_whole(store);
    ops->close(store);
}

static void interrupt_at_fault(void *context, const char *sentence)
{
    (void)sentence;
    ops->interrupt(context);
}

static void test_interrupt(void *context)
{
    (void)context;
    const char *path = make_archive("interrupt.db", 10);
    run_raw(path, "UPDATE document SET source = 999", false);
    dl_store *store = open_store(path, DL_OPEN_WRITE);
    CHECK_STATUS(ops->check(store, interrupt_at_fault, store, &test_error), DL_ERR_INTERRUPTED);
    CHECK(count_documents(store) == 10);
    ops->close(store);
}

/* --- how lists are found --- */

/* Whether SQLite would sort anything to answer QUERY in ORDER from ANCHOR on. */
static bool sorts(dl_sqlite *store, const char *text, dl_order order, dl_anchor anchor, bool back)
{
    const dl_walk walk = {.order = order, .anchor = anchor, .back = back};
    dl_query query = {0};
    dl_plan plan;
    dl_leg *legs;
    size_t count = 0;
    bool sorted = false;
    CHECK_OK(dl_query_parse(&arena, NULL, text, &query, NULL, &test_error));
    CHECK_OK(dl_store_resolve(&store->store, &arena, &query, &test_error));
    CHECK_OK(dl_plan_init(&plan, store, &query, true, &test_error));
    CHECK_OK(dl_legs_make(&plan, &walk, &legs, &count, &test_error));
    CHECK(count > 0);
    for (size_t i = 0; i < count; i++) {
        dl_sql sql;
        sqlite3_stmt *rows;
        bool row = true;
        dl_sql_init(&sql);
        dl_sql_add(&sql, "EXPLAIN QUERY PLAN ");
        dl_select_add(&sql, &plan, &legs[i], DL_COLUMNS_ROW, 1);
        dl_select_add_order(&sql, &legs[i]);
        dl_sql_add(&sql, " LIMIT 60");
        CHECK_OK(dl_sql_begin(store, &sql, &rows, &test_error));
        while (dl_rows_next(store, rows, &row, &test_error) == DL_OK && row) {
            const char *detail = (const char *)sqlite3_column_text(rows, 3);
            if (strstr(detail, "TEMP B-TREE")) {
                printf("# %s, order %d: %s\n", text, (int)order, detail);
                sorted = true;
            }
        }
        dl_rows_end(rows);
        dl_sql_release(&sql);
    }
    dl_plan_release(&plan);
    return sorted;
}

static void test_lists_are_not_sorted(void *context)
{
    static const char *const by_date[] = {"",
                                          "source:harbour",
                                          "source:none",
                                          "source:\"norland wire\" source:none source:harbour",
                                          "date:2021",
                                          "date:2020 date:2022",
                                          "date:undated",
                                          "date:inferred",
                                          "date:ambiguous",
                                          "is:unread",
                                          "is:starred org:nato",
                                          "is:noted -is:starred date:2021",
                                          "tag:one",
                                          "tag:one tag:two is:unread",
                                          "org:nato",
                                          "person:brandt",
                                          "country:norland source:none date:2021",
                                          "peace",
                                          "treaty org:nato",
                                          "-treaty -org:nato -source:none",
                                          "title:peace -peace -date:2021",
                                          "lang:en -date:inferred",
                                          "near(nato, norland, sentence)"};
    (void)context;
    const char *path = make_archive("explain.db", 60);
    dl_store *store = open_store(path, DL_OPEN_READ);
    for (unsigned n = 0; n < 2; n++) {
        const char *hash = random_put(&arena, n).document->sha256;
        CHECK_OK(change_one(store, change_mark(DL_CHANGE_TAG, hash, n ? "two" : "one", true)));
    }
    dl_anchor at = {dl_key_make(dl_day_from_civil(2021, 6, 1), 0), "Harbour Post"};
    for (int back = 0; back < 2; back++)
        for (size_t i = 0; i < sizeof by_date / sizeof *by_date; i++)
            for (int order = DL_ORDER_NEWEST; order <= DL_ORDER_OLDEST; order++)
                CHECK(!sorts(dl_sqlite_of(store), by_date[i], (dl_order)order, no_anchor, back));
    for (int back = 0; back < 2; back++)
        for (int order = DL_ORDER_SOURCE; order <= DL_ORDER_SOURCE_DOWN; order++) {
            CHECK(!sorts(dl_sqlite_of(store), "", (dl_order)order, no_anchor, back));
            CHECK(!sorts(dl_sqlite_of(store), "", (dl_order)order, at, back));
            CHECK(!sorts(dl_sqlite_of(store), "date:2021", (dl_order)order, at, back));
        }
    ops->close(store);
}

/* --- the suite --- */

static const struct {
    const char *name;
    void (*test)(void *context);
} tests[] = {
    {"files are the owner's alone", test_permissions},
    {"links and places", test_places},
    {"a directory that cannot be written", test_read_only_directory},
    {"newer and foreign files are left alone", test_newer_and_foreign_files},
    {"migration from nothing", test_migration},
    {"migration from version 1", test_migration_from_1},
    {"citing and noting after the migration", test_citing_and_noting_after_migration},
    {"an older version that cannot be written to", test_older_cannot_be_written},
    {"damaged rows are found", test_damaged_rows},
    {"damaged bytes do no harm", test_damaged_bytes},
    {"a damaged text is found", test_damaged_text},
    {"two writers and a reader", test_writers_and_reader},
    {"a reader during an import", test_reader_during_import},
    {"an archive opened twice", test_opened_twice},
    {"interrupt", test_interrupt},
    {"lists are not sorted", test_lists_are_not_sorted},
};

int main(void)
{
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        test_run(tests[i].name, tests[i].test, NULL);
        dl_arena_clear(&arena);
    }
    dl_arena_release(&arena);
    return test_finish();
}
