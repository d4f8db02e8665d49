/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <strings.h>

#include "app/whom.h"

void dl_whom_clear(dl_whom *whom)
{
    dl_arena_clear(&whom->arena);
    whom->text = NULL;
    whom->found = NULL;
    whom->count = 0;
    whom->settled = whom->listed = false;
}

void dl_whom_release(dl_whom *whom)
{
    dl_arena_release(&whom->arena);
    *whom = (dl_whom){0};
}

static bool is_called(const dl_entity *entity, const char *text)
{
    return dl_spelling_equal(entity->name, strlen(entity->name), text, strlen(text));
}

static bool holds(const dl_whom *whom, const char *id)
{
    for (size_t i = 0; i < whom->count; i++)
        if (strcmp(whom->found[i].id, id) == 0)
            return true;
    return false;
}

/* Adds those of COUNT at FOUND that are not there yet and, where CALLED, bear TEXT as their own name. */
static void add(dl_whom *whom, const dl_entity *found, size_t count, const char *text, bool called)
{
    for (size_t i = 0; i < count && whom->count < DL_WHOM_MAX; i++)
        if (!holds(whom, found[i].id) && (!called || is_called(&found[i], text)))
            whom->found[whom->count++] = found[i];
}

/* Takes out the one that all mentions of CORRECTION are of; whether it was there. */
static bool drop_own(dl_whom *whom, const dl_correction *correction)
{
    for (size_t i = 0; i < whom->count; i++)
        if (dl_correction_is_of(correction, whom->found[i].id)) {
            memmove(whom->found + i, whom->found + i + 1,
                    (--whom->count - i) * sizeof *whom->found);
            return true;
        }
    return false;
}

/* Those whose own name TEXT is. */
static dl_status find_called(dl_whom *whom, dl_store *store, const dl_correction *correction,
                             const char *text, dl_error *error)
{
    dl_entity *found = NULL;
    size_t count = 0;
    dl_status status = dl_store_called(store, text, &whom->arena, &found, &count, error);
    if (status)
        return status;
    add(whom, found, count, text, false);
    /* what is split off is another, but what gets a name may well be who bears it already */
    if (correction->splits && !(count == 1 && strcasecmp(found[0].id, text) == 0))
        drop_own(whom, correction);
    whom->settled = whom->count == 1;
    return DL_OK;
}

/* All that bear TEXT. */
static dl_status find_bearing(dl_whom *whom, dl_store *store, const dl_correction *correction,
                              const char *text, dl_error *error)
{
    dl_entity *found = NULL, *bearing = NULL, own = {0};
    size_t count = 0, bearing_count = 0;
    dl_status status = store->ops->resolve(store, DL_KIND_COUNT, NULL, text, DL_WHOM_MAX,
                                           &whom->arena, &found, &count, error);
    for (size_t i = 0; !status && i < count; i++)
        if (strcasecmp(found[i].id, text) == 0) {
            add(whom, &found[i], 1, text, false);
            whom->settled = true;
            return DL_OK;
        }
    if (!status)
        status = store->ops->bearing(store, DL_KIND_COUNT, text, DL_WHOM_MAX, &whom->arena,
                                     &bearing, &bearing_count, error);
    if (status)
        return status;
    add(whom, found, count, text, true);
    size_t called = whom->count;
    add(whom, found, count, text, false);
    size_t so_spelt = whom->count;
    add(whom, bearing, bearing_count, text, false);
    /* who is but spelt so somewhere is one of all persons who bear that name */
    for (size_t i = so_spelt; i < whom->count && so_spelt && !called; i++)
        if (whom->found[0].kind == DL_KIND_PERSON && whom->found[i].kind == DL_KIND_PERSON)
            so_spelt = 0;
    for (size_t i = 0; i < whom->count; i++)
        if (dl_correction_is_of(correction, whom->found[i].id)) {
            own = whom->found[i];
            called -= i < called;
            so_spelt -= i < so_spelt;
        }
    if (own.id && drop_own(whom, correction) && !whom->count)
        whom->found[whom->count++] = own;
    whom->settled = called == 1 || (!called && so_spelt == 1) || whom->count == 1;
    return DL_OK;
}

/* What a lister is asked for. */
typedef struct listing {
    dl_whom *whom;
    const dl_correction *correction;
    bool exact;  /* only whom the text names in full */
    bool failed; /* memory is out */
} listing;

static void add_listed(void *context, const dl_entity *entity, const char *note, bool exact)
{
    (void)note;
    listing *l = context;
    dl_arena *arena = &l->whom->arena;
    if ((l->exact && !exact) || dl_correction_is_of(l->correction, entity->id))
        return;
    const dl_entity copy = {.id = dl_arena_strdup(arena, entity->id),
                            .name = dl_arena_strdup(arena, entity->name),
                            .kind = entity->kind};
    l->failed |= !copy.id || !copy.name;
    if (!l->failed)
        add(l->whom, &copy, 1, NULL, false);
}

/* Those whom lists know by TEXT, where the archive names nobody so but who it is already. */
static dl_status find_listed(dl_whom *whom, dl_name_lister *lister, const dl_correction *correction,
                             const char *text, bool exact, dl_error *error)
{
    listing l = {.whom = whom, .correction = correction, .exact = exact};
    bool own = whom->count == 1 && dl_correction_is_of(correction, whom->found[0].id);
    if (!lister || (whom->count && (exact || !own)))
        return DL_OK;
    dl_entity kept = whom->found[0];
    whom->count = 0;
    lister(text, add_listed, &l);
    whom->listed = whom->count > 0;
    if (own && !whom->listed)
        whom->found[whom->count++] = kept;
    whom->settled = whom->count == 1;
    return l.failed ? dl_fail_nomem(error) : DL_OK;
}

dl_status dl_whom_find(dl_whom *whom, dl_store *store, dl_name_lister *lister,
                       const dl_correction *correction, const char *text, dl_error *error)
{
    if (whom->text && strcmp(whom->text, text) == 0)
        return DL_OK;
    dl_whom_clear(whom);
    const char *copy = dl_arena_strdup(&whom->arena, text);
    whom->found = dl_arena_calloc(&whom->arena, DL_WHOM_MAX, sizeof *whom->found);
    if (!copy || !whom->found)
        return dl_fail_nomem(error);
    const bool anew = dl_correction_may_be_new(correction);
    dl_status status = !*text ? DL_OK
                       : anew ? find_called(whom, store, correction, text, error)
                              : find_bearing(whom, store, correction, text, error);
    if (!status && *text)
        status = find_listed(whom, lister, correction, text, anew, error);
    if (status)
        dl_whom_clear(whom);
    else
        whom->text = copy;
    return status;
}
