/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/records.h"

#include <stdlib.h>
#include <string.h>

#include "dateline/text.h"

#define ID_MAX 300 /* bytes of an id that names a record */

void dl_records_init(dl_records *records, const dl_part *part, dl_split *to)
{
    *records = (dl_records){.part = part, .to = to};
}

void dl_records_release(dl_records *records)
{
    dl_seen_release(&records->seen);
    *records = (dl_records){0};
}

/* Adds what RECORD calls itself to OUT: its id, else its address; nothing where it has neither. */
static void add_id(const json_t *record, dl_str *out)
{
    static const char *const names[] = {"id",   "_id", "guid",   "uuid", "docid",
                                        "link", "url", "doc_id", "Id",   "ID"};
    size_t before = out->len;
    for (size_t i = 0; i < sizeof names / sizeof *names && out->len == before; i++) {
        const json_t *value = json_object_get(record, names[i]);
        if (json_is_object(value) && json_object_get(value, "$oid"))
            value = json_object_get(value, "$oid");
        if (json_is_integer(value))
            dl_str_addf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        else if (json_is_string(value) && json_string_length(value) <= ID_MAX)
            dl_text_clean(out, json_string_value(value), json_string_length(value));
    }
}

/* Writes the record's origin. False when memory is out. */
static bool make_origin(dl_records *records, const json_t *record, dl_str *ret)
{
    dl_str_addf(ret, "%s#", records->part->origin);
    size_t before = ret->len;
    add_id(record, ret);
    if (ret->len > before) {
        bool is_new;
        if (!dl_seen_add(&records->seen, ret->text + before, &is_new))
            return false;
        if (!is_new)
            dl_str_cut(ret, before);
    }
    if (ret->len == before)
        dl_str_addf(ret, "%zu", records->number);
    return dl_str_ok(ret);
}

dl_status dl_records_take(dl_records *records, const json_t *record, dl_error *error)
{
    dl_str origin;
    dl_stream stream;
    dl_status status;
    records->number++;
    dl_str_init(&origin);
    char *text = json_dumps(record, JSON_COMPACT);
    if (!text || !make_origin(records, record, &origin)) {
        status = dl_fail_nomem(error);
        goto out;
    }
    const dl_part part = {.origin = origin.text,
                          .media_type = DL_RECORD_TYPE,
                          .link = records->part->link,
                          .captured = records->part->captured,
                          .depth = records->part->depth + 1};
    dl_stream_init_memory(&stream, text, strlen(text));
    status = dl_split_part(records->to, &part, &stream, error);
    dl_stream_release(&stream);
out:
    free(text);
    dl_str_release(&origin);
    return status;
}

void dl_records_fail(dl_records *records, dl_status status, const char *what)
{
    dl_error told;
    records->number++;
    dl_fail(&told, status, "%s#%zu: %s", records->part->origin, records->number, what);
    dl_split_failed(records->to, &told);
}

bool dl_record_set(json_t *record, const char *name, const char *text, size_t len)
{
    dl_str clean;
    dl_str_init(&clean);
    bool ok = dl_text_clean(&clean, text, len) == DL_OK;
    if (ok && strspn(clean.text, " \t\n") < clean.len)
        ok = json_object_set_new(record, name, json_stringn(clean.text, clean.len)) == 0;
    dl_str_release(&clean);
    return ok;
}

/* Adds clean TEXT of JSON to OUT with tabs and newlines in its strings escaped, as they have to be. */
static void add_escaped(dl_str *out, const dl_str *text)
{
    bool string = false, escaped = false;
    for (size_t i = 0; i < text->len; i++) {
        char c = text->text[i];
        if (string && (c == '\n' || c == '\t'))
            dl_str_add(out, c == '\n' ? "\\n" : "\\t");
        else
            dl_str_addc(out, c);
        string = string ? escaped || c != '"' : c == '"';
        escaped = string && !escaped && c == '\\';
    }
}

json_t *dl_record_load(const char *data, size_t len, json_error_t *ret_reason)
{
    json_t *value = json_loadb(data, len, JSON_ALLOW_NUL, ret_reason);
    if (value)
        return value;
    dl_str clean, escaped;
    json_error_t reason;
    dl_str_init(&clean);
    dl_str_init(&escaped);
    if (dl_text_clean(&clean, data, len) == DL_OK) {
        add_escaped(&escaped, &clean);
        if (dl_str_ok(&escaped) && (escaped.len != len || memcmp(escaped.text, data, len) != 0))
            value = json_loadb(escaped.text, escaped.len, JSON_ALLOW_NUL, &reason);
    }
    dl_str_release(&clean);
    dl_str_release(&escaped);
    return value;
}
