/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The terminal restored where the program ends without closing it: by exit(), from whatever depth,
 * or by a fault of its own (a bad address, abort). ncurses cannot be called then, since it may be
 * the one interrupted; so the bytes that bring the terminal back are made beforehand, and all that
 * is left to do is to write them and to set the modes of the line, both of which a handler of a
 * signal may do. Then the signal does what it would have done.
 *
 * A handler is given nothing but a number, so what it needs is in static storage.
 */
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <curses.h>
#include <term.h>

#include "tui/tui.h"

#define STACK_SIZE 16384

static const int faults[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGSYS};
#define FAULTS (sizeof faults / sizeof *faults)

static struct {
    volatile sig_atomic_t armed;
    struct termios modes;
    char bytes[512]; /* to be written to the terminal */
    size_t len;
    struct sigaction before[FAULTS];
    void *stack; /* a fault may be a stack that overflowed */
    bool at_exit;
} rescue;

static void restore(void)
{
    if (!rescue.armed)
        return;
    rescue.armed = 0;
    ssize_t written = write(STDOUT_FILENO, rescue.bytes, rescue.len);
    (void)written; /* there is nothing else to try */
    tcsetattr(STDIN_FILENO, TCSANOW, &rescue.modes);
}

static void die(int number, siginfo_t *info, void *context)
{
    (void)context;
    restore();
    for (size_t i = 0; i < FAULTS; i++)
        if (faults[i] == number)
            sigaction(number, &rescue.before[i], NULL);
    if (info->si_code <= 0) /* sent by a process; a fault happens again by itself */
        raise(number);
}

void dl_rescue_init(void)
{
    tcgetattr(STDIN_FILENO, &rescue.modes);
    if (!rescue.at_exit)
        rescue.at_exit = atexit(restore) == 0;
    stack_t stack;
    if (sigaltstack(NULL, &stack) == 0 && (stack.ss_flags & SS_DISABLE) &&
        (rescue.stack = malloc(STACK_SIZE))) {
        stack = (stack_t){.ss_sp = rescue.stack, .ss_size = STACK_SIZE};
        sigaltstack(&stack, NULL);
    }
    struct sigaction action = {.sa_sigaction = die, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < FAULTS; i++)
        sigaction(faults[i], &action, &rescue.before[i]);
}

void dl_rescue_release(void)
{
    for (size_t i = 0; i < FAULTS; i++)
        sigaction(faults[i], &rescue.before[i], NULL);
    if (rescue.stack) {
        stack_t none = {.ss_flags = SS_DISABLE};
        sigaltstack(&none, NULL);
        free(rescue.stack);
        rescue.stack = NULL;
    }
}

/* Adds a capability of the terminal without the delays noted in it ("$<5>"). */
static void add(const char *capability)
{
    for (const char *c = capability; c && *c && rescue.len < sizeof rescue.bytes; c++) {
        const char *end = c[0] == '$' && c[1] == '<' ? strchr(c, '>') : NULL;
        if (end)
            c = end;
        else
            rescue.bytes[rescue.len++] = *c;
    }
}

/* What ends the reports of the mouse; NULL where the terminal is not known to have one. */
static const char *mouse_mode_off(void)
{
    const char *mode = tigetstr("XM");
    return mode && (intptr_t)mode != -1 ? tiparm(mode, 0) : NULL;
}

void dl_rescue_arm(bool mouse)
{
    rescue.len = 0;
    if (mouse)
        add(mouse_mode_off());
    add(dl_tui_paste_mode(false));
    add(exit_attribute_mode);
    add(orig_pair);
    add(cursor_normal);
    add(keypad_local);
    add(exit_ca_mode ? exit_ca_mode : clear_screen);
    rescue.armed = 1;
}

void dl_rescue_disarm(void)
{
    rescue.armed = 0;
}
