/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_BLOCK_H
#define DL_IMPORT_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dateline/arena.h"

/* What a short block says that no news text says: furniture of a page. */
typedef enum dl_furniture {
    DL_FURNITURE_NONE,
    DL_FURNITURE_ASIDE, /* within the text: "Advertisement", "See also:", a caption's credit */
    DL_FURNITURE_END,   /* after it: "More from ...", "Join the ... mailing list", comments */
} dl_furniture;

/* A paragraph, a heading, an item of a list: what stands between two breaks of a page. */
typedef struct dl_block {
    const char *text; /* not a string: `len` bytes, trimmed, lines joined by a space */
    size_t len;
    uint32_t words;     /* runs of letters and digits between spaces */
    uint32_t sentences; /* full stops and the like before a space and a capital, or at the end */
    uint32_t repeats;   /* other blocks of the same text */
    bool ends;          /* as a sentence does */
    uint32_t bullet;    /* bytes of the bullet that stands before `text`; 0: it is no item */
    bool boxed;         /* a rule, a box or a picture's place: nothing to read */
    bool capitals;      /* no letter is lower case */
    dl_furniture furniture;
} dl_block;

typedef struct dl_blocks {
    dl_block *items;
    size_t count;
} dl_blocks;

/* Cuts clean TEXT (dateline/text.h) of LEN bytes into blocks. They point into TEXT, but for those
 * whose lines had to be joined; these and the list are ARENA's. False when memory is out. */
bool dl_blocks_cut(const char *text, size_t len, dl_arena *arena, dl_blocks *ret);

#endif
