/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_SCRATCH_H
#define CLI_SCRATCH_H

#include "dateline/status.h"

/* A directory for copies that other programs are shown, which nobody but the user can look into (0700) and
 * which is removed with all that lies in it. */
typedef struct dl_scratch {
    char *path; /* NULL: it is not made yet */
} dl_scratch;

/* Makes the directory where it is not there yet, below TMPDIR, and in it a new file, for the user alone (0600): sets
 * *RET_PATH to its path, to be freed, and *RET_FD to it, open for writing. NAME is what to call it; of that only
 * letters, digits and .-_ are taken. */
dl_status dl_scratch_add(dl_scratch *scratch, const char *name, char **ret_path, int *ret_fd,
                         dl_error *error);

/* Removes the directory and what is in it. */
void dl_scratch_release(dl_scratch *scratch);

#endif
