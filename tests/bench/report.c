/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <sqlite3.h>

#include "bench/bench.h"
#include "dateline/day.h"

/* The value of the first line of PATH that begins with KEY, after its colon. */
static void read_value(const char *path, const char *key, char *ret, size_t size)
{
    char line[512];
    FILE *file = fopen(path, "r");
    snprintf(ret, size, "unknown");
    while (file && fgets(line, sizeof line, file)) {
        char *colon = strchr(line, ':');
        if (strncmp(line, key, strlen(key)) != 0 || !colon)
            continue;
        colon[1 + strcspn(colon + 1, "\n")] = '\0';
        snprintf(ret, size, "%s", colon + 1 + strspn(colon + 1, " \t"));
        break;
    }
    if (file)
        fclose(file);
}

static void print_setting(FILE *out, const bench *b)
{
    char cpu[128], memory[64], day[11];
    struct utsname kernel;
    uname(&kernel);
    read_value("/proc/cpuinfo", "model name", cpu, sizeof cpu);
    read_value("/proc/meminfo", "MemTotal", memory, sizeof memory);
    fprintf(out,
            "| | |\n|---|---|\n"
            "| machine | %s, %ld cores, %s of memory, %s %s |\n"
            "| commit | %s |\n| day | %s |\n| SQLite | %s |\n"
            "| large archive | %zu generated documents, %.1f MB of text |\n"
            "| imports, finding names | the first %zu of them, %.1f MB |\n\n",
            cpu, sysconf(_SC_NPROCESSORS_ONLN), memory, kernel.sysname, kernel.release, b->commit,
            dl_day_format(dl_day_today(), day), sqlite3_libversion(), b->documents, b->stories_mb,
            b->first_documents, b->first_mb);
}

static void print_row(FILE *out, const row *r)
{
    fprintf(out, "| %s | %.2f %s | ", r->what, r->ours, r->unit);
    if (r->beside_what)
        fprintf(out, "%s: %.2f %s | %.2f | ", r->beside_what, r->beside, r->unit, r->value);
    else
        fprintf(out, "| | ");
    if (r->goal > 0)
        fprintf(out, "%g%s | %s |\n", r->goal, r->beside_what ? "" : " ms",
                r->value <= r->goal ? "yes" : "**no**");
    else
        fprintf(out, "| |\n");
}

static void print_keys(FILE *out, const bench *b)
{
    fprintf(out, "## Key by key\n\nMilliseconds from the key to the last byte of its frame.\n\n"
                 "| key | presses | median | worst |\n|---|---|---|---|\n");
    for (size_t i = 0; i < b->keys_count; i++) {
        const key_figure *key = &b->keys[i];
        fprintf(out, "| %s | %zu | %.2f | %.2f |\n", key->name, key->count, key->median,
                key->worst);
    }
}

static const char preface[] =
    "# Performance\n\n"
    "Written by `make bench` (`tests/bench`); `make bench-quick` measures less and writes the "
    "same\n"
    "into the build folder, and fails where a figure is twice its goal.\n\n"
    "Both sides of a ratio are measured in turns in the same run, and a figure is the median of\n"
    "five, so a busy machine slows both; compare ratios between machines, not milliseconds. The\n"
    "texts are written by `src/tools/generate` from a vocabulary of the project's own, the same "
    "to\n"
    "the byte from the same seed: `generate [--seed N] [--count N] DIR`. Screens are 200 by 60\n"
    "cells. A start is timed from before the fork, a key from before it is sent, both until the\n"
    "last byte of the marker after the refresh has been read from the pseudo-terminal. Each step "
    "of\n"
    "the walk through the reader weighs the same in the percentile. Rates are in CPU time, user\n"
    "and system. A row without a goal is there to be watched.\n\n";

bool bench_report(const bench *b, const row *rows, size_t count)
{
    FILE *out = fopen(b->output, "w");
    if (!out) {
        perror(b->output);
        return false;
    }
    fputs(preface, out);
    print_setting(out, b);
    fprintf(out, "| what | dateline | beside | ratio | goal, at most | met |\n"
                 "|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < count; i++)
        print_row(out, &rows[i]);
    fputc('\n', out);
    print_keys(out, b);
    bool ok = !ferror(out);
    if (fclose(out) != 0 || !ok) {
        perror(b->output);
        return false;
    }
    return true;
}
