/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The SQL function dl_near(list, steps, first, second, scope, least): whether the packed mentions in `list`,
 * with their steps, hold two of the groups `first` and `second` within the scope, of a confidence of `least` or more. A group is a blob of
 * 64-bit numbers of entities. What is not what this program writes counts as no mention: `check`
 * tells of it.
 */
#include <string.h>

#include "store/near.h"
#include "store/sqlite/packing.h"

/* A group as it was bound. */
typedef struct group {
    const unsigned char *bytes;
    size_t count;
} group;

static group group_of(sqlite3_value *value)
{
    group g = {.bytes = sqlite3_value_blob(value)};
    g.count = g.bytes ? (size_t)sqlite3_value_bytes(value) / sizeof(int64_t) : 0;
    return g;
}

static bool group_holds(group g, int64_t number)
{
    for (size_t i = 0; i < g.count; i++)
        if (memcmp(g.bytes + i * sizeof number, &number, sizeof number) == 0)
            return true;
    return false;
}

static void run_near(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    dl_unpacking walk = {.bytes = sqlite3_value_blob(values[0])};
    walk.len = walk.bytes ? (size_t)sqlite3_value_bytes(values[0]) : 0;
    const unsigned char *steps = sqlite3_value_blob(values[1]);
    size_t steps_count = steps ? (size_t)sqlite3_value_bytes(values[1]) : 0;
    group first = group_of(values[2]), second = group_of(values[3]);
    dl_nearness near = {.scope = (dl_scope)sqlite3_value_int(values[4])};
    const int least = sqlite3_value_int(values[5]);
    bool met = false;
    dl_packed packed;
    for (size_t i = 0; !met && i < steps_count && dl_mention_unpack(&walk, &packed); i++) {
        bool counts = packed.mention.confidence >= least;
        met =
            dl_nearness_meet(&near, (dl_step)steps[i], counts && group_holds(first, packed.entity),
                             counts && group_holds(second, packed.entity));
    }
    sqlite3_result_int(context, met);
}

int dl_near_register(sqlite3 *db)
{
    return sqlite3_create_function_v2(db, "dl_near", 6,
                                      SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
                                      run_near, NULL, NULL, NULL);
}
