/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record with named fields, as an object of JSON: what JSON files, tables, feeds and the caches of their
 * readers are made of. */
#include <string.h>

#include "dateline/hash.h"
#include "import/facts.h"
#include "import/fields.h"
#include "import/records.h"

/* Only those who make such records say so. */
static int sniff(const dl_part *part)
{
    return part->media_type && strcmp(part->media_type, DL_RECORD_TYPE) == 0 ? 100 : 0;
}

static dl_status parse(const dl_record *record, const dl_import_options *options,
                       dl_import_sink *sink, void *context, dl_error *error)
{
    dl_arena arena = {0};
    dl_document document;
    json_error_t reason;
    dl_manuscript manuscript = {
        .origin = record->part.origin, .captured = record->part.captured, .budget = record->budget};
    dl_status status;
    json_t *object = dl_record_load(record->data, record->len, &reason);
    if (!json_is_object(object)) {
        status = dl_fail(error, DL_ERR_CORRUPT, "%s: is no object of JSON: %s", record->part.origin,
                         object ? "something else" : reason.text);
        goto out;
    }
    status = dl_fields_read(object, options->map, &arena, &manuscript, error);
    if (!status)
        status = dl_facts_read(&manuscript, options, &arena, &document, error);
    if (!status) {
        dl_sha256_hex(record->data, record->len, document.sha256);
        status = sink(context, &document, error);
    }
out:
    json_decref(object);
    dl_arena_release(&arena);
    return status;
}

const dl_importer dl_importer_record = {
    .name = "record", .library = "jansson " JANSSON_VERSION, .sniff = sniff, .parse = parse};
