/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signals, and what they leave of the terminal. What stops the program is tried under a shell: a
 * program without one is an orphan whom the kernel does not stop.
 */
#include "support/test.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tty/archive.h"

static const archive_text texts[] = {
    {"whale.txt", "A whale is given the right of way\n\n"
                  "Date: 22/04/2021 | Source: Lantern Post\n\n"
                  "Norway has told its ferries to wait for the whale. NATO submarines wait too.\n"},
    {"seal.txt", "The seal keeps the pier\n\n"
                 "Date: 16/09/2023 | Source: Nordwire\n\n"
                 "Iceland has left the pier to the seal until the spring.\n"},
};

static int set_up(void **state)
{
    (void)state;
    return archive_make(texts, COUNT_OF(texts));
}

static terminal *start_reader(void)
{
    terminal *t = archive_read(80, 24, NULL, NULL);
    terminal_type(t, "\r]F"); /* a name marked, the cursor in a prompt: there is much to restore */
    assert_true(terminal_cursor_visible(t));
    return t;
}

/* --- the end --- */

static void end_by(int number)
{
    terminal *t = start_reader();
    assert_int_equal(kill(terminal_process(t), number), 0);
    int status = terminal_wait_end(t);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), number);
    terminal_assert_restored(t);
}

static void test_hup(void **state)
{
    (void)state;
    end_by(SIGHUP);
}

static void test_term(void **state)
{
    (void)state;
    end_by(SIGTERM);
}

static void test_int(void **state)
{
    (void)state;
    end_by(SIGINT);
}

static void test_quit(void **state)
{
    (void)state;
    end_by(SIGQUIT);
}

static void test_pipe(void **state)
{
    (void)state;
    end_by(SIGPIPE);
}

static void test_usr1(void **state)
{
    (void)state;
    end_by(SIGUSR1);
}

static void test_segv(void **state)
{
    (void)state;
    end_by(SIGSEGV);
}

static void test_abrt(void **state)
{
    (void)state;
    end_by(SIGABRT);
}

static void test_a_terminal_that_is_gone(void **state)
{
    (void)state;
    terminal *t = start_reader();
    int status = terminal_hang_up(t);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGHUP);
}

/* Starts the reader with HUP ignored, as nohup does. */
static terminal *start_under_nohup(void)
{
    const char *argv[] = {"/bin/sh", "-c", "trap '' HUP; exec \"$0\"", made.program, NULL};
    const char *environment[] = {made.setting, made.home, NULL};
    terminal *t = terminal_new(&(terminal_options){.argv = argv, .environment = environment});
    terminal_wait_start(t);
    return t;
}

static void test_hup_under_nohup(void **state)
{
    (void)state;
    terminal *t = start_under_nohup();
    assert_int_equal(kill(terminal_process(t), SIGHUP), 0);
    terminal_type(t, "j");
    terminal_send(t, "Q");
    assert_int_equal(terminal_wait_end(t), 0);
    terminal_assert_restored(t);
}

/* No signal says so then, but there is nothing left to read from. */
static void test_a_terminal_that_is_gone_under_nohup(void **state)
{
    (void)state;
    terminal *t = start_under_nohup();
    int status = terminal_hang_up(t);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGHUP);
}

static int count_demos(void)
{
    int count = 0;
    DIR *directory = opendir(made.directory);
    assert_non_null(directory);
    for (struct dirent *entry; (entry = readdir(directory));)
        count += strncmp(entry->d_name, "dateline-demo-", 14) == 0;
    closedir(directory);
    return count;
}

static void test_the_demonstration_leaves_nothing(void **state)
{
    (void)state;
    static const int numbers[] = {SIGTERM, SIGHUP, SIGQUIT, 0};
    char directory[300];
    snprintf(directory, sizeof directory, "TMPDIR=%s", made.directory);
    const char *argv[] = {made.program, "--demo", NULL};
    const char *environment[] = {made.home, directory, NULL};
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        terminal *t = terminal_new(&(terminal_options){.argv = argv, .environment = environment});
        terminal_wait_start(t);
        assert_int_equal(count_demos(), 1);
        if (numbers[i])
            assert_int_equal(kill(terminal_process(t), numbers[i]), 0);
        else
            terminal_send(t, "Q");
        int status = terminal_wait_end(t);
        assert_int_equal(WIFSIGNALED(status) ? WTERMSIG(status) : 0, numbers[i]);
        assert_int_equal(count_demos(), 0);
        terminal_free(t);
    }
}

/* --- stopped and continued --- */

/* Starts a shell in the terminal, and the reader in it with COMMAND. */
static terminal *start_in_shell(const char *command)
{
    static const char *const argv[] = {"/bin/sh", "-i", NULL};
    char program[600];
    snprintf(program, sizeof program, "PROGRAM=%s", made.program);
    const char *environment[] = {made.setting, made.home, program, NULL};
    terminal *t = terminal_new(&(terminal_options){.argv = argv, .environment = environment});
    terminal_wait_text(t, "ready>");
    terminal_remember_modes(t);
    terminal_send(t, command);
    terminal_wait_start(t);
    terminal_type(t, "\rj]");
    return t;
}

static void assert_stopped(terminal *t)
{
    terminal_wait_text(t, "Stopped");
    terminal_assert_restored(t);
}

/* Continues the reader and waits until it has drawn. */
static void go_on(terminal *t)
{
    terminal_send(t, "fg\n");
    terminal_wait_refresh(t);
    assert_true(terminal_alternate(t));
    assert_true(terminal_brackets_paste(t));
    assert_false(terminal_cursor_visible(t));
    terminal_assert_hides(t, "Stopped");
}

/* Fails unless the keys that need keypad mode do what they did, and the reader can be left. */
static void assert_works(terminal *t)
{
    assert_true(terminal_keypad(t));
    terminal_assert_shows(t, "The seal keeps the pier");
    terminal_type(t, "h");
    terminal_press(t, "\033OB");
    terminal_press(t, "\033OA");
    terminal_assert_shows(t, "The seal keeps the pier");
    terminal_send(t, "Q");
    terminal_wait_output(t, "ready> ");
    terminal_send(t, "exit\n");
    assert_int_equal(WEXITSTATUS(terminal_wait_end(t)), 0);
}

static void test_tstp_under_a_shell(void **state)
{
    (void)state;
    terminal *t = start_in_shell("\"$PROGRAM\"\n");
    char before[200];
    snprintf(before, sizeof before, "%s", terminal_row(t, 4));
    assert_int_equal(kill(terminal_foreground(t), SIGTSTP), 0);
    assert_stopped(t);
    go_on(t);
    assert_string_equal(terminal_row(t, 4), before);
    assert_works(t);
}

static void test_cont_under_a_shell(void **state)
{
    (void)state;
    terminal *t = start_in_shell("\"$PROGRAM\"\n");
    assert_int_equal(kill(terminal_foreground(t), SIGTSTP), 0);
    assert_stopped(t);
    terminal_resize(t, 100, 30); /* nobody tells a program that is stopped */
    go_on(t);
    terminal_wait_size(t);
    assert_works(t);
}

static void test_cont_without_a_stop(void **state)
{
    (void)state;
    terminal *t = start_in_shell("\"$PROGRAM\"\n");
    assert_int_equal(kill(terminal_foreground(t), SIGCONT), 0);
    terminal_wait_refresh(t);
    assert_works(t);
}

static void test_stop_and_cont_under_a_shell(void **state)
{
    (void)state;
    terminal *t = start_in_shell("\"$PROGRAM\"\n");
    assert_int_equal(kill(terminal_foreground(t), SIGSTOP), 0);
    terminal_wait_text(t, "Stopped"); /* on the reader's screen: it could not leave it */
    go_on(t);
    assert_works(t);
}

static void test_control_z(void **state)
{
    (void)state;
    terminal *t = start_in_shell("\"$PROGRAM\"\n");
    terminal_send(t, "\x1A");
    assert_stopped(t);
    go_on(t);
    assert_works(t);
}

/* What was started with the program in one job stops with it. */
static void test_control_z_in_a_script(void **state)
{
    (void)state;
    terminal *t = start_in_shell("sh -c '\"$PROGRAM\"; :'\n");
    terminal_send(t, "\x1A");
    assert_stopped(t);
    go_on(t);
    assert_works(t);
}

/* Without a shell to continue it, nothing may stop it. */
static void test_control_z_without_a_shell(void **state)
{
    (void)state;
    terminal *t = archive_read(80, 24, NULL, NULL);
    terminal_press(t, "\x1A");
    terminal_type(t, "j");
    assert_int_equal(kill(terminal_process(t), SIGTSTP), 0);
    terminal_wait_refresh(t);
    terminal_send(t, "Q");
    assert_int_equal(terminal_wait_end(t), 0);
    terminal_assert_restored(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL_TEST(test_hup),
        TERMINAL_TEST(test_term),
        TERMINAL_TEST(test_int),
        TERMINAL_TEST(test_quit),
        TERMINAL_TEST(test_pipe),
        TERMINAL_TEST(test_usr1),
        TERMINAL_TEST(test_segv),
        TERMINAL_TEST(test_abrt),
        TERMINAL_TEST(test_a_terminal_that_is_gone),
        TERMINAL_TEST(test_hup_under_nohup),
        TERMINAL_TEST(test_a_terminal_that_is_gone_under_nohup),
        TERMINAL_TEST(test_the_demonstration_leaves_nothing),
        TERMINAL_TEST(test_tstp_under_a_shell),
        TERMINAL_TEST(test_cont_under_a_shell),
        TERMINAL_TEST(test_cont_without_a_stop),
        TERMINAL_TEST(test_stop_and_cont_under_a_shell),
        TERMINAL_TEST(test_control_z),
        TERMINAL_TEST(test_control_z_in_a_script),
        TERMINAL_TEST(test_control_z_without_a_shell),
    };
    return cmocka_run_group_tests_name("signals", tests, set_up, archive_remove);
}
