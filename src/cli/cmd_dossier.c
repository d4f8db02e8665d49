/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dossiers on the command line: their names, or the passages of one. A passage that the archive does not
 * hold any more is printed as it was cited.
 */
#include <string.h>

#include "cli/citation.h"
#include "cli/dossier.h"
#include "cli/output.h"
#include "cli/question.h"
#include "cli/record.h"
#include "cli/subcommand.h"
#include "dateline/locate.h"
#include "dateline/text.h"

static const char *const columns[] = {"dossier", "reference", "quote",     "comment",
                                      "source",  "published", "precision", "how",
                                      "title",   "link",      "origin",    NULL};
static const char *const name_columns[] = {"dossier", "passages", NULL};

/* Where a passage of a dossier stands: in DOC, or nowhere any more, GONE saying why. */
typedef struct stood {
    bool held;
    const char *gone;
    dl_document doc;
    dl_reference reference; /* there */
    dl_reference written;   /* as that is written down */
} stood;

static dl_status find(dl_store *store, const dl_cited *cited, dl_arena *arena, stood *ret,
                      dl_error *error)
{
    const dl_passage *passage = &cited->passage;
    dl_place_found found;
    *ret = (stood){.reference = {.whole = dl_passage_is_whole(passage),
                                 .field = passage->field,
                                 .start = passage->start,
                                 .end = passage->end}};
    memcpy(ret->reference.sha256, passage->sha256, sizeof passage->sha256);
    dl_status status = dl_passage_find(store, passage, arena, &found, error);
    if (status == DL_ERR_NOT_FOUND)
        ret->gone = "not in the archive any more";
    else if (!status && found.how == DL_LOCATED_GONE)
        ret->gone = "not in the newer version of the text";
    else if (!status && found.how == DL_LOCATED_CORRECTED)
        ret->gone = "taken out of the text by a correction";
    if (ret->gone)
        return DL_OK;
    if (status)
        return status;
    ret->held = true;
    ret->doc = found.document.document;
    ret->reference.start = found.start;
    ret->reference.end = found.end;
    memcpy(ret->reference.sha256, ret->doc.sha256, sizeof ret->doc.sha256);
    return dl_reference_settle(store, &found.document, &ret->reference, &ret->written, error);
}

static void add_passage(dl_str *out, const dl_cited *cited, const stood *s, bool markdown)
{
    const char *quote = cited->passage.quote;
    if (s->held && markdown)
        dl_citation_add_markdown(out, &s->doc, &s->reference, &s->written);
    else if (s->held)
        dl_citation_add_text(out, &s->doc, &s->reference, &s->written);
    else {
        if (markdown)
            dl_markdown_add(out, quote, strlen(quote), "> ");
        else
            dl_str_add(out, quote);
        dl_str_addf(out, "\n\n%s: ", s->gone);
        dl_reference_format(out, &s->reference);
        dl_str_addc(out, '\n');
    }
    if (!cited->comment)
        return;
    dl_str_addc(out, '\n');
    if (markdown)
        dl_markdown_add(out, cited->comment, strlen(cited->comment), "");
    else
        dl_str_add(out, cited->comment);
    dl_str_addc(out, '\n');
}

static void print_record(const dl_options *options, const dl_cited *cited, const stood *s)
{
    json_t *record;
    if (s->held) {
        record = dl_citation_record(&s->doc, &s->reference, &s->written);
    } else {
        dl_str text;
        dl_str_init(&text);
        dl_reference_format(&text, &s->reference);
        dl_must(dl_str_ok(&text) ? text.text : NULL);
        record = dl_record_new();
        dl_record_text(record, "reference", text.text);
        dl_record_text(record, "quote", cited->passage.quote);
        dl_str_release(&text);
    }
    dl_record_text(record, "dossier", cited->dossier);
    dl_record_text(record, "comment", cited->comment);
    dl_record_print(record, options->format, columns);
}

/* What is done with each passage of a dossier. */
typedef void passage_visit(void *context, const dl_cited *cited, const stood *s);

static dl_status walk(dl_store *store, const char *name, passage_visit *visit, void *context,
                      dl_error *error)
{
    dl_arena arena = {0}, place = {0};
    dl_cited *items;
    size_t count;
    dl_status status = store->ops->cited(store, name, &arena, &items, &count, error);
    for (size_t i = 0; !status && i < count; i++) {
        stood s;
        dl_arena_clear(&place);
        status = find(store, &items[i], &place, &s, error);
        if (!status)
            visit(context, &items[i], &s);
    }
    dl_arena_release(&place);
    dl_arena_release(&arena);
    return status;
}

static void visit_markdown(void *context, const dl_cited *cited, const stood *s)
{
    dl_str_addc(context, '\n');
    add_passage(context, cited, s, true);
}

static void visit_text(void *context, const dl_cited *cited, const stood *s)
{
    dl_str_add(context, ((dl_str *)context)->len ? "\n" : "");
    add_passage(context, cited, s, false);
}

static void visit_record(void *context, const dl_cited *cited, const stood *s)
{
    print_record(context, cited, s);
}

dl_status dl_dossier_add_markdown(dl_str *out, dl_store *store, const char *name, dl_error *error)
{
    dl_str_add(out, "# ");
    dl_markdown_add(out, name, strlen(name), "");
    dl_str_addc(out, '\n');
    return walk(store, name, visit_markdown, out, error);
}

static dl_status print_dossier(dl_question *q, const char *name, dl_error *error)
{
    dl_format format = q->options->format;
    dl_str text, safe;
    dl_status status;
    if (format == DL_FORMAT_JSON || format == DL_FORMAT_CSV) {
        dl_record_head(format, columns);
        return walk(q->store, name, visit_record, (void *)q->options, error);
    }
    dl_str_init(&text);
    dl_str_init(&safe);
    status = format == DL_FORMAT_MARKDOWN ? dl_dossier_add_markdown(&text, q->store, name, error)
                                          : walk(q->store, name, visit_text, &text, error);
    if (!status && text.len) {
        dl_must(dl_str_ok(&text) ? text.text : NULL);
        dl_output_add_safe(&safe, text.text, text.len - 1, true);
        dl_output_line(&safe);
    }
    dl_str_release(&safe);
    dl_str_release(&text);
    return status;
}

static dl_status print_names(dl_question *q, dl_error *error)
{
    dl_format format = q->options->format;
    dl_name_row *rows;
    size_t count;
    dl_status status = q->store->ops->dossiers(q->store, &q->arena, &rows, &count, error);
    if (status)
        return status;
    dl_record_head(format, name_columns);
    for (size_t i = 0; i < count; i++) {
        if (format == DL_FORMAT_JSON || format == DL_FORMAT_CSV) {
            json_t *record = dl_record_new();
            dl_record_text(record, "dossier", rows[i].name);
            dl_record_number(record, "passages", rows[i].count);
            dl_record_print(record, format, name_columns);
            continue;
        }
        dl_str line;
        dl_str_init(&line);
        dl_str_addf(&line, "%5llu  ", (unsigned long long)rows[i].count);
        dl_output_add_safe(&line, rows[i].name, strlen(rows[i].name), false);
        dl_output_line(&line);
        dl_str_release(&line);
    }
    return DL_OK;
}

/* Whether A and B are the same but for the case of their letters. */
static bool is_same_folded(const char *a, const char *b)
{
    dl_str x, y;
    dl_str_init(&x);
    dl_str_init(&y);
    dl_text_fold(&x, a, strlen(a));
    dl_text_fold(&y, b, strlen(b));
    bool same = dl_must(dl_str_ok(&x) && dl_str_ok(&y) ? &x : NULL) && strcmp(x.text, y.text) == 0;
    dl_str_release(&y);
    dl_str_release(&x);
    return same;
}

/* Sets *RET to the dossier that NAME means: the one of that name, else the only one whose name has other
 * letters in upper case; NAME itself where there is none. */
static dl_status find_named(dl_question *q, const char *name, const char **ret, dl_error *error)
{
    dl_name_row *rows;
    size_t count, folded = 0;
    dl_status status = q->store->ops->dossiers(q->store, &q->arena, &rows, &count, error);
    const char *found = name;
    for (size_t i = 0; !status && i < count; i++) {
        if (strcmp(rows[i].name, name) == 0) {
            *ret = name;
            return DL_OK;
        }
        if (is_same_folded(rows[i].name, name)) {
            if (folded++)
                return dl_fail(error, DL_ERR_AMBIGUOUS,
                               "there are the dossiers %.60s and %.60s; write one as it is", found,
                               rows[i].name);
            found = rows[i].name;
        }
    }
    if (!status)
        *ret = found;
    return status;
}

static dl_status print_asked(dl_question *q, dl_error *error)
{
    const dl_options *options = q->options;
    dl_str name;
    if (!options->words_count)
        return print_names(q, error);
    dl_str_init(&name);
    for (size_t i = 0; i < options->words_count; i++)
        dl_str_addf(&name, "%s%s", i ? " " : "", options->words[i]);
    dl_must(dl_str_ok(&name) ? name.text : NULL);
    const char *meant = NULL;
    dl_status status = find_named(q, name.text, &meant, error);
    if (!status)
        status = print_dossier(q, meant, error);
    dl_str_release(&name);
    return status;
}

int dl_run_dossier(const dl_options *options)
{
    return dl_question_ask(options, NULL, 0, print_asked);
}
