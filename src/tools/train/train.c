/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * train [OPTION]... FOLDER...: makes the tagger's model from labelled text, or measures how good it is.
 *
 *     --words=FILE    the list of words and names (src/tools/train/known.tsv)
 *     --model=FILE    learn from all folders and write the model there
 *     --folds         five-fold cross-validation, printed as a table for docs/names.md
 *     --ablation      and what the tagger is without the text as a whole
 *     --passes=N      over the text (12)
 *     --margin=N      by which the right labels must win (2000; a correction is 1 to 16)
 *     --margin-none=N that where there is no name (1500): a smaller one finds more
 *     --drop=N        features that are left out of a document at a time, of a thousand (100)
 *     --rows=N        features kept (70000)
 *     --seed=N        of the order in which documents are learnt (1)
 *     --turns=N       times it is learnt, each with another seed; the mean is taken (4)
 *     --hold=NAME     a folder that is measured and never learnt from
 *
 * The same files, options and program give the same model to the byte.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/tagging.h"
#include "dateline/annotate.h"
#include "dateline/vec.h"
#include "tools/train/pack.h"
#include "tools/train/score.h"

#define FOLDS 5
#define NO_FOLD FOLDS

typedef struct options {
    const char *words, *model, *hold;
    bool folds, ablation;
    lesson lesson;
    size_t rows;
} options;

typedef struct trainer {
    options options;
    dl_gazetteer *gazetteer;
    word_list words;
    corpus corpus;
    struct {
        const char **items; /* names of folders */
        size_t len, size;
    } sets;
    packed models[FOLDS + 1]; /* each learnt without its fold; the last from all */
    size_t right[DL_MODEL_MARGINS], seen[DL_MODEL_MARGINS]; /* names of a margin */
} trainer;

typedef struct spans {
    guessed *items;
    size_t len, size;
} spans;

static void fail(const char *what)
{
    fprintf(stderr, "train: %s\n", what);
    exit(1);
}

static dl_tagger *open_model(const packed *model)
{
    dl_tagger *tagger;
    dl_error error;
    if (dl_tagger_new(model->data, model->len, &tagger, &error))
        fail(error.message);
    return tagger;
}

/* --- learning --- */

/* Learns one model a fold, or one from all, into t->models. */
static void learn_all(trainer *t, unsigned first, unsigned last, bool narrow)
{
    packed bare;
    vocabulary v = {0};
    if (!pack_model(&t->words, NULL, NULL, 0, NULL, &bare))
        fail("out of memory");
    dl_tagger *words = open_model(&bare);
    if (!corpus_look(&t->corpus, t->gazetteer, words, narrow) || !vocabulary_number(&v, &t->corpus))
        fail("out of memory");
    fprintf(stderr, "%zu documents, %zu features\n", t->corpus.len, v.len);
    for (unsigned fold = first; fold <= last; fold++) {
        lesson plan = t->options.lesson;
        weights w;
        plan.fold = fold;
        plan.no_set = t->options.hold;
        free(t->models[fold].data);
        if (!learn(&t->corpus, &v, &plan, &w) ||
            !pack_model(&t->words, &v, &w, t->options.rows, NULL, &t->models[fold]))
            fail("out of memory");
        weights_release(&w);
    }
    vocabulary_release(&v);
    dl_tagger_free(words);
    free(bare.data);
}

/* --- the three ways to find names --- */

static void add_span(spans *found, uint32_t start, uint32_t end, unsigned type)
{
    guessed span = {start, end, type};
    if (!dl_vec_push(found, span))
        fail("out of memory");
}

/* Whether the gold has just this name, or asks nothing there. */
static int judge(const labelled *doc, const guessed *span)
{
    for (size_t g = 0; g < doc->gold_count; g++)
        if (doc->gold[g].start < span->end && span->start < doc->gold[g].end) {
            if (doc->gold[g].skip)
                return -1;
            if (doc->gold[g].start == span->start && doc->gold[g].end == span->end)
                return (doc->gold[g].types & 1u << span->type) != 0;
        }
    return 0;
}

static void count_margin(trainer *t, const labelled *doc, const guessed *span, int32_t margin,
                         const dl_tagger *tagger)
{
    int right = judge(doc, span);
    int32_t class = margin / (int32_t)tagger->header->margin_step;
    class = class < 0 ? 0 : class < DL_MODEL_MARGINS ? class : DL_MODEL_MARGINS - 1;
    if (right >= 0 && !doc->to) {
        t->right[class] += (size_t)right;
        t->seen[class]++;
    }
}

/* What the tagger by itself sees. */
static void find_tagged(trainer *t, const labelled *doc, const dl_tagger *tagger, bool narrow,
                        spans *found)
{
    dl_arena arena = {0};
    dl_tagging tags = {.narrow = narrow};
    const dl_annotate_input input = {.body = doc->text, .day = DL_DAY_NONE};
    dl_reading r = {.gazetteer = t->gazetteer,
                    .tagger = tagger,
                    .input = &input,
                    .arena = &arena,
                    .texts = {"", doc->text}};
    if (!dl_reading_cut(&r) || dl_reading_rules(&r, NULL) || !dl_tagging_init(&tags, &r, tagger))
        fail("out of memory");
    for (size_t i = 0, end; i < r.words.len; i = end) {
        end = i + 1;
        if (!tags.labels[i])
            continue;
        int32_t margin = tags.margins[i];
        for (; end < r.words.len && DL_LABEL_PART(tags.labels[end - 1]) <= DL_TAG_INSIDE; end++)
            margin = tags.margins[end] < margin ? tags.margins[end] : margin;
        add_span(found, r.words.items[i].start, r.words.items[end - 1].end,
                 DL_LABEL_TYPE(tags.labels[i]));
        if (!narrow)
            count_margin(t, doc, &found->items[found->len - 1], margin, tagger);
    }
    dl_tagging_release(&tags);
    dl_reading_discard(&r);
    dl_arena_release(&arena);
}

/* What the whole layer finds, with the tagger or (NULL) without. Demonyms are not asked for. */
static void find_all(trainer *t, const labelled *doc, dl_tagger *tagger, spans *found)
{
    static const int types[DL_KIND_COUNT] = {[DL_KIND_PERSON] = DL_TAG_PERSON,
                                             [DL_KIND_COUNTRY] = DL_TAG_PLACE,
                                             [DL_KIND_ORGANISATION] = DL_TAG_ORGANISATION,
                                             [DL_KIND_PLACE] = DL_TAG_PLACE,
                                             [DL_KIND_OTHER] = -1};
    dl_arena arena = {0};
    dl_annotation names;
    dl_error error;
    const dl_annotator annotator = {.gazetteer = t->gazetteer, .tagger = tagger};
    const dl_annotate_input input = {.body = doc->text, .day = DL_DAY_NONE};
    if (dl_annotate(&annotator, &input, &arena, &names, &error))
        fail(error.message);
    for (size_t i = 0; i < names.mentions_count; i++) {
        const dl_mention *m = &names.mentions[i];
        if (m->form != DL_FORM_DEMONYM && m->form != DL_FORM_OFFICE && types[m->kind] >= 0)
            add_span(found, m->start, m->end, (unsigned)types[m->kind]);
    }
    dl_arena_release(&arena);
}

/* --- measuring --- */

typedef enum way { RULES, TAGGER, BOTH, NARROW, WAYS } way;

static size_t set_of(const trainer *t, const labelled *doc)
{
    size_t s = 0;
    while (strcmp(t->sets.items[s], doc->set) != 0)
        s++;
    return s;
}

static void measure(trainer *t, way how, tally *tallies)
{
    spans found = {0};
    dl_tagger *taggers[FOLDS];
    for (unsigned f = 0; f < FOLDS; f++)
        taggers[f] = open_model(&t->models[f]);
    for (size_t i = 0; i < t->corpus.len; i++) {
        const labelled *doc = &t->corpus.items[i];
        found.len = 0;
        if (how == TAGGER || how == NARROW)
            find_tagged(t, doc, taggers[doc->fold], how == NARROW, &found);
        else
            find_all(t, doc, how == BOTH ? taggers[doc->fold] : NULL, &found);
        if (!score_document(doc, found.items, found.len, &tallies[set_of(t, doc)]))
            fail("out of memory");
    }
    for (unsigned f = 0; f < FOLDS; f++)
        dl_tagger_free(taggers[f]);
    free(found.items);
}

/* How often a name of each margin is right, never falling as the margin grows. */
static void calibrate(const trainer *t, uint8_t ret[DL_MODEL_MARGINS])
{
    for (int i = 0; i < DL_MODEL_MARGINS; i++) {
        size_t percent = t->seen[i] ? (t->right[i] * 100 + t->seen[i] / 2) / t->seen[i] : 0;
        ret[i] = (uint8_t)percent;
        if (i && ret[i] < ret[i - 1])
            ret[i] = ret[i - 1];
    }
}

static void set_confidence(packed *model, const uint8_t confidence[DL_MODEL_MARGINS])
{
    dl_model_header *header = (void *)model->data;
    memcpy(header->confidence, confidence, DL_MODEL_MARGINS);
}

static void print_table(const trainer *t, tally *tallies[WAYS])
{
    tally all[WAYS] = {0};
    printf("| set | gazetteer alone | tagger alone | without the text as a whole | both | both, "
           "overlap | precision | recall |\n"
           "|---|---|---|---|---|---|---|---|\n");
    for (size_t s = 0; s <= t->sets.len; s++) {
        bool last = s == t->sets.len;
        tally *x[WAYS];
        for (int k = 0; k < WAYS; k++) {
            x[k] = last ? &all[k] : &tallies[k][s];
            all[k].guessed += last ? 0 : x[k]->guessed;
            all[k].gold += last ? 0 : x[k]->gold;
            all[k].exact += last ? 0 : x[k]->exact;
            all[k].overlapping += last ? 0 : x[k]->overlapping;
        }
        printf("| %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |\n",
               last ? "all" : t->sets.items[s], score_f1(x[RULES]->exact, x[RULES]),
               score_f1(x[TAGGER]->exact, x[TAGGER]), score_f1(x[NARROW]->exact, x[NARROW]),
               score_f1(x[BOTH]->exact, x[BOTH]), score_f1(x[BOTH]->overlapping, x[BOTH]),
               100.0 * (double)x[BOTH]->exact / (double)(x[BOTH]->guessed + !x[BOTH]->guessed),
               100.0 * (double)x[BOTH]->exact / (double)(x[BOTH]->gold + !x[BOTH]->gold));
    }
}

/* Cross-validates, prints the table and learns how far margins can be trusted. */
static void validate(trainer *t, uint8_t confidence[DL_MODEL_MARGINS])
{
    tally *tallies[WAYS];
    for (int k = 0; k < WAYS; k++)
        if (!(tallies[k] = calloc(t->sets.len + 1, sizeof **tallies)))
            fail("out of memory");
    if (t->options.ablation) {
        learn_all(t, 0, FOLDS - 1, true);
        measure(t, NARROW, tallies[NARROW]);
    }
    learn_all(t, 0, FOLDS - 1, false);
    measure(t, TAGGER, tallies[TAGGER]);
    calibrate(t, confidence);
    for (unsigned f = 0; f < FOLDS; f++)
        set_confidence(&t->models[f], confidence);
    measure(t, RULES, tallies[RULES]);
    measure(t, BOTH, tallies[BOTH]);
    print_table(t, tallies);
    printf("\nmargin: right, of a hundred\n");
    for (int i = 0; i < DL_MODEL_MARGINS; i++)
        printf("%d: %u (%zu)\n", i, confidence[i], t->seen[i]);
    for (int k = 0; k < WAYS; k++)
        free(tallies[k]);
}

static void write_model(const packed *model, const char *path)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(model->data, 1, model->len, file) != model->len || fclose(file) != 0) {
        perror(path);
        exit(1);
    }
}

static void read_options(options *o, int argc, char **argv)
{
    static const struct option names[] = {{"words", required_argument, 0, 'w'},
                                          {"model", required_argument, 0, 'm'},
                                          {"folds", no_argument, 0, 'f'},
                                          {"ablation", no_argument, 0, 'a'},
                                          {"passes", required_argument, 0, 'p'},
                                          {"margin", required_argument, 0, 'g'},
                                          {"rows", required_argument, 0, 'r'},
                                          {"seed", required_argument, 0, 's'},
                                          {"hold", required_argument, 0, 'h'},
                                          {"margin-none", required_argument, 0, 'n'},
                                          {"drop", required_argument, 0, 'd'},
                                          {"turns", required_argument, 0, 't'},
                                          {0}};
    for (int c; (c = getopt_long(argc, argv, "", names, NULL)) != -1;)
        switch (c) {
        case 'w':
            o->words = optarg;
            break;
        case 'm':
            o->model = optarg;
            break;
        case 'f':
            o->folds = true;
            break;
        case 'a':
            o->ablation = true;
            break;
        case 'p':
            o->lesson.passes = (unsigned)strtoul(optarg, NULL, 10);
            break;
        case 'g':
            o->lesson.margin = (int32_t)strtol(optarg, NULL, 10);
            break;
        case 'n':
            o->lesson.margin_none = (int32_t)strtol(optarg, NULL, 10);
            break;
        case 'd':
            o->lesson.drop = (uint32_t)strtoul(optarg, NULL, 10);
            break;
        case 'r':
            o->rows = strtoul(optarg, NULL, 10);
            break;
        case 's':
            o->lesson.seed = strtoull(optarg, NULL, 10);
            break;
        case 't':
            o->lesson.turns = (unsigned)strtoul(optarg, NULL, 10);
            break;
        case 'h':
            o->hold = optarg;
            break;
        default:
            exit(2);
        }
}

int main(int argc, char **argv)
{
    static trainer t = {.options = {.lesson = {.passes = 12,
                                               .margin = 2000,
                                               .margin_none = 1500,
                                               .drop = 100,
                                               .seed = 1,
                                               .turns = 4},
                                    .rows = 70000}};
    uint8_t confidence[DL_MODEL_MARGINS] = {0};
    dl_error error;
    read_options(&t.options, argc, argv);
    if (!t.options.words || optind == argc)
        fail("usage: train --words=FILE [--folds] [--model=FILE] FOLDER...");
    if (dl_gazetteer_load(&t.gazetteer, &error))
        fail(error.message);
    if (!word_list_read(&t.words, t.options.words))
        return 1;
    for (int i = optind; i < argc; i++) {
        const char *name = strrchr(argv[i], '/') ? strrchr(argv[i], '/') + 1 : argv[i];
        if (!corpus_read(&t.corpus, argv[i]) || !dl_vec_push(&t.sets, name))
            return 1;
    }
    if (t.options.folds || t.options.model)
        validate(&t, confidence);
    if (t.options.model) {
        learn_all(&t, NO_FOLD, NO_FOLD, false);
        set_confidence(&t.models[NO_FOLD], confidence);
        write_model(&t.models[NO_FOLD], t.options.model);
    }
    for (int f = 0; f <= NO_FOLD; f++)
        free(t.models[f].data);
    corpus_release(&t.corpus);
    free(t.words.items);
    free(t.sets.items);
    dl_gazetteer_free(t.gazetteer);
    return 0;
}
