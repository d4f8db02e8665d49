/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the mark-up of a page tells of its blocks. Three things are found, one from the other:
 *
 *   which places say nothing: a page whose whole text stands in a "sidebar", or under a "header", uses
 *   these words for something else. A place that holds most of the page's prose is no sign of anything;
 *   the box of the text: from the page inwards, as long as one box in it holds most of what there is;
 *   which blocks are apart: outside that box, in a place that texts have not got, or links for the
 *   most part.
 */
#include <stdlib.h>

#include "import/furniture.h"
#include "import/page.h"

#define PROSE_WORDS 12      /* a block with so many words, few of them linked, is prose */
#define MOST_OF_PLACE 45    /* percent of the prose in a place that make it say nothing */
#define MOST_OF_COMMENTS 90 /* the same for comments, of which there may be more than text */
#define MOST_OF_BOX 72      /* percent of a box's prose in one box within, that is gone into */
#define MOST_OF_BODY 30     /* the same where the inner one is named the body of an article */
#define NAMED_WORDS 30      /* so much prose named a body is one */
#define LINKED_MOST 55      /* percent of a block's text in links that make it a link */
#define TEASERS 3           /* so many texts below links are a list of teasers */
#define WORDS_BOUND 60      /* words of a block that count */

#define PLACES_APART                                                                               \
    (DL_IN_NAV | DL_IN_HEADER | DL_IN_FOOTER | DL_IN_ASIDE | DL_IN_RELATED | DL_IN_COMMENTS |      \
     DL_IN_SHARE | DL_IN_PROMO | DL_IN_META | DL_IN_FIGURE | DL_IN_DECK)

static uint32_t linked_percent(const dl_block *block)
{
    return block->len ? (uint32_t)(block->linked * (uint64_t)100 / block->len) : 0;
}

/* Words that speak for a text to be where BLOCK is. */
static uint32_t mass(const dl_block *block)
{
    uint32_t linked = linked_percent(block);
    uint32_t words = block->words < WORDS_BOUND ? block->words : WORDS_BOUND;
    if (linked > LINKED_MOST || block->furniture == DL_FURNITURE_END || block->repeats)
        return 0;
    words -= words * linked / 100;
    return block->ends && block->words >= PROSE_WORDS ? words : words / 4;
}

/* The places that say something on this page: those that do not hold most of what is named the body of an
 * article or, where there is none of that name, of all. */
static unsigned find_places(const dl_page *page)
{
    uint64_t all[2] = {0}, in[2][DL_IN_PLACES] = {0};
    unsigned places = PLACES_APART;
    for (size_t i = 0; i < page->count; i++) {
        const dl_block *block = &page->blocks[i];
        uint32_t words = mass(block);
        for (int body = 0; body < (block->inside & DL_IN_BODY ? 2 : 1); body++) {
            all[body] += words;
            for (unsigned k = 0; k < DL_IN_PLACES; k++)
                in[body][k] += block->inside & 1u << k ? words : 0;
        }
    }
    int body = all[1] >= NAMED_WORDS;
    for (unsigned k = 0; k < DL_IN_PLACES; k++) {
        unsigned most = 1u << k == DL_IN_COMMENTS ? MOST_OF_COMMENTS : MOST_OF_PLACE;
        if (in[body][k] * 100 > all[body] * most)
            places &= ~(1u << k);
    }
    return places;
}

/* What a box holds, with all boxes within. */
typedef struct load {
    uint64_t mass;
    uint32_t heaviest; /* box in it; 0: none */
} load;

/* The box of the text. */
static uint32_t find_box(const dl_page *page, unsigned places, load *loads)
{
    for (size_t i = 0; i < page->count; i++)
        if (!(page->blocks[i].inside & places))
            loads[page->blocks[i].box].mass += mass(&page->blocks[i]);
    for (size_t i = page->boxes_count; i-- > 1;) {
        load *outer = &loads[page->boxes[i].parent];
        outer->mass += loads[i].mass;
        if (!outer->heaviest || loads[i].mass >= loads[outer->heaviest].mass)
            outer->heaviest = (uint32_t)i;
    }
    uint32_t box = 0;
    for (;;) {
        uint32_t inner = loads[box].heaviest;
        bool named = page->boxes[inner].inside & DL_IN_BODY;
        unsigned share = named ? MOST_OF_BODY : MOST_OF_BOX;
        if (!inner || (page->boxes[box].inside & DL_IN_BODY) ||
            loads[inner].mass * 100 < loads[box].mass * share)
            return box;
        box = inner;
    }
}

/* Whether BLOCK, in the box of the text, is no part of the text for what it is like. */
static bool is_apart(const dl_page *page, size_t i, unsigned places)
{
    const dl_block *block = &page->blocks[i], *next = block + 1;
    if (block->inside & DL_IN_BODY)
        places &= ~(unsigned)DL_IN_DECK;
    if ((block->inside & places) || block->element == DL_ELEMENT_CAPTION)
        return true;
    if (linked_percent(block) <= LINKED_MOST)
        return false;
    return block->element != DL_ELEMENT_HEADING || i + 1 >= page->count ||
           next->box != block->box || mass(next) < PROSE_WORDS;
}

/* Whether the block at I is the text of a teaser: a linked line stands before it, that it says more of. */
static bool is_teaser(const dl_page *page, size_t i)
{
    const dl_block *block = &page->blocks[i];
    return !block->apart && !(block->inside & DL_IN_BODY) && block->words < WORDS_BOUND &&
           linked_percent(block - 1) > LINKED_MOST;
}

/* Sets apart the texts of teasers, where there are several one after the other, each in a box of its own. */
static void drop_teasers(dl_page *page)
{
    size_t first = 0, count = 0, last = 0;
    for (size_t i = 1; i <= page->count; i++) {
        if (i < page->count && is_teaser(page, i) &&
            (!count || page->blocks[i].box != page->blocks[last].box)) {
            first = count++ ? first : i;
            last = i;
        } else if (i == page->count || (!page->blocks[i].apart && count)) {
            for (size_t k = first; count >= TEASERS && k <= last; k++)
                page->blocks[k].apart = true;
            count = 0;
        }
    }
}

/* Sets apart what follows a heading, behind text, that comments stand under. */
static void drop_comments(dl_page *page)
{
    size_t words = 0, i = 0;
    for (; i < page->count; i++) {
        const dl_block *block = &page->blocks[i];
        if (words >= NAMED_WORDS && block->element == DL_ELEMENT_HEADING && block->words <= 4 &&
            dl_heads_comments(block))
            break;
        words += block->apart ? 0 : mass(block);
    }
    for (; i < page->count; i++)
        page->blocks[i].apart = true;
}

bool dl_page_read_markup(dl_page *page)
{
    load *loads = calloc(page->boxes_count, sizeof *loads);
    if (!loads)
        return false;
    unsigned places = page->places = find_places(page);
    uint32_t text = find_box(page, places, loads);
    /* From here on `heaviest` says whether a box is in the text's: outer ones come first. */
    for (size_t i = 0; i < page->boxes_count; i++)
        loads[i].heaviest =
            i == text || (i > 0 && loads[page->boxes[i].parent].heaviest && i > text);
    for (size_t i = 0; i < page->count; i++) {
        dl_block *block = &page->blocks[i];
        block->apart = !loads[block->box].heaviest || is_apart(page, i, places);
    }
    free(loads);
    drop_teasers(page);
    drop_comments(page);
    return true;
}

int dl_markup_weigh(const dl_block *block)
{
    int words = (int)(block->words < WORDS_BOUND ? block->words : WORDS_BOUND);
    if (block->furniture == DL_FURNITURE_END)
        return -12;
    if (block->apart || block->furniture || block->boxed)
        return -1;
    if (block->element == DL_ELEMENT_HEADING)
        return -1;
    if (block->element == DL_ELEMENT_CELL && !block->ends)
        return 0;
    if (block->repeats && !block->ends)
        return -2;
    if (block->ends)
        return words >= 4 ? words : 1;
    if (words >= PROSE_WORDS)
        return words / 2;
    return block->inside & DL_IN_BODY ? 1 : -1;
}
