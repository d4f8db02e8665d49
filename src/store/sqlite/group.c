/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups of copies in tables: store/group.h decides, here it is read and written. */
#include <stdlib.h>
#include <string.h>

#include "store/put.h"
#include "store/sqlite/select.h"

#define BAND_MAX 64 /* heads of one band that are looked at */

static dl_status read_grouped(void *context, dl_key key, dl_arena *arena, dl_grouped *ret,
                              dl_error *error)
{
    dl_sqlite *store = context;
    sqlite3_stmt *rows;
    bool row = false, failed = false;
    dl_grouped read = {.key = key};
    dl_status status = dl_rows_begin(
        store,
        "SELECT d.minute, d.precision, r.lead, r.body, d.how, "
        "r.published_utc FROM document d JOIN record r ON r.key = d.key WHERE d.key = ?",
        DL_VALUES(dl_value_int(key)), &rows, error);
    if (status)
        return status;
    status = dl_rows_next(store, rows, &row, error);
    if (!status && row) {
        read.published = (dl_date){.day = dl_key_day(key),
                                   .minute = (int16_t)sqlite3_column_int(rows, 0),
                                   .precision = (dl_precision)sqlite3_column_int(rows, 1)};
        read.published.how = (dl_how)sqlite3_column_int(rows, 4);
        read.utc = dl_document_utc(&(dl_document){.published = read.published,
                                                  .published_utc = sqlite3_column_int64(rows, 5)});
        read.text.lead = (size_t)sqlite3_column_int64(rows, 2);
        read.text.body = dl_column_text(rows, 3, arena, &failed);
    }
    dl_rows_end(rows);
    if (failed)
        return dl_fail_nomem(error);
    if (!status && (!read.text.body || read.text.lead > strlen(read.text.body)))
        status = dl_sqlite_corrupt(store, "record", error);
    if (!status)
        *ret = read;
    return status;
}

/* Adds up to ROOM keys that SQL gives for VALUE to KEYS. */
static dl_status add_keys(dl_sqlite *store, const char *sql, int64_t value, dl_key *keys,
                          size_t room, size_t *count, dl_error *error)
{
    sqlite3_stmt *rows;
    bool row = true;
    dl_status status = dl_rows_begin(store, sql, DL_VALUES(dl_value_int(value)), &rows, error);
    if (status)
        return status;
    while (room-- && !(status = dl_rows_next(store, rows, &row, error)) && row)
        keys[(*count)++] = sqlite3_column_int64(rows, 0);
    dl_rows_end(rows);
    return status;
}

static int compare_keys(const void *a, const void *b)
{
    const dl_key *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Moves the keys that stand most often in KEYS, which is sorted, to BEST; returns how many. */
static size_t choose(const dl_key *keys, size_t count, dl_key best[DL_GROUP_CANDIDATES])
{
    size_t common[DL_GROUP_CANDIDATES + 1] = {0}, len = 0;
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i; next < count && keys[next] == keys[i];)
            next++;
        size_t at = len;
        while (at > 0 && common[at - 1] < next - i)
            at--;
        if (at == DL_GROUP_CANDIDATES)
            continue;
        len += len < DL_GROUP_CANDIDATES;
        memmove(common + at + 1, common + at, (len - 1 - at) * sizeof *common);
        memmove(best + at + 1, best + at, (len - 1 - at) * sizeof *best);
        common[at] = next - i;
        best[at] = keys[i];
    }
    return len;
}

static dl_status find_heads(void *context, const dl_sketch *sketch, dl_arena *arena, dl_keys *ret,
                            dl_error *error)
{
    dl_sqlite *store = context;
    dl_key keys[DL_SKETCH_BANDS * BAND_MAX];
    size_t count = 0;
    dl_status status = DL_OK;
    for (size_t i = 0; !status && i < sketch->count; i++)
        status = add_keys(store, "SELECT key FROM band WHERE hash = ? ORDER BY key",
                          sketch->bands[i], keys, BAND_MAX, &count, error);
    if (status || count == 0)
        return status;
    dl_key *best = dl_arena_calloc(arena, DL_GROUP_CANDIDATES, sizeof *best);
    if (!best)
        return dl_fail_nomem(error);
    qsort(keys, count, sizeof *keys, compare_keys);
    *ret = (dl_keys){best, choose(keys, count, best)};
    return DL_OK;
}

static dl_status read_copies(void *context, dl_key head, dl_arena *arena, dl_keys *ret,
                             dl_error *error)
{
    dl_sqlite *store = context;
    int64_t room = 0;
    size_t count = 0;
    dl_status status = dl_sql_number(store, "SELECT count(*) FROM copy WHERE head = ?",
                                     DL_VALUES(dl_value_int(head)), &room, error);
    if (status || room == 0)
        return status;
    dl_key *keys = dl_arena_calloc(arena, (size_t)room, sizeof *keys);
    if (!keys)
        return dl_fail_nomem(error);
    status = add_keys(store, "SELECT key FROM copy WHERE head = ? ORDER BY key", head, keys,
                      (size_t)room, &count, error);
    if (!status)
        *ret = (dl_keys){keys, count};
    return status;
}

static dl_status is_copy(void *context, dl_key key, bool *ret, dl_error *error)
{
    int64_t found = 0;
    dl_status status = dl_sql_number(context, "SELECT 1 FROM copy WHERE key = ?",
                                     DL_VALUES(dl_value_int(key)), &found, error);
    *ret = found != 0;
    return status;
}

static dl_status set_head(void *context, dl_key key, dl_key head, dl_error *error)
{
    if (head == DL_KEY_NONE)
        return dl_sql_run(context, "DELETE FROM copy WHERE key = ?", DL_VALUES(dl_value_int(key)),
                          error);
    return dl_sql_run(context, "INSERT OR REPLACE INTO copy (key, head) VALUES (?, ?)",
                      DL_VALUES(dl_value_int(key), dl_value_int(head)), error);
}

static dl_status index_head(void *context, dl_key key, const dl_sketch *sketch, bool on,
                            dl_error *error)
{
    dl_status status = DL_OK;
    for (size_t i = 0; !status && i < sketch->count; i++)
        status = dl_sql_run(context,
                            on ? "INSERT OR IGNORE INTO band (hash, key) VALUES (?, ?)"
                               : "DELETE FROM band WHERE hash = ? AND key = ?",
                            DL_VALUES(dl_value_int(sketch->bands[i]), dl_value_int(key)), error);
    return status;
}

dl_groups dl_sqlite_groups(dl_sqlite *store)
{
    return (dl_groups){.context = store,
                       .read = read_grouped,
                       .heads = find_heads,
                       .copies = read_copies,
                       .is_copy = is_copy,
                       .set = set_head,
                       .index = index_head};
}

dl_status dl_group_all(dl_sqlite *store, dl_error *error)
{
    const dl_groups groups = dl_sqlite_groups(store);
    dl_key key = DL_KEY_NONE, next;
    dl_status status = DL_OK;
    while (!status) {
        next = key;
        status = dl_sql_number(store, "SELECT key FROM document WHERE key > ? ORDER BY key LIMIT 1",
                               DL_VALUES(dl_value_int(key)), &next, error);
        if (status || next == key)
            break;
        key = next;
        status = dl_group_enter(&groups, key, NULL, error);
    }
    return status;
}

/* Sets *RET to whether the head KEY is found by SKETCH and by nothing else. */
static dl_status is_indexed(dl_sqlite *store, dl_key key, const dl_sketch *sketch, bool *ret,
                            dl_error *error)
{
    dl_status status = DL_OK;
    *ret = true;
    for (size_t i = 0; !status && *ret && i < sketch->count; i++) {
        int64_t found = 0;
        status = dl_sql_number(store, "SELECT 1 FROM band WHERE hash = ? AND key = ?",
                               DL_VALUES(dl_value_int(sketch->bands[i]), dl_value_int(key)), &found,
                               error);
        *ret = found != 0;
    }
    return status;
}

dl_status dl_group_check(dl_sqlite *store, dl_key key, const char **ret_fault, dl_error *error)
{
    dl_arena arena = {0};
    dl_grouped document, head;
    dl_sketch sketch = {0};
    int64_t of = DL_KEY_NONE;
    bool fits = true, indexed = true;
    dl_status status = read_grouped(store, key, &arena, &document, error);
    if (!status)
        status = dl_sql_number(store, "SELECT head FROM copy WHERE key = ?",
                               DL_VALUES(dl_value_int(key)), &of, error);
    if (!status && of != DL_KEY_NONE) {
        status = read_grouped(store, of, &arena, &head, error);
        if (!status)
            status = dl_group_fits(&document, &head, &fits, error);
    } else if (!status) {
        status = dl_sketch_make(document.text.body, document.text.lead, &sketch)
                     ? is_indexed(store, key, &sketch, &indexed, error)
                     : dl_fail_nomem(error);
    }
    dl_arena_release(&arena);
    if (!status)
        *ret_fault = !fits      ? "it is in a group of copies, and no copy"
                     : !indexed ? "copies of it are not found"
                                : NULL;
    return status;
}
