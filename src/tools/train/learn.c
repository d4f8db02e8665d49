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

typedef struct learner {
    const corpus *corpus;
    const lesson *plan;
    int32_t (*now)[DL_LABELS];
    int64_t (*sum)[DL_LABELS]; /* each correction times the step at which it was made */
    int32_t transitions[DL_LABELS][DL_LABELS];
    int64_t transitions_sum[DL_LABELS][DL_LABELS];
    int64_t step;
    uint64_t chance;
    uint8_t *guess;
} learner;

/* A linear congruential generator (Knuth's MMIX), the upper bits. */
static uint32_t draw(learner *l, uint32_t below)
{
    l->chance = l->chance * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(l->chance >> 33) % below;
}

static void correct(learner *l, const labelled *doc, size_t i, uint8_t right, uint8_t wrong)
{
    if (doc->far[i])
        return;
    for (uint32_t k = doc->offsets[i]; k < doc->offsets[i + 1]; k++) {
        uint32_t f = doc->features[k];
        l->now[f][right]++;
        l->sum[f][right] += l->step;
        l->now[f][wrong]--;
        l->sum[f][wrong] -= l->step;
    }
}

static void correct_pair(learner *l, const uint8_t right[2], const uint8_t wrong[2])
{
    l->transitions[right[0]][right[1]]++;
    l->transitions_sum[right[0]][right[1]] += l->step;
    l->transitions[wrong[0]][wrong[1]]--;
    l->transitions_sum[wrong[0]][wrong[1]] -= l->step;
}

/* Guesses the labels of the words [first, end), the wrong ones favoured. */
static bool guess(learner *l, const labelled *doc, size_t first, size_t end)
{
    dl_lattice lattice;
    bool ok = dl_lattice_init(&lattice, end - first);
    for (size_t i = first; ok && i < end; i++) {
        int32_t *scores = lattice.scores[i - first];
        lattice.far[i - first] = doc->far[i];
        lattice.broken[i - first] = i == first || doc->broken[i];
        if (doc->far[i])
            continue;
        for (uint32_t k = doc->offsets[i]; k < doc->offsets[i + 1]; k++)
            for (int y = 0; y < DL_LABELS; y++)
                scores[y] += l->now[doc->features[k]][y];
        for (int y = 0; y < DL_LABELS; y++)
            scores[y] += y == doc->labels[i] ? 0 : l->plan->margin;
    }
    if (ok)
        dl_lattice_walk(&lattice, l->transitions, l->guess);
    dl_lattice_release(&lattice);
    return ok;
}

static bool learn_sentence(learner *l, const labelled *doc, size_t first, size_t end)
{
    if (!guess(l, doc, first, end))
        return false;
    for (size_t i = first; i < end; i++) {
        uint8_t right = doc->labels[i], wrong = l->guess[i - first];
        const uint8_t rights[2] = {i > first ? doc->labels[i - 1] : 0, right};
        const uint8_t wrongs[2] = {i > first ? l->guess[i - first - 1] : 0, wrong};
        if (right != wrong)
            correct(l, doc, i, right, wrong);
        if (right != wrong || rights[0] != wrongs[0])
            correct_pair(l, rights, wrongs);
    }
    l->step++;
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
    for (uint32_t i = 0; i < count; i++)
        if (!learn_document(l, &l->corpus->items[order[i]]))
            return false;
    return true;
}

/* The mean over all steps, in units: (now * step - sum) / step. */
static int32_t average(const learner *l, int32_t now, int64_t sum)
{
    int64_t whole = ((int64_t)now * l->step - sum) * WEIGHT_UNIT;
    int64_t half = whole < 0 ? -l->step / 2 : l->step / 2;
    return (int32_t)((whole + half) / l->step);
}

static void keep(const learner *l, size_t features, weights *ret)
{
    for (size_t f = 0; f < features; f++)
        for (int y = 0; y < DL_LABELS; y++)
            ret->values[f][y] = average(l, l->now[f][y], l->sum[f][y]);
    for (int x = 0; x < DL_LABELS; x++)
        for (int y = 0; y < DL_LABELS; y++)
            ret->transitions[x][y] = average(l, l->transitions[x][y], l->transitions_sum[x][y]);
}

bool learn(const corpus *c, const vocabulary *v, const lesson *plan, weights *ret)
{
    learner l = {.corpus = c, .plan = plan, .step = 1, .chance = plan->seed};
    uint32_t *order = calloc(c->len + 1, sizeof *order), count = 0;
    size_t longest = 0;
    for (size_t i = 0; i < c->len; i++)
        longest = c->items[i].words > longest ? c->items[i].words : longest;
    l.now = calloc(v->len + 1, sizeof *l.now);
    l.sum = calloc(v->len + 1, sizeof *l.sum);
    l.guess = calloc(longest + 1, 1);
    ret->values = calloc(v->len + 1, sizeof *ret->values);
    bool ok = order && l.now && l.sum && l.guess && ret->values;
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
    free(l.guess);
    return ok;
}

void weights_release(weights *w)
{
    free(w->values);
}
