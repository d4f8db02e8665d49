/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_INUSE_H
#define CLI_INUSE_H

#include <stdbool.h>

/*
 * The files of the archive that this process has open. Closing any descriptor of a file gives up the locks that the
 * process has on it, and with them what keeps another process from taking the log of what is being written away. So
 * nothing else may open them, by whatever name they are reached.
 */

/* Notes that the archive at PATH has been opened; NULL: that none is open any more. */
void dl_in_use_set(const char *path);

/* Whether the file at PATH is the archive's, or one that SQLite keeps beside it: told by device and inode. */
bool dl_in_use(const char *path);

#endif
