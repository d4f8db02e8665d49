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

/* What a block is in the mark-up of its page; DL_ELEMENT_NONE where there is none, as in plain text. */
typedef enum dl_element {
    DL_ELEMENT_NONE,
    DL_ELEMENT_BOX, /* text that stands in a box of the page without more ado */
    DL_ELEMENT_PARAGRAPH,
    DL_ELEMENT_HEADING,
    DL_ELEMENT_ITEM,
    DL_ELEMENT_CELL,
    DL_ELEMENT_QUOTE,
    DL_ELEMENT_CAPTION,
    DL_ELEMENT_PREFORMATTED,
} dl_element;

/* What the mark-up around a block, or the names given to it, say of the part of the page it stands in. */
enum {
    DL_IN_BODY = 1 << 0, /* named as the text of an article */
    DL_IN_ARTICLE = 1 << 1,
    DL_IN_MAIN = 1 << 2,
    DL_IN_NAV = 1 << 3,
    DL_IN_HEADER = 1 << 4,
    DL_IN_FOOTER = 1 << 5,
    DL_IN_ASIDE = 1 << 6,
    DL_IN_RELATED = 1 << 7, /* teasers of other texts */
    DL_IN_COMMENTS = 1 << 8,
    DL_IN_SHARE = 1 << 9,  /* to pass on, to print, to log in */
    DL_IN_PROMO = 1 << 10, /* advertisements, newsletters, cookies */
    DL_IN_META = 1 << 11,  /* byline, date, keywords, about the author */
    DL_IN_FIGURE = 1 << 12,
    DL_IN_TITLE = 1 << 13, /* the first headings of a page, or what is named a headline */
    DL_IN_DECK = 1 << 14,  /* what is named a summary, a standfirst */
    DL_IN_TABLE = 1 << 15,
};
#define DL_IN_PLACES 16 /* bits */

/* A paragraph, a heading, an item of a list: what stands between two breaks of a page. The last
 * fields are 0 where there is no mark-up. */
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
    dl_element element;
    unsigned level;      /* of a heading: 1 to 6 */
    unsigned inside;     /* DL_IN_* */
    uint32_t linked;     /* bytes of `text` that are a link's */
    uint32_t emphasised; /* bytes of `text` that are bold or slanted */
    uint32_t box;        /* the box it stands in: index into dl_blocks.boxes */
    bool apart;          /* it is of another part of the page than the text: see page.h */
} dl_block;

/* A part of a page that holds blocks and other boxes. The first is the page itself. */
typedef struct dl_box {
    uint32_t parent; /* of a lower index; the first is its own */
    unsigned inside; /* DL_IN_* */
} dl_box;

typedef struct dl_blocks {
    dl_block *items;
    size_t count;
    dl_box *boxes; /* NULL in plain text */
    size_t boxes_count;
} dl_blocks;

/* Cuts clean TEXT (dateline/text.h) of LEN bytes into blocks. They point into TEXT, but for those
 * whose lines had to be joined; these and the list are ARENA's. False when memory is out. */
bool dl_blocks_cut(const char *text, size_t len, dl_arena *arena, dl_blocks *ret);

/* Counts what the text of each block of BLOCKS is like and takes the bullets off: all that plain text
 * says of a block. To be called once on blocks whose `text` and `len` alone, and mark-up, are set.
 * False when memory is out. */
bool dl_blocks_measure(dl_blocks *blocks);

#endif
