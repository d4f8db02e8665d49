/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What happens to the program: keys, and signals as a stream beside them.
 *
 * Signals are blocked and read from a descriptor, so that they come between two draws and never in
 * the middle of one: a resize cannot get lost between asking and waiting (with ncurses' own handler
 * and a blocking read it does, one time in four), and a signal to end is an event after which
 * everything is closed in order. Whoever drives the terminal then lets the process die by that
 * signal, so that its parent sees what it expects.
 *
 * Stopping: the terminal is given back, and the stop signal is let through with its default action,
 * which the kernel withholds where no shell could continue us. Whenever the process was continued
 * everything is set and drawn anew: what stopped us may have been a signal that cannot be caught,
 * and another program may have had the terminal since.
 */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "tui/tui.h"

#define FRUITLESS_MAX 8

/* The signals by which a process is asked to end, or does as a rule where it does not catch them. */
static const int ends[] = {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM};
#define ENDS (sizeof ends / sizeof *ends)

dl_status dl_events_init(dl_tui *tui, dl_error *error)
{
    sigemptyset(&tui->caught);
    for (size_t i = 0; i < ENDS; i++)
        sigaddset(&tui->caught, ends[i]);
    sigaddset(&tui->caught, SIGWINCH);
    sigaddset(&tui->caught, SIGCONT);
    sigaddset(&tui->caught, SIGTSTP);
    sigprocmask(SIG_BLOCK, &tui->caught, &tui->mask);
    tui->signals = signalfd(-1, &tui->caught, SFD_NONBLOCK | SFD_CLOEXEC);
    if (tui->signals >= 0)
        return DL_OK;
    int reason = errno;
    sigprocmask(SIG_SETMASK, &tui->mask, NULL);
    return dl_fail(error, DL_ERR_IO, "signals cannot be caught: %s", strerror(reason));
}

void dl_events_release(dl_tui *tui)
{
    if (tui->signals < 0)
        return;
    close(tui->signals);
    tui->signals = -1;
    sigprocmask(SIG_SETMASK, &tui->mask, NULL);
}

/* Whether the process was started with SIGNAL ignored (nohup, a job of a script). */
static bool is_ignored(int signal)
{
    struct sigaction action;
    return sigaction(signal, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

/* Stops the process, or what runs with it in the foreground. Returns when it is continued. */
static void stop(dl_tui *tui, bool foreground)
{
    sigset_t stopping, continued;
    sigemptyset(&stopping);
    sigaddset(&stopping, SIGTSTP);
    sigemptyset(&continued);
    sigaddset(&continued, SIGCONT);
    dl_tui_leave(tui);
    kill(foreground ? 0 : getpid(), SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &stopping, NULL);
    sigprocmask(SIG_BLOCK, &stopping, NULL);
    static const struct timespec now;
    sigtimedwait(&continued, NULL, &now); /* it is known */
    dl_tui_enter(tui);
}

void dl_tui_suspend(dl_tui *tui)
{
    stop(tui, true);
}

/* The signals that keys send: to whoever runs in the foreground. */
static void key_signals(sigset_t *ret)
{
    sigemptyset(ret);
    sigaddset(ret, SIGINT);
    sigaddset(ret, SIGQUIT);
    sigaddset(ret, SIGCONT);
}

void dl_tui_lend(dl_tui *tui)
{
    sigset_t stopping;
    sigemptyset(&stopping);
    sigaddset(&stopping, SIGTSTP);
    dl_tui_leave(tui);
    sigprocmask(SIG_UNBLOCK, &stopping, NULL);
}

void dl_tui_take_back(dl_tui *tui)
{
    sigset_t stopping, keys;
    sigemptyset(&stopping);
    sigaddset(&stopping, SIGTSTP);
    sigprocmask(SIG_BLOCK, &stopping, NULL);
    static const struct timespec now;
    key_signals(&keys);
    while (sigtimedwait(&keys, NULL, &now) > 0)
        ; /* they were for the other program */
    dl_tui_enter(tui);
}

/* Takes the terminal back after the process was stopped from outside. */
static void go_on(dl_tui *tui)
{
    reset_prog_mode(); /* in the background this stops us again, before anything is written */
    dl_tui_leave(tui);
    dl_tui_enter(tui);
}

static bool is_end(int number)
{
    for (size_t i = 0; i < ENDS; i++)
        if (ends[i] == number)
            return true;
    return false;
}

/* Handles the signals that came; true where one ends the program. */
static bool read_signals(dl_tui *tui, dl_event *ret)
{
    struct signalfd_siginfo info;
    while (read(tui->signals, &info, sizeof info) == (ssize_t)sizeof info) {
        int number = (int)info.ssi_signo;
        if (is_end(number) && (number == SIGPIPE || !is_ignored(number))) {
            *ret = (dl_event){.kind = DL_EVENT_END, .signal = number};
            return true;
        }
        if (number == SIGTSTP)
            stop(tui, false);
        else if (number == SIGCONT)
            go_on(tui);
        else if (number == SIGWINCH) {
            dl_tui_measure(tui);
            tui->resized = true;
        }
    }
    return false;
}

/* Waits for input or a signal; false where the terminal is gone: there is always something to read
 * then, and reading gives nothing. */
static bool wait_for_any(dl_tui *tui)
{
    struct pollfd fds[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                           {.fd = tui->signals, .events = POLLIN}};
    if (ppoll(fds, 2, NULL, NULL) < 0)
        return errno == EINTR;
    if (fds[1].revents)
        return true;
    return ++tui->fruitless < FRUITLESS_MAX; /* until a key has come */
}

bool dl_tui_wait(dl_tui *tui, int ms)
{
    struct pollfd fds[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                           {.fd = tui->signals, .events = POLLIN}};
    return poll(fds, 2, ms) != 0;
}

bool dl_tui_next(dl_tui *tui, bool wait, dl_event *ret)
{
    for (;;) {
        if (read_signals(tui, ret))
            return true;
        if (tui->resized) {
            tui->resized = false;
            *ret = (dl_event){.kind = DL_EVENT_RESIZE};
            return true;
        }
        if (dl_keys_read(tui, ret)) {
            tui->fruitless = 0;
            return true;
        }
        if (!wait)
            return false;
        if (!wait_for_any(tui)) {
            *ret = (dl_event){.kind = DL_EVENT_END, .signal = SIGHUP};
            return true;
        }
    }
}
