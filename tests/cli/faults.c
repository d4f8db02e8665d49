/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An import of each format, cut off where it changes a file: by an error that passes, by the power going off,
 * by SIGKILL, at points taken evenly from all there are. What was acknowledged must be there after that, and
 * the same command must bring the rest, each document once. tests/store/faults does so at every point, of
 * what the store is told; here it is what the program makes of files.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/output.h"
#include "cli/subcommand.h"
#include "cli/tally.h"
#include "store/faults.h"
#include "store/support.h"
#include "support/formats.h"

#define POINTS 6 /* of each format, two of each kind */

/* What a process that imports tells, whatever becomes of it. */
typedef struct told {
    size_t acknowledged, changes;
} told;

static const dl_store_ops *const ops = &dl_store_sqlite;
static volatile told *shared;
static const char *archive, *empty;
static size_t points, lost;

/* In place of the program's: tests/cli/faults_ingest.c. */
void faults_tally_put(dl_tally *tally, const dl_put *put, dl_put_outcome outcome);
void faults_tally_put(dl_tally *tally, const dl_put *put, dl_put_outcome outcome)
{
    shared->acknowledged += outcome == DL_PUT_NEW;
    dl_tally_put(tally, put, outcome);
}

/* Imports FILE in a process of its own. Returns how it ended, as waitpid does. */
static int import(const char *file, faults_kind kind, size_t n)
{
    char *argv[] = {(char[]){"dateline"},      (char[]){"import"},
                    (char[]){"--no-annotate"}, (char[]){"--jobs=1"},
                    (char[]){"--archive"},     (char *)(uintptr_t)archive,
                    (char *)(uintptr_t)file,   NULL};
    int status = 0;
    *shared = (told){0};
    fflush(stdout);
    pid_t child = fork();
    test_need(child >= 0, "fork");
    if (child == 0) {
        dl_options options;
        dl_error error;
        int null = open("/dev/null", O_WRONLY);
        dup2(null, STDERR_FILENO);
        faults_install();
        faults_arm(kind, n);
        dl_output_init();
        int code = dl_options_parse(7, argv, &options, &error) ? 99 : dl_run_import(&options);
        dl_options_release(&options);
        shared->changes = faults_count();
        _exit(code);
    }
    test_need(waitpid(child, &status, 0) == child, "waitpid");
    return status;
}

/* Makes the archive the empty one. */
static void renew(void)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    dl_arena arena = {0};
    size_t len = 0;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        unlink(dl_arena_printf(&arena, "%s%s", archive, suffixes[i]));
    const char *bytes = test_read(&arena, empty, &len);
    test_need(bytes != NULL, "the empty archive");
    test_write(archive, bytes, len);
    dl_arena_release(&arena);
}

static void show_fault(void *context, const char *sentence)
{
    printf("# fault: %s\n", sentence);
    ++*(size_t *)context;
}

/* How many documents the archive holds, which must be whole. */
static size_t count_held(void)
{
    static const dl_query everything = {0};
    dl_store *store = NULL;
    dl_counts counts = {0};
    size_t faults = 0;
    if (!CHECK_OK(ops->open(archive, DL_OPEN_WRITE, &store, &test_error)))
        return 0;
    CHECK_OK(ops->check(store, show_fault, &faults, &test_error));
    CHECK(faults == 0);
    CHECK_OK(ops->count(store, &everything, NULL, &counts, &test_error));
    ops->close(store);
    return counts.documents;
}

/* Cuts the import of FILE off at change N. */
static void try_point(const char *path, const formats_file *file, faults_kind kind, size_t n)
{
    renew();
    int status = import(path, kind, n);
    size_t held = count_held(), acknowledged = shared->acknowledged;
    bool done = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    points++;
    lost += held < acknowledged ? acknowledged - held : 0;
    CHECK(kind != FAULTS_KILL || WIFSIGNALED(status));
    CHECK(held >= acknowledged && held <= file->documents);
    CHECK(!done || held == file->documents);
    status = import(path, FAULTS_NONE, 0);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    CHECK(shared->acknowledged + held == file->documents);
    CHECK(count_held() == file->documents);
}

/* A file and where it is. */
typedef struct subject {
    const formats_file *file;
    const char *path;
} subject;

static void test_format(void *context)
{
    static const faults_kind kinds[] = {FAULTS_ONCE, FAULTS_POWER, FAULTS_KILL};
    const subject *s = context;
    renew();
    int status = import(s->path, FAULTS_NONE, 0);
    size_t changes = shared->changes;
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    CHECK(shared->acknowledged == s->file->documents);
    CHECK(count_held() == s->file->documents);
    if (!CHECK(changes > POINTS))
        return;
    for (size_t i = 0; i < POINTS; i++)
        try_point(s->path, s->file, kinds[i % 3], 1 + i * (changes - 1) / (POINTS - 1));
}

static void make_empty(void)
{
    dl_store *store = NULL;
    test_need(ops->open(empty, DL_OPEN_CREATE, &store, &test_error) == DL_OK, "an archive");
    ops->close(store);
}

int main(void)
{
    dl_arena arena = {0};
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    test_need(shared != MAP_FAILED, "mmap");
    archive = test_path(&arena, "archive.db");
    empty = test_path(&arena, "empty.db");
    make_empty();
    const char *folder = test_path(&arena, ".");
    setenv("XDG_CONFIG_HOME", folder, 1);
    for (const formats_file *file = formats_write(folder); file->name; file++) {
        subject s = {file, test_path(&arena, file->name)};
        test_run(file->name, test_format, &s);
    }
    printf("# faults of imports: %zu points, lost %zu\n", points, lost);
    munmap((void *)shared, sizeof *shared);
    dl_arena_release(&arena);
    return test_finish();
}
