/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the reader has set, for other programs and for reading: each document under the query that
 * bears a mark, with its notes where they stand now; and, where no query narrows it down, her saved
 * searches.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/citation.h"
#include "cli/documents.h"
#include "cli/output.h"
#include "cli/question.h"
#include "cli/record.h"
#include "cli/subcommand.h"
#include "dateline/locate.h"

static const char *const columns[] = {"published", "source", "title", "read",   "starred", "tags",
                                      "notes",     "saved",  "query", "sha256", NULL};

/* Where a note stands now. */
typedef struct place {
    bool here; /* false: nowhere any more; it is written down as it was made */
    dl_reference at, written;
} place;

/* A document that bears a mark. */
typedef struct marked {
    dl_stored doc;
    dl_note *notes;
    place *places; /* of the notes */
    size_t notes_count;
} marked;

typedef struct exporting {
    const dl_options *options;
    dl_store *store;
    dl_arena arena; /* of one document */
    dl_str text;
} exporting;

static dl_status locate(dl_store *store, const dl_note *note, const dl_stored *doc, place *ret,
                        dl_error *error)
{
    const dl_passage *passage = &note->passage;
    dl_reference at = {.field = passage->field,
                       .start = passage->start,
                       .end = passage->end,
                       .whole = dl_passage_is_whole(passage)};
    memcpy(at.sha256, passage->sha256, sizeof at.sha256);
    *ret = (place){.at = at, .written = at};
    ret->here = dl_passage_locate(passage, &doc->document, &ret->at.start, &ret->at.end);
    return ret->here ? dl_reference_settle(store, doc, &ret->at, &ret->written, error) : DL_OK;
}

/* Finds where the notes of M stand. */
static dl_status locate_notes(exporting *e, marked *m, dl_error *error)
{
    dl_status status = DL_OK;
    m->places = dl_arena_calloc(&e->arena, m->notes_count + 1, sizeof *m->places);
    if (!m->places)
        return dl_fail_nomem(error);
    for (size_t i = 0; !status && i < m->notes_count; i++)
        status = locate(e->store, &m->notes[i], &m->doc, &m->places[i], error);
    return status;
}

/* TIME as UTC by ISO 8601, into BUF. */
static const char *format_time(int64_t seconds, char buf[32])
{
    const time_t time = (time_t)seconds;
    struct tm utc;
    if (!gmtime_r(&time, &utc) || !strftime(buf, 32, "%Y-%m-%dT%H:%M:%SZ", &utc))
        buf[0] = '\0';
    return buf;
}

/* --- JSON --- */

static json_t *make_note(const dl_note *note, const place *where)
{
    json_t *entry = dl_must(json_object());
    char when[32];
    dl_str reference;
    dl_str_init(&reference);
    dl_reference_format(&reference, &where->written);
    dl_must(dl_str_ok(&reference) ? reference.text : NULL);
    dl_record_text(entry, "id", note->id);
    dl_record_text(entry, "text", note->text);
    dl_record_text(entry, "time", format_time(note->time, when));
    dl_record_text(entry, "reference", reference.text);
    dl_record_bool(entry, "here", where->here);
    if (!where->at.whole)
        dl_record_text(entry, "quote", note->passage.quote);
    if (!where->written.whole) {
        dl_record_text(entry, "field", dl_field_name(where->written.field));
        dl_record_number(entry, "start", where->written.start);
        dl_record_number(entry, "end", where->written.end);
    }
    dl_str_release(&reference);
    return entry;
}

static json_t *make_document(const marked *m)
{
    const dl_document *doc = &m->doc.document;
    json_t *record = dl_record_new(), *notes = dl_must(json_array());
    dl_record_text(record, "sha256", doc->sha256);
    dl_record_text(record, "title", doc->title);
    dl_record_text(record, "source", doc->source);
    dl_record_date(record, doc->published, doc->readings, doc->readings_count);
    dl_record_text(record, "origin", doc->origin);
    dl_record_bool(record, "read", m->doc.read);
    dl_record_bool(record, "starred", m->doc.starred);
    dl_record_list(record, "tags", m->doc.tags, m->doc.tags_count);
    for (size_t i = 0; i < m->notes_count; i++)
        dl_must(json_array_append_new(notes, make_note(&m->notes[i], &m->places[i])) == 0 ? notes
                                                                                          : NULL);
    dl_must(json_object_set_new(record, "notes", notes) == 0 ? record : NULL);
    return record;
}

/* A row of CSV holds the texts of the notes alone. */
static json_t *make_row(const marked *m)
{
    json_t *record = make_document(m);
    const char **texts = dl_must(calloc(m->notes_count + 1, sizeof *texts));
    for (size_t i = 0; i < m->notes_count; i++)
        texts[i] = m->notes[i].text;
    dl_record_list(record, "notes", texts, m->notes_count);
    free(texts);
    return record;
}

/* --- text and Markdown --- */

/* Adds TEXT as the format has it: safe on a terminal, or such that Markdown shows it as it stands. */
static void add(exporting *e, const char *text)
{
    if (e->options->format == DL_FORMAT_MARKDOWN)
        dl_markdown_add(&e->text, text, strlen(text), "");
    else
        dl_output_add_safe(&e->text, text, strlen(text), true);
}

static void add_marks(exporting *e, const dl_stored *doc)
{
    dl_str_add(&e->text, doc->starred ? "starred" : doc->read ? "read" : "not read");
    for (size_t i = 0; i < doc->tags_count; i++) {
        dl_str_add(&e->text, i ? ", " : "; tagged ");
        add(e, doc->tags[i]);
    }
    dl_str_addc(&e->text, '\n');
}

static void add_citation(exporting *e, const dl_document *doc, const place *where)
{
    dl_str text;
    dl_str_init(&text);
    if (e->options->format == DL_FORMAT_MARKDOWN)
        dl_citation_add_markdown(&e->text, doc, &where->at, &where->written);
    else
        dl_citation_add_text(&text, doc, &where->at, &where->written);
    dl_must(dl_str_ok(&text) ? e : NULL);
    dl_output_add_safe(&e->text, text.text, text.len, true);
    dl_str_release(&text);
}

static void add_note(exporting *e, const dl_note *note, const place *where, const dl_document *doc)
{
    bool markdown = e->options->format == DL_FORMAT_MARKDOWN;
    dl_str_addc(&e->text, '\n');
    if (!where->here) {
        dl_str_add(&e->text, markdown ? "> " : "");
        add(e, note->passage.quote);
        dl_str_add(&e->text,
                   markdown ? "\n\nno longer in the text\n" : "\nno longer in the text\n");
    } else if (!where->at.whole) {
        add_citation(e, doc, where);
    }
    dl_str_add(&e->text, markdown ? "\n- " : "+ ");
    add(e, note->text);
    dl_str_addc(&e->text, '\n');
}

/* Prints the document for reading, unless all that is set is that it is read. */
static void print_text(exporting *e, const marked *m)
{
    const dl_document *doc = &m->doc.document;
    bool markdown = e->options->format == DL_FORMAT_MARKDOWN;
    place all = {.here = true, .at = {.whole = true}};
    size_t len;
    const char *heading = dl_document_heading(doc, &len);
    if (!m->doc.starred && !m->doc.tags_count && !m->notes_count)
        return;
    memcpy(all.at.sha256, doc->sha256, sizeof all.at.sha256);
    all.written = all.at;
    dl_str_clear(&e->text);
    dl_str_add(&e->text, markdown ? "## " : "");
    if (markdown)
        dl_markdown_add(&e->text, heading, len, "");
    else
        dl_output_add_safe(&e->text, heading, len, false);
    dl_str_add(&e->text, "\n\n");
    add_citation(e, doc, &all);
    dl_str_add(&e->text, markdown ? "\n" : "");
    add_marks(e, &m->doc);
    for (size_t i = 0; i < m->notes_count; i++)
        add_note(e, &m->notes[i], &m->places[i], doc);
    dl_output_line(&e->text);
}

/* --- the whole --- */

static dl_status print_row(void *context, const dl_doc_row *row, dl_error *error)
{
    exporting *e = context;
    marked m = {.notes = NULL};
    if (!row->read && !row->starred && !row->tagged && !row->noted)
        return DL_OK;
    dl_arena_clear(&e->arena);
    dl_status status = e->store->ops->get(e->store, row->key, &e->arena, &m.doc, error);
    if (!status)
        status =
            e->store->ops->notes(e->store, row->key, &e->arena, &m.notes, &m.notes_count, error);
    if (!status)
        status = locate_notes(e, &m, error);
    if (status)
        return status;
    if (e->options->format == DL_FORMAT_JSON)
        dl_record_print(make_document(&m), DL_FORMAT_JSON, columns);
    else if (e->options->format == DL_FORMAT_CSV)
        dl_record_print(make_row(&m), DL_FORMAT_CSV, columns);
    else
        print_text(e, &m);
    return DL_OK;
}

static void print_saved(exporting *e, const dl_saved_row *saved)
{
    dl_format format = e->options->format;
    if (format == DL_FORMAT_JSON || format == DL_FORMAT_CSV) {
        json_t *record = dl_record_new();
        dl_record_text(record, "saved", saved->name);
        dl_record_text(record, "query", saved->query);
        dl_record_print(record, format, columns);
        return;
    }
    dl_str_clear(&e->text);
    dl_str_add(&e->text, format == DL_FORMAT_MARKDOWN ? "- saved search " : "saved search ");
    add(e, saved->name);
    dl_str_add(&e->text, ": ");
    add(e, saved->query);
    dl_output_line(&e->text);
}

static dl_status print_all_saved(exporting *e, dl_error *error)
{
    dl_saved_row *saved;
    size_t count;
    dl_arena_clear(&e->arena);
    dl_status status = e->store->ops->saved(e->store, &e->arena, &saved, &count, error);
    for (size_t i = 0; !status && i < count && dl_output_open(); i++)
        print_saved(e, &saved[i]);
    return status;
}

static dl_status print_marks(dl_question *q, dl_error *error)
{
    exporting e = {.options = q->options, .store = q->store};
    dl_arena_init(&e.arena);
    dl_str_init(&e.text);
    dl_record_head(q->options->format, columns);
    dl_status status = dl_documents_walk(q->store, &q->query, q->options->order, SIZE_MAX, NULL,
                                         print_row, &e, error);
    if (!status && !q->query.count)
        status = print_all_saved(&e, error);
    dl_str_release(&e.text);
    dl_arena_release(&e.arena);
    return status;
}

int dl_run_export(const dl_options *options)
{
    return dl_question_ask(options, options->words, options->words_count, print_marks);
}
