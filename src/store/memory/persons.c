/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Persons whom no list has, by the keys of their names: who of them is one with whom (store/join.h). */
#include <string.h>

#include "dateline/vec.h"
#include "store/join.h"
#include "store/memory/memory.h"

static dl_held_person *find_id(const dl_memory *memory, const char *id)
{
    for (size_t i = 0; i < memory->now.persons.len; i++)
        if (strcmp(memory->now.persons.items[i].id, id) == 0)
            return &memory->now.persons.items[i];
    return NULL;
}

/* The first of that key, and of no other country than COUNTRY; NULL where there is none. */
static const dl_held_person *find_first(const dl_memory *memory, const char *key,
                                        const char *country)
{
    for (size_t i = 0; i < memory->now.persons.len; i++) {
        const dl_held_person *one = &memory->now.persons.items[i];
        if (strcmp(one->key, key) == 0 && strcmp(one->id, one->person) == 0 &&
            dl_join_countries(one->country, country))
            return one;
    }
    return NULL;
}

/* Whether the reader has decided something of the id. */
static bool is_decided(const dl_memory *memory, const char *id)
{
    for (size_t i = 0; i < memory->now.log.len; i++) {
        const dl_decision *d = &memory->now.log.items[i].decision;
        if (memory->now.log.items[i].active &&
            ((d->entity && strcmp(d->entity, id) == 0) || (d->to.id && strcmp(d->to.id, id) == 0)))
            return true;
    }
    return false;
}

/* Notes who ENTITY is, of whom the archive has not heard yet; NULL when memory is out. */
static dl_held_person *add(dl_memory *memory, const dl_entity *entity, const dl_person_key *key)
{
    const dl_held_person *first = find_first(memory, key->key, key->country);
    const dl_entity *noted = dl_memory_note_entity(memory, entity);
    dl_held_person made = {.id = noted ? noted->id : NULL,
                           .key = dl_arena_strdup(&memory->arena, key->key)};
    made.person = first && !is_decided(memory, entity->id) ? first->person : made.id;
    if (!made.id || !made.key || !dl_vec_push(&memory->now.persons, made))
        return NULL;
    return &memory->now.persons.items[memory->now.persons.len - 1];
}

/* Forgets who is of that key: keys are made in another way by now. */
static void forget_key(dl_memory *memory, const char *key)
{
    size_t kept = 0;
    for (size_t i = 0; i < memory->now.persons.len; i++)
        if (strcmp(memory->now.persons.items[i].key, key) != 0)
            memory->now.persons.items[kept++] = memory->now.persons.items[i];
    memory->now.persons.len = kept;
}

static dl_status find(void *context, const dl_entity *entity, const dl_person_key *key,
                      dl_arena *arena, const char **ret_id, dl_error *error)
{
    dl_memory *memory = context;
    dl_held_person *known = find_id(memory, entity->id);
    (void)arena;
    if (known && strcmp(known->key, key->key) != 0) {
        forget_key(memory, known->key);
        known = NULL;
    }
    if (!known && !(known = add(memory, entity, key)))
        return dl_fail_nomem(error);
    *ret_id = known->person;
    if (known->country || !key->country)
        return DL_OK;
    known->country = dl_arena_strdup(&memory->arena, key->country);
    dl_held_person *person = find_id(memory, known->person);
    if (!known->country)
        return dl_fail_nomem(error);
    if (!person->country)
        person->country = known->country;
    return DL_OK;
}

dl_status dl_memory_join(dl_memory *memory, const dl_put *put, dl_put *ret, dl_error *error)
{
    const dl_joining joining = {memory, find};
    return dl_join_persons(&joining, put, &memory->arena, ret, error);
}

const char *dl_memory_person(const dl_memory *memory, const char *id)
{
    const dl_held_person *known = find_id(memory, id);
    return known ? known->person : id;
}
