/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/lattice.h"
#include "dateline/vec.h"
#include "tools/train/learn.h"

/* --- features to numbers --- */

typedef struct numbering {
    uint32_t *numbers; /* 1 + number, by slot; 0: free */
    size_t size;
    uint32_t *hashes;
    size_t len;
} numbering;

static uint32_t number_of(numbering *n, uint32_t hash)
{
    size_t slot = (hash * 2654435761u) & (n->size - 1);
    while (n->numbers[slot] && n->hashes[n->numbers[slot] - 1] != hash)
        slot = (slot + 1) & (n->size - 1);
    if (!n->numbers[slot]) {
        n->hashes[n->len] = hash;
        n->numbers[slot] = (uint32_t)++n->len;
    }
    return n->numbers[slot] - 1;
}

bool vocabulary_number(vocabulary *v, corpus *c)
{
    size_t total = 0;
    for (size_t i = 0; i < c->len; i++)
        total += c->items[i].offsets[c->items[i].words];
    numbering n = {.size = 1 << 16};
    while (n.size < total / 4)
        n.size *= 2;
    n.numbers = calloc(n.size, sizeof *n.numbers);
    n.hashes = calloc(n.size, sizeof *n.hashes);
    bool ok = n.numbers && n.hashes;
    for (size_t i = 0; ok && i < c->len; i++)
        for (uint32_t k = 0; k < c->items[i].offsets[c->items[i].words]; k++)
            c->items[i].features[k] = number_of(&n, c->items[i].features[k]);
    free(n.numbers);
    v->hashes = n.hashes;
    v->len = n.len;
    return ok;
}

void vocabulary_release(vocabulary *v)
{
    free(v->hashes);
}

/* --- learning --- */

/* A weight corrected N times is next corrected by STEP_TOP / sqrt(N + STEP_DELAY). */
#define STEP_TOP 128
#define STEP_DELAY 64
#define STEP_KINDS (STEP_TOP * STEP_TOP) /* from there on it is 1 */
#define STEP_PAIR 16                     /* by which a pair of labels is corrected */
#define STEP_ONE 16                      /* counts as one in averaged weights */

typedef struct learner {
    const corpus *corpus;
    const lesson *plan;
    int32_t (*now)[DL_LABELS];
    int64_t (*sum)[DL_LABELS];    /* each correction times the turn at which it was made */
    uint16_t (*times)[DL_LABELS]; /* how often it was corrected */
    uint8_t sizes[STEP_KINDS];    /* of a correction, by that */
    int32_t transitions[DL_LABELS][DL_LABELS];
    int64_t transitions_sum[DL_LABELS][DL_LABELS];
    dl_moves moves; /* of the transitions */
    int64_t turn;
    uint64_t chance;
    uint32_t salt; /* of the document: says which features it goes without */
    dl_lattice lattice;
    uint8_t *guess;
} learner;

/* A linear congruential generator (Knuth's MMIX), the upper bits. */
static uint32_t draw(learner *l, uint32_t below)
{
    l->chance = l->chance * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(l->chance >> 33) % below;
}

/* Fills the table of the sizes of corrections. */
static void set_sizes(learner *l)
{
    int32_t size = STEP_TOP;
    for (int32_t times = 0; times < STEP_KINDS; times++) {
        while (size > 1 && size * size * (times + STEP_DELAY) > STEP_TOP * STEP_TOP)
            size--;
        l->sizes[times] = (uint8_t)size;
    }
}

/* Whether the document at hand goes without the feature. */
static bool is_dropped(const learner *l, uint32_t feature)
{
    uint32_t h = (feature ^ l->salt) * 0x85ebca6bu;
    h = (h ^ h >> 13) * 0xc2b2ae35u;
    return (h ^ h >> 16) % 1000 < l->plan->drop;
}

/* Corrects the weight of a feature for a label, up (SIGN 1) or down (-1). */
static void correct_weight(learner *l, uint32_t feature, uint8_t label, int32_t sign)
{
    uint16_t *times = &l->times[feature][label];
    int32_t size = sign * l->sizes[*times];
    if (*times < STEP_KINDS - 1)
        ++*times;
    l->now[feature][label] += size;
    l->sum[feature][label] += size * l->turn;
}

static void correct(learner *l, const labelled *doc, size_t i, uint8_t right, uint8_t wrong)
{
    for (uint32_t k = doc->offsets[i]; k < doc->offsets[i + 1] && !doc->far[i]; k++)
        if (!is_dropped(l, doc->features[k])) {
            correct_weight(l, doc->features[k], right, 1);
            correct_weight(l, doc->features[k], wrong, -1);
        }
}

static void correct_pair(learner *l, const uint8_t pair[2], int32_t by)
{
    by *= STEP_PAIR;
    l->transitions[pair[0]][pair[1]] += by;
    l->transitions_sum[pair[0]][pair[1]] += by * l->turn;
    dl_moves_add(&l->moves, pair[0], pair[1], by);
}

static void score(const learner *l, const labelled *doc, size_t i, int32_t scores[DL_LANES])
{
    int32_t margin = doc->labels[i] ? l->plan->margin : l->plan->margin_none;
    for (uint32_t k = doc->offsets[i]; k < doc->offsets[i + 1]; k++)
        if (!is_dropped(l, doc->features[k]))
            for (int y = 0; y < DL_LABELS; y++)
                scores[y] += l->now[doc->features[k]][y];
    for (int y = 0; y < DL_LABELS; y++)
        scores[y] += y == doc->labels[i] ? 0 : margin;
}

/* Guesses the labels of the words [first, end), the wrong ones favoured. */
static bool guess(learner *l, const labelled *doc, size_t first, size_t end)
{
    dl_lattice *lattice = &l->lattice;
    if (!dl_lattice_begin(lattice, end - first))
        return false;
    for (size_t i = first; i < end; i++) {
        lattice->far[i - first] = doc->far[i];
        lattice->broken[i - first] = i == first || doc->broken[i];
        if (!doc->far[i])
            score(l, doc, i, lattice->scores[i - first]);
    }
    dl_lattice_walk(lattice, &l->moves, l->guess);
    return true;
}

/* Whether a name goes over a word that can have none: its right labels cannot be learnt. */
static bool is_out_of_reach(const labelled *doc, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (doc->far[i] && doc->labels[i])
            return true;
    return false;
}

static bool learn_sentence(learner *l, const labelled *doc, size_t first, size_t end)
{
    if (is_out_of_reach(doc, first, end))
        return true;
    if (!guess(l, doc, first, end))
        return false;
    for (size_t i = first; i < end; i++) {
        uint8_t right = doc->labels[i], wrong = l->guess[i - first];
        const uint8_t rights[2] = {i > first ? doc->labels[i - 1] : 0, right};
        const uint8_t wrongs[2] = {i > first ? l->guess[i - first - 1] : 0, wrong};
        if (right != wrong)
            correct(l, doc, i, right, wrong);
        if (right != wrong || rights[0] != wrongs[0]) {
            correct_pair(l, rights, 1);
            correct_pair(l, wrongs, -1);
        }
    }
    l->turn++;
    return true;
}

static bool learn_document(learner *l, const labelled *doc)
{
    for (size_t first = 0, end; first < doc->words; first = end) {
        for (end = first + 1; end < doc->words && (!doc->broken[end] || end - first < 2); end++)
            ;
        if (!learn_sentence(l, doc, first, end))
            return false;
    }
    return true;
}

static bool learn_pass(learner *l, uint32_t *order, uint32_t count)
{
    for (uint32_t i = count; i > 1; i--) {
        uint32_t j = draw(l, i), kept = order[i - 1];
        order[i - 1] = order[j];
        order[j] = kept;
    }
    for (uint32_t i = 0; i < count; i++) {
        l->salt = draw(l, INT32_MAX);
        if (!learn_document(l, &l->corpus->items[order[i]]))
            return false;
    }
    return true;
}

/* The mean over all turns, in units: (now * turn - sum) / turn / STEP_ONE. */
static int32_t average(const learner *l, int32_t now, int64_t sum)
{
    int64_t whole = ((int64_t)now * l->turn - sum) * WEIGHT_UNIT;
    int64_t all = l->turn * STEP_ONE, half = whole < 0 ? -all / 2 : all / 2;
    return (int32_t)((whole + half) / all);
}

static void keep(const learner *l, size_t features, weights *ret)
{
    for (size_t f = 0; f < features; f++)
        for (int y = 0; y < DL_LABELS; y++)
            ret->values[f][y] += average(l, l->now[f][y], l->sum[f][y]);
    for (int x = 0; x < DL_LABELS; x++)
        for (int y = 0; y < DL_LABELS; y++)
            ret->transitions[x][y] += average(l, l->transitions[x][y], l->transitions_sum[x][y]);
}

/* Learns once, and adds the weights to RET's. */
static bool learn_once(const corpus *c, const vocabulary *v, const lesson *plan, weights *ret)
{
    learner l = {.corpus = c, .plan = plan, .turn = 1, .chance = plan->seed};
    uint32_t *order = calloc(c->len + 1, sizeof *order), count = 0;
    size_t longest = 0;
    dl_moves_init(&l.moves, l.transitions);
    for (size_t i = 0; i < c->len; i++)
        longest = c->items[i].words > longest ? c->items[i].words : longest;
    l.now = calloc(v->len + 1, sizeof *l.now);
    l.sum = calloc(v->len + 1, sizeof *l.sum);
    l.times = calloc(v->len + 1, sizeof *l.times);
    l.guess = calloc(longest + 1, 1);
    bool ok = order && l.now && l.sum && l.times && l.guess;
    set_sizes(&l);
    for (uint32_t i = 0; ok && i < c->len; i++)
        if (c->items[i].fold != plan->fold &&
            (!plan->no_set || strcmp(c->items[i].set, plan->no_set) != 0))
            order[count++] = i;
    for (unsigned pass = 0; ok && pass < plan->passes; pass++)
        ok = learn_pass(&l, order, count);
    if (ok)
        keep(&l, v->len, ret);
    free(order);
    free(l.now);
    free(l.sum);
    free(l.times);
    free(l.guess);
    dl_lattice_release(&l.lattice);
    return ok;
}

static int32_t divide(int32_t sum, unsigned by)
{
    int32_t half = (int32_t)by / 2;
    return (sum < 0 ? sum - half : sum + half) / (int32_t)by;
}

bool learn(const corpus *c, const vocabulary *v, const lesson *plan, weights *ret)
{
    *ret = (weights){.values = calloc(v->len + 1, sizeof *ret->values)};
    bool ok = ret->values;
    for (unsigned turn = 0; ok && turn < plan->turns; turn++) {
        lesson one = *plan;
        one.seed += turn;
        ok = learn_once(c, v, &one, ret);
    }
    for (size_t f = 0; ok && f < v->len; f++)
        for (int y = 0; y < DL_LABELS; y++)
            ret->values[f][y] = divide(ret->values[f][y], plan->turns);
    for (int x = 0; x < DL_LABELS; x++)
        for (int y = 0; y < DL_LABELS; y++)
            ret->transitions[x][y] = divide(ret->transitions[x][y], plan->turns);
    return ok;
}

void weights_release(weights *w)
{
    free(w->values);
}
