/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is called by which word for short. Names are noted as they are found, in any order, and are asked for in two ways: all
 * who are called by a word, in the order of the text, once they are sorted; and at any time those noted so far, the last
 * first, by a table with open addressing of the last one of each word, from whom a chain leads to those before.
 */
#include <stdlib.h>
#include <string.h>

#include "annotate/reading.h"
#include "dateline/vec.h"

#define SLOTS_LEAST 64

int dl_namesake_compare(const void *a, const void *b)
{
    const dl_namesake *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->word > y->word) - (x->word < y->word);
}

int dl_namesake_compare_hash(const void *item, const void *key)
{
    uint32_t x = ((const dl_namesake *)item)->hash, y = *(const uint32_t *)key;
    return (x > y) - (x < y);
}

/* The slot of those called HASH, or the free one where they would go. There is one. */
static uint32_t *find_slot(const dl_reading *r, uint32_t hash)
{
    size_t slot = hash & (r->namesake_slots_size - 1);
    while (r->namesake_slots[slot] && r->namesakes.items[r->namesake_slots[slot] - 1].hash != hash)
        slot = (slot + 1) & (r->namesake_slots_size - 1);
    return &r->namesake_slots[slot];
}

/* Puts the namesake of that number before those of its word. */
static void link_one(dl_reading *r, size_t number)
{
    dl_namesake *namesake = &r->namesakes.items[number];
    uint32_t *slot = find_slot(r, namesake->hash);
    namesake->before = *slot;
    *slot = (uint32_t)number + 1;
}

static void link_all(dl_reading *r)
{
    memset(r->namesake_slots, 0, r->namesake_slots_size * sizeof *r->namesake_slots);
    for (size_t i = 0; i < r->namesakes.len; i++)
        link_one(r, i);
}

/* Makes room for one more; false when memory is out. */
static bool reserve_slot(dl_reading *r)
{
    if (r->namesakes.len * 2 < r->namesake_slots_size)
        return true;
    size_t size = r->namesake_slots_size ? r->namesake_slots_size * 2 : SLOTS_LEAST;
    uint32_t *slots = calloc(size, sizeof *slots);
    if (!slots)
        return false;
    free(r->namesake_slots);
    r->namesake_slots = slots;
    r->namesake_slots_size = size;
    link_all(r);
    return true;
}

bool dl_note_namesake(dl_reading *r, dl_namesake namesake)
{
    if (!reserve_slot(r) || !dl_vec_push(&r->namesakes, namesake))
        return false;
    link_one(r, r->namesakes.len - 1);
    return true;
}

/* Marks who shares a word with somebody else: it is asked of each mention. */
static void mark_several(dl_reading *r)
{
    dl_namesake *all = r->namesakes.items;
    for (size_t first = 0, end; first < r->namesakes_sorted; first = end) {
        bool several = false;
        for (end = first + 1; end < r->namesakes_sorted && all[end].hash == all[first].hash; end++)
            several = several || all[end].entity != all[first].entity;
        for (size_t i = first; i < end; i++)
            all[i].several = several;
    }
}

void dl_sort_namesakes(dl_reading *r)
{
    if (r->namesakes.len)
        qsort(r->namesakes.items, r->namesakes.len, sizeof *r->namesakes.items,
              dl_namesake_compare);
    r->namesakes_sorted = r->namesakes.len;
    r->surnames_of = SIZE_MAX;
    mark_several(r);
    if (r->namesakes.len)
        link_all(r);
}

void dl_forget_places(dl_reading *r)
{
    size_t kept = 0, sorted = 0;
    for (size_t i = 0; i < r->namesakes.len; i++) {
        const dl_span *span = dl_reading_span(r, r->namesakes.items[i].word);
        if (span && span->entity->kind == DL_KIND_PLACE)
            continue;
        sorted += i < r->namesakes_sorted;
        r->namesakes.items[kept++] = r->namesakes.items[i];
    }
    if (kept == r->namesakes.len)
        return;
    r->namesakes.len = kept;
    r->namesakes_sorted = sorted;
    mark_several(r);
    link_all(r);
}

const dl_namesake *dl_find_namesakes(const dl_reading *r, uint32_t hash, size_t *ret_count)
{
    size_t first;
    *ret_count = dl_vec_equal(r->namesakes.items, r->namesakes_sorted, sizeof *r->namesakes.items,
                              &hash, dl_namesake_compare_hash, &first);
    return *ret_count ? &r->namesakes.items[first] : NULL;
}

const dl_namesake *dl_last_namesake(const dl_reading *r, uint32_t hash)
{
    uint32_t number = r->namesake_slots_size ? *find_slot(r, hash) : 0;
    return number ? &r->namesakes.items[number - 1] : NULL;
}

const dl_namesake *dl_namesake_before(const dl_reading *r, const dl_namesake *namesake)
{
    return namesake->before ? &r->namesakes.items[namesake->before - 1] : NULL;
}

bool dl_is_called(const dl_reading *r, uint32_t hash, uint32_t but)
{
    const dl_namesake *namesake = dl_last_namesake(r, hash);
    while (namesake && namesake->word == but)
        namesake = dl_namesake_before(r, namesake);
    return namesake;
}
