/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Documents as decisions make them. What import and annotation gave is the ground; the decisions that
 * concern it are gathered and applied (store/decide.h), and what comes of it is written to the tables
 * that everything else reads. The ground is kept beside it where a decision had anything to say.
 *
 * A document is made anew as a whole, from its ground, but only the rows that become others are
 * written: the words are indexed again where the texts changed, mentions counted again where they did.
 *
 * A record's digest is of the document as it is read, with the mentions of its ground: corrections of
 * mentions leave it alone, and so the whole record. What they make of the ground is checked by making it
 * once more.
 */
#include <stdlib.h>
#include <string.h>

#include "dateline/str.h"
#include "store/put.h"
#include "store/sqlite/decisions.h"
#include "store/sqlite/marks.h"

/* A document in the making. */
typedef struct making {
    dl_sqlite *store;
    dl_arena arena;
    dl_undecided ground;
    dl_rulings rulings;
    dl_document document; /* as it is to be read */
    dl_put put;
    dl_error *error;
} making;

static void making_release(making *m)
{
    free(m->rulings.items);
    dl_arena_release(&m->arena);
}

/* Has names looked for in the document, whose texts are others than annotation has seen; where there is
 * nobody to do that, it is noted as yet to be done. */
static dl_status annotate(making *m)
{
    dl_put found = {0};
    dl_store *base = &m->store->store;
    m->ground.annotator = NULL;
    if (!base->annotate)
        return DL_OK;
    dl_status status =
        base->annotate(base->annotate_context, &m->document, &m->arena, &found, m->error);
    if (status)
        return status;
    status = dl_persons_join(m->store, &found, &m->arena, &found, m->error);
    if (status)
        return status;
    m->ground.mentions = found.mentions;
    m->ground.mentions_count = found.mentions_count;
    m->ground.entities = found.entities;
    m->ground.entities_count = found.entities_count;
    m->ground.annotated = m->document.title;
    m->ground.annotator = found.annotator;
    return DL_OK;
}

/* Makes the document of the ground, whose mentions were found in READ and which replaces the version
 * of the hash OLD (or NULL). */
static dl_status make(making *m, const dl_document *read, const unsigned char *old)
{
    unsigned char hash[DL_HASH_BYTES];
    unsigned facts = 0;
    bool empty;
    m->document = m->ground.document;
    dl_hash_bytes(m->document.sha256, hash);
    dl_status status = dl_log_is_empty(m->store, &empty, m->error);
    if (!status && !empty)
        status = dl_log_document(m->store, hash, old, &m->arena, &m->rulings, m->error);
    if (!status)
        status = dl_decide_facts(m->rulings.items, m->rulings.len, &m->arena, &m->document, &facts,
                                 m->error);
    if (!status && !dl_decide_reads_alike(read, &m->document))
        status = annotate(m);
    m->ground.facts = facts;
    m->put = (dl_put){.document = &m->document,
                      .mentions = m->ground.mentions,
                      .mentions_count = m->ground.mentions_count,
                      .entities = m->ground.entities,
                      .entities_count = m->ground.entities_count};
    if (!status && !empty)
        status = dl_log_mentions(m->store, &m->put, &m->arena, &m->rulings, m->error);
    if (!status)
        status = dl_decide_mentions(m->rulings.items, m->rulings.len, &m->put, m->ground.annotated,
                                    &m->arena, &m->put, m->error);
    m->put.annotator = m->ground.annotator;
    return status;
}

/* Whether a decision had anything to say. */
static bool is_decided(const making *m)
{
    for (size_t i = 0; i < m->rulings.len; i++)
        if (m->rulings.items[i].applied)
            return true;
    return false;
}

static dl_status keep_ground(making *m, dl_key key)
{
    if (dl_document_day(&m->ground.document) == dl_key_day(key))
        m->ground.home = key;
    return is_decided(m) ? dl_undecided_add(m->store, key, &m->ground, m->document.body,
                                            &m->rulings, m->error)
                         : DL_OK;
}

/* The digest of the document's record. */
static dl_status make_digest(const making *m, unsigned char ret[DL_HASH_BYTES])
{
    char hex[DL_SHA256_HEX];
    if (!dl_document_digest(&m->document, m->ground.mentions, m->ground.mentions_count, hex))
        return dl_fail_nomem(m->error);
    dl_hash_bytes(hex, ret);
    return DL_OK;
}

dl_status dl_deciding_add(dl_sqlite *store, dl_key wish, const dl_undecided *imported,
                          const unsigned char *replaces, dl_key *ret_key, dl_error *error)
{
    making m = {.store = store, .ground = *imported, .error = error};
    unsigned char digest[DL_HASH_BYTES];
    dl_key key = wish;
    dl_status status = make(&m, &imported->document, replaces);
    if (!status && (wish == DL_KEY_NONE || dl_key_day(wish) != dl_document_day(&m.document)))
        status = dl_key_take(store, dl_document_day(&m.document), &key, error);
    if (m.document.body == imported->document.body && m.document.lead == imported->document.lead)
        m.put.sketch = imported->sketch;
    if (!status)
        status = make_digest(&m, digest);
    if (!status)
        status = dl_rows_add(store, key, &m.put, digest, replaces, DL_ROWS_ALL, error);
    m.ground.home = wish == DL_KEY_NONE ? key : wish;
    if (!status)
        status = keep_ground(&m, key);
    if (!status)
        *ret_key = key;
    making_release(&m);
    return status;
}

/* --- making anew --- */

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_mentions(const dl_put *put, const dl_stored *stored)
{
    if (put->mentions_count != stored->mentions_count)
        return false;
    for (size_t i = 0; i < put->mentions_count; i++) {
        const dl_mention *a = &put->mentions[i], *b = &stored->mentions[i];
        if (a->field != b->field || a->start != b->start || a->end != b->end ||
            a->form != b->form || a->rule != b->rule || a->confidence != b->confidence ||
            strcmp(a->entity, b->entity) != 0)
            return false;
    }
    return true;
}

/* Whether the two documents are the same but for their mentions. */
static bool same_document(const dl_document *a, const dl_document *b)
{
    char x[DL_SHA256_HEX], y[DL_SHA256_HEX];
    return dl_document_digest(a, NULL, 0, x) && dl_document_digest(b, NULL, 0, y) &&
           strcmp(x, y) == 0;
}

static bool is_same(const dl_put *put, const dl_stored *stored)
{
    return same_mentions(put, stored) && same_document(put->document, &stored->document);
}

/* Sets *RET to the key for the document: the one it has, the one it had before its date was set, or
 * else a new one. */
static dl_status choose_key(const making *m, dl_key has, dl_key *ret)
{
    dl_day day = dl_document_day(&m->document);
    int64_t taken = 0;
    *ret = has;
    if (dl_key_day(has) == day)
        return DL_OK;
    *ret = m->ground.home;
    dl_status status = dl_sql_number(m->store, "SELECT 1 FROM document WHERE key = ?",
                                     DL_VALUES(dl_value_int(*ret)), &taken, m->error);
    if (!status && (taken || dl_key_day(*ret) != day))
        status = dl_key_take(m->store, day, ret, m->error);
    return status;
}

static dl_status find_source(const making *m, dl_key key, int64_t *ret)
{
    return dl_sql_number(m->store, "SELECT source FROM document WHERE key = ?",
                         DL_VALUES(dl_value_int(key)), ret, m->error);
}

/* Whether nothing that decides about a group of copies is another. */
static bool same_place(const dl_document *a, const dl_document *b)
{
    return a->lead == b->lead && a->published.minute == b->published.minute &&
           a->published.precision == b->published.precision && same_text(a->body, b->body);
}

/* Writes the document in place of STORED, under KEY. */
static dl_status rewrite(const making *m, const dl_stored *stored, dl_key key)
{
    unsigned char digest[DL_HASH_BYTES], replaces[DL_HASH_BYTES];
    int parts = DL_ROWS_PLAIN;
    int64_t source = 0;
    dl_status status = find_source(m, stored->key, &source);
    if (!status && same_document(&stored->document, &m->document))
        return dl_naming_replace(m->store, stored, source, &m->put, m->error);
    if (stored->replaces)
        dl_hash_bytes(stored->replaces, replaces);
    if (key != stored->key)
        parts = DL_ROWS_ALL;
    if (!same_text(stored->document.title, m->document.title) ||
        !same_text(stored->document.body, m->document.body))
        parts |= DL_ROWS_WORDS | DL_ROWS_NAMING; /* spellings are counted by the texts */
    if (!same_mentions(&m->put, stored))
        parts |= DL_ROWS_NAMING;
    if (!same_place(&m->document, &stored->document))
        parts |= DL_ROWS_GROUP;
    if (!status)
        status = make_digest(m, digest);
    if (!status)
        status = dl_rows_remove(m->store, stored, parts, m->error);
    if (!status)
        status = dl_rows_add(m->store, key, &m->put, digest, stored->replaces ? replaces : NULL,
                             parts, m->error);
    if (!status && !(parts & DL_ROWS_NAMING))
        status = dl_naming_move(m->store, stored, source, m->error);
    if (!status && key != stored->key)
        status = dl_sql_run(m->store, "UPDATE origin SET key = ? WHERE key = ?",
                            DL_VALUES(dl_value_int(key), dl_value_int(stored->key)), m->error);
    return status;
}

/* Takes over the names FOUND in the document as it is read. */
static dl_status take_found(making *m, const dl_stored *stored, const dl_put *found)
{
    dl_put whole = *found;
    dl_status status = dl_decide_found_check(found, &stored->document, m->error);
    whole.document = &stored->document;
    if (!status)
        status = dl_put_check(&whole, m->error);
    if (!status)
        status = dl_persons_join(m->store, &whole, &m->arena, &whole, m->error);
    if (status)
        return status;
    m->ground.mentions = whole.mentions;
    m->ground.mentions_count = whole.mentions_count;
    m->ground.entities = whole.entities;
    m->ground.entities_count = whole.entities_count;
    m->ground.annotated = stored->document.title;
    m->ground.annotator = whole.annotator;
    return DL_OK;
}

/* Writes the digest where names were found anew. */
static dl_status keep_digest(const making *m, dl_key key)
{
    unsigned char digest[DL_HASH_BYTES];
    dl_status status = make_digest(m, digest);
    if (!status)
        status =
            dl_sql_run(m->store, "UPDATE record SET digest = ?1 WHERE key = ?2 AND digest <> ?1",
                       DL_VALUES(dl_value_hash(digest), dl_value_int(key)), m->error);
    return status;
}

dl_status dl_deciding_renew(dl_sqlite *store, dl_key key, const dl_put *found, bool *ret_changed,
                            dl_error *error)
{
    making m = {.store = store, .error = error};
    dl_stored stored;
    bool same = false;
    dl_status status = dl_sqlite_get(&store->store, key, &m.arena, &stored, error);
    if (!status)
        status = dl_undecided_read(store, &stored, &m.arena, &m.ground, error);
    if (!status && found)
        status = take_found(&m, &stored, found);
    if (!status)
        status = make(&m, &stored.document, NULL);
    if (!status)
        same = is_same(&m.put, &stored);
    dl_key now = key;
    if (!status && !same)
        status = choose_key(&m, key, &now);
    if (!status && m.ground.kept)
        status = dl_undecided_remove(store, key, error);
    if (!status && !same)
        status = rewrite(&m, &stored, now);
    if (!status)
        status = keep_ground(&m, now);
    if (!status && found)
        status = keep_digest(&m, now);
    if (!status && !same_text(m.ground.annotator, stored.annotator))
        status = dl_annotator_set(store, now, m.ground.annotator, error);
    if (!status && ret_changed)
        *ret_changed = !same;
    making_release(&m);
    return status;
}

/* Sets *RET to whether it is noted of the document which decisions apply to it, and which facts they
 * set. */
static dl_status is_noted(const making *m, const dl_stored *stored, bool *ret)
{
    int64_t noted = 0, applied = 0;
    for (size_t i = 0; i < m->rulings.len; i++)
        applied += m->rulings.items[i].applied;
    dl_status status = dl_sql_number(m->store, "SELECT count(*) FROM decided WHERE key = ?",
                                     DL_VALUES(dl_value_int(stored->key)), &noted, m->error);
    *ret =
        noted == applied && stored->decided == m->ground.facts && m->ground.kept == (applied > 0);
    return status;
}

dl_status dl_deciding_check(dl_sqlite *store, const dl_stored *stored, const dl_undecided *ground,
                            bool *ret, dl_error *error)
{
    making m = {.store = store, .ground = *ground, .error = error};
    dl_status status = make(&m, &stored->document, NULL);
    if (!status)
        *ret = is_same(&m.put, stored);
    if (!status && *ret)
        status = is_noted(&m, stored, ret);
    if (!status && *ret && m.ground.kept)
        status = dl_undecided_check(store, stored->key, &m.ground, ret, error);
    making_release(&m);
    return status;
}

/* Writes the digest of the document of KEY, which decisions concern, where it is the one that an older version
 * made, of the mentions as they are read. */
static dl_status digest_anew(dl_sqlite *store, dl_key key, dl_error *error)
{
    making m = {.store = store, .error = error};
    unsigned char old[DL_HASH_BYTES], new[DL_HASH_BYTES];
    char hex[DL_SHA256_HEX];
    dl_stored stored;
    dl_status status = dl_sqlite_get(&store->store, key, &m.arena, &stored, error);
    if (!status)
        status = dl_undecided_read(store, &stored, &m.arena, &m.ground, error);
    if (!status)
        m.document = stored.document;
    if (!status && !dl_document_digest(&m.document, stored.mentions, stored.mentions_count, hex))
        status = dl_fail_nomem(error);
    if (!status)
        status = make_digest(&m, new);
    if (!status) {
        dl_hash_bytes(hex, old);
        status =
            dl_sql_run(store, "UPDATE record SET digest = ?1 WHERE key = ?2 AND digest = ?3",
                       DL_VALUES(dl_value_hash(new), dl_value_int(key), dl_value_hash(old)), error);
    }
    making_release(&m);
    return status;
}

dl_status dl_deciding_digest_all(dl_sqlite *store, dl_error *error)
{
    dl_key key = DL_KEY_NONE, next;
    dl_status status = DL_OK;
    for (; !status; key = next) {
        next = key;
        status =
            dl_sql_number(store, "SELECT key FROM undecided WHERE key > ? ORDER BY key LIMIT 1",
                          DL_VALUES(dl_value_int(key)), &next, error);
        if (status || next == key)
            return status;
        status = digest_anew(store, next, error);
    }
    return status;
}
