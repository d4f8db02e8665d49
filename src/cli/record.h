/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_RECORD_H
#define CLI_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "cli/options.h"
#include "dateline/date.h"
#include "dateline/document.h"
#include "dateline/mention.h"
#include "dateline/str.h"

/*
 * Records: what is printed as a line of JSON or a row of CSV. A record is a JSON object whose first
 * member is "format_version"; a row of CSV holds those of its members that the table's columns name,
 * lists joined by ", ".
 */

#define DL_RECORD_VERSION 1 /* the "format_version" */

/* A new record. */
json_t *dl_record_new(void);

/* Adds a member. Texts and lists that are NULL become null. */
void dl_record_text(json_t *record, const char *name, const char *text);
void dl_record_bytes(json_t *record, const char *name, const char *text, size_t len);
void dl_record_number(json_t *record, const char *name, uint64_t number);
void dl_record_bool(json_t *record, const char *name, bool value);
void dl_record_list(json_t *record, const char *name, const char *const *texts, size_t count);

/* Adds published, precision, how, and readings where there are any. */
void dl_record_date(json_t *record, dl_date date, const char *const *readings, size_t count);

/* Adds "published_utc": UTC, seconds since 1970, as ISO 8601 writes it; null for DL_UTC_NONE. */
void dl_record_utc(json_t *record, int64_t utc);

/* Adds what is known of DOCUMENT, from origin to body. */
void dl_record_document(json_t *record, const dl_document *document);

/* Adds MENTION, whose field holds TEXT, as field (unless NO_FIELD), start, end, text and so on. */
void dl_record_mention(json_t *record, const dl_mention *mention, const char *text, bool no_field);

/* Adds the list of the mentions of DOCUMENT. */
void dl_record_mentions(json_t *record, const dl_document *document, const dl_mention *mentions,
                        size_t count);

/* Prints the head of a table of CSV; COLUMNS ends with NULL. Does nothing in other formats. */
void dl_record_head(dl_format format, const char *const *columns);

/* Adds RECORD to OUT as a line of JSON without its newline: as it is but for its unseen characters, which
 * as escapes say the same to a program and turn nothing round on a terminal. */
void dl_record_add_json(dl_str *out, const json_t *record);

/* Prints RECORD in FORMAT (JSON or CSV) and frees it. */
void dl_record_print(json_t *record, dl_format format, const char *const *columns);

#endif
