/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/group.h"

/* What stands first: -1 A, 1 B, 0: of one day, and nobody knows. The undated come last. */
static int compare_dates(const dl_grouped *a, const dl_grouped *b)
{
    dl_day x = dl_key_day(a->key), y = dl_key_day(b->key);
    if (a->utc != DL_UTC_NONE && b->utc != DL_UTC_NONE)
        return (a->utc > b->utc) - (a->utc < b->utc);
    if (x == DL_DAY_NONE || y == DL_DAY_NONE)
        return (x == DL_DAY_NONE) - (y == DL_DAY_NONE);
    if (x != y)
        return x < y ? -1 : 1;
    bool timed = a->published.precision == DL_PRECISION_MINUTE &&
                 b->published.precision == DL_PRECISION_MINUTE;
    return timed ? (a->published.minute > b->published.minute) -
                       (a->published.minute < b->published.minute)
                 : 0;
}

/* Sets *RET to whether A's text is a copy of B's; of short ones their days must be the same. */
static dl_status is_copy_of(const dl_grouped *a, const dl_grouped *b, bool *ret, dl_error *error)
{
    bool copy, is_short;
    if (!dl_copy_of(a->text, b->text, &copy, &is_short))
        return dl_fail_nomem(error);
    dl_day day = dl_key_day(a->key);
    *ret = copy && (!is_short || (day != DL_DAY_NONE && day == dl_key_day(b->key)));
    return DL_OK;
}

dl_status dl_group_fits(const dl_grouped *copy, const dl_grouped *head, bool *ret, dl_error *error)
{
    int order = compare_dates(head, copy);
    bool fits = false, turned = false;
    dl_status status = order <= 0 ? is_copy_of(copy, head, &fits, error) : DL_OK;
    if (!status && fits && order == 0 && head->key > copy->key) /* then only one way round may do */
        status = is_copy_of(head, copy, &turned, error);
    if (!status)
        *ret = fits && !turned;
    return status;
}

/* A document that looks for its group. */
typedef struct entering {
    const dl_groups *groups;
    dl_arena arena;
    dl_sketch sketch;
    dl_grouped document;
    dl_key head; /* that it is a copy of */
    dl_grouped found;
    dl_key taken[DL_GROUP_CANDIDATES]; /* heads that are copies of it */
    size_t taken_count;
    dl_error *error;
} entering;

static dl_status consider(entering *e, dl_key key)
{
    dl_grouped other;
    bool fits = false;
    if (key == e->document.key)
        return DL_OK;
    dl_status status = e->groups->read(e->groups->context, key, &e->arena, &other, e->error);
    if (!status)
        status = dl_group_fits(&e->document, &other, &fits, e->error);
    if (!status && fits) {
        int order = e->head == DL_KEY_NONE ? -1 : compare_dates(&other, &e->found);
        if (order < 0 || (order == 0 && other.key < e->head)) {
            e->head = other.key;
            e->found = other;
        }
        return DL_OK;
    }
    if (!status)
        status = dl_group_fits(&other, &e->document, &fits, e->error);
    if (!status && fits)
        e->taken[e->taken_count++] = key;
    return status;
}

static dl_status enter_all(const dl_groups *groups, dl_keys keys, dl_error *error)
{
    dl_status status = DL_OK;
    for (size_t i = 0; !status && i < keys.count; i++)
        status = groups->set(groups->context, keys.items[i], DL_KEY_NONE, error);
    for (size_t i = 0; !status && i < keys.count; i++)
        status = dl_group_enter(groups, keys.items[i], NULL, error);
    return status;
}

/* Makes the sketch of the document KEY. */
static dl_status sketch_of(const dl_groups *groups, dl_key key, dl_arena *arena, dl_sketch *ret,
                           dl_error *error)
{
    dl_grouped document;
    dl_status status = groups->read(groups->context, key, arena, &document, error);
    if (!status && !dl_sketch_make(document.text.body, document.text.lead, ret))
        status = dl_fail_nomem(error);
    return status;
}

/* Makes HEAD and its copies copies of the document; those that are none go elsewhere. */
static dl_status take_over(entering *e, dl_key head)
{
    const dl_groups *groups = e->groups;
    dl_keys copies = {0};
    dl_sketch sketch;
    dl_status status = groups->copies(groups->context, head, &e->arena, &copies, e->error);
    if (!status)
        status = sketch_of(groups, head, &e->arena, &sketch, e->error);
    if (!status)
        status = groups->index(groups->context, head, &sketch, false, e->error);
    if (!status)
        status = groups->set(groups->context, head, e->document.key, e->error);
    return status ? status : enter_all(groups, copies, e->error);
}

static dl_status enter(entering *e)
{
    const dl_groups *groups = e->groups;
    dl_keys candidates = {0};
    dl_status status = groups->heads(groups->context, &e->sketch, &e->arena, &candidates, e->error);
    for (size_t i = 0; !status && i < candidates.count; i++)
        status = consider(e, candidates.items[i]);
    if (!status && e->head != DL_KEY_NONE)
        return groups->set(groups->context, e->document.key, e->head, e->error);
    if (!status)
        status = groups->index(groups->context, e->document.key, &e->sketch, true, e->error);
    for (size_t i = 0; !status && i < e->taken_count; i++)
        status = take_over(e, e->taken[i]);
    return status;
}

dl_status dl_group_enter(const dl_groups *groups, dl_key key, const dl_sketch *sketch,
                         dl_error *error)
{
    entering e = {.groups = groups, .head = DL_KEY_NONE, .error = error};
    dl_status status = groups->read(groups->context, key, &e.arena, &e.document, error);
    if (!status && sketch)
        e.sketch = *sketch;
    else if (!status && !dl_sketch_make(e.document.text.body, e.document.text.lead, &e.sketch))
        status = dl_fail_nomem(error);
    if (!status && e.sketch.count)
        status = enter(&e);
    dl_arena_release(&e.arena);
    return status;
}

dl_status dl_group_leave(const dl_groups *groups, dl_key key, dl_error *error)
{
    dl_arena arena = {0};
    dl_keys copies = {0};
    dl_sketch sketch = {0};
    bool copy = false;
    dl_status status = groups->is_copy(groups->context, key, &copy, error);
    if (!status && copy)
        return groups->set(groups->context, key, DL_KEY_NONE, error);
    if (!status)
        status = sketch_of(groups, key, &arena, &sketch, error);
    if (!status && sketch.count)
        status = groups->index(groups->context, key, &sketch, false, error);
    if (!status)
        status = groups->copies(groups->context, key, &arena, &copies, error);
    if (!status)
        status = enter_all(groups, copies, error);
    dl_arena_release(&arena);
    return status;
}
