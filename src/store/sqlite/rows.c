/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows that one document has in the tables, and the counts it has a part in: written and taken
 * away again. To take them away one must have read the document back, for FTS5 and the counts of
 * aliases must be told the very values that they were given.
 */
#include <string.h>

#include "dateline/str.h"
#include "store/names.h"
#include "store/put.h"
#include "store/sqlite/marks.h"
#include "store/sqlite/select.h"

/* --- sources --- */

static dl_status insert_source(dl_sqlite *store, const char *name, int64_t *ret, dl_error *error)
{
    dl_str fold;
    dl_str_init(&fold);
    dl_name_fold(&fold, name, strlen(name));
    dl_values values = DL_VALUES(dl_value_textn(fold.text, fold.len), dl_value_text(name));
    dl_status status = dl_str_ok(&fold) ? DL_OK : dl_fail_nomem(error);
    if (!status)
        status = dl_sql_number(store, "SELECT id FROM source WHERE fold = ? AND name = ?", values,
                               ret, error);
    if (!status && *ret == 0) {
        status = dl_sql_run(store, "INSERT INTO source (fold, name) VALUES (?, ?)", values, error);
        *ret = sqlite3_last_insert_rowid(store->db);
    }
    dl_str_release(&fold);
    return status;
}

/* Sets *RET to the number of the source NAME, which is made where it is new; 0 for NULL. */
static dl_status take_source(dl_sqlite *store, const char *name, const char *country, int64_t *ret,
                             dl_error *error)
{
    int64_t id = 0;
    dl_status status = name ? insert_source(store, name, &id, error) : DL_OK;
    if (!status && id && country)
        status = dl_sql_run(store, "UPDATE source SET country = ? WHERE id = ? AND country IS NULL",
                            DL_VALUES(dl_value_text(country), dl_value_int(id)), error);
    *ret = id;
    return status;
}

/* Notes that the document of KEY bears the name SOURCE. It may bear it in two roles. */
static dl_status carry(dl_sqlite *store, int64_t source, dl_key key, dl_error *error)
{
    if (source == 0)
        return DL_OK;
    dl_status status =
        dl_sql_run(store, "INSERT OR IGNORE INTO carried (source, key) VALUES (?, ?)",
                   DL_VALUES(dl_value_int(source), dl_value_int(key)), error);
    if (status || sqlite3_changes(store->db) == 0)
        return status;
    return dl_sql_run(store, "UPDATE source SET documents = documents + 1 WHERE id = ?",
                      DL_VALUES(dl_value_int(source)), error);
}

static dl_status add_via(dl_sqlite *store, dl_key key, const dl_document *doc, dl_error *error)
{
    dl_status status = DL_OK;
    for (size_t i = 0; !status && i < doc->via_count; i++) {
        int64_t source;
        status = take_source(store, doc->via[i], NULL, &source, error);
        if (!status)
            status = dl_sql_run(
                store, "INSERT INTO via (key, place, source) VALUES (?, ?, ?)",
                DL_VALUES(dl_value_int(key), dl_value_int((int64_t)i), dl_value_int(source)),
                error);
        if (!status)
            status = carry(store, source, key, error);
    }
    return status;
}

/* --- writing --- */

/* What dl_rows_add is at. */
typedef struct adding {
    dl_sqlite *store;
    dl_key key;
    const dl_put *put;
    const dl_document *doc;
    int64_t source, publisher;
    unsigned char hash[DL_HASH_BYTES];
    dl_error *error;
} adding;

static dl_status add_document(const adding *a)
{
    const dl_document *doc = a->doc;
    size_t len;
    const char *heading = dl_document_short_heading(doc, &len);
    int64_t read = 0;
    dl_status status =
        dl_sql_number(a->store, "SELECT read FROM mark WHERE sha256 = ?",
                      DL_VALUES(dl_value_blob(a->hash, sizeof a->hash)), &read, a->error);
    int64_t annotator = 0;
    const dl_tally_delta delta = {.documents = 1,
                                  .unread = read == 0,
                                  .inferred = doc->published.how == DL_HOW_INFERRED,
                                  .ambiguous = doc->readings_count > 1};
    if (!status)
        status = dl_annotator_add(a->store, a->put->annotator, &annotator, a->error);
    if (!status)
        status = dl_sql_run(
            a->store,
            "INSERT INTO document (key, sha256, source, minute, precision, how, read, titled, "
            "ambiguous, annotator, heading) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            DL_VALUES(dl_value_int(a->key), dl_value_blob(a->hash, sizeof a->hash),
                      dl_value_int(a->source), dl_value_int(doc->published.minute),
                      dl_value_int(doc->published.precision), dl_value_int(doc->published.how),
                      dl_value_int(read), dl_value_int(doc->title != NULL),
                      dl_value_int(doc->readings_count > 1), dl_value_int(annotator),
                      dl_value_textn(heading, len)),
            a->error);
    if (!status)
        status = dl_tally_add(a->store, a->key, a->source, &delta, a->error);
    return status;
}

static dl_status add_record(const adding *a, const unsigned char *digest,
                            const unsigned char *replaces)
{
    const dl_document *doc = a->doc;
    return dl_sql_run(
        a->store,
        "INSERT INTO record (key, title, lead, publisher, country, captured_day, captured_minute, "
        "captured_precision, captured_how, evidence, place, author, lang, link, replaces, digest, "
        "published_utc, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        DL_VALUES(dl_value_int(a->key), dl_value_text(doc->title), dl_value_int((int64_t)doc->lead),
                  dl_value_int(a->publisher), dl_value_text(doc->source_country),
                  dl_value_int(doc->captured.day), dl_value_int(doc->captured.minute),
                  dl_value_int(doc->captured.precision), dl_value_int(doc->captured.how),
                  dl_value_text(doc->evidence), dl_value_text(doc->place),
                  dl_value_text(doc->author), dl_value_text(doc->lang), dl_value_text(doc->link),
                  dl_value_blob(replaces, DL_HASH_BYTES), dl_value_blob(digest, DL_HASH_BYTES),
                  dl_value_int(doc->published_utc), dl_value_text(doc->body)),
        a->error);
}

static dl_status add_readings(const adding *a)
{
    dl_status status = DL_OK;
    for (size_t i = 0; !status && i < a->doc->readings_count; i++)
        status = dl_sql_run(a->store, "INSERT INTO reading (key, place, text) VALUES (?, ?, ?)",
                            DL_VALUES(dl_value_int(a->key), dl_value_int((int64_t)i),
                                      dl_value_text(a->doc->readings[i])),
                            a->error);
    return status;
}

static dl_status add_sources(adding *a)
{
    dl_status status =
        take_source(a->store, a->doc->source, a->doc->source_country, &a->source, a->error);
    if (!status)
        status = take_source(a->store, a->doc->publisher, NULL, &a->publisher, a->error);
    if (!status)
        status = carry(a->store, a->source, a->key, a->error);
    if (!status)
        status = carry(a->store, a->publisher, a->key, a->error);
    return status ? status : add_via(a->store, a->key, a->doc, a->error);
}

dl_status dl_rows_add(dl_sqlite *store, dl_key key, const dl_put *put, const unsigned char *digest,
                      const unsigned char *replaces, int parts, dl_error *error)
{
    store->written++;
    adding a = {.store = store, .key = key, .put = put, .doc = put->document, .error = error};
    dl_hash_bytes(a.doc->sha256, a.hash);
    dl_status status = add_sources(&a);
    if (!status)
        status = add_document(&a);
    if (!status)
        status = add_record(&a, digest, replaces);
    if (!status)
        status = add_readings(&a);
    if (!status && parts & DL_ROWS_WORDS)
        status = dl_sql_run(
            store, "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)",
            DL_VALUES(dl_value_int(key), dl_value_text(a.doc->title), dl_value_text(a.doc->body)),
            error);
    if (!status)
        status = dl_marks_derive(store, key, a.hash, error);
    if (!status && parts & DL_ROWS_NAMING)
        status = dl_naming_add(store, key, put, error);
    const dl_groups groups = dl_sqlite_groups(store);
    if (!status && parts & DL_ROWS_GROUP)
        status = dl_group_enter(&groups, key, put->sketch, error);
    return status;
}

/* --- taking away --- */

/* The names that the document ?1 bears, each once. */
#define NAMES_OF_1                                                                                 \
    "(SELECT source FROM document WHERE key = ?1 UNION SELECT publisher FROM record "              \
    "WHERE key = ?1 UNION SELECT source FROM via WHERE key = ?1)"

static dl_status forget_words(dl_sqlite *store, dl_key key, const dl_document *doc, dl_error *error)
{
    return dl_sql_run(
        store, "INSERT INTO words (words, rowid, title, body) VALUES ('delete', ?, ?, ?)",
        DL_VALUES(dl_value_int(key), dl_value_text(doc->title), dl_value_text(doc->body)), error);
}

static dl_status forget_tally(dl_sqlite *store, const dl_stored *stored, dl_error *error)
{
    int64_t source = 0;
    dl_status status = dl_sql_number(store, "SELECT source FROM document WHERE key = ?",
                                     DL_VALUES(dl_value_int(stored->key)), &source, error);
    const dl_document *doc = &stored->document;
    const dl_tally_delta delta = {.documents = -1,
                                  .unread = stored->read ? 0 : -1,
                                  .inferred = doc->published.how == DL_HOW_INFERRED ? -1 : 0,
                                  .ambiguous = doc->readings_count > 1 ? -1 : 0};
    return status ? status : dl_tally_add(store, stored->key, source, &delta, error);
}

dl_status dl_rows_remove(dl_sqlite *store, const dl_stored *stored, int parts, dl_error *error)
{
    store->written++;
    static const char *const statements[] = {
        "UPDATE source SET documents = documents - 1 WHERE id > 0 AND id IN " NAMES_OF_1,
        "DELETE FROM carried WHERE key = ?1 AND source IN " NAMES_OF_1,
        "DELETE FROM via WHERE key = ?1",
        "DELETE FROM labelled WHERE key = ?1",
        "DELETE FROM reading WHERE key = ?1",
        "DELETE FROM record WHERE key = ?1",
        DL_ANNOTATOR_LESS_1,
        "DELETE FROM document WHERE key = ?1",
    };
    const dl_groups groups = dl_sqlite_groups(store);
    dl_status status = parts & DL_ROWS_GROUP ? dl_group_leave(&groups, stored->key, error) : DL_OK;
    if (!status && parts & DL_ROWS_NAMING)
        status = dl_naming_remove(store, stored, error);
    if (!status && parts & DL_ROWS_WORDS)
        status = forget_words(store, stored->key, &stored->document, error);
    if (!status)
        status = forget_tally(store, stored, error);
    for (size_t i = 0; !status && i < sizeof statements / sizeof *statements; i++)
        status = dl_sql_run(store, statements[i], DL_VALUES(dl_value_int(stored->key)), error);
    return status;
}
