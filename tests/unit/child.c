/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs of others, run within bounds: small shell scripts. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "dateline/child.h"
#include "dateline/str.h"
#include "support/test.h"

typedef struct taken {
    dl_str text;
    size_t most; /* bytes, beyond which no more are taken; 0: all are */
} taken;

static dl_status take(void *context, const char *bytes, size_t len, dl_error *error)
{
    taken *t = context;
    dl_str_addn(&t->text, bytes, len);
    return t->most && t->text.len > t->most ? dl_fail(error, DL_ERR_INVALID, "enough") : DL_OK;
}

static const dl_child_bounds usual = {
    .cpu = 10, .wait = 60000, .memory = (uint64_t)1 << 30, .output = 1 << 20};

/* Runs SCRIPT with INPUT. */
static dl_status run(const char *script, const char *input, const dl_child_bounds *bounds,
                     taken *ret, dl_child_report *ret_report, dl_error *error)
{
    char *words[] = {"/bin/sh", "-c", (char *)(uintptr_t)script, NULL};
    char *environment[] = {"PATH=/usr/bin:/bin", NULL};
    dl_str_clear(&ret->text);
    return dl_child_run(words, environment, input, strlen(input), bounds, take, ret, ret_report,
                        error);
}

static void test_what_it_is_given_and_what_it_gives(void **state)
{
    (void)state;
    taken t = {0};
    dl_child_report report;
    dl_str_init(&t.text);
    assert_int_equal(run("cat; echo oh >&2; exit 3", "harbour\n", &usual, &t, &report, NULL),
                     DL_OK);
    assert_string_equal(t.text.text, "harbour\n");
    assert_int_equal(report.end, DL_CHILD_EXITED);
    assert_int_equal(report.code, 3);
    assert_string_equal(report.complaint, "oh\n");
    assert_int_equal(run("kill -SEGV $$", "", &usual, &t, &report, NULL), DL_OK);
    assert_int_equal(report.end, DL_CHILD_DIED);
    dl_str_release(&t.text);
}

static void test_nothing_of_ours_reaches_it(void **state)
{
    (void)state;
    taken t = {0};
    dl_child_report report;
    dl_str_init(&t.text);
    int file = open("/dev/null", O_RDONLY); /* left open to children, by some mistake */
    assert_int_equal(setenv("HARBOUR_SECRET", "quay", 1), 0);
    assert_int_equal(run("env; ls /proc/self/fd | wc -l; ulimit -c", "", &usual, &t, &report, NULL),
                     DL_OK);
    assert_null(strstr(t.text.text, "HARBOUR_SECRET"));
    assert_non_null(strstr(t.text.text, "\n4\n0\n")); /* three, and the folder that ls reads */
    close(file);
    dl_str_release(&t.text);
}

static void test_one_that_takes_too_long_is_killed_with_its_own(void **state)
{
    (void)state;
    taken t = {0};
    dl_child_report report;
    dl_child_bounds short_ = usual, idle = usual;
    dl_str_init(&t.text);
    idle.wait = 200;
    assert_int_equal(run("echo $$; sleep 1000 & sleep 1000", "", &idle, &t, &report, NULL), DL_OK);
    assert_int_equal(report.end, DL_CHILD_LATE);
    assert_string_not_equal(t.text.text, "");
    assert_int_equal(run("exec >&- 2>&-; sleep 1000", "", &idle, &t, &report, NULL), DL_OK);
    assert_int_equal(report.end, DL_CHILD_LATE);
    short_.cpu = 1;
    assert_int_equal(run("while :; do :; done", "", &short_, &t, &report, NULL), DL_OK);
    assert_int_equal(report.end, DL_CHILD_LATE);
    dl_str_release(&t.text);
}

static void test_one_that_takes_too_much_is_ended(void **state)
{
    (void)state;
    taken t = {0};
    dl_child_report report;
    dl_child_bounds narrow = usual;
    dl_error error;
    dl_str_init(&t.text);
    assert_int_equal(run("yes", "", &usual, &t, &report, NULL), DL_OK);
    assert_int_equal(report.end, DL_CHILD_FLOODED);
    assert_true(t.text.len <= usual.output);
    t.most = 10;
    assert_int_equal(run("yes", "", &usual, &t, &report, &error), DL_ERR_INVALID);
    assert_int_equal(report.end, DL_CHILD_STOPPED);
    assert_string_equal(error.message, "enough");
    t.most = 0;
    assert_int_equal(run("yes ferry | head -c 100000 >&2", "", &usual, &t, &report, NULL), DL_OK);
    assert_int_equal(report.end, DL_CHILD_EXITED);
    narrow.memory = 64 << 20;
    assert_int_equal(
        run("sleep 0; x=aaaaaaaa; while :; do x=$x$x; done", "", &narrow, &t, &report, NULL),
        DL_OK);
    assert_true(report.end == DL_CHILD_DIED || report.code != 0);
    dl_str_release(&t.text);
}

static void test_one_that_is_not_there(void **state)
{
    (void)state;
    char *words[] = {"/no/such/program", NULL}, *environment[] = {NULL};
    taken t = {0};
    dl_child_report report;
    dl_error error;
    dl_str_init(&t.text);
    assert_int_equal(dl_child_run(words, environment, "", 0, &usual, take, &t, &report, &error),
                     DL_ERR_NOT_FOUND);
    assert_string_equal(error.message, "/no/such/program: No such file or directory");
    words[0] = "/etc/passwd";
    assert_int_equal(dl_child_run(words, environment, "", 0, &usual, take, &t, &report, &error),
                     DL_ERR_IO);
    dl_str_release(&t.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_it_is_given_and_what_it_gives),
        cmocka_unit_test(test_nothing_of_ours_reaches_it),
        cmocka_unit_test(test_one_that_takes_too_long_is_killed_with_its_own),
        cmocka_unit_test(test_one_that_takes_too_much_is_ended),
        cmocka_unit_test(test_one_that_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
