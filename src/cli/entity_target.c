/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a correction may lead to. The archive knows only what its texts name; whoever is to be told apart from somebody
 * else, or has a spelling that nobody lists, is often named in none of them so far. So the gazetteer is asked next.
 */
#include <string.h>

#include "cli/entity.h"
#include "cli/output.h"
#include "cli/owngazetteer.h"
#include "cli/ownkinds.h"

/* The entities of the gazetteer that bear a name: how many, and one. */
typedef struct listed {
    dl_arena *arena;
    size_t count;
    dl_entity one;
} listed;

static void note_item(void *context, const dl_gazetteer_item *item)
{
    listed *l = context;
    if (!item->entity || (item->known != DL_KNOWN_LISTED && item->known != DL_KNOWN_COMPOSED))
        return;
    l->count++;
    l->one = *item->entity;
    l->one.id = dl_must(dl_arena_strdup(l->arena, item->entity->id));
    l->one.name = dl_must(dl_arena_strdup(l->arena, item->entity->name));
}

dl_status dl_entity_find_listed(const char *text, dl_arena *arena, dl_entity *ret, dl_error *error)
{
    dl_gazetteer *gazetteer = NULL;
    listed l = {.arena = arena};
    dl_status status = dl_gazetteer_parse(NULL, NULL, &gazetteer, error);
    if (!status)
        status = dl_own_gazetteer_add(gazetteer, dl_own_gazetteer_pass, NULL, error);
    if (!status)
        status = dl_gazetteer_describe(gazetteer, text, DL_DAY_NONE, note_item, &l, error);
    dl_gazetteer_free(gazetteer);
    if (!status && l.count > 1)
        return dl_fail(error, DL_ERR_AMBIGUOUS,
                       "the gazetteer lists %zu by the name '%s'; give one's id, as %s", l.count,
                       text, l.one.id);
    if (!status && !l.count)
        return dl_fail(error, DL_ERR_NOT_FOUND, "the gazetteer lists nothing called '%s'", text);
    if (!status)
        *ret = l.one;
    return status;
}

dl_status dl_entity_find_target(dl_store *store, const char *text, dl_arena *arena, dl_entity *ret,
                                dl_error *error)
{
    dl_error other;
    dl_status status = dl_entity_find(store, text, arena, ret, error);
    if (status != DL_ERR_NOT_FOUND)
        return status;
    status = dl_entity_find_listed(text, arena, ret, &other);
    if (status == DL_ERR_NOT_FOUND)
        return dl_fail(
            error, DL_ERR_NOT_FOUND,
            "the archive knows nobody and nothing called '%s', nor does the gazetteer; 'entities' "
            "and 'gazetteer list' tell what they know",
            text);
    return status ? dl_fail(error, status, "%s", other.message) : DL_OK;
}

bool dl_entity_is_id(const char *text)
{
    size_t len = strcspn(text, "/"), place;
    return text[len] && text[len + 1] && !strchr(text, ' ') &&
           dl_kinds_find(dl_own_kinds(), text, len, &place);
}
