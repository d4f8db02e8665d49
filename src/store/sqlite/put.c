/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Putting a document. Two things are asked: is its record held, and what does its origin hold. From
 * the answers follows what happens:
 *
 *   record held   origin holds      then
 *   no            nothing           a new document
 *   yes           the same          nothing
 *   yes           nothing           the document gets another origin
 *   no            another record    a new version: the origin moves to it; the old one goes to
 *                                   `former`, unless another origin still holds it
 *   yes           another record    the same, but the new version is a document already
 *
 * A new version keeps its predecessor's key, and so its place in every list, if its day is the same;
 * marks are copied from hash to hash.
 */
#include <string.h>

#include "store/put.h"
#include "store/sqlite/decisions.h"
#include "store/sqlite/marks.h"
#include "store/sqlite/select.h"

/* What is known before anything is written. */
typedef struct putting {
    dl_sqlite *store;
    const dl_put *put;
    unsigned char hash[DL_HASH_BYTES];
    bool held, owned;                 /* the record is held; the origin holds one */
    int64_t held_key, owned_key;      /* of those documents */
    unsigned char old[DL_HASH_BYTES]; /* hash of the origin's document */
    dl_error *error;
} putting;

/* The key of the document of that hash; DL_KEY_NONE where there is none. */
static dl_status find_record(dl_sqlite *store, const unsigned char *hash, int64_t *ret_key,
                             dl_error *error)
{
    *ret_key = DL_KEY_NONE;
    return dl_sql_number(store, "SELECT key FROM document WHERE sha256 = ?",
                         DL_VALUES(dl_value_hash(hash)), ret_key, error);
}

/* The key and hash of the document that ORIGIN holds; DL_KEY_NONE where it holds none. */
static dl_status find_origin(dl_sqlite *store, const char *origin, int64_t *ret_key,
                             unsigned char ret_hash[DL_HASH_BYTES], dl_error *error)
{
    sqlite3_stmt *rows;
    dl_status status = dl_rows_begin(
        store,
        "SELECT d.key, d.sha256 FROM origin o JOIN document d ON d.key = o.key WHERE o.path = ?",
        DL_VALUES(dl_value_text(origin)), &rows, error);
    if (status)
        return status;
    bool row = false;
    status = dl_rows_next(store, rows, &row, error);
    *ret_key = DL_KEY_NONE;
    if (!status && row) {
        const void *hash = sqlite3_column_blob(rows, 1);
        if (!hash || sqlite3_column_bytes(rows, 1) != DL_HASH_BYTES)
            status = dl_sqlite_corrupt(store, "document", error);
        else
            memcpy(ret_hash, hash, DL_HASH_BYTES);
        *ret_key = sqlite3_column_int64(rows, 0);
    }
    dl_rows_end(rows);
    return status;
}

dl_status dl_sqlite_holds(dl_store *base, const char *sha256, const char *origin, bool *ret_holds,
                          dl_error *error)
{
    dl_sqlite *store = dl_sqlite_of(base);
    unsigned char hash[DL_HASH_BYTES], held[DL_HASH_BYTES];
    int64_t key;
    dl_status status = dl_hash_check(sha256, error);
    if (status)
        return status;
    dl_hash_bytes(sha256, hash);
    status = find_origin(store, origin, &key, held, error);
    if (!status)
        *ret_holds = key != DL_KEY_NONE && memcmp(hash, held, sizeof hash) == 0;
    return status;
}

/* --- keys --- */

dl_status dl_key_take(dl_sqlite *store, dl_day day, dl_key *ret, dl_error *error)
{
    dl_key first = dl_key_make(day, 0), end = day == DL_DAY_NONE ? 0 : dl_key_make(day + 1, 0);
    int64_t last = first - 1;
    dl_status status = dl_sql_number(
        store, "SELECT key FROM document WHERE key >= ? AND key < ? ORDER BY key DESC LIMIT 1",
        DL_VALUES(dl_value_int(first), dl_value_int(end)), &last, error);
    char text[11];
    if (!status && last + 1 >= end)
        status = dl_fail(error, DL_ERR_UNSUPPORTED, "%s: there is no room for more documents of %s",
                         store->path, dl_day_format(day, text));
    if (!status)
        *ret = last + 1;
    return status;
}

/* --- versions --- */

/* Keeps the text of a document that is about to be replaced. */
static dl_status keep_former(const putting *p, const dl_document *old)
{
    dl_document digested = {.title = old->title, .body = old->body};
    char hex[DL_SHA256_HEX];
    unsigned char digest[DL_HASH_BYTES];
    memcpy(digested.sha256, old->sha256, sizeof digested.sha256);
    if (!dl_document_digest(&digested, NULL, 0, hex))
        return dl_fail_nomem(p->error);
    dl_hash_bytes(hex, digest);
    return dl_sql_run(p->store,
                      "INSERT OR REPLACE INTO former (sha256, successor, digest, title, body) "
                      "VALUES (?, ?, ?, ?, ?)",
                      DL_VALUES(dl_value_hash(p->old), dl_value_hash(p->hash),
                                dl_value_hash(digest), dl_value_text(old->title),
                                dl_value_text(old->body)),
                      p->error);
}

/* Takes the document that the origin held out of the archive and keeps its text. */
static dl_status retire_old(const putting *p)
{
    dl_arena arena = {0};
    dl_stored old;
    dl_undecided imported;
    dl_status status = dl_sqlite_get(&p->store->store, p->owned_key, &arena, &old, p->error);
    if (!status)
        status = dl_undecided_read(p->store, &old, &arena, &imported, p->error);
    if (!status)
        status = keep_former(p, &imported.document);
    if (!status)
        status = dl_rows_remove(p->store, &old, DL_ROWS_ALL, p->error);
    if (!status)
        status = dl_undecided_remove(p->store, p->owned_key, p->error);
    dl_arena_release(&arena);
    return status;
}

/* Whether another origin holds the document that this origin held. */
static dl_status is_shared(const putting *p, bool *ret)
{
    int64_t origins = 0;
    dl_status status = dl_sql_number(p->store, "SELECT count(*) FROM origin WHERE key = ?",
                                     DL_VALUES(dl_value_int(p->owned_key)), &origins, p->error);
    *ret = origins > 1;
    return status;
}

static dl_status point_origin(const putting *p, dl_key key)
{
    return dl_sql_run(p->store,
                      "INSERT INTO origin (path, key) VALUES (?, ?) "
                      "ON CONFLICT (path) DO UPDATE SET key = excluded.key",
                      DL_VALUES(dl_value_text(p->put->document->origin), dl_value_int(key)),
                      p->error);
}

/* Writes the document as a new one, under the key of the one it replaces where that is free. */
static dl_status add_document(const putting *p, bool replaced)
{
    dl_arena arena = {0};
    dl_put put = {0};
    dl_key key;
    dl_status status = dl_persons_join(p->store, p->put, &arena, &put, p->error);
    const dl_undecided imported = {.document = *p->put->document,
                                   .mentions = put.mentions,
                                   .mentions_count = put.mentions_count,
                                   .entities = put.entities,
                                   .entities_count = put.entities_count,
                                   .annotated = p->put->document->title,
                                   .annotator = p->put->annotator,
                                   .sketch = p->put->sketch};
    if (!status)
        status = dl_sql_run(p->store, "DELETE FROM former WHERE sha256 = ?",
                            DL_VALUES(dl_value_hash(p->hash)), p->error);
    if (!status)
        status = dl_sql_run(p->store, "DELETE FROM forgotten WHERE sha256 = ?",
                            DL_VALUES(dl_value_hash(p->hash)), p->error);
    if (!status)
        status = dl_deciding_add(p->store, replaced ? p->owned_key : DL_KEY_NONE, &imported,
                                 p->owned ? p->old : NULL, &key, p->error);
    dl_arena_release(&arena);
    return status ? status : point_origin(p, key);
}

/* The new version is a document already: says what it replaces, and takes over its marks. */
static dl_status adopt_document(const putting *p)
{
    int64_t read = 0;
    dl_target target;
    dl_status status =
        dl_sql_run(p->store, "UPDATE record SET replaces = ? WHERE key = ?",
                   DL_VALUES(dl_value_hash(p->old), dl_value_int(p->held_key)), p->error);
    if (!status)
        status = dl_sql_number(p->store, "SELECT read FROM mark WHERE sha256 = ?",
                               DL_VALUES(dl_value_hash(p->hash)), &read, p->error);
    if (!status)
        status = dl_target_find(p->store, p->put->document->sha256, &target, p->error);
    if (!status && read && !target.read)
        status = dl_read_set(p->store, &target, true, p->error);
    if (!status)
        status = dl_marks_derive(p->store, p->held_key, p->hash, p->error);
    if (!status) /* which by that has decisions to follow that it had not */
        status = dl_deciding_renew(p->store, p->held_key, NULL, NULL, p->error);
    dl_key key = p->held_key;
    if (!status)
        status = find_record(p->store, p->hash, &key, p->error);
    return status ? status : point_origin(p, key);
}

static dl_status replace(const putting *p)
{
    bool shared = false;
    dl_status status = is_shared(p, &shared);
    if (!status)
        status = dl_marks_carry(p->store, p->old, p->hash, p->error);
    if (!status && !shared)
        status = retire_old(p);
    if (status)
        return status;
    return p->held ? adopt_document(p) : add_document(p, !shared);
}

/* --- the operation --- */

static dl_status look_up(putting *p)
{
    const dl_document *doc = p->put->document;
    dl_hash_bytes(doc->sha256, p->hash);
    dl_status status = find_record(p->store, p->hash, &p->held_key, p->error);
    if (!status)
        status = find_origin(p->store, doc->origin, &p->owned_key, p->old, p->error);
    p->held = p->held_key != DL_KEY_NONE;
    p->owned = p->owned_key != DL_KEY_NONE;
    return status;
}

static dl_status put_found(const putting *p, dl_put_outcome *ret)
{
    if (p->held && p->owned && p->held_key == p->owned_key) {
        *ret = DL_PUT_UNCHANGED;
        return DL_OK;
    }
    *ret = p->owned ? DL_PUT_VERSION : p->held ? DL_PUT_ORIGIN : DL_PUT_NEW;
    if (p->owned)
        return replace(p);
    return p->held ? point_origin(p, p->held_key) : add_document(p, false);
}

dl_status dl_sqlite_put(dl_store *base, const dl_put *put, dl_put_outcome *ret_outcome,
                        dl_error *error)
{
    putting p = {.store = dl_sqlite_of(base), .put = put, .error = error};
    dl_put_outcome outcome = DL_PUT_NEW;
    bool own;
    dl_status status = dl_put_check(put, error);
    if (!status)
        status = dl_change_begin(base, &own, error);
    if (status)
        return status;
    status = look_up(&p);
    if (!status)
        status = put_found(&p, &outcome);
    status = dl_change_end(base, own, status, error);
    if (!status)
        *ret_outcome = outcome;
    return status;
}
