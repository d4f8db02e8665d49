/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cache of newsboat, made here as newsboat makes it. */
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/reading.h"

#define SEDGE "The council of Sedgeholm will hear the fishermen in May."

#ifdef HAVE_LIBXML
#define CONTENT "<p>" SEDGE "</p>"
#else
#define CONTENT SEDGE
#endif

static const char schema[] =
    "CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL,"
    " title VARCHAR(1024) NOT NULL, lastmodified INTEGER(11) NOT NULL DEFAULT 0,"
    " is_rtl INTEGER(1) NOT NULL DEFAULT 0, etag VARCHAR(128) NOT NULL DEFAULT '');"
    "CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT "
    "NULL,"
    " title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL,"
    " feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL,"
    " unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024),"
    " enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52),"
    " deleted INTEGER(1) NOT NULL DEFAULT 0, base VARCHAR(128) NOT NULL DEFAULT '');"
    "INSERT INTO rss_feed VALUES ('https://post.example/f','https://post.example','Sedge "
    "Post',0,0,'');"
    "INSERT INTO rss_item (guid,title,author,url,feedurl,pubDate,content,unread,deleted) VALUES"
    " ('g1','Nets wait','Ida Morn','https://post.example/1','https://post.example/f',1678786200,"
    "  '" CONTENT "',1,0),"
    " ('g2','Gone','','','https://post.example/f',1678786200,'<p>Deleted.</p>',0,1),"
    " ('g3','Stray','','','https://stray.example/f',0,'" SEDGE "',0,0);";

static char path[] = "/tmp/dateline?%XXXXXX"; /* signs that an address takes for its own */

static sqlite3 *make_cache(void)
{
    sqlite3 *db;
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, schema, NULL, NULL, NULL), SQLITE_OK);
    return db;
}

static void read_cache(reading *r, const char *at)
{
    static char bytes[1 << 20];
    int file = open(path, O_RDONLY);
    assert_true(file >= 0);
    ssize_t len = read(file, bytes, sizeof bytes);
    assert_true(len > 0);
    close(file);
    reading_take(r, "cache.db", at, bytes, (size_t)len, NULL);
}

static void test_items_also_while_it_is_open_elsewhere(void **state)
{
    (void)state;
    reading r;
    sqlite3 *db = make_cache();
    assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE; UPDATE rss_item SET title = 'Changed'",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    read_cache(&r, path);
    assert_int_equal(r.count, 2);
    const dl_document *doc = reading_find(&r, "cache.db#g1");
    assert_string_equal(doc->title, "Nets wait");
    assert_string_equal(doc->source, "Sedge Post");
    assert_string_equal(doc->author, "Ida Morn");
    assert_string_equal(doc->body, SEDGE);
    assert_int_equal(doc->published.day, dl_day_from_civil(2023, 3, 14));
    assert_int_equal(reading_find(&r, "cache.db#g3")->published.precision, DL_PRECISION_NONE);
    reading_release(&r);
    sqlite3_close(db);
}

/* Another process, newsboat, that has run SQL over the cache and stays as it is then, until it is ended; KILLED:
 * it is killed there. */
static pid_t start_newsboat(const char *sql, bool killed, int *ret_end)
{
    int ready[2], end[2];
    char byte;
    assert_int_equal(pipe(ready), 0);
    assert_int_equal(pipe(end), 0);
    pid_t pid = fork();
    if (pid == 0) {
        sqlite3 *db;
        close(end[1]);
        bool ok = sqlite3_open(path, &db) == SQLITE_OK &&
                  sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
        if (killed)
            raise(SIGKILL);
        if (write(ready[1], ok ? "y" : "n", 1) == 1 && read(end[0], &byte, 1) == 0)
            _exit(0);
        _exit(1);
    }
    close(ready[1]);
    close(end[0]);
    assert_int_equal(read(ready[0], &byte, 1), killed ? 0 : 1);
    assert_true(killed || byte == 'y');
    close(ready[0]);
    *ret_end = end[1];
    return pid;
}

static void end_newsboat(pid_t pid, int end)
{
    int status;
    close(end);
    assert_int_equal(waitpid(pid, &status, 0), pid);
}

static void test_while_newsboat_writes(void **state)
{
    (void)state;
    static const struct {
        const char *sql, *title; /* NULL: it cannot be read meanwhile */
    } cases[] = {
        {"BEGIN IMMEDIATE; UPDATE rss_item SET title = 'Changed'", "Nets wait"},
        {"BEGIN EXCLUSIVE; UPDATE rss_item SET title = 'Changed'", NULL},
        {"PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;"
         "UPDATE rss_item SET title = 'In the log'; BEGIN IMMEDIATE; UPDATE rss_item SET title = "
         "'x'",
         "In the log"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        reading r;
        int end;
        pid_t newsboat = start_newsboat(cases[i].sql, false, &end);
        read_cache(&r, path);
        if (cases[i].title) {
            assert_string_equal(reading_find(&r, "cache.db#g1")->title, cases[i].title);
        } else {
            assert_int_equal(r.status, DL_ERR_IO);
            assert_string_equal(r.failure, "cache.db: newsboat's cache cannot be read: database is "
                                           "locked; try again when newsboat is done");
        }
        reading_release(&r);
        end_newsboat(newsboat, end);
    }
}

/* Newsboat was killed while it wrote: what it had begun has to be taken back, which a reader may not do. */
static void test_after_newsboat_was_killed(void **state)
{
    (void)state;
    reading r;
    int end;
    char journal[sizeof path + 8];
    pid_t newsboat = start_newsboat(
        "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN;"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
        " INSERT INTO rss_item (guid,title,author,url,feedurl,pubDate,content,unread)"
        " SELECT i, hex(randomblob(500)), '', '', '', 0, '', 0 FROM n",
        true, &end);
    end_newsboat(newsboat, end);
    read_cache(&r, path);
    assert_int_equal(r.count, 0);
    assert_non_null(strstr(r.failure, "start newsboat once"));
    reading_release(&r);
    snprintf(journal, sizeof journal, "%s-journal", path);
    assert_int_equal(unlink(journal), 0);
}

static void test_one_in_an_archive_is_refused(void **state)
{
    (void)state;
    reading r;
    read_cache(&r, NULL);
    assert_int_equal(r.status, DL_ERR_UNSUPPORTED);
    assert_string_equal(r.failure, "cache.db: newsboat's cache is read only where it is a file of "
                                   "its own; unpack it and import that");
    reading_release(&r);
}

static void test_a_damaged_one_is_told(void **state)
{
    (void)state;
    reading r;
    assert_int_equal(truncate(path, 5000), 0);
    read_cache(&r, path);
    assert_int_equal(r.count, 0);
    assert_int_equal(r.status, DL_ERR_CORRUPT);
    assert_non_null(strstr(r.failure, "cache.db: newsboat's cache cannot be read: "));
    reading_release(&r);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_items_also_while_it_is_open_elsewhere),
        cmocka_unit_test(test_one_in_an_archive_is_refused),
        cmocka_unit_test(test_while_newsboat_writes),
        cmocka_unit_test(test_after_newsboat_was_killed),
        cmocka_unit_test(test_a_damaged_one_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
