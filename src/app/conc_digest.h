/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CONC_DIGEST_H
#define APP_CONC_DIGEST_H

#include "app/conc_refs.h"

/*
 * What the lines of a concordance are sorted, folded and counted by, read from their documents one
 * after another once all lines are known. Of the words themselves nothing is kept but the few that
 * sorting looks at, so that a line takes a few hundred bytes whatever its document is.
 */

/* An entity that is named in the sentence of a line. */
typedef struct dl_conc_named {
    const char *id, *name;
    dl_kind kind;
    uint32_t lines; /* that are shown now; see conc_view.h */
} dl_conc_named;

typedef struct dl_conc_digest {
    size_t at;        /* lines read */
    size_t quoted;    /* of these, those in quotation marks */
    size_t different; /* of these, those that read like none before */
    dl_arena words;

    struct {
        dl_conc_named *items;
        size_t len, size;
    } entities;
    struct {
        uint32_t *items; /* numbers of `entities`, by id */
        size_t len, size;
    } by_id;
    struct {
        uint32_t *items; /* numbers of `entities`; a line has a range of this */
        size_t len, size;
    } named;

    struct dl_conc_same {
        char hash[32]; /* of what a line reads in its sentence */
        uint32_t line; /* the first that reads so, and 1; 0: free */
    } * same;          /* a hash table with open addresses */
    size_t same_size;

    struct dl_conc_open *open; /* the document read last, where its lines go on; NULL: none */
} dl_conc_digest;

void dl_conc_digest_release(dl_conc_digest *digest);

/* Reads the next lines of REFS, which are whole: some of those that stand in one document. */
dl_status dl_conc_digest_next(dl_conc_digest *digest, dl_conc_refs *refs, dl_error *error);

#endif
