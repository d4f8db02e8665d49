/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The window is what has been read and not taken. Over memory it is all that is left; over a callback
 * it is a part of `buf`, moved to the front of it when more is to be read behind it.
 */
#include <stdlib.h>
#include <string.h>

#include "dateline/stream.h"

#ifndef DL_STREAM_CHUNK
#define DL_STREAM_CHUNK 65536 /* bytes asked for at once */
#endif

void dl_stream_init(dl_stream *stream, dl_stream_pull *pull, void *context)
{
    *stream = (dl_stream){.pull = pull, .context = context, .window = ""};
}

void dl_stream_init_memory(dl_stream *stream, const char *data, size_t len)
{
    *stream = (dl_stream){.window = data, .len = len, .ended = true};
}

void dl_stream_release(dl_stream *stream)
{
    free(stream->buf);
    dl_stream_init_memory(stream, "", 0);
}

static dl_status tell_failure(const dl_stream *stream, dl_error *error)
{
    if (error)
        *error = stream->failure;
    return stream->failure.status;
}

/* Makes room for a chunk behind the window, which is moved to the front of the buffer. */
static bool make_room(dl_stream *stream)
{
    if (stream->len)
        memmove(stream->buf, stream->window, stream->len);
    if (stream->size - stream->len < DL_STREAM_CHUNK) {
        size_t size = stream->size ? stream->size * 2 : DL_STREAM_CHUNK * 2;
        char *buf = size > stream->size ? realloc(stream->buf, size) : NULL;
        if (!buf)
            return false;
        stream->buf = buf;
        stream->size = size;
    }
    stream->window = stream->buf;
    return true;
}

/* Reads once more behind the window. */
static dl_status read_more(dl_stream *stream, dl_error *error)
{
    size_t len = 0;
    if (stream->failure.status)
        return tell_failure(stream, error);
    if (!make_room(stream))
        return dl_fail_nomem(error);
    dl_status status = stream->pull(stream->context, stream->buf + stream->len,
                                    stream->size - stream->len, &len, &stream->failure);
    if (status) {
        stream->failure.status = status;
        return tell_failure(stream, error);
    }
    stream->ended = len == 0;
    stream->len += len;
    return DL_OK;
}

dl_status dl_stream_peek(dl_stream *stream, size_t want, const char **ret, size_t *ret_len,
                         dl_error *error)
{
    while (stream->len < want && !stream->ended) {
        dl_status status = read_more(stream, error);
        if (status)
            return status;
    }
    *ret = stream->window;
    *ret_len = stream->len;
    return DL_OK;
}

void dl_stream_skip(dl_stream *stream, size_t len)
{
    stream->window += len;
    stream->len -= len;
    stream->offset += len;
}

dl_status dl_stream_discard(dl_stream *stream, uint64_t len, uint64_t *ret_len, dl_error *error)
{
    uint64_t left = len;
    const char *bytes;
    size_t held = 1;
    while (left && held) {
        dl_status status = dl_stream_peek(stream, 1, &bytes, &held, error);
        if (status)
            return status;
        size_t take = held < left ? held : (size_t)left;
        dl_stream_skip(stream, take);
        left -= take;
    }
    if (ret_len)
        *ret_len = len - left;
    return DL_OK;
}

dl_status dl_stream_line(dl_stream *stream, size_t max, const char **ret, size_t *ret_len,
                         dl_error *error)
{
    const char *bytes, *newline = NULL;
    size_t len, seen = 0;
    for (;;) {
        dl_status status = dl_stream_peek(stream, seen + 1, &bytes, &len, error);
        if (status)
            return status;
        newline = len > seen ? memchr(bytes + seen, '\n', len - seen) : NULL;
        if (newline || len <= seen || len >= max)
            break;
        seen = len;
    }
    size_t size = newline ? (size_t)(newline - bytes) + 1 : len;
    if (size > max)
        size = max;
    *ret = bytes;
    *ret_len = size;
    dl_stream_skip(stream, size);
    return DL_OK;
}

dl_status dl_stream_all(dl_stream *stream, size_t max, dl_str *out, dl_error *error)
{
    const char *bytes;
    size_t len, taken = 0;
    for (;;) {
        dl_status status = dl_stream_peek(stream, 1, &bytes, &len, error);
        if (status || !len)
            return status;
        size_t take = len < max - taken ? len : max - taken;
        dl_str_addn(out, bytes, take);
        if (!dl_str_ok(out))
            return dl_fail_nomem(error);
        taken += take;
        if (take < len)
            return dl_fail(error, DL_ERR_UNSUPPORTED, "larger than %zu MB", max >> 20);
        dl_stream_skip(stream, take);
    }
}
