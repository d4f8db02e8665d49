/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_DOCUMENT_H
#define DATELINE_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dateline/arena.h"
#include "dateline/date.h"
#include "dateline/hash.h"

/*
 * A document: one article or statement as it was read, immutable. All strings are clean UTF-8
 * (dateline/text.h) and live in the arena that the document was made in; NULL means "not known",
 * for nothing unknown is ever made up. Mentions point into `title` and `body` by byte range; neither
 * text is ever rewritten.
 */
typedef struct dl_document {
    char sha256[DL_SHA256_HEX]; /* of the bytes of the document's own record in its file */
    const char *origin;         /* the file (and place in a container) it was read from */

    const char *title;
    const char *body; /* never NULL; paragraphs are parted by one empty line */

    const char *source;         /* whose imprint it bears */
    const char *source_country; /* ISO 3166-1 alpha-2 where the source is a known outlet */
    const char *publisher;      /* who carried this copy: an aggregator, an archive */
    const char *const *via;     /* agencies it was taken from, nearest first */
    size_t via_count;

    dl_date published;           /* on the day it was where it was published */
    int64_t published_utc;       /* the same instant, as dl_date_found.utc; see dl_document_utc */
    const char *evidence;        /* what the date was read from, for a person: "“Monday, May 6”;
                                2024 in the text" */
    const char *const *readings; /* where a date is ambiguous: each reading, as dl_date_format */
    size_t readings_count;
    dl_date captured; /* when the copy was saved, where it says so: not its date */

    const char *place;  /* of the dateline, as written */
    size_t lead;        /* byte of `body` where the text begins after its dateline; 0 without one */
    const char *author; /* names joined by ", " */
    const char *lang;   /* BCP 47 */
    const char *link;   /* http or https */
} dl_document;

/* Makes *RET a copy of DOC with all its strings in ARENA. False when memory is out. */
bool dl_document_copy(dl_arena *arena, const dl_document *doc, dl_document *ret);

/* When DOC was published, in seconds since 1970 in UTC; DL_UTC_NONE where its date does not state a time
 * with its zone, or the reader has set another. */
int64_t dl_document_utc(const dl_document *doc);

/* Whether DOC's link is an address of the web, free of white space and controls: one that may be handed
 * to a browser. */
bool dl_document_has_web_link(const dl_document *doc);

/* What a list shows of DOC: its title, or where there is none the first sentence of the body from
 * `lead` on. Sets *RET_LEN, in bytes; returns a pointer into the document. */
const char *dl_document_heading(const dl_document *doc, size_t *ret_len);

#endif
