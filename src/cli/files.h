/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_FILES_H
#define CLI_FILES_H

#include <stdbool.h>
#include <stdint.h>

#include "dateline/status.h"
#include "dateline/str.h"

/* Reads the whole file at PATH ("-": standard input) into CONTENT, which is cleared first. */
dl_status dl_file_read(const char *path, dl_str *content, dl_error *error);

/* Makes the LEN bytes at BYTES the file at PATH, for the user alone (0600): its directories are made where
 * they are missing, and the file is there as it was or as it is to be, never in between. */
dl_status dl_file_write(const char *path, const char *bytes, size_t len, dl_error *error);

/* Adds the LEN bytes at BYTES, whole lines, to the end of the file at PATH, below a newline if it does not end with one;
 * where it is missing it is made, for the user alone. */
dl_status dl_file_append(const char *path, const char *bytes, size_t len, dl_error *error);

/* A file that a walk has come to. */
typedef struct dl_file_seen {
    const char *path; /* as it is reached from the path that was given */
    bool walked;      /* it was found in a folder rather than given itself */
    int failure;      /* the errno of what kept it from being reached, or 0 */
    uint64_t size;    /* bytes; 0 where it is no regular file */
} dl_file_seen;

/* Called for each file. False ends the walk. */
typedef bool dl_file_visit(void *context, const dl_file_seen *seen);

/* Whether a file of that name is passed over where it is found in a folder: what is hidden, and what editors and
 * downloads leave or have not ended yet (.x, x~, #x#, x.part, x.crdownload, x.tmp). */
bool dl_file_is_passed_over(const char *name);

/* Whether the folder at PATH is, within another one: if it is hidden, but for the folders of a Maildir, whose names begin
 * so, and of a Maildir the one in which mails stand that have not come yet. */
bool dl_folder_is_passed_over(const char *path);

/* Visits the files at the COUNT paths, and below those that are folders, in the order given and
 * sorted by name (by bytes) within a folder. Links to folders are not followed. */
void dl_files_walk(char *const *paths, size_t count, dl_file_visit *visit, void *context);

#endif
