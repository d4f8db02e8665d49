/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can happen on every screen of the reader (screens.def): any size, and any signal. */
#include "support/test.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>

#include "tty/ways.h"

typedef struct screen {
    const char *name, *keys, *shows;
} screen;

static const screen screens[] = {
#define SCREEN(name, keys, shows) {name, keys, shows},
#include "tty/screens.def"
#undef SCREEN
};

static void go_to(terminal *t, const screen *to)
{
    ways_press(t, to->keys);
    terminal_assert_shows(t, to->shows);
}

static terminal *start(const screen *to)
{
    print_message("# %s\n", to->name);
    ways_restore();
    terminal *t = archive_read(120, 40, NULL, NULL);
    go_to(t, to);
    return t;
}

/* Down to a single cell and up again. */
static void test_sizes(void **state)
{
    (void)state;
    static const struct {
        int width, height;
    } sizes[] = {{200, 60}, {150, 50}, {120, 24}, {100, 23}, {99, 40}, {80, 24}, {60, 10}, {40, 12},
                 {30, 7},   {21, 6},   {20, 5},   {19, 5},   {20, 4},  {7, 3},   {3, 2},   {1, 1},
                 {2, 60},   {200, 1},  {1, 40},   {20, 5},   {40, 8},  {80, 24}, {200, 60}};
    for (size_t i = 0; i < COUNT_OF(screens); i++) {
        terminal *t = start(&screens[i]);
        for (size_t j = 0; j < COUNT_OF(sizes); j++) {
            terminal_resize(t, sizes[j].width, sizes[j].height);
            if (j % 3 != 1) /* some are overtaken by the next */
                terminal_wait_size(t);
        }
        terminal_resize(t, 120, 40);
        terminal_wait_size(t);
        terminal_assert_shows(t, screens[i].shows);
        terminal_free(t);
    }
}

static void test_signals_that_end(void **state)
{
    (void)state;
    static const int numbers[] = {SIGHUP,  SIGTERM, SIGINT,  SIGQUIT,
                                  SIGPIPE, SIGUSR1, SIGSEGV, SIGABRT};
    for (size_t i = 0; i < COUNT_OF(screens); i++)
        for (size_t j = 0; j < COUNT_OF(numbers); j++) {
            terminal *t = start(&screens[i]);
            assert_int_equal(kill(terminal_process(t), numbers[j]), 0);
            int status = terminal_wait_end(t);
            assert_true(WIFSIGNALED(status));
            assert_int_equal(WTERMSIG(status), numbers[j]);
            terminal_assert_restored(t);
            terminal_free(t);
        }
}

/* Starts a shell in the terminal, and the reader in it. */
static terminal *start_in_shell(void)
{
    static const char *const argv[] = {"/bin/sh", "-i", NULL};
    char program[600];
    snprintf(program, sizeof program, "PROGRAM=%s", made.program);
    const char *environment[] = {made.setting, made.home, program, NULL};
    terminal *t = terminal_new(
        &(terminal_options){.argv = argv, .environment = environment, .width = 120, .height = 40});
    terminal_wait_text(t, "ready>");
    terminal_remember_modes(t);
    terminal_send(t, "\"$PROGRAM\"\n");
    terminal_wait_start(t);
    return t;
}

static void test_stopped_and_continued(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(screens); i++) {
        print_message("# %s\n", screens[i].name);
        ways_restore();
        terminal *t = start_in_shell();
        go_to(t, &screens[i]);
        assert_int_equal(kill(terminal_foreground(t), SIGTSTP), 0);
        terminal_wait_text(t, "Stopped");
        terminal_assert_restored(t);
        terminal_send(t, "fg\n");
        terminal_wait_refresh(t);
        terminal_assert_shows(t, screens[i].shows);
        terminal_free(t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL_TEST(test_sizes),
        TERMINAL_TEST(test_signals_that_end),
        TERMINAL_TEST(test_stopped_and_continued),
    };
    return cmocka_run_group_tests_name("storms", tests, ways_set_up, ways_tear_down);
}
