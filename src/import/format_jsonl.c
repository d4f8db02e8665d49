/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON Lines: an object a line, each a record. A line that is damaged costs itself alone. A file of one
 * line is one of JSON all the same (format_json.c), for its object may be one around a list.
 */
#include <stdio.h>
#include <string.h>

#include "import/records.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Whether the LEN bytes at LINE begin with an object's brace and end with one. */
static bool is_object(const char *line, size_t len)
{
    while (len && is_space(line[len - 1]))
        len--;
    while (len && is_space(*line)) {
        line++;
        len--;
    }
    return len >= 2 && line[0] == '{' && line[len - 1] == '}';
}

static int sniff(const dl_part *part)
{
    size_t pos = part->head_len >= 3 && !memcmp(part->head, "\xef\xbb\xbf", 3) ? 3 : 0;
    const char *line = part->head + pos, *end = part->head + part->head_len;
    const char *newline = memchr(line, '\n', (size_t)(end - line));
    if (!newline || !is_object(line, (size_t)(newline - line)))
        return 0;
    for (line = newline + 1; line < end && (is_space(*line) || *line == '\n'); line++)
        ;
    return line < end && *line == '{' ? 95 : 0;
}

/* Takes one line; blank ones are passed over. */
static dl_status take_line(dl_records *records, const char *line, size_t len, dl_error *error)
{
    json_error_t reason;
    char what[JSON_ERROR_TEXT_LENGTH + 64];
    while (len && (is_space(line[len - 1]) || line[len - 1] == '\n'))
        len--;
    if (!len)
        return DL_OK;
    if (len >= 3 && !memcmp(line, "\xef\xbb\xbf", 3)) {
        line += 3;
        len -= 3;
    }
    json_t *value = dl_record_load(line, len, &reason);
    dl_status status = DL_OK;
    if (json_is_object(value)) {
        status = dl_records_take(records, value, error);
    } else if (value) {
        dl_records_fail(records, DL_ERR_INVALID, "is no object with fields");
    } else {
        snprintf(what, sizeof what, "damaged, in its column %d: %s", reason.column, reason.text);
        dl_records_fail(records, DL_ERR_CORRUPT, what);
    }
    json_decref(value);
    return status;
}

dl_status dl_jsonl_split(const dl_part *part, dl_stream *in, dl_split *to, dl_error *error)
{
    dl_records records;
    dl_records_init(&records, part, to);
    const char *line;
    size_t len;
    dl_status status;
    do {
        status = dl_stream_line(in, DL_RECORD_MAX, &line, &len, error);
        if (status)
            status = dl_fail_in(error, status, part->origin);
        else if (len == DL_RECORD_MAX)
            status = dl_fail(error, DL_ERR_UNSUPPORTED, "%s: a line is larger than %zu MB",
                             part->origin, DL_RECORD_MAX >> 20);
        else
            status = take_line(&records, line, len, error);
    } while (!status && len);
    dl_records_release(&records);
    return status;
}

const dl_importer dl_importer_jsonl = {.name = "jsonl",
                                       .library = "jansson " JANSSON_VERSION,
                                       .sniff = sniff,
                                       .split = dl_jsonl_split};
