/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_MANUSCRIPT_H
#define DL_IMPORT_MANUSCRIPT_H

#include "dateline/budget.h"
#include "dateline/date.h"
#include "import/block.h"

/*
 * What a format makes of a record, and what the facts of a document are read from (facts.h): the text
 * in blocks, and claims, which are what the record says of the document besides its text: the metadata
 * of a page, the elements of a feed's item, the fields of a row, the headers of a mail. A format says
 * what it found and where; which of two claims is right, or whether the text knows better, is not its
 * business.
 */

typedef enum dl_fact {
    DL_FACT_TITLE,
    DL_FACT_AUTHOR,    /* one name, or several joined by ", " */
    DL_FACT_PUBLISHED, /* a date in any form that dateline/datefind.h reads */
    DL_FACT_UPDATED,
    DL_FACT_SOURCE,
    DL_FACT_PUBLISHER,
    DL_FACT_SITE, /* what the site calls itself that it comes from; which of several is right tells site.h */
    DL_FACT_VIA,   /* one agency, or several joined by ", " */
    DL_FACT_PLACE, /* of the dateline */
    DL_FACT_LINK,
    DL_FACT_LANG, /* BCP 47 */
    DL_FACTS
} dl_fact;

/* How far a claim is to be trusted. */
typedef enum dl_trust {
    DL_TRUST_HINT,   /* only where nothing else is known: the <title> of a page, a host's name */
    DL_TRUST_CLAIM,  /* as what a line of the text says: it goes before a guess from its place */
    DL_TRUST_RECORD, /* it is what the record is for: a feed's <pubDate>, a mail's Date, JSON-LD */
} dl_trust;

typedef struct dl_claim {
    dl_fact fact;
    dl_trust trust;
    const char *value; /* clean text (dateline/text.h), not empty */
    const char *by;    /* for a person: "JSON-LD", "meta article:published_time". Static storage */
    size_t block;      /* 1 + index of the block it stands in or before; 0: in none */
    unsigned inside;   /* DL_IN_*: where the element of a date stands */
    bool quoted;       /* in a quotation */
    const char *label; /* of a date: what stands before it in its block, clean; NULL: nothing */
} dl_claim;

typedef struct dl_manuscript {
    const char *origin;
    dl_blocks blocks;
    bool whole;          /* the blocks are the body, with nothing before and after it */
    bool bare;           /* there is no page around the text: nothing but its own head and foot */
    const char *text;    /* what it says its text is, for machines, raw; NULL: nothing */
    const char *summary; /* the same in a sentence or two */
    dl_date captured;
    dl_budget *budget; /* the record's */
    struct {
        dl_claim *items;
        size_t count, size;
    } claims;
} dl_manuscript;

/* Adds a claim; VALUE, of LEN bytes of whatever text, is cleaned, its runs of white space made one space,
 * and copied into ARENA. One that is empty then is left. False when memory is out. */
bool dl_manuscript_claim(dl_manuscript *m, dl_fact fact, dl_trust trust, const char *by,
                         const char *value, size_t len, dl_arena *arena);

/* The most trusted claim of FACT, of those the first; NULL where there is none or only such as are
 * trusted less than LEAST. */
const dl_claim *dl_manuscript_find(const dl_manuscript *m, dl_fact fact, dl_trust least);

#endif
