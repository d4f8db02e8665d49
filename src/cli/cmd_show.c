/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "cli/citation.h"
#include "cli/documents.h"
#include "cli/output.h"
#include "cli/question.h"
#include "cli/record.h"
#include "cli/show_passage.h"
#include "cli/subcommand.h"

static const char *const columns[] = {
    "published", "precision", "how",    "published_utc", "source", "publisher",
    "via",       "captured",  "place",  "author",        "lang",   "link",
    "title",     "origin",    "sha256", "duplicate_of",  "body",   NULL};

typedef struct show {
    const dl_options *options;
    dl_store *store;
    dl_arena arena; /* of one document */
    dl_str text;
    bool any; /* a document has been printed */
} show;

/* Adds FORMAT's TEXT, made safe, after a separator; nothing where it is not known. */
static void add_fact(dl_str *out, const char *before, const char *text)
{
    if (!text)
        return;
    dl_str_add(out, before);
    dl_output_add_safe(out, text, strlen(text), false);
}

/* The lines under the title: what is known of the document, and how. */
static void add_facts(dl_str *out, const dl_stored *doc)
{
    const dl_document *d = &doc->document;
    char date[DL_DATE_TEXT];
    dl_date_format(d->published, date);
    if (*date)
        dl_str_addf(out, "%s%.10s%s%s %s", d->published.how == DL_HOW_INFERRED ? "~" : "", date,
                    date[10] ? " " : "", date[10] ? date + 11 : "", dl_how_said(d->published.how));
    else
        for (size_t i = 0; i < d->readings_count; i++)
            add_fact(out, i ? " or " : "", d->readings[i]);
    if (!*date && !d->readings_count)
        dl_str_add(out, "no date");
    if (d->evidence) {
        add_fact(out, " (", d->evidence);
        dl_str_addc(out, ')');
    }
    add_fact(out, " · ", d->source ? d->source : "no source");
    add_fact(out, ", on ", d->publisher);
    add_fact(out, " · ", d->place ? d->place : "no dateline");
    add_fact(out, " · ", d->author);
    for (size_t i = 0; i < d->via_count; i++)
        add_fact(out, i ? " ‹ " : "\nvia ", d->via[i]);
    for (size_t i = 0; i < doc->origins_count; i++)
        add_fact(out, i ? ", " : "\nfile ", doc->origins[i]);
    add_fact(out, "\nlink ", d->link);
    add_fact(out, "\nsha256 ", d->sha256);
    dl_str_add(out, "\n\n");
}

static void print_text(show *s, const dl_stored *doc)
{
    dl_str_clear(&s->text);
    if (s->any)
        dl_str_add(&s->text, "\n────────────────────────────────────────\n\n");
    if (doc->document.title) {
        dl_output_add_strong(&s->text, true);
        dl_output_add_safe(&s->text, doc->document.title, strlen(doc->document.title), false);
        dl_output_add_strong(&s->text, false);
        dl_str_addc(&s->text, '\n');
    }
    add_facts(&s->text, doc);
    dl_output_add_safe(&s->text, doc->document.body, strlen(doc->document.body), true);
    dl_output_line(&s->text);
}

static dl_status print_record(show *s, const dl_stored *doc, dl_error *error)
{
    const char *original;
    dl_status status = dl_documents_original(s->store, doc->key, &s->arena, &original, error);
    if (status)
        return status;
    json_t *record = dl_record_new();
    dl_record_document(record, &doc->document);
    dl_record_text(record, "evidence", doc->document.evidence);
    dl_record_text(record, "country", doc->document.source_country);
    dl_record_list(record, "origins", doc->origins, doc->origins_count);
    dl_record_text(record, "replaces", doc->replaces);
    dl_record_text(record, "duplicate_of", original);
    dl_record_bool(record, "read", doc->read);
    dl_record_mentions(record, &doc->document, doc->mentions, doc->mentions_count);
    dl_record_print(record, s->options->format, columns);
    return DL_OK;
}

/* The document as a citation of its whole body. */
static void print_markdown(show *s, const dl_stored *doc)
{
    dl_reference all = {.field = DL_FIELD_BODY, .end = strlen(doc->document.body)};
    dl_str text;
    memcpy(all.sha256, doc->document.sha256, sizeof all.sha256);
    dl_str_init(&text);
    dl_citation_add_markdown(&text, &doc->document, &all, &all);
    dl_must(dl_str_ok(&text) ? text.text : NULL);
    dl_str_clear(&s->text);
    dl_output_add_safe(&s->text, text.text, text.len, true);
    dl_output_line(&s->text);
    dl_str_release(&text);
}

static dl_status print_document(show *s, dl_key key, dl_error *error)
{
    dl_stored doc;
    dl_arena_clear(&s->arena);
    dl_status status = s->store->ops->get(s->store, key, &s->arena, &doc, error);
    if (status)
        return status;
    if (s->options->format == DL_FORMAT_TEXT)
        print_text(s, &doc);
    else if (s->options->format == DL_FORMAT_MARKDOWN)
        print_markdown(s, &doc);
    else
        status = print_record(s, &doc, error);
    s->any = true;
    return status;
}

static dl_status print_row(void *context, const dl_doc_row *row, dl_error *error)
{
    return print_document(context, row->key, error);
}

/* The one word as a reference; DL_ERR_NOT_FOUND where it is none, and words to search for. */
static dl_status read_reference(const dl_options *options, dl_reference *ret, dl_error *error)
{
    return options->words_count == 1 ? dl_reference_parse(options->words[0], ret, error)
                                     : DL_ERR_NOT_FOUND;
}

/* Prints the document whose hash the one word begins; DL_ERR_NOT_FOUND where it is no hash of the
 * archive's, and may be a word to search for. */
static dl_status print_by_hash(show *s, const dl_reference *reference, dl_error *error)
{
    dl_key key;
    dl_status status = s->store->ops->find(s->store, reference->sha256, &key, error);
    return status ? status : print_document(s, key, error);
}

/* Says that REFERENCE has led to nothing, which is a failure of a whole hash alone: what is shorter may
 * have been a word. */
static dl_status tell_nothing(const dl_reference *reference, dl_error *error)
{
    if (strlen(reference->sha256) == DL_SHA256_HEX - 1)
        return dl_fail(error, DL_ERR_NOT_FOUND, "no document here has the hash %s",
                       reference->sha256);
    dl_message("no document here has a hash that begins with %s, nor such a word",
               reference->sha256);
    return DL_OK;
}

static dl_status print_documents(dl_question *q, const dl_reference *reference, dl_error *error)
{
    show s = {.options = q->options, .store = q->store};
    dl_arena_init(&s.arena);
    dl_str_init(&s.text);
    dl_record_head(q->options->format, columns);
    dl_status status = reference ? print_by_hash(&s, reference, error) : DL_ERR_NOT_FOUND;
    if (status == DL_ERR_NOT_FOUND)
        status = dl_documents_walk(q->store, &q->query, q->options->order, q->options->limit, NULL,
                                   print_row, &s, error);
    if (!status && reference && !s.any)
        status = tell_nothing(reference, error);
    dl_str_release(&s.text);
    dl_arena_release(&s.arena);
    return status;
}

/* Prints the passage or the document of that reference, or else the documents under the query. */
static dl_status print_asked(dl_question *q, dl_error *error)
{
    dl_reference reference;
    dl_status status = read_reference(q->options, &reference, error);
    if (status && status != DL_ERR_NOT_FOUND)
        return status;
    if (!status && !reference.whole)
        return dl_show_passage(q->store, &reference, q->options->format, error);
    return print_documents(q, status ? NULL : &reference, error);
}

int dl_run_show(const dl_options *options)
{
    return dl_question_ask(options, options->words, options->words_count, print_asked);
}
