/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Entities that were read lately, by number and by id: every document that is read or written asks for all that it
 * names, and most name the same few. A row of an entity never becomes another, but for its counts, which are
 * not kept here; a number that was given within a transaction is free again when that is rolled back, so nothing
 * outlives that.
 */
#include <stdlib.h>
#include <string.h>

#include "store/sqlite/select.h"

#define KNOWN 4096 /* places in each table; what comes later takes the place */

static size_t place_of_number(int64_t number)
{
    return (size_t)number % KNOWN;
}

static size_t place_of_id(const char *id)
{
    uint64_t hash = 0xCBF29CE484222325; /* FNV-1a */
    for (; *id; id++)
        hash = (hash ^ (unsigned char)*id) * 0x100000001B3;
    return (size_t)(hash % KNOWN);
}

void dl_known_clear(dl_sqlite *store)
{
    for (size_t i = 0; store->known && i < KNOWN; i++) {
        free(store->known[i].id);
        free(store->known[i].name);
    }
    free(store->known);
    free(store->known_ids);
    store->known = NULL;
    store->known_ids = NULL;
}

void dl_known_add(dl_sqlite *store, int64_t number, const dl_entity *entity)
{
    if (!store->known)
        store->known = calloc(KNOWN, sizeof *store->known);
    if (!store->known_ids)
        store->known_ids = calloc(KNOWN, sizeof *store->known_ids);
    dl_known made = {number, strdup(entity->id), strdup(entity->name), entity->kind};
    if (!store->known || !store->known_ids || !made.id || !made.name) {
        free(made.id); /* what is not kept is read again */
        free(made.name);
        return;
    }
    dl_known *place = &store->known[place_of_number(number)];
    free(place->id);
    free(place->name);
    *place = made;
    store->known_ids[place_of_id(entity->id)] = number;
}

const dl_known *dl_known_entity(const dl_sqlite *store, int64_t number)
{
    if (!store->known || !store->known_ids)
        return NULL;
    const dl_known *place = &store->known[place_of_number(number)];
    return place->id && place->number == number ? place : NULL;
}

int64_t dl_known_number(const dl_sqlite *store, const char *id)
{
    if (!store->known || !store->known_ids)
        return 0;
    int64_t number = store->known_ids[place_of_id(id)];
    const dl_known *known = number ? dl_known_entity(store, number) : NULL;
    return known && strcmp(known->id, id) == 0 ? number : 0;
}
