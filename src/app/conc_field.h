/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CONC_FIELD_H
#define APP_CONC_FIELD_H

#include "dateline/hash.h"
#include "dateline/quotation.h"
#include "dateline/sentence.h"
#include "dateline/store.h"

/*
 * A field of a document whose lines a concordance reads one after another. What lines in one sentence
 * have in common is found once for all of them: else a paragraph of thousands of names, which nobody
 * wrote but a machine may have, takes the square of its length.
 */
typedef struct dl_conc_field {
    const char *text;
    size_t len;
    dl_quotations quotations;
    dl_sentences sentences;

    dl_span sentence;            /* of the line last read; empty before the first */
    char reads[DL_SHA256_HEX];   /* the hash of what it reads like */
    size_t counted, characters;  /* in it before `counted`, but white space */
    uint32_t named, named_count; /* who is named in it: a range of a digest's `named` */
} dl_conc_field;

/* Opens the field WHICH of DOC, which must live as long. False when memory is out. */
bool dl_conc_field_open(dl_conc_field *ret, const dl_stored *doc, dl_field which);
void dl_conc_field_release(dl_conc_field *field);

/* Goes to the sentence that holds the byte AT, no byte before those asked for earlier. Sets *RET_NEW
 * where it is another than before. False when memory is out. */
bool dl_conc_field_go(dl_conc_field *field, size_t at, bool *ret_new);

/* A hash of what the line of [START, END) reads like: that of its sentence, and where in it the name
 * stands. White space and letter case do not count. */
void dl_conc_field_hash(dl_conc_field *field, size_t start, size_t end, char ret[DL_SHA256_HEX]);

#endif
