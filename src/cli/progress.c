/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli/progress.h"

#define BAR_CELLS 24
#define BAR_FIRST 0.4 /* seconds until the bar is first shown */
#define BAR_EVERY 0.1
#define LINE_FIRST 2.0
#define LINE_EVERY 1.0

static struct {
    uint64_t total;
    const char *unit;
    double start, next; /* seconds of the monotonic clock */
    bool drawn;
} progress;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int dl_progress_is_bar(void)
{
    return isatty(STDERR_FILENO);
}

void dl_progress_start(uint64_t total, const char *unit)
{
    progress.total = total;
    progress.unit = unit;
    progress.start = now();
    progress.next = progress.start + (dl_progress_is_bar() ? BAR_FIRST : LINE_FIRST);
}

int dl_progress_width(void)
{
    struct winsize size;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 80;
}

/* Draws the bar with WHAT is done, which is ASCII: on a narrow terminal without the bar, and cut. */
static void show_bar(uint64_t done, const char *what)
{
    char bar[BAR_CELLS + 1];
    uint64_t filled = progress.total ? done * BAR_CELLS / progress.total : 0;
    int room = dl_progress_width() - 1;
    for (uint64_t i = 0; i < BAR_CELLS; i++)
        bar[i] = i < filled ? '#' : '.';
    bar[BAR_CELLS] = '\0';
    if ((int)strlen(what) + BAR_CELLS + 3 <= room)
        fprintf(stderr, "\r[%s] %s\x1b[K", bar, what);
    else
        fprintf(stderr, "\r%.*s\x1b[K", room, what);
    fflush(stderr);
    progress.drawn = true;
}

/* Whether it is time to show something again; sets *RET to the seconds since the start. */
static bool is_due(double *ret)
{
    double time = now();
    if (time < progress.next)
        return false;
    *ret = time - progress.start;
    progress.next = time + (dl_progress_is_bar() ? BAR_EVERY : LINE_EVERY);
    return true;
}

/* Shows WHAT is done, and how long the rest takes at RATE, of the total's unit a second. */
static void show(uint64_t done, double rate, const char *what)
{
    char text[128], rest[32] = "";
    if (rate > 0 && progress.total > done) {
        uint64_t left = (uint64_t)((double)(progress.total - done) / rate);
        snprintf(rest, sizeof rest, ", %" PRIu64 ":%02" PRIu64 " left", left / 60, left % 60);
    }
    snprintf(text, sizeof text, "%s%s", what, rest);
    if (dl_progress_is_bar())
        show_bar(done, text);
    else
        fprintf(stderr, "dateline: %s\n", text);
}

void dl_progress_show(uint64_t done)
{
    double seconds;
    char what[96];
    if (!is_due(&seconds))
        return;
    snprintf(what, sizeof what, "%" PRIu64 " of %" PRIu64 " %s, %.0f/s", done, progress.total,
             progress.unit, (double)done / seconds);
    show(done, (double)done / seconds, what);
}

void dl_progress_show_bytes(uint64_t documents, uint64_t bytes)
{
    double seconds;
    char what[96];
    if (!is_due(&seconds))
        return;
    double rate = (double)bytes / seconds;
    snprintf(what, sizeof what, "%" PRIu64 " %s, %.0f/s, %.1f MB/s", documents, progress.unit,
             (double)documents / seconds, rate / 1e6);
    show(bytes, rate, what);
}

void dl_progress_show_with_bytes(uint64_t done, uint64_t bytes)
{
    double seconds;
    char what[96];
    if (!is_due(&seconds))
        return;
    snprintf(what, sizeof what, "%" PRIu64 " of %" PRIu64 " %s, %.0f/s, %.1f MB/s", done,
             progress.total, progress.unit, (double)done / seconds, (double)bytes / seconds / 1e6);
    show(done, (double)done / seconds, what);
}

void dl_progress_hide(void)
{
    if (progress.drawn)
        fputs("\r\x1b[K", stderr);
    progress.drawn = false;
}
