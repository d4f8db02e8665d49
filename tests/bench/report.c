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
        fprintf(out, "%g%s%s | %s |\n", r->goal, r->beside_what ? "" : " ",
                r->beside_what ? "" : r->unit, r->value <= r->goal ? "yes" : "**no**");
    else
        fprintf(out, "| |\n");
}

static void print_keys(FILE *out, const bench *b)
{
    fprintf(out, "## Key by key\n\nMilliseconds from the key to the last byte of its frame; and, "
                 "where it is "
                 "much more, until all\nwork that the key began was done, with keys answered or a "
                 "change told of meanwhile.\n\n"
                 "| key | presses | median | worst | all done, median |\n|---|---|---|---|---|\n");
    for (size_t i = 0; i < b->keys_count; i++) {
        const key_figure *key = &b->keys[i];
        fprintf(out, "| %s | %zu | %.2f | %.2f |", key->name, key->count, key->median, key->worst);
        if (key->done > 2 * key->median)
            fprintf(out, " %.2f |\n", key->done);
        else
            fprintf(out, " |\n");
    }
}

/* clang-format off */
static const char preface[] =
    "# Performance\n"
    "\n"
    "Written by `make bench` (`tests/bench`), which measures the build without sanitizers; `make\n"
    "bench-quick` measures less, writes the same into the build folder, and fails where a figure is still\n"
    "twice its goal at the third attempt.\n"
    "\n"
    "Both sides of a ratio are measured in turns in the same run, and a figure is the median of five, so\n"
    "that a busy machine slows both: compare ratios between machines, not milliseconds. A row without a\n"
    "goal is there to be watched.\n"
    "\n"
    "- The texts are written by `src/tools/generate` (`generate [--seed N] [--count N] DIR`) from a\n"
    "  vocabulary of the project's own and the names of the gazetteer, the same to the byte from the same\n"
    "  seed: names and words by Zipf's law, 60 invented sources, twenty years.\n"
    "- Screens are 200 by 60 cells. A start is timed from before the fork, a key from before it is sent,\n"
    "  both until the last byte of the marker after the refresh (docs/testing.md) has been read from the\n"
    "  pseudo-terminal. Of nine starts the quickest is one of the five figures.\n"
    "- The percentile is that of a walk through the reader, made twenty times, and of one whose steps begin\n"
    "  work of seconds, made once; each step weighs the same, however rare it is in use. A frame that says how\n"
    "  far long work has come is a frame.\n"
    "- Import and the finding of names are in CPU time, user and system.\n"
    "\n"
    "The empty screen of ncurses is a hard floor for the first one. About half of what dateline adds to it\n"
    "goes to the terminal and the loader: more libraries, and a full screen in colours to work out and\n"
    "send. Most of the rest goes to opening the archive, reading its schema and preparing the questions\n"
    "that a first screen asks; memory touched for the first time is a part of both.\n"
    "\n";
/* clang-format on */

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
