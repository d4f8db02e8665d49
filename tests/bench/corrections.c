/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a correction of many documents costs, beside a command that reads these documents once. */
#include <stdio.h>

#include "bench/bench.h"

/* Sets RET to the two entities that are mentioned most in the large archive, in B's arena. */
static bool find_entities(bench *b, dl_entity_row ret[2])
{
    static const dl_query everything = {0};
    dl_store *store = NULL;
    dl_entity_row *rows = NULL;
    dl_error error = {0};
    size_t count = 0;
    dl_status status = dl_store_sqlite.open(b->large, DL_OPEN_READ, &store, &error);
    if (!status)
        status = store->ops->entities(store, &everything, 2, &b->arena, &rows, &count, &error);
    dl_store_sqlite.close(store);
    if (status || count < 2) {
        fprintf(stderr, "bench: %s\n", status ? error.message : "there are no two entities");
        return false;
    }
    ret[0] = rows[0];
    ret[1] = rows[1];
    return true;
}

bool bench_merge(bench *b, row *ret)
{
    dl_entity_row entities[2];
    double ours[RUNS], reading[RUNS];
    bool ok = find_entities(b, entities);
    for (int i = 0; ok && i < RUNS; i++) {
        const char *const from = entities[0].entity.id, *const to = entities[1].entity.id;
        ok = bench_run((const char *[]){b->dateline, "mentions", "--archive", b->large, from, NULL},
                       &reading[i]) &&
             bench_run((const char *[]){b->dateline, "entity", "--archive", b->large, "merge", from,
                                        to, NULL},
                       &ours[i]) &&
             bench_run((const char *[]){b->dateline, "entity", "--archive", b->large, "undo", NULL},
                       NULL);
        ours[i] /= ok ? (double)entities[0].documents / 1e3 : 1;
        reading[i] /= ok ? (double)entities[0].documents / 1e3 : 1;
    }
    if (!ok)
        return false;
    *ret = (row){.what = "an entity merged into another",
                 .beside_what = "its mentions listed",
                 .unit = "CPU ms a thousand documents"};
    bench_compare(ret, ours, reading);
    return true;
}
