/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
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

static void show_bar(uint64_t done, double rate)
{
    char bar[BAR_CELLS + 1];
    uint64_t filled = progress.total ? done * BAR_CELLS / progress.total : 0;
    for (uint64_t i = 0; i < BAR_CELLS; i++)
        bar[i] = i < filled ? '#' : '.';
    bar[BAR_CELLS] = '\0';
    uint64_t left =
        rate > 0 && progress.total > done ? (uint64_t)((double)(progress.total - done) / rate) : 0;
    fprintf(stderr,
            "\r[%s] %" PRIu64 " of %" PRIu64 " %s, %.0f/s, %" PRIu64 ":%02" PRIu64 " left\x1b[K",
            bar, done, progress.total, progress.unit, rate, left / 60, left % 60);
    fflush(stderr);
    progress.drawn = true;
}

void dl_progress_show(uint64_t done)
{
    double time = now();
    if (time < progress.next)
        return;
    double rate = (double)done / (time - progress.start);
    if (dl_progress_is_bar())
        show_bar(done, rate);
    else
        fprintf(stderr, "dateline: %" PRIu64 " %s, %.0f/s\n", done, progress.unit, rate);
    progress.next = time + (dl_progress_is_bar() ? BAR_EVERY : LINE_EVERY);
}

void dl_progress_hide(void)
{
    if (progress.drawn)
        fputs("\r\x1b[K", stderr);
    progress.drawn = false;
}
