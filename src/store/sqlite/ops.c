/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sqlite/sqlite.h"

static void interrupt(dl_store *base)
{
    sqlite3_interrupt(dl_sqlite_of(base)->db);
}

static bool writable(dl_store *base)
{
    return dl_sqlite_of(base)->writable;
}

const dl_store_ops dl_store_sqlite = {
    .name = "sqlite",
    .open = dl_sqlite_open,
    .close = dl_sqlite_close,
    .begin = dl_sqlite_begin,
    .commit = dl_sqlite_commit,
    .rollback = dl_sqlite_rollback,
    .put = dl_sqlite_put,
    .holds = dl_sqlite_holds,
    .get = dl_sqlite_get,
    .find = dl_sqlite_find,
    .list = dl_sqlite_list,
    .rank = dl_sqlite_rank,
    .seek = dl_sqlite_seek,
    .count = dl_sqlite_count,
    .sources = dl_sqlite_sources,
    .names = dl_sqlite_names,
    .entities = dl_sqlite_entities,
    .entity = dl_sqlite_entity,
    .resolve = dl_sqlite_resolve,
    .mentions = dl_sqlite_mentions,
    .mentions_before = dl_sqlite_mentions_before,
    .set_read = dl_sqlite_set_read,
    .check = dl_sqlite_check,
    .interrupt = interrupt,
    .writable = writable,
};
