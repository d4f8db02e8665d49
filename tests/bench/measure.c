/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench/bench.h"

double bench_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

double bench_cpu_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int compare_values(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double bench_quantile(double *values, size_t count, double quantile)
{
    if (!count)
        return 0;
    qsort(values, count, sizeof *values, compare_values);
    size_t at = (size_t)((double)count * quantile);
    return values[at < count ? at : count - 1];
}

void bench_compare(row *ret, double ours[RUNS], double beside[RUNS])
{
    ret->ours = bench_quantile(ours, RUNS, 0.5);
    ret->beside = bench_quantile(beside, RUNS, 0.5);
    ret->value = ret->ours / ret->beside;
}

const char *bench_join(bench *b, const char *dir, const char *name)
{
    const char *path = dl_arena_printf(&b->arena, "%s/%s", dir, name);
    if (!path)
        abort();
    return path;
}

static double milliseconds(struct timeval time)
{
    return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

bool bench_run(const char *const *argv, double *ret_cpu_ms)
{
    pid_t process = fork();
    if (process == 0) {
        int null = open("/dev/null", O_RDWR);
        dup2(null, STDIN_FILENO);
        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
        execv(argv[0], (char *const *)argv);
        _exit(126);
    }
    struct rusage usage;
    int status;
    if (process < 0 || wait4(process, &status, 0, &usage) != process || status != 0) {
        fprintf(stderr, "bench: %s %s failed\n", argv[0], argv[1] ? argv[1] : "");
        return false;
    }
    if (ret_cpu_ms)
        *ret_cpu_ms = milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
    return true;
}
