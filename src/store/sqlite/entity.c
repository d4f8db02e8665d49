/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <strings.h>

#include "store/names.h"
#include "store/sqlite/decisions.h"
#include "store/sqlite/select.h"

/* Reads an entity's id, name and kind from the first three columns of the row. */
static dl_status read_entity(dl_sqlite *store, sqlite3_stmt *row, dl_arena *arena, dl_entity *ret,
                             dl_error *error)
{
    bool failed = false;
    int64_t kind = sqlite3_column_int64(row, 2);
    dl_entity entity = {.id = dl_column_text(row, 0, arena, &failed),
                        .name = dl_column_text(row, 1, arena, &failed),
                        .kind = (dl_kind)kind};
    if (failed)
        return dl_fail_nomem(error);
    if (!entity.id || !entity.name || kind < 0 || kind >= DL_KIND_COUNT)
        return dl_sqlite_corrupt(store, "entity", error);
    *ret = entity;
    return DL_OK;
}

/* Reads the entity that SQL gives; *RET_FOUND says whether it gives one. */
static dl_status find_entity(dl_sqlite *store, const char *sql, dl_value value, dl_arena *arena,
                             bool *ret_found, dl_entity *ret, dl_error *error)
{
    sqlite3_stmt *rows;
    dl_status status = dl_rows_begin(store, sql, DL_VALUES(value), &rows, error);
    if (status)
        return status;
    status = dl_rows_next(store, rows, ret_found, error);
    if (!status && *ret_found)
        status = read_entity(store, rows, arena, ret, error);
    dl_rows_end(rows);
    return status;
}

/* Sets *RET_ID to what the mentions of ID became by the key of her name and by the merges that hold, in their order;
 * NULL where there was none. */
static dl_status find_merged(dl_sqlite *store, const char *id, dl_arena *arena, const char **ret_id,
                             dl_error *error)
{
    const char *now = id, *person = NULL;
    int64_t time = 0, number = 0, before = -1;
    dl_status status = dl_persons_find(store, id, arena, &person, error);
    if (person)
        now = person;
    while (!status && before != number) {
        sqlite3_stmt *rows;
        bool row = false, failed = false;
        before = number;
        status = dl_rows_begin(store,
                               "SELECT to_id, time, number FROM decision WHERE entity = ?1 "
                               "AND sha256 IS NULL AND kind = ?2 AND active "
                               "AND (time, id) > (?3, coalesce((SELECT id FROM decision "
                               "WHERE number = ?4), '')) ORDER BY time, id LIMIT 1",
                               DL_VALUES(dl_value_text(now), dl_value_int(DL_DECISION_MERGE),
                                         dl_value_int(time), dl_value_int(number)),
                               &rows, error);
        if (!status)
            status = dl_rows_next(store, rows, &row, error);
        if (!status && row) {
            now = dl_column_text(rows, 0, arena, &failed);
            time = sqlite3_column_int64(rows, 1);
            number = sqlite3_column_int64(rows, 2);
            if (!now)
                status =
                    failed ? dl_fail_nomem(error) : dl_sqlite_corrupt(store, "decision", error);
        }
        dl_rows_end(rows);
    }
    if (!status)
        *ret_id = now == id ? NULL : now;
    return status;
}

/* Reads the entity of that id, which is mentioned, or else the one it was merged into. */
static dl_status find_mentioned(dl_sqlite *store, const char *id, dl_arena *arena, bool *ret_found,
                                dl_entity *ret, dl_error *error)
{
    static const char sql[] = "SELECT id, name, kind FROM entity WHERE id = ? AND mentions > 0";
    const char *merged = NULL;
    dl_status status = find_entity(store, sql, dl_value_text(id), arena, ret_found, ret, error);
    if (!status && !*ret_found)
        status = find_merged(store, id, arena, &merged, error);
    if (!status && merged)
        status = find_entity(store, sql, dl_value_text(merged), arena, ret_found, ret, error);
    return status;
}

dl_status dl_sqlite_entity(dl_store *base, const char *id, dl_arena *arena, dl_entity *ret,
                           dl_error *error)
{
    bool found = false;
    dl_status status = find_mentioned(dl_sqlite_of(base), id, arena, &found, ret, error);
    return status || found
               ? status
               : dl_fail(error, DL_ERR_NOT_FOUND, "nothing called '%s' is mentioned", id);
}

dl_status dl_entity_read(dl_sqlite *store, int64_t number, dl_arena *arena, dl_entity *ret,
                         dl_error *error)
{
    const dl_known *known = dl_known_entity(store, number);
    bool found = false;
    if (known) {
        dl_entity entity = {.id = dl_arena_strdup(arena, known->id),
                            .name = dl_arena_strdup(arena, known->name),
                            .kind = known->kind};
        if (!entity.id || !entity.name)
            return dl_fail_nomem(error);
        *ret = entity;
        return DL_OK;
    }
    dl_status status = find_entity(store, "SELECT id, name, kind FROM entity WHERE number = ?",
                                   dl_value_int(number), arena, &found, ret, error);
    if (!status && found)
        dl_known_add(store, number, ret);
    return status || found ? status : dl_sqlite_corrupt(store, "mention", error);
}

/* --- most mentioned --- */

static dl_status read_counted(dl_sqlite *store, sqlite3_stmt *row, dl_arena *arena, void *ret,
                              dl_error *error)
{
    dl_entity_row *read = ret;
    read->mentions = (uint64_t)sqlite3_column_int64(row, 3);
    read->documents = (uint64_t)sqlite3_column_int64(row, 4);
    return read_entity(store, row, arena, &read->entity, error);
}

static dl_status gather_counted(dl_sqlite *store, const dl_sql *sql, dl_arena *arena,
                                dl_entity_row **ret_rows, size_t *ret_count, dl_error *error)
{
    static const dl_row_reader reader = {sizeof(dl_entity_row), read_counted};
    sqlite3_stmt *rows;
    dl_status status = dl_sql_begin(store, sql, &rows, error);
    return status ? status
                  : dl_rows_gather(store, rows, reader, arena, (void **)ret_rows, ret_count, error);
}

dl_status dl_sqlite_entities(dl_store *base, const dl_query *query, size_t limit, dl_arena *arena,
                             dl_entity_row **ret_rows, size_t *ret_count, dl_error *error)
{
    dl_sqlite *store = dl_sqlite_of(base);
    dl_sql sql;
    dl_plan plan;
    dl_sql_init(&sql);
    dl_status status = dl_plan_init(&plan, store, query, true, error);
    if (!status && (query->count > 0 || query->least)) {
        status = dl_entities_rank(store, &plan, limit, arena, ret_rows, ret_count, error);
    } else if (!status) {
        dl_sql_add(&sql, "SELECT id, name, kind, mentions, documents FROM entity "
                         "WHERE mentions > 0 ORDER BY 4 DESC, 1 LIMIT ");
        dl_sql_bind(&sql, dl_value_int(limit < INT64_MAX ? (int64_t)limit : INT64_MAX));
        status = gather_counted(store, &sql, arena, ret_rows, ret_count, error);
    }
    dl_sql_release(&sql);
    dl_plan_release(&plan);
    return status;
}

/* --- by name --- */

/* Adds the condition that entity `e` has one of the ids that TEXT is, or is the rest of. */
static void add_ids(dl_sql *sql, dl_kind kind, const char *text, const char *const *ids)
{
    dl_sql_add(sql, "e.id COLLATE NOCASE = ");
    dl_sql_bind(sql, dl_value_text(text));
    for (int k = 0; k < DL_KIND_COUNT; k++)
        if (kind == DL_KIND_COUNT || k == (int)kind) {
            dl_sql_add(sql, " OR e.id COLLATE NOCASE = ");
            dl_sql_bind(sql, dl_value_text(ids[k]));
        }
}

/* Adds that the id of entity `e` begins with ID and a slash: a range of an index, for the byte after the slash is 0. */
static void add_below(dl_sql *sql, const char *id)
{
    dl_sql_add(sql, " AND e.id >= ");
    dl_sql_bind(sql, dl_value_text(id));
    dl_sql_add(sql, " || '/' AND e.id < ");
    dl_sql_bind(sql, dl_value_text(id));
    dl_sql_add(sql, " || '0'");
}

/* What dl_sqlite_resolve looks for. */
typedef struct looking {
    dl_kind kind;
    const char *own; /* prefix, or NULL */
    const char *text;
    const char *fold;               /* of the text */
    const char *ids[DL_KIND_COUNT]; /* "person/" and the text, and so on */
    size_t limit;
} looking;

static dl_status look(dl_sqlite *store, const looking *what, bool whole, dl_arena *arena,
                      dl_entity_row **ret_rows, size_t *ret_count, dl_error *error)
{
    dl_sql sql;
    dl_sql_init(&sql);
    dl_sql_add(&sql, "SELECT e.id, e.name, e.kind, e.mentions, e.documents FROM entity e "
                     "WHERE e.mentions > 0 AND (");
    if (!what->text) {
        dl_sql_add(&sql, "1");
    } else if (whole) {
        dl_sql_add(&sql, "e.fold = ");
        dl_sql_bind(&sql, dl_value_text(what->fold));
        dl_sql_add(&sql, " OR e.number IN (SELECT entity FROM alias WHERE fold = ");
        dl_sql_bind(&sql, dl_value_text(what->fold));
        dl_sql_add(&sql, ") OR ");
        add_ids(&sql, what->kind, what->text, what->ids);
    } else {
        dl_sql_add(&sql, "dl_holds(e.fold, ");
        dl_sql_bind(&sql, dl_value_text(what->fold));
        dl_sql_add(&sql, ") OR e.number IN (SELECT entity FROM alias WHERE dl_holds(fold, ");
        dl_sql_bind(&sql, dl_value_text(what->fold));
        dl_sql_add(&sql, "))");
    }
    dl_sql_add(&sql, ")");
    if (what->kind != DL_KIND_COUNT) {
        dl_sql_add(&sql, " AND e.kind = ");
        dl_sql_bind(&sql, dl_value_int(what->kind));
    }
    if (what->own)
        add_below(&sql, what->own);
    dl_sql_add(&sql, " ORDER BY 4 DESC, 1 LIMIT ");
    dl_sql_bind(&sql, dl_value_int(what->limit < INT64_MAX ? (int64_t)what->limit : INT64_MAX));
    dl_status status = gather_counted(store, &sql, arena, ret_rows, ret_count, error);
    dl_sql_release(&sql);
    return status;
}

static bool is_wanted(const looking *what, const dl_entity *entity)
{
    size_t len = what->own ? strlen(what->own) : 0;
    return (what->kind == DL_KIND_COUNT || entity->kind == what->kind) &&
           (!what->own || (strncasecmp(entity->id, what->own, len) == 0 && entity->id[len] == '/'));
}

/* Sets *RET to the one that an entity of that name or id, of which nothing is left, was merged into; no id where
 * there is none. */
static dl_status look_merged(dl_sqlite *store, const looking *what, dl_arena *arena, dl_entity *ret,
                             dl_error *error)
{
    const char *const *ids;
    size_t count = 0;
    dl_sql sql;
    *ret = (dl_entity){0};
    dl_sql_init(&sql);
    dl_sql_add(&sql, "SELECT e.id FROM entity e WHERE e.mentions = 0 AND (e.fold = ");
    dl_sql_bind(&sql, dl_value_text(what->fold));
    dl_sql_add(&sql, " OR ");
    add_ids(&sql, what->kind, what->text, what->ids);
    dl_sql_add(&sql, ") ORDER BY 1");
    dl_values values = {sql.values.items, sql.values.len};
    dl_status status = dl_str_ok(&sql.text)
                           ? dl_texts_read(store, sql.text.text, values, arena, &ids, &count, error)
                           : dl_fail_nomem(error);
    for (size_t i = 0; i < count && !status && !ret->id; i++) {
        dl_entity found;
        bool any = false;
        status = find_mentioned(store, ids[i], arena, &any, &found, error);
        if (any && is_wanted(what, &found))
            *ret = found;
    }
    dl_sql_release(&sql);
    return status;
}

/* Makes the folds and ids of the text in ARENA. */
static dl_status looking_init(looking *what, dl_arena *arena, dl_error *error)
{
    dl_str fold;
    dl_str_init(&fold);
    dl_name_fold(&fold, what->text, strlen(what->text));
    bool ok = dl_str_ok(&fold);
    if (ok) {
        what->fold = dl_arena_strdup(arena, fold.text);
        ok = what->fold != NULL;
    }
    for (int k = 0; ok && k < DL_KIND_COUNT; k++) {
        bool own = what->own && k == DL_KIND_OTHER;
        what->ids[k] = dl_arena_printf(arena, "%s/%s", own ? what->own : dl_kind_prefix((dl_kind)k),
                                       what->text);
        ok = what->ids[k] != NULL;
    }
    dl_str_release(&fold);
    return ok ? DL_OK : dl_fail_nomem(error);
}

static dl_status keep_entities(const dl_entity_row *rows, size_t count, dl_arena *arena,
                               dl_entity **ret_entities, size_t *ret_count, dl_error *error)
{
    dl_entity *entities = dl_arena_calloc(arena, count, sizeof *entities);
    if (!entities)
        return dl_fail_nomem(error);
    for (size_t i = 0; i < count; i++)
        entities[i] = rows[i].entity;
    *ret_entities = entities;
    *ret_count = count;
    return DL_OK;
}

dl_status dl_sqlite_resolve(dl_store *base, dl_kind kind, const char *own, const char *text,
                            size_t limit, dl_arena *arena, dl_entity **ret_entities,
                            size_t *ret_count, dl_error *error)
{
    dl_sqlite *store = dl_sqlite_of(base);
    looking what = {.kind = kind, .own = own, .text = text, .limit = limit};
    dl_entity_row *rows = NULL;
    size_t count = 0;
    dl_status status = text ? looking_init(&what, arena, error) : DL_OK;
    if (!status)
        status = look(store, &what, true, arena, &rows, &count, error);
    if (!status && count == 0 && text) {
        dl_entity *merged = dl_arena_calloc(arena, 1, sizeof *merged);
        status = merged ? look_merged(store, &what, arena, merged, error) : dl_fail_nomem(error);
        if (!status && merged->id) {
            *ret_entities = merged;
            *ret_count = limit ? 1 : 0;
            return DL_OK;
        }
    }
    if (!status && count == 0 && text && *what.fold)
        status = look(store, &what, false, arena, &rows, &count, error);
    return status ? status : keep_entities(rows, count, arena, ret_entities, ret_count, error);
}

dl_status dl_sqlite_bearing(dl_store *base, dl_kind kind, const char *text, size_t limit,
                            dl_arena *arena, dl_entity **ret_entities, size_t *ret_count,
                            dl_error *error)
{
    looking what = {.kind = kind, .text = text, .limit = limit};
    dl_entity_row *rows = NULL;
    size_t count = 0;
    dl_status status = looking_init(&what, arena, error);
    if (!status && *what.fold)
        status = look(dl_sqlite_of(base), &what, false, arena, &rows, &count, error);
    return status ? status : keep_entities(rows, count, arena, ret_entities, ret_count, error);
}

dl_status dl_sqlite_below(dl_store *base, const char *id, size_t limit, dl_arena *arena,
                          dl_entity **ret_entities, size_t *ret_count, dl_error *error)
{
    dl_entity_row *rows = NULL;
    size_t count = 0;
    dl_sql sql;
    dl_sql_init(&sql);
    dl_sql_add(&sql, "SELECT e.id, e.name, e.kind, e.mentions, e.documents FROM entity e "
                     "WHERE e.mentions > 0");
    add_below(&sql, id);
    dl_sql_add(&sql, " ORDER BY 4 DESC, 1 LIMIT ");
    dl_sql_bind(&sql, dl_value_int(limit < INT64_MAX ? (int64_t)limit : INT64_MAX));
    dl_status status = gather_counted(dl_sqlite_of(base), &sql, arena, &rows, &count, error);
    dl_sql_release(&sql);
    return status ? status : keep_entities(rows, count, arena, ret_entities, ret_count, error);
}
