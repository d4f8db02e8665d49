/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_TTY_TERMINAL_H
#define TESTS_TTY_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * A terminal with a program in it: a pseudo-terminal and libvterm, which reads what the program
 * writes as a terminal would.
 *
 * Nothing here guesses that a screen has settled. The program writes a marker after each refresh
 * (docs/testing.md), which says how many keys it has read and how large the screen is; what is
 * waited for is a marker, a text on the screen or the end of the program, and the screen is then
 * exactly what it was at that point of the output. What does not come within TERMINAL_PATIENCE
 * seconds fails the test and shows the screen; no test passes by waiting.
 */

#define TERMINAL_PATIENCE 30

typedef struct terminal terminal;

typedef struct terminal_options {
    const char *const *argv;        /* up to NULL */
    const char *const *environment; /* "NAME=value" is set, "NAME" unset; up to NULL; or NULL */
    int width, height;              /* cells; 0: 80 by 24 */
} terminal_options;

/* What a cell shows. */
typedef struct terminal_cell {
    char text[32]; /* UTF-8; " " where blank; "" the right half of a wide character */
    bool bold, underline, italic, reverse;
    int foreground, background; /* of the palette; -1: the terminal's own */
} terminal_cell;

/* Starts a program in a terminal whose screen holds a line of text already. The terminal's own
 * environment is TERM=xterm-256color, LC_ALL=C.UTF-8, the marker asked for, a fault left to kill. */
terminal *terminal_new(const terminal_options *options);

/* Kills the program where it still runs. NULL is legal. */
void terminal_free(terminal *t);
/* A test's tear-down: frees the terminals that it left, as one that fails does. */
int terminal_tear_down(void **state);
#define TERMINAL_TEST(name) cmocka_unit_test_teardown(name, terminal_tear_down)

/* Sends BYTES and waits for nothing. */
void terminal_send(terminal *t, const char *bytes);
/* Sends TEXT, each character of which is a key, and waits for nothing; what is typed next is waited for after
 * these. */
void terminal_begin(terminal *t, const char *text);
/* Sends TEXT, each character of which is a key, and waits until the screen shows what they did. */
void terminal_type(terminal *t, const char *text);
/* The same with BYTES being one key. */
void terminal_press(terminal *t, const char *bytes);

/* Waits for the first refresh; for a refresh after the last one that was seen. */
void terminal_wait_start(terminal *t);
void terminal_wait_refresh(terminal *t);
/* Waits for a refresh at the size that the terminal has. */
void terminal_wait_size(terminal *t);
/* Waits until the program has taken all that was sent, whether it was a key yet or not. */
void terminal_wait_taken(terminal *t);
/* Waits until the screen shows TEXT in a row. */
void terminal_wait_text(terminal *t, const char *text);
/* Waits until the program, or the one after it, has written TEXT since the last bytes were sent. */
void terminal_wait_output(terminal *t, const char *text);
/* Waits for the program's end; its status as waitpid gives it. */
int terminal_wait_end(terminal *t);

void terminal_resize(terminal *t, int width, int height);

/* Shows BYTES as if another program had written them over the screen. */
void terminal_scribble(terminal *t, const char *bytes);

/* Takes the terminal away and waits for the program's end; its status. */
int terminal_hang_up(terminal *t);

/* Takes the modes that the line has now, under a shell's prompt, for those to be restored. */
void terminal_remember_modes(terminal *t);

/* The process started; the process group in the terminal's foreground. */
pid_t terminal_process(const terminal *t);
pid_t terminal_foreground(const terminal *t);

/* Row Y as text, blanks at its end cut, in a buffer of the terminal's. */
const char *terminal_row(terminal *t, int y);
/* The number of the first row from Y on that shows TEXT, or -1. */
int terminal_find(terminal *t, const char *text, int y);
terminal_cell terminal_at(terminal *t, int x, int y);
/* Cells before TEXT in row Y; -1 where it is not there. */
int terminal_column(terminal *t, const char *text, int y);

/* Fails, says WHAT and shows the screen unless CONDITION. */
void terminal_assert(terminal *t, bool condition, const char *what);
/* Fails, and shows the screen, unless a row shows TEXT; unless none does. */
void terminal_assert_shows(terminal *t, const char *text);
void terminal_assert_hides(terminal *t, const char *text);

/* Whether the cursor shows; whether the alternate screen is in use; whether the keypad is in the mode
 * that the program asked for last. */
bool terminal_cursor_visible(const terminal *t);
bool terminal_alternate(const terminal *t);
bool terminal_keypad(const terminal *t);
/* Whether the program has asked to be told where pasted text begins and ends. */
bool terminal_brackets_paste(const terminal *t);

/* Fails unless the terminal is as before the program began: the modes of its line, the screen, the
 * cursor shown, pasted text as it always is, attributes and colours reset. */
void terminal_assert_restored(terminal *t);
/* The same for the modes of the line and the attributes alone, where the terminal has but one screen. */
void terminal_assert_plain(terminal *t);

/* All that the program has written. */
const char *terminal_log(const terminal *t, size_t *ret_len);

/* Runs a program out of a terminal, with the environment that terminal_new gives, and returns its
 * status. Its output goes to /dev/null, what it says on standard error to the test's. */
int terminal_run(const char *const *argv, const char *const *environment);

#endif
