/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables (CSV) by libcsv: a first row with names, parted by commas, semicolons or tabs, then a record a
 * row. Cells may be quoted and hold newlines. A row with more cells than there are names, or none, is
 * told with its line, and the others go on; one with fewer has empty ones at its end, as
 * spreadsheets write it.
 *
 * Any text has commas. It is a table only where its first row looks like names, and either one of them is
 * what a text is called, or the next rows have as many cells.
 */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/vec.h"
#include "import/fields.h"
#include "import/records.h"

#define CHUNK 65536
#define ROW_NOT_BEGUN 0 /* of the parser's state: between two rows */
#define COLUMNS_MAX 256
#define NAME_MAX_BYTES 64 /* of a column's name */
#define ROWS_SNIFFED 4    /* that have as many cells, where no name tells */

#define TEXT_OF(number) #number
#define TEXT(number) TEXT_OF(number)

/* A row as its cells come in. */
typedef struct row {
    dl_str text; /* its cells, each with a NUL behind it */
    size_t cells;
} row;

typedef struct table {
    dl_records *records; /* NULL: it is only looked at */
    row at;
    char **names;
    size_t names_count;
    size_t line, rows;   /* line that the row began in, from 1; rows that are done */
    size_t equal, wrong; /* rows with as many cells as names; with more or fewer */
    dl_status status;
    dl_error *error;
} table;

/* The separator that stands most often in the first line outside quotes; NUL where none does. */
static char find_separator(const char *text, size_t len)
{
    static const char signs[] = ",;\t|";
    size_t counts[sizeof signs] = {0}, best = 0;
    bool quoted = false;
    for (size_t i = 0; i < len && (quoted || (text[i] != '\n' && text[i] != '\r')); i++) {
        const char *sign = text[i] && !quoted ? strchr(signs, text[i]) : NULL;
        quoted ^= text[i] == '"';
        if (sign && ++counts[sign - signs] > counts[best])
            best = (size_t)(sign - signs);
    }
    return counts[best] ? signs[best] : '\0';
}

static void take_cell(void *cell, size_t len, void *context)
{
    table *t = context;
    const char *text = cell;
    size_t before = t->at.text.len;
    if (len)
        dl_str_addn(&t->at.text, text, len);
    for (size_t i = before; i < t->at.text.len; i++) /* a NUL would end the cell */
        if (!t->at.text.text[i])
            t->at.text.text[i] = ' ';
    dl_str_addc(&t->at.text, '\0');
    t->at.cells++;
}

/* Keeps the first row as the names. */
static bool keep_names(table *t)
{
    const char *cell = t->at.text.text;
    t->names = calloc(t->at.cells + 1, sizeof *t->names);
    for (size_t i = 0; t->names && i < t->at.cells; i++, cell += strlen(cell) + 1) {
        if (!(t->names[i] = strdup(cell)))
            return false;
        t->names_count++;
    }
    return t->names;
}

/* Hands the row on as an object. */
static dl_status take_record(table *t)
{
    json_t *record = json_object();
    const char *cell = t->at.text.text;
    bool ok = record;
    for (size_t i = 0; ok && i < t->at.cells; i++, cell += strlen(cell) + 1)
        ok = !*t->names[i] || dl_record_set(record, t->names[i], cell, strlen(cell));
    dl_status status = ok ? dl_records_take(t->records, record, t->error) : dl_fail_nomem(t->error);
    json_decref(record);
    return status;
}

/* Whether nothing stands in the row. */
static bool is_empty(const row *r)
{
    return r->text.len <= r->cells;
}

static void take_row(int end, void *context)
{
    table *t = context;
    char what[96];
    (void)end;
    if (t->status || !dl_str_ok(&t->at.text)) {
        t->status = t->status ? t->status : dl_fail_nomem(t->error);
    } else if (!t->names) {
        t->status = keep_names(t) ? DL_OK : dl_fail_nomem(t->error);
    } else if (!is_empty(&t->at)) {
        t->rows++;
        *(t->at.cells == t->names_count ? &t->equal : &t->wrong) += 1;
        if (t->records && t->at.cells > t->names_count) {
            snprintf(what, sizeof what, "line %zu has %zu cells, and the first row names %zu",
                     t->line, t->at.cells, t->names_count);
            dl_records_fail(t->records, DL_ERR_INVALID, what);
        } else if (t->records) {
            t->status = take_record(t);
        }
    }
    dl_str_clear(&t->at.text);
    t->at.cells = 0;
}

/* Runs LEN bytes at TEXT through PARSER, a line at a time so that a row's own line is known. */
static dl_status run(struct csv_parser *parser, table *t, const char *text, size_t len,
                     size_t *newlines)
{
    for (size_t pos = 0; pos < len && !t->status;) {
        const char *newline = memchr(text + pos, '\n', len - pos);
        size_t size = newline ? (size_t)(newline - text) - pos + 1 : len - pos;
        if (parser->pstate == ROW_NOT_BEGUN)
            t->line = *newlines + 1;
        if (csv_parse(parser, text + pos, size, take_cell, take_row, t) != size && !t->status)
            t->status =
                dl_fail(t->error, csv_error(parser) == CSV_ENOMEM ? DL_ERR_NOMEM : DL_ERR_CORRUPT,
                        "line %zu: %s", t->line, csv_strerror(csv_error(parser)));
        *newlines += newline != NULL;
        pos += size;
    }
    return t->status;
}

static bool begin(struct csv_parser *parser, table *t, char separator)
{
    *t = (table){.line = 1};
    dl_str_init(&t->at.text);
    if (csv_init(parser, CSV_APPEND_NULL))
        return false;
    csv_set_delim(parser, (unsigned char)separator);
    csv_set_blk_size(parser, CHUNK); /* a cell grows by this, and is copied each time */
    return true;
}

static void release(struct csv_parser *parser, table *t)
{
    csv_free(parser);
    for (size_t i = 0; i < t->names_count; i++)
        free(t->names[i]);
    free(t->names);
    dl_str_release(&t->at.text);
}

static size_t skip_mark(const char *text, size_t len)
{
    return len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3) ? 3 : 0;
}

/* Whether a column may be called NAME: short, with a letter, and no sentence. */
static bool is_name(const char *name)
{
    size_t letters = 0, spaces = 0, len = strlen(name);
    for (const char *p = name; *p; p++) {
        letters += (*p | 0x20) >= 'a' || (*p & 0x80);
        spaces += *p == ' ';
    }
    return letters && spaces <= 3 && len <= NAME_MAX_BYTES && !strchr(".!?", name[len - 1]) &&
           !strchr(name, '\n');
}

/* How sure the names and the rows seen make it that it is a table. */
static int judge(const table *t)
{
    size_t known = 0;
    bool body = false;
    if (!t->names || t->names_count < 2 || t->names_count > COLUMNS_MAX)
        return 0;
    for (size_t i = 0; i < t->names_count; i++) {
        size_t len = strlen(t->names[i]);
        if (len && !is_name(t->names[i]))
            return 0;
        for (int field = 0; field < DL_MAPPINGS; field++)
            if (dl_fields_is(t->names[i], len, (dl_mapping)field)) {
                body |= field == DL_MAPPING_BODY;
                known++;
                break;
            }
    }
    if (body && known >= 2 && t->equal >= t->wrong)
        return 50;
    return t->names_count > 2 && t->wrong == 0 && t->equal >= ROWS_SNIFFED ? 25 : 0;
}

static int sniff(const dl_part *part)
{
    struct csv_parser parser;
    table t;
    dl_error error;
    size_t from = skip_mark(part->head, part->head_len), newlines = 0;
    const char *text = part->head + from;
    size_t len = part->head_len - from;
    char separator = find_separator(text, len);
    if (!separator || memchr(text, '\0', len < 512 ? len : 512) || !begin(&parser, &t, separator))
        return 0;
    t.error = &error;
    run(&parser, &t, text, len, &newlines);
    if (part->head_len <
        DL_IMPORT_HEAD) /* what comes after would tell whether the last row is whole */
        csv_fini(&parser, take_cell, take_row, &t);
    int sure = t.status ? 0 : judge(&t);
    if (sure && part->media_type && strcmp(part->media_type, "text/csv") == 0)
        sure = 80;
    release(&parser, &t);
    return sure;
}

static dl_status split(const dl_part *part, dl_stream *in, dl_split *to, dl_error *error)
{
    struct csv_parser parser;
    table t;
    dl_records records;
    const char *text;
    size_t len, newlines = 0;
    size_t from = skip_mark(part->head, part->head_len);
    if (!begin(&parser, &t, find_separator(part->head + from, part->head_len - from)))
        return dl_fail_nomem(error);
    dl_records_init(&records, part, to);
    t.records = &records;
    t.error = error;
    dl_status status = dl_stream_discard(in, from, NULL, error);
    while (!status) {
        status = dl_stream_peek(in, 1, &text, &len, error);
        if (status || !len)
            break;
        len = len < CHUNK ? len : CHUNK;
        status = run(&parser, &t, text, len, &newlines);
        dl_stream_skip(in, len);
        if (!status && t.at.text.len > DL_RECORD_MAX)
            status = dl_fail(error, DL_ERR_UNSUPPORTED, "%s: line %zu: a row of more than %zu MB",
                             part->origin, t.line, DL_RECORD_MAX >> 20);
    }
    if (!status) {
        csv_fini(&parser, take_cell, take_row, &t);
        status = t.status;
    }
    release(&parser, &t);
    dl_records_release(&records);
    return status;
}

const dl_importer dl_importer_csv = {
    .name = "csv",
    .library = "libcsv " TEXT(CSV_MAJOR) "." TEXT(CSV_MINOR) "." TEXT(CSV_RELEASE),
    .sniff = sniff,
    .split = split};
