/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A concordance: each mention of an entity in its line, the names one below the other. The documents
 * are walked in their order, and each one's mentions are filtered by the ids that the name means;
 * so several entities of one name come in one list.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli/documents.h"
#include "cli/output.h"
#include "cli/ownkinds.h"
#include "cli/question.h"
#include "cli/record.h"
#include "cli/subcommand.h"
#include "dateline/locate.h"
#include "dateline/text.h"

#define CONTEXT_CELLS 44   /* on either side, where no terminal says how wide a line is */
#define SHORT_HASH 8       /* digits of a hash in a reference */
#define REFERENCE_CELLS 22 /* with the bytes of a title */
#define REFERENCE_FROM 120 /* columns of a terminal with room for it */
#define CONTEXT_BYTES 400  /* on either side, that may become those cells */

static const char *const columns[] = {"published", "source", "before",     "text",   "after",
                                      "field",     "start",  "end",        "kind",   "entity",
                                      "form",      "rule",   "confidence", "sha256", NULL};

typedef struct concordance {
    const dl_options *options;
    dl_store *store;
    const dl_query *query;
    const dl_term *name; /* what is looked for */
    size_t left;         /* how many more mentions are printed */
    dl_arena arena;      /* of one document */
    dl_str line, before, after;
} concordance;

/* Adds the LEN bytes at TEXT made safe, with each run of white space one blank. */
static void add_squeezed(dl_str *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len;) {
        size_t word = i;
        while (word < len && !strchr(" \t\n", text[word]))
            word++;
        dl_text_safe(out, text + i, word - i);
        i = word;
        while (i < len && strchr(" \t\n", text[i]))
            i++;
        if (i > word)
            dl_str_addc(out, ' ');
    }
}

static bool is_inside_character(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Sets OUT to what stands in TEXT before START, cut at a word to CELLS. */
static void take_before(dl_str *out, const char *text, size_t start, size_t cells)
{
    size_t from = start > CONTEXT_BYTES ? start - CONTEXT_BYTES : 0;
    while (from < start && is_inside_character(text[from]))
        from++;
    dl_str_clear(out);
    add_squeezed(out, text + from, start - from);
    size_t cut = 0, words = 0;
    while (dl_text_cells(out->text + cut, out->len - cut) > cells)
        cut += dl_text_grapheme(out->text + cut, out->len - cut);
    if (cut || from) /* not in the midst of a word, unless it is all there is */
        words = strcspn(out->text + cut, " ");
    if (cut + words < out->len)
        cut += words;
    while (out->text[cut] == ' ' && cut + 1 < out->len)
        cut++;
    dl_str_splice(out, 0, cut, "", 0);
}

/* Sets OUT to what stands in TEXT from END on, cut at a word to CELLS. */
static void take_after(dl_str *out, const char *text, size_t end, size_t cells)
{
    size_t len = strnlen(text + end, CONTEXT_BYTES);
    while (len > 0 && text[end + len] && is_inside_character(text[end + len]))
        len--;
    dl_str_clear(out);
    add_squeezed(out, text + end, len);
    size_t fit = dl_text_fit(out->text, out->len, cells, NULL);
    if (fit < out->len || text[end + len]) {
        size_t word = fit;
        while (word > 0 && out->text[word] != ' ')
            word--;
        fit = word ? word : fit;
    }
    dl_str_cut(out, fit);
}

/* Whether a line begins with what `show` takes: a line as wide as a narrow terminal has no room for it. */
static bool has_reference(size_t width)
{
    return width == 0 || width >= REFERENCE_FROM;
}

/* Adds REFERENCE, its hash cut, as a column. */
static void add_reference(dl_str *out, dl_reference reference)
{
    size_t before = out->len;
    reference.sha256[SHORT_HASH] = '\0';
    dl_reference_format(out, &reference);
    size_t cells = out->len - before;
    dl_str_addf(out, "%*s", cells < REFERENCE_CELLS ? (int)(REFERENCE_CELLS - cells) : 0, "");
}

static void print_line(concordance *c, const dl_document *doc, const dl_mention *mention,
                       const dl_reference *reference, const char *text, size_t cells)
{
    size_t before = dl_text_cells(c->before.text, c->before.len);
    dl_str_clear(&c->line);
    dl_documents_add_date(&c->line, doc->published, doc->readings_count > 1);
    dl_str_add(&c->line, "  ");
    dl_documents_add_source(&c->line, doc->source);
    if (has_reference(dl_output_width())) {
        dl_str_add(&c->line, "  ");
        add_reference(&c->line, *reference);
    }
    dl_str_addf(&c->line, "  %*s%s", (int)(cells - before), "", c->before.text);
    dl_output_add_strong(&c->line, true);
    dl_output_add_safe(&c->line, text + mention->start, mention->end - mention->start, false);
    dl_output_add_strong(&c->line, false);
    dl_str_add(&c->line, c->after.text);
    dl_output_line(&c->line);
}

static void print_record(const concordance *c, const dl_document *doc, const dl_mention *mention,
                         const char *text)
{
    json_t *record = dl_record_new();
    dl_record_text(record, "sha256", doc->sha256);
    dl_record_date(record, doc->published, NULL, 0);
    dl_record_text(record, "source", doc->source);
    dl_record_mention(record, mention, text, false);
    dl_record_text(record, "before", c->before.text);
    dl_record_text(record, "after", c->after.text);
    dl_record_print(record, c->options->format, columns);
}

static void print_mention(concordance *c, const dl_document *doc, const dl_mention *mention,
                          const dl_reference *reference)
{
    const char *text = mention->field == DL_FIELD_TITLE ? doc->title : doc->body;
    size_t columns_left = DL_DATE_CELLS + DL_SOURCE_CELLS + 2 * 2, width = dl_output_width();
    if (has_reference(width))
        columns_left += REFERENCE_CELLS + 2;
    size_t name = dl_text_cells(text + mention->start, mention->end - mention->start);
    size_t cells = CONTEXT_CELLS, cells_after = CONTEXT_CELLS;
    if (c->options->format == DL_FORMAT_TEXT && width) {
        size_t room = width > columns_left + 30 ? width - columns_left : 30;
        cells = room * 2 / 5;
        cells_after = room - cells > name ? room - cells - name : 0;
    }
    take_before(&c->before, text, mention->start, cells);
    take_after(&c->after, text, mention->end, cells_after);
    dl_must(dl_str_ok(&c->before) && dl_str_ok(&c->after) ? c : NULL);
    if (c->options->format == DL_FORMAT_TEXT)
        print_line(c, doc, mention, reference, text, cells);
    else
        print_record(c, doc, mention, text);
}

static bool is_meant(const concordance *c, const dl_mention *mention)
{
    bool forms = false, in_form = false;
    if (mention->confidence < c->options->confidence || !dl_term_means(c->name, mention))
        return false;
    for (size_t i = 0; i < c->query->count; i++) {
        const dl_term *term = &c->query->terms[i];
        if (term->kind != DL_TERM_FORM)
            continue;
        if (term->negated && dl_term_means(term, mention))
            return false;
        forms |= !term->negated;
        in_form |= !term->negated && dl_term_means(term, mention);
    }
    return !forms || in_form;
}

static dl_status print_row(void *context, const dl_doc_row *row, dl_error *error)
{
    concordance *c = context;
    dl_stored doc;
    dl_arena_clear(&c->arena);
    dl_status status = c->store->ops->get(c->store, row->key, &c->arena, &doc, error);
    for (size_t i = 0; !status && i < doc.mentions_count && c->left && dl_output_open(); i++) {
        const dl_mention *mention = &doc.mentions[i];
        if (!is_meant(c, mention))
            continue;
        dl_reference reference = {
            .field = mention->field, .start = mention->start, .end = mention->end};
        status = dl_reference_settle(c->store, &doc, &reference, &reference, error);
        if (!status)
            print_mention(c, &doc.document, mention, &reference);
        c->left--;
    }
    return !status && !c->left ? DL_ERR_INTERRUPTED : status;
}

/* Whether WORD begins as a field does. A mistyped one is no name: whoever reads the query tells what there is. */
static bool has_field(const char *word)
{
    size_t len = strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return len && word[len] == ':' && word[len + 1] && word[len + 1] != ' ';
}

/* Adds NAME (an alias or an id, in quotation marks or not, or a term that names an entity) to OUT
 * as a term that names an entity. */
static void add_name(dl_str *out, const char *name)
{
    if (has_field(name)) {
        dl_str_add(out, name);
        return;
    }
    dl_str_add(out, "entity:");
    if (name[0] == '"') {
        dl_str_add(out, name);
        return;
    }
    dl_str_addc(out, '"');
    for (; *name; name++) {
        if (*name == '"' || *name == '\\')
            dl_str_addc(out, '\\');
        dl_str_addc(out, *name);
    }
    dl_str_addc(out, '"');
}

static dl_status print_concordance(dl_question *q, dl_error *error)
{
    if (q->query.terms[0].kind != DL_TERM_ENTITY && q->query.terms[0].kind != DL_TERM_FORM)
        return dl_fail(
            error, DL_ERR_INVALID,
            "'%s' names nobody; the first word is a name or a kind (person:, kind:), the "
            "query follows it",
            q->query.terms[0].shown);
    concordance c = {.options = q->options,
                     .store = q->store,
                     .query = &q->query,
                     .name = &q->query.terms[0],
                     .left = q->options->limit};
    dl_arena_init(&c.arena);
    dl_str_init(&c.line);
    dl_str_init(&c.before);
    dl_str_init(&c.after);
    dl_record_head(q->options->format, columns);
    dl_status status = dl_documents_walk(q->store, &q->query, q->options->order, SIZE_MAX, NULL,
                                         print_row, &c, error);
    dl_str_release(&c.line);
    dl_str_release(&c.before);
    dl_str_release(&c.after);
    dl_arena_release(&c.arena);
    return status;
}

int dl_run_mentions(const dl_options *options)
{
    dl_str name;
    dl_str_init(&name);
    add_name(&name, options->words[0]);
    char **words = dl_must(calloc(options->words_count, sizeof *words));
    memcpy(words, options->words, options->words_count * sizeof *words);
    words[0] = dl_must(dl_str_detach(&name));
    int code = dl_question_ask(options, words, options->words_count, print_concordance);
    free(words[0]);
    free(words);
    return code;
}
