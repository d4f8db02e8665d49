/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Carrying changes out, each as sqlite/change.c does. */
#include <string.h>

#include "dateline/str.h"
#include "dateline/vec.h"
#include "store/changing.h"
#include "store/memory/memory.h"
#include "store/names.h"

typedef struct changing {
    dl_memory *memory;
    dl_inverse *inverse;
    dl_error *error;
} changing;

/* Takes item I out of the vector *V. */
#define TAKE_OUT(v, i)                                                                             \
    (memmove((v)->items + (i), (v)->items + (i) + 1, ((v)->len - (i)-1) * sizeof *(v)->items),     \
     (v)->len--)

static dl_status note_inverse(const changing *c, const dl_change *inverse)
{
    return dl_inverse_add(c->inverse, inverse, c->error);
}

static dl_status check_version(const changing *c, const dl_passage *passage)
{
    return dl_memory_target(c->memory, passage->sha256)
               ? DL_OK
               : dl_change_fail_document(passage->sha256, c->error);
}

/* --- marks on documents --- */

/* The name as which the tag that folds so is kept; NAME where there is none. */
static const char *kept_name(const dl_memory *memory, const char *fold, const char *name)
{
    for (size_t i = 0; i < memory->now.tags.len; i++)
        if (strcmp(memory->now.tags.items[i].fold, fold) == 0)
            return memory->now.tags.items[i].name;
    return name;
}

static dl_status put_tag(const changing *c, const char *sha256, const char *name, const char *fold)
{
    dl_held_tag tag = {.name = dl_arena_strdup(&c->memory->arena, name),
                       .fold = dl_arena_strdup(&c->memory->arena, fold)};
    memcpy(tag.sha256, sha256, sizeof tag.sha256);
    if (!tag.name || !tag.fold || !dl_vec_push(&c->memory->now.tags, tag))
        return dl_fail_nomem(c->error);
    return DL_OK;
}

static void take_tag(dl_memory *memory, const char *sha256, const char *fold)
{
    for (size_t i = memory->now.tags.len; i-- > 0;)
        if (strcmp(memory->now.tags.items[i].sha256, sha256) == 0 &&
            strcmp(memory->now.tags.items[i].fold, fold) == 0)
            TAKE_OUT(&memory->now.tags, i);
}

static dl_status tag_document(const changing *c, const dl_change *change, const char *sha256)
{
    dl_change inverse = *change;
    dl_status status = DL_OK;
    dl_str fold;
    dl_str_init(&fold);
    dl_name_fold(&fold, change->mark.name, strlen(change->mark.name));
    if (!dl_str_ok(&fold)) {
        status = dl_fail_nomem(c->error);
    } else if (dl_memory_bears(c->memory, sha256, fold.text) != change->on) {
        inverse.on = !change->on;
        inverse.mark.name = kept_name(c->memory, fold.text, change->mark.name);
        memcpy(inverse.mark.sha256, sha256, sizeof inverse.mark.sha256);
        status = note_inverse(c, &inverse);
        if (!status && change->on)
            status = put_tag(c, sha256, inverse.mark.name, fold.text);
        else if (!status)
            take_tag(c->memory, sha256, fold.text);
    }
    dl_str_release(&fold);
    return status;
}

static dl_status change_mark(const changing *c, const dl_change *change)
{
    dl_held *held = dl_memory_target(c->memory, change->mark.sha256);
    dl_change inverse = *change;
    if (!held)
        return dl_change_fail_document(change->mark.sha256, c->error);
    const char *sha256 = held->document->sha256;
    if (change->kind == DL_CHANGE_TAG)
        return tag_document(c, change, sha256);
    bool read = change->kind == DL_CHANGE_READ;
    if ((read ? held->read : held->starred) == change->on)
        return DL_OK;
    dl_held_mark *mark = dl_memory_mark(c->memory, sha256);
    if (!mark)
        return dl_fail_nomem(c->error);
    *(read ? &mark->read : &mark->starred) = change->on;
    *(read ? &held->read : &held->starred) = change->on;
    inverse.on = !change->on;
    memcpy(inverse.mark.sha256, sha256, sizeof inverse.mark.sha256);
    return note_inverse(c, &inverse);
}

/* --- items --- */

static dl_status change_note(const changing *c, const dl_change *change)
{
    dl_memory_state *now = &c->memory->now;
    dl_change inverse = {.kind = DL_CHANGE_NOTE, .note = change->note};
    size_t at = 0;
    dl_note note;
    dl_status status = change->on ? check_version(c, &change->note.passage) : DL_OK;
    if (status)
        return status;
    while (at < now->notes.len && strcmp(now->notes.items[at].id, change->note.id) != 0)
        at++;
    if ((inverse.on = at < now->notes.len)) {
        inverse.note = now->notes.items[at];
        TAKE_OUT(&now->notes, at);
    } else if (!change->on) {
        return dl_change_fail_missing("note", change->note.id, c->error);
    }
    if (change->on &&
        (!dl_note_copy(&c->memory->arena, &change->note, &note) || !dl_vec_push(&now->notes, note)))
        return dl_fail_nomem(c->error);
    return note_inverse(c, &inverse);
}

/* The place of the dossier NAME; the number of dossiers where there is none. */
static size_t find_dossier(const dl_memory_state *now, const char *name)
{
    size_t at = 0;
    while (at < now->dossiers.len && strcmp(now->dossiers.items[at], name) != 0)
        at++;
    return at;
}

static dl_status change_cited(const changing *c, const dl_change *change)
{
    dl_memory_state *now = &c->memory->now;
    dl_change inverse = {.kind = DL_CHANGE_CITED, .cited = change->cited};
    size_t at = 0;
    dl_cited cited;
    dl_status status = change->on ? check_version(c, &change->cited.passage) : DL_OK;
    if (status)
        return status;
    if (change->on && find_dossier(now, change->cited.dossier) == now->dossiers.len)
        return dl_change_fail_missing("dossier", change->cited.dossier, c->error);
    while (at < now->cited.len && strcmp(now->cited.items[at].id, change->cited.id) != 0)
        at++;
    if ((inverse.on = at < now->cited.len)) {
        inverse.cited = now->cited.items[at];
        TAKE_OUT(&now->cited, at);
    } else if (!change->on) {
        return dl_change_fail_missing("cited passage", change->cited.id, c->error);
    }
    if (change->on && (!dl_cited_copy(&c->memory->arena, &change->cited, &cited) ||
                       !dl_vec_push(&now->cited, cited)))
        return dl_fail_nomem(c->error);
    return note_inverse(c, &inverse);
}

static dl_status change_place(const changing *c, const dl_change *change)
{
    dl_memory_state *now = &c->memory->now;
    const char name[] = {change->place.letter, '\0'};
    dl_change inverse = {.kind = DL_CHANGE_PLACE, .place = change->place};
    dl_held_place place = {.letter = change->place.letter};
    size_t at = 0;
    dl_status status = change->on ? check_version(c, &change->place.passage) : DL_OK;
    if (status)
        return status;
    while (at < now->places.len && now->places.items[at].letter != place.letter)
        at++;
    if ((inverse.on = at < now->places.len)) {
        inverse.place.passage = now->places.items[at].passage;
        TAKE_OUT(&now->places, at);
    } else if (!change->on) {
        return dl_change_fail_missing("place", name, c->error);
    }
    if (change->on &&
        (!dl_passage_copy(&c->memory->arena, &change->place.passage, &place.passage) ||
         !dl_vec_push(&now->places, place)))
        return dl_fail_nomem(c->error);
    return note_inverse(c, &inverse);
}

/* --- what has a name --- */

static size_t find_saved(const dl_memory_state *now, const char *name)
{
    size_t at = 0;
    while (at < now->saved.len && strcmp(now->saved.items[at].name, name) != 0)
        at++;
    return at;
}

static dl_status rename_saved(const changing *c, const dl_change *change)
{
    dl_memory_state *now = &c->memory->now;
    const char *name = change->saved.name, *from = change->saved.from;
    size_t at = find_saved(now, from), taken = find_saved(now, name);
    if (at == now->saved.len)
        return dl_change_fail_missing("saved search", from, c->error);
    if (taken != now->saved.len && taken != at)
        return dl_change_fail_taken("saved search", name, c->error);
    dl_saved_row *row = &now->saved.items[at];
    const dl_change inverse = {.kind = DL_CHANGE_SAVED,
                               .on = true,
                               .saved = {.name = from, .query = row->query, .from = name}};
    const char *query = change->saved.query ? change->saved.query : row->query;
    dl_saved_row renamed = {dl_arena_strdup(&c->memory->arena, name),
                            dl_arena_strdup(&c->memory->arena, query)};
    if (!renamed.name || !renamed.query)
        return dl_fail_nomem(c->error);
    *row = renamed;
    return note_inverse(c, &inverse);
}

static dl_status change_saved(const changing *c, const dl_change *change)
{
    dl_memory_state *now = &c->memory->now;
    if (change->on && change->saved.from)
        return rename_saved(c, change);
    size_t at = find_saved(now, change->saved.name);
    dl_change inverse = {
        .kind = DL_CHANGE_SAVED, .on = at < now->saved.len, .saved = {.name = change->saved.name}};
    if (inverse.on) {
        inverse.saved.query = now->saved.items[at].query;
        TAKE_OUT(&now->saved, at);
    } else if (!change->on) {
        return dl_change_fail_missing("saved search", change->saved.name, c->error);
    }
    if (change->on) {
        dl_saved_row row = {dl_arena_strdup(&c->memory->arena, change->saved.name),
                            dl_arena_strdup(&c->memory->arena, change->saved.query)};
        if (!row.name || !row.query || !dl_vec_push(&now->saved, row))
            return dl_fail_nomem(c->error);
    }
    return note_inverse(c, &inverse);
}

static dl_status rename_dossier(const changing *c, const char *from, const char *name)
{
    dl_memory_state *now = &c->memory->now;
    const dl_change inverse = {
        .kind = DL_CHANGE_DOSSIER, .on = true, .dossier = {.name = from, .from = name}};
    size_t at = find_dossier(now, from), taken = find_dossier(now, name);
    if (at == now->dossiers.len)
        return dl_change_fail_missing("dossier", from, c->error);
    if (taken != now->dossiers.len && taken != at)
        return dl_change_fail_taken("dossier", name, c->error);
    const char *copy = dl_arena_strdup(&c->memory->arena, name);
    if (!copy)
        return dl_fail_nomem(c->error);
    for (size_t i = 0; i < now->cited.len; i++)
        if (strcmp(now->cited.items[i].dossier, from) == 0)
            now->cited.items[i].dossier = copy;
    now->dossiers.items[at] = copy;
    return note_inverse(c, &inverse);
}

/* Takes a dossier away with its items. */
static dl_status remove_dossier(const changing *c, size_t at, const char *name)
{
    dl_memory_state *now = &c->memory->now;
    const dl_change inverse = {.kind = DL_CHANGE_DOSSIER, .on = true, .dossier = {.name = name}};
    dl_cited *items;
    size_t count;
    dl_status status =
        dl_memory_cited(&c->memory->store, name, c->inverse->arena, &items, &count, c->error);
    for (size_t i = 0; !status && i < count; i++) {
        const dl_change put = {.kind = DL_CHANGE_CITED, .on = true, .cited = items[i]};
        status = note_inverse(c, &put);
    }
    for (size_t i = now->cited.len; i-- > 0;)
        if (strcmp(now->cited.items[i].dossier, name) == 0)
            TAKE_OUT(&now->cited, i);
    TAKE_OUT(&now->dossiers, at);
    return status ? status : note_inverse(c, &inverse);
}

static dl_status change_dossier(const changing *c, const dl_change *change)
{
    dl_memory_state *now = &c->memory->now;
    const char *name = change->dossier.name;
    const dl_change inverse = {.kind = DL_CHANGE_DOSSIER, .dossier = {.name = name}};
    if (change->on && change->dossier.from)
        return rename_dossier(c, change->dossier.from, name);
    size_t at = find_dossier(now, name);
    bool found = at < now->dossiers.len;
    if (found == change->on)
        return found ? dl_change_fail_taken("dossier", name, c->error)
                     : dl_change_fail_missing("dossier", name, c->error);
    if (found)
        return remove_dossier(c, at, name);
    const char *copy = dl_arena_strdup(&c->memory->arena, name);
    if (!copy || !dl_vec_push(&now->dossiers, copy))
        return dl_fail_nomem(c->error);
    return note_inverse(c, &inverse);
}

/* --- the operation --- */

static dl_status change_one(dl_store *base, dl_inverse *inverse, const dl_change *change,
                            dl_error *error)
{
    const changing c = {dl_memory_of(base), inverse, error};
    switch (change->kind) {
    case DL_CHANGE_READ:
    case DL_CHANGE_STAR:
    case DL_CHANGE_TAG:
        return change_mark(&c, change);
    case DL_CHANGE_NOTE:
        return change_note(&c, change);
    case DL_CHANGE_SAVED:
        return change_saved(&c, change);
    case DL_CHANGE_DOSSIER:
        return change_dossier(&c, change);
    case DL_CHANGE_CITED:
        return change_cited(&c, change);
    case DL_CHANGE_PLACE:
        return change_place(&c, change);
    case DL_CHANGE_DECISION: /* dl_changes_carry sees to these */
        break;
    }
    return DL_OK;
}

dl_status dl_memory_change(dl_store *base, const dl_change *changes, size_t count, dl_arena *arena,
                           dl_change **ret_inverse, size_t *ret_inverse_count, dl_error *error)
{
    static const dl_changer changer = {dl_memory_change_begin, dl_memory_change_end, change_one};
    return dl_changes_carry(base, &changer, changes, count, arena, ret_inverse, ret_inverse_count,
                            error);
}
