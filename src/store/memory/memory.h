/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_MEMORY_MEMORY_H
#define STORE_MEMORY_MEMORY_H

#include <stdatomic.h>

#include "dateline/store.h"
#include "dateline/token.h"

/*
 * The backend in memory: arrays and scans, nothing kept that can be counted. It keeps the seam
 * honest, and tests and previews need no file. Strings live in one arena until the store is closed;
 * what changes is plain values, so that a transaction is undone by putting back a copy of them.
 */

/* A document held. */
typedef struct dl_held {
    dl_key key;
    const dl_document *document;
    const char *fold; /* of its source; NULL where none is known */
    const dl_mention *mentions;
    size_t mentions_count;
    char replaces[DL_SHA256_HEX]; /* empty: nothing */
    char digest[DL_SHA256_HEX];
    bool read;
} dl_held;

typedef struct dl_held_origin {
    const char *path;
    char sha256[DL_SHA256_HEX];
} dl_held_origin;

typedef struct dl_held_mark {
    char sha256[DL_SHA256_HEX];
    bool read;
} dl_held_mark;

typedef struct dl_held_source {
    const char *name, *country;
} dl_held_source;

typedef struct dl_memory_state {
    struct {
        dl_held *items;
        size_t len, size;
    } documents; /* ordered by key */
    struct {
        dl_held_origin *items;
        size_t len, size;
    } origins; /* in the order they were first seen */
    struct {
        dl_held_mark *items;
        size_t len, size;
    } marks;
    struct {
        dl_held_source *items;
        size_t len, size;
    } sources; /* imprints ever seen */
    struct {
        dl_entity *items;
        size_t len, size;
    } entities; /* ever mentioned */
} dl_memory_state;

typedef struct dl_memory {
    dl_store store;
    dl_arena arena;
    dl_memory_state now, before; /* `before`: while a transaction is open */
    bool open;                   /* a transaction */
    bool spoilt;
    bool writable;
    atomic_bool interrupted;
} dl_memory;

static inline dl_memory *dl_memory_of(dl_store *store)
{
    return (dl_memory *)store;
}

/* The document of that key or hash, or NULL; good until the next change. */
dl_held *dl_memory_find(const dl_memory *memory, dl_key key);
dl_held *dl_memory_find_hash(const dl_memory *memory, const char *sha256);

/* Whether HELD names the entity of that id, and how often. */
uint32_t dl_held_hits(const dl_held *held, const char *entity);

/* --- what a query matches, in which order (match.c) --- */

/* The documents that match a query, in an order. */
typedef struct dl_matches {
    const dl_held **items;
    size_t len, size;
} dl_matches;

/* Finds them; the caller frees ret->items in any case. Without the query's source: terms where
 * WITH_SOURCES is false. */
dl_status dl_memory_match(dl_memory *memory, const dl_query *query, bool with_sources,
                          dl_order order, dl_matches *ret, dl_error *error);

/* How many of MATCHES come before ANCHOR (INCLUSIVE: before it or are it). */
dl_status dl_matches_rank(const dl_matches *matches, dl_order order, dl_anchor anchor,
                          bool inclusive, size_t *ret_rank, dl_error *error);

/* --- the operations (hold.c, put.c, list.c, facets.c) --- */

dl_status dl_memory_put(dl_store *store, const dl_put *put, dl_put_outcome *ret_outcome,
                        dl_error *error);
dl_status dl_memory_set_read(dl_store *store, const char *sha256, bool read, dl_error *error);
dl_status dl_memory_list(dl_store *store, const dl_query *query, dl_order order, dl_anchor anchor,
                         bool back, size_t limit, const char *focus, dl_arena *arena,
                         dl_doc_row **ret_rows, size_t *ret_count, dl_error *error);
dl_status dl_memory_rank(dl_store *store, const dl_query *query, dl_order order, dl_anchor anchor,
                         uint64_t *ret_rank, dl_error *error);
dl_status dl_memory_seek(dl_store *store, const dl_query *query, dl_order order, uint64_t rank,
                         dl_arena *arena, dl_anchor *ret_anchor, dl_error *error);
dl_status dl_memory_mentions(dl_store *store, const dl_query *query, const char *entity,
                             dl_order order, dl_anchor anchor, dl_field field, uint32_t start,
                             bool back, size_t limit, dl_arena *arena, dl_mention_row **ret_rows,
                             size_t *ret_count, dl_error *error);
dl_status dl_memory_mentions_before(dl_store *store, const dl_query *query, const char *entity,
                                    dl_order order, dl_anchor anchor, uint64_t *ret_count,
                                    dl_error *error);
dl_status dl_memory_count(dl_store *store, const dl_query *query, const char *focus,
                          dl_counts *ret_counts, dl_error *error);
dl_status dl_memory_sources(dl_store *store, const dl_query *query, dl_arena *arena,
                            dl_source_row **ret_rows, size_t *ret_count, dl_error *error);
dl_status dl_memory_names(dl_store *store, dl_arena *arena, const char *const **ret_names,
                          size_t *ret_count, dl_error *error);
dl_status dl_memory_entities(dl_store *store, const dl_query *query, size_t limit, dl_arena *arena,
                             dl_entity_row **ret_rows, size_t *ret_count, dl_error *error);
dl_status dl_memory_entity(dl_store *store, const char *id, dl_arena *arena, dl_entity *ret,
                           dl_error *error);
dl_status dl_memory_resolve(dl_store *store, dl_kind kind, const char *text, size_t limit,
                            dl_arena *arena, dl_entity **ret_entities, size_t *ret_count,
                            dl_error *error);

#endif
