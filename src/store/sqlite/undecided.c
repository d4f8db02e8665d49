/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Documents as import and annotation gave them, kept beside where decisions changed them. What no
 * decision can change (the hash, the link, the language) is not kept twice.
 */
#include <stdlib.h>
#include <string.h>

#include "store/put.h"
#include "store/sqlite/decisions.h"
#include "store/sqlite/packing.h"
#include "store/sqlite/select.h"

enum { LIST_VIA, LIST_READING };

/* --- reading --- */

/* What dl_undecided_read is at. */
typedef struct reading {
    dl_sqlite *store;
    dl_key key;
    dl_arena *arena;
    dl_undecided *undecided;
    dl_error *error;
} reading;

/* Takes the columns of the row over what the document is as read. */
static dl_status take_columns(const reading *r, sqlite3_stmt *rows)
{
    dl_undecided *u = r->undecided;
    dl_document *doc = &u->document;
    const char **texts[] = {&doc->evidence, &doc->source, &doc->source_country, &doc->publisher,
                            &doc->title,    &doc->author, &doc->place};
    int count = (int)(sizeof texts / sizeof *texts);
    bool failed = false;
    for (int i = 0; i < count; i++)
        *texts[i] = dl_column_text(rows, i, r->arena, &failed);
    u->annotated = dl_column_text(rows, count, r->arena, &failed);
    const char *body = dl_column_text(rows, count + 1, r->arena, &failed);
    if (failed)
        return dl_fail_nomem(r->error);
    if (body)
        doc->body = body;
    int i = count + 2;
    doc->published = (dl_date){.day = (dl_day)sqlite3_column_int(rows, i),
                               .minute = (int16_t)sqlite3_column_int(rows, i + 1),
                               .precision = (dl_precision)sqlite3_column_int(rows, i + 2),
                               .how = (dl_how)sqlite3_column_int(rows, i + 3)};
    int64_t lead = sqlite3_column_int64(rows, i + 4);
    u->home = sqlite3_column_int64(rows, i + 5);
    u->facts = (unsigned)sqlite3_column_int(rows, i + 6);
    if (!dl_date_check(doc->published) || lead < 0 || (size_t)lead > strlen(doc->body))
        return dl_sqlite_corrupt(r->store, "undecided", r->error);
    doc->lead = (size_t)lead;
    return DL_OK;
}

static dl_status read_row(const reading *r)
{
    sqlite3_stmt *rows;
    dl_status status = dl_rows_begin(
        r->store,
        "SELECT evidence, source, country, publisher, title, author, place, annotated, body, day, "
        "minute, precision, how, lead, home, facts FROM undecided WHERE key = ?",
        DL_VALUES(dl_value_int(r->key)), &rows, r->error);
    if (status)
        return status;
    status = dl_rows_next(r->store, rows, &r->undecided->kept, r->error);
    if (!status && r->undecided->kept)
        status = take_columns(r, rows);
    dl_rows_end(rows);
    return status;
}

static dl_status read_list(const reading *r, int kind, const char *const **ret, size_t *ret_count)
{
    return dl_texts_read(
        r->store, "SELECT text FROM undecided_list WHERE key = ? AND kind = ? ORDER BY place",
        DL_VALUES(dl_value_int(r->key), dl_value_int(kind)), r->arena, ret, ret_count, r->error);
}

static dl_status read_mentions(const reading *r)
{
    dl_undecided *u = r->undecided;
    return dl_mentions_read(r->store, DL_MENTIONS_UNDECIDED, r->key, r->arena, &u->mentions,
                            &u->mentions_count, &u->entities, &u->entities_count, r->error);
}

dl_status dl_undecided_read(dl_sqlite *store, const dl_stored *stored, dl_arena *arena,
                            dl_undecided *ret, dl_error *error)
{
    dl_undecided u = {.document = stored->document,
                      .mentions = stored->mentions,
                      .mentions_count = stored->mentions_count,
                      .entities = stored->entities,
                      .entities_count = stored->entities_count,
                      .annotated = stored->document.title,
                      .annotator = stored->annotator,
                      .home = stored->key};
    reading r = {store, stored->key, arena, &u, error};
    dl_status status = read_row(&r);
    if (!status && u.kept)
        status = read_list(&r, LIST_VIA, &u.document.via, &u.document.via_count);
    if (!status && u.kept)
        status = read_list(&r, LIST_READING, &u.document.readings, &u.document.readings_count);
    if (!status && u.kept)
        status = read_mentions(&r);
    if (!status)
        status = dl_entities_sort(&u.entities, u.entities_count, arena, error);
    if (!status)
        *ret = u;
    return status;
}

/* --- writing --- */

static dl_status insert_row(dl_sqlite *store, dl_key key, const dl_undecided *u, const char *body,
                            dl_error *error)
{
    const dl_document *doc = &u->document;
    unsigned char digest[DL_HASH_BYTES];
    char hex[DL_SHA256_HEX];
    dl_str list;
    dl_str_init(&list);
    const dl_put put = {.document = doc,
                        .mentions = u->mentions,
                        .mentions_count = u->mentions_count,
                        .entities = u->entities,
                        .entities_count = u->entities_count};
    dl_status status = dl_naming_pack(store, &put, &list, error);
    if (!status && !dl_document_digest(doc, u->mentions, u->mentions_count, hex))
        status = dl_fail_nomem(error);
    if (status)
        goto out;
    dl_hash_bytes(hex, digest);
    status = dl_sql_run(
        store,
        "INSERT INTO undecided (key, home, facts, day, minute, precision, how, evidence, source, "
        "country, publisher, title, author, place, lead, body, annotated, list, digest) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        DL_VALUES(dl_value_int(key), dl_value_int(u->home), dl_value_int(u->facts),
                  dl_value_int(doc->published.day), dl_value_int(doc->published.minute),
                  dl_value_int(doc->published.precision), dl_value_int(doc->published.how),
                  dl_value_text(doc->evidence), dl_value_text(doc->source),
                  dl_value_text(doc->source_country), dl_value_text(doc->publisher),
                  dl_value_text(doc->title), dl_value_text(doc->author), dl_value_text(doc->place),
                  dl_value_int((int64_t)doc->lead),
                  dl_value_text(strcmp(doc->body, body) == 0 ? NULL : doc->body),
                  dl_value_text(u->annotated), dl_value_blob(list.text, list.len),
                  dl_value_blob(digest, sizeof digest)),
        error);
out:
    dl_str_release(&list);
    return status;
}

static dl_status insert_list(dl_sqlite *store, dl_key key, int kind, const char *const *list,
                             size_t count, dl_error *error)
{
    dl_status status = DL_OK;
    for (size_t i = 0; i < count && !status; i++)
        status = dl_sql_run(
            store, "INSERT INTO undecided_list (key, kind, place, text) VALUES (?, ?, ?, ?)",
            DL_VALUES(dl_value_int(key), dl_value_int(kind), dl_value_int((int64_t)i),
                      dl_value_text(list[i])),
            error);
    return status;
}

dl_status dl_undecided_add(dl_sqlite *store, dl_key key, const dl_undecided *imported,
                           const char *body, const dl_rulings *rulings, dl_error *error)
{
    const dl_document *doc = &imported->document;
    dl_status status = insert_row(store, key, imported, body, error);
    if (!status)
        status = insert_list(store, key, LIST_VIA, doc->via, doc->via_count, error);
    if (!status)
        status = insert_list(store, key, LIST_READING, doc->readings, doc->readings_count, error);
    for (size_t i = 0; i < rulings->len && !status; i++)
        if (rulings->items[i].applied)
            status = dl_sql_run(
                store, "INSERT INTO decided (decision, key) VALUES (?, ?)",
                DL_VALUES(dl_value_int(rulings->items[i].number), dl_value_int(key)), error);
    return status;
}

dl_status dl_undecided_keep(dl_sqlite *store, dl_key key, dl_error *error)
{
    dl_status status = dl_sql_run(
        store,
        "INSERT OR IGNORE INTO undecided (key, home, facts, day, minute, precision, how, evidence, "
        "source, country, publisher, title, author, place, lead, body, annotated, list, digest) "
        "SELECT d.key, d.key, 0, ?2, d.minute, d.precision, d.how, r.evidence, "
        "(SELECT name FROM source WHERE id = d.source AND id > 0), r.country, "
        "(SELECT name FROM source WHERE id = r.publisher AND id > 0), r.title, r.author, r.place, "
        "r.lead, NULL, r.title, coalesce((SELECT list FROM mention WHERE key = ?1), x''), r.digest "
        "FROM document d JOIN record r ON r.key = d.key WHERE d.key = ?1",
        DL_VALUES(dl_value_int(key), dl_value_int(dl_key_day(key))), error);
    if (status || sqlite3_changes(store->db) == 0)
        return status;
    return dl_sql_run(
        store,
        "INSERT INTO undecided_list (key, kind, place, text) "
        "SELECT v.key, ?2, v.place, s.name FROM via v JOIN source s "
        "ON s.id = v.source WHERE v.key = ?1 "
        "UNION ALL SELECT key, ?3, place, text FROM reading WHERE key = ?1",
        DL_VALUES(dl_value_int(key), dl_value_int(LIST_VIA), dl_value_int(LIST_READING)), error);
}

dl_status dl_undecided_remove(dl_sqlite *store, dl_key key, dl_error *error)
{
    static const char *const statements[] = {
        "DELETE FROM undecided_list WHERE key = ?",
        "DELETE FROM decided WHERE key = ?",
        "DELETE FROM undecided WHERE key = ?",
    };
    dl_status status = DL_OK;
    for (size_t i = 0; i < sizeof statements / sizeof *statements && !status; i++)
        status = dl_sql_run(store, statements[i], DL_VALUES(dl_value_int(key)), error);
    return status;
}

dl_status dl_undecided_check(dl_sqlite *store, dl_key key, const dl_undecided *imported, bool *ret,
                             dl_error *error)
{
    char now[DL_SHA256_HEX], kept[DL_SHA256_HEX];
    sqlite3_stmt *rows;
    bool row = false;
    if (!dl_document_digest(&imported->document, imported->mentions, imported->mentions_count, now))
        return dl_fail_nomem(error);
    dl_status status = dl_rows_begin(store, "SELECT digest FROM undecided WHERE key = ?",
                                     DL_VALUES(dl_value_int(key)), &rows, error);
    if (status)
        return status;
    status = dl_rows_next(store, rows, &row, error);
    *ret = !status && row && dl_column_hash(rows, 0, kept) && strcmp(kept, now) == 0;
    dl_rows_end(rows);
    return status;
}
