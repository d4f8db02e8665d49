/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_ARCHIVE_H
#define CLI_ARCHIVE_H

#include "cli/finder.h"
#include "cli/options.h"
#include "dateline/store.h"

/* The archive that a call of the program works on, opened. */
typedef struct dl_archive {
    dl_store *store;
    char *path;
    dl_finder *finder; /* the store's */
} dl_archive;

/* Opens the archive that OPTIONS name, or makes the demonstration's. On failure a message has been
 * written and false is returned. */
bool dl_archive_open(const dl_options *options, dl_open_mode mode, dl_archive *ret);

/* Counts the documents whose names another version of what finds them has found than would find them now
 * (*RET_OTHER), and those whose names nobody looked for (*RET_NONE). */
dl_status dl_archive_outdated(dl_archive *archive, uint64_t *ret_other, uint64_t *ret_none,
                              dl_error *error);

/* Closes it and, if it is the demonstration's, removes it. */
void dl_archive_close(dl_archive *archive);

#endif
