/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding names: the whole layer beside the word breaks of libunistring, the gazetteer alone with many names
 * beside Vectorscan, which looks for the same strings, what the layer adds to a start, and what stays in memory.
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <uniwbrk.h>
#ifdef HAVE_VECTORSCAN
#include <hs.h>
#endif

#include "annotate/reading.h"
#include "bench/bench.h"
#include "dateline/str.h"
#include "dateline/vec.h"

static bool complain(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    return false;
}

/* The first texts as the program reads them. */
static bool read_first(const bench *b, texts *ret)
{
    double ms;
    bool ok = bench_import_first(b, false, &ms) && bench_read_texts(b->scratch, ret);
    bench_remove_archive(b->scratch);
    return ok;
}

static size_t length(const char *string)
{
    return string ? strlen(string) : 0;
}

/* --- the whole layer --- */

static bool annotate_all(const dl_annotator *annotator, const texts *list, double *ret_ms)
{
    dl_arena arena = {0};
    dl_error error;
    dl_status status = DL_OK;
    double start = bench_cpu_ms();
    for (size_t i = 0; !status && i < list->len; i++) {
        dl_arena_clear(&arena);
        dl_annotate_input input = {.title = list->items[i].title,
                                   .body = list->items[i].body,
                                   .day = dl_key_day(list->items[i].key)};
        dl_annotation found;
        status = dl_annotate(annotator, &input, &arena, &found, &error);
    }
    *ret_ms = bench_cpu_ms() - start;
    dl_arena_release(&arena);
    return !status || complain(error.message);
}

static void break_words(const char *string, char *breaks)
{
    u8_wordbreaks((const uint8_t *)string, length(string), breaks);
}

static bool break_all(const texts *list, double *ret_ms)
{
    size_t most = 0;
    for (size_t i = 0; i < list->len; i++) {
        size_t len = length(list->items[i].body) + length(list->items[i].title);
        most = len > most ? len : most;
    }
    char *breaks = malloc(most + 1);
    if (!breaks)
        return complain("out of memory");
    double start = bench_cpu_ms();
    for (size_t i = 0; i < list->len; i++) {
        break_words(list->items[i].title, breaks);
        break_words(list->items[i].body, breaks);
    }
    *ret_ms = bench_cpu_ms() - start;
    free(breaks);
    return true;
}

bool bench_annotate(bench *b, row *ret)
{
    *ret = (row){.what = "finding names",
                 .beside_what = "word breaks of libunistring, same texts",
                 .unit = "CPU ms a MB",
                 .goal = 11};
    double ours[RUNS], beside[RUNS];
    texts list = {0};
    dl_annotator annotator = {0};
    dl_error error;
    bool ok = read_first(b, &list);
    if (ok && dl_annotator_load(&annotator, &error))
        ok = complain(error.message);
    for (int i = 0; ok && i < RUNS; i++) {
        ok = annotate_all(&annotator, &list, &ours[i]) && break_all(&list, &beside[i]);
        ours[i] /= b->first_mb;
        beside[i] /= b->first_mb;
    }
    dl_annotator_release(&annotator);
    bench_release_texts(&list);
    if (ok)
        bench_compare(ret, ours, beside);
    return ok;
}

/* --- the gazetteer with many names --- */

typedef struct name_list {
    const char **items;
    size_t len, size;
    dl_arena arena;
} name_list;

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static size_t word_length(const char *at)
{
    return strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}

/* Adds the pairs of capitalised words in BODY, whoever they are, until there are MOST. */
static bool add_pairs(name_list *names, const char *body, size_t most)
{
    bool ok = true;
    for (const char *at = body; ok && *at && names->len < most; at++) {
        bool starts = at == body || at[-1] == ' ';
        size_t first = word_length(at), second;
        if (!starts || !is_capital(*at) || at[first] != ' ' || !is_capital(at[first + 1]))
            continue;
        second = word_length(at + first + 1);
        const char *name = dl_arena_strndup(&names->arena, at, first + 1 + second);
        ok = name && dl_vec_push(names, name);
    }
    return ok;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void drop_twins(name_list *names)
{
    size_t kept = 0;
    if (names->len)
        qsort(names->items, names->len, sizeof *names->items, compare_names);
    for (size_t i = 0; i < names->len; i++)
        if (!kept || strcmp(names->items[i], names->items[kept - 1]) != 0)
            names->items[kept++] = names->items[i];
    names->len = kept;
}

/* An invented name of two words, another for each NUMBER. */
static const char *invent(dl_arena *arena, size_t number)
{
    static const char *const heads[] = {"Bra", "Dun", "Fel", "Gor", "Hal", "Ken", "Lum",
                                        "Mor", "Nor", "Pel", "Ros", "Sol", "Tar", "Vel"};
    static const char *const tails[] = {"bek", "dal", "fen", "gin", "ham", "kov", "lin",
                                        "mar", "nes", "pol", "rik", "sen", "tov", "wik"};
    size_t n = sizeof heads / sizeof *heads, digits[5];
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++, number /= n)
        digits[i] = number % n;
    return dl_arena_printf(arena, "%s%s%s %s%s", heads[digits[0]], tails[digits[1]],
                           tails[digits[4]], heads[digits[2]], tails[digits[3]]);
}

/* COUNT names: up to half of them such as stand in the texts, the others invented. */
static bool gather(const texts *list, size_t count, name_list *ret)
{
    bool ok = true;
    for (size_t i = 0; ok && i < list->len && ret->len < count / 2; i++) {
        ok = add_pairs(ret, list->items[i].body, count / 2);
        if (ret->len == count / 2)
            drop_twins(ret);
    }
    drop_twins(ret);
    for (size_t i = 0; ok && ret->len < count; i++) {
        const char *name = invent(&ret->arena, i);
        ok = name && dl_vec_push(ret, name);
    }
    return ok || complain("out of memory");
}

static dl_gazetteer *list_names(const name_list *names)
{
    dl_str lines;
    dl_error error;
    dl_gazetteer *gazetteer = NULL;
    dl_str_init(&lines);
    for (size_t i = 0; i < names->len; i++)
        dl_str_addf(&lines, "place/n%zu\t%s\t\t\n", i, names->items[i]);
    dl_gazetteer_source source = {"names.tsv", lines.text, lines.len};
    if (!dl_str_ok(&lines) || dl_gazetteer_new(&source, 1, NULL, NULL, &gazetteer, &error))
        complain(dl_str_ok(&lines) ? error.message : "out of memory");
    dl_str_release(&lines);
    return gazetteer;
}

/* Cuts all texts into words and looks up what is listed at each of them. */
static bool look_up_all(const dl_gazetteer *gazetteer, const texts *list, double *ret_ms)
{
    dl_arena arena = {0};
    bool ok = true;
    double start = bench_cpu_ms();
    for (size_t i = 0; ok && i < list->len; i++) {
        const dl_annotate_input input = {.body = list->items[i].body};
        dl_reading r = {.gazetteer = gazetteer,
                        .input = &input,
                        .arena = &arena,
                        .texts = {"", list->items[i].body}};
        dl_arena_clear(&arena);
        ok = dl_reading_cut(&r) && dl_find_hits(&r);
        dl_reading_discard(&r);
    }
    *ret_ms = bench_cpu_ms() - start;
    dl_arena_release(&arena);
    return ok || complain("out of memory");
}

#ifdef HAVE_VECTORSCAN
static int count_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags,
                       void *context)
{
    (void)id, (void)from, (void)to, (void)flags;
    ++*(size_t *)context;
    return 0;
}

static hs_database_t *compile(const name_list *names)
{
    hs_database_t *database = NULL;
    hs_compile_error_t *error = NULL;
    unsigned *flags = calloc(names->len, sizeof *flags), *ids = calloc(names->len, sizeof *ids);
    size_t *lengths = calloc(names->len, sizeof *lengths);
    for (size_t i = 0; flags && ids && lengths && i < names->len; i++) {
        ids[i] = (unsigned)i;
        lengths[i] = strlen(names->items[i]);
    }
    if (flags && ids && lengths &&
        hs_compile_lit_multi(names->items, flags, ids, lengths, (unsigned)names->len, HS_MODE_BLOCK,
                             NULL, &database, &error) != HS_SUCCESS) {
        complain(error->message);
        hs_free_compile_error(error);
    }
    free(flags);
    free(ids);
    free(lengths);
    return database;
}

static bool scan_all(const hs_database_t *database, hs_scratch_t *scratch, const texts *list,
                     double *ret_ms)
{
    size_t matches = 0;
    bool ok = true;
    double start = bench_cpu_ms();
    for (size_t i = 0; ok && i < list->len; i++) {
        const char *body = list->items[i].body;
        ok = hs_scan(database, body, (unsigned)strlen(body), 0, scratch, count_match, &matches) ==
             HS_SUCCESS;
    }
    *ret_ms = bench_cpu_ms() - start;
    return (ok && matches) || complain("Vectorscan finds nothing");
}

static bool scan_runs(const name_list *names, const texts *list, double ret_ms[RUNS])
{
    hs_database_t *database = compile(names);
    hs_scratch_t *scratch = NULL;
    bool ok = database && hs_alloc_scratch(database, &scratch) == HS_SUCCESS;
    for (int i = 0; ok && i < RUNS; i++)
        ok = scan_all(database, scratch, list, &ret_ms[i]);
    hs_free_scratch(scratch);
    hs_free_database(database);
    return ok;
}

static const char *const scanner = "Vectorscan, the same strings wherever they stand";
#else
static bool scan_runs(const name_list *names, const texts *list, double ret_ms[RUNS])
{
    (void)names, (void)list;
    for (int i = 0; i < RUNS; i++)
        ret_ms[i] = 1;
    return true;
}

static const char *const scanner;
#endif

static bool compare_gazetteers(const bench *b, size_t count, row *ret)
{
    double ours[RUNS], beside[RUNS];
    texts list = {0};
    name_list names = {0};
    dl_gazetteer *gazetteer = NULL;
    bool ok = read_first(b, &list) && gather(&list, count, &names) &&
              (gazetteer = list_names(&names)) && scan_runs(&names, &list, beside);
    for (int i = 0; ok && i < RUNS; i++) {
        ok = look_up_all(gazetteer, &list, &ours[i]);
        ours[i] /= b->first_mb;
        beside[i] /= b->first_mb;
    }
    dl_gazetteer_free(gazetteer);
    bench_release_texts(&list);
    free(names.items);
    dl_arena_release(&names.arena);
    ret->beside_what = scanner;
    ret->unit = "CPU ms a MB";
    if (ok)
        bench_compare(ret, ours, beside);
    if (!scanner)
        ret->value = ret->ours;
    return ok;
}

bool bench_gazetteer_10k(bench *b, row *ret)
{
    *ret = (row){.what = "words cut and looked up among 10,000 names"};
    return compare_gazetteers(b, 10000, ret);
}

bool bench_gazetteer_100k(bench *b, row *ret)
{
    *ret = (row){.what = "words cut and looked up among 100,000 names"};
    return compare_gazetteers(b, 100000, ret);
}

/* --- what the layer costs before the first name, and as long as it is there --- */

/* Runs MEASURE in a process of its own, in which nothing has been touched yet. */
static bool in_child(bool (*measure)(const texts *, double *), const texts *list, double *ret)
{
    int ends[2], status;
    if (pipe(ends) < 0)
        return complain("no pipe");
    pid_t child = fork();
    if (child == 0) {
        double value;
        bool ok = measure(list, &value) && write(ends[1], &value, sizeof value) == sizeof value;
        _exit(!ok);
    }
    close(ends[1]);
    bool ok = child > 0 && read(ends[0], ret, sizeof *ret) == sizeof *ret;
    close(ends[0]);
    return child > 0 && waitpid(child, &status, 0) == child && status == 0 && ok;
}

/* Until one short text has been read for names. */
static bool time_start(const texts *list, double *ret_ms)
{
    (void)list;
    dl_annotator annotator;
    dl_error error;
    text one = {.body = "Anna Lindqvist came to Oslo."};
    const texts first = {.items = &one, .len = 1};
    double ms, start = bench_cpu_ms();
    if (dl_annotator_load(&annotator, &error))
        return complain(error.message);
    bool ok = annotate_all(&annotator, &first, &ms);
    *ret_ms = bench_cpu_ms() - start;
    dl_annotator_release(&annotator);
    return ok;
}

/* Megabytes of this process that are in memory, as the kernel counts them. */
static double resident_mb(void)
{
    long pages = 0, unused;
    malloc_trim(0);
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%ld %ld", &unused, &pages) != 2)
        pages = 0;
    if (file)
        fclose(file);
    return (double)pages * (double)sysconf(_SC_PAGESIZE) / 1e6;
}

/* After all texts have been read for names. */
static bool weigh_layer(const texts *list, double *ret_mb)
{
    dl_annotator annotator;
    dl_error error;
    double ms, before = resident_mb();
    if (dl_annotator_load(&annotator, &error))
        return complain(error.message);
    bool ok = annotate_all(&annotator, list, &ms);
    *ret_mb = resident_mb() - before;
    dl_annotator_release(&annotator);
    return ok;
}

bool bench_annotator_start(bench *b, row *ret)
{
    (void)b;
    double ours[RUNS];
    *ret = (row){.what = "gazetteer and tagger loaded, and a first sentence read",
                 .unit = "CPU ms",
                 .goal = 5};
    for (int i = 0; i < RUNS; i++)
        if (!in_child(time_start, NULL, &ours[i]))
            return false;
    ret->ours = ret->value = bench_quantile(ours, RUNS, 0.5);
    return true;
}

bool bench_annotator_memory(bench *b, row *ret)
{
    texts list = {0};
    *ret = (row){
        .what = "gazetteer and tagger in memory, all those texts read", .unit = "MB", .goal = 16};
    bool ok = read_first(b, &list) && in_child(weigh_layer, &list, &ret->ours);
    ret->value = ret->ours;
    bench_release_texts(&list);
    return ok;
}
