/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "store/put.h"

static bool is_sha256(const char *hex)
{
    return strspn(hex, "0123456789abcdef") == DL_SHA256_HEX - 1 && !hex[DL_SHA256_HEX - 1];
}

bool dl_date_check(dl_date date)
{
    if (date.precision > DL_PRECISION_MINUTE || date.how > DL_HOW_READER || date.minute < 0 ||
        date.minute >= 24 * 60)
        return false;
    if (date.precision == DL_PRECISION_NONE)
        return date.day == DL_DAY_NONE;
    return date.day >= DL_DAY_MIN && date.day <= DL_DAY_MAX;
}

dl_status dl_hash_check(const char *text, dl_error *error)
{
    return is_sha256(text) ? DL_OK : dl_fail(error, DL_ERR_INVALID, "'%s' is not a hash", text);
}

dl_status dl_prefix_check(const char *text, dl_error *error)
{
    size_t len = strlen(text);
    if (len >= DL_PREFIX_MIN && len < DL_SHA256_HEX &&
        strspn(text, "0123456789abcdefABCDEF") == len)
        return DL_OK;
    return dl_fail(error, DL_ERR_INVALID,
                   "'%s' is not the beginning of a hash: %d to %d hexadecimal digits", text,
                   DL_PREFIX_MIN, DL_SHA256_HEX - 1);
}

static dl_status check_document(const dl_document *doc, dl_error *error)
{
    const char *origin = doc->origin ? doc->origin : "a document";
    if (!doc->origin)
        return dl_fail(error, DL_ERR_INVALID, "a document without an origin cannot be stored");
    if (!is_sha256(doc->sha256))
        return dl_fail(error, DL_ERR_INVALID, "%s: the hash is not 64 hexadecimal digits", origin);
    if (!doc->body)
        return dl_fail(error, DL_ERR_INVALID, "%s: the document has no body", origin);
    if (!dl_date_check(doc->published) || !dl_date_check(doc->captured))
        return dl_fail(error, DL_ERR_INVALID, "%s: the date is not one of the calendar", origin);
    if (doc->lead > strlen(doc->body))
        return dl_fail(error, DL_ERR_INVALID, "%s: the text begins after its end", origin);
    return DL_OK;
}

static int compare_id(const void *id, const void *entity)
{
    return strcmp(id, ((const dl_entity *)entity)->id);
}

const dl_entity *dl_put_entity(const dl_put *put, const char *id)
{
    if (put->entities_count == 0)
        return NULL;
    return bsearch(id, put->entities, put->entities_count, sizeof *put->entities, compare_id);
}

static dl_status check_entities(const dl_put *put, dl_error *error)
{
    for (size_t i = 0; i < put->entities_count; i++) {
        const dl_entity *entity = &put->entities[i];
        if (entity->kind >= DL_KIND_COUNT)
            return dl_fail(error, DL_ERR_INVALID, "%s: '%s' is of no known kind",
                           put->document->origin, entity->id);
        if (i > 0 && strcmp(entity[-1].id, entity->id) >= 0)
            return dl_fail(error, DL_ERR_INVALID, "%s: entities are not in the order of their ids",
                           put->document->origin);
    }
    return DL_OK;
}

/* Whether MENTION stands after LAST of its layer, which may be NULL. */
static bool is_after(const dl_mention *mention, const dl_mention *last)
{
    return !last || mention->field > last->field || mention->start >= last->end;
}

static dl_status check_mentions(const dl_put *put, dl_error *error)
{
    const dl_document *doc = put->document;
    size_t lengths[DL_FIELD_COUNT] = {doc->title ? strlen(doc->title) : 0, strlen(doc->body)};
    const dl_mention *last[2] = {0}; /* a name, an office */
    for (size_t i = 0; i < put->mentions_count; i++) {
        const dl_mention *mention = &put->mentions[i];
        bool whole = mention->field < DL_FIELD_COUNT && mention->form < DL_FORM_COUNT &&
                     mention->rule < DL_RULE_COUNT && mention->start < mention->end &&
                     mention->end <= lengths[mention->field];
        bool layer = dl_mention_is_office(mention);
        bool after = is_after(mention, last[layer]) &&
                     (i == 0 || dl_mention_compare(&mention[-1], mention) <= 0);
        if (!whole || !after)
            return dl_fail(error, DL_ERR_INVALID,
                           "%s: mention %zu (%s, bytes %u to %u) does not lie in its text after "
                           "the one before",
                           doc->origin, i + 1, dl_field_name(mention->field), mention->start,
                           mention->end);
        if (!dl_put_entity(put, mention->entity))
            return dl_fail(error, DL_ERR_INVALID, "%s: mention %zu names '%s', which is not given",
                           doc->origin, i + 1, mention->entity);
        last[layer] = mention;
    }
    return DL_OK;
}

dl_status dl_put_check(const dl_put *put, dl_error *error)
{
    dl_status status = check_document(put->document, error);
    if (!status)
        status = check_entities(put, error);
    return status ? status : check_mentions(put, error);
}

dl_day dl_document_day(const dl_document *doc)
{
    return doc->published.precision == DL_PRECISION_NONE ? DL_DAY_NONE : doc->published.day;
}

const char *dl_document_short_heading(const dl_document *doc, size_t *ret_len)
{
    size_t len;
    const char *heading = dl_document_heading(doc, &len);
    if (len > DL_HEADING_MAX) {
        len = DL_HEADING_MAX;
        while (len > 0 && ((unsigned char)heading[len] & 0xC0) == 0x80)
            len--;
    }
    *ret_len = len;
    return heading;
}

const char *dl_document_field(const dl_document *doc, dl_field field)
{
    return field == DL_FIELD_TITLE ? doc->title : doc->body;
}

/* Adds NUMBER in decimal and END: there are hundreds in a document, and printf takes its time. */
static void add_number(dl_str *out, int64_t number, char end)
{
    char text[24], *digit = text + sizeof text;
    uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
    *--digit = end;
    do
        *--digit = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
        *--digit = '-';
    dl_str_addn(out, digit, (size_t)(text + sizeof text - digit));
}

void dl_digest_add(dl_str *out, const char *text)
{
    size_t len = text ? strlen(text) : 0;
    if (text)
        add_number(out, (int64_t)len, ':');
    dl_str_addn(out, text ? text : "-", text ? len : 1);
    dl_str_addc(out, ';');
}

static void add_strings(dl_str *out, const char *const *list, size_t count)
{
    add_number(out, (int64_t)count, '[');
    for (size_t i = 0; i < count; i++)
        dl_digest_add(out, list[i]);
}

static void add_date(dl_str *out, dl_date date)
{
    add_number(out, date.day, ',');
    add_number(out, date.minute, ',');
    add_number(out, (int)date.precision, ',');
    add_number(out, (int)date.how, ';');
}

bool dl_document_digest(const dl_document *doc, const dl_mention *mentions, size_t count,
                        char ret_hex[DL_SHA256_HEX])
{
    const char *strings[] = {doc->sha256,         doc->title,     doc->body,     doc->source,
                             doc->source_country, doc->publisher, doc->evidence, doc->place,
                             doc->author,         doc->lang,      doc->link};
    dl_str text;
    dl_str_init(&text);
    add_strings(&text, strings, sizeof strings / sizeof *strings);
    add_strings(&text, doc->via, doc->via_count);
    add_strings(&text, doc->readings, doc->readings_count);
    add_date(&text, doc->published);
    add_date(&text, doc->captured);
    add_number(&text, (int64_t)doc->lead, ';');
    if (doc->published_utc != DL_UTC_NONE)
        dl_str_addf(&text, "utc %" PRId64 ";", doc->published_utc);
    for (size_t i = 0; i < count; i++) {
        const dl_mention *m = &mentions[i];
        const int64_t numbers[] = {(int)m->field, m->start,     m->end,
                                   (int)m->form,  (int)m->rule, m->confidence};
        const size_t last = sizeof numbers / sizeof *numbers - 1;
        for (size_t k = 0; k <= last; k++)
            add_number(&text, numbers[k], k < last ? ',' : ';');
        dl_digest_add(&text, m->entity);
    }
    bool ok = dl_str_ok(&text);
    if (ok)
        dl_sha256_hex(text.text, text.len, ret_hex);
    dl_str_release(&text);
    return ok;
}
