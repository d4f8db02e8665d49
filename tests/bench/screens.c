/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the reader's user waits for: the first screen, and the screen after each key. The keys are a
 * walk through the reader that is made again and again; each of its steps counts as often as any
 * other, so that a rare and slow one (sorting twenty thousand documents) weighs in the 99th
 * percentile as much as a step down.
 */
#include <float.h>
#include <stdio.h>
#include <string.h>

#include "bench/bench.h"
#include "bench/pty.h"

#define ROUNDS 20
#define LONG_ROUNDS 1
#define STARTS 9 /* of which the quickest counts: a start is short, and the machine busy */

/* Starts ARGV, waits for its first screen and ends it. */
static bool time_start(const char *const *argv, double *ret_ms)
{
    pty p;
    if (!pty_start(&p, argv, ret_ms))
        return false;
    pty_stop(&p);
    return true;
}

/* Sets *LEAST to what a start of ARGV takes where that is less. */
static bool try_start(const char *const *argv, double *least)
{
    double ms;
    if (!time_start(argv, &ms))
        return false;
    if (ms < *least)
        *least = ms;
    return true;
}

/* Both sides of a row, in turns. */
static bool compare_starts(const char *const *ours, const char *const *beside, row *ret)
{
    double a[RUNS], b[RUNS];
    for (int i = 0; i < RUNS; i++) {
        a[i] = b[i] = DBL_MAX;
        for (int j = 0; j < STARTS; j++)
            if (!try_start(ours, &a[i]) || !try_start(beside, &b[i]))
                return false;
    }
    ret->unit = "ms";
    bench_compare(ret, a, b);
    return true;
}

bool bench_start_small(bench *b, row *ret)
{
    *ret = (row){.what = "first screen of 5 documents",
                 .beside_what = "an ncurses program that draws an empty screen",
                 .goal = 2.0};
    return compare_starts((const char *[]){b->dateline, "--archive", b->small, NULL},
                          (const char *[]){b->empty, NULL}, ret);
}

bool bench_start_large(bench *b, row *ret)
{
    *ret = (row){.what = "first screen of the large archive",
                 .beside_what = "first screen of 5 documents",
                 .goal = 1.3};
    return compare_starts((const char *[]){b->dateline, "--archive", b->large, NULL},
                          (const char *[]){b->dateline, "--archive", b->small, NULL}, ret);
}

/* --- keys --- */

/* Keys whose last one is measured. They come one after another, whatever work the ones before have begun;
 * the next step's come when all work is done. */
typedef struct step {
    const char *name, *keys;
} step;

/* Each walk begins and ends in the document list, without a filter, newest first. */

/* What the others need. */
static const step first_walk[] = {
    {"Tab", "\t"},
    {"]", "]"},
    {"the sentence to a new dossier", "Ysbells\r"},
    {"q out of the text", "q"},
};

static const step walk[] = {
    {"j in the list", "j"},
    {"k in the list", "k"},
    {"J", "J"},
    {"K", "K"},
    {"^D in the list", "\x04"},
    {"Space in the list", " "},
    {"G in the list", "G"},
    {"K", "K"},
    {"gg in the list", "gg"},
    {"J", "J"},
    {"Tab", "\t"}, /* to the text */
    {"j in the text", "j"},
    {"^D in the text", "\x04"},
    {"G in the text", "G"},
    {"gg in the text", "gg"},
    {"]", "]"},
    {"]", "]"},
    {"[", "["},
    {"*", "*"},
    {"n", "n"},
    {"n", "n"},
    {")", ")"},
    {")", ")"},
    {"(", "("},
    {"concordance", "gr"},
    {"j in the concordance", "j"},
    {"^D in the concordance", "\x04"},
    {"G in the concordance", "G"},
    {"k in the concordance", "k"},
    {"gg in the concordance", "gg"},
    {"} in the concordance", "}"},
    {"& in the concordance", "&"},
    {"typing what lines are to hold", "t"},
    {"typing what lines are to hold", "h"},
    {"typing what lines are to hold", "e"},
    {"lines narrowed", "\r"},
    {"all lines again", "&\r"},
    {"j while lines are narrowed", "&said\rj"},
    {"all lines again", "&\r"},
    {"lines sorted by what stands left", "gsl"},
    {"G in lines sorted", "G"},
    {"j while lines are sorted", "gsrj"},
    {"equal lines folded", "zd"},
    {"j in lines folded", "j"},
    {"equal lines unfolded", "zd"},
    {"quoted lines", "z\""},
    {"all lines again", "z\""},
    {"more context", "+"},
    {"^D among paragraphs", "+\x04"},
    {"less context", "--"},
    {"x on a line", "x"},
    {"x on a line", "jx"},
    {"two lines compared", "="},
    {"j in a comparison", "j"},
    {"q out of the comparison", "q"},
    {"no line marked", "X"},
    {"lines sorted by date", "gsd"},
    {"Tab into the text of a line", "\t"},
    {"q back to the lines", "q"},
    {"q out of the concordance", "q"},
    {"search", "s"},
    {"typing a search", "g"},
    {"typing a search", "o"},
    {"typing a search", "v"},
    {"typing a search", "e"},
    {"typing a second word", " t"},
    {"typing a second word", "h"},
    {"typing a second word", "e"},
    {"leaving a search", "\x03"},
    {"S", "S"},
    {"typing a source's name", "f"},
    {"typing a source's name", "e"},
    {"typing a source's name", "r"},
    {"filter to a source", "\r"},
    {"j in the list", "j"},
    {"n", "n"},
    {"concordance", "gr"},
    {"q out of the concordance", "q"},
    {"filter dropped", "\x7f"},
    {"sort by source", "gss"},
    {"G in the list, by source", "G"},
    {"gg in the list, by source", "gg"},
    {"sort by date", "gsd"},
    {"O", "O"},
    {"O", "O"},
    {"^L", "\x0c"},
    {"<", "<"}, /* under the filter again, before it was dropped */
    {"filter dropped", "\x7f"},
    {"Tab", "\t"}, /* to the text */
    {"]", "]"},
    {"hints", "f"},
    {"hints taken away", "\x03"},
    {"v", "v"},
    {"a word more selected", "w"},
    {"the sentence selected", "is"},
    {"nothing selected", "\x03"},
    {"a note", "ax\r"},
    {"the note undone", "u"},
    {"q out of the text", "q"},
    {"a dossier", "hG\r"},
    {"j in a dossier", "j"},
    {"q out of the dossier", "q"},
    {"from the sources to the list", "l"},
    {"two names in one sentence", "\t]*]ws"},
    {"filter dropped", "\x7f"},
    {"q out of the text", "q"},
    {"unread documents alone", "Fis:unread\r"},
    {"filter dropped", "\x7f"},
};

/* What takes seconds until it is all done: a change of many documents, and a search for a word that most hold,
 * of which the hits are counted after each step. */
static const step long_walk[] = {
    {"A", "A"},
    {"all marked read", "y"},
    {"all of them unread again", "u"},
    {"what a correction concerns", "\t]cn"},
    {"a correction everywhere", "e"},
    {"the correction undone", "u"},
    {"q out of the text", "q"},
    {"a search for a common word", "ssaid\r"},
    {"n to the next hit", "n"},
    {"sort by relevance", "qgsr"},
    {"G in the list, by relevance", "G"},
    {"gg in the list, by relevance", "gg"},
    {"sort by date", "gsd"},
    {"filter dropped", "\x7f"},
};

#define LEN(walk) (sizeof(walk) / sizeof *(walk))
#define STEPS (LEN(first_walk) + LEN(walk) + LEN(long_walk))

static const struct {
    const step *steps;
    size_t len, rounds;
} walks[] = {
    {first_walk, LEN(first_walk), 1},
    {walk, LEN(walk), ROUNDS},
    {long_walk, LEN(long_walk), LONG_ROUNDS},
};

/* The step of number I over all walks; sets in how many rounds it is made. */
static const step *step_at(size_t i, size_t *ret_rounds)
{
    size_t k = 0;
    for (; i >= walks[k].len; k++)
        i -= walks[k].len;
    *ret_rounds = walks[k].rounds;
    return &walks[k].steps[i];
}

/* What each step took in each round it was made in, in milliseconds. */
typedef struct timing {
    double frame[STEPS][ROUNDS]; /* until the last byte of the frame */
    double done[STEPS][ROUNDS];  /* until nothing was left to do */
} timing;

/* Adds to VALUES what the steps called NAME (NULL: all) took; how many values there are. */
static size_t gather(double took[STEPS][ROUNDS], const char *name, double *values)
{
    size_t count = 0, rounds;
    for (size_t i = 0; i < STEPS; i++) {
        if (name && strcmp(step_at(i, &rounds)->name, name) != 0)
            continue;
        step_at(i, &rounds);
        memcpy(values + count, took[i], rounds * sizeof *values);
        count += rounds;
    }
    return count;
}

/* Adds what one name's presses took to the figures, unless an earlier step had its name. */
static void add_figure(bench *b, timing *t, size_t first)
{
    static double values[STEPS * ROUNDS];
    size_t rounds;
    const char *name = step_at(first, &rounds)->name;
    for (size_t i = 0; i < first; i++)
        if (strcmp(step_at(i, &rounds)->name, name) == 0)
            return;
    if (b->keys_count == KEY_FIGURES)
        return;
    key_figure *figure = &b->keys[b->keys_count++];
    size_t count = gather(t->frame, name, values);
    *figure = (key_figure){.name = name, .count = count};
    figure->median = bench_quantile(values, count, 0.5);
    figure->worst = values[count - 1];
    count = gather(t->done, name, values);
    figure->done = bench_quantile(values, count, 0.5);
}

/* Presses the keys of step I, and waits until nothing is left to do. */
static bool make_step(pty *p, timing *t, size_t i, size_t round)
{
    size_t rounds;
    const step *made = step_at(i, &rounds);
    bool ok = pty_press(p, made->keys, &t->frame[i][round]);
    double start = bench_ms();
    if (!ok || !pty_settle(p)) {
        fprintf(stderr, "bench: at \"%s\", round %zu\n", made->name, round + 1);
        return false;
    }
    t->done[i][round] = t->frame[i][round] + bench_ms() - start;
    return true;
}

static bool make_walks(pty *p, timing *t)
{
    size_t begin = 0;
    for (size_t k = 0; k < LEN(walks); begin += walks[k++].len)
        for (size_t round = 0; round < walks[k].rounds; round++)
            for (size_t i = 0; i < walks[k].len; i++)
                if (!make_step(p, t, begin + i, round))
                    return false;
    return true;
}

bool bench_keys(bench *b, row *ret)
{
    static timing t;
    static double values[STEPS * ROUNDS];
    double start;
    pty p;
    if (!pty_start(&p, (const char *[]){b->dateline, "--archive", b->large, NULL}, &start))
        return false;
    bool ok = make_walks(&p, &t);
    b->reader_mb = (double)pty_memory(&p) / 1e6;
    pty_stop(&p);
    if (!ok)
        return false;
    b->keys_count = 0;
    for (size_t i = 0; i < STEPS; i++)
        add_figure(b, &t, i);
    size_t count = gather(t.frame, NULL, values);
    *ret = (row){.what = "key to the last byte of its frame, 99th percentile",
                 .unit = "ms",
                 .ours = bench_quantile(values, count, 0.99),
                 .goal = 16};
    ret->value = ret->ours;
    return true;
}

bool bench_memory(bench *b, row *ret)
{
    *ret = (row){.what = "anonymous memory of the reader after those keys",
                 .unit = "MB",
                 .ours = b->reader_mb,
                 .value = b->reader_mb};
    return b->reader_mb > 0;
}
