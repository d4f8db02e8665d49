/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One kind for one name: where the tagger takes the same words for a place here and a person there, all of them are what the
 * surest of them is. A name that begins an organisation's name of the text, and that nothing else explains, is that
 * organisation ("Daehan Gas" beside "Daehan Gas Terminal"). The tagger sees one sentence at a time; a text calls nobody by
 * the name of a town of its own.
 */
#include <stdlib.h>

#include "annotate/model.h"
#include "annotate/reading.h"
#include "dateline/vec.h"

enum { BEGINS = 65 };

/* A name, by its words. */
typedef struct name {
    uint32_t hash, span;
    bool whole; /* all words of the span; else those it begins with */
    uint8_t confidence;
} name;

typedef struct names {
    name *items;
    size_t len, size;
} names;

static uint32_t add_hash(uint32_t hash, const dl_word *word)
{
    return (hash ^ word->hash) * 16777619U + 1;
}

/* Those of one name together, what tells of it first: the whole names before what begins others, the surest first. */
static int compare_names(const void *a, const void *b)
{
    const name *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    if (x->whole != y->whole)
        return y->whole - x->whole;
    if (x->confidence != y->confidence)
        return y->confidence - x->confidence;
    return (x->span > y->span) - (x->span < y->span);
}

static bool is_open(const dl_span *span)
{
    return !span->dropped && !span->listed && span->rule == DL_RULE_TAGGER &&
           span->form == DL_FORM_NAME;
}

/* Whether an organisation may be named for a person where the words of its name end before WORD: "Nelson Mandela
 * Foundation". */
static bool is_named_for(const dl_reading *r, const dl_span *span, uint32_t word)
{
    return dl_reading_word(r, word)->classes & DL_CLASS_NOT_PERSON ||
           dl_reading_word(r, span->first)->classes & DL_CLASS_GIVEN ||
           dl_reading_known(r, span->first) & 1u << DL_KNOWN_BIT_GIVEN;
}

/* Adds what SPAN tells of: its own name where it is open, and where it is an organisation's the names of two words and more
 * that it begins with. */
static bool add_names(const dl_reading *r, names *all, uint32_t number)
{
    const dl_span *span = &r->spans.items[number];
    uint32_t hash = 0;
    bool begins = !span->dropped && span->entity->kind == DL_KIND_ORGANISATION;
    for (uint32_t i = span->first; i < span->end; i++) {
        hash = add_hash(hash, dl_reading_word(r, i));
        bool whole = i + 1 == span->end;
        bool part = begins && !whole && i > span->first && !is_named_for(r, span, i + 1);
        if ((whole && is_open(span)) || part) {
            name one = {hash, number, whole, span->confidence};
            if (!dl_vec_push(all, one))
                return false;
        }
    }
    return true;
}

/* The one organisation whose name the COUNT parts begin; NULL for none or several. */
static const dl_span *find_whole(const dl_reading *r, const name *parts, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (r->spans.items[parts[i].span].entity != r->spans.items[parts[0].span].entity)
            return NULL;
    return count ? &r->spans.items[parts[0].span] : NULL;
}

/* Makes the open names of one group what the first of them is, or the organisation whose name they begin; a place may give
 * an organisation its name. */
static void join(dl_reading *r, const name *group, size_t count)
{
    size_t whole = 0;
    while (whole < count && group[whole].whole)
        whole++;
    if (!whole)
        return;
    dl_span surest = r->spans.items[group[0].span];
    const dl_span *of = find_whole(r, group + whole, count - whole);
    bool sure = surest.confidence >= DL_CONFIDENCE_UNSURE;
    if (of && !(surest.entity->kind == DL_KIND_PLACE && sure))
        surest = *of;
    for (size_t i = 0; i < whole; i++) {
        dl_span *span = &r->spans.items[group[i].span];
        uint8_t least = surest.confidence < BEGINS ? surest.confidence : BEGINS;
        span->entity = surest.entity;
        span->listed = surest.listed;
        if (span->confidence < least)
            span->confidence = least;
    }
}

bool dl_join_kinds(dl_reading *r)
{
    names all = {0};
    bool ok = true;
    for (uint32_t i = 0; ok && i < r->spans.len; i++)
        ok = add_names(r, &all, i);
    if (ok && all.len)
        qsort(all.items, all.len, sizeof *all.items, compare_names);
    for (size_t from = 0, to; ok && from < all.len; from = to) {
        for (to = from + 1; to < all.len && all.items[to].hash == all.items[from].hash; to++)
            ;
        if (to - from > 1)
            join(r, all.items + from, to - from);
    }
    free(all.items);
    return ok;
}
