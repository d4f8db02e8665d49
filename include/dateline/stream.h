/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_STREAM_H
#define DATELINE_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dateline/status.h"
#include "dateline/str.h"

/*
 * Bytes as they come, from a file, a pipe, a compressed file or an entry of an archive: read once, in
 * order, and never held whole unless that is asked for. What is peeked at stays to be read, so that
 * a format can be told by its first bytes.
 *
 * A failure of what is read from is given by the call that meets it and by each later one.
 */

/* Writes up to SIZE bytes (1 or more) into BUF and sets *RET_LEN; 0 bytes at the end. */
typedef dl_status dl_stream_pull(void *context, char *buf, size_t size, size_t *ret_len,
                                 dl_error *error);

typedef struct dl_stream {
    dl_stream_pull *pull; /* NULL: all there is stands in the window */
    void *context;
    const char *window; /* what is read and not yet taken: `buf`'s, or the caller's memory */
    size_t len;
    char *buf;
    size_t size;
    uint64_t offset; /* of the window, in bytes from the beginning */
    bool ended;
    dl_error failure;
} dl_stream;

/* A stream over PULL, called with CONTEXT, which must both live as long as it. */
void dl_stream_init(dl_stream *stream, dl_stream_pull *pull, void *context);

/* A stream over LEN bytes at DATA, which must live as long as it and are not copied. */
void dl_stream_init_memory(dl_stream *stream, const char *data, size_t len);

/* Frees what the stream holds; nothing of what it reads from. */
void dl_stream_release(dl_stream *stream);

/* Sets *RET and *RET_LEN to the next bytes, WANT of them or more where there are so many, and takes
 * none. They stay where they are until the next call on STREAM. */
dl_status dl_stream_peek(dl_stream *stream, size_t want, const char **ret, size_t *ret_len,
                         dl_error *error);

/* Takes LEN bytes of those that the last peek has shown. */
void dl_stream_skip(dl_stream *stream, size_t len);

/* Takes and throws away LEN bytes, or what there is of them; *RET_LEN (may be NULL) is how many. */
dl_status dl_stream_discard(dl_stream *stream, uint64_t len, uint64_t *ret_len, dl_error *error);

/* Takes a line with its newline, if it has one, and sets *RET and *RET_LEN to it, until the next
 * call; 0 bytes at the end. Of a line longer than MAX bytes it takes the first MAX, and the next call
 * goes on there. */
dl_status dl_stream_line(dl_stream *stream, size_t max, const char **ret, size_t *ret_len,
                         dl_error *error);

/* Adds all the rest to OUT. DL_ERR_UNSUPPORTED where it is more than MAX bytes; OUT then holds no
 * more than these. */
dl_status dl_stream_all(dl_stream *stream, size_t max, dl_str *out, dl_error *error);

#endif
