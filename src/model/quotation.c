/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which marks open, which close and which are none: of all readings of a text the one that costs least
 * (Viterbi 1967), a family of marks at a time. The state between two marks is how many quotations of
 * the family are open. To leave one open at the end of a paragraph costs something, unless the next
 * paragraph begins with a mark, which then says that the quotation goes on; to quote with the same
 * marks within a quotation costs something, too. What each mark costs stands in quotation_marks.c.
 *
 * Families are read apart from each other; where two of their quotations overlap in part, the one of
 * the family that is the less sure (single marks last) is dropped.
 */
#include <stdlib.h>
#include <string.h>

#include "dateline/quotation.h"
#include "dateline/vec.h"
#include "model/quotation.h"

#define DEPTH_MAX 3             /* quotations of a family in one another */
#define GOES_ON (DEPTH_MAX + 1) /* state: one is open, and the next mark repeats its opening */
#define STATES (GOES_ON + 1)
#define COST_NESTED 8
#define COST_UNCLOSED 8

/* The way to a state, by mark and state: the state before. */
typedef uint8_t step[STATES];

typedef struct reading {
    const dl_quote_marks *marks;
    dl_mark_family family;
    step *steps; /* one a mark */
} reading;

static bool concerns(const reading *r, size_t i)
{
    uint8_t family = r->marks->items[i].family;
    return family == r->family || family == DL_MARK_GAP;
}

/* Whether the first thing of the family after mark I is a mark that begins its paragraph. */
static bool goes_on(const reading *r, size_t i)
{
    for (i++; i < r->marks->len; i++)
        if (concerns(r, i))
            return r->marks->items[i].family != DL_MARK_GAP && r->marks->items[i].first;
    return false;
}

/* What it costs to go from state FROM to TO at mark I; DL_COST_NEVER or more: there is no way. */
static unsigned cost_of(const reading *r, size_t i, int from, int to)
{
    const dl_quote_mark *mark = &r->marks->items[i];
    if (mark->family == DL_MARK_GAP) {
        if (to == 0 && from <= DEPTH_MAX)
            return COST_UNCLOSED * (unsigned)from;
        bool on = to == GOES_ON && from > 0 && from <= DEPTH_MAX && goes_on(r, i);
        return on ? COST_UNCLOSED * (unsigned)(from - 1) : DL_COST_NEVER;
    }
    if (from == GOES_ON && to == 0) /* the closing mark has come to stand by itself */
        return mark->closes + 1U;
    if (from == GOES_ON)
        return to == 1 ? 0 : DL_COST_NEVER;
    if (to == GOES_ON)
        return DL_COST_NEVER;
    if (to == from)
        return mark->plain;
    if (to == from + 1)
        return mark->opens + (from > 0 ? COST_NESTED : 0U);
    return to == from - 1 ? mark->closes : DL_COST_NEVER;
}

/* Fills in the cheapest way to each state at each mark; returns whether there is any mark. */
static bool find_ways(reading *r)
{
    unsigned costs[STATES] = {0, DL_COST_NEVER, DL_COST_NEVER, DL_COST_NEVER, DL_COST_NEVER};
    bool any = false;
    for (size_t i = 0; i < r->marks->len; i++) {
        if (!concerns(r, i))
            continue;
        any = any || r->marks->items[i].family == r->family;
        unsigned next[STATES];
        for (int to = 0; to < STATES; to++) {
            next[to] = 2 * DL_COST_NEVER;
            for (int from = 0; from < STATES; from++) {
                unsigned cost = costs[from] + cost_of(r, i, from, to);
                if (cost < next[to]) {
                    next[to] = cost;
                    r->steps[i][to] = (uint8_t)from;
                }
            }
        }
        /* kept small: only differences matter */
        unsigned least = next[0];
        for (int s = 1; s < STATES; s++)
            least = next[s] < least ? next[s] : least;
        for (int s = 0; s < STATES; s++)
            costs[s] = next[s] - least < DL_COST_NEVER ? next[s] - least : DL_COST_NEVER;
    }
    return any;
}

/* Replaces the steps by the states of the cheapest reading: in [0] the state before the mark, in [1] the
 * one after. */
static void follow_back(reading *r)
{
    uint8_t state = 0; /* the last gap leaves nothing open */
    for (size_t i = r->marks->len; i > 0; i--) {
        if (!concerns(r, i - 1))
            continue;
        uint8_t before = r->steps[i - 1][state];
        r->steps[i - 1][0] = before;
        r->steps[i - 1][1] = state;
        state = before;
    }
}

static bool add_open(dl_quotations *ret, const dl_quote_mark *mark)
{
    dl_quotation quotation = {.start = mark->start, .inner_start = mark->end};
    return dl_vec_push(ret, quotation);
}

static void close_one(dl_quotation *quotation, const dl_quote_mark *mark, bool unclosed)
{
    quotation->inner_end = mark->start;
    quotation->end = mark->end;
    quotation->unclosed = unclosed;
}

/* Adds the quotations of the reading. */
static bool collect(const reading *r, dl_quotations *ret)
{
    size_t open[DEPTH_MAX], depth = 0;
    for (size_t i = 0; i < r->marks->len; i++) {
        if (!concerns(r, i))
            continue;
        const dl_quote_mark *mark = &r->marks->items[i];
        size_t after = r->steps[i][1] == GOES_ON ? 1 : r->steps[i][1];
        if (after > depth) {
            if (!add_open(ret, mark))
                return false;
            open[depth++] = ret->len - 1;
        }
        while (after < depth)
            close_one(&ret->items[open[--depth]], mark, mark->family == DL_MARK_GAP);
    }
    return true;
}

static int compare(const void *a, const void *b)
{
    const dl_quotation *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->end < y->end) - (x->end > y->end);
}

/* Takes out those of [FROM, len) that overlap one before FROM in part: SURE ones, which are sorted. */
static void drop_crossing(dl_quotations *list, size_t from)
{
    size_t kept = from, sure = 0;
    for (size_t i = from; i < list->len; i++) {
        dl_quotation q = list->items[i];
        bool crosses = false;
        for (size_t s = sure; s < from && list->items[s].start < q.end && !crosses; s++) {
            const dl_quotation *other = &list->items[s];
            bool around = other->start <= q.start && q.end <= other->end;
            bool within = q.start <= other->start && other->end <= q.end;
            crosses = other->end > q.start && !around && !within;
        }
        while (sure < from && list->items[sure].end <= q.start)
            sure++;
        if (!crosses)
            list->items[kept++] = q;
    }
    list->len = kept;
}

/* Sets the parents of LIST, which is sorted and crosses nowhere. */
static void set_parents(dl_quotations *list)
{
    size_t around = SIZE_MAX;
    for (size_t i = 0; i < list->len; i++) {
        while (around != SIZE_MAX && list->items[around].end <= list->items[i].start)
            around = list->items[around].parent;
        list->items[i].parent = around;
        around = i;
    }
}

static bool read_families(const dl_quote_marks *marks, dl_quotations *ret)
{
    reading r = {.marks = marks, .steps = calloc(marks->len, sizeof *r.steps)};
    bool ok = r.steps != NULL;
    for (int family = 0; family < DL_MARK_FAMILIES && ok; family++) {
        r.family = (dl_mark_family)family;
        size_t from = ret->len;
        if (!find_ways(&r))
            continue;
        follow_back(&r);
        ok = collect(&r, ret);
        drop_crossing(ret, from);
        if (from && ret->len > from)
            qsort(ret->items, ret->len, sizeof *ret->items, compare);
    }
    free(r.steps);
    return ok;
}

bool dl_quotations_find(dl_quotations *ret, const char *text, size_t len)
{
    dl_quote_marks marks = {0};
    ret->len = 0;
    bool ok = dl_quote_marks_read(&marks, text, len);
    if (ok && marks.len > 1)
        ok = read_families(&marks, ret);
    free(marks.items);
    if (!ok)
        ret->len = 0;
    set_parents(ret);
    return ok;
}

void dl_quotations_release(dl_quotations *quotations)
{
    free(quotations->items);
    *quotations = (dl_quotations){0};
}

const dl_quotation *dl_quotations_at(const dl_quotations *quotations, size_t at)
{
    size_t low = 0, high = quotations->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (quotations->items[middle].start <= at)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t i = low ? low - 1 : SIZE_MAX; i != SIZE_MAX; i = quotations->items[i].parent)
        if (at < quotations->items[i].end)
            return &quotations->items[i];
    return NULL;
}

const dl_quotation *dl_quotations_outermost(const dl_quotations *quotations,
                                            const dl_quotation *quotation)
{
    while (quotation->parent != SIZE_MAX)
        quotation = &quotations->items[quotation->parent];
    return quotation;
}
