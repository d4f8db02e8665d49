/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_SUPPORT_READING_H
#define TESTS_SUPPORT_READING_H

#include "dateline/import.h"
#include "support/test.h"

/* What comes of some bytes: the documents, and the first of the failures. */
typedef struct reading {
    dl_arena arena;
    dl_document docs[32]; /* the first of them; the arena's */
    size_t count, failures;
    dl_status status; /* of the splitting, or else of the first failure */
    char failure[512];
} reading;

/* Reads LEN bytes at DATA as the file ORIGIN; PATH (may be NULL) is where they stand. OPTIONS may be
 * NULL. */
void reading_take(reading *ret, const char *origin, const char *path, const char *data, size_t len,
                  const dl_import_options *options);

/* As reading_take of the string TEXT, "folder/file". */
void reading_text(reading *ret, const char *text, const dl_import_options *options);

void reading_release(reading *r);

/* The first document of that origin; a failure of the test where there is none. */
const dl_document *reading_find(const reading *r, const char *origin);

/* Whether DOC's day of publication, cut to its precision, is written DATE. */
void assert_date(const dl_document *doc, const char *date);

#endif
