/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_RECORDS_H
#define DL_IMPORT_RECORDS_H

#include <jansson.h>

#include "import/importer.h"
#include "import/seen.h"

/*
 * Containers of records with named fields. Whatever the container, each record is handed on as an object
 * of JSON (format_record.c reads it), so that its hash, its fields and its failures are the
 * same for all.
 */

/* What a part of such an object says it is, so that no other format is asked. */
#define DL_RECORD_TYPE "application/vnd.dateline.record+json"

typedef struct dl_records {
    const dl_part *part;
    dl_split *to;
    size_t number; /* of the last record, from 1 */
    dl_seen seen;  /* the names that records had */
} dl_records;

void dl_records_init(dl_records *records, const dl_part *part, dl_split *to);
void dl_records_release(dl_records *records);

/* Hands on the next record. It is called "path#ID" by the id or the address that a field of it holds,
 * if that is no earlier one's, else "path#N". */
dl_status dl_records_take(dl_records *records, const json_t *record, dl_error *error);

/* Reads JSON in UTF-8, and where it is not quite that, in what its bytes look like. NULL, and *RET_REASON
 * set, where it is none. To be given back with json_decref. */
json_t *dl_record_load(const char *data, size_t len, json_error_t *ret_reason);

/* Counts a record that could not be read, and tells why: WHAT. */
void dl_records_fail(dl_records *records, dl_status status, const char *what);

/* Sets NAME of RECORD to LEN bytes of whatever text, cleaned; leaves it where they are none. False when
 * memory is out. */
bool dl_record_set(json_t *record, const char *name, const char *text, size_t len);

/* Splits JSON Lines, as dl_importer's split: for format_json.c, which is asked where the first line is longer than
 * what a format is told by. */
dl_status dl_jsonl_split(const dl_part *part, dl_stream *in, dl_split *to, dl_error *error);

#endif
