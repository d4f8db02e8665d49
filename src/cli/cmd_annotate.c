/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "cli/files.h"
#include "cli/ingest.h"
#include "cli/output.h"
#include "cli/owngazetteer.h"
#include "cli/ownkinds.h"
#include "cli/paths.h"
#include "cli/rawtext.h"
#include "cli/record.h"
#include "cli/subcommand.h"
#include "dateline/import.h"
#include "dateline/language.h"

static const char *const columns[] = {"document", "field", "start", "end",        "text", "kind",
                                      "entity",   "form",  "rule",  "confidence", NULL};
static const char *const raw_columns[] = {"document", "start", "end",  "text",       "kind",
                                          "entity",   "form",  "rule", "confidence", NULL};

typedef struct annotator {
    const dl_options *options;
    dl_annotator names;
    dl_arena arena; /* of one document */
    dl_str content, line;
    bool raw;
} annotator;

/* Prints MENTION of the document called NAME. TEXT is its field; START and END are the byte range
 * to print, which is the mention's own but for a raw file that had to be decoded. */
static void print_mention(annotator *a, const char *name, const dl_mention *mention,
                          const char *text, size_t start, size_t end)
{
    if (a->options->format == DL_FORMAT_TEXT) {
        dl_str_clear(&a->line);
        dl_output_add_safe(&a->line, name, strlen(name), false);
        dl_str_addf(&a->line, ":%s%s%zu-%zu  ", a->raw ? "" : dl_field_name(mention->field),
                    a->raw ? "" : ":", start, end);
        const char *kind = dl_kinds_called(dl_own_kinds(), mention->kind, mention->entity);
        dl_output_add_cell(&a->line, kind, strlen(kind), 12);
        dl_str_add(&a->line, " ");
        dl_output_add_cell(&a->line, mention->entity, strlen(mention->entity), 32);
        dl_str_add(&a->line, " ");
        dl_output_add_safe(&a->line, text + mention->start, mention->end - mention->start, false);
        dl_output_line(&a->line);
        return;
    }
    json_t *record = dl_record_new();
    dl_record_text(record, "document", name);
    dl_record_mention(record, mention, text, a->raw);
    dl_record_number(record, "start", start);
    dl_record_number(record, "end", end);
    dl_record_print(record, a->options->format, a->raw ? raw_columns : columns);
}

/* Says of the text called NAME what is not looked for in it, where that is so. */
static void tell_lists_only(const char *name, const char *lang)
{
    if (dl_annotate_lists_only(lang))
        dl_message("%s: in a text in %s only names that are listed are found", name, lang);
}

static dl_status annotate_document(void *context, const dl_document *document, dl_error *error)
{
    annotator *a = context;
    dl_annotation names;
    dl_arena_clear(&a->arena);
    tell_lists_only(document->origin, document->lang);
    dl_status status = dl_ingest_annotate(&a->names, document, NULL, &a->arena, &names, error);
    for (size_t i = 0; !status && i < names.mentions_count && dl_output_open(); i++) {
        const dl_mention *m = &names.mentions[i];
        const char *text = m->field == DL_FIELD_TITLE ? document->title : document->body;
        print_mention(a, document->origin, m, text, m->start, m->end);
    }
    return status;
}

static dl_status annotate_raw(annotator *a, const char *name, dl_error *error)
{
    dl_rawtext raw;
    dl_annotation names;
    dl_status status = dl_rawtext_init(&raw, a->content.text, a->content.len, error);
    if (status)
        return dl_fail_in(error, status, name);
    if (raw.bad < a->content.len)
        dl_message("%s: byte %zu is no UTF-8; %s read as %s", name, raw.bad + 1,
                   strcmp(raw.charset, "UTF-8") == 0 ? "such bytes are" : "it is",
                   strcmp(raw.charset, "UTF-8") == 0 ? "windows-1252" : raw.charset);
    bool sure;
    const char *told = a->options->lang;
    const char *lang = told ? told : dl_language_find(raw.text.text, raw.text.len, &sure);
    const dl_annotate_input input = {.body = raw.text.text, .lang = lang, .day = DL_DAY_NONE};
    tell_lists_only(name, input.lang);
    dl_arena_clear(&a->arena);
    status = dl_annotate(&a->names, &input, &a->arena, &names, error);
    for (size_t i = 0; !status && i < names.mentions_count && dl_output_open(); i++) {
        const dl_mention *m = &names.mentions[i];
        print_mention(a, name, m, raw.text.text, dl_rawtext_at(&raw, m->start),
                      dl_rawtext_at(&raw, m->end));
    }
    dl_rawtext_release(&raw);
    return status;
}

static dl_status annotate_file(annotator *a, const char *path, dl_error *error)
{
    dl_status status = dl_file_read(path, &a->content, error);
    if (status)
        return status;
    char *name = dl_path_text(path);
    const dl_input input = {.origin = name, .data = a->content.text, .len = a->content.len};
    const dl_import_options options = {.near = DL_DAY_NONE, .lang = a->options->lang};
    status = a->raw ? annotate_raw(a, name, error)
                    : dl_import(&input, &options, annotate_document, a, error);
    free(name);
    return status;
}

int dl_run_annotate(const dl_options *options)
{
    annotator a = {.options = options, .raw = dl_options_has(options, DL_OPTION_RAW)};
    dl_error error = {0};
    int code = DL_EXIT_DONE;
    dl_str_init(&a.content);
    dl_str_init(&a.line);
    if (dl_own_annotator_load(&a.names, dl_own_gazetteer_tell, &error))
        return dl_message_error(&error);
    dl_record_head(options->format, a.raw ? raw_columns : columns);
    for (size_t i = 0; i < options->words_count && dl_output_open(); i++)
        if (annotate_file(&a, options->words[i], &error)) {
            dl_message("cannot read %s", error.message);
            code = DL_EXIT_FAILED;
        }
    dl_annotator_release(&a.names);
    dl_arena_release(&a.arena);
    dl_str_release(&a.content);
    dl_str_release(&a.line);
    return code;
}
