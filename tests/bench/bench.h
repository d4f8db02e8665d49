/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/arena.h"
#include "dateline/store.h"

/*
 * The benchmarks: each row of the table is a function that measures both sides of a ratio, in turns,
 * so that what else the machine does falls on both. A figure is the median of RUNS measurements unless
 * the row says otherwise.
 */

#define RUNS 5
#define PATH_SIZE 4096
#define KEY_FIGURES 120

/* What a key took, over all its presses. */
typedef struct key_figure {
    const char *name;
    double median, worst; /* ms until its frame */
    double done;          /* ms until nothing was left to do, the median */
    size_t count;
} key_figure;

/* Where things are, and the archives that the rows measure on. */
typedef struct bench {
    const char *dateline; /* the program */
    const char *empty;    /* tests/bench/empty */
    const char *generate; /* src/tools/generate */
    const char *sample;   /* assets/sample */
    const char *commit;   /* of the source, as given */
    const char *output;   /* the report */
    bool quick;
    size_t documents, first_documents;
    char work[PATH_SIZE];        /* a folder, removed at the end; in it: */
    const char *small, *large;   /* archives of five and of DOCUMENTS */
    const char *stories;         /* the texts of the large one */
    const char *first;           /* FIRST_DOCUMENTS of them, for the loads */
    const char *scratch;         /* an archive for whoever wants one */
    double stories_mb, first_mb; /* million bytes */
    key_figure keys[KEY_FIGURES];
    size_t keys_count;
    double reader_mb; /* anonymous memory of the reader after those keys */
    dl_arena arena;   /* of the paths */
} bench;

/* A line of the report. */
typedef struct row {
    const char *what, *beside_what; /* beside_what NULL: ours is judged by itself */
    const char *unit;               /* of ours and beside */
    double ours, beside;
    double value; /* what the goal is set for: the ratio, or ours */
    double goal;  /* at most; 0: none set; in the unit of ours where that is judged by itself */
} row;

/* Measures a row. False, and a message on standard error, where it cannot be. */
typedef bool row_function(bench *b, row *ret);

row_function bench_start_small, bench_start_large, bench_keys, bench_memory; /* screens.c */
row_function bench_import, bench_import_plain, bench_store_size;             /* texts.c */
row_function bench_annotate, bench_gazetteer_10k, bench_gazetteer_100k, bench_annotator_start,
    bench_annotator_memory; /* names.c */

row_function bench_merge; /* corrections.c */

/* Writes the report to B's output. */
bool bench_report(const bench *b, const row *rows, size_t count);

/* --- texts.c --- */

typedef struct text {
    const char *title, *body; /* title NULL: none */
    dl_key key;
} text;

/* Titles and bodies as the program made them of the files. */
typedef struct texts {
    text *items;
    size_t len, size;
    dl_arena arena;
} texts;

/* Reads all texts of the archive at PATH, in the order of their days. False, and says why, where it cannot;
 * they are to be released in any case. */
bool bench_read_texts(const char *path, texts *ret);
void bench_release_texts(texts *list);

/* Imports the first texts into the scratch archive, which is removed before. */
bool bench_import_first(const bench *b, bool annotated, double *ret_ms);
void bench_remove_archive(const char *path);

/* --- measure.c --- */

/* Milliseconds on a clock that only goes forward; CPU milliseconds of this process. */
double bench_ms(void);
double bench_cpu_ms(void);

/* The value that QUANTILE (0.5: the median) of COUNT values do not exceed. Sorts them. */
double bench_quantile(double *values, size_t count, double quantile);

/* Sets both sides of a row to the medians of RUNS values, and its value to their ratio. */
void bench_compare(row *ret, double ours[RUNS], double beside[RUNS]);

/* The path of NAME in DIR, in B's arena; aborts when memory is out. */
const char *bench_join(bench *b, const char *dir, const char *name);

/* Runs ARGV (up to NULL), its output thrown away; false, and a message, unless it exits with 0. Sets
 * the CPU milliseconds it took, user and system; NULL is legal. */
bool bench_run(const char *const *argv, double *ret_cpu_ms);

#endif
