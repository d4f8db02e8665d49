/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/arena.h"

/* Blocks form a list, newest first; each new one is twice the last, within these bounds. A test
 * builds with a tiny first block. */
#ifndef BLOCK_MIN
#define BLOCK_MIN ((size_t)1024)
#endif
#define BLOCK_MAX ((size_t)1024 * 1024)

struct dl_arena_block {
    dl_arena_block *next;
    size_t size, used;
    alignas(max_align_t) unsigned char bytes[];
};

void dl_arena_init(dl_arena *arena)
{
    *arena = (dl_arena){0};
}

void dl_arena_release(dl_arena *arena)
{
    for (dl_arena_block *block = arena->head; block;) {
        dl_arena_block *next = block->next;
        free(block);
        block = next;
    }
    *arena = (dl_arena){0};
}

void dl_arena_clear(dl_arena *arena)
{
    dl_arena_block *largest = arena->head;
    for (dl_arena_block *block = arena->head; block; block = block->next)
        if (block->size > largest->size)
            largest = block;
    for (dl_arena_block *block = arena->head; block;) {
        dl_arena_block *next = block->next;
        if (block != largest)
            free(block);
        block = next;
    }
    if (largest) {
        largest->next = NULL;
        largest->used = 0;
    }
    arena->head = largest;
    arena->used = 0;
}

/* A new block with room for SIZE bytes, put before the others. */
static dl_arena_block *add_block(dl_arena *arena, size_t size)
{
    size_t wanted = arena->head ? arena->head->size * 2 : BLOCK_MIN;
    if (wanted > BLOCK_MAX)
        wanted = BLOCK_MAX;
    if (wanted < size)
        wanted = size;
    if (wanted > SIZE_MAX - sizeof(dl_arena_block))
        return NULL;
    dl_arena_block *block = malloc(sizeof *block + wanted);
    if (!block)
        return NULL;
    *block = (dl_arena_block){.next = arena->head, .size = wanted};
    arena->head = block;
    return block;
}

void *dl_arena_alloc(dl_arena *arena, size_t size)
{
    size_t align = alignof(max_align_t);
    if (size > SIZE_MAX - align)
        return NULL;
    size = (size + align - 1) / align * align;
    dl_arena_block *block = arena->head;
    if (!block || block->size - block->used < size) {
        block = add_block(arena, size);
        if (!block)
            return NULL;
    }
    void *memory = block->bytes + block->used;
    block->used += size;
    arena->used += size;
    return memset(memory, 0, size);
}

void *dl_arena_calloc(dl_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    return dl_arena_alloc(arena, count * size);
}

char *dl_arena_strndup(dl_arena *arena, const char *text, size_t len)
{
    char *copy = len < SIZE_MAX ? dl_arena_alloc(arena, len + 1) : NULL;
    if (copy && len)
        memcpy(copy, text, len);
    return copy;
}

char *dl_arena_strdup(dl_arena *arena, const char *text)
{
    return text ? dl_arena_strndup(arena, text, strlen(text)) : NULL;
}

char *dl_arena_printf(dl_arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    char *text = len >= 0 ? dl_arena_alloc(arena, (size_t)len + 1) : NULL;
    if (text)
        vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    va_end(args);
    return text;
}
