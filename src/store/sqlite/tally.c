/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts held by imprint and month, so that counting any span of an archive reads some thousand
 * small rows and not every document. A span of keys is whole months, which the table answers, and a
 * part of a month at either end, whose documents are counted. The span asked for most, all dated
 * documents, is held as a month of its own.
 */
#include <stdlib.h>

#include "dateline/vec.h"
#include "store/sqlite/select.h"

/* Stands for all months of dated documents; one less than that of the undated, so that the whole
 * archive is a span of two. */
#define MONTH_DATED (-1)

int64_t dl_month_of(dl_day day)
{
    if (day == DL_DAY_NONE)
        return 0;
    dl_civil civil = dl_day_to_civil(day);
    return civil.year * 12 + civil.month - 1;
}

dl_key_range dl_month_keys(int64_t month)
{
    if (month == 0)
        return (dl_key_range){dl_key_make(DL_DAY_NONE, 0), dl_key_make(DL_DAY_MIN, 0) - 1};
    int year = (int)(month / 12), number = (int)(month % 12) + 1;
    dl_day first = dl_day_from_civil(year, number, 1);
    return (dl_key_range){dl_key_make(first, 0),
                          dl_key_make(first + dl_month_days(year, number), 0) - 1};
}

static dl_status add_month(dl_sqlite *store, int64_t month, int64_t source,
                           const dl_tally_delta *delta, dl_error *error)
{
    return dl_sql_run(
        store,
        "INSERT INTO tally (month, source, documents, unread, inferred, ambiguous) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (source, month) DO UPDATE SET "
        "documents = documents + excluded.documents, unread = unread + excluded.unread, "
        "inferred = inferred + excluded.inferred, ambiguous = ambiguous + excluded.ambiguous",
        DL_VALUES(dl_value_int(month), dl_value_int(source), dl_value_int(delta->documents),
                  dl_value_int(delta->unread), dl_value_int(delta->inferred),
                  dl_value_int(delta->ambiguous)),
        error);
}

dl_status dl_tally_add(dl_sqlite *store, dl_key key, int64_t source, const dl_tally_delta *delta,
                       dl_error *error)
{
    int64_t month = dl_month_of(dl_key_day(key));
    dl_status status = add_month(store, month, source, delta, error);
    if (!status && month != 0)
        status = add_month(store, MONTH_DATED, source, delta, error);
    return status;
}

/* --- asking --- */

/* What sums are asked for. */
typedef struct asking {
    dl_sqlite *store;
    const dl_leg *leg;
    bool by_source;
    dl_tallies *ret; /* where not by source: one item */
    dl_error *error;
} asking;

/* Runs SQL, whose columns are those of dl_tally in their order, and adds up what it gives. */
static dl_status gather(const asking *ask, const dl_sql *sql)
{
    sqlite3_stmt *rows;
    dl_status status = dl_sql_begin(ask->store, sql, &rows, ask->error);
    if (status)
        return status;
    bool row = true;
    while (!status && !(status = dl_rows_next(ask->store, rows, &row, ask->error)) && row) {
        dl_tally tally = {.source = sqlite3_column_int64(rows, 0),
                          .documents = (uint64_t)sqlite3_column_int64(rows, 1),
                          .unread = (uint64_t)sqlite3_column_int64(rows, 2),
                          .inferred = (uint64_t)sqlite3_column_int64(rows, 3),
                          .ambiguous = (uint64_t)sqlite3_column_int64(rows, 4)};
        if (!dl_vec_push(ask->ret, tally))
            status = dl_fail_nomem(ask->error);
    }
    dl_rows_end(rows);
    return status;
}

/* Adds up the months FIRST to LAST. */
static dl_status sum_months(const asking *ask, int64_t first, int64_t last)
{
    if (first <= dl_month_of(DL_DAY_MIN) && last >= dl_month_of(DL_DAY_MAX)) {
        last = first == 0 ? 0 : MONTH_DATED;
        first = MONTH_DATED;
    }
    dl_sql sql;
    dl_sql_init(&sql);
    dl_sql_add(
        &sql,
        "SELECT s.id, sum(t.documents), sum(t.unread), sum(t.inferred), "
        "sum(t.ambiguous) FROM source s CROSS JOIN tally t ON t.source = s.id WHERE t.month >= ");
    dl_sql_bind(&sql, dl_value_int(first));
    dl_sql_add(&sql, " AND t.month <= ");
    dl_sql_bind(&sql, dl_value_int(last));
    dl_sql_add(&sql, " AND ");
    dl_sql_add_leg_sources(&sql, ask->leg);
    dl_sql_add(&sql, ask->by_source ? " GROUP BY s.id" : "");
    dl_status status = gather(ask, &sql);
    dl_sql_release(&sql);
    return status;
}

static dl_status count_documents(const asking *ask, dl_key_range keys)
{
    dl_sql sql;
    dl_sql_init(&sql);
    dl_sql_add(&sql, "SELECT s.id, count(*), sum(d.read = 0), sum(d.how = 2), "
                     "sum(d.ambiguous) FROM ");
    dl_sql_add(&sql, ask->leg->sources == DL_LEG_ANY
                         ? "document d CROSS JOIN source s ON s.id = d.source WHERE d.key >= "
                         : "source s CROSS JOIN document d ON d.source = s.id WHERE d.key >= ");
    dl_sql_bind(&sql, dl_value_int(keys.low));
    dl_sql_add(&sql, " AND d.key <= ");
    dl_sql_bind(&sql, dl_value_int(keys.high));
    dl_sql_add(&sql, " AND ");
    dl_sql_add_leg_sources(&sql, ask->leg);
    dl_sql_add(&sql, ask->by_source ? " GROUP BY s.id" : "");
    dl_status status = gather(ask, &sql);
    dl_sql_release(&sql);
    return status;
}

/* Counts KEYS: the part of a month at either end, and the months between. */
static dl_status sum_keys(const asking *ask)
{
    const dl_key least = dl_key_make(DL_DAY_NONE, 0), most = dl_key_make(DL_DAY_MAX + 1, 0) - 1;
    dl_key_range keys = ask->leg->keys;
    keys.low = keys.low > least ? keys.low : least;
    keys.high = keys.high < most ? keys.high : most;
    if (keys.low > keys.high)
        return DL_OK;
    int64_t first = dl_month_of(dl_key_day(keys.low)), last = dl_month_of(dl_key_day(keys.high));
    dl_key_range head = dl_month_keys(first), tail = dl_month_keys(last);
    dl_status status = DL_OK;
    if (keys.low > head.low) {
        head.low = keys.low;
        head.high = head.high < keys.high ? head.high : keys.high;
        status = count_documents(ask, head);
        first++;
    }
    if (!status && first <= last && keys.high < tail.high) {
        tail.high = keys.high;
        status = count_documents(ask, tail);
        last--;
    }
    return !status && first <= last ? sum_months(ask, first, last) : status;
}

dl_status dl_tally_sum(dl_sqlite *store, const dl_leg *leg, dl_tally *ret, dl_error *error)
{
    dl_tallies tallies = {0};
    asking ask = {store, leg, false, &tallies, error};
    dl_status status = sum_keys(&ask);
    for (size_t i = 0; !status && i < tallies.len; i++) {
        ret->documents += tallies.items[i].documents;
        ret->unread += tallies.items[i].unread;
        ret->inferred += tallies.items[i].inferred;
        ret->ambiguous += tallies.items[i].ambiguous;
    }
    free(tallies.items);
    return status;
}

dl_status dl_tally_by_source(dl_sqlite *store, dl_key_range keys, dl_tallies *ret, dl_error *error)
{
    const dl_leg leg = {.keys = keys};
    asking ask = {store, &leg, true, ret, error};
    return sum_keys(&ask);
}
