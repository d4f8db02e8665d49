/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_FETCH_H
#define CLI_FETCH_H

#include "cli/working.h"

/*
 * The bytes that a document was read from, got out of its file by another process (`dateline original`): the
 * libraries that cut a container are not the reader's. Meanwhile the screen says what is done, and Esc
 * stops it.
 */

/* Writes the bytes of the document SHA256 of the archive at ARCHIVE to the file FD. DL_ERR_NOT_FOUND, with what that
 * process said, where it cannot get them; DL_ERR_INTERRUPTED where it was stopped. */
dl_status dl_fetch(dl_working *working, const char *archive, const char *sha256, int fd,
                   dl_error *error);

#endif
