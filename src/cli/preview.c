/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/output.h"
#include "cli/preview.h"
#include "cli/record.h"

static const char *const columns[] = {
    "origin",   "title", "source", "publisher", "via",  "published", "precision", "how",
    "captured", "place", "author", "lang",      "link", "sha256",    "body",      NULL};

void dl_preview_init(dl_preview *preview, const dl_options *options)
{
    *preview =
        (dl_preview){.options = options, .names = !dl_options_has(options, DL_OPTION_NO_ANNOTATE)};
    dl_str_init(&preview->text);
    dl_record_head(options->format, columns);
}

void dl_preview_release(dl_preview *preview)
{
    dl_str_release(&preview->text);
}

static void add_line(dl_str *out, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    dl_str_addf(out, "\n  %-10s ", name);
    dl_output_add_safe(out, value, strlen(value), false);
}

/* Adds the first bytes of TEXT, and its length. */
static void add_body(dl_str *out, const char *text)
{
    dl_str_addf(out, "\n  %-10s %zu bytes: ", "body", strlen(text));
    dl_output_add_cell(out, text, strnlen(text, 240), 56);
}

static void print_text(dl_preview *preview, const dl_put *put)
{
    const dl_document *doc = put->document;
    dl_str *out = &preview->text;
    char date[DL_DATE_TEXT];
    dl_date_format(doc->published, date);
    dl_str_clear(out);
    dl_output_add_strong(out, true);
    dl_output_add_safe(out, doc->origin, strlen(doc->origin), false);
    dl_output_add_strong(out, false);
    add_line(out, "title", doc->title ? doc->title : "(none)");
    dl_str_addf(out, "\n  %-10s %s", "date", *date ? date : "(none)");
    if (*date)
        dl_str_addf(out, " %s", dl_how_name(doc->published.how));
    add_line(out, "evidence", doc->evidence);
    for (size_t i = 0; i < doc->readings_count; i++)
        add_line(out, "or", doc->readings[i]);
    dl_date_format(doc->captured, date);
    add_line(out, "captured", date);
    add_line(out, "source", doc->source ? doc->source : "(none)");
    add_line(out, "publisher", doc->publisher);
    for (size_t i = 0; i < doc->via_count; i++)
        add_line(out, "via", doc->via[i]);
    add_line(out, "place", doc->place);
    add_line(out, "author", doc->author);
    add_line(out, "lang", doc->lang);
    add_line(out, "link", doc->link);
    if (preview->names)
        dl_str_addf(out, "\n  %-10s %zu of %zu names", "mentions", put->mentions_count,
                    put->entities_count);
    add_body(out, doc->body);
    dl_output_line(out);
}

static void print_put(dl_preview *preview, const dl_put *put)
{
    if (preview->options->format == DL_FORMAT_TEXT) {
        print_text(preview, put);
        return;
    }
    json_t *record = dl_record_new();
    dl_record_document(record, put->document);
    if (preview->names)
        dl_record_mentions(record, put->document, put->mentions, put->mentions_count);
    dl_record_print(record, preview->options->format, columns);
}

dl_status dl_preview_take(void *context, dl_taken *taken, dl_error *error)
{
    (void)error;
    for (size_t i = 0; i < taken->puts.len; i++)
        print_put(context, &taken->puts.items[i]);
    return DL_OK;
}
