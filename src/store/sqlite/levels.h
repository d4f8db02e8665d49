/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_SQLITE_LEVELS_H
#define STORE_SQLITE_LEVELS_H

#include "dateline/mention.h"
#include "dateline/str.h"

/*
 * How sure a document's mentions of one entity are: for each confidence that one has, in ascending order, a byte
 * that is it and then how many have it, seven bits a byte. A few bytes for most, by which mentions from any
 * confidence on are counted without unpacking them.
 */

/* A mention as it is counted: the entity by its place in some list. */
typedef struct dl_level {
    size_t entity;
    uint8_t confidence;
} dl_level;

/* Puts the COUNT levels into the order in which they are packed: by entity, then by confidence. */
void dl_levels_sort(dl_level *levels, size_t count);

/* Adds to OUT, packed, those at LEVELS that have the entity of the first; returns how many these are. */
size_t dl_levels_pack(dl_str *out, const dl_level *levels, size_t count);

/* How many of the mentions packed in the LEN bytes at BYTES have a confidence of LEAST or more. */
uint64_t dl_levels_count(const unsigned char *bytes, size_t len, unsigned least);

/* The bits of document.bears. */
#define DL_BEARS_FORM(form) ((int64_t)1 << (form))
#define DL_BEARS_KIND(kind) ((int64_t)1 << (16 + (kind)))

#endif
