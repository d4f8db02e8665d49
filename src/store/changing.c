/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "dateline/str.h"
#include "dateline/vec.h"
#include "store/changing.h"
#include "store/put.h"

/* --- what can be a change --- */

static dl_status check_passage(const dl_passage *passage, dl_error *error)
{
    dl_status status = dl_hash_check(passage->sha256, error);
    if (status)
        return status;
    if (passage->field < DL_FIELD_COUNT && passage->start <= passage->end && passage->quote &&
        passage->prefix && passage->suffix &&
        strlen(passage->quote) == passage->end - passage->start)
        return DL_OK;
    return dl_fail(error, DL_ERR_INVALID, "a passage of %s from byte %u to %u has another length",
                   passage->sha256, passage->start, passage->end);
}

static dl_status check_id(const char *id, dl_error *error)
{
    return dl_item_id_check(id) ? DL_OK : dl_fail(error, DL_ERR_INVALID, "'%s' is not an id", id);
}

static dl_status check_name(const char *name, const char *what, dl_error *error)
{
    return name && *name ? DL_OK : dl_fail(error, DL_ERR_INVALID, "a %s must have a name", what);
}

static dl_status check_note(const dl_note *note, bool on, dl_error *error)
{
    dl_status status = check_id(note->id, error);
    if (!status && on)
        status = check_passage(&note->passage, error);
    if (!status && on && !(note->text && *note->text))
        status = dl_fail(error, DL_ERR_INVALID, "a note must have a text");
    return status;
}

static dl_status check_cited(const dl_cited *cited, bool on, dl_error *error)
{
    dl_status status = check_id(cited->id, error);
    if (!status && on)
        status = check_passage(&cited->passage, error);
    if (!status && on)
        status = check_name(cited->dossier, "dossier", error);
    return status;
}

static dl_status check_saved(const dl_change *change, dl_error *error)
{
    dl_status status = check_name(change->saved.name, "saved search", error);
    if (!status && change->on && !change->saved.query && !change->saved.from)
        status = dl_fail(error, DL_ERR_INVALID, "a saved search must have a query");
    return status;
}

static dl_status check_place(const dl_change *change, dl_error *error)
{
    char letter = change->place.letter;
    if (!((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')))
        return dl_fail(error, DL_ERR_INVALID, "a place is marked by a letter, a to z or A to Z");
    return change->on ? check_passage(&change->place.passage, error) : DL_OK;
}

dl_status dl_change_check(const dl_change *change, dl_error *error)
{
    dl_status status = DL_OK;
    switch (change->kind) {
    case DL_CHANGE_READ:
    case DL_CHANGE_STAR:
        return dl_hash_check(change->mark.sha256, error);
    case DL_CHANGE_TAG:
        status = dl_hash_check(change->mark.sha256, error);
        return status ? status : check_name(change->mark.name, "tag", error);
    case DL_CHANGE_NOTE:
        return check_note(&change->note, change->on, error);
    case DL_CHANGE_SAVED:
        return check_saved(change, error);
    case DL_CHANGE_DOSSIER:
        return check_name(change->dossier.name, "dossier", error);
    case DL_CHANGE_CITED:
        return check_cited(&change->cited, change->on, error);
    case DL_CHANGE_PLACE:
        return check_place(change, error);
    case DL_CHANGE_DECISION:
        return change->on ? dl_decision_check(&change->decision, error)
                          : dl_fail(error, DL_ERR_INVALID, "a decision is taken back by another");
    }
    return dl_fail(error, DL_ERR_INVALID, "a change of no known kind");
}

dl_status dl_change_fail_missing(const char *what, const char *name, dl_error *error)
{
    return dl_fail(error, DL_ERR_NOT_FOUND, "there is no %s '%s'", what, name);
}

dl_status dl_change_fail_taken(const char *what, const char *name, dl_error *error)
{
    return dl_fail(error, DL_ERR_INVALID, "there is a %s '%s' already", what, name);
}

dl_status dl_change_fail_document(const char *sha256, dl_error *error)
{
    return dl_fail(error, DL_ERR_NOT_FOUND, "no document has the hash %s", sha256);
}

/* --- carrying out --- */

dl_status dl_inverse_add(dl_inverse *inverse, const dl_change *change, dl_error *error)
{
    dl_change copy;
    if (!dl_change_copy(inverse->arena, change, &copy) || !dl_vec_push(&inverse->list, copy))
        return dl_fail_nomem(error);
    return DL_OK;
}

/* Sets *RET to the list in its order, in its arena. */
static dl_status keep_inverse(const dl_inverse *inverse, dl_change **ret, size_t *ret_count,
                              dl_error *error)
{
    size_t count = inverse->list.len;
    dl_change *changes = dl_arena_calloc(inverse->arena, count, sizeof *changes);
    if (!changes)
        return dl_fail_nomem(error);
    for (size_t i = 0; i < count; i++)
        changes[i] = inverse->list.items[count - 1 - i];
    *ret = changes;
    *ret_count = count;
    return DL_OK;
}

dl_status dl_change_tell(dl_store *store, uint64_t done, uint64_t total, dl_error *error)
{
    if (!store->progress || store->progress(store->progress_context, done, total))
        return DL_OK;
    return dl_fail(error, DL_ERR_INTERRUPTED, "stopped; nothing was changed");
}

/* Has STORE take the decisions that the COUNT CHANGES hold, as one: what many are about is made anew
 * once. */
static dl_status decide(dl_store *store, dl_inverse *inverse, const dl_change *changes,
                        size_t count, dl_error *error)
{
    dl_decision *decisions = dl_arena_calloc(inverse->arena, count, sizeof *decisions);
    size_t added;
    if (!decisions)
        return dl_fail_nomem(error);
    for (size_t i = 0; i < count; i++)
        decisions[i] = changes[i].decision;
    dl_status status = store->ops->decide(store, decisions, count, &added, error);
    for (size_t i = 0; i < count && !status; i++) {
        dl_change undo = {.kind = DL_CHANGE_DECISION, .on = true};
        dl_decision_revoke(decisions[i].id, &undo.decision);
        if (added == count || !*changes[i].decision.id) /* else the store may have known it */
            status = dl_inverse_add(inverse, &undo, error);
    }
    return status;
}

dl_status dl_changes_carry(dl_store *store, const dl_changer *changer, const dl_change *changes,
                           size_t count, dl_arena *arena, dl_change **ret_inverse,
                           size_t *ret_inverse_count, dl_error *error)
{
    dl_inverse inverse = {.arena = arena};
    dl_change *undo = NULL;
    size_t undo_count = 0;
    bool own = false;
    dl_status status = DL_OK;
    for (size_t i = 0; !status && i < count; i++)
        status = dl_change_check(&changes[i], error);
    if (!status)
        status = changer->begin(store, &own, error);
    if (status)
        return status;
    for (size_t i = 0, next; !status && i < count; i = next) {
        for (next = i; next < count && changes[next].kind == DL_CHANGE_DECISION; next++)
            continue;
        status = next > i ? decide(store, &inverse, changes + i, next - i, error)
                          : changer->change(store, &inverse, &changes[next++], error);
        if (!status)
            status = dl_change_tell(store, next, count, error);
    }
    if (!status)
        status = keep_inverse(&inverse, &undo, &undo_count, error);
    status = changer->end(store, own, status, error);
    free(inverse.list.items);
    if (status)
        return status;
    *ret_inverse = undo;
    *ret_inverse_count = undo_count;
    return DL_OK;
}

/* --- items --- */

static void add_passage(dl_str *out, const dl_passage *passage)
{
    dl_digest_add(out, passage->sha256);
    dl_str_addf(out, "%d,%u,%u;", (int)passage->field, passage->start, passage->end);
    dl_digest_add(out, passage->quote);
    dl_digest_add(out, passage->prefix);
    dl_digest_add(out, passage->suffix);
}

/* Hashes TEXT and releases it. */
static bool finish(dl_str *text, char ret_hex[DL_SHA256_HEX])
{
    bool ok = dl_str_ok(text);
    if (ok)
        dl_sha256_hex(text->text, text->len, ret_hex);
    dl_str_release(text);
    return ok;
}

bool dl_note_digest(const dl_note *note, char ret_hex[DL_SHA256_HEX])
{
    dl_str text;
    dl_str_init(&text);
    dl_digest_add(&text, note->id);
    add_passage(&text, &note->passage);
    dl_str_addf(&text, "%lld;", (long long)note->time);
    dl_digest_add(&text, note->text);
    return finish(&text, ret_hex);
}

bool dl_cited_digest(const dl_cited *cited, char ret_hex[DL_SHA256_HEX])
{
    dl_str text;
    dl_str_init(&text);
    dl_digest_add(&text, cited->id);
    add_passage(&text, &cited->passage);
    dl_str_addf(&text, "%lld,%lld;", (long long)cited->time, (long long)cited->rank);
    dl_digest_add(&text, cited->comment);
    return finish(&text, ret_hex);
}

int dl_note_compare(const void *a, const void *b)
{
    const dl_note *x = a, *y = b;
    if (x->passage.field != y->passage.field)
        return x->passage.field < y->passage.field ? -1 : 1;
    if (x->passage.start != y->passage.start)
        return x->passage.start < y->passage.start ? -1 : 1;
    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    return strcmp(x->id, y->id);
}
