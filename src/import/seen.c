/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "import/seen.h"

void dl_seen_release(dl_seen *seen)
{
    free(seen->hashes);
    *seen = (dl_seen){0};
}

static uint64_t hash_of(const char *text)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return hash ? hash : 1;
}

/* Notes HASH in TABLE, of SIZE (a power of two) places; whether it was not there before. */
static bool note_hash(uint64_t *table, size_t size, uint64_t hash)
{
    size_t slot = (size_t)(hash ^ hash >> 32) & (size - 1);
    while (table[slot] && table[slot] != hash)
        slot = (slot + 1) & (size - 1);
    bool is_new = !table[slot];
    table[slot] = hash;
    return is_new;
}

static bool grow(dl_seen *seen)
{
    size_t size = seen->size ? seen->size * 2 : 64;
    uint64_t *table = calloc(size, sizeof *table);
    if (!table)
        return false;
    for (size_t i = 0; i < seen->size; i++)
        if (seen->hashes[i])
            note_hash(table, size, seen->hashes[i]);
    free(seen->hashes);
    seen->hashes = table;
    seen->size = size;
    return true;
}

bool dl_seen_add(dl_seen *seen, const char *name, bool *ret_new)
{
    if (seen->count * 2 >= seen->size && !grow(seen))
        return false;
    *ret_new = note_hash(seen->hashes, seen->size, hash_of(name));
    seen->count += *ret_new;
    return true;
}
