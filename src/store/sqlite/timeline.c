/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How often an entity is named, over time and by source.
 *
 * An entity that few documents name is counted from these (named, document). Of one that many name, a
 * count by month and source is held, which `naming.c` keeps as mentions come and go: so that no answer
 * reads more than some thousand rows, whatever the archive's size. An entity has such counts exactly while
 * MANY documents or more name it; they are made when it comes to that, and dropped when it falls below. For
 * those that few name (most of all entities) they would take as much room as the index that is there
 * anyway, and save nothing.
 *
 * A span is asked for in parts, in the order of time: the undated; the days up to the first whole month;
 * whole months; the days after. What is asked by day is counted from the documents of that span, which
 * is no longer than a screen is wide, and so is what only mentions of some confidence count for: how sure
 * they are is held for each document (levels.h). Documents held (no entity) are answered likewise, from tally and
 * document.
 */
#include <stdlib.h>

#include "dateline/vec.h"
#include "store/sqlite/select.h"
#include "store/sqlite/timeline.h"

/* Tests make it small. */
#ifndef DL_TIMELINE_MANY
#define DL_TIMELINE_MANY 512
#endif
#define TEXT_OF(x) #x
#define TEXT_OF_VALUE(x) TEXT_OF(x)
#define MANY TEXT_OF_VALUE(DL_TIMELINE_MANY)

/* --- counts that are held --- */

dl_status dl_timeline_add(dl_sqlite *store, const dl_sum_count *sum, dl_error *error)
{
    const dl_value e = dl_value_int(sum->entity), m = dl_value_int(sum->month),
                   s = dl_value_int(sum->source);
    dl_status status = dl_sql_run(
        store,
        "INSERT INTO timeline (entity, month, source, documents, mentions) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (entity, month, source) DO UPDATE SET "
        "documents = documents + excluded.documents, mentions = mentions + excluded.mentions",
        DL_VALUES(e, m, s, dl_value_int(sum->documents), dl_value_int(sum->mentions)), error);
    if (!status && sum->documents < 0)
        status = dl_sql_run(store,
                            "DELETE FROM timeline WHERE entity = ? AND month = ? AND source = ? "
                            "AND documents = 0",
                            DL_VALUES(e, m, s), error);
    return status;
}

/* Makes the counts of an entity that has none. */
static dl_status fill(dl_sqlite *store, int64_t entity, dl_error *error)
{
    return dl_sql_run(
        store,
        "INSERT INTO timeline (entity, month, source, documents, mentions) "
        "SELECT ?1, " DL_MONTH_OF_KEY(
            "n.key") ", d.source, count(*), sum(n.hits) "
                     "FROM named n CROSS JOIN document d ON d.key = n.key WHERE n.entity = ?1 "
                     "GROUP BY 2, 3",
        DL_VALUES(dl_value_int(entity)), error);
}

dl_status dl_timeline_begin(dl_sqlite *store, int64_t entity, int64_t was, int64_t is,
                            bool *ret_held, dl_error *error)
{
    *ret_held = was >= DL_TIMELINE_MANY && is >= DL_TIMELINE_MANY;
    if (was < DL_TIMELINE_MANY && is >= DL_TIMELINE_MANY)
        return fill(store, entity, error);
    if (was >= DL_TIMELINE_MANY && is < DL_TIMELINE_MANY)
        return dl_sql_run(store, "DELETE FROM timeline WHERE entity = ?",
                          DL_VALUES(dl_value_int(entity)), error);
    return DL_OK;
}

dl_status dl_timeline_fill_all(dl_sqlite *store, dl_error *error)
{
    sqlite3_stmt *rows = NULL;
    bool row = true;
    dl_status status = dl_rows_begin(store, "SELECT number FROM entity WHERE documents >= " MANY,
                                     DL_NO_VALUES, &rows, error);
    while (!status && !(status = dl_rows_next(store, rows, &row, error)) && row)
        status = fill(store, sqlite3_column_int64(rows, 0), error);
    dl_rows_end(rows);
    return status;
}

/* What the counts should be, in rows that no count is to be missing from or added to. */
#define RECOUNT                                                                                    \
    "SELECT n.entity, " DL_MONTH_OF_KEY("n.key") ", d.source, count(*), sum(n.hits) FROM named n " \
                                                 "JOIN document d ON d.key = n.key WHERE "         \
                                                 "n.entity IN (SELECT number FROM entity WHERE "   \
                                                 "documents >= " MANY ") GROUP BY 1, 2, 3"
#define HELD "SELECT entity, month, source, documents, mentions FROM timeline"

const char *const dl_timeline_missing = "SELECT count(*) FROM (" RECOUNT " EXCEPT " HELD ")";
const char *const dl_timeline_excess = "SELECT count(*) FROM (" HELD " EXCEPT " RECOUNT ")";

/* --- asking --- */

/* A source's name and its place among them; by number. */
typedef struct source {
    const char *name; /* NULL: not known */
    size_t rank;
    size_t last; /* place in the items, plus 1, that counts for it last */
} source;

typedef struct item {
    dl_timeline_row row;
    size_t rank; /* of its source */
} item;

typedef struct asking {
    dl_sqlite *store;
    const dl_timeline *wanted;
    int64_t entity;
    source
        *sources; /* malloc'ed, by number; without name and rank where it is not asked by source */
    size_t sources_count;
    struct {
        item *items;
        size_t len, size;
    } items;
    dl_error *error;
} asking;

/* Reads the names of the sources. */
static dl_status read_sources(asking *ask, dl_arena *arena)
{
    int64_t most = 0;
    sqlite3_stmt *rows = NULL;
    bool row = true, failed = false;
    dl_status status =
        dl_sql_number(ask->store, "SELECT max(id) FROM source", DL_NO_VALUES, &most, ask->error);
    if (status)
        return status;
    ask->sources_count = (size_t)most + 1;
    ask->sources = calloc(ask->sources_count, sizeof *ask->sources);
    if (!ask->sources)
        return dl_fail_nomem(ask->error);
    if (!ask->wanted->by_source)
        return DL_OK;
    status = dl_rows_begin(ask->store, "SELECT id, name FROM source ORDER BY fold, name",
                           DL_NO_VALUES, &rows, ask->error);
    for (size_t rank = 0;
         !status && !(status = dl_rows_next(ask->store, rows, &row, ask->error)) && row; rank++) {
        int64_t id = sqlite3_column_int64(rows, 0);
        source *found = &ask->sources[id];
        *found = (source){.rank = rank};
        if (id)
            found->name = dl_column_text(rows, 1, arena, &failed);
        status = failed ? dl_fail_nomem(ask->error) : DL_OK;
    }
    dl_rows_end(rows);
    return status;
}

static dl_day bucket_of(dl_bucket bucket, dl_day day)
{
    if (day == DL_DAY_NONE || bucket == DL_BUCKET_ALL)
        return DL_DAY_NONE;
    dl_civil civil = dl_day_to_civil(day);
    switch (bucket) {
    case DL_BUCKET_YEAR:
        return dl_day_from_civil(civil.year, 1, 1);
    case DL_BUCKET_MONTH:
        return dl_day_from_civil(civil.year, civil.month, 1);
    default:
        return day;
    }
}

/* Counts DOCUMENTS of DAY, of the source NUMBER; those of one number come in the order of days. */
static dl_status count(asking *ask, dl_day day, int64_t number, uint64_t documents,
                       uint64_t mentions)
{
    dl_day bucket = bucket_of(ask->wanted->bucket, day);
    if (number < 0 || (size_t)number >= ask->sources_count)
        return dl_sqlite_corrupt(ask->store, "source", ask->error);
    source *of = &ask->sources[number];
    item *last = of->last ? &ask->items.items[of->last - 1] : NULL;
    if (!last || last->row.day != bucket) {
        item new = {.row = {.day = bucket, .source = of->name}, .rank = of->rank};
        if (!dl_vec_push(&ask->items, new))
            return dl_fail_nomem(ask->error);
        of->last = ask->items.len;
        last = &ask->items.items[of->last - 1];
    }
    last->row.documents += documents;
    last->row.mentions += mentions;
    return DL_OK;
}

/* Counts what SQL gives for the values LOW, HIGH and, where one is asked about, the entity: a document's key or
 * else a month, source (0 for all, where it comes in the order of time), documents, mentions. */
static dl_status count_rows(asking *ask, const char *sql, bool months, int64_t low, int64_t high)
{
    sqlite3_stmt *rows = NULL;
    bool row = true;
    dl_values values = DL_VALUES(dl_value_int(low), dl_value_int(high), dl_value_int(ask->entity),
                                 dl_value_int(ask->wanted->least));
    values.count -= !ask->wanted->entity ? 2 : !ask->wanted->least;
    dl_status status = dl_rows_begin(ask->store, sql, values, &rows, ask->error);
    while (!status && !(status = dl_rows_next(ask->store, rows, &row, ask->error)) && row) {
        int64_t when = sqlite3_column_int64(rows, 0);
        status = count(ask, dl_key_day(months ? dl_month_keys(when).low : when),
                       sqlite3_column_int64(rows, 1), (uint64_t)sqlite3_column_int64(rows, 2),
                       (uint64_t)sqlite3_column_int64(rows, 3));
    }
    dl_rows_end(rows);
    return status;
}

/* Counts from the documents with KEYS. */
static dl_status count_documents(asking *ask, dl_key_range keys)
{
    static const char held[] = "SELECT key, source, 1, 0 FROM document WHERE key BETWEEN ?1 AND ?2 "
                               "ORDER BY key";
    /* by source or not, mentions of some confidence or all */
    static const char *const naming[2][2] = {
        {"SELECT key, 0, 1, hits FROM named WHERE entity = ?3 AND key BETWEEN ?1 AND ?2 "
         "ORDER BY key",
         "SELECT key, 0, 1, dl_hits(levels, ?4) AS sure FROM named WHERE entity = ?3 "
         "AND key BETWEEN ?1 AND ?2 AND sure ORDER BY key"},
        {"SELECT n.key, d.source, 1, n.hits FROM named n CROSS JOIN document d "
         "ON d.key = n.key WHERE n.entity = ?3 AND n.key BETWEEN ?1 AND ?2 ORDER BY n.key",
         "SELECT n.key, d.source, 1, dl_hits(n.levels, ?4) AS sure FROM named n CROSS JOIN "
         "document d "
         "ON d.key = n.key WHERE n.entity = ?3 AND n.key BETWEEN ?1 AND ?2 AND sure "
         "ORDER BY n.key"}};
    const char *sql =
        ask->wanted->entity ? naming[ask->wanted->by_source][ask->wanted->least > 0] : held;
    return keys.low > keys.high ? DL_OK : count_rows(ask, sql, false, keys.low, keys.high);
}

/* Counts from what is held of the months FIRST to LAST. */
static dl_status count_months(asking *ask, int64_t first, int64_t last)
{
    return count_rows(ask,
                      !ask->wanted->entity ? "SELECT month, source, documents, 0 FROM tally "
                                             "WHERE month BETWEEN ?1 AND ?2 AND documents > 0 "
                                             "ORDER BY source, month"
                      : ask->wanted->by_source
                          ? "SELECT month, source, documents, mentions FROM timeline "
                            "WHERE entity = ?3 AND month BETWEEN ?1 AND ?2 ORDER BY month, source"
                          : "SELECT month, 0, documents, mentions FROM timeline "
                            "WHERE entity = ?3 AND month BETWEEN ?1 AND ?2 ORDER BY month, source",
                      true, first, last);
}

/* Counts the dated documents of the days FIRST to LAST: whole months from what is held. */
static dl_status count_span(asking *ask, dl_day first, dl_day last)
{
    const dl_key_range keys = {dl_key_make(first, 0), dl_key_make(last + 1, 0) - 1};
    int64_t head = dl_month_of(first), tail = dl_month_of(last);
    if (dl_month_keys(head).low < keys.low)
        head++;
    if (dl_month_keys(tail).high > keys.high)
        tail--;
    if (head > tail)
        return count_documents(ask, keys);
    dl_key_range before = {keys.low, dl_month_keys(head).low - 1},
                 after = {dl_month_keys(tail).high + 1, keys.high};
    dl_status status = count_documents(ask, before);
    if (!status)
        status = count_months(ask, head, tail);
    return status ? status : count_documents(ask, after);
}

static dl_status count_all(asking *ask, bool held)
{
    const dl_key_range undated = dl_month_keys(0);
    dl_day first = ask->wanted->first, last = ask->wanted->last;
    dl_status status = first == DL_DAY_NONE ? count_documents(ask, undated) : DL_OK;
    first = first == DL_DAY_NONE ? DL_DAY_MIN : first;
    last = last == DL_DAY_NONE ? DL_DAY_MAX : last;
    if (status || first > last)
        return status;
    bool sure = ask->wanted->entity && ask->wanted->least;
    if (held && !sure && ask->wanted->bucket != DL_BUCKET_DAY)
        return count_span(ask, first, last);
    return count_documents(ask,
                           (dl_key_range){dl_key_make(first, 0), dl_key_make(last + 1, 0) - 1});
}

static int compare_items(const void *a, const void *b)
{
    const item *x = a, *y = b;
    if (x->row.day != y->row.day)
        return x->row.day < y->row.day ? -1 : 1;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

/* Puts the items into order and adds up what belongs to one row. */
static dl_status keep(asking *ask, dl_arena *arena, dl_timeline_row **ret_rows, size_t *ret_count)
{
    const item *items = ask->items.items;
    size_t count = 0;
    dl_timeline_row *rows = dl_arena_calloc(arena, ask->items.len, sizeof *rows);
    if (!rows)
        return dl_fail_nomem(ask->error);
    if (ask->items.len)
        qsort(ask->items.items, ask->items.len, sizeof *items, compare_items);
    for (size_t i = 0; i < ask->items.len; i++) {
        if (i == 0 || compare_items(&items[i - 1], &items[i]) != 0) {
            rows[count++] = items[i].row;
            continue;
        }
        rows[count - 1].documents += items[i].row.documents;
        rows[count - 1].mentions += items[i].row.mentions;
    }
    *ret_rows = rows;
    *ret_count = count;
    return DL_OK;
}

dl_status dl_sqlite_timeline(dl_store *base, const dl_timeline *wanted, dl_arena *arena,
                             dl_timeline_row **ret_rows, size_t *ret_count, dl_error *error)
{
    asking ask = {.store = dl_sqlite_of(base), .wanted = wanted, .error = error};
    int64_t held = !wanted->entity;
    dl_status status = dl_entity_number(ask.store, wanted->entity, &ask.entity, error);
    if (!status && wanted->entity)
        status =
            dl_sql_number(ask.store, "SELECT documents >= " MANY " FROM entity WHERE number = ?",
                          DL_VALUES(dl_value_int(ask.entity)), &held, error);
    if (!status)
        status = read_sources(&ask, arena);
    if (!status)
        status = count_all(&ask, held);
    if (!status)
        status = keep(&ask, arena, ret_rows, ret_count);
    free(ask.items.items);
    free(ask.sources);
    return status;
}
