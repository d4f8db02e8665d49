/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "store/join.h"
#include "store/put.h"

bool dl_join_countries(const char *one, const char *other)
{
    return !one || !other || strcmp(one, other) == 0;
}

static int compare_entities(const void *a, const void *b)
{
    return strcmp(((const dl_entity *)a)->id, ((const dl_entity *)b)->id);
}

/* Makes RET the entities and mentions of PUT with the IDS that its entities have become. */
static dl_status rename(const dl_put *put, const char *const *ids, dl_arena *arena, dl_put *ret,
                        dl_error *error)
{
    size_t count = put->entities_count, kept = 0;
    dl_entity *entities = dl_arena_calloc(arena, count, sizeof *entities);
    dl_mention *mentions = dl_arena_calloc(arena, put->mentions_count, sizeof *mentions);
    if (!entities || !mentions)
        return dl_fail_nomem(error);
    for (size_t i = 0; i < put->mentions_count; i++) {
        mentions[i] = put->mentions[i];
        mentions[i].entity = ids[dl_put_entity(put, mentions[i].entity) - put->entities];
    }
    for (size_t i = 0; i < count; i++) {
        entities[i] = put->entities[i];
        entities[i].id = ids[i];
    }
    qsort(entities, count, sizeof *entities, compare_entities);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || strcmp(entities[i].id, entities[kept - 1].id) != 0)
            entities[kept++] = entities[i];
    *ret = *put;
    ret->entities = entities;
    ret->entities_count = kept;
    ret->mentions = mentions;
    ret->keys = NULL;
    return DL_OK;
}

dl_status dl_join_persons(const dl_joining *joining, const dl_put *put, dl_arena *arena,
                          dl_put *ret, dl_error *error)
{
    bool joined = false;
    const char **ids = put->keys ? dl_arena_calloc(arena, put->entities_count, sizeof *ids) : NULL;
    if (put->keys && !ids)
        return dl_fail_nomem(error);
    for (size_t i = 0; put->keys && i < put->entities_count; i++) {
        ids[i] = put->entities[i].id;
        dl_status status = put->keys[i].key ? joining->find(joining->context, &put->entities[i],
                                                            &put->keys[i], arena, &ids[i], error)
                                            : DL_OK;
        if (status)
            return status;
        joined = joined || strcmp(ids[i], put->entities[i].id) != 0;
    }
    if (joined)
        return rename(put, ids, arena, ret, error);
    *ret = *put;
    return DL_OK;
}
