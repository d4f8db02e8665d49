/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often an entity is named over time, counted from all documents each time it is asked. */
#include <stdlib.h>
#include <string.h>

#include "dateline/vec.h"
#include "store/memory/memory.h"

/* A document that counts. */
typedef struct counted {
    dl_day day;
    const dl_held *held;
    uint64_t mentions;
} counted;

typedef struct counting {
    counted *items;
    size_t len, size;
} counting;

static dl_day bucket_of(dl_bucket bucket, dl_day day)
{
    if (day == DL_DAY_NONE || bucket == DL_BUCKET_ALL)
        return DL_DAY_NONE;
    dl_civil civil = dl_day_to_civil(day);
    if (bucket == DL_BUCKET_DAY)
        return day;
    return dl_day_from_civil(civil.year, bucket == DL_BUCKET_YEAR ? 1 : civil.month, 1);
}

static bool is_within(const dl_timeline *wanted, dl_day day)
{
    return (wanted->first == DL_DAY_NONE || day >= wanted->first) &&
           (wanted->last == DL_DAY_NONE || day <= wanted->last);
}

/* Adds the documents that WANTED asks for. */
static bool collect(const dl_memory *memory, const dl_timeline *wanted, counting *ret)
{
    bool ok = true;
    for (size_t i = 0; ok && i < memory->now.documents.len; i++) {
        const dl_held *held = &memory->now.documents.items[i];
        dl_day day = dl_key_day(held->key);
        uint64_t hits = wanted->entity ? dl_held_hits(held, wanted->entity, wanted->least) : 0;
        if (is_within(wanted, day) && (hits || !wanted->entity))
            ok = dl_vec_push(ret, ((counted){bucket_of(wanted->bucket, day), held, hits}));
    }
    return ok;
}

static int compare_days(const void *a, const void *b)
{
    const counted *x = a, *y = b;
    return (x->day > y->day) - (x->day < y->day);
}

static int compare(const void *a, const void *b)
{
    const counted *x = a, *y = b;
    int order = compare_days(a, b);
    return order ? order : dl_held_compare_sources(x->held, y->held);
}

dl_status dl_memory_timeline(dl_store *base, const dl_timeline *wanted, dl_arena *arena,
                             dl_timeline_row **ret_rows, size_t *ret_count, dl_error *error)
{
    counting list = {0};
    size_t count = 0;
    int (*order)(const void *, const void *) = wanted->by_source ? compare : compare_days;
    bool ok = collect(dl_memory_of(base), wanted, &list);
    dl_timeline_row *rows = ok ? dl_arena_calloc(arena, list.len, sizeof *rows) : NULL;
    if (rows && list.len)
        qsort(list.items, list.len, sizeof *list.items, order);
    for (size_t i = 0; rows && i < list.len; i++) {
        const counted *c = &list.items[i];
        if (i == 0 || order(c - 1, c) != 0) {
            const char *source = wanted->by_source ? c->held->document->source : NULL;
            rows[count++] =
                (dl_timeline_row){.day = c->day, .source = dl_arena_strdup(arena, source)};
            ok &= !source || rows[count - 1].source;
        }
        rows[count - 1].documents++;
        rows[count - 1].mentions += c->mentions;
    }
    free(list.items);
    if (!rows || !ok)
        return dl_fail_nomem(error);
    *ret_rows = rows;
    *ret_count = count;
    return DL_OK;
}
