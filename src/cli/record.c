/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/output.h"
#include "cli/ownkinds.h"
#include "cli/record.h"
#include "dateline/text.h"

static void set(json_t *record, const char *name, json_t *value)
{
    dl_must(value);
    dl_must(json_object_set_new_nocheck(record, name, value) == 0 ? record : NULL);
}

/* The LEN bytes at TEXT as a JSON string. What is not UTF-8 (a word of the command line may not be)
 * is cleaned first. */
static json_t *make_text(const char *text, size_t len)
{
    json_t *value = json_stringn(text, len);
    if (value)
        return value;
    dl_str clean;
    dl_str_init(&clean);
    dl_must(dl_text_clean(&clean, text, len) == DL_OK ? clean.text : NULL);
    value = dl_must(json_stringn(clean.text, clean.len));
    dl_str_release(&clean);
    return value;
}

json_t *dl_record_new(void)
{
    json_t *record = dl_must(json_object());
    set(record, "format_version", json_integer(DL_RECORD_VERSION));
    return record;
}

void dl_record_bytes(json_t *record, const char *name, const char *text, size_t len)
{
    set(record, name, make_text(text, len));
}

void dl_record_text(json_t *record, const char *name, const char *text)
{
    set(record, name, text ? make_text(text, strlen(text)) : json_null());
}

void dl_record_number(json_t *record, const char *name, uint64_t number)
{
    set(record, name, json_integer((json_int_t)number));
}

void dl_record_bool(json_t *record, const char *name, bool value)
{
    set(record, name, json_boolean(value));
}

void dl_record_list(json_t *record, const char *name, const char *const *texts, size_t count)
{
    json_t *list = dl_must(json_array());
    for (size_t i = 0; i < count; i++)
        dl_must(json_array_append_new(list, make_text(texts[i], strlen(texts[i]))) == 0 ? list
                                                                                        : NULL);
    set(record, name, list);
}

void dl_record_date(json_t *record, dl_date date, const char *const *readings, size_t count)
{
    char text[DL_DATE_TEXT];
    dl_date_format(date, text);
    dl_record_text(record, "published", *text ? text : NULL);
    dl_record_text(record, "precision", *text ? dl_precision_name(date.precision) : NULL);
    dl_record_text(record, "how", dl_how_name(date.how));
    if (count)
        dl_record_list(record, "readings", readings, count);
}

void dl_record_utc(json_t *record, int64_t utc)
{
    char text[24] = "";
    time_t seconds = (time_t)utc;
    struct tm broken;
    if (utc != DL_UTC_NONE && gmtime_r(&seconds, &broken))
        strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &broken);
    dl_record_text(record, "published_utc", *text ? text : NULL);
}

void dl_record_document(json_t *record, const dl_document *document)
{
    char captured[DL_DATE_TEXT];
    dl_date_format(document->captured, captured);
    dl_record_text(record, "origin", document->origin);
    dl_record_text(record, "title", document->title);
    dl_record_text(record, "source", document->source);
    dl_record_text(record, "publisher", document->publisher);
    dl_record_list(record, "via", document->via, document->via_count);
    dl_record_date(record, document->published, document->readings, document->readings_count);
    dl_record_utc(record, dl_document_utc(document));
    dl_record_text(record, "captured", *captured ? captured : NULL);
    dl_record_text(record, "place", document->place);
    dl_record_text(record, "author", document->author);
    dl_record_text(record, "lang", document->lang);
    dl_record_text(record, "link", document->link);
    dl_record_text(record, "sha256", document->sha256);
    dl_record_text(record, "body", document->body);
}

void dl_record_mention(json_t *record, const dl_mention *mention, const char *text, bool no_field)
{
    if (!no_field)
        dl_record_text(record, "field", dl_field_name(mention->field));
    dl_record_number(record, "start", mention->start);
    dl_record_number(record, "end", mention->end);
    dl_record_bytes(record, "text", text + mention->start, mention->end - mention->start);
    dl_record_text(record, "kind", dl_kinds_called(dl_own_kinds(), mention->kind, mention->entity));
    dl_record_text(record, "entity", mention->entity);
    dl_record_text(record, "form", dl_form_name(mention->form));
    dl_record_text(record, "rule", dl_rule_name(mention->rule));
    dl_record_number(record, "confidence", mention->confidence);
}

void dl_record_mentions(json_t *record, const dl_document *document, const dl_mention *mentions,
                        size_t count)
{
    json_t *list = dl_must(json_array());
    for (size_t i = 0; i < count; i++) {
        json_t *entry = dl_must(json_object());
        const char *text = mentions[i].field == DL_FIELD_TITLE ? document->title : document->body;
        dl_record_mention(entry, &mentions[i], text, false);
        dl_must(json_array_append_new(list, entry) == 0 ? list : NULL);
    }
    set(record, "mentions", list);
}

/* Adds TEXT to a row of CSV (RFC 4180), made safe but for its newlines. */
static void add_field(dl_str *row, const char *text)
{
    dl_str safe;
    dl_str_init(&safe);
    dl_output_add_safe(&safe, text, strlen(text), true);
    dl_must(dl_str_ok(&safe) ? safe.text : NULL);
    bool quotes = strpbrk(safe.text, ",\"\n") || safe.text[0] == ' ';
    if (quotes)
        dl_str_addc(row, '"');
    for (const char *c = safe.text; *c; c++) {
        if (*c == '"')
            dl_str_addc(row, '"');
        dl_str_addc(row, *c);
    }
    if (quotes)
        dl_str_addc(row, '"');
    dl_str_release(&safe);
}

static void add_value(dl_str *row, const json_t *value)
{
    dl_str text;
    dl_str_init(&text);
    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value); i++) {
            dl_str_add(&text, i ? ", " : "");
            dl_str_add(&text, json_string_value(json_array_get(value, i)));
        }
    } else if (json_is_integer(value)) {
        dl_str_addf(&text, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    } else if (json_is_boolean(value)) {
        dl_str_add(&text, json_is_true(value) ? "true" : "false");
    } else if (json_is_string(value)) {
        dl_str_add(&text, json_string_value(value));
    }
    add_field(row, text.text);
    dl_str_release(&text);
}

void dl_record_head(dl_format format, const char *const *columns)
{
    dl_str row;
    if (format != DL_FORMAT_CSV)
        return;
    dl_str_init(&row);
    for (size_t i = 0; columns[i]; i++)
        dl_str_addf(&row, "%s%s", i ? "," : "", columns[i]);
    dl_output_line(&row);
    dl_str_release(&row);
}

/* Adds CP as JSON escapes, as it stands in a string. */
static void add_escape(dl_str *out, uint32_t cp)
{
    if (cp > 0xFFFF) {
        add_escape(out, 0xD800 + ((cp - 0x10000) >> 10));
        cp = 0xDC00 + (cp & 0x3FF);
    }
    dl_str_addf(out, "\\u%04x", cp);
}

void dl_record_add_json(dl_str *out, const json_t *record)
{
    size_t flags = JSON_COMPACT | (dl_output_utf8() ? 0 : JSON_ENSURE_ASCII);
    char *line = dl_must(json_dumps(record, flags));
    size_t len = strlen(line), plain = 0, n;
    for (size_t at = 0; at < len; at += n) {
        uint32_t cp = dl_text_decode(line + at, len - at, &n); /* C0 controls are escapes by now */
        if (cp < 0x7F || (!dl_text_is_hidden(cp) && !dl_text_is_treacherous(cp)))
            continue;
        dl_str_addn(out, line + plain, at - plain);
        add_escape(out, cp);
        plain = at + n;
    }
    dl_str_addn(out, line + plain, len - plain);
    free(line);
}

static void print_json(const json_t *record)
{
    dl_str out;
    dl_str_init(&out);
    dl_record_add_json(&out, record);
    dl_str_addc(&out, '\n');
    dl_must(dl_str_ok(&out) ? out.text : NULL);
    dl_output_bytes(out.text, out.len);
    dl_str_release(&out);
}

void dl_record_print(json_t *record, dl_format format, const char *const *columns)
{
    if (format == DL_FORMAT_JSON) {
        print_json(record);
    } else {
        dl_str row;
        dl_str_init(&row);
        for (size_t i = 0; columns[i]; i++) {
            if (i)
                dl_str_addc(&row, ',');
            add_value(&row, json_object_get(record, columns[i]));
        }
        dl_output_line(&row);
        dl_str_release(&row);
    }
    json_decref(record);
}
