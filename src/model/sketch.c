/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "dateline/sketch.h"
#include "model/wording.h"

#define SHINGLE 5  /* words */
#define OPENING 16 /* words of the opening */
#define EMPTY UINT32_MAX

/* A bijection of 64 bits in which each bit of what comes out depends on all (the finaliser of
 * SplitMix64). */
static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9U;
    x = (x ^ x >> 27) * 0x94D049BB133111EBU;
    return x ^ x >> 31;
}

/* The hash of COUNT words from word AT on. */
static uint64_t hash_words(const dl_wording *wording, size_t at, size_t count)
{
    uint64_t hash = 0x9E3779B97F4A7C15U;
    for (size_t i = 0; i < count; i++)
        hash = mix(hash + wording->words.items[at + i].hash) + i;
    return hash;
}

/* The least hash of the shingles in each bin: a hash's low bits say which bin, its high ones how low. */
static void fill(const dl_wording *wording, uint32_t slots[DL_SKETCH_SLOTS])
{
    size_t words = wording->words.len, span = words < SHINGLE ? words : SHINGLE;
    for (size_t i = 0; i < DL_SKETCH_SLOTS; i++)
        slots[i] = EMPTY;
    for (size_t i = 0; i + span <= words; i++) {
        uint64_t hash = mix(hash_words(wording, i, span));
        uint32_t value = (uint32_t)(hash >> 32);
        uint32_t *slot = &slots[hash % DL_SKETCH_SLOTS];
        if (value < *slot)
            *slot = value;
    }
}

/* Fills each empty bin from the next one that is not, the distance mixed in: else two empty bins beside
 * each other would count as twice the same. */
static void densify(const uint32_t slots[DL_SKETCH_SLOTS], uint32_t ret[DL_SKETCH_SLOTS])
{
    for (size_t i = 0; i < DL_SKETCH_SLOTS; i++) {
        size_t step = 0;
        while (step < DL_SKETCH_SLOTS - 1 && slots[(i + step) % DL_SKETCH_SLOTS] == EMPTY)
            step++;
        ret[i] = slots[(i + step) % DL_SKETCH_SLOTS] + (uint32_t)step * 0x9E3779B1U;
    }
}

/* The band's hash with its number mixed in, so that one index serves all bands. */
static int64_t band_of(uint64_t hash, size_t number)
{
    return (int64_t)mix(hash ^ mix(number + 1));
}

bool dl_sketch_make(const char *body, size_t lead, dl_sketch *ret_sketch)
{
    dl_wording wording;
    dl_sketch sketch = {0};
    uint32_t slots[DL_SKETCH_SLOTS], dense[DL_SKETCH_SLOTS];
    bool ok = dl_wording_init(&wording, body);
    if (ok && wording.words.len) {
        fill(&wording, slots);
        densify(slots, dense);
        for (size_t i = 0; i < DL_SKETCH_SLOTS; i += DL_SKETCH_ROWS) {
            uint64_t hash = 0;
            for (size_t k = 0; k < DL_SKETCH_ROWS; k++)
                hash = mix(hash ^ dense[i + k]);
            sketch.bands[sketch.count] = band_of(hash, sketch.count);
            sketch.count++;
        }
        size_t at = lead ? dl_wording_at(&wording, lead) : dl_wording_sentence(&wording);
        size_t left = wording.words.len - at;
        uint64_t opening = hash_words(&wording, at, left < OPENING ? left : OPENING);
        sketch.bands[sketch.count] = band_of(opening, sketch.count);
        sketch.count++;
    }
    dl_wording_release(&wording);
    if (ok)
        *ret_sketch = sketch;
    return ok;
}

size_t dl_sketch_common(const dl_sketch *a, const dl_sketch *b)
{
    size_t common = 0;
    for (size_t i = 0; i < a->count && i < b->count; i++)
        common += a->bands[i] == b->bands[i];
    return common;
}
