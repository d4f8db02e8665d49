/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <strings.h>

#include "dateline/vec.h"
#include "store/memory/memory.h"
#include "store/put.h"

/* The version of that hash that was replaced; NULL. */
static const dl_held_former *find_former(const dl_memory *memory, const char *sha256)
{
    for (size_t i = 0; i < memory->now.formers.len; i++)
        if (strcmp(memory->now.formers.items[i].sha256, sha256) == 0)
            return &memory->now.formers.items[i];
    return NULL;
}

dl_held *dl_memory_target(const dl_memory *memory, const char *sha256)
{
    dl_held *held = NULL;
    /* a version has at most as many successors as there are replaced ones */
    for (size_t i = 0; i <= memory->now.formers.len && sha256; i++) {
        if ((held = dl_memory_find_hash(memory, sha256)))
            break;
        const dl_held_former *former = find_former(memory, sha256);
        sha256 = former ? former->successor : NULL;
    }
    return held;
}

bool dl_line_holds(const dl_line *line, const char *sha256)
{
    for (size_t i = 0; i < line->len; i++)
        if (strcmp(line->items[i], sha256) == 0)
            return true;
    return false;
}

static bool line_add(dl_line *line, const char *sha256)
{
    return dl_line_holds(line, sha256) || dl_vec_push(line, sha256);
}

bool dl_memory_line(const dl_memory *memory, const char *sha256, dl_line *ret)
{
    bool ok = line_add(ret, sha256);
    for (size_t i = 0; ok && i < ret->len; i++) {
        const dl_held *held = dl_memory_find_hash(memory, ret->items[i]);
        if (held && held->replaces[0])
            ok = line_add(ret, held->replaces);
        for (size_t f = 0; ok && f < memory->now.formers.len; f++) {
            const dl_held_former *former = &memory->now.formers.items[f];
            if (strcmp(former->successor, ret->items[i]) == 0)
                ok = line_add(ret, former->sha256);
        }
    }
    return ok;
}

void dl_memory_revive(dl_memory *memory, const char *sha256)
{
    size_t kept = 0;
    for (size_t i = 0; i < memory->now.formers.len; i++)
        if (strcmp(memory->now.formers.items[i].sha256, sha256) != 0)
            memory->now.formers.items[kept++] = memory->now.formers.items[i];
    memory->now.formers.len = kept;
}

bool dl_memory_retire(dl_memory *memory, const dl_document *old, const char *successor)
{
    dl_held_former former = {.document = old};
    dl_memory_revive(memory, old->sha256);
    memcpy(former.sha256, old->sha256, sizeof former.sha256);
    memcpy(former.successor, successor, sizeof former.successor);
    return dl_vec_push(&memory->now.formers, former);
}

/* --- by the beginning of a hash --- */

static dl_status fail_count(size_t found, const char *what, const char *prefix, dl_error *error)
{
    if (found == 0)
        return dl_fail(error, DL_ERR_NOT_FOUND, "no %s has a hash that begins with %s", what,
                       prefix);
    return dl_fail(error, DL_ERR_AMBIGUOUS,
                   "more than one %s has a hash that begins with %s; give more of it", what,
                   prefix);
}

dl_status dl_memory_find_prefix(dl_store *base, const char *prefix, dl_key *ret_key,
                                dl_error *error)
{
    const dl_memory *memory = dl_memory_of(base);
    size_t len = strlen(prefix), found = 0;
    dl_key key = DL_KEY_NONE;
    dl_status status = dl_prefix_check(prefix, error);
    if (status)
        return status;
    for (size_t i = 0; i < memory->now.documents.len + memory->now.formers.len; i++) {
        size_t former = i - memory->now.documents.len;
        const char *hash = i < memory->now.documents.len
                               ? memory->now.documents.items[i].document->sha256
                               : memory->now.formers.items[former].sha256;
        const dl_held *held =
            strncasecmp(hash, prefix, len) == 0 ? dl_memory_target(memory, hash) : NULL;
        if (held && held->key != key) {
            key = held->key;
            found++;
        }
    }
    if (found != 1)
        return fail_count(found, "document", prefix, error);
    *ret_key = key;
    return DL_OK;
}

dl_status dl_memory_former(dl_store *base, const char *prefix, dl_arena *arena, dl_former *ret,
                           dl_error *error)
{
    const dl_memory *memory = dl_memory_of(base);
    const dl_held_former *former = NULL;
    size_t len = strlen(prefix), found = 0;
    dl_status status = dl_prefix_check(prefix, error);
    if (status)
        return status;
    for (size_t i = 0; i < memory->now.formers.len; i++)
        if (strncasecmp(memory->now.formers.items[i].sha256, prefix, len) == 0) {
            former = &memory->now.formers.items[i];
            found++;
        }
    if (found != 1)
        return fail_count(found, "replaced version", prefix, error);
    const dl_document *doc = former->document;
    dl_former copy = {.title = dl_arena_strdup(arena, doc->title),
                      .body = dl_arena_strdup(arena, doc->body)};
    if (!copy.body || (doc->title && !copy.title))
        return dl_fail_nomem(error);
    memcpy(copy.sha256, former->sha256, sizeof copy.sha256);
    memcpy(copy.successor, former->successor, sizeof copy.successor);
    *ret = copy;
    return DL_OK;
}
