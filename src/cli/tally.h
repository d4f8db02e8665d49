/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_TALLY_H
#define CLI_TALLY_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dateline/store.h"

/*
 * What has become of all that an import has read: told while it runs, summed up at its end, and written
 * as JSON for a program (--report).
 */

/* A reason for which files were left out, and how many. */
typedef struct dl_tally_reason {
    char *text;
    uint64_t skipped, failed;
} dl_tally_reason;

typedef struct dl_tally {
    uint64_t outcomes[4]; /* documents by dl_put_outcome */
    uint64_t documents;   /* that were read, in the archive or on their way there */
    uint64_t duplicates;  /* documents that are copies of others now and were not before */
    uint64_t undated;     /* of the new ones and versions */
    uint64_t skipped, failed;
    uint64_t bytes; /* read */
    struct {
        dl_tally_reason *items;
        size_t len, size;
    } reasons;
    bool quiet;      /* it is not shown how far it has come */
    json_t *entries; /* of the report; NULL: none is wanted */
} dl_tally;

/* Begins. TOTAL is how many bytes there are to read, 0 where nobody knows; REPORT whether one will be
 * written. */
void dl_tally_start(dl_tally *tally, uint64_t total, bool report);
void dl_tally_release(dl_tally *tally);

/* A put that is in the archive. */
void dl_tally_put(dl_tally *tally, const dl_put *put, dl_put_outcome outcome);

/* A file or part that was left out, told at once. WHY begins with its origin, of which the first FILE_LEN
 * bytes are the file's. What the program cannot read and nobody named is skipped, anything else has
 * failed. */
void dl_tally_leave(dl_tally *tally, const dl_error *why, size_t file_len, bool named);

/* Shows how far it has come: BYTES are read. */
void dl_tally_show(dl_tally *tally, uint64_t bytes);

/* Says what all came to. STORED: with what is in the archive. */
void dl_tally_tell(const dl_tally *tally, bool stored);

/* Says what has come since it was as BEFORE, in a line. */
void dl_tally_tell_since(const dl_tally *tally, const dl_tally *before);

/* Writes the report to PATH. */
dl_status dl_tally_write(const dl_tally *tally, const char *path, dl_error *error);

#endif
