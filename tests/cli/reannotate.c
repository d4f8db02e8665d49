/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names found anew, and that cut off: by Ctrl-C, and at each change made to a file by an error that passes,
 * by the power going off, by SIGKILL. The archive must be whole after that, and the same command must
 * find the rest, no document twice, with what the reader has decided applied to all.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/output.h"
#include "cli/subcommand.h"
#include "dateline/annotate.h"
#include "dateline/pipeline.h"
#include "store/faults.h"
#include "store/support.h"

#define DOCUMENTS 20
#define POINTS 12 /* of each kind */

static const dl_store_ops *const ops = &dl_store_sqlite;
static volatile size_t *changes; /* that the process made, whatever became of it */
static const char *archive, *unnamed;
static char version[DL_ANNOTATOR_VERSION];
static dl_arena arena;
static size_t interrupt_after, put_count; /* in the process: documents; 0: never */

/* In place of the pipeline's: tests/cli/faults_names.c. */
dl_status faults_pipeline_put(dl_pipeline *pipeline, void *item, size_t cost, dl_error *error);
dl_status faults_pipeline_put(dl_pipeline *pipeline, void *item, size_t cost, dl_error *error)
{
    if (++put_count == interrupt_after)
        raise(SIGINT);
    return dl_pipeline_put(pipeline, item, cost, error);
}

/* Runs reannotate with OPTION in a process of its own. Returns how it ended, as waitpid does. */
static int reannotate(const char *option, faults_kind kind, size_t n, size_t interrupt)
{
    char *argv[] = {(char[]){"dateline"},  (char[]){"reannotate"},     (char *)(uintptr_t)option,
                    (char[]){"--archive"}, (char *)(uintptr_t)archive, NULL};
    int status = 0;
    fflush(stdout);
    pid_t child = fork();
    test_need(child >= 0, "fork");
    if (child == 0) {
        dl_options options;
        dl_error error;
        int null = open("/dev/null", O_WRONLY);
        dup2(null, STDERR_FILENO);
        interrupt_after = interrupt;
        signal(SIGINT, SIG_DFL); /* a shell has it ignored by what it runs in the background */
        faults_install();
        faults_arm(kind, n);
        dl_output_init();
        int code = dl_options_parse(5, argv, &options, &error) ? 99 : dl_run_reannotate(&options);
        dl_options_release(&options);
        *changes = faults_count();
        _exit(code);
    }
    test_need(waitpid(child, &status, 0) == child, "waitpid");
    return status;
}

static bool is_done(int status)
{
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Makes the archive the one in which no names were looked for. */
static void renew(void)
{
    static const char *const suffixes[] = {"-wal", "-shm", "-journal"};
    size_t len = 0;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        unlink(dl_arena_printf(&arena, "%s%s", archive, suffixes[i]));
    const char *bytes = test_read(&arena, unnamed, &len);
    test_need(bytes != NULL, "the archive without names");
    test_write(archive, bytes, len);
}

static void show_fault(void *context, const char *sentence)
{
    printf("# fault: %s\n", sentence);
    ++*(size_t *)context;
}

/* How many documents of the archive, which must be whole, TEXT matches; OUTDATED: those of them whose
 * names are to be found anew. */
static size_t count(const char *text, bool outdated)
{
    dl_store *store = NULL;
    dl_counts counts = {0};
    dl_query query = {0};
    size_t faults = 0;
    if (!CHECK_OK(ops->open(archive, DL_OPEN_WRITE, &store, &test_error)))
        return 0;
    CHECK_OK(ops->check(store, show_fault, &faults, &test_error));
    CHECK(faults == 0);
    CHECK_OK(dl_query_parse(&arena, NULL, text, &query, NULL, &test_error));
    dl_store_resolve(store, &arena, &query, NULL); /* of what nothing bears, there is none */
    query.outdated = outdated ? version : NULL;
    CHECK_OK(ops->count(store, &query, NULL, &counts, &test_error));
    ops->close(store);
    return counts.documents;
}

/* Has the archive finished after it was cut off, LEFT documents being without names. */
static void check_rest(size_t left)
{
    CHECK(count("country:kenya", false) == DOCUMENTS - left);
    CHECK(is_done(reannotate("--jobs=2", FAULTS_NONE, 0, 0)));
    CHECK(count("", true) == 0);
    CHECK(count("country:kenya", false) == DOCUMENTS);
    CHECK(count("country:norway", false) == 0); /* which is no name, she said */
}

static void test_cut_off(void *context)
{
    static const faults_kind kinds[] = {FAULTS_ONCE, FAULTS_POWER, FAULTS_KILL};
    faults_kind kind = kinds[*(const size_t *)context];
    size_t midway = 0;
    renew();
    CHECK(is_done(reannotate("--jobs=1", FAULTS_NONE, 0, 0)));
    size_t all = *changes;
    CHECK(all > POINTS);
    for (size_t i = 0; i < POINTS; i++) {
        renew();
        int status =
            reannotate(i % 2 ? "--jobs=2" : "--jobs=1", kind, 1 + i * (all - 1) / POINTS, 0);
        size_t left = count("", true);
        CHECK(kind != FAULTS_KILL || WIFSIGNALED(status));
        CHECK(left <= DOCUMENTS && (!is_done(status) || left == 0));
        midway += left > 0 && left < DOCUMENTS;
        check_rest(left);
    }
    CHECK(midway > 0);
}

static void test_interrupted(void *context)
{
    (void)context;
    renew();
    int status = reannotate("--jobs=1", FAULTS_NONE, 0, 7);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == DL_EXIT_FAILED);
    CHECK(count("", true) == DOCUMENTS - 7);
    check_rest(DOCUMENTS - 7);
    CHECK(is_done(reannotate("--all", FAULTS_NONE, 0, 0)));
    check_rest(0);
}

/* An archive of DOCUMENTS texts without names, and with one decision about what will be found. */
static void make_unnamed(void)
{
    dl_store *store = NULL;
    dl_decision decision = {.kind = DL_DECISION_NOT_NAME,
                            .reach = DL_REACH_EVERYWHERE,
                            .spelling = "Norway",
                            .entity = "country/NO"};
    test_need(!ops->open(unnamed, DL_OPEN_CREATE, &store, &test_error), "an archive");
    for (int i = 0; i < DOCUMENTS; i++) {
        const sample text = {
            .origin = dl_arena_printf(&arena, "rope-%d.txt", i),
            .title = "A rope is spun",
            .date = "2024-09-13",
            .body = dl_arena_printf(&arena, "Kenya bought rope number %d. Norway spun it.", i)};
        sample_store(store, &text);
    }
    CHECK_OK(ops->decide(store, &decision, 1, NULL, &test_error));
    ops->close(store);
}

int main(void)
{
    static const size_t kinds[] = {0, 1, 2};
    dl_annotator annotator;
    test_need(!dl_annotator_load(&annotator, &test_error), "the annotator");
    dl_annotator_version(&annotator, version);
    dl_annotator_release(&annotator);
    changes =
        mmap(NULL, sizeof *changes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    test_need(changes != MAP_FAILED, "shared memory");
    archive = test_path(&arena, "archive.db");
    unnamed = test_path(&arena, "unnamed.db");
    make_unnamed();
    test_run("stopped by Ctrl-C", test_interrupted, NULL);
    test_run("cut off by an error", test_cut_off, (void *)(uintptr_t)&kinds[0]);
    test_run("cut off by the power", test_cut_off, (void *)(uintptr_t)&kinds[1]);
    test_run("killed", test_cut_off, (void *)(uintptr_t)&kinds[2]);
    dl_arena_release(&arena);
    return test_finish();
}
