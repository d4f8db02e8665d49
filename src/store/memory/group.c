/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups of copies in memory: store/group.h decides, what is indexed is looked through. */
#include <stdlib.h>
#include <string.h>

#include "dateline/vec.h"
#include "store/memory/memory.h"

static void describe(const dl_held *held, dl_grouped *ret)
{
    *ret = (dl_grouped){.key = held->key,
                        .published = held->document->published,
                        .utc = dl_document_utc(held->document),
                        .text = {held->document->body, held->document->lead}};
}

static dl_status read_grouped(void *context, dl_key key, dl_arena *arena, dl_grouped *ret,
                              dl_error *error)
{
    (void)arena;
    const dl_held *held = dl_memory_find(context, key);
    if (!held)
        return dl_fail(error, DL_ERR_NOT_FOUND, "the document is not in the archive");
    describe(held, ret);
    return DL_OK;
}

static dl_status find_heads(void *context, const dl_sketch *sketch, dl_arena *arena, dl_keys *ret,
                            dl_error *error)
{
    const dl_memory *memory = context;
    size_t common[DL_GROUP_CANDIDATES + 1] = {0}, len = 0;
    dl_key *best = dl_arena_calloc(arena, DL_GROUP_CANDIDATES + 1, sizeof *best);
    if (!best)
        return dl_fail_nomem(error);
    for (size_t i = 0; i < memory->now.documents.len; i++) {
        const dl_held *held = &memory->now.documents.items[i];
        size_t bands = dl_sketch_common(&held->sketch, sketch), at = len;
        if (bands == 0)
            continue;
        for (; at > 0 && common[at - 1] < bands; at--) {
            common[at] = common[at - 1];
            best[at] = best[at - 1];
        }
        common[at] = bands;
        best[at] = held->key;
        len += len < DL_GROUP_CANDIDATES;
    }
    *ret = (dl_keys){best, len};
    return DL_OK;
}

static dl_status read_copies(void *context, dl_key head, dl_arena *arena, dl_keys *ret,
                             dl_error *error)
{
    const dl_memory *memory = context;
    dl_key *keys = dl_arena_calloc(arena, memory->now.documents.len, sizeof *keys);
    size_t count = 0;
    if (!keys)
        return dl_fail_nomem(error);
    for (size_t i = 0; i < memory->now.documents.len; i++)
        if (memory->now.documents.items[i].head == head)
            keys[count++] = memory->now.documents.items[i].key;
    *ret = (dl_keys){keys, count};
    return DL_OK;
}

static dl_status is_copy(void *context, dl_key key, bool *ret, dl_error *error)
{
    (void)error;
    *ret = dl_memory_find(context, key)->head != DL_KEY_NONE;
    return DL_OK;
}

static dl_status set_head(void *context, dl_key key, dl_key head, dl_error *error)
{
    (void)error;
    dl_memory_find(context, key)->head = head;
    return DL_OK;
}

static dl_status index_head(void *context, dl_key key, const dl_sketch *sketch, bool on,
                            dl_error *error)
{
    (void)error;
    dl_memory_find(context, key)->sketch = on ? *sketch : (dl_sketch){0};
    return DL_OK;
}

dl_groups dl_memory_groups(dl_memory *memory)
{
    return (dl_groups){.context = memory,
                       .read = read_grouped,
                       .heads = find_heads,
                       .copies = read_copies,
                       .is_copy = is_copy,
                       .set = set_head,
                       .index = index_head};
}

uint32_t dl_memory_copies(const dl_memory *memory, dl_key head)
{
    uint32_t count = 0;
    for (size_t i = 0; i < memory->now.documents.len; i++)
        count += memory->now.documents.items[i].head == head;
    return count;
}

/* --- folding --- */

/* Whether HELD is folded away, MATCHES being what the query holds of. */
static bool is_folded(const dl_matches *matches, const dl_fold *fold, const dl_held *held)
{
    if (held->head == DL_KEY_NONE)
        return false;
    for (size_t i = 0; i < fold->open_count; i++)
        if (fold->open[i] == held->head)
            return false;
    for (size_t i = 0; i < matches->len; i++)
        if (matches->items[i]->key == held->head)
            return true;
    return false;
}

bool dl_memory_fold(const dl_fold *fold, dl_matches *matches)
{
    dl_matches kept = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < matches->len; i++)
        if (!is_folded(matches, fold, matches->items[i]))
            ok = dl_vec_push(&kept, matches->items[i]);
    free(matches->items);
    matches->items = kept.items;
    matches->len = kept.len;
    matches->size = kept.size;
    return ok;
}

/* --- the check --- */

/* What is wrong with the group that HELD is in; NULL: nothing. */
static const char *fault_of(const dl_memory *memory, const dl_held *held, dl_status *status,
                            dl_error *error)
{
    const dl_held *head = held->head == DL_KEY_NONE ? held : dl_memory_find(memory, held->head);
    dl_sketch sketch = {0};
    bool fits = true;
    if (head == held) {
        if (!dl_sketch_make(held->document->body, held->document->lead, &sketch))
            *status = dl_fail_nomem(error);
    } else if (head && head->head == DL_KEY_NONE) {
        dl_grouped a, b;
        describe(held, &a);
        describe(head, &b);
        *status = dl_group_fits(&a, &b, &fits, error);
    } else {
        return "the head of its group is none";
    }
    bool indexed =
        sketch.count == held->sketch.count &&
        memcmp(sketch.bands, held->sketch.bands, sketch.count * sizeof *sketch.bands) == 0;
    return !indexed ? "it is not found by its sketch" : fits ? NULL : "it is no copy of its head";
}

dl_status dl_memory_check_groups(const dl_memory *memory, dl_check_report *report, void *context,
                                 size_t *faults, dl_error *error)
{
    dl_status status = DL_OK;
    for (size_t i = 0; !status && i < memory->now.documents.len; i++) {
        const dl_held *held = &memory->now.documents.items[i];
        const char *what = fault_of(memory, held, &status, error);
        if (status || !what)
            continue;
        report(context, what);
        ++*faults;
    }
    return status;
}
