/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Carrying changes out. Each finds what is there, notes the change that puts it back, and writes; one
 * that would leave all as it is writes nothing and has no inverse. Marks on documents are here, the
 * rest in items.c and shelf.c.
 */
#include <string.h>

#include "dateline/str.h"
#include "store/names.h"
#include "store/sqlite/marks.h"
#include "store/sqlite/select.h"

/* --- read and starred --- */

dl_status dl_read_set(dl_sqlite *store, const dl_target *target, bool read, dl_error *error)
{
    const dl_tally_delta delta = {.unread = read ? -1 : 1};
    dl_status status =
        dl_sql_run(store,
                   "INSERT INTO mark (sha256, read) VALUES (?, ?) "
                   "ON CONFLICT (sha256) DO UPDATE SET read = excluded.read",
                   DL_VALUES(dl_value_hash(target->hash), dl_value_int(read)), error);
    if (!status)
        status = dl_sql_run(store, "UPDATE document SET read = ? WHERE key = ?",
                            DL_VALUES(dl_value_int(read), dl_value_int(target->key)), error);
    return status ? status : dl_tally_add(store, target->key, target->source, &delta, error);
}

static dl_status star(const dl_changing *c, const dl_target *target, bool on)
{
    dl_status status =
        dl_sql_run(c->store,
                   "INSERT INTO mark (sha256, read, starred) VALUES (?, 0, ?) "
                   "ON CONFLICT (sha256) DO UPDATE SET starred = excluded.starred",
                   DL_VALUES(dl_value_hash(target->hash), dl_value_int(on)), c->error);
    return status ? status
                  : dl_sql_run(c->store, "UPDATE document SET starred = ? WHERE key = ?",
                               DL_VALUES(dl_value_int(on), dl_value_int(target->key)), c->error);
}

/* --- tags --- */

/* A tag as it is kept. */
typedef struct kept_tag {
    int64_t id;       /* 0: there is none */
    const char *name; /* as it was first written */
} kept_tag;

static dl_status find_tag(const dl_changing *c, const char *name, dl_str *fold, kept_tag *ret)
{
    sqlite3_stmt *rows = NULL;
    bool row = false, failed = false;
    dl_name_fold(fold, name, strlen(name));
    if (!dl_str_ok(fold))
        return dl_fail_nomem(c->error);
    *ret = (kept_tag){.name = name};
    dl_status status = dl_rows_begin(c->store, "SELECT id, name FROM tag WHERE fold = ?",
                                     DL_VALUES(dl_value_text(fold->text)), &rows, c->error);
    if (!status)
        status = dl_rows_next(c->store, rows, &row, c->error);
    if (!status && row) {
        ret->id = sqlite3_column_int64(rows, 0);
        ret->name = dl_column_text(rows, 1, c->inverse->arena, &failed);
    }
    dl_rows_end(rows);
    if (failed)
        return dl_fail_nomem(c->error);
    return status || ret->name ? status : dl_sqlite_corrupt(c->store, "tag", c->error);
}

static dl_status put_tag(const dl_changing *c, const dl_target *target, const char *fold,
                         kept_tag tag)
{
    dl_status status = DL_OK;
    if (tag.id == 0) {
        status = dl_sql_run(c->store, "INSERT INTO tag (fold, name) VALUES (?, ?)",
                            DL_VALUES(dl_value_text(fold), dl_value_text(tag.name)), c->error);
        tag.id = sqlite3_last_insert_rowid(c->store->db);
    }
    if (!status)
        status = dl_sql_run(c->store, "INSERT OR IGNORE INTO tagging (sha256, tag) VALUES (?, ?)",
                            DL_VALUES(dl_value_hash(target->hash), dl_value_int(tag.id)), c->error);
    return status
               ? status
               : dl_sql_run(c->store, "INSERT OR IGNORE INTO labelled (tag, key) VALUES (?, ?)",
                            DL_VALUES(dl_value_int(tag.id), dl_value_int(target->key)), c->error);
}

/* Takes the tag off, and forgets it where nothing bears it any more. */
static dl_status take_tag(const dl_changing *c, const dl_target *target, kept_tag tag)
{
    const dl_values id = DL_VALUES(dl_value_int(tag.id));
    dl_status status =
        dl_sql_run(c->store, "DELETE FROM tagging WHERE sha256 = ? AND tag = ?",
                   DL_VALUES(dl_value_hash(target->hash), dl_value_int(tag.id)), c->error);
    if (!status)
        status = dl_sql_run(c->store, "DELETE FROM labelled WHERE tag = ? AND key = ?",
                            DL_VALUES(dl_value_int(tag.id), dl_value_int(target->key)), c->error);
    return status ? status
                  : dl_sql_run(c->store,
                               "DELETE FROM tag WHERE id = ?1 AND NOT EXISTS "
                               "(SELECT 1 FROM tagging WHERE tag = ?1)",
                               id, c->error);
}

/* Puts the tag of CHANGE on TARGET or takes it off; its inverse names it as it is kept. */
static dl_status tag_target(const dl_changing *c, const dl_change *change, const dl_target *target)
{
    dl_change inverse = *change;
    int64_t borne = 0;
    kept_tag tag = {0};
    dl_str fold;
    dl_str_init(&fold);
    dl_status status = find_tag(c, change->mark.name, &fold, &tag);
    if (!status && tag.id)
        status = dl_sql_number(c->store, "SELECT count(*) FROM labelled WHERE tag = ? AND key = ?",
                               DL_VALUES(dl_value_int(tag.id), dl_value_int(target->key)), &borne,
                               c->error);
    if (!status && (borne != 0) != change->on) {
        inverse.on = !change->on;
        inverse.mark.name = tag.name;
        memcpy(inverse.mark.sha256, target->sha256, sizeof inverse.mark.sha256);
        status = dl_inverse_add(c->inverse, &inverse, c->error);
        if (!status)
            status = change->on ? put_tag(c, target, fold.text, tag) : take_tag(c, target, tag);
    }
    dl_str_release(&fold);
    return status;
}

/* --- the operation --- */

/* Changes a mark on a document. */
static dl_status change_mark(const dl_changing *c, const dl_change *change)
{
    dl_change inverse = *change;
    dl_target target;
    dl_status status = dl_target_find(c->store, change->mark.sha256, &target, c->error);
    if (!status && target.key == DL_KEY_NONE)
        status = dl_change_fail_document(change->mark.sha256, c->error);
    if (status)
        return status;
    if (change->kind == DL_CHANGE_TAG)
        return tag_target(c, change, &target);
    bool read = change->kind == DL_CHANGE_READ;
    if ((read ? target.read : target.starred) == change->on)
        return DL_OK;
    inverse.on = !change->on;
    memcpy(inverse.mark.sha256, target.sha256, sizeof inverse.mark.sha256);
    status = dl_inverse_add(c->inverse, &inverse, c->error);
    if (status)
        return status;
    return read ? dl_read_set(c->store, &target, change->on, c->error)
                : star(c, &target, change->on);
}

static dl_status change_one(dl_store *base, dl_inverse *inverse, const dl_change *change,
                            dl_error *error)
{
    const dl_changing c = {dl_sqlite_of(base), inverse, error};
    switch (change->kind) {
    case DL_CHANGE_READ:
    case DL_CHANGE_STAR:
    case DL_CHANGE_TAG:
        return change_mark(&c, change);
    case DL_CHANGE_NOTE:
        return dl_note_change(&c, change);
    case DL_CHANGE_SAVED:
        return dl_saved_change(&c, change);
    case DL_CHANGE_DOSSIER:
        return dl_dossier_change(&c, change);
    case DL_CHANGE_CITED:
        return dl_cited_change(&c, change);
    case DL_CHANGE_PLACE:
        return dl_place_change(&c, change);
    case DL_CHANGE_DECISION: /* dl_changes_carry sees to these */
        break;
    }
    return DL_OK;
}

dl_status dl_sqlite_change(dl_store *base, const dl_change *changes, size_t count, dl_arena *arena,
                           dl_change **ret_inverse, size_t *ret_inverse_count, dl_error *error)
{
    static const dl_changer changer = {dl_change_begin, dl_change_end, change_one};
    return dl_changes_carry(base, &changer, changes, count, arena, ret_inverse, ret_inverse_count,
                            error);
}
