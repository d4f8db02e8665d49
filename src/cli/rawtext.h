/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_RAWTEXT_H
#define CLI_RAWTEXT_H

#include <stddef.h>
#include <stdint.h>

#include "dateline/status.h"
#include "dateline/str.h"

/*
 * The bytes of a file as text whose places are still places of the file. UTF-8 keeps every byte
 * where it is: controls (CR, form feed, NUL, a byte order mark) become as many blanks as they have
 * bytes, and nothing is normalised. Where it holds bytes that are not UTF-8, these are decoded one by one, in the charset
 * that they seem to be in, and a table says where each has come from.
 */
typedef struct dl_rawtext {
    dl_str text;
    uint32_t *places; /* byte of the file for each byte of the text; NULL: the same */
    size_t
        bad; /* where the first byte stands that is not UTF-8; the file's length where there is none */
    const char *charset; /* static; "UTF-8" where most of it is */
} dl_rawtext;

/* DL_ERR_UNSUPPORTED for UTF-16, and what else has characters of several bytes. */
dl_status dl_rawtext_init(dl_rawtext *raw, const char *bytes, size_t len, dl_error *error);
void dl_rawtext_release(dl_rawtext *raw);

/* The byte of the file that byte PLACE of the text, or its end, has come from. */
size_t dl_rawtext_at(const dl_rawtext *raw, size_t place);

#endif
