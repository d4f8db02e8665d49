/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is added stands in two lists, an item an addition, until it is written: then each list is sorted, so
 * that what belongs to one row stands together, and goes to the tables in the order of their keys.
 */
#include "store/sqlite/sums.h"

#include <stdlib.h>
#include <string.h>

#include "dateline/vec.h"

/* Additions that are held before they are written all the same. Tests make it small. */
#ifndef DL_SUMS_MANY
#define DL_SUMS_MANY 65536
#endif

/* Sorts the LEN items of ITEM_SIZE bytes at ITEMS by COMPARE and has each run of those that SAME puts in one order written. */
static dl_status write_runs(dl_sqlite *store, void *items, size_t len, size_t item_size,
                            int (*compare)(const void *, const void *),
                            int (*same)(const void *, const void *),
                            dl_status (*write)(dl_sqlite *, void *run, size_t count, dl_error *),
                            dl_error *error)
{
    dl_status status = DL_OK;
    if (len)
        qsort(items, len, item_size, compare);
    for (size_t i = 0, next; i < len && !status; i = next) {
        char *run = (char *)items + i * item_size;
        for (next = i + 1; next < len && same(run, (char *)items + next * item_size) == 0; next++)
            continue;
        status = write(store, run, next - i, error);
    }
    return status;
}

/* --- adding --- */

dl_status dl_sums_count(dl_sqlite *store, int64_t entity, const dl_timeline_place *place,
                        int64_t documents, int64_t mentions, dl_error *error)
{
    const dl_sum_count item = {entity, place->month, place->source, documents, mentions};
    return dl_vec_push(&store->sums.counts, item) ? DL_OK : dl_fail_nomem(error);
}

dl_status dl_sums_spell(dl_sqlite *store, int64_t entity, const char *fold, int64_t times,
                        dl_error *error)
{
    const dl_sum_spelling item = {dl_arena_strdup(&store->sums.arena, fold), entity, times};
    return item.fold && dl_vec_push(&store->sums.spellings, item) ? DL_OK : dl_fail_nomem(error);
}

void dl_sums_hold(dl_sqlite *store)
{
    store->sums.held = true;
}

void dl_sums_clear(dl_sqlite *store)
{
    store->sums.held = false;
    store->sums.counts.len = store->sums.spellings.len = 0;
    dl_arena_clear(&store->sums.arena);
}

void dl_sums_release(dl_sqlite *store)
{
    free(store->sums.counts.items);
    free(store->sums.spellings.items);
    dl_arena_release(&store->sums.arena);
    store->sums = (dl_sums){0};
}

/* --- counts of entities --- */

static int compare_counts(const void *a, const void *b)
{
    const dl_sum_count *x = a, *y = b;
    if (x->entity != y->entity)
        return x->entity < y->entity ? -1 : 1;
    if (x->month != y->month)
        return x->month < y->month ? -1 : 1;
    return (x->source > y->source) - (x->source < y->source);
}

static int compare_counted(const void *a, const void *b)
{
    int64_t x = ((const dl_sum_count *)a)->entity, y = ((const dl_sum_count *)b)->entity;
    return (x > y) - (x < y);
}

/* Adds up the COUNT items of one entity, which are sorted, to one for each place; how many that are. */
static size_t add_up(dl_sum_count *items, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept && compare_counts(&items[kept - 1], &items[i]) == 0) {
            items[kept - 1].documents += items[i].documents;
            items[kept - 1].mentions += items[i].mentions;
        } else {
            items[kept++] = items[i];
        }
    }
    return kept;
}

/* Writes the COUNT items of one entity. */
static dl_status write_entity(dl_sqlite *store, void *run, size_t count, dl_error *error)
{
    dl_sum_count *items = run;
    int64_t documents = 0, mentions = 0, named_by = 0;
    for (size_t i = 0; i < count; i++) {
        documents += items[i].documents;
        mentions += items[i].mentions;
    }
    dl_status status = dl_sql_number(
        store,
        "UPDATE entity SET mentions = mentions + ?, documents = documents + ? "
        "WHERE number = ? RETURNING documents",
        DL_VALUES(dl_value_int(mentions), dl_value_int(documents), dl_value_int(items[0].entity)),
        &named_by, error);
    bool made = false;
    if (!status)
        status =
            dl_timeline_begin(store, items[0].entity, named_by - documents, named_by, &made, error);
    if (status || !made)
        return status;
    count = add_up(items, count);
    for (size_t i = 0; i < count && !status; i++)
        if (items[i].documents || items[i].mentions)
            status = dl_timeline_add(store, &items[i], error);
    return status;
}

/* --- spellings --- */

static int compare_spellings(const void *a, const void *b)
{
    const dl_sum_spelling *x = a, *y = b;
    int order = strcmp(x->fold, y->fold);
    return order ? order : (x->entity > y->entity) - (x->entity < y->entity);
}

/* Writes the COUNT items of one spelling of an entity. */
static dl_status write_spelling(dl_sqlite *store, void *run, size_t count, dl_error *error)
{
    const dl_sum_spelling *sum = run;
    int64_t times = 0;
    for (size_t i = 0; i < count; i++)
        times += sum[i].times;
    if (!times)
        return DL_OK;
    dl_value fold = dl_value_text(sum->fold), entity = dl_value_int(sum->entity);
    dl_status status = dl_sql_run(store,
                                  "INSERT INTO alias (fold, entity, mentions) VALUES (?, ?, ?) "
                                  "ON CONFLICT (fold, entity) DO UPDATE SET "
                                  "mentions = mentions + excluded.mentions",
                                  DL_VALUES(fold, entity, dl_value_int(times)), error);
    if (!status && times < 0)
        status =
            dl_sql_run(store, "DELETE FROM alias WHERE fold = ? AND entity = ? AND mentions <= 0",
                       DL_VALUES(fold, entity), error);
    return status;
}

/* --- writing --- */

static dl_status write_all(dl_sqlite *store, dl_error *error)
{
    dl_sums *sums = &store->sums;
    dl_status status =
        write_runs(store, sums->counts.items, sums->counts.len, sizeof *sums->counts.items,
                   compare_counts, compare_counted, write_entity, error);
    if (!status)
        status = write_runs(store, sums->spellings.items, sums->spellings.len,
                            sizeof *sums->spellings.items, compare_spellings, compare_spellings,
                            write_spelling, error);
    sums->counts.len = sums->spellings.len = 0;
    dl_arena_clear(&sums->arena);
    return status;
}

dl_status dl_sums_settle(dl_sqlite *store, dl_error *error)
{
    bool many = store->sums.counts.len >= DL_SUMS_MANY || store->sums.spellings.len >= DL_SUMS_MANY;
    return many || !store->sums.held ? write_all(store, error) : DL_OK;
}

dl_status dl_sums_flush(dl_sqlite *store, dl_error *error)
{
    store->sums.held = false;
    return write_all(store, error);
}
