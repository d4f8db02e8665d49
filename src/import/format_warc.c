/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Web archives (WARC, ISO 28500), whole or compressed record by record. A record is a line with the
 * version, fields up to an empty line, and as many bytes as Content-Length says. What a server sent
 * (response), what was made of it (conversion) and what was saved as such (resource) may be a
 * document; the rest (requests, metadata, revisits) is passed over, and so are pictures, scripts and
 * answers that are no success.
 *
 * A record without a sound head ends what can be told: the next line that begins one is looked for, and
 * the place of the damage is said.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "import/filter.h"
#include "import/http.h"

#define LINE_MAX_BYTES 65536
#define FIELDS_MAX 200

typedef struct warc {
    const dl_part *part;
    dl_stream *in;
    dl_split *to;
} warc;

/* The fields of a record that are of use. Strings are owned. */
typedef struct head {
    char *type, *link, *date, *media_type;
    uint64_t length;
    bool has_length;
    uint64_t offset; /* of the record */
} head;

static void release(head *h)
{
    free(h->type);
    free(h->link);
    free(h->date);
    free(h->media_type);
}

static int sniff(const dl_part *part)
{
    static const char mark[] = "WARC/";
    if (part->head_len > 5 && !memcmp(part->head, mark, 5))
        return 95;
    if (part->head_len < 18 || memcmp(part->head, "\x1f\x8b\x08", 3) != 0)
        return 0;
    dl_stream packed;
    dl_inflated inside;
    const char *bytes;
    size_t len;
    dl_stream_init_memory(&packed, part->head, part->head_len);
    if (dl_inflated_init(&inside, &packed, NULL, NULL))
        return 0;
    bool found = !dl_stream_peek(&inside.stream, 5, &bytes, &len, NULL) && len >= 5 &&
                 !memcmp(bytes, mark, 5);
    dl_inflated_release(&inside);
    return found ? 95 : 0;
}

/* Reads a line without its end; *RET_LEN is 0 for an empty one, *RET_ENDED says there is none. */
static dl_status read_line(warc *w, const char **ret, size_t *ret_len, bool *ret_ended,
                           dl_error *error)
{
    dl_status status = dl_stream_line(w->in, LINE_MAX_BYTES, ret, ret_len, error);
    *ret_ended = *ret_len == 0;
    while (!status && *ret_len && strchr("\r\n", (*ret)[*ret_len - 1]))
        --*ret_len;
    return status;
}

/* Goes to the next record: to its first line, which is taken. */
static dl_status find_record(warc *w, head *h, bool *ret_ended, dl_error *error)
{
    const char *line;
    size_t len;
    bool damaged = false;
    do {
        h->offset = w->in->offset;
        dl_status status = read_line(w, &line, &len, ret_ended, error);
        if (status || *ret_ended)
            return status;
        if (len >= 7 && !memcmp(line, "WARC/1.", 7))
            return DL_OK;
        if (len && !damaged) {
            dl_error told;
            dl_fail(&told, DL_ERR_CORRUPT, "%s#%llu: damaged: no record begins here",
                    w->part->origin, (unsigned long long)h->offset);
            dl_split_failed(w->to, &told);
            damaged = true;
        }
    } while (true);
}

static bool keep_field(char **field, const char *value, size_t len)
{
    free(*field);
    return (*field = strndup(value, len));
}

/* Notes a field of a record's head. False when memory is out. */
static bool note_field(head *h, const char *line, size_t len)
{
    const char *value;
    size_t value_len;
    if (dl_http_field(line, len, "WARC-Type", &value, &value_len))
        return keep_field(&h->type, value, value_len);
    if (dl_http_field(line, len, "WARC-Target-URI", &value, &value_len)) {
        if (value_len > 2 && value[0] == '<' && value[value_len - 1] == '>') { /* WARC 1.0 */
            value++;
            value_len -= 2;
        }
        return keep_field(&h->link, value, value_len);
    }
    if (dl_http_field(line, len, "WARC-Date", &value, &value_len))
        return keep_field(&h->date, value, value_len);
    if (dl_http_field(line, len, "Content-Type", &value, &value_len))
        return keep_field(&h->media_type, value, value_len);
    if (dl_http_field(line, len, "Content-Length", &value, &value_len)) {
        h->length = 0;
        h->has_length = value_len > 0 && value_len < 19;
        for (size_t i = 0; i < value_len; i++) {
            h->has_length &= value[i] >= '0' && value[i] <= '9';
            h->length = h->length * 10 + (uint64_t)(value[i] - '0');
        }
    }
    return true;
}

/* Reads the head of the record up to its empty line. */
static dl_status read_head(warc *w, head *h, dl_error *error)
{
    for (size_t fields = 0; fields < FIELDS_MAX; fields++) {
        const char *line;
        size_t len;
        bool ended;
        dl_status status = read_line(w, &line, &len, &ended, error);
        if (status || ended || len == 0)
            return status;
        if (!note_field(h, line, len))
            return dl_fail_nomem(error);
    }
    return DL_OK;
}

static dl_date read_date(const char *text)
{
    dl_date date = {0};
    if (text && strlen(text) >= 10)
        dl_date_parse(text, strlen(text) >= 16 ? 16 : 10, &date);
    return date;
}

/* What may be a document among the records. */
static bool is_wanted(const head *h)
{
    static const char *const types[] = {"response", "conversion", "resource"};
    for (size_t i = 0; h->type && i < sizeof types / sizeof *types; i++)
        if (!strcasecmp(h->type, types[i]))
            return !h->link || strncasecmp(h->link, "dns:", 4) != 0;
    return false;
}

/* Takes what a record holds from CONTENT on. */
static dl_status take_content(warc *w, const head *h, const char *origin, dl_stream *content,
                              dl_error *error)
{
    dl_part part = {.origin = origin,
                    .link = h->link,
                    .captured = read_date(h->date),
                    .depth = w->part->depth + 1};
    if (h->media_type && dl_http_is_message(h->media_type))
        return dl_http_take(&part, content, w->to, error);
    char *media_type = NULL, *charset = NULL;
    if (h->media_type && !dl_http_media_type(h->media_type, &media_type, &charset))
        return dl_fail_nomem(error);
    part.media_type = media_type;
    part.charset = charset;
    dl_status status =
        dl_http_is_text(media_type) ? dl_split_part(w->to, &part, content, error) : DL_OK;
    free(media_type);
    free(charset);
    return status;
}

static dl_status take_record(warc *w, const head *h, dl_error *error)
{
    dl_bounded content;
    dl_str origin;
    uint64_t missing;
    dl_str_init(&origin);
    dl_str_addf(&origin, "%s#%llu", w->part->origin, (unsigned long long)h->offset);
    dl_bounded_init(&content, w->in, h->length);
    dl_status status = !dl_str_ok(&origin) ? dl_fail_nomem(error)
                       : is_wanted(h)      ? take_content(w, h, origin.text, &content.stream, error)
                                           : DL_OK;
    dl_status end = dl_bounded_finish(&content, &missing, status ? NULL : error);
    if (!status && end)
        status = dl_fail_in(error, end, origin.text);
    if (!status && missing) {
        dl_error told;
        dl_fail(&told, DL_ERR_CORRUPT, "%s: cut off: %llu bytes of the record are missing",
                origin.text, (unsigned long long)missing);
        dl_split_failed(w->to, &told);
    }
    dl_str_release(&origin);
    return status;
}

static dl_status take_records(warc *w, dl_error *error)
{
    for (;;) {
        head h = {0};
        bool ended;
        dl_status status = find_record(w, &h, &ended, error);
        if (!status && !ended)
            status = read_head(w, &h, error);
        if (status)
            dl_fail_in(error, status, w->part->origin);
        else if (!ended && h.has_length)
            status = take_record(w, &h, error);
        release(&h);
        if (status || ended)
            return status;
    }
}

static dl_status split(const dl_part *part, dl_stream *in, dl_split *to, dl_error *error)
{
    warc w = {.part = part, .in = in, .to = to};
    if (part->head_len > 5 && !memcmp(part->head, "WARC/", 5))
        return take_records(&w, error);
    dl_inflated inside;
    dl_status status = dl_inflated_init(&inside, in, to, error);
    if (status)
        return status;
    w.in = &inside.stream;
    status = take_records(&w, error);
    dl_inflated_release(&inside);
    return status;
}

const dl_importer dl_importer_warc = {
    .name = "warc", .library = "zlib " ZLIB_VERSION, .sniff = sniff, .split = split};
