/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What goes in: import beside a bare load of the same texts into FTS5. In CPU time, so that the disk and the
 * neighbours count little.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "bench/bench.h"
#include "dateline/vec.h"
#include "store/sqlite/sqlite.h"

static bool complain(sqlite3 *db)
{
    fprintf(stderr, "bench: %s\n", db ? sqlite3_errmsg(db) : "out of memory");
    return false;
}

static const char *copy_column(sqlite3_stmt *rows, int i, dl_arena *arena)
{
    return dl_arena_strdup(arena, (const char *)sqlite3_column_text(rows, i));
}

bool bench_read_texts(const char *path, texts *ret)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *rows = NULL;
    *ret = (texts){0};
    bool ok = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
              sqlite3_prepare_v2(db, "SELECT key, title, body FROM record ORDER BY key", -1, &rows,
                                 NULL) == SQLITE_OK;
    while (ok && sqlite3_step(rows) == SQLITE_ROW) {
        text item = {.key = sqlite3_column_int64(rows, 0),
                     .title = copy_column(rows, 1, &ret->arena),
                     .body = copy_column(rows, 2, &ret->arena)};
        ok = item.body && dl_vec_push(ret, item);
    }
    ok = sqlite3_finalize(rows) == SQLITE_OK && ok;
    if (!ok)
        complain(db);
    sqlite3_close(db);
    return ok;
}

void bench_release_texts(texts *list)
{
    free(list->items);
    dl_arena_release(&list->arena);
}

/* --- import --- */

void bench_remove_archive(const char *path)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char name[PATH_SIZE + 64];
        snprintf(name, sizeof name, "%.*s%s", PATH_SIZE + 32, path, ends[i]);
        unlink(name);
    }
}

static bool insert_texts(sqlite3 *db, const texts *list)
{
    sqlite3_stmt *insert;
    if (sqlite3_prepare_v2(db, "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", -1,
                           &insert, NULL) != SQLITE_OK)
        return false;
    bool ok = true;
    for (size_t i = 0; ok && i < list->len; i++) {
        sqlite3_bind_int64(insert, 1, list->items[i].key);
        sqlite3_bind_text(insert, 2, list->items[i].title, -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 3, list->items[i].body, -1, SQLITE_STATIC);
        ok = sqlite3_step(insert) == SQLITE_DONE && sqlite3_reset(insert) == SQLITE_OK;
    }
    return sqlite3_finalize(insert) == SQLITE_OK && ok;
}

/* The least that any full-text index of the texts costs: FTS5 alone, with the program's tokenizer,
 * in one transaction. */
static bool load_bare(const char *path, const texts *list, double *ret_ms)
{
    static const char *const setup =
        "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        "CREATE VIRTUAL TABLE words USING fts5 (title, body, tokenize = 'dateline');"
        "INSERT INTO words (words, rank) VALUES ('hashsize', 67108864); BEGIN";
    bench_remove_archive(path);
    sqlite3 *db = NULL;
    double start = bench_cpu_ms();
    bool ok = sqlite3_open(path, &db) == SQLITE_OK && dl_tokenizer_register(db) == SQLITE_OK &&
              sqlite3_exec(db, setup, NULL, NULL, NULL) == SQLITE_OK && insert_texts(db, list) &&
              sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
    if (!ok)
        complain(db);
    sqlite3_close(db);
    *ret_ms = bench_cpu_ms() - start;
    bench_remove_archive(path);
    return ok;
}

bool bench_import_first(const bench *b, bool annotated, double *ret_ms)
{
    bench_remove_archive(b->scratch);
    return bench_run((const char *[]){b->dateline, "import", "--archive", b->scratch, b->first,
                                      annotated ? NULL : "--no-annotate", NULL},
                     ret_ms);
}

static bool compare_imports(const bench *b, bool annotated, row *ret)
{
    double ours[RUNS], bare[RUNS];
    texts list = {0};
    bool ok = bench_import_first(b, annotated, &ours[0]) && bench_read_texts(b->scratch, &list);
    for (int i = 0; ok && i < RUNS; i++)
        ok = load_bare(b->scratch, &list, &bare[i]) && bench_import_first(b, annotated, &ours[i]);
    bench_remove_archive(b->scratch);
    bench_release_texts(&list);
    if (!ok)
        return false;
    for (int i = 0; i < RUNS; i++) {
        ours[i] /= b->first_mb;
        bare[i] /= b->first_mb;
    }
    ret->beside_what = "FTS5 alone, same tokenizer, same texts";
    ret->unit = "CPU ms a MB";
    bench_compare(ret, ours, bare);
    return true;
}

bool bench_import(bench *b, row *ret)
{
    *ret = (row){.what = "import, names found"};
    return compare_imports(b, true, ret);
}

bool bench_import_plain(bench *b, row *ret)
{
    *ret = (row){.what = "import with --no-annotate"};
    return compare_imports(b, false, ret);
}

bool bench_store_size(bench *b, row *ret)
{
    struct stat status;
    *ret = (row){.what = "archive on disk", .beside_what = "its texts", .unit = "MB"};
    if (stat(b->large, &status) < 0) {
        perror(b->large);
        return false;
    }
    ret->ours = (double)status.st_size / 1e6;
    ret->beside = b->stories_mb;
    ret->value = ret->ours / ret->beside;
    return true;
}
