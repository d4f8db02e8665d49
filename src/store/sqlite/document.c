/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading one document back. The file may be damaged or made by somebody else, so every number that
 * stands for something (a precision, a rule, a place in the text) is held against what it may be
 * before it is believed.
 */
#include <string.h>

#include "store/put.h"
#include "store/sqlite/packing.h"
#include "store/sqlite/select.h"

/* What dl_sqlite_get is at. */
typedef struct reading {
    dl_sqlite *store;
    dl_arena *arena;
    dl_stored *stored;
    dl_error *error;
} reading;

static dl_date column_date(sqlite3_stmt *rows, dl_day day, int i)
{
    return (dl_date){.day = day,
                     .minute = (int16_t)sqlite3_column_int(rows, i),
                     .precision = (dl_precision)sqlite3_column_int(rows, i + 1),
                     .how = (dl_how)sqlite3_column_int(rows, i + 2)};
}

/* Reads the columns of the row that read_document asks for. */
static dl_status take_columns(const reading *r, sqlite3_stmt *rows)
{
    dl_document *doc = &r->stored->document;
    const char **texts[] = {&doc->title,     &doc->body,     &doc->source, &doc->source_country,
                            &doc->publisher, &doc->evidence, &doc->place,  &doc->author,
                            &doc->lang,      &doc->link};
    bool failed = false;
    int texts_count = (int)(sizeof texts / sizeof *texts);
    for (int i = 0; i < texts_count; i++)
        *texts[i] = dl_column_text(rows, i, r->arena, &failed);
    int i = texts_count;
    r->stored->annotator = dl_column_text(rows, i + 15, r->arena, &failed);
    if (failed)
        return dl_fail_nomem(r->error);
    char replaces[DL_SHA256_HEX];
    bool hash = dl_column_hash(rows, i, doc->sha256),
         version = dl_column_hash(rows, i + 1, replaces);
    doc->published = column_date(rows, dl_key_day(r->stored->key), i + 2);
    r->stored->read = sqlite3_column_int(rows, i + 5) != 0;
    r->stored->starred = sqlite3_column_int(rows, i + 11) != 0;
    r->stored->decided = (unsigned)sqlite3_column_int(rows, i + 12);
    r->stored->noted = sqlite3_column_int(rows, i + 13) != 0;
    int64_t lead = sqlite3_column_int64(rows, i + 6);
    doc->captured = column_date(rows, (dl_day)sqlite3_column_int(rows, i + 7), i + 8);
    doc->published_utc = sqlite3_column_int64(rows, i + 14);
    if (!hash || !doc->body || lead < 0 || (size_t)lead > strlen(doc->body) ||
        !dl_date_check(doc->published) || !dl_date_check(doc->captured))
        return dl_sqlite_corrupt(r->store, "record", r->error);
    doc->lead = (size_t)lead;
    r->stored->replaces = version ? dl_arena_strdup(r->arena, replaces) : NULL;
    return version && !r->stored->replaces ? dl_fail_nomem(r->error) : DL_OK;
}

static dl_status read_document(const reading *r)
{
    sqlite3_stmt *rows;
    dl_status status = dl_rows_begin(
        r->store,
        "SELECT r.title, r.body, (SELECT name FROM source WHERE id = d.source AND id > 0), "
        "r.country, (SELECT name FROM source WHERE id = r.publisher AND id > 0), r.evidence, "
        "r.place, r.author, r.lang, r.link, d.sha256, r.replaces, d.minute, d.precision, d.how, "
        "d.read, r.lead, r.captured_day, r.captured_minute, r.captured_precision, r.captured_how, "
        "d.starred, (SELECT facts FROM undecided WHERE key = d.key), d.noted, "
        "r.published_utc, "
        "(SELECT version FROM annotator WHERE id = d.annotator AND id > 0) "
        "FROM document d JOIN record r ON r.key = d.key WHERE d.key = ?",
        DL_VALUES(dl_value_int(r->stored->key)), &rows, r->error);
    if (status)
        return status;
    bool row = false;
    status = dl_rows_next(r->store, rows, &row, r->error);
    if (!status)
        status = row ? take_columns(r, rows)
                     : dl_fail(r->error, DL_ERR_NOT_FOUND, "the document is not in the archive");
    dl_rows_end(rows);
    return status;
}

/* Reads a list of texts that SQL gives for the document's key. */
static dl_status read_list(const reading *r, const char *sql, const char *const **ret,
                           size_t *count)
{
    return dl_texts_read(r->store, sql, DL_VALUES(dl_value_int(r->stored->key)), r->arena, ret,
                         count, r->error);
}

static dl_status read_mentions(const reading *r)
{
    dl_stored *stored = r->stored;
    dl_status status = dl_mentions_read(r->store, DL_MENTIONS_OF_DOCUMENT, stored->key, r->arena,
                                        &stored->mentions, &stored->mentions_count,
                                        &stored->entities, &stored->entities_count, r->error);
    if (status)
        return status;
    return dl_mentions_fit(stored) ? DL_OK : dl_sqlite_corrupt(r->store, "mention", r->error);
}

dl_status dl_sqlite_get(dl_store *base, dl_key key, dl_arena *arena, dl_stored *ret,
                        dl_error *error)
{
    dl_stored stored = {.key = key};
    reading r = {dl_sqlite_of(base), arena, &stored, error};
    dl_status status = read_document(&r);
    if (!status)
        status = read_list(&r, "SELECT path FROM origin WHERE key = ? ORDER BY id", &stored.origins,
                           &stored.origins_count);
    if (!status)
        status = read_list(&r,
                           "SELECT s.name FROM via v JOIN source s ON s.id = v.source "
                           "WHERE v.key = ? ORDER BY v.place",
                           &stored.document.via, &stored.document.via_count);
    if (!status)
        status = read_list(&r, "SELECT text FROM reading WHERE key = ? ORDER BY place",
                           &stored.document.readings, &stored.document.readings_count);
    if (!status)
        status = read_list(&r,
                           "SELECT t.name FROM labelled l JOIN tag t ON t.id = l.tag "
                           "WHERE l.key = ? ORDER BY t.fold",
                           &stored.tags, &stored.tags_count);
    if (!status)
        status = read_mentions(&r);
    if (status)
        return status;
    stored.document.origin = stored.origins_count ? stored.origins[0] : NULL;
    *ret = stored;
    return DL_OK;
}
