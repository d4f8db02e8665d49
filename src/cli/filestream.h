/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_FILESTREAM_H
#define CLI_FILESTREAM_H

#include <stdint.h>

#include "dateline/status.h"
#include "dateline/stream.h"

/* A file as a stream of bytes: read as they are asked for, and given up as soon as a stop is asked
 * for (cli/stop.h), which is DL_ERR_INTERRUPTED. */
typedef struct dl_filestream {
    dl_stream stream;
    int fd;
    uint64_t *read; /* the caller's: counts the bytes */
} dl_filestream;

/* Opens PATH, or standard input for "-". Messages begin with the path. */
dl_status dl_filestream_open(dl_filestream *file, const char *path, uint64_t *read,
                             dl_error *error);
void dl_filestream_close(dl_filestream *file);

#endif
