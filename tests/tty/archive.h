/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_TTY_ARCHIVE_H
#define TESTS_TTY_ARCHIVE_H

#include <stddef.h>

/* A document to be written to a file and imported. */
typedef struct archive_text {
    const char *file; /* its name */
    const char *text;
} archive_text;

/* Archives for the tests are made by the program's own import, in a directory of their own, which is
 * the working directory's too: nothing is read from or written to the user's. */
typedef struct archive {
    char directory[256];
    char path[300];       /* of the archive */
    char program[512];    /* dateline, from the root on */
    char setting[2][320]; /* DATELINE_ARCHIVE=..., HOME=... */
} archive;

/* Writes the COUNT texts and imports them. Fails the test where that fails. */
void archive_make(archive *ret, const archive_text *texts, size_t count);

/* Removes it and all in its directory. */
void archive_remove(archive *a);

#endif
