/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_SUPPORT_FORMATS_H
#define TESTS_SUPPORT_FORMATS_H

#include <stddef.h>

/* A file of each format that this build reads, made by the test: each document in them has a text of its
 * own, and none is a copy of another. */

typedef struct formats_file {
    const char *name;
    size_t documents;
} formats_file;

/* Writes them into DIRECTORY, which is there. Returns them, ended by one without a name; what cannot be
 * written ends the program. */
const formats_file *formats_write(const char *directory);

#endif
