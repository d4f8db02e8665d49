/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One suite for every backend. Each test is given the operations and an empty store of its own; the
 * same checks must pass in each, and their number is printed at the end. What a backend answers is
 * also written down, and the transcripts must be the same to the byte.
 */
#include <stdio.h>
#include <string.h>

#include "bench.h"

/* --- the suite --- */

static const bench_test *const suites[] = {suite_put,   suite_list,   suite_query,    suite_reading,
                                           suite_marks, suite_locate, suite_decide,   suite_alias,
                                           suite_amend, suite_group,  suite_timeline, suite_office,
                                           suite_names, suite_persons};

/* A test and the store it is given. */
typedef struct trial {
    bench *bench;
    void (*test)(void *context);
} trial;

static void try(void *context)
{
    const trial *t = context;
    t->test(t->bench);
    bench_check(t->bench);
}

/* Runs TEST, the NUMBER-th, on a store of its own. */
static void run_one(bench *b, const bench_test *test, size_t number)
{
    char name[128], file[64];
    trial t = {b, test->test};
    snprintf(name, sizeof name, "%s: %s", b->ops->name, test->name);
    snprintf(file, sizeof file, "conformance-%zu.db", number);
    test_need(b->ops->open(test_path(&b->arena, file), DL_OPEN_CREATE, &b->store, &test_error) ==
                  DL_OK,
              test_error.message);
    dl_str_addf(&b->transcript, "\n--- %s", test->name);
    b->least = 0;
    test_run(name, try, &t);
    b->ops->close(b->store);
    dl_arena_clear(&b->arena);
}

/* Runs all suites; returns how many checks passed. */
static size_t run_suites(bench *b)
{
    size_t before = test_passed(), number = 0;
    for (size_t i = 0; i < sizeof suites / sizeof *suites; i++)
        for (const bench_test *test = suites[i]; test->name; test++)
            run_one(b, test, number++);
    return test_passed() - before;
}

typedef struct both {
    const bench *sqlite, *memory;
    size_t sqlite_passed, memory_passed;
} both;

static void test_agreement(void *context)
{
    const both *two = context;
    const char *a = two->sqlite->transcript.text, *b = two->memory->transcript.text;
    size_t same = 0, line = 0;
    CHECK(two->sqlite_passed == two->memory_passed);
    for (; a[same] && a[same] == b[same]; same++)
        if (a[same] == '\n')
            line = same + 1;
    if (!CHECK(a[same] == b[same]))
        printf("# sqlite: %.*s\n# memory: %.*s\n", (int)strcspn(a + line, "\n"), a + line,
               (int)strcspn(b + line, "\n"), b + line);
}

int main(void)
{
    bench sqlite = {.ops = &dl_store_sqlite}, memory = {.ops = &dl_store_memory};
    both two = {.sqlite = &sqlite, .memory = &memory};
    dl_str_init(&sqlite.transcript);
    dl_str_init(&memory.transcript);
    two.sqlite_passed = run_suites(&sqlite);
    two.memory_passed = run_suites(&memory);
    test_run("the backends say the same", test_agreement, &two);
    printf("# store: sqlite %zu, memory %zu\n", two.sqlite_passed, two.memory_passed);
    dl_str_release(&sqlite.transcript);
    dl_str_release(&memory.transcript);
    dl_arena_release(&sqlite.arena);
    dl_arena_release(&memory.arena);
    return test_finish();
}
