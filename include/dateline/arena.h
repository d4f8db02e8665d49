/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_ARENA_H
#define DATELINE_ARENA_H

#include <stddef.h>

/*
 * Memory that is given back all at once. A document and all that hangs on it (strings, mentions,
 * rows of a screen) is allocated from one arena and dies with it, so nothing in it is freed singly.
 *
 * All functions that allocate return NULL when memory is out; the arena stays usable.
 */

typedef struct dl_arena_block dl_arena_block;

typedef struct dl_arena {
    dl_arena_block *head;
    size_t used; /* bytes handed out since the last clear */
} dl_arena;

/* An empty arena; {0} will do as well. Never fails and allocates nothing yet. */
void dl_arena_init(dl_arena *arena);

/* Frees all memory of ARENA and leaves it empty and usable. */
void dl_arena_release(dl_arena *arena);

/* Makes all memory of ARENA free to be handed out again, but keeps its largest block. */
void dl_arena_clear(dl_arena *arena);

/* SIZE zeroed bytes, aligned for any type. SIZE may be 0. */
void *dl_arena_alloc(dl_arena *arena, size_t size);

/* COUNT zeroed elements of SIZE bytes; NULL where the product overflows. */
void *dl_arena_calloc(dl_arena *arena, size_t count, size_t size);

/* A copy of the LEN bytes at TEXT, with a NUL after it. */
char *dl_arena_strndup(dl_arena *arena, const char *text, size_t len);

/* A copy of the string TEXT; NULL for NULL. */
char *dl_arena_strdup(dl_arena *arena, const char *text);

/* A string formatted as by printf. */
char *dl_arena_printf(dl_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
