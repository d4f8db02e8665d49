/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_PAGE_H
#define DL_IMPORT_PAGE_H

#include "import/block.h"
#include "import/dateline.h"

#define DL_NO_BLOCK ((size_t)-1)

/*
 * A page in blocks, and which of them are what: some head, the body, some tail. A text that was
 * pasted or saved without a page around it is one with little head and tail.
 */
typedef struct dl_page {
    dl_block *blocks;
    size_t count;
    const dl_box *boxes; /* NULL: there is no mark-up */
    size_t boxes_count;
    const dl_outlets *outlets; /* of the user's own, or NULL */
    unsigned places;   /* of those a block can stand `inside`, which say something on this page */
    bool whole;        /* the record says that the blocks are the body and nothing else */
    bool bare;         /* there is no page around the text, as the format says, or no sign of one */
    size_t begin, end; /* the blocks of the body */
    bool has_dateline; /* of the block at `begin` */
    dl_dateline dateline;
} dl_page;

/* Marks the blocks of PAGE, which has mark-up, that are not of its text for what the mark-up says
 * (`apart`). False when memory is out. */
bool dl_page_read_markup(dl_page *page);

/* What the mark-up says for BLOCK, of PAGE, to be of the body, as a weight. */
int dl_markup_weigh(const dl_block *block);

/* Finds the body of PAGE, whose blocks are set. A page of one block or more has a body of one block
 * or more. False when memory is out. */
bool dl_page_find_body(dl_page *page);

/* Whether BLOCK of the body is furniture that stands in it. */
bool dl_page_drops(const dl_page *page, const dl_block *block);

/* Whether BLOCK of PAGE is about the text and no part of it: a date, a byline, an imprint. */
bool dl_is_meta(const dl_page *page, const dl_block *block);

/* Whether BLOCK is a date and hardly more. */
bool dl_is_date_line(const dl_block *block);

/* The link in BLOCK, where it is a link ("https://...") with hardly a word besides ("Link: "); an
 * empty slice for any other. */
dl_slice dl_link_read(const dl_block *block);

/* The title among the blocks before the body; DL_NO_BLOCK where there is none. */
size_t dl_page_find_title(const dl_page *page);

/* Bytes of the label that says BLOCK is the title ("Title: "); 0 where there is none. */
size_t dl_title_label(const dl_block *block);

/* What follows "By" in BLOCK; empty where it is no byline. */
dl_slice dl_byline_text(const dl_block *block);

/* The names of the byline BLOCK of PAGE, which is of SITE, joined by ", "; NULL where it is none. Sets *FAILED when
 * memory is out. */
const char *dl_byline_read(const dl_page *page, const dl_block *block, dl_slice site,
                           dl_arena *arena, bool *failed);

#endif
