/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files of JSON: an object that is a record, a list of such, or an object around a list ({"articles": [...]},
 * as the answers of search engines and JSON Feed are). A list is read object by object, so that it may be
 * longer than memory, and one that is damaged costs itself alone; what is around a list has to be read
 * whole, for only its end tells that it is no record.
 */
#include <stdio.h>
#include <string.h>

#include "import/fields.h"
#include "import/records.h"

#define CHUNK 65536       /* bytes asked for at first */
#define LIST_DEPTH 3      /* objects around a list */
#define ABSTRACT_MAX 200  /* bytes: a longer string in it shows that an object is a record itself */
#define STRANGERS_MAX 100 /* values of a list in a row that are no objects */

/* Where the first sign behind white space and a byte order mark stands. */
static size_t skip_space(const char *text, size_t len)
{
    size_t pos = len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3) ? 3 : 0;
    while (pos < len && text[pos] && strchr(" \t\r\n", text[pos]))
        pos++;
    return pos;
}

static int sniff(const dl_part *part)
{
    size_t pos = skip_space(part->head, part->head_len);
    if (pos >= part->head_len || !strchr("{[", part->head[pos]) || !part->head[pos])
        return 0;
    const char *inner = part->head + pos + 1;
    size_t left = part->head_len - pos - 1, skip = skip_space(inner, left);
    if (skip >= left || !inner[skip] || !strchr(part->head[pos] == '{' ? "\"}" : "{", inner[skip]))
        return 0;
    return part->media_type && strstr(part->media_type, "json") ? 90 : 70;
}

/* How far the value that begins the window has been looked through. */
typedef struct scan {
    size_t pos, depth;
    bool string, escaped, ended;
} scan;

/* Looks on through LEN bytes at TEXT for the end of the value. */
static void scan_on(scan *s, const char *text, size_t len)
{
    for (; s->pos < len && !s->ended; s->pos++) {
        char c = text[s->pos];
        if (s->string) {
            s->string = s->escaped || c != '"';
            s->escaped = !s->escaped && c == '\\';
            s->ended = !s->string && s->depth == 0;
        } else if (c == '"') {
            s->string = true;
        } else if (c == '{' || c == '[') {
            s->depth++;
        } else if (c == '}' || c == ']') {
            if (s->depth == 0) {
                s->ended = true;
                return;
            }
            s->ended = --s->depth == 0;
        } else if (s->depth == 0 && c && strchr(", \t\r\n", c)) {
            s->ended = true;
            return;
        }
    }
}

/* Takes white space, and whatever of SIGNS stands in it, from IN. *RET is the next byte, NUL at the end. */
static dl_status skip_signs(dl_stream *in, const char *signs, char *ret, dl_error *error)
{
    const char *bytes;
    size_t len, pos;
    do {
        dl_status status = dl_stream_peek(in, 1, &bytes, &len, error);
        if (status)
            return status;
        for (pos = 0; pos < len && bytes[pos] && strchr(signs, bytes[pos]); pos++)
            ;
        *ret = pos < len ? bytes[pos] : '\0';
        dl_stream_skip(in, pos);
    } while (pos && pos == len);
    return DL_OK;
}

/* Shows the value that IN stands at, whole. */
static dl_status show_value(dl_stream *in, const char **ret, size_t *ret_len, dl_error *error)
{
    scan s = {0};
    for (size_t want = CHUNK; want <= DL_RECORD_MAX; want *= 2) {
        dl_status status = dl_stream_peek(in, want, ret, ret_len, error);
        if (status)
            return status;
        scan_on(&s, *ret, *ret_len);
        if (s.ended) {
            *ret_len = s.pos;
            return DL_OK;
        }
        if (*ret_len < want)
            return dl_fail(error, DL_ERR_CORRUPT, "cut off: the list does not end");
    }
    return dl_fail(error, DL_ERR_UNSUPPORTED, "a value is larger than %zu MB", DL_RECORD_MAX >> 20);
}

/* Takes a value of a list; *RET_STRANGE counts those in a row that are no objects. */
static dl_status take_value(dl_records *records, const char *text, size_t len, size_t *strange,
                            dl_error *error)
{
    json_error_t reason;
    char what[JSON_ERROR_TEXT_LENGTH + 64];
    json_t *value = dl_record_load(text, len, &reason);
    dl_status status = DL_OK;
    if (json_is_object(value)) {
        *strange = 0;
        status = dl_records_take(records, value, error);
    } else if (value) {
        dl_records_fail(records, DL_ERR_INVALID, "is no object with fields");
        ++*strange;
    } else {
        snprintf(what, sizeof what, "damaged, in its line %d: %s", reason.line, reason.text);
        dl_records_fail(records, DL_ERR_CORRUPT, what);
    }
    json_decref(value);
    return status;
}

/* Takes the objects of the list that IN stands at. */
static dl_status split_list(dl_records *records, dl_stream *in, dl_error *error)
{
    const char *text;
    size_t len, strange = 0;
    char next;
    dl_status status = skip_signs(in, "\xef\xbb\xbf \t\r\n[", &next, error);
    while (!status && next != ']') {
        status = next ? show_value(in, &text, &len, error)
                      : dl_fail(error, DL_ERR_CORRUPT, "cut off: the list does not end");
        if (status)
            break;
        if (len == 0)
            return dl_fail(error, DL_ERR_CORRUPT, "%s#%zu: damaged: a bracket too many",
                           records->part->origin, records->number + 1);
        status = take_value(records, text, len, &strange, error);
        if (status)
            return status;
        if (strange >= STRANGERS_MAX)
            return dl_fail(error, DL_ERR_INVALID, "%s: a list, but not of objects with fields",
                           records->part->origin);
        dl_stream_skip(in, len);
        status = skip_signs(in, ", \t\r\n", &next, error);
    }
    return status ? dl_fail_in(error, status, records->part->origin) : DL_OK;
}

static bool has_long_string(const json_t *object)
{
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)object, name, value)
    {
        if (json_string_length(value) > ABSTRACT_MAX)
            return true;
    }
    return false;
}

/* The longest list of objects in OBJECT, and the object that it is a member of. */
static void find_list(const json_t *object, int depth, const json_t **ret,
                      const json_t **ret_around)
{
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)object, name, value)
    {
        if (json_is_object(value) && depth < LIST_DEPTH)
            find_list(value, depth + 1, ret, ret_around);
        if (json_is_object(json_array_get(value, 0)) &&
            (!*ret || json_array_size(value) > json_array_size(*ret))) {
            *ret = value;
            *ret_around = object;
        }
    }
}

/* What a JSON Feed says of itself goes to each item: it is their source. False when memory is out. */
static bool hand_down(const json_t *feed, json_t *item)
{
    const char *version = json_string_value(json_object_get(feed, "version"));
    json_t *title = json_object_get(feed, "title"), *lang = json_object_get(feed, "language");
    if (!version || !strstr(version, "jsonfeed.org"))
        return true;
    return (!json_is_string(title) || json_object_get(item, "feed_title") ||
            json_object_set(item, "feed_title", title) == 0) &&
           (!json_is_string(lang) || json_object_get(item, "language") ||
            json_object_set(item, "language", lang) == 0);
}

/* Takes the objects of LIST, a member of AROUND. */
static dl_status take_list(dl_records *records, const json_t *around, const json_t *list,
                           dl_error *error)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *item = json_array_get(list, i);
        dl_status status;
        if (!json_is_object(item)) {
            dl_records_fail(records, DL_ERR_INVALID, "is no object with fields");
            continue;
        }
        status =
            hand_down(around, item) ? dl_records_take(records, item, error) : dl_fail_nomem(error);
        if (status)
            return status;
    }
    return DL_OK;
}

/* Takes the whole file as one record: its own bytes. */
static dl_status take_whole(const dl_records *records, const dl_str *content, dl_error *error)
{
    dl_part part = *records->part;
    dl_stream stream;
    part.media_type = DL_RECORD_TYPE;
    part.depth++;
    dl_stream_init_memory(&stream, content->text, content->len);
    dl_status status = dl_split_part(records->to, &part, &stream, error);
    dl_stream_release(&stream);
    return status;
}

static dl_status split_object(dl_records *records, dl_stream *in, dl_error *error)
{
    dl_str content;
    json_error_t reason;
    json_t *object = NULL;
    const json_t *list = NULL, *around = NULL;
    dl_str_init(&content);
    dl_status status = dl_stream_all(in, DL_RECORD_MAX, &content, error);
    if (status) {
        status = dl_fail_in(error, status, records->part->origin);
        goto out;
    }
    size_t from = skip_space(content.text, content.len);
    object = dl_record_load(content.text + from, content.len - from, &reason);
    if (!object) {
        status = dl_fail(error, DL_ERR_CORRUPT, "%s: damaged JSON: line %d, column %d: %s",
                         records->part->origin, reason.line, reason.column, reason.text);
        goto out;
    }
    if (!dl_fields_have_body(object) && !has_long_string(object))
        find_list(object, 0, &list, &around);
    status = list ? take_list(records, around, list, error) : take_whole(records, &content, error);
out:
    json_decref(object);
    dl_str_release(&content);
    return status;
}

/* Shows the first line of IN and a piece of what is below it; *RET_LINE is the bytes of the line, 0 where it does not
 * end within a record. */
static dl_status show_line(dl_stream *in, const char **ret, size_t *ret_len, size_t *ret_line,
                           dl_error *error)
{
    size_t len = 0, seen;
    const char *newline;
    *ret_line = 0;
    do {
        seen = len;
        dl_status status = dl_stream_peek(in, seen + CHUNK, ret, &len, error);
        if (status)
            return status;
        newline = memchr(*ret + seen, '\n', len - seen);
    } while (!newline && len > seen && len < DL_RECORD_MAX);
    if (newline)
        *ret_line = (size_t)(newline - *ret) + 1;
    return dl_stream_peek(in, *ret_line + CHUNK, ret, ret_len, error);
}

/* Sets *RET to whether a first line that is longer than the head is an object, and another object is below it. */
static dl_status are_lines(dl_stream *in, bool *ret, dl_error *error)
{
    const char *text;
    size_t len, line;
    dl_status status = show_line(in, &text, &len, &line, error);
    *ret = false;
    if (status || !line)
        return status;
    size_t end = line, next = line + skip_space(text + line, len - line);
    while (end && strchr(" \t\r\n", text[end - 1]) && text[end - 1])
        end--;
    *ret = end && text[end - 1] == '}' && next < len && text[next] == '{';
    return DL_OK;
}

static dl_status split(const dl_part *part, dl_stream *in, dl_split *to, dl_error *error)
{
    dl_records records;
    size_t pos = skip_space(part->head, part->head_len);
    bool lines = false;
    if (part->head[pos] == '{' && !memchr(part->head, '\n', part->head_len)) {
        dl_status status = are_lines(in, &lines, error);
        if (status)
            return dl_fail_in(error, status, part->origin);
        if (lines)
            return dl_jsonl_split(part, in, to, error);
    }
    dl_records_init(&records, part, to);
    dl_status status = part->head[pos] == '[' ? split_list(&records, in, error)
                                              : split_object(&records, in, error);
    dl_records_release(&records);
    return status;
}

const dl_importer dl_importer_json = {
    .name = "json", .library = "jansson " JANSSON_VERSION, .sniff = sniff, .split = split};
