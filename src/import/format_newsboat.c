/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What newsboat has kept of the feeds it reads: cache.db, an SQLite database. It is opened to be read only,
 * where it stands, also while newsboat writes to it; so it has to be a file of its own. Each item becomes a record
 * (records.h), named by its guid.
 */
#include <sqlite3.h>
#include <string.h>

#include "import/records.h"

#ifndef DL_NEWSBOAT_PATIENCE
#define DL_NEWSBOAT_PATIENCE 5000 /* milliseconds to wait for newsboat to end writing */
#endif

static const char query[] =
    "SELECT i.guid, i.title, i.author, i.url, i.pubDate, i.content, f.title, f.rssurl"
    " FROM rss_item AS i LEFT JOIN rss_feed AS f ON f.rssurl = i.feedurl"
    " WHERE i.deleted = 0 ORDER BY i.id";

static int sniff(const dl_part *part)
{
    static const char mark[] = "SQLite format 3";
    if (part->head_len < sizeof mark || memcmp(part->head, mark, sizeof mark) != 0)
        return 0;
    return memmem(part->head, part->head_len, "rss_item", 8) &&
                   memmem(part->head, part->head_len, "rss_feed", 8)
               ? 90
               : 0;
}

/* Adds the name of the file as SQLite takes one with options: what is no letter is escaped. */
static void add_uri(dl_str *out, const char *path)
{
    dl_str_add(out, "file:");
    for (const unsigned char *p = (const unsigned char *)path; *p; p++)
        if ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') ||
            strchr("/._-", *p))
            dl_str_addc(out, (char)*p);
        else
            dl_str_addf(out, "%%%02X", *p);
    dl_str_add(out, "?mode=ro");
}

static dl_status fail_database(const char *origin, sqlite3 *db, dl_error *error)
{
    int code = db ? sqlite3_errcode(db) : SQLITE_NOMEM;
    if (code == SQLITE_NOMEM)
        return dl_fail_nomem(error);
    const char *advice = code == SQLITE_BUSY ? "; try again when newsboat is done"
                         : code == SQLITE_READONLY || code == SQLITE_CANTOPEN
                             ? "; it was left in the middle of a change: start newsboat once"
                             : "";
    return dl_fail(error, *advice ? DL_ERR_IO : DL_ERR_CORRUPT,
                   "%s: newsboat's cache cannot be read: %s%s", origin, sqlite3_errmsg(db), advice);
}

/* Sets FIELD of ITEM to a column. */
static bool set_column(json_t *item, const char *field, sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return !text || dl_record_set(item, field, text, (size_t)sqlite3_column_bytes(row, column));
}

/* Hands on the row as an item. */
static dl_status take_row(dl_records *records, sqlite3_stmt *row, dl_error *error)
{
    static const struct {
        const char *field;
        int column;
    } texts[] = {{"guid", 0}, {"title", 1},        {"author", 2},
                 {"link", 3}, {"content_html", 5}, {"feed_title", 6}};
    json_t *item = json_object();
    bool ok = item;
    for (size_t i = 0; ok && i < sizeof texts / sizeof *texts; i++)
        ok = set_column(item, texts[i].field, row, texts[i].column);
    sqlite3_int64 published = sqlite3_column_int64(row, 4);
    if (ok && published > 0)
        ok = json_object_set_new(item, "published", json_integer(published)) == 0;
    if (ok && !json_object_get(item, "feed_title"))
        ok = set_column(item, "site", row, 7);
    dl_status status = ok ? dl_records_take(records, item, error) : dl_fail_nomem(error);
    json_decref(item);
    return status;
}

static dl_status take_rows(dl_records *records, sqlite3 *db, dl_error *error)
{
    sqlite3_stmt *row = NULL;
    dl_status status = DL_OK;
    int code = sqlite3_prepare_v2(db, query, -1, &row, NULL);
    while (!status && code != SQLITE_DONE) {
        if (code == SQLITE_OK || code == SQLITE_ROW)
            code = sqlite3_step(row);
        if (code == SQLITE_ROW)
            status = take_row(records, row, error);
        else if (code != SQLITE_DONE)
            status = fail_database(records->part->origin, db, error);
    }
    sqlite3_finalize(row);
    return status;
}

static dl_status split(const dl_part *part, dl_stream *in, dl_split *to, dl_error *error)
{
    dl_records records;
    dl_str uri;
    sqlite3 *db = NULL;
    dl_status status;
    (void)in;
    if (!part->path)
        return dl_fail(error, DL_ERR_UNSUPPORTED,
                       "%s: newsboat's cache is read only where it is a file of its own; unpack "
                       "it and import that",
                       part->origin);
    dl_str_init(&uri);
    add_uri(&uri, part->path);
    dl_records_init(&records, part, to);
    if (!dl_str_ok(&uri)) {
        status = dl_fail_nomem(error);
    } else if (sqlite3_open_v2(uri.text, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL)) {
        status = fail_database(part->origin, db, error);
    } else {
        sqlite3_busy_timeout(db, DL_NEWSBOAT_PATIENCE);
        status = take_rows(&records, db, error);
    }
    sqlite3_close(db);
    dl_records_release(&records);
    dl_str_release(&uri);
    return status;
}

const dl_importer dl_importer_newsboat = {
    .name = "newsboat", .library = "SQLite " SQLITE_VERSION, .sniff = sniff, .split = split};
