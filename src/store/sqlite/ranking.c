/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Entities under a query, most mentioned first. Of the whole archive the counts are held. Under any
 * filter the mentions of its documents are unpacked and counted by the entities' numbers; only the
 * few that come first are then looked up by number.
 */
#include <stdlib.h>
#include <string.h>

#include "store/sqlite/packing.h"
#include "store/sqlite/select.h"

/* What was counted of one entity. */
typedef struct tally {
    int64_t number;
    uint64_t mentions, documents;
    dl_key last; /* the document it was counted in last */
} tally;

typedef struct ranking {
    dl_sqlite *store;
    tally *tallies; /* by number */
    size_t count;
    dl_error *error;
} ranking;

static dl_status ranking_init(ranking *r)
{
    int64_t most = 0, entities = 0;
    dl_status status =
        dl_sql_number(r->store, "SELECT max(number) FROM entity", DL_NO_VALUES, &most, r->error);
    if (!status)
        status = dl_sql_number(r->store, "SELECT count(*) FROM entity", DL_NO_VALUES, &entities,
                               r->error);
    /* numbers are given one after the other and never taken back */
    if (!status && (most < 0 || most > entities))
        status = dl_sqlite_corrupt(r->store, "entity", r->error);
    if (status)
        return status;
    r->count = (size_t)most + 1;
    r->tallies = calloc(r->count, sizeof *r->tallies);
    return r->tallies ? DL_OK : dl_fail_nomem(r->error);
}

/* Counts the packed mentions that the row has of the document KEY. */
static dl_status count_document(ranking *r, sqlite3_stmt *rows, dl_key key, unsigned least)
{
    dl_unpacking walk = {.bytes = sqlite3_column_blob(rows, 1),
                         .len = (size_t)sqlite3_column_bytes(rows, 1)};
    dl_packed packed;
    while (walk.pos < walk.len) {
        if (!dl_mention_unpack(&walk, &packed) || packed.entity <= 0 ||
            (uint64_t)packed.entity >= r->count)
            return dl_sqlite_corrupt(r->store, "mention", r->error);
        if (packed.mention.confidence < least)
            continue;
        tally *t = &r->tallies[packed.entity];
        t->documents += t->mentions == 0 || t->last != key;
        t->mentions++;
        t->last = key;
        t->number = packed.entity;
    }
    return DL_OK;
}

static dl_status count_leg(ranking *r, const dl_plan *plan, const dl_leg *leg)
{
    dl_sql sql;
    sqlite3_stmt *rows = NULL;
    bool row = true;
    dl_sql_init(&sql);
    dl_sql_add(&sql, "SELECT x.key, m.list FROM (");
    dl_select_add(&sql, plan, leg, DL_COLUMNS_COUNT, 0);
    dl_sql_add(&sql, ") x CROSS JOIN mention m ON m.key = x.key");
    dl_status status = dl_sql_begin(r->store, &sql, &rows, r->error);
    while (!status && !(status = dl_rows_next(r->store, rows, &row, r->error)) && row)
        status = count_document(r, rows, sqlite3_column_int64(rows, 0), plan->least);
    dl_rows_end(rows);
    dl_sql_release(&sql);
    return status;
}

static int compare_tallies(const void *a, const void *b)
{
    const tally *x = a, *y = b;
    return (x->mentions < y->mentions) - (x->mentions > y->mentions);
}

static int compare_rows(const void *a, const void *b)
{
    const dl_entity_row *x = a, *y = b;
    if (x->mentions != y->mentions)
        return x->mentions > y->mentions ? -1 : 1;
    return strcmp(x->entity.id, y->entity.id);
}

/* How many of the tallies, most mentioned first, may be among the first LIMIT: ties are told apart
 * by ids, which are not known yet. */
static size_t count_candidates(const ranking *r, size_t limit)
{
    size_t n = 0;
    while (n < r->count && r->tallies[n].mentions > 0 &&
           (n < limit || (limit > 0 && r->tallies[n].mentions == r->tallies[limit - 1].mentions)))
        n++;
    return n;
}

/* Looks the candidates up and sets *RET to the first LIMIT of them. */
static dl_status look_up(ranking *r, size_t limit, dl_arena *arena, dl_entity_row **ret_rows,
                         size_t *ret_count)
{
    qsort(r->tallies, r->count, sizeof *r->tallies, compare_tallies);
    size_t count = count_candidates(r, limit);
    dl_entity_row *rows = dl_arena_calloc(arena, count, sizeof *rows);
    dl_status status = rows ? DL_OK : dl_fail_nomem(r->error);
    for (size_t i = 0; !status && i < count; i++) {
        rows[i] = (dl_entity_row){.mentions = r->tallies[i].mentions,
                                  .documents = r->tallies[i].documents};
        status = dl_entity_read(r->store, r->tallies[i].number, arena, &rows[i].entity, r->error);
    }
    if (status)
        return status;
    if (count)
        qsort(rows, count, sizeof *rows, compare_rows);
    *ret_rows = rows;
    *ret_count = count < limit ? count : limit;
    return DL_OK;
}

dl_status dl_entities_rank(dl_sqlite *store, dl_plan *plan, size_t limit, dl_arena *arena,
                           dl_entity_row **ret_rows, size_t *ret_count, dl_error *error)
{
    const dl_walk walk = {.order = DL_ORDER_NEWEST, .anchor = {.key = DL_KEY_NONE}};
    ranking r = {.store = store, .error = error};
    dl_leg *legs;
    size_t count = 0;
    dl_status status = dl_legs_make(plan, &walk, &legs, &count, error);
    if (!status)
        status = ranking_init(&r);
    for (size_t i = 0; !status && i < count; i++)
        status = count_leg(&r, plan, &legs[i]);
    if (!status)
        status = look_up(&r, limit, arena, ret_rows, ret_count);
    free(r.tallies);
    return status;
}
