/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "import/filter.h"

static dl_status pull_bounded(void *context, char *buf, size_t size, size_t *ret_len,
                              dl_error *error)
{
    dl_bounded *b = context;
    const char *bytes;
    size_t len;
    *ret_len = 0;
    if (!b->left)
        return DL_OK;
    dl_status status = dl_stream_peek(b->in, 1, &bytes, &len, error);
    if (status)
        return status;
    if (len > size)
        len = size;
    if (len > b->left)
        len = (size_t)b->left;
    memcpy(buf, bytes, len);
    dl_stream_skip(b->in, len);
    b->left -= len;
    *ret_len = len;
    return DL_OK;
}

void dl_bounded_init(dl_bounded *bounded, dl_stream *in, uint64_t len)
{
    *bounded = (dl_bounded){.in = in, .left = len};
    dl_stream_init(&bounded->stream, pull_bounded, bounded);
}

dl_status dl_bounded_finish(dl_bounded *bounded, uint64_t *ret_missing, dl_error *error)
{
    uint64_t gone = 0;
    dl_status status = dl_stream_discard(bounded->in, bounded->left, &gone, error);
    if (!status && ret_missing)
        *ret_missing = bounded->left - gone;
    bounded->left = 0;
    dl_stream_release(&bounded->stream);
    return status;
}

static dl_status fail_inflate(const dl_inflated *f, int code, dl_error *error)
{
    if (code == Z_MEM_ERROR)
        return dl_fail_nomem(error);
    return dl_fail(error, DL_ERR_CORRUPT, "damaged or cut off: %s",
                   f->z.msg ? f->z.msg : "the compressed data end too early");
}

/* Begins the member at IN, where there is one: what follows the last, zeros say, is none. */
static bool begin_member(dl_inflated *f, const char *bytes, size_t len)
{
    const unsigned char *head = (const unsigned char *)bytes;
    if (!f->started && len > 1) {
        f->started = true;
        bool gzip = head[0] == 0x1f && head[1] == 0x8b;
        bool zlib = (head[0] & 0x0f) == 8 && (head[0] << 8 | head[1]) % 31 == 0;
        f->raw = !gzip && !zlib;
        return inflateReset2(&f->z, f->raw ? -15 : 15 + 32) == Z_OK;
    }
    return len > 1 && !f->raw && head[0] == 0x1f && head[1] == 0x8b &&
           inflateReset2(&f->z, 15 + 32) == Z_OK;
}

static dl_status pull_inflated(void *context, char *buf, size_t size, size_t *ret_len,
                               dl_error *error)
{
    dl_inflated *f = context;
    size_t most = size < (1u << 20) ? size : 1u << 20;
    f->z.next_out = (unsigned char *)buf;
    f->z.avail_out = (unsigned)most;
    while (f->z.avail_out == most) {
        const char *bytes;
        size_t len;
        dl_status status = dl_stream_peek(f->in, 2, &bytes, &len, error);
        if (status)
            return status;
        if (!f->begun && !(f->begun = begin_member(f, bytes, len)))
            break;
        f->z.next_in = (unsigned char *)(uintptr_t)bytes;
        f->z.avail_in = (unsigned)(len < (1u << 20) ? len : 1u << 20);
        unsigned given = f->z.avail_in;
        int code = given ? inflate(&f->z, Z_NO_FLUSH) : Z_BUF_ERROR;
        dl_stream_skip(f->in, given - f->z.avail_in);
        if (code != Z_OK && code != Z_STREAM_END)
            return fail_inflate(f, code, error);
        f->begun = code != Z_STREAM_END;
    }
    *ret_len = most - f->z.avail_out;
    return f->split ? dl_split_expand(f->split, *ret_len, error) : DL_OK;
}

dl_status dl_inflated_init(dl_inflated *inflated, dl_stream *in, dl_split *split, dl_error *error)
{
    *inflated = (dl_inflated){.in = in, .split = split};
    dl_stream_init(&inflated->stream, pull_inflated, inflated);
    return inflateInit2(&inflated->z, 15 + 32) == Z_OK ? DL_OK : dl_fail_nomem(error);
}

void dl_inflated_release(dl_inflated *inflated)
{
    inflateEnd(&inflated->z);
    dl_stream_release(&inflated->stream);
}
