/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

#include "bench/bench.h"

#define WIDTH 200
#define HEIGHT 60
#define PATIENCE 60000 /* ms after which a program that is silent is given up */
#define MARKER "\033]7766;dateline;"
#define BUSY ";busy"

_Noreturn static void become(const char *const *argv)
{
    static const char *const unset[] = {"LINES", "COLUMNS", "NO_COLOR", "COLORTERM", "TMUX"};
    for (size_t i = 0; i < sizeof unset / sizeof *unset; i++)
        unsetenv(unset[i]);
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("DATELINE_TTY_MARKER", "1", 1);
    setenv("XDG_STATE_HOME", "/dev/null", 1); /* each run begins anew */
    setenv("XDG_CONFIG_HOME", "/dev/null", 1);
    execv(argv[0], (char *const *)argv);
    fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
    _exit(126);
}

/* Whether a marker after key number KEYS stands at the end of what was read; SETTLED: one that says
 * that nothing is left to do. */
static bool at_marker(const pty *p, bool settled)
{
    for (size_t i = 0; i + sizeof MARKER < p->tail_len; i++) {
        const char *start = p->tail + i;
        const char *end =
            strncmp(start, MARKER, sizeof MARKER - 1) ? NULL : memchr(start, '\a', p->tail_len - i);
        if (end && strtoul(start + sizeof MARKER - 1, NULL, 10) == p->keys &&
            (!settled || strncmp(end - strlen(BUSY), BUSY, strlen(BUSY)) != 0))
            return true;
    }
    return false;
}

/* Keeps the end of what was read. */
static void keep_tail(pty *p, const char *bytes, size_t len)
{
    size_t room = sizeof p->tail - 1, kept = len < room ? room - len : 0;
    if (kept > p->tail_len)
        kept = p->tail_len;
    if (len > room) {
        bytes += len - room;
        len = room;
    }
    memmove(p->tail, p->tail + p->tail_len - kept, kept);
    memcpy(p->tail + kept, bytes, len);
    p->tail_len = kept + len;
    p->tail[p->tail_len] = '\0';
}

/* Reads until the marker that is due has come. */
static bool wait_marker(pty *p, bool settled)
{
    static char bytes[1 << 16];
    while (!at_marker(p, settled)) {
        struct pollfd fd = {.fd = p->master, .events = POLLIN};
        if (poll(&fd, 1, PATIENCE) <= 0) {
            fprintf(stderr, "bench: no refresh after key %lu; read last: %s\n", p->keys, p->tail);
            return false;
        }
        ssize_t n = read(p->master, bytes, sizeof bytes);
        if (n <= 0) {
            fprintf(stderr, "bench: the program ended after key %lu: %s\n", p->keys, p->tail);
            return false;
        }
        keep_tail(p, bytes, (size_t)n);
    }
    return true;
}

bool pty_start(pty *p, const char *const *argv, double *ret_ms)
{
    *p = (pty){0};
    struct winsize size = {.ws_row = HEIGHT, .ws_col = WIDTH};
    int slave;
    if (openpty(&p->master, &slave, NULL, NULL, &size) < 0) {
        perror("bench: openpty");
        return false;
    }
    fcntl(p->master, F_SETFD, FD_CLOEXEC);
    double start = bench_ms();
    p->process = fork();
    if (p->process == 0) {
        login_tty(slave);
        become(argv);
    }
    close(slave);
    if (p->process < 0 || !wait_marker(p, false)) {
        pty_stop(p);
        return false;
    }
    *ret_ms = bench_ms() - start;
    return true;
}

bool pty_press(pty *p, const char *keys, double *ret_ms)
{
    for (const char *key = keys; *key; key++) {
        double start = bench_ms();
        p->keys++;
        if (write(p->master, key, 1) != 1 || !wait_marker(p, false))
            return false;
        *ret_ms = bench_ms() - start;
    }
    return true;
}

bool pty_settle(pty *p)
{
    return wait_marker(p, true);
}

size_t pty_memory(const pty *p)
{
    char path[64], line[256];
    snprintf(path, sizeof path, "/proc/%d/status", (int)p->process);
    FILE *file = fopen(path, "r");
    size_t kib = 0;
    while (file && fgets(line, sizeof line, file))
        if (!strncmp(line, "RssAnon:", 8))
            kib = strtoul(line + 8, NULL, 10);
    if (file)
        fclose(file);
    return kib * 1024;
}

void pty_stop(pty *p)
{
    if (p->process > 0) {
        kill(p->process, SIGKILL);
        waitpid(p->process, NULL, 0);
    }
    close(p->master);
}
