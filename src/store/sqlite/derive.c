/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filling in, document by document, what an older archive lacks. */
#include "dateline/str.h"
#include "store/near.h"
#include "store/put.h"
#include "store/sqlite/sqlite.h"

static dl_status derive(dl_sqlite *store, const dl_stored *stored, dl_error *error)
{
    size_t len;
    const char *heading = dl_document_short_heading(&stored->document, &len);
    dl_status status =
        dl_sql_run(store, "UPDATE document SET heading = ? WHERE key = ? AND heading <> ?",
                   DL_VALUES(dl_value_textn(heading, len), dl_value_int(stored->key),
                             dl_value_textn(heading, len)),
                   error);
    dl_str steps;
    dl_str_init(&steps);
    dl_steps_add(&steps, &stored->document, stored->mentions, stored->mentions_count);
    if (!status && !dl_str_ok(&steps))
        status = dl_fail_nomem(error);
    if (!status && steps.len)
        status = dl_sql_run(
            store, "UPDATE mention SET steps = ? WHERE key = ?",
            DL_VALUES(dl_value_blob(steps.text, steps.len), dl_value_int(stored->key)), error);
    dl_str_release(&steps);
    return status ? status : dl_naming_fill(store, stored, error);
}

dl_status dl_derive_all(dl_sqlite *store, dl_error *error)
{
    dl_key key = DL_KEY_NONE, next;
    dl_arena arena = {0};
    dl_status status = DL_OK;
    while (!status) {
        dl_stored stored;
        next = key;
        status = dl_sql_number(store, "SELECT key FROM document WHERE key > ? ORDER BY key LIMIT 1",
                               DL_VALUES(dl_value_int(key)), &next, error);
        if (status || next == key)
            break;
        key = next;
        dl_arena_clear(&arena);
        status = dl_sqlite_get(&store->store, key, &arena, &stored, error);
        if (!status)
            status = derive(store, &stored, error);
    }
    dl_arena_release(&arena);
    return status;
}
