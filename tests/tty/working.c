/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change that takes long: the screen says how far it has come, Esc stops it, and so does what ends the
 * program; the archive is then as it was. What is typed meanwhile is done afterwards. */
#include "support/test.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "tty/archive.h"

#define DOCUMENTS 160
#define LINES_EACH 60 /* so that the change takes far longer than this test may lie still */

static const archive_text first = {"first.txt", "The mast is raised\n\n"
                                                "Date: 13/02/2022 | Source: Harbour Gazette\n\n"
                                                "Norway raised the mast.\n"};

/* Many documents that name the same country, which is what a correction everywhere has to change. */
static int set_up(void **unused)
{
    (void)unused;
    int failed = archive_make(&first, 1);
    char folder[300];
    snprintf(folder, sizeof folder, "%s/many", made.directory);
    assert_int_equal(mkdir(folder, 0700), 0);
    for (int i = 0; i < DOCUMENTS; i++) {
        char file[32], text[8192];
        snprintf(file, sizeof file, "many/%03d.txt", i);
        int len = snprintf(text, sizeof text,
                           "Mast number %d is raised\n\nDate: %d/05/2021 | Source: Nordwire\n\n", i,
                           13 + i % 15);
        for (int line = 0; line < LINES_EACH; line++)
            len += snprintf(text + len, sizeof text - (size_t)len,
                            "Norway raised mast %d, and Iceland saw Norway raise it.\n\n", line);
        archive_write(&(archive_text){file, text});
    }
    const char *argv[] = {made.program, "import", folder, NULL};
    const char *environment[] = {made.setting, made.home, NULL};
    assert_int_equal(terminal_run(argv, environment), 0);
    return failed;
}

/* Asks what is to be done with the first name, which is Norway everywhere. */
static terminal *ask(void)
{
    terminal *t = archive_read(100, 24, NULL, NULL);
    terminal_type(t, "\t]cn");
    terminal_assert_shows(t, "  everywhere ");
    return t;
}

static void quit(terminal *t)
{
    terminal_send(t, "Q");
    int status = terminal_wait_end(t);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    terminal_free(t);
}

/* Fails unless no mention was corrected, and the archive is sound. */
static void assert_nothing_decided(void)
{
    const char *argv[] = {made.program, "check", NULL};
    const char *environment[] = {made.setting, made.home, NULL};
    assert_int_equal(terminal_run(argv, environment), 0);
    terminal *t = ask();
    terminal_assert_shows(t, "  everywhere 19201"); /* 120 in each, and 1 */
    terminal_press(t, "\033");
    quit(t);
}

static void test_escape_stops_it(void **unused)
{
    (void)unused;
    terminal *t = ask();
    terminal_begin(t, "e\033"); /* at once: the change cannot be over before it is seen */
    terminal_wait_output(t, "working: ");
    terminal_wait_text(t, "stopped; nothing was changed");
    terminal_assert_shows(t, "Norway raised the mast");
    terminal_type(t, "u");
    terminal_assert_shows(t, "nothing to undo");
    quit(t);
    assert_nothing_decided();
}

static void test_a_signal_stops_it(void **unused)
{
    (void)unused;
    terminal *t = ask();
    terminal_begin(t, "e");
    terminal_wait_output(t, "working: ");
    assert_int_equal(kill(terminal_process(t), SIGTERM), 0);
    int status = terminal_wait_end(t);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
    terminal_assert_restored(t);
    terminal_free(t);
    assert_nothing_decided();
}

static void test_keys_meanwhile_wait(void **unused)
{
    (void)unused;
    terminal *t = ask();
    terminal_begin(t, "e");
    terminal_wait_output(t, "working: ");
    terminal_type(t, "u");
    terminal_assert_shows(t, "undone: “Norway” is no name everywhere");
    quit(t);
    assert_nothing_decided();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL_TEST(test_escape_stops_it),
        TERMINAL_TEST(test_a_signal_stops_it),
        TERMINAL_TEST(test_keys_meanwhile_wait),
    };
    return cmocka_run_group_tests_name("working", tests, set_up, archive_remove);
}
