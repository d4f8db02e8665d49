/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/decision_record.h"
#include "cli/record.h"

/* --- writing --- */

#define LAST_YEAR 9998 /* later decisions of the log are to have four digits too */
#define TIME_TEXT 48   /* bytes of a time: 2024-01-27T10:11:12.345Z */

static void format_time(int64_t time, char ret[TIME_TEXT])
{
    time_t seconds = (time_t)(time / 1000);
    struct tm civil;
    char day[24];
    gmtime_r(&seconds, &civil);
    strftime(day, sizeof day, "%Y-%m-%dT%H:%M:%S", &civil);
    snprintf(ret, TIME_TEXT, "%s.%03dZ", day, (int)(time % 1000));
}

static void add_time(json_t *record, int64_t time)
{
    char text[TIME_TEXT];
    format_time(time, text);
    dl_record_text(record, "time", text);
}

static void add_passage(json_t *record, const dl_passage *passage)
{
    dl_record_text(record, "field", dl_field_name(passage->field));
    dl_record_number(record, "start", passage->start);
    dl_record_number(record, "end", passage->end);
    dl_record_text(record, "quote", passage->quote);
    dl_record_text(record, "prefix", passage->prefix);
    dl_record_text(record, "suffix", passage->suffix);
}

static void add_mention(json_t *record, const dl_decision *d)
{
    dl_record_text(record, "reach", dl_reach_name(d->reach));
    if (d->kind != DL_DECISION_MERGE)
        dl_record_text(record, "spelling", d->spelling);
    dl_record_text(record, "entity", d->entity);
    if (dl_decision_links(d->kind)) {
        dl_record_text(record, "to", d->to.id);
        dl_record_text(record, "to_name", d->to.name);
        dl_record_text(record, "to_kind", dl_kind_name(d->to.kind));
    }
}

json_t *dl_decision_record(const dl_decision *d)
{
    json_t *record = dl_record_new();
    dl_record_text(record, "id", d->id);
    dl_record_text(record, "batch", d->batch);
    add_time(record, d->time);
    dl_record_text(record, "kind", dl_decision_name(d->kind));
    if (*d->sha256)
        dl_record_text(record, "sha256", d->sha256);
    if (dl_decision_is_of_mentions(d->kind))
        add_mention(record, d);
    if (d->kind == DL_DECISION_FACT)
        dl_record_text(record, "fact", dl_fact_name(d->fact));
    if (d->source)
        dl_record_text(record, "source", d->source);
    if (d->source || d->kind == DL_DECISION_FACT)
        dl_record_text(record, "value", d->value);
    if (d->passage.quote)
        add_passage(record, &d->passage);
    if (d->kind == DL_DECISION_REVOKE)
        dl_record_text(record, "revokes", d->revokes);
    return record;
}

/* --- reading --- */

/* What reading has come to: the first thing that is wrong. */
typedef struct reading {
    const json_t *record;
    dl_arena *arena;
    dl_status status;
    dl_error *error;
} reading;

/* The text of the member NAME, the arena's; NULL where there is none. */
static const char *read_text(reading *r, const char *name)
{
    const json_t *value = json_object_get(r->record, name);
    if (r->status || !value || json_is_null(value))
        return NULL;
    if (!json_is_string(value)) {
        r->status = dl_fail(r->error, DL_ERR_SYNTAX, "\"%s\" is no text", name);
        return NULL;
    }
    const char *copy =
        dl_arena_strndup(r->arena, json_string_value(value), json_string_length(value));
    if (!copy)
        r->status = dl_fail_nomem(r->error);
    return copy;
}

/* The text of a member that must be there; "" after a failure. */
static const char *need_text(reading *r, const char *name)
{
    const char *text = read_text(r, name);
    if (!text && !r->status)
        r->status = dl_fail(r->error, DL_ERR_SYNTAX, "\"%s\" is missing", name);
    return text ? text : "";
}

static void read_id(reading *r, const char *name, char ret[DL_DECISION_ID])
{
    const char *text = need_text(r, name);
    if (strlen(text) != DL_DECISION_ID - 1 && !r->status)
        r->status = dl_fail(r->error, DL_ERR_SYNTAX, "\"%s\" is not 32 hexadecimal digits", name);
    if (!r->status)
        memcpy(ret, text, DL_DECISION_ID);
}

/* Reads an id where there is one. */
static void read_known_id(reading *r, const char *name, char ret[DL_DECISION_ID])
{
    const json_t *value = json_object_get(r->record, name);
    if (value && !json_is_null(value))
        read_id(r, name, ret);
}

static uint32_t read_number(reading *r, const char *name)
{
    const json_t *value = json_object_get(r->record, name);
    json_int_t number = json_integer_value(value);
    if (!r->status && (!json_is_integer(value) || number < 0 || number > UINT32_MAX))
        r->status = dl_fail(r->error, DL_ERR_SYNTAX, "\"%s\" is not a number of bytes", name);
    return (uint32_t)number;
}

static void fail_word(reading *r, const char *name, const char *text)
{
    if (!r->status)
        r->status = dl_fail(r->error, DL_ERR_SYNTAX, "\"%s\": '%s' is none known", name, text);
}

/* Reads COUNT digits at *AT and the character AFTER them, and moves *AT behind it. */
static bool take_digits(const char **at, int count, char after, int *ret)
{
    int number = 0;
    for (; count > 0 && isdigit((unsigned char)**at); count--)
        number = number * 10 + *(*at)++ - '0';
    *ret = number;
    return count == 0 && *(*at)++ == after;
}

static void read_time(reading *r, dl_decision *d)
{
    const char *text = need_text(r, "time"), *at = text;
    int year, month, day, hour, minute, second, milli;
    bool read = take_digits(&at, 4, '-', &year) && take_digits(&at, 2, '-', &month) &&
                take_digits(&at, 2, 'T', &day) && take_digits(&at, 2, ':', &hour) &&
                take_digits(&at, 2, ':', &minute) && take_digits(&at, 2, '.', &second) &&
                take_digits(&at, 3, 'Z', &milli) && !*at;
    struct tm civil = {0};
    if (!r->status && !read) {
        r->status =
            dl_fail(r->error, DL_ERR_SYNTAX, "\"time\" is not as in 2024-01-27T10:11:12.345Z");
        return;
    }
    if (r->status)
        return;
    civil.tm_year = year - 1900;
    civil.tm_mon = month - 1;
    civil.tm_mday = day;
    civil.tm_hour = hour;
    civil.tm_min = minute;
    civil.tm_sec = second;
    d->time = (int64_t)timegm(&civil) * 1000 + milli;
    char again[TIME_TEXT];
    format_time(d->time, again);
    if (strcmp(again, text) != 0 || d->time < 0 || year > LAST_YEAR)
        r->status = dl_fail(r->error, DL_ERR_SYNTAX,
                            "\"time\": there is no such time from 1970 to %d", LAST_YEAR);
}

static void read_passage(reading *r, dl_decision *d)
{
    const char *field;
    d->passage.quote = read_text(r, "quote");
    if (!d->passage.quote)
        return;
    field = need_text(r, "field");
    d->passage.field = strcmp(field, "title") == 0 ? DL_FIELD_TITLE : DL_FIELD_BODY;
    if (d->passage.field == DL_FIELD_BODY && strcmp(field, "body") != 0)
        fail_word(r, "field", field);
    d->passage.start = read_number(r, "start");
    d->passage.end = read_number(r, "end");
    d->passage.prefix = need_text(r, "prefix");
    d->passage.suffix = need_text(r, "suffix");
    memcpy(d->passage.sha256, d->sha256, sizeof d->sha256);
}

static void read_mention(reading *r, dl_decision *d)
{
    const char *reach = need_text(r, "reach");
    if (!dl_reach_parse(reach, &d->reach))
        fail_word(r, "reach", reach);
    d->spelling = read_text(r, "spelling");
    d->entity = read_text(r, "entity");
    if (!dl_decision_links(d->kind))
        return;
    const char *kind = need_text(r, "to_kind");
    d->to.id = need_text(r, "to");
    d->to.name = need_text(r, "to_name");
    if (!dl_kind_parse(kind, strlen(kind), &d->to.kind))
        fail_word(r, "to_kind", kind);
}

static void read_kind(reading *r, dl_decision *d)
{
    const char *kind = need_text(r, "kind");
    if (!dl_decision_parse(kind, &d->kind)) {
        fail_word(r, "kind", kind);
        return;
    }
    if (dl_decision_is_of_mentions(d->kind))
        read_mention(r, d);
    if (d->kind == DL_DECISION_FACT) {
        const char *fact = need_text(r, "fact");
        if (!dl_fact_parse(fact, &d->fact))
            fail_word(r, "fact", fact);
    }
    if (d->kind == DL_DECISION_REVOKE)
        read_id(r, "revokes", d->revokes);
}

dl_status dl_decision_of_record(const json_t *record, dl_arena *arena, dl_decision *ret,
                                dl_error *error)
{
    dl_decision d = {0};
    reading r = {.record = record, .arena = arena, .error = error};
    if (!json_is_object(record))
        return dl_fail(error, DL_ERR_SYNTAX, "not an object");
    json_int_t version = json_integer_value(json_object_get(record, "format_version"));
    if (version != DL_RECORD_VERSION)
        return dl_fail(error, version > DL_RECORD_VERSION ? DL_ERR_NEWER : DL_ERR_SYNTAX,
                       "format_version is %lld, this program reads %d", (long long)version,
                       DL_RECORD_VERSION);
    read_id(&r, "id", d.id);
    read_known_id(&r, "batch", d.batch);
    read_time(&r, &d);
    const char *sha256 = read_text(&r, "sha256");
    if (sha256 && strlen(sha256) == DL_SHA256_HEX - 1)
        memcpy(d.sha256, sha256, DL_SHA256_HEX);
    else if (sha256 && !r.status)
        r.status = dl_fail(error, DL_ERR_SYNTAX, "\"sha256\" is not 64 hexadecimal digits");
    read_kind(&r, &d);
    d.source = read_text(&r, "source");
    d.value = read_text(&r, "value");
    read_passage(&r, &d);
    if (!r.status)
        r.status = dl_decision_check(&d, error);
    if (!r.status)
        *ret = d;
    return r.status;
}
