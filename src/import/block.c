/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From text to blocks. Lines are parted by newlines; a line is a block of its own, unless the text is
 * hard-wrapped (wrap.h): then it goes on in the next one.
 */
#include <stdlib.h>
#include <string.h>

#include "dateline/text.h"
#include "dateline/vec.h"
#include "import/block.h"
#include "import/furniture.h"
#include "import/wrap.h"

typedef struct {
    dl_line *items;
    size_t len, size;
} lines;

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* Moves *TEXT and *LEN past white space and no-break spaces at both ends. */
static void trim(const char **text, size_t *len)
{
    const char *p = *text;
    size_t n = *len;
    for (;;) {
        size_t skip = n && is_space(*p) ? 1 : n > 1 && !memcmp(p, "\xc2\xa0", 2) ? 2 : 0;
        if (!skip)
            break;
        p += skip;
        n -= skip;
    }
    for (;;) {
        size_t skip = n && is_space(p[n - 1])                      ? 1
                      : n > 1 && !memcmp(p + n - 2, "\xc2\xa0", 2) ? 2
                                                                   : 0;
        if (!skip)
            break;
        n -= skip;
    }
    *text = p;
    *len = n;
}

static bool cut_lines(const char *text, size_t len, lines *ret)
{
    bool gap = false;
    for (size_t pos = 0; pos < len;) {
        const char *end = memchr(text + pos, '\n', len - pos);
        size_t size = end ? (size_t)(end - text) - pos : len - pos;
        dl_line l = {.text = text + pos, .len = size, .after_gap = gap};
        l.indented = size && is_space(text[pos]);
        trim(&l.text, &l.len);
        l.cells = dl_wrap_cells(l.text, l.len);
        gap = l.len == 0;
        if (l.len && !dl_vec_push(ret, l))
            return false;
        pos += size + 1;
    }
    return true;
}

/* What a byte of a block says. */
enum {
    SEEN = 1, /* it is no white space */
    PART = 2, /* of a word */
    LETTER = 4,
    LOWER = 8,
    STOP = 16,     /* it may end a sentence */
    UNSPACED = 32, /* of a script without spaces: U+3000 to U+9FFF: kana, Han */
};
static const unsigned char bytes[256] = {
    ['!'] = SEEN | STOP,
    ['"' ... '-'] = SEEN,
    ['.'] = SEEN | STOP,
    ['/'] = SEEN,
    ['0' ... '9'] = SEEN | PART,
    [':' ... '>'] = SEEN,
    ['?'] = SEEN | STOP,
    ['@'] = SEEN,
    ['A' ... 'Z'] = SEEN | PART | LETTER,
    ['[' ... '`'] = SEEN,
    ['a' ... 'z'] = SEEN | PART | LETTER | LOWER,
    ['{' ... 0x7F] = SEEN,
    [0x80 ... 0xE2] = SEEN | PART | LETTER,
    [0xE3 ... 0xE9] = SEEN | PART | LETTER | UNSPACED,
    [0xEA ... 0xFF] = SEEN | PART | LETTER,
};

static unsigned byte_at(const dl_block *block, size_t i)
{
    return bytes[(unsigned char)block->text[i]];
}

/* Counts what BLOCK's text is like. */
static void measure(dl_block *block)
{
    bool in_word = false;
    unsigned all = 0;
    uint32_t unspaced = 0;
    for (size_t i = 0; i < block->len; i++) {
        unsigned byte = byte_at(block, i);
        bool part = byte & PART;
        block->words += part && !in_word;
        in_word = byte & SEEN && (in_word || part);
        unspaced += (byte & UNSPACED) != 0;
        all |= byte;
        if (byte & STOP && i > 1 && i + 2 < block->len && block->text[i + 1] == ' ' &&
            byte_at(block, i - 1) & LOWER)
            block->sentences++;
    }
    block->words += unspaced / 2; /* in scripts without spaces a word is two characters or so */
    block->capitals = (all & (LETTER | LOWER)) == LETTER;
    block->ends = dl_ends_sentence(block->text, block->len);
    block->sentences += block->ends;
}

/* Counts, for each block, the others with its text. */
static bool count_repeats(dl_blocks *blocks)
{
    size_t size = 16;
    while (size < blocks->count * 2)
        size *= 2;
    size_t *table = calloc(size, sizeof *table); /* 1 + index of the first block of a text */
    if (!table)
        return false;
    for (size_t i = 0; i < blocks->count; i++) {
        dl_block *block = &blocks->items[i];
        uint64_t hash = 14695981039346656037u; /* FNV-1a over the block's ends */
        for (size_t k = 0; k < block->len && k < 64; k++)
            hash = (hash ^ (unsigned char)block->text[k]) * 1099511628211u;
        hash ^= block->len * 0x9e3779b97f4a7c15u;
        for (size_t slot = (size_t)(hash ^ hash >> 32) & (size - 1), step = 0; step < 16;
             slot = (slot + 1) & (size - 1), step++) {
            if (!table[slot]) {
                table[slot] = i + 1;
                break;
            }
            dl_block *first = &blocks->items[table[slot] - 1];
            if (first->len == block->len && !memcmp(first->text, block->text, block->len)) {
                first->repeats++;
                block->repeats = 1;
                break;
            }
        }
    }
    free(table);
    return true;
}

/* Joins the COUNT lines at FIRST; one line is not copied. */
static bool join_lines(const dl_line *first, size_t count, dl_arena *arena, dl_block *ret)
{
    *ret = (dl_block){.text = first->text, .len = first->len};
    if (count == 1)
        return true;
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        len += first[i].len + 1;
    char *text = dl_arena_alloc(arena, len);
    if (!text)
        return false;
    ret->text = text;
    for (size_t i = 0; i < count; i++) {
        if (i && dl_wrap_is_spaced(&first[i - 1], &first[i]))
            *text++ = ' ';
        memcpy(text, first[i].text, first[i].len);
        text += first[i].len;
    }
    ret->len = (size_t)(text - ret->text);
    return true;
}

bool dl_blocks_measure(dl_blocks *blocks)
{
    for (size_t i = 0; i < blocks->count; i++) {
        dl_block *block = &blocks->items[i];
        size_t bullet = dl_bullet(block->text, block->len);
        block->bullet = (uint32_t)bullet;
        block->text += bullet;
        block->len -= bullet;
        measure(block);
        block->boxed = dl_is_boxed(block->text, block->len);
        block->furniture = dl_furniture_of(block);
    }
    return count_repeats(blocks);
}

bool dl_blocks_cut(const char *text, size_t len, dl_arena *arena, dl_blocks *ret)
{
    lines all = {0};
    dl_blocks blocks = {0};
    bool ok = cut_lines(text, len, &all);
    size_t width = ok ? dl_wrap_width(all.items, all.len, false) : 0;
    ok = ok && (blocks.items = dl_arena_calloc(arena, all.len, sizeof *blocks.items));
    for (size_t i = 0, count; ok && i < all.len; i += count) {
        const dl_line *l = &all.items[i];
        for (count = 1;
             i + count < all.len && dl_wrap_goes_on(&l[count - 1], &l[count], width, false);
             count++)
            ;
        dl_block *block = &blocks.items[blocks.count++];
        ok = join_lines(l, count, arena, block);
    }
    ok = ok && dl_blocks_measure(&blocks);
    free(all.items);
    if (ok)
        *ret = blocks;
    return ok;
}
