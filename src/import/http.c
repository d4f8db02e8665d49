/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A response as a crawler kept it. Some keep it as it went over the line, in chunks and compressed,
 * others undo both and leave the fields that say so: what the fields say is done only where the bytes
 * are like it.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "import/filter.h"
#include "import/http.h"

#define LINE_MAX_BYTES 65536
#define FIELDS_MAX 500

/* What the head of a response says. Strings are owned. */
typedef struct response {
    int code;
    bool chunked, compressed;
    char *media_type, *charset;
} response;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool dl_http_field(const char *line, size_t len, const char *name, const char **ret,
                   size_t *ret_len)
{
    size_t size = strlen(name);
    if (len <= size || line[size] != ':' || strncasecmp(line, name, size) != 0)
        return false;
    line += size + 1;
    len -= size + 1;
    while (len && is_blank(*line))
        line++, len--;
    while (len && is_blank(line[len - 1]))
        len--;
    *ret = line;
    *ret_len = len;
    return true;
}

bool dl_http_media_type(const char *value, char **ret_type, char **ret_charset)
{
    size_t len = strcspn(value, "; \t");
    char *type = strndup(value, len), *charset = NULL;
    bool ok = type;
    for (size_t i = 0; type && i < len; i++)
        type[i] = type[i] >= 'A' && type[i] <= 'Z' ? (char)(type[i] | 0x20) : type[i];
    const char *set = strcasestr(value, "charset=");
    if (ok && set) {
        set += strlen("charset=");
        set += strspn(set, "\"' ");
        size_t size = strcspn(set, "\"'; \t");
        ok = size == 0 || (charset = strndup(set, size));
    }
    if (!ok) {
        free(type);
        return false;
    }
    *ret_type = type;
    *ret_charset = charset;
    return true;
}

bool dl_http_is_message(const char *value)
{
    return !strncasecmp(value, "application/http", 16);
}

bool dl_http_is_text(const char *media_type)
{
    static const char *const none[] = {"image/",
                                       "audio/",
                                       "video/",
                                       "font/",
                                       "text/css",
                                       "text/javascript",
                                       "application/javascript",
                                       "application/x-javascript",
                                       "application/font",
                                       "application/wasm",
                                       "text/dns"};
    for (size_t i = 0; media_type && i < sizeof none / sizeof *none; i++)
        if (!strncasecmp(media_type, none[i], strlen(none[i])))
            return false;
    return true;
}

static bool note_field(response *r, const char *line, size_t len)
{
    const char *value;
    size_t size;
    if (dl_http_field(line, len, "Transfer-Encoding", &value, &size))
        r->chunked = size >= 7 && !strncasecmp(value + size - 7, "chunked", 7);
    else if (dl_http_field(line, len, "Content-Encoding", &value, &size))
        r->compressed = size && strncasecmp(value, "identity", size) != 0;
    else if (dl_http_field(line, len, "Content-Type", &value, &size) && !r->media_type) {
        char *copy = strndup(value, size);
        bool ok = copy && dl_http_media_type(copy, &r->media_type, &r->charset);
        free(copy);
        return ok;
    }
    return true;
}

/* Reads the status line and the fields. A code of 0 where it is no response. */
static dl_status read_head(dl_stream *in, response *r, dl_error *error)
{
    const char *line;
    size_t len;
    dl_status status = dl_stream_line(in, LINE_MAX_BYTES, &line, &len, error);
    if (status || len < 12 || memcmp(line, "HTTP/", 5) != 0)
        return status;
    const char *code = memchr(line, ' ', len);
    if (!code || line + len - code < 4)
        return DL_OK;
    for (size_t i = 1; i < 4; i++)
        r->code = code[i] >= '0' && code[i] <= '9' ? r->code * 10 + (code[i] - '0') : 0;
    for (size_t fields = 0; fields < FIELDS_MAX; fields++) {
        status = dl_stream_line(in, LINE_MAX_BYTES, &line, &len, error);
        if (status || !len || (len <= 2 && is_blank(line[0])))
            return status;
        if (!note_field(r, line, len))
            return dl_fail_nomem(error);
    }
    return DL_OK;
}

/* The size of the chunk at POS of BODY, whose line ends before *RET_AT; false where there is none. */
static bool read_chunk_size(const dl_str *body, size_t pos, size_t *ret_size, size_t *ret_at)
{
    size_t size = 0, digits = 0;
    for (; pos < body->len && digits < 8; pos++, digits++) {
        char c = body->text[pos];
        int digit = c >= '0' && c <= '9'                     ? c - '0'
                    : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                             : -1;
        if (digit < 0)
            break;
        size = size * 16 + (size_t)digit;
    }
    const char *end = memchr(body->text + pos, '\n', body->len - pos);
    if (!digits || !end || (!is_blank(body->text[pos]) && body->text[pos] != ';'))
        return false;
    *ret_size = size;
    *ret_at = (size_t)(end - body->text) + 1;
    return true;
}

/* Joins the chunks of BODY in place, where it is in chunks. */
static void join_chunks(dl_str *body)
{
    size_t pos = 0, len = 0, size, at;
    while (read_chunk_size(body, pos, &size, &at) && size) {
        if (size > body->len - at)
            size = body->len - at;
        memmove(body->text + len, body->text + at, size);
        len += size;
        pos = at + size;
        while (pos < body->len && is_blank(body->text[pos]))
            pos++;
    }
    if (len)
        dl_str_cut(body, len);
}

static dl_status take_body(const dl_part *part, const response *r, dl_str *body, dl_split *to,
                           dl_error *error)
{
    dl_stream stream;
    dl_inflated inside;
    if (r->chunked)
        join_chunks(body);
    dl_stream_init_memory(&stream, body->text, body->len);
    bool gzip = body->len > 2 && !memcmp(body->text, "\x1f\x8b", 2);
    bool deflate = body->len > 2 && r->compressed && (body->text[0] & 0x0f) == 8 &&
                   ((unsigned char)body->text[0] << 8 | (unsigned char)body->text[1]) % 31 == 0;
    if (!r->compressed || !(gzip || deflate))
        return dl_split_part(to, part, &stream, error);
    dl_status status = dl_inflated_init(&inside, &stream, to, error);
    if (status)
        return status;
    status = dl_split_part(to, part, &inside.stream, error);
    dl_inflated_release(&inside);
    return status;
}

dl_status dl_http_take(const dl_part *part, dl_stream *in, dl_split *to, dl_error *error)
{
    dl_error unheard = {0};
    response r = {0};
    error = error ? error : &unheard;
    dl_part carried = *part;
    dl_str body;
    dl_str_init(&body);
    dl_status status = read_head(in, &r, error);
    carried.media_type = r.media_type;
    carried.charset = r.charset;
    bool wanted = r.code >= 200 && r.code < 300 && dl_http_is_text(r.media_type);
    if (!status && wanted)
        status = dl_stream_all(in, DL_RECORD_MAX, &body, error);
    if (status)
        dl_fail_in(error, status, part->origin);
    else if (wanted && body.len)
        status = take_body(&carried, &r, &body, to, error);
    if (status == DL_ERR_UNSUPPORTED && body.len == DL_RECORD_MAX) { /* others go on */
        dl_split_failed(to, error);
        status = DL_OK;
    }
    dl_str_release(&body);
    free(r.media_type);
    free(r.charset);
    return status;
}
