/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The subcommands that print rows: documents, entities, sources. */
#include <inttypes.h>
#include <string.h>

#include "cli/documents.h"
#include "cli/output.h"
#include "cli/ownkinds.h"
#include "cli/question.h"
#include "cli/record.h"
#include "cli/subcommand.h"

static const char *const list_columns[] = {"published", "precision",    "how",    "source", "title",
                                           "heading",   "duplicate_of", "sha256", NULL};

static void print_row_text(const dl_doc_row *row)
{
    dl_str line;
    size_t width = dl_output_width(),
           left = DL_DATE_CELLS + DL_SOURCE_CELLS + DL_SHORT_HASH + 3 * 2;
    dl_str_init(&line);
    dl_documents_add_date(&line, row->published, row->ambiguous);
    dl_str_add(&line, "  ");
    dl_documents_add_source(&line, row->source);
    dl_str_add(&line, "  ");
    if (width > left + 10)
        dl_output_add_cell(&line, row->heading, strlen(row->heading), width - left);
    else
        dl_output_add_safe(&line, row->heading, strlen(row->heading), false);
    dl_str_addf(&line, "  %.*s", DL_SHORT_HASH, row->sha256);
    dl_output_line(&line);
    dl_str_release(&line);
}

static dl_status print_row(void *context, const dl_doc_row *row, dl_error *error)
{
    dl_question *q = context;
    const char *original = NULL;
    dl_arena arena = {0};
    if (q->options->format == DL_FORMAT_TEXT) {
        print_row_text(row);
        return DL_OK;
    }
    dl_status status =
        row->copy ? dl_documents_original(q->store, row->key, &arena, &original, error) : DL_OK;
    json_t *record = dl_record_new();
    dl_record_text(record, "sha256", row->sha256);
    dl_record_date(record, row->published, NULL, 0);
    dl_record_text(record, "source", row->source);
    dl_record_text(record, "title", row->titled ? row->heading : NULL);
    dl_record_text(record, "heading", row->heading);
    dl_record_bool(record, "read", row->read);
    dl_record_text(record, "duplicate_of", original);
    dl_record_print(record, q->options->format, list_columns);
    dl_arena_release(&arena);
    return status;
}

static dl_status print_documents(dl_question *q, dl_error *error)
{
    dl_record_head(q->options->format, list_columns);
    return dl_documents_walk(q->store, &q->query, q->options->order, q->options->limit, NULL,
                             print_row, q, error);
}

int dl_run_list(const dl_options *options)
{
    return dl_question_ask(options, options->words, options->words_count, print_documents);
}

static const char *const entity_columns[] = {"mentions", "documents", "kind",
                                             "entity",   "name",      NULL};

static void print_entity(const dl_question *q, const dl_entity_row *row)
{
    const char *kind = dl_kinds_called(dl_own_kinds(), row->entity.kind, row->entity.id);
    if (q->options->format == DL_FORMAT_TEXT) {
        dl_str line;
        dl_str_init(&line);
        dl_str_addf(&line, "%7" PRIu64 " %6" PRIu64 "  ", row->mentions, row->documents);
        dl_output_add_cell(&line, kind, strlen(kind), 12);
        dl_str_add(&line, "  ");
        dl_output_add_cell(&line, row->entity.name, strlen(row->entity.name), 36);
        dl_str_add(&line, "  ");
        dl_output_add_safe(&line, row->entity.id, strlen(row->entity.id), false);
        dl_output_line(&line);
        dl_str_release(&line);
        return;
    }
    json_t *record = dl_record_new();
    dl_record_text(record, "entity", row->entity.id);
    dl_record_text(record, "name", row->entity.name);
    dl_record_text(record, "kind", kind);
    dl_record_number(record, "mentions", row->mentions);
    dl_record_number(record, "documents", row->documents);
    dl_record_print(record, q->options->format, entity_columns);
}

static dl_status print_entities(dl_question *q, dl_error *error)
{
    dl_entity_row *rows;
    size_t count;
    dl_store *store = q->store;
    size_t left = q->options->limit;
    bool all = !dl_options_has(q->options, DL_OPTION_KIND);
    dl_status status = store->ops->entities(store, &q->query, all ? left : SIZE_MAX, &q->arena,
                                            &rows, &count, error);
    if (status)
        return status;
    dl_record_head(q->options->format, entity_columns);
    for (size_t i = 0; i < count && left && dl_output_open(); i++) {
        const dl_entity *entity = &rows[i].entity;
        if (!all && dl_kinds_place(dl_own_kinds(), entity->kind, entity->id) != q->options->kind)
            continue;
        print_entity(q, &rows[i]);
        left--;
    }
    return DL_OK;
}

int dl_run_entities(const dl_options *options)
{
    return dl_question_ask(options, options->words, options->words_count, print_entities);
}

static const char *const source_columns[] = {"documents", "unread", "source", "country", NULL};

static void print_source(const dl_question *q, const dl_source_row *row)
{
    if (q->options->format == DL_FORMAT_TEXT) {
        const char *name = row->name ? row->name : DL_NO_SOURCE;
        dl_str line;
        dl_str_init(&line);
        dl_str_addf(&line, "%7" PRIu64 "  ", row->documents);
        dl_output_add_safe(&line, name, strlen(name), false);
        if (row->country)
            dl_str_addf(&line, " (%.2s)", row->country);
        dl_output_line(&line);
        dl_str_release(&line);
        return;
    }
    json_t *record = dl_record_new();
    dl_record_text(record, "source", row->name);
    dl_record_text(record, "country", row->country);
    dl_record_number(record, "documents", row->documents);
    dl_record_number(record, "unread", row->unread);
    dl_record_print(record, q->options->format, source_columns);
}

static dl_status print_sources(dl_question *q, dl_error *error)
{
    dl_source_row *rows;
    size_t count;
    dl_store *store = q->store;
    dl_status status = store->ops->sources(store, &q->query, &q->arena, &rows, &count, error);
    if (status)
        return status;
    dl_record_head(q->options->format, source_columns);
    for (size_t i = 0; i < count && dl_output_open(); i++)
        print_source(q, &rows[i]);
    return DL_OK;
}

int dl_run_sources(const dl_options *options)
{
    return dl_question_ask(options, options->words, options->words_count, print_sources);
}
