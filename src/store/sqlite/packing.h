/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_SQLITE_PACKING_H
#define STORE_SQLITE_PACKING_H

#include "dateline/str.h"
#include "store/sqlite/sqlite.h"

/*
 * The mentions of a document as bytes. For each, in the order of dl_mention_compare:
 *
 *     number   the entity's number
 *     byte     form * 2 + field
 *     byte     rule
 *     byte     confidence
 *     number   bytes from the end of the name before it in the same field (from 0 for the first) to its
 *              start; for an office, which may lie over names, from the start of the mention before it
 *     number   its length in bytes
 *
 * A number is seven bits a byte, the least first, with the eighth bit set on all but the last byte
 * (LEB128).
 */

/* A mention whose entity is known by its number; mention.entity and mention.kind are not set. */
typedef struct dl_packed {
    int64_t entity;
    dl_mention mention;
} dl_packed;

/* A walk over packed mentions. Zero it, set `bytes` and `len`. */
typedef struct dl_unpacking {
    const unsigned char *bytes;
    size_t len, pos;
    dl_field field; /* of the mention before, */
    uint32_t start; /* where that starts, */
    uint32_t end;   /* and the end of the name before */
} dl_unpacking;

/* Adds MENTIONS[i], a mention of the entity NUMBER, to OUT, where those before it have been packed. */
void dl_mention_pack(dl_str *out, const dl_mention *mentions, size_t i, int64_t number);

/* The next mention. False at the end, and where the bytes are not what dl_mention_pack writes: then
 * `pos` is not `len`. */
bool dl_mention_unpack(dl_unpacking *walk, dl_packed *ret);

/* The mentions of the document of KEY in ARENA, in order. DL_ERR_CORRUPT. */
dl_status dl_packed_read(dl_sqlite *store, dl_key key, dl_arena *arena, dl_packed **ret,
                         size_t *ret_count, dl_error *error);

/* The mentions that SQL, given KEY, has packed in its one column, and each entity that they name, once.
 * Whether they lie within their texts is for the caller to see. */
dl_status dl_mentions_read(dl_sqlite *store, const char *sql, dl_key key, dl_arena *arena,
                           const dl_mention **ret_mentions, size_t *ret_mentions_count,
                           const dl_entity **ret_entities, size_t *ret_entities_count,
                           dl_error *error);

/* Sets *ENTITIES to a copy of them in ARENA, in the order of their ids. */
dl_status dl_entities_sort(const dl_entity **entities, size_t count, dl_arena *arena,
                           dl_error *error);

/* Whether the mentions of STORED lie within its texts. */
bool dl_mentions_fit(const dl_stored *stored);

/* The SQL that dl_mentions_read takes for the mentions of a document as it is read. */
#define DL_MENTIONS_OF_DOCUMENT "SELECT list FROM mention WHERE key = ?"

#endif
