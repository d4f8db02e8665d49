/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_TTY_ARCHIVE_H
#define TESTS_TTY_ARCHIVE_H

#include <stddef.h>

#include "tty/terminal.h"

/* A document to be written to a file and imported. */
typedef struct archive_text {
    const char *file; /* its name */
    const char *text;
} archive_text;

/* The archive of a test program: made by dateline's own import, in a directory of its own, which is the
 * home directory of what is started on it too. */
typedef struct archive {
    char directory[256];
    char path[300];    /* of the archive */
    char program[512]; /* dateline, from the root on */
    char setting[320]; /* DATELINE_ARCHIVE=... */
    char home[320];    /* HOME=... */
} archive;

extern archive made;

/* Writes the COUNT texts into the directory and imports them; fails the test where that fails.
 * Returns 0, as a set-up does. */
int archive_make(const archive_text *texts, size_t count);

/* Writes one into the directory, beside the archive. */
void archive_write(const archive_text *text);

/* A tear-down: removes the archive and its directory. */
int archive_remove(void **state);

/* Starts dateline with WORDS (up to NULL; or NULL) on the archive, not where it was left, in a terminal of that size, with two
 * more settings of the environment, or NULL. */
terminal *archive_start(const char *const *words, int width, int height, const char *setting,
                        const char *other);
/* The same without words, and waits for the first screen. */
terminal *archive_read(int width, int height, const char *setting, const char *other);

#endif
