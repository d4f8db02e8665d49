/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The shortest stretch that holds a hit of every part, found in one walk: the stretch grows by a hit at
 * its end, and hits fall off its beginning as long as it still holds every part.
 */
#include "app/closest.h"

#include <stdlib.h>

#include "dateline/vec.h"

typedef struct part_hit {
    dl_spot spot;
    size_t part;
} part_hit;

typedef struct part_hits {
    part_hit *items;
    size_t len, size;
} part_hits;

static int compare(const void *a, const void *b)
{
    return dl_spot_compare(((const part_hit *)a)->spot, ((const part_hit *)b)->spot);
}

/* Adds the hits of part NUMBER of FOCUS. False when memory is out. */
static bool add_part(const dl_reading *reading, const dl_focus *focus, size_t number,
                     part_hits *hits)
{
    dl_focus alone = *focus;
    dl_spots spots = {0};
    alone.parts = &focus->parts[number];
    alone.parts_count = 1;
    bool ok = dl_spots_find(&reading->doc, &alone, 0, &spots);
    for (size_t i = 0; ok && i < spots.len; i++) {
        part_hit hit = {.spot = spots.items[i], .part = number};
        ok = dl_vec_push(hits, hit);
    }
    free(spots.items);
    return ok;
}

/* The last hit of the shortest stretch of HITS with all PARTS; COUNTS holds a zero for each. */
static const part_hit *find_stretch(const part_hits *hits, size_t parts, size_t *counts)
{
    const part_hit *best = NULL;
    size_t shortest = SIZE_MAX, held = 0, first = 0;
    for (size_t last = 0; last < hits->len; last++) {
        const part_hit *end = &hits->items[last];
        held += counts[end->part]++ == 0;
        for (; first < last; first++) { /* what the stretch can do without, or is in the title */
            const part_hit *begin = &hits->items[first];
            if (begin->spot.field == end->spot.field && counts[begin->part] == 1)
                break;
            held -= --counts[begin->part] == 0;
        }
        size_t length = end->spot.end - hits->items[first].spot.start;
        if (held == parts && length < shortest) {
            shortest = length;
            best = end;
        }
    }
    return best;
}

bool dl_reading_closest(const dl_reading *reading, const dl_focus *focus, dl_spot *ret)
{
    if (!reading->open || focus->kind != DL_FOCUS_TEXT || focus->parts_count < 2)
        return false;
    part_hits hits = {0};
    size_t *counts = calloc(focus->parts_count, sizeof *counts);
    bool ok = counts != NULL;
    for (size_t i = 0; ok && i < focus->parts_count; i++)
        ok = add_part(reading, focus, i, &hits);
    const part_hit *found = NULL;
    if (ok && hits.len) {
        qsort(hits.items, hits.len, sizeof *hits.items, compare);
        found = find_stretch(&hits, focus->parts_count, counts);
    }
    if (found)
        *ret = found->spot;
    free(counts);
    free(hits.items);
    return found != NULL;
}
