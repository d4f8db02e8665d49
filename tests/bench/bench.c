/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench [--quick] --build DIR --source DIR --commit TEXT --output FILE: measures the program in the
 * build folder and writes the report (docs/performance.md). With --quick it measures less and exits
 * with 1 where a figure is still twice its goal at the third attempt.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench/bench.h"

#define PER_FOLDER 1000 /* files in a folder of src/tools/generate */
#define ATTEMPTS 3

static row_function *const functions[] = {
    bench_start_small,    bench_start_large,     bench_keys,
    bench_memory,         bench_import,          bench_import_plain,
    bench_store_size,     bench_annotate,        bench_gazetteer_10k,
    bench_gazetteer_100k, bench_annotator_start, bench_annotator_memory,
    bench_merge,
};
#define ROWS (sizeof functions / sizeof *functions)

/* --- archives to measure on --- */

static bool generate(const bench *b, const char *dir, size_t count)
{
    char number[24];
    snprintf(number, sizeof number, "%zu", count);
    return bench_run((const char *[]){b->generate, "--count", number, dir, NULL}, NULL);
}

/* The bytes of all generated files in DIR, in millions. */
static bool weigh(const char *dir, size_t count, double *ret_mb)
{
    double bytes = 0;
    for (size_t i = 0; i < count; i++) {
        char path[PATH_SIZE + 32];
        struct stat status;
        snprintf(path, sizeof path, "%s/%03zu/%06zu.txt", dir, i / PER_FOLDER, i);
        if (stat(path, &status) < 0) {
            perror(path);
            return false;
        }
        bytes += (double)status.st_size;
    }
    *ret_mb = bytes / 1e6;
    return true;
}

static bool import(const bench *b, const char *path, const char *archive)
{
    return bench_run((const char *[]){b->dateline, "import", "--archive", archive, path, NULL},
                     NULL);
}

/* The first five sample documents. */
static bool make_small(bench *b)
{
    static const char *const names[] = {"01-herring-talks.txt", "02-earthquake-drill.txt",
                                        "03-grain-corridor-scales.txt", "04-satellite-data.txt",
                                        "05-radio-frequencies.txt"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!import(b, bench_join(b, b->sample, names[i]), b->small))
            return false;
    }
    return true;
}

static bool set_up(bench *b)
{
    b->small = bench_join(b, b->work, "small.db");
    b->large = bench_join(b, b->work, "large.db");
    b->scratch = bench_join(b, b->work, "scratch.db");
    b->stories = bench_join(b, b->work, "stories");
    b->first = bench_join(b, b->work, "first");
    fprintf(stderr, "bench: importing %zu generated documents\n", b->documents);
    if (!generate(b, b->stories, b->documents) || !generate(b, b->first, b->first_documents) ||
        !weigh(b->stories, b->documents, &b->stories_mb) ||
        !weigh(b->first, b->first_documents, &b->first_mb) || !make_small(b) ||
        !import(b, b->stories, b->large))
        return false;
    sync(); /* what is still to be written would be written while a start is timed */
    return true;
}

static bool make_work(bench *b)
{
    const char *temporary = getenv("TMPDIR");
    snprintf(b->work, sizeof b->work, "%.3000s/dateline-bench-XXXXXX",
             temporary && *temporary ? temporary : "/tmp");
    if (!mkdtemp(b->work)) {
        perror(b->work);
        return false;
    }
    /* nothing of the user's own is read or written */
    setenv("HOME", b->work, 1);
    setenv("XDG_DATA_HOME", b->work, 1);
    setenv("XDG_CONFIG_HOME", b->work, 1);
    setenv("XDG_STATE_HOME", b->work, 1);
    unsetenv("DATELINE_ARCHIVE");
    unsetenv("DATELINE_CONFIG");
    return true;
}

/* --- rows --- */

static bool is_far_off(const row *r)
{
    return r->goal > 0 && r->value > 2 * r->goal;
}

/* Measures a row; when a figure must count, again where it is far off, for the machine may have been
 * busy with something else. */
static bool measure(bench *b, row_function *function, row *ret)
{
    for (int i = 0; i < (b->quick ? ATTEMPTS : 1); i++) {
        if (!function(b, ret))
            return false;
        fprintf(stderr, "bench: %s: %.2f %s", ret->what, ret->ours, ret->unit);
        if (ret->beside_what)
            fprintf(stderr, ", %s %.2f: %.2f", ret->beside_what, ret->beside, ret->value);
        if (ret->goal > 0)
            fprintf(stderr, " (goal %g)", ret->goal);
        fputc('\n', stderr);
        if (!is_far_off(ret))
            break;
    }
    return true;
}

static int run(bench *b)
{
    row rows[ROWS];
    bool far_off = false;
    for (size_t i = 0; i < ROWS; i++) {
        if (!measure(b, functions[i], &rows[i]))
            return 2;
        far_off |= b->quick && is_far_off(&rows[i]);
    }
    if (!bench_report(b, rows, ROWS))
        return 2;
    if (far_off)
        fprintf(stderr, "bench: a figure is more than twice its goal\n");
    return far_off;
}

/* --- the program --- */

static bool read_options(int argc, char **argv, bench *b)
{
    static const struct option known[] = {
        {"quick", no_argument, NULL, 'q'},        {"build", required_argument, NULL, 'b'},
        {"source", required_argument, NULL, 's'}, {"commit", required_argument, NULL, 'c'},
        {"output", required_argument, NULL, 'o'}, {0}};
    const char *build = NULL, *source = NULL;
    for (int option; (option = getopt_long(argc, argv, "", known, NULL)) != -1;)
        switch (option) {
        case 'q':
            b->quick = true;
            break;
        case 'b':
            build = optarg;
            break;
        case 's':
            source = optarg;
            break;
        case 'c':
            b->commit = optarg;
            break;
        case 'o':
            b->output = optarg;
            break;
        default:
            return false;
        }
    if (!build || !source || !b->commit || !b->output || optind != argc)
        return false;
    b->dateline = bench_join(b, build, "dateline");
    b->empty = bench_join(b, build, "tests/bench/empty");
    b->generate = bench_join(b, build, "src/tools/generate");
    b->sample = bench_join(b, source, "assets/sample");
    return true;
}

int main(int argc, char **argv)
{
    static bench b;
    if (!read_options(argc, argv, &b)) {
        fprintf(stderr, "usage: bench [--quick] --build DIR --source DIR --commit TEXT "
                        "--output FILE\n");
        return 2;
    }
#ifdef DL_SANITIZED
    fprintf(stderr, "bench: configure without --enable-sanitizers to measure\n");
    int status = 2;
#else
    b.documents = 20000;
    b.first_documents = b.quick ? 1000 : 4000;
    int status = make_work(&b) && set_up(&b) ? run(&b) : 2;
#endif
    if (b.work[0])
        bench_run((const char *[]){"/bin/rm", "-rf", b.work, NULL}, NULL);
    dl_arena_release(&b.arena);
    return status;
}
