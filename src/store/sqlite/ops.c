/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sqlite/sqlite.h"

static void interrupt(dl_store *base)
{
    sqlite3_interrupt(dl_sqlite_of(base)->db);
}

static dl_status generation(dl_store *base, uint64_t *ret, dl_error *error)
{
    int64_t version = 0;
    dl_status status =
        dl_sql_number(dl_sqlite_of(base), "PRAGMA data_version", DL_NO_VALUES, &version, error);
    if (!status)
        *ret = (uint64_t)version;
    return status;
}

static bool writable(dl_store *base)
{
    return dl_sqlite_of(base)->writable;
}

/* --- what reads with several statements --- */

/* Defines NAME: dl_sqlite_NAME within one transaction. PARAMETERS begin with `base` and end with
 * `error`. */
#define READING(name, parameters, arguments)                                                       \
    static dl_status name parameters                                                               \
    {                                                                                              \
        bool own;                                                                                  \
        dl_status status = dl_reading_begin(dl_sqlite_of(base), &own, error);                      \
        if (status)                                                                                \
            return status;                                                                         \
        status = dl_sqlite_##name arguments;                                                       \
        dl_reading_end(dl_sqlite_of(base), own);                                                   \
        return status;                                                                             \
    }

READING(get, (dl_store * base, dl_key key, dl_arena *arena, dl_stored *ret, dl_error *error),
        (base, key, arena, ret, error))
READING(list,
        (dl_store * base, const dl_query *query, dl_order order, dl_anchor anchor, bool back,
         size_t limit, const char *focus, dl_arena *arena, dl_doc_row **ret_rows, size_t *ret_count,
         dl_error *error),
        (base, query, order, anchor, back, limit, focus, arena, ret_rows, ret_count, error))
READING(rank,
        (dl_store * base, const dl_query *query, dl_order order, dl_anchor anchor,
         const char *focus, uint64_t *ret_rank, dl_error *error),
        (base, query, order, anchor, focus, ret_rank, error))
READING(seek,
        (dl_store * base, const dl_query *query, dl_order order, uint64_t rank, const char *focus,
         dl_arena *arena, dl_anchor *ret_anchor, dl_error *error),
        (base, query, order, rank, focus, arena, ret_anchor, error))
READING(count,
        (dl_store * base, const dl_query *query, const char *focus, dl_counts *ret_counts,
         dl_error *error),
        (base, query, focus, ret_counts, error))
READING(sources,
        (dl_store * base, const dl_query *query, dl_arena *arena, dl_source_row **ret_rows,
         size_t *ret_count, dl_error *error),
        (base, query, arena, ret_rows, ret_count, error))
READING(entities,
        (dl_store * base, const dl_query *query, size_t limit, dl_arena *arena,
         dl_entity_row **ret_rows, size_t *ret_count, dl_error *error),
        (base, query, limit, arena, ret_rows, ret_count, error))
READING(group,
        (dl_store * base, dl_key key, size_t limit, dl_arena *arena, dl_doc_row **ret_rows,
         size_t *ret_count, dl_error *error),
        (base, key, limit, arena, ret_rows, ret_count, error))
READING(resolve,
        (dl_store * base, dl_kind kind, const char *prefix, const char *text, size_t limit,
         dl_arena *arena, dl_entity **ret_entities, size_t *ret_count, dl_error *error),
        (base, kind, prefix, text, limit, arena, ret_entities, ret_count, error))
READING(bearing,
        (dl_store * base, dl_kind kind, const char *text, size_t limit, dl_arena *arena,
         dl_entity **ret_entities, size_t *ret_count, dl_error *error),
        (base, kind, text, limit, arena, ret_entities, ret_count, error))
READING(mentions,
        (dl_store * base, const dl_query *query, const char *entity, dl_order order,
         dl_anchor anchor, dl_field field, uint32_t start, bool back, size_t limit, dl_arena *arena,
         dl_mention_row **ret_rows, size_t *ret_count, dl_error *error),
        (base, query, entity, order, anchor, field, start, back, limit, arena, ret_rows, ret_count,
         error))
READING(mentions_before,
        (dl_store * base, const dl_query *query, const char *entity, dl_order order,
         dl_anchor anchor, uint64_t *ret_count, dl_error *error),
        (base, query, entity, order, anchor, ret_count, error))
READING(cited,
        (dl_store * base, const char *dossier, dl_arena *arena, dl_cited **ret_items,
         size_t *ret_count, dl_error *error),
        (base, dossier, arena, ret_items, ret_count, error))

READING(affected,
        (dl_store * base, const dl_decision *decision, uint64_t *ret_mentions,
         uint64_t *ret_documents, dl_error *error),
        (base, decision, ret_mentions, ret_documents, error))
READING(corrected_last,
        (dl_store * base, dl_arena *arena, dl_decision **ret_decisions, size_t *ret_count,
         dl_error *error),
        (base, arena, ret_decisions, ret_count, error))
READING(timeline,
        (dl_store * base, const dl_timeline *wanted, dl_arena *arena, dl_timeline_row **ret_rows,
         size_t *ret_count, dl_error *error),
        (base, wanted, arena, ret_rows, ret_count, error))
READING(imported, (dl_store * base, dl_key key, dl_arena *arena, dl_stored *ret, dl_error *error),
        (base, key, arena, ret, error))

const dl_store_ops dl_store_sqlite = {
    .name = "sqlite",
    .open = dl_sqlite_open,
    .close = dl_sqlite_close,
    .begin = dl_sqlite_begin,
    .commit = dl_sqlite_commit,
    .rollback = dl_sqlite_rollback,
    .put = dl_sqlite_put,
    .holds = dl_sqlite_holds,
    .forget = dl_sqlite_forget,
    .get = get,
    .find = dl_sqlite_find,
    .former = dl_sqlite_former,
    .list = list,
    .rank = rank,
    .seek = seek,
    .count = count,
    .group = group,
    .sources = sources,
    .names = dl_sqlite_names,
    .entities = entities,
    .timeline = timeline,
    .entity = dl_sqlite_entity,
    .resolve = resolve,
    .bearing = bearing,
    .below = dl_sqlite_below,
    .mentions = mentions,
    .mentions_before = mentions_before,
    .change = dl_sqlite_change,
    .notes = dl_sqlite_notes,
    .tags = dl_sqlite_tags,
    .saved = dl_sqlite_saved,
    .dossiers = dl_sqlite_dossiers,
    .cited = cited,
    .place = dl_sqlite_place,
    .decide = dl_sqlite_decide,
    .decisions = dl_sqlite_decisions,
    .held = dl_sqlite_held,
    .corrected_last = corrected_last,
    .spelled = dl_sqlite_spelled,
    .affected = affected,
    .imported = imported,
    .annotated = dl_sqlite_annotated,
    .annotators = dl_sqlite_annotators,
    .check = dl_sqlite_check,
    .interrupt = interrupt,
    .generation = generation,
    .writable = writable,
};
