/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What goes in: import beside a bare load of the same texts into FTS5, and annotation beside the
 * word breaks of libunistring. All in CPU time, so that the disk and the neighbours count little.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>
#include <uniwbrk.h>

#include "bench/bench.h"
#include "dateline/annotate.h"
#include "dateline/vec.h"
#include "store/sqlite/sqlite.h"

typedef struct text {
    const char *title, *body; /* title NULL: none */
    dl_key key;
} text;

/* Titles and bodies as the program made them of the files. */
typedef struct texts {
    text *items;
    size_t len, size;
    dl_arena arena;
} texts;

static bool complain(sqlite3 *db)
{
    fprintf(stderr, "bench: %s\n", db ? sqlite3_errmsg(db) : "out of memory");
    return false;
}

static const char *copy_column(sqlite3_stmt *rows, int i, dl_arena *arena)
{
    return dl_arena_strdup(arena, (const char *)sqlite3_column_text(rows, i));
}

/* Reads all texts of the archive at PATH, in the order of their days. */
static bool read_texts(const char *path, texts *ret)
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

static void release_texts(texts *list)
{
    free(list->items);
    dl_arena_release(&list->arena);
}

/* --- import --- */

static void remove_archive(const char *path)
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
    remove_archive(path);
    sqlite3 *db = NULL;
    double start = bench_cpu_ms();
    bool ok = sqlite3_open(path, &db) == SQLITE_OK && dl_tokenizer_register(db) == SQLITE_OK &&
              sqlite3_exec(db, setup, NULL, NULL, NULL) == SQLITE_OK && insert_texts(db, list) &&
              sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
    if (!ok)
        complain(db);
    sqlite3_close(db);
    *ret_ms = bench_cpu_ms() - start;
    remove_archive(path);
    return ok;
}

/* Imports the first texts into the scratch archive. */
static bool import_once(const bench *b, bool annotated, double *ret_ms)
{
    remove_archive(b->scratch);
    return bench_run((const char *[]){b->dateline, "import", "--archive", b->scratch, b->first,
                                      annotated ? NULL : "--no-annotate", NULL},
                     ret_ms);
}

static bool compare_imports(const bench *b, bool annotated, row *ret)
{
    double ours[RUNS], bare[RUNS];
    texts list = {0};
    bool ok = import_once(b, annotated, &ours[0]) && read_texts(b->scratch, &list);
    for (int i = 0; ok && i < RUNS; i++)
        ok = load_bare(b->scratch, &list, &bare[i]) && import_once(b, annotated, &ours[i]);
    remove_archive(b->scratch);
    release_texts(&list);
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

/* --- annotation --- */

static bool annotate_all(const dl_annotator *annotator, const texts *list, double *ret_ms)
{
    dl_arena arena = {0};
    dl_error error;
    dl_status status = DL_OK;
    double start = bench_cpu_ms();
    for (size_t i = 0; !status && i < list->len; i++) {
        dl_arena_clear(&arena);
        dl_annotate_input input = {.title = list->items[i].title,
                                   .body = list->items[i].body,
                                   .day = dl_key_day(list->items[i].key)};
        dl_annotation found;
        status = dl_annotate(annotator, &input, &arena, &found, &error);
    }
    *ret_ms = bench_cpu_ms() - start;
    if (status)
        fprintf(stderr, "bench: %s\n", error.message);
    dl_arena_release(&arena);
    return !status;
}

static size_t length(const char *string)
{
    return string ? strlen(string) : 0;
}

static void break_words(const char *string, char *breaks)
{
    u8_wordbreaks((const uint8_t *)string, length(string), breaks);
}

static bool break_all(const texts *list, double *ret_ms)
{
    size_t most = 0;
    for (size_t i = 0; i < list->len; i++) {
        size_t len = length(list->items[i].body) + length(list->items[i].title);
        most = len > most ? len : most;
    }
    char *breaks = malloc(most + 1);
    if (!breaks)
        return complain(NULL);
    double start = bench_cpu_ms();
    for (size_t i = 0; i < list->len; i++) {
        break_words(list->items[i].title, breaks);
        break_words(list->items[i].body, breaks);
    }
    *ret_ms = bench_cpu_ms() - start;
    free(breaks);
    return true;
}

bool bench_annotate(bench *b, row *ret)
{
    *ret = (row){.what = "finding names",
                 .beside_what = "word breaks of libunistring, same texts",
                 .unit = "CPU ms a MB"};
    double ours[RUNS], beside[RUNS];
    texts list = {0};
    dl_annotator annotator = {0};
    dl_error error;
    bool ok = import_once(b, false, &ours[0]) && read_texts(b->scratch, &list);
    if (ok && dl_annotator_load(&annotator, &error)) {
        fprintf(stderr, "bench: %s\n", error.message);
        ok = false;
    }
    for (int i = 0; ok && i < RUNS; i++) {
        ok = annotate_all(&annotator, &list, &ours[i]) && break_all(&list, &beside[i]);
        ours[i] /= b->first_mb;
        beside[i] /= b->first_mb;
    }
    dl_annotator_release(&annotator);
    release_texts(&list);
    remove_archive(b->scratch);
    if (ok)
        bench_compare(ret, ours, beside);
    return ok;
}
