/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_PUT_H
#define STORE_PUT_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/hash.h"
#include "dateline/store.h"
#include "dateline/str.h"

/* What every backend does with a document that it is given, whatever it keeps it in. */

#define DL_HEADING_MAX 400 /* bytes of a heading in a list */

/* Whether PUT is fit to be stored: a hash, an origin, a body, a date that exists, mentions in order
 * that lie within their texts and name an entity that is given. DL_ERR_INVALID says what is not. */
dl_status dl_put_check(const dl_put *put, dl_error *error);

#define DL_PREFIX_MIN 7 /* digits of a hash that name a document */

/* Whether TEXT is a whole hash, or the beginning of one that is long enough; DL_ERR_INVALID. The
 * digits of a prefix may be of either case. */
dl_status dl_hash_check(const char *text, dl_error *error);
dl_status dl_prefix_check(const char *text, dl_error *error);

/* The entity of that id among PUT's, or NULL. */
const dl_entity *dl_put_entity(const dl_put *put, const char *id);

/* The day by which DOC is filed: DL_DAY_NONE where its date is not known. */
dl_day dl_document_day(const dl_document *doc);

/* DOC's heading, cut at a character's edge to DL_HEADING_MAX bytes; returns where it begins. */
const char *dl_document_short_heading(const dl_document *doc, size_t *ret_len);

/* Whether DATE is one that can be: of the calendar, with a precision and a minute there are. */
bool dl_date_check(dl_date date);

/* The SHA-256 of all that is stored of a document: its fields but for the origin, and its mentions.
 * False when memory is out. */
bool dl_document_digest(const dl_document *doc, const dl_mention *mentions, size_t count,
                        char ret_hex[DL_SHA256_HEX]);

/* Adds a string to what a digest is made of, so that no two lists of strings give the same bytes: its
 * length stands before it. NULL is legal. */
void dl_digest_add(dl_str *out, const char *text);

/* The text of FIELD that MENTION points into; its bytes begin at [mention->start]. */
const char *dl_document_field(const dl_document *doc, dl_field field);

#endif
