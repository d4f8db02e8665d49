/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cli/filestream.h"
#include "cli/inuse.h"
#include "cli/stop.h"

static dl_status pull(void *context, char *buf, size_t size, size_t *ret_len, dl_error *error)
{
    dl_filestream *file = context;
    ssize_t count = -1;
    do {
        if (!dl_stop_await(file->fd))
            return dl_fail(error, DL_ERR_INTERRUPTED, "interrupted");
        count = read(file->fd, buf, size);
    } while (count < 0 && (errno == EAGAIN || errno == EINTR));
    if (count < 0)
        return dl_fail(error, DL_ERR_IO, "%s", strerror(errno));
    *ret_len = (size_t)count;
    *file->read += (uint64_t)count;
    return DL_OK;
}

dl_status dl_filestream_open(dl_filestream *file, const char *path, uint64_t *read, dl_error *error)
{
    if (strcmp(path, "-") != 0 && dl_in_use(path))
        return dl_fail(error, DL_ERR_UNSUPPORTED,
                       "%s: it is the archive that is in use, or a file that belongs to it", path);
    /* a pipe that nobody writes to yet is waited for in `pull`, where a stop is heard */
    int fd = strcmp(path, "-") == 0 ? STDIN_FILENO
                                    : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return dl_fail(error, DL_ERR_IO, "%s: %s", path, strerror(errno));
    *file = (dl_filestream){.fd = fd, .read = read};
    dl_stream_init(&file->stream, pull, file);
    return DL_OK;
}

void dl_filestream_close(dl_filestream *file)
{
    dl_stream_release(&file->stream);
    if (file->fd != STDIN_FILENO)
        close(file->fd);
}
