/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store/names.h"
#include "store/sqlite/select.h"

bool dl_leg_by_source(const dl_leg *leg)
{
    return leg->sources >= DL_LEG_ALL;
}

/* The legs of a walk before the plan's ranges are laid on them: two at most. */
typedef struct bare_legs {
    dl_leg legs[2];
    size_t count;
} bare_legs;

static void add(bare_legs *bare, dl_leg leg)
{
    if (leg.keys.low <= leg.keys.high)
        bare->legs[bare->count++] = leg;
}

/* KEYS from the anchor on, in the direction of the leg. */
static dl_key_range from_anchor(const dl_walk *walk, bool down)
{
    dl_key key = walk->anchor.key;
    dl_key_range keys = {DL_KEY_LEAST, DL_KEY_MOST};
    if (key == DL_KEY_NONE)
        return keys;
    if (down)
        keys.high = walk->inclusive ? key : key - 1;
    else
        keys.low = walk->inclusive ? key : key + 1;
    return keys;
}

static dl_key_range intersect(dl_key_range a, dl_key_range b)
{
    return (dl_key_range){a.low > b.low ? a.low : b.low, a.high < b.high ? a.high : b.high};
}

static void newest(bare_legs *bare, const dl_walk *walk)
{
    bool down = !walk->back;
    add(bare, (dl_leg){.keys = from_anchor(walk, down), .down = down});
}

/* Dated ones ascending, then undated ones ascending; or all that backwards. */
static void oldest(bare_legs *bare, const dl_walk *walk)
{
    const dl_key_range dated = {dl_key_make(DL_DAY_MIN, 0), DL_KEY_MOST};
    const dl_key_range undated = {DL_KEY_LEAST, dl_key_make(DL_DAY_MIN, 0) - 1};
    bool none = walk->anchor.key == DL_KEY_NONE, down = walk->back;
    bool in_dated = !none && walk->anchor.key >= dated.low;
    dl_key_range first = walk->back ? undated : dated, second = walk->back ? dated : undated;
    bool in_second = !none && in_dated == walk->back;
    dl_key_range from = from_anchor(walk, down);
    if (!in_second)
        add(bare, (dl_leg){.keys = intersect(first, from), .down = down});
    add(bare, (dl_leg){.keys = in_second ? intersect(second, from) : second, .down = down});
}

static void by_source(bare_legs *bare, const dl_walk *walk)
{
    const dl_key_range all = {DL_KEY_LEAST, DL_KEY_MOST};
    bool down = !walk->back, sources_down = (walk->order == DL_ORDER_SOURCE_DOWN) != walk->back;
    dl_leg leg = {.keys = all, .down = down, .sources_down = sources_down, .sources = DL_LEG_ALL};
    if (walk->anchor.key == DL_KEY_NONE) {
        add(bare, leg);
        return;
    }
    leg.sources = DL_LEG_AT;
    leg.keys = from_anchor(walk, down);
    add(bare, leg);
    leg.sources = sources_down ? DL_LEG_BEFORE : DL_LEG_AFTER;
    leg.keys = all;
    add(bare, leg);
}

/* Lays the plan's ranges on LEG; returns how many legs that makes. */
static size_t lay_ranges(const dl_plan *plan, const dl_leg *leg, dl_leg *ret)
{
    size_t count = 0, n = plan->ranges_count;
    if (dl_plan_is_flagged(plan) || (dl_leg_by_source(leg) && n > 1)) {
        ret[0] = *leg;
        ret[0].whole = true;
        return 1;
    }
    for (size_t i = 0; i < n; i++) {
        ret[count] = *leg;
        ret[count].keys = intersect(leg->keys, plan->ranges[leg->down ? n - 1 - i : i]);
        if (ret[count].keys.low <= ret[count].keys.high)
            count++;
    }
    return count;
}

/* Sets the place of the anchor's source in the order of sources. */
static dl_status set_source(dl_plan *plan, const char *source, bare_legs *bare, dl_error *error)
{
    dl_value fold = dl_value_blob("", 0), name = dl_value_text("");
    dl_str text;
    dl_str_init(&text);
    if (source) {
        dl_name_fold(&text, source, strlen(source));
        const char *copy =
            dl_str_ok(&text) ? dl_arena_strndup(&plan->arena, text.text, text.len) : NULL;
        text.failed |= !copy;
        fold = dl_value_textn(copy, text.len);
        name = dl_value_text(source);
    }
    bool ok = dl_str_ok(&text);
    dl_str_release(&text);
    for (size_t i = 0; i < bare->count; i++) {
        bare->legs[i].fold = fold;
        bare->legs[i].name = name;
    }
    return ok ? DL_OK : dl_fail_nomem(error);
}

dl_status dl_legs_make(dl_plan *plan, const dl_walk *walk, dl_leg **ret_legs, size_t *ret_count,
                       dl_error *error)
{
    bare_legs bare = {.count = 0};
    if (walk->order == DL_ORDER_NEWEST)
        newest(&bare, walk);
    else if (walk->order == DL_ORDER_OLDEST)
        oldest(&bare, walk);
    else
        by_source(&bare, walk);
    dl_status status = set_source(plan, walk->anchor.source, &bare, error);
    if (status)
        return status;
    dl_leg *legs =
        dl_arena_calloc(&plan->arena, bare.count * (plan->ranges_count + 1), sizeof *legs);
    if (!legs)
        return dl_fail_nomem(error);
    size_t count = 0;
    for (size_t i = 0; !plan->nothing && i < bare.count; i++)
        count += lay_ranges(plan, &bare.legs[i], legs + count);
    *ret_legs = legs;
    *ret_count = count;
    return DL_OK;
}
