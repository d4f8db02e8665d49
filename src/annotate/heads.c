/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Short forms of organisations: "the Forum", where the text has named the Northern Seas Forum. The head is
 * the last word of the full name, or the last before "of" and the like; it means the last organisation before it with that head, or else
 * the first after it. Where the text names several the mention is uncertain. A firm is called by its first word as well
 * ("Velmora" for Velmora Dynamics), where that is no word of the lists.
 */
#include <stdlib.h>

#include "annotate/tagging.h"
#include "dateline/vec.h"

static int compare_heads(const void *a, const void *b)
{
    const dl_head *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

/* The last capitalised word before the first small one, or the last of all. */
static size_t head_of(const dl_reading *r, size_t first, size_t end)
{
    size_t i = first;
    while (i + 1 < end && dl_word_is_capital(dl_reading_word(r, i + 1)))
        i++;
    return i;
}

/* Notes that WORD may stand for the name [first, end). */
static bool add_head(dl_heads *heads, const dl_reading *r, size_t word, size_t first, size_t end,
                     const dl_span *span)
{
    const dl_head head = {.hash = dl_reading_word(r, word)->hash,
                          .first = (uint32_t)first,
                          .end = (uint32_t)end,
                          .entity = span ? span->entity : NULL,
                          .listed = span ? span->listed : NULL};
    return end - first < 2 || dl_vec_push(heads, head);
}

/* Whether WORD, which begins a name, is of its own: neither listed nor a word of the language or the text. */
static bool is_own(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    return !w->id && w->shape != DL_SHAPE_INITIAL && !dl_seen_lower(r, w) && dl_word_joins(w);
}

/* Adds the head of SPAN, its first word, and the head of what it is a part of: "the Secretariat of the ... Forum". */
static bool add_heads(dl_heads *heads, const dl_reading *r, const dl_span *span)
{
    size_t head = head_of(r, span->first, span->end), of = head + 1;
    if (!add_head(heads, r, head, span->first, span->end, span) ||
        (head > span->first && is_own(r, span->first) &&
         !add_head(heads, r, span->first, span->first, span->end, span)))
        return false;
    if (of >= span->end || !(dl_reading_word(r, of)->classes & DL_CLASS_OF))
        return true;
    size_t first = of + 1;
    if (first < span->end && dl_reading_word(r, first)->classes & DL_CLASS_ARTICLE)
        return add_head(heads, r, head_of(r, first + 1, span->end), first + 1, span->end, NULL);
    return true;
}

static void mark_several(dl_heads *heads)
{
    for (size_t from = 0, to; from < heads->len; from = to) {
        bool several = false;
        for (to = from; to < heads->len && heads->items[to].hash == heads->items[from].hash; to++)
            several = several || heads->items[to].entity != heads->items[from].entity;
        for (size_t i = from; i < to; i++)
            heads->items[i].several = several;
    }
}

bool dl_heads_init(dl_heads *heads, const dl_reading *r)
{
    *heads = (dl_heads){0};
    for (size_t i = 0; i < r->spans.len; i++) {
        const dl_span *span = &r->spans.items[i];
        if (!span->dropped && span->entity->kind == DL_KIND_ORGANISATION &&
            !add_heads(heads, r, span))
            return false;
    }
    if (heads->len)
        qsort(heads->items, heads->len, sizeof *heads->items, compare_heads);
    mark_several(heads);
    return true;
}

void dl_heads_release(dl_heads *heads)
{
    free(heads->items);
}

/* The first head not before (HASH, WORD). */
static size_t find_from(const dl_heads *heads, uint32_t hash, uint32_t word)
{
    const dl_head wanted = {.hash = hash, .first = word};
    return dl_vec_seek(heads, &wanted, compare_heads);
}

const dl_head *dl_heads_find(const dl_heads *heads, uint32_t hash, uint32_t word)
{
    size_t at = find_from(heads, hash, word);
    if (at > 0 && heads->items[at - 1].hash == hash)
        return &heads->items[at - 1];
    return at < heads->len && heads->items[at].hash == hash ? &heads->items[at] : NULL;
}
