/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_WATCH_H
#define CLI_WATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/status.h"

/*
 * Folders that are followed, with all below them, by inotify: which files have been written or moved there. A file is told when
 * whoever wrote it has closed it; what a walk passes over (cli/files.h) never is.
 */

/* Paths, each to be freed. */
typedef struct dl_path_list {
    char **items;
    size_t len, size;
} dl_path_list;

void dl_path_list_clear(dl_path_list *list);

typedef struct dl_watch {
    int fd;
    char *const *roots;
    size_t roots_count;
    char **folders; /* by the number that inotify gave; NULL: none of that number */
    size_t folders_size;
    size_t followed;
    bool complained; /* that there are too many */
} dl_watch;

/* Follows the COUNT folders at PATHS, which must live as long as WATCH. DL_ERR_INVALID where one is none;
 * DL_ERR_UNSUPPORTED where the system lets nobody follow so many. */
dl_status dl_watch_init(dl_watch *watch, char *const *paths, size_t count, dl_error *error);
void dl_watch_release(dl_watch *watch);

/* Waits until files have appeared, and until no more come for a moment; sets *RET to their paths, a new folder's for all that
 * is in it. Where more has happened than the system could tell, they are the folders' from the start. False once
 * a stop is asked for, or nothing is left to follow. */
bool dl_watch_wait(dl_watch *watch, dl_path_list *ret);

/* Whether somebody is writing to the file at PATH, or it is gone: it is told again when that is over. */
bool dl_watch_is_unfinished(const char *path);

#endif
