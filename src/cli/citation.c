/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/citation.h"
#include "cli/output.h"
#include "cli/record.h"
#include "dateline/date.h"
#include "dateline/text.h"

const char *dl_citation_quote(const dl_document *doc, const dl_reference *here, size_t *ret_len)
{
    const char *text = here->field == DL_FIELD_TITLE ? doc->title : doc->body;
    *ret_len = here->whole ? 0 : here->end - here->start;
    return here->whole || !text ? "" : text + here->start;
}

/* Adds TEXT without what is treacherous in it. */
static void add_plain(dl_str *out, const char *text, size_t len)
{
    size_t n;
    for (size_t at = 0; at < len; at += n)
        if (!dl_text_is_treacherous(dl_text_decode(text + at, len - at, &n)))
            dl_str_addn(out, text + at, n);
}

static void add_string(dl_str *out, const char *before, const char *text)
{
    if (!text)
        return;
    dl_str_add(out, before);
    add_plain(out, text, strlen(text));
}

/* Adds whose text it is: "Source, on Publisher, via Agency ‹ Agency". */
static void add_source(dl_str *out, const dl_document *doc)
{
    add_string(out, "", doc->source ? doc->source : "no source");
    add_string(out, ", on ", doc->publisher);
    for (size_t i = 0; i < doc->via_count; i++)
        add_string(out, i ? " ‹ " : ", via ", doc->via[i]);
}

/* Adds when it was published, and how that is known. */
static void add_date(dl_str *out, const dl_document *doc)
{
    char date[DL_DATE_TEXT];
    dl_date_format(doc->published, date);
    if (doc->readings_count > 1 || !*date)
        dl_str_add(out, doc->readings_count ? "date unsure" : "no date");
    if (*date)
        dl_str_addf(out, "%s%s%.10s%s%s (%s", doc->readings_count > 1 ? ": " : "",
                    doc->published.how == DL_HOW_INFERRED ? "~" : "", date, date[10] ? " " : "",
                    date[10] ? date + 11 : "", dl_how_name(doc->published.how));
    for (size_t i = 0; i < doc->readings_count; i++)
        dl_str_addf(out, "%s%s", i ? " or " : *date ? "; reads as " : ": ", doc->readings[i]);
    if (!*date)
        return;
    if (doc->published.how == DL_HOW_INFERRED)
        add_string(out, " from ", doc->evidence);
    dl_str_addc(out, ')');
}

void dl_citation_add_text(dl_str *out, const dl_document *doc, const dl_reference *here,
                          const dl_reference *written)
{
    size_t len;
    const char *quote = dl_citation_quote(doc, here, &len);
    if (len) {
        add_plain(out, quote, len);
        dl_str_add(out, "\n\n");
    }
    add_source(out, doc);
    dl_str_add(out, ", ");
    add_date(out, doc);
    add_string(out, "\n", doc->title);
    add_string(out, doc->link ? "\n" : "\nfile ", doc->link ? doc->link : doc->origin);
    dl_str_addc(out, '\n');
    dl_reference_format(out, written);
    dl_str_addc(out, '\n');
}

/* --- Markdown --- */

/* Adds the beginning of a line so that it opens no list, rule or heading; returns its bytes. */
static size_t add_line_start(dl_str *out, const char *text, size_t len)
{
    size_t digits = 0;
    if (len && strchr("+-=", text[0])) {
        dl_str_addf(out, "\\%c", text[0]);
        return 1;
    }
    while (digits < len && text[digits] >= '0' && text[digits] <= '9')
        digits++;
    if (!digits || digits == len || (text[digits] != '.' && text[digits] != ')'))
        return 0;
    dl_str_addn(out, text, digits);
    dl_str_addf(out, "\\%c", text[digits]);
    return digits + 1;
}

void dl_markdown_add(dl_str *out, const char *text, size_t len, const char *prefix)
{
    bool begins = true;
    size_t n;
    for (size_t at = 0; at < len; at += n) {
        if (begins) {
            dl_str_add(out, prefix);
            while (at < len && (text[at] == ' ' || text[at] == '\t'))
                at++; /* four blanks would make it code */
            at += add_line_start(out, text + at, len - at);
            begins = false;
            if (at >= len)
                break;
        }
        uint32_t cp = dl_text_decode(text + at, len - at, &n);
        if (cp == '\n') {
            dl_str_addc(out, '\n');
            begins = true;
        } else if (cp < 0x80 && strchr("\\`*_[]<>#&~|!$^", (int)cp)) {
            dl_str_addf(out, "\\%c", (char)cp);
        } else if (!dl_text_is_treacherous(cp)) {
            dl_str_addn(out, text + at, n);
        }
    }
}

/* Adds the address LINK as Markdown writes it where it may hold anything. */
static void add_target(dl_str *out, const char *link)
{
    size_t n;
    dl_str_addc(out, '<');
    for (const char *c = link, *end = link + strlen(link); c < end; c += n) {
        uint32_t cp = dl_text_decode(c, (size_t)(end - c), &n);
        if (cp == '<' || cp == '>' || cp == '\\' || dl_text_is_treacherous(cp))
            for (size_t i = 0; i < n; i++)
                dl_str_addf(out, "%%%02X", (unsigned)(unsigned char)c[i]);
        else
            dl_str_addn(out, c, n);
    }
    dl_str_addc(out, '>');
}

/* Adds title and link, or what there is of them, else the file. */
static void add_title(dl_str *out, const dl_document *doc)
{
    bool linked = dl_document_has_web_link(doc);
    const char *text = doc->title;
    if (text) {
        dl_str_add(out, linked ? ": [" : ": ");
        dl_markdown_add(out, text, strlen(text), "");
    }
    if (linked) {
        dl_str_add(out, text ? "](" : ": ");
        add_target(out, doc->link);
        dl_str_add(out, text ? ")" : "");
    } else if (doc->origin) {
        dl_str_add(out, ", file ");
        dl_markdown_add(out, doc->origin, strlen(doc->origin), "");
    }
}

void dl_citation_add_markdown(dl_str *out, const dl_document *doc, const dl_reference *here,
                              const dl_reference *written)
{
    size_t len;
    const char *quote = dl_citation_quote(doc, here, &len);
    dl_str facts;
    dl_str_init(&facts);
    add_source(&facts, doc);
    dl_str_add(&facts, ", ");
    add_date(&facts, doc);
    if (len) {
        dl_markdown_add(out, quote, len, "> ");
        dl_str_add(out, "\n\n");
    }
    dl_markdown_add(out, facts.text, facts.len, "");
    add_title(out, doc);
    dl_str_add(out, ". `");
    dl_reference_format(out, written);
    dl_str_add(out, "`\n");
    if (!dl_str_ok(&facts))
        out->failed = true;
    dl_str_release(&facts);
}

/* --- JSON --- */

json_t *dl_citation_record(const dl_document *doc, const dl_reference *here,
                           const dl_reference *written)
{
    size_t len;
    const char *quote = dl_citation_quote(doc, here, &len);
    dl_str text;
    dl_str_init(&text);
    dl_reference_format(&text, written);
    dl_must(dl_str_ok(&text) ? text.text : NULL);
    json_t *record = dl_record_new();
    dl_record_text(record, "reference", text.text);
    if (!here->whole)
        dl_record_bytes(record, "quote", quote, len);
    if (!written->whole) {
        dl_record_text(record, "field", dl_field_name(written->field));
        dl_record_number(record, "start", written->start);
        dl_record_number(record, "end", written->end);
    }
    dl_record_text(record, "source", doc->source);
    dl_record_text(record, "publisher", doc->publisher);
    dl_record_list(record, "via", doc->via, doc->via_count);
    dl_record_date(record, doc->published, doc->readings, doc->readings_count);
    dl_record_text(record, "evidence", doc->evidence);
    dl_record_text(record, "title", doc->title);
    dl_record_text(record, "author", doc->author);
    dl_record_text(record, "link", doc->link);
    dl_record_text(record, "origin", doc->origin);
    dl_record_text(record, "sha256", doc->sha256);
    dl_str_release(&text);
    return record;
}

void dl_citation_add(dl_str *out, const dl_document *doc, const dl_reference *here,
                     const dl_reference *written, int form)
{
    if (form == DL_CITE_JSON) {
        json_t *record = dl_citation_record(doc, here, written);
        dl_record_add_json(out, record);
        json_decref(record);
        dl_str_addc(out, '\n');
    } else if (form == DL_CITE_MARKDOWN) {
        dl_citation_add_markdown(out, doc, here, written);
    } else {
        dl_citation_add_text(out, doc, here, written);
    }
}
