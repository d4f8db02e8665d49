/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_IMPRINT_H
#define DL_IMPORT_IMPRINT_H

#include "import/page.h"

#define DL_IMPRINT_AGENCIES 8

/* What the words of a page say of whose text it is. Empty slices: nothing. */
typedef struct dl_imprint {
    dl_slice label;       /* "Source: X" above the text */
    dl_slice republished; /* "This article was originally published by X" */
    dl_slice titled;      /* "TITLE | X" */
    dl_slice masthead;    /* a line of its own above the text */
    dl_slice foot;        /* "© 2024 X", "Join the X mailing list" */
    dl_slice mail;        /* the host of the one address to write to, at the foot */
    dl_slice link;        /* to the text, where a line says it */
    dl_slice archive;     /* one that names itself above the text */
    size_t head,
        lead; /* blocks, from and to, among which the byline stands; numbers as dl_claim.block */
    bool signed_off; /* the last block of the body names agencies alone, and is no part of it */
    dl_slice agencies[DL_IMPRINT_AGENCIES]; /* of dateline, signature and imprint: nearest first */
    size_t agencies_count;
    dl_slice credits[DL_IMPRINT_AGENCIES]; /* "With inputs from X", "as quoted by X from Y" */
    size_t credits_count;
} dl_imprint;

/* Reads the imprint of PAGE, whose body and title (DL_NO_BLOCK: none) are found. */
void dl_imprint_read(const dl_page *page, size_t title, dl_imprint *ret);

/* --- credit.c --- */

/* Adds NAME to the agencies of IMPRINT, or to its credits, unless it is there already. */
void dl_imprint_add_agency(dl_imprint *imprint, dl_slice name);
void dl_imprint_add_credit(dl_imprint *imprint, dl_slice name);

/* Reads the lines at the end of PAGE's text and behind it that say by which agencies it is, or where it was first,
 * into IMPRINT. */
void dl_imprint_read_credits(const dl_page *page, dl_imprint *imprint);

/* Reads who is told to have reported what the text says, where nothing else says whose it is. */
void dl_imprint_read_quoted(const dl_page *page, dl_imprint *imprint);

/* "Source: X", in any of many languages, at the begin of BLOCK or behind a bar in it; false where it is none. */
bool dl_imprint_label(const dl_block *block, dl_slice *ret);

/* --- slices --- */

bool dl_slice_is_same(dl_slice a, dl_slice b); /* letter case of ASCII does not count */

/* Takes spaces and the marks that part names off both ends of *SLICE. */
void dl_slice_trim(dl_slice *slice);

/* What follows WORDS in TEXT, in any case; NULL where they do not stand in it. */
const char *dl_slice_find_after(dl_slice text, const char *words);

#endif
