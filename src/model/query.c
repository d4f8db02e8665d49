/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dateline/query.h"
#include "model/query.h"

bool dl_query_is_field_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool dl_query_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool dl_query_equals_word(const char *text, const char *word)
{
    for (; *text && *word; text++, word++) {
        char c = *text >= 'A' && *text <= 'Z' ? (char)(*text + ('a' - 'A')) : *text;
        if (c != *word)
            return false;
    }
    return *text == *word;
}

/* Whether TEXT cannot stand without quotation marks as the value of a field. */
static bool needs_quotes(const char *text)
{
    if (!*text)
        return true;
    for (; *text; text++)
        if (dl_query_is_space(*text) || strchr("\"()*", *text))
            return true;
    return false;
}

/* The same for a word of the text, which must not read as an operator or a field. */
static bool word_needs_quotes(const char *text)
{
    if (needs_quotes(text) || *text == '-' || dl_query_is_operator(text))
        return true;
    size_t letters = 0;
    while (dl_query_is_field_char(text[letters]))
        letters++;
    return letters > 0 && text[letters] == ':';
}

/* The same for a name within near(). */
static bool part_needs_quotes(const char *text)
{
    size_t len = strlen(text);
    return !len || strpbrk(text, "\"()*,") || dl_query_is_space(text[0]) ||
           dl_query_is_space(text[len - 1]);
}

static void add_value(dl_str *out, const char *text, bool quotes)
{
    if (!quotes) {
        dl_str_add(out, text);
        return;
    }
    dl_str_addc(out, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            dl_str_addc(out, '\\');
        dl_str_addc(out, *text);
    }
    dl_str_addc(out, '"');
}

/* The bytes of a day's text in the coarsest of year, month and day in which FIRST begins and LAST
 * ends such a span. */
static size_t span_length(dl_day first, dl_day last)
{
    static const size_t lengths[] = {4, 7, 10};
    for (size_t i = 0; i < 2; i++) {
        char a[11], b[11];
        dl_day first_of_a, last_of_b, unused;
        dl_day_parse(dl_day_format(first, a), lengths[i], &first_of_a, &unused);
        dl_day_parse(dl_day_format(last, b), lengths[i], &unused, &last_of_b);
        if (first_of_a == first && last_of_b == last)
            return lengths[i];
    }
    return 10;
}

static void add_range(dl_str *out, dl_day first, dl_day last)
{
    char a[11], b[11];
    size_t len = span_length(first, last);
    bool from = first > DL_DAY_MIN || last == DL_DAY_MAX, to = last < DL_DAY_MAX;
    dl_day_format(first, a);
    dl_day_format(last, b);
    if (from)
        dl_str_addn(out, a, len);
    if (from && to && memcmp(a, b, len) == 0)
        return;
    dl_str_add(out, "..");
    if (to)
        dl_str_addn(out, b, len);
}

bool dl_term_is_date(const dl_term *term)
{
    return term->kind == DL_TERM_DATE || term->kind == DL_TERM_UNDATED ||
           term->kind == DL_TERM_INFERRED || term->kind == DL_TERM_AMBIGUOUS;
}

const char *dl_term_state_name(dl_term_state state)
{
    static const char *const names[] = {"unread", "starred", "noted", "duplicate"};
    return names[state];
}

bool dl_term_is_of_form(const dl_term *term)
{
    return term->kind == DL_TERM_FORM ||
           (term->kind == DL_TERM_ENTITY && term->whole_kind && !term->own);
}

bool dl_term_means(const dl_term *term, const dl_mention *mention)
{
    if (term->kind == DL_TERM_FORM)
        return mention->form == term->form;
    if (dl_term_is_of_form(term))
        return mention->kind == term->entity_kind;
    for (size_t i = 0; term->kind == DL_TERM_ENTITY && i < term->ids_count; i++)
        if (strcmp(mention->entity, term->ids[i]) == 0)
            return true;
    return false;
}

bool dl_query_has_marks(const dl_query *query)
{
    for (size_t i = 0; i < query->count; i++)
        if ((query->terms[i].kind == DL_TERM_IS && query->terms[i].state != DL_STATE_DUPLICATE) ||
            query->terms[i].kind == DL_TERM_TAG)
            return true;
    return false;
}

bool dl_term_is_ranked(const dl_term *term)
{
    return (term->kind == DL_TERM_TEXT || term->kind == DL_TERM_TITLE) && !term->negated &&
           !term->aside;
}

bool dl_query_has_words(const dl_query *query)
{
    for (size_t i = 0; i < query->count; i++)
        if (dl_term_is_ranked(&query->terms[i]))
            return true;
    return false;
}

static void add_source(dl_str *out, const dl_term *term)
{
    dl_str_add(out, "source:");
    if (term->text)
        add_value(out, term->text,
                  needs_quotes(term->text) || dl_query_equals_word(term->text, "none"));
    else
        dl_str_add(out, "none");
}

/* Adds a field and its value. */
static void add_field(dl_str *out, const char *field, const char *text)
{
    dl_str_addf(out, "%s:", field);
    add_value(out, text, needs_quotes(text));
}

void dl_near_add_name(dl_str *out, const char *name)
{
    add_value(out, name, part_needs_quotes(name));
}

static void add_near(dl_str *out, const dl_term *term)
{
    dl_str_add(out, "near(");
    for (size_t i = 0; i < 2; i++) {
        dl_near_add_name(out, term->near[i].text);
        dl_str_add(out, ", ");
    }
    dl_str_addf(out, "%s)", dl_scope_name(term->scope));
}

void dl_term_format(dl_str *out, const dl_term *term)
{
    if (term->negated)
        dl_str_addc(out, '-');
    switch (term->kind) {
    case DL_TERM_TEXT:
        add_value(out, term->text, word_needs_quotes(term->text));
        break;
    case DL_TERM_TITLE:
        add_field(out, "title", term->text);
        break;
    case DL_TERM_SOURCE:
        add_source(out, term);
        break;
    case DL_TERM_VIA:
        add_field(out, "via", term->text);
        break;
    case DL_TERM_LANG:
        add_field(out, "lang", term->text);
        break;
    case DL_TERM_DATE:
        if (term->since) {
            add_field(out, "since", term->text);
            break;
        }
        dl_str_add(out, "date:");
        add_range(out, term->first, term->last);
        break;
    case DL_TERM_UNDATED:
        dl_str_add(out, "date:undated");
        break;
    case DL_TERM_INFERRED:
        dl_str_add(out, "date:inferred");
        break;
    case DL_TERM_AMBIGUOUS:
        dl_str_add(out, "date:ambiguous");
        break;
    case DL_TERM_IS:
        dl_str_addf(out, "is:%s", dl_term_state_name(term->state));
        break;
    case DL_TERM_TAG:
        add_field(out, "tag", term->text);
        break;
    case DL_TERM_ENTITY:
        add_field(out,
                  term->whole_kind ? "kind"
                  : term->any_kind ? "entity"
                  : term->own      ? term->own
                                   : dl_kind_prefix(term->entity_kind),
                  term->text);
        break;
    case DL_TERM_NEAR:
        add_near(out, term);
        break;
    case DL_TERM_FORM:
        dl_str_addf(out, "form:%s", dl_form_name(term->form));
        break;
    }
    if (term->prefix)
        dl_str_addc(out, '*');
}

void dl_query_format(dl_str *out, const dl_query *query)
{
    for (size_t i = 0; i < query->count; i++) {
        if (i)
            dl_str_addc(out, ' ');
        dl_term_format(out, &query->terms[i]);
    }
}

static bool equal_strings(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool equal_terms(const dl_term *a, const dl_term *b)
{
    if (a->kind != b->kind || a->negated != b->negated || a->prefix != b->prefix)
        return false;
    switch (a->kind) {
    case DL_TERM_TEXT:
    case DL_TERM_TITLE:
    case DL_TERM_SOURCE:
    case DL_TERM_VIA:
    case DL_TERM_LANG:
    case DL_TERM_TAG:
        return equal_strings(a->text, b->text);
    case DL_TERM_DATE:
        return a->since == b->since && a->first == b->first && a->last == b->last;
    case DL_TERM_UNDATED:
    case DL_TERM_INFERRED:
    case DL_TERM_AMBIGUOUS:
        return true;
    case DL_TERM_IS:
        return a->state == b->state;
    case DL_TERM_ENTITY:
        return a->any_kind == b->any_kind && a->whole_kind == b->whole_kind &&
               (a->any_kind || a->entity_kind == b->entity_kind) && equal_strings(a->own, b->own) &&
               equal_strings(a->text, b->text);
    case DL_TERM_FORM:
        return a->form == b->form;
    case DL_TERM_NEAR:
        return a->scope == b->scope && equal_strings(a->near[0].text, b->near[0].text) &&
               equal_strings(a->near[1].text, b->near[1].text);
    }
    return false;
}

bool dl_query_equal(const dl_query *a, const dl_query *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!equal_terms(&a->terms[i], &b->terms[i]))
            return false;
    return true;
}
