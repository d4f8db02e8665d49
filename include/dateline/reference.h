/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_REFERENCE_H
#define DATELINE_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/hash.h"
#include "dateline/mention.h"
#include "dateline/status.h"
#include "dateline/str.h"

/*
 * References: how a passage is written down. `HASH#START-END` says the bytes START to END, end exclusive,
 * of the body of the document with that SHA-256; `HASH#title:START-END` those of its title; the hash
 * alone says the document as a whole. Offsets are those of the text as the archive holds it. A reference
 * is good for as long as the archive holds the document, in this version or a later one.
 */
typedef struct dl_reference {
    char sha256[DL_SHA256_HEX]; /* or what it begins with */
    bool whole;                 /* the document as a whole */
    dl_field field;
    size_t start, end; /* bytes of the field */
} dl_reference;

#define DL_REFERENCE_DIGITS 7 /* of a hash at least before a range; without one it has 8 */

/* Reads TEXT as a reference. DL_ERR_NOT_FOUND, without a message, where TEXT is none and may be anything
 * else; DL_ERR_SYNTAX where it is digits of a hash and `#`, and what follows is no range. */
dl_status dl_reference_parse(const char *text, dl_reference *ret, dl_error *error);

/* Adds REFERENCE to OUT. */
void dl_reference_format(dl_str *out, const dl_reference *reference);

#endif
