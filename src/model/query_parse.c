/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The query's text is read term by term, from left to right, and a term is either a value alone (a
 * word or phrase of the text) or a field, a colon and a value. A value is a run of characters
 * without a space, or anything between quotation marks, where \" and \\ stand for " and \.
 *
 * Nothing is guessed. What other query languages write and this one does not know (OR, parentheses,
 * -word) would mean something else if it were taken as text, so it is refused, with the place and
 * with what to write where the text itself was meant.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/distance.h"
#include "dateline/query.h"
#include "dateline/token.h"
#include "dateline/vec.h"
#include "model/query.h"

typedef struct parser {
    dl_arena *arena;
    const char *text;
    size_t pos;
    size_t failed_at; /* byte of the character that is wrong */
    dl_error *error;
    struct {
        dl_term *items;
        size_t len, size;
    } terms;
} parser;

/* A value as it was read: its text without quotation marks and final star. */
typedef struct query_value {
    const char *text;
    size_t at; /* byte of the query where TEXT begins, past a quotation mark */
    bool quoted;
    size_t star; /* byte of the query where the final star stands; 0: there is none */
} query_value;

#define EXCERPT 40 /* bytes of the user's words that a message repeats, at most */

/* The bytes of TEXT that a message shows, cut at a character's edge. */
static int excerpt(const char *text)
{
    size_t len = strlen(text);
    if (len > EXCERPT) {
        len = EXCERPT;
        while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
            len--;
    }
    return (int)len;
}

static dl_status fail_nomem(parser *p)
{
    p->failed_at = p->pos;
    return dl_fail_nomem(p->error);
}

/* Sets the error to a message on the character at byte AT. */
__attribute__((format(printf, 3, 4))) static void tell_at(parser *p, size_t at, const char *format,
                                                          ...)
{
    char message[400];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    size_t character = 1;
    for (size_t i = 0; i < at; i++)
        character += ((unsigned char)p->text[i] & 0xC0) != 0x80;
    p->failed_at = at;
    dl_fail(p->error, DL_ERR_SYNTAX, "%s (character %zu)", message, character);
}

/* Fails with a message on the character at byte AT. */
#define fail_at(p, at, ...) (tell_at(p, at, __VA_ARGS__), DL_ERR_SYNTAX)

bool dl_query_is_operator(const char *text)
{
    return strcmp(text, "OR") == 0 || strcmp(text, "AND") == 0 || strcmp(text, "NOT") == 0;
}

/* Reads a value in quotation marks, the first of which is at the parser's place. */
static dl_status read_quoted(parser *p, query_value *ret)
{
    size_t open = p->pos++, end = p->pos, len = 0;
    while (p->text[end] && p->text[end] != '"')
        end += p->text[end] == '\\' && p->text[end + 1] ? 2 : 1;
    if (!p->text[end])
        return fail_at(p, open,
                       "this quotation mark is not closed; put another one where the "
                       "phrase ends");
    char *text = dl_arena_alloc(p->arena, end - open);
    if (!text)
        return fail_nomem(p);
    for (; p->pos < end; p->pos++) {
        char next = p->text[p->pos] == '\\' ? p->text[p->pos + 1] : '\0';
        if (next == '"' || next == '\\')
            p->pos++;
        text[len++] = p->text[p->pos];
    }
    p->pos++;
    *ret = (query_value){.text = text, .at = open + 1, .quoted = true};
    if (p->text[p->pos] == '*')
        ret->star = p->pos++;
    if (p->text[p->pos] && !dl_query_is_space(p->text[p->pos]))
        return fail_at(p, p->pos,
                       "a phrase ends at its closing quotation mark; put a space after "
                       "it (within a phrase write \\\" for the mark)");
    return DL_OK;
}

/* Reads a value without quotation marks. */
static dl_status read_bare(parser *p, query_value *ret)
{
    size_t start = p->pos;
    *ret = (query_value){.at = start};
    for (; p->text[p->pos] && !dl_query_is_space(p->text[p->pos]); p->pos++) {
        char c = p->text[p->pos];
        if (c == '"')
            return fail_at(p, p->pos,
                           "a quotation mark within a word; put a space before it, or "
                           "quote the whole");
        if (c == '(' || c == ')')
            return fail_at(p, p->pos,
                           "parentheses are not in this query language; quote the text to "
                           "search for them, as in \"(a word)\"");
        if (ret->star)
            return fail_at(p, ret->star,
                           "a * stands only at the end of a word; quote the text to "
                           "search for one that holds it");
        if (c == '*' && p->pos == start)
            return fail_at(p, p->pos, "a * stands only at the end of a word, as in ukrain*");
        if (c == '*')
            ret->star = p->pos;
    }
    size_t end = ret->star ? ret->star : p->pos;
    ret->text = dl_arena_strndup(p->arena, p->text + start, end - start);
    return ret->text ? DL_OK : fail_nomem(p);
}

static dl_status read_value(parser *p, query_value *ret)
{
    return p->text[p->pos] == '"' ? read_quoted(p, ret) : read_bare(p, ret);
}

/* Adds TERM, with how it is shown. */
static dl_status add_term(parser *p, dl_term term)
{
    dl_str shown;
    dl_str_init(&shown);
    dl_term_format(&shown, &term);
    term.shown = dl_str_ok(&shown) ? dl_arena_strndup(p->arena, shown.text, shown.len) : NULL;
    dl_str_release(&shown);
    if (!term.shown || !dl_vec_push(&p->terms, term))
        return fail_nomem(p);
    return DL_OK;
}

static bool holds_word(const char *text)
{
    dl_tokens walk = {.text = text, .len = strlen(text)};
    dl_token word;
    return dl_token_next(&walk, &word);
}

/* Refuses the operators of other languages. */
static dl_status check_operator(parser *p, const query_value *word)
{
    if (word->text[0] == '-')
        return fail_at(p, word->at,
                       "words cannot be excluded in this query language; to search for a word "
                       "that begins with a hyphen, quote it: \"%.*s\"",
                       excerpt(word->text), word->text);
    if (!dl_query_is_operator(word->text))
        return DL_OK;
    if (strcmp(word->text, "AND") == 0)
        return fail_at(p, word->at,
                       "words are searched for together without AND: leave it out, or "
                       "write \"AND\" in quotation marks to search for the word");
    return fail_at(p, word->at,
                   "%s is not in this query language: all terms must hold; write "
                   "\"%s\" in quotation marks to search for the word",
                   word->text, word->text);
}

/* Reads a word or phrase of the text. */
static dl_status read_text(parser *p)
{
    size_t start = p->pos;
    query_value word;
    dl_status status = read_value(p, &word);
    if (status)
        return status;
    if (!holds_word(word.text))
        return fail_at(p, start, "nothing to search for in '%.*s': it holds no letter and no digit",
                       excerpt(word.text), word.text);
    if (!word.quoted && (status = check_operator(p, &word)))
        return status;
    return add_term(
        p,
        (dl_term){.kind = DL_TERM_TEXT, .text = word.text, .prefix = word.star != 0, .at = start});
}

/* Reads a day, month or year as one end of a range. */
static dl_status read_end(const char *text, size_t len, dl_day *ret_first, dl_day *ret_last,
                          dl_error *error)
{
    if (dl_day_parse(text, len, ret_first, ret_last))
        return DL_OK;
    char word[EXCERPT + 1];
    snprintf(word, sizeof word, "%.*s", (int)len, text);
    word[excerpt(word)] = '\0';
    size_t digits = strspn(word, "0123456789");
    bool shaped = digits == 4 && (len == 4 || len == 7 || len == 10) &&
                  (len < 7 || (word[4] == '-' && strspn(word + 5, "0123456789") == 2)) &&
                  (len < 10 || (word[7] == '-' && strspn(word + 8, "0123456789") == 2));
    if (shaped)
        return dl_fail(error, DL_ERR_SYNTAX, "there is no %s %s in the calendar",
                       len == 4   ? "year"
                       : len == 7 ? "month"
                                  : "day",
                       word);
    return dl_fail(error, DL_ERR_SYNTAX,
                   "'%s' is not a date; write 2022, 2022-02, 2022-02-13, two of them with .. "
                   "between, undated or inferred",
                   word);
}

/* As dl_query_parse_date; *RET_AT is the byte of TEXT that is wrong. */
static dl_status read_date(const char *text, dl_term *ret_term, size_t *ret_at, dl_error *error)
{
    dl_term term = {.kind = DL_TERM_DATE, .first = DL_DAY_MIN, .last = DL_DAY_MAX};
    size_t len = strlen(text);
    const char *dots = strstr(text, "..");
    size_t first_len = dots ? (size_t)(dots - text) : len;
    dl_day unused;
    dl_status status = DL_OK;
    *ret_at = 0;
    if (dl_query_equals_word(text, "undated") || dl_query_equals_word(text, "inferred")) {
        term.kind = (text[0] | 0x20) == 'u' ? DL_TERM_UNDATED : DL_TERM_INFERRED;
    } else if (dots && len == 2) {
        status = dl_fail(error, DL_ERR_SYNTAX,
                         "a range needs a first or a last day: 2022.. or "
                         "..2022");
    } else {
        if (first_len || !dots)
            status = read_end(text, first_len, &term.first, dots ? &unused : &term.last, error);
        if (!status && dots && dots[2]) {
            *ret_at = first_len + 2;
            status = read_end(dots + 2, len - *ret_at, &unused, &term.last, error);
        }
    }
    if (!status && term.kind == DL_TERM_DATE && term.first > term.last) {
        *ret_at = 0;
        status = dl_fail(error, DL_ERR_SYNTAX,
                         "the range's first date comes after its last; write %s..%.*s", dots + 2,
                         (int)first_len, text);
    }
    if (!status)
        *ret_term = term;
    return status;
}

dl_status dl_query_parse_date(const char *text, dl_term *ret_term, dl_error *error)
{
    size_t unused;
    return read_date(text, ret_term, &unused, error);
}

static dl_status make_date(parser *p, const query_value *value, size_t at)
{
    dl_term term;
    size_t wrong;
    dl_error error;
    dl_status status = read_date(value->text, &term, &wrong, &error);
    if (status)
        return fail_at(p, value->at + wrong, "%s", error.message);
    term.text = value->text;
    term.at = at;
    return add_term(p, term);
}

/* The names that can stand before a colon, but for those of the kinds of entity. */
static const char *const fields[] = {"source", "date", "entity"};

#define FIELDS_COUNT (sizeof fields / sizeof fields[0])

/* The I-th name that can stand before a colon, or NULL past the last. */
static const char *field_at(size_t i)
{
    if (i < FIELDS_COUNT)
        return fields[i];
    i -= FIELDS_COUNT;
    return i < DL_KIND_COUNT ? dl_kind_prefix((dl_kind)i) : NULL;
}

static dl_status fail_field(parser *p, size_t at, const char *name)
{
    const char *nearest = NULL, *field;
    size_t most = strlen(name) < 4 ? 1 : 2, best = most + 1;
    for (size_t i = 0; (field = field_at(i)); i++) {
        size_t distance = dl_distance(name, field, most);
        if (distance < best) {
            best = distance;
            nearest = field;
        }
    }
    if (nearest)
        return fail_at(p, at,
                       "no field '%s:'; did you mean %s:? (to search for the text, quote it)", name,
                       nearest);
    return fail_at(p, at,
                   "no field '%.*s:'; there are source: date: person: country: org: place: "
                   "entity: (to search for the text, quote it)",
                   excerpt(name), name);
}

/* Makes the term of FIELD (lower case) with VALUE; AT is where it begins. */
static dl_status make_term(parser *p, const char *field, const query_value *value, size_t at)
{
    if (strcmp(field, "date") == 0)
        return make_date(p, value, at);
    dl_term term = {.kind = DL_TERM_ENTITY, .text = value->text, .at = at};
    if (strcmp(field, "source") == 0) {
        term.kind = DL_TERM_SOURCE;
        if (!value->quoted && dl_query_equals_word(value->text, "none"))
            term.text = NULL;
    } else if (strcmp(field, "entity") == 0) {
        term.any_kind = true;
    } else if (!dl_kind_parse(field, strlen(field), &term.entity_kind)) {
        return fail_field(p, at, field);
    }
    if (term.text && !holds_word(term.text))
        return fail_at(p, value->at, "'%.*s' is no name: it holds no letter and no digit",
                       excerpt(term.text), term.text);
    return add_term(p, term);
}

/* Whether FIELD, in lower case, is one that can stand before a colon. */
static bool is_field(const char *field)
{
    dl_kind kind;
    for (size_t i = 0; i < FIELDS_COUNT; i++)
        if (strcmp(fields[i], field) == 0)
            return true;
    return dl_kind_parse(field, strlen(field), &kind);
}

/* Reads a field of NAME_LEN letters, its colon and its value. */
static dl_status read_field(parser *p, size_t name_len)
{
    size_t start = p->pos;
    char *field = dl_arena_strndup(p->arena, p->text + start, name_len);
    if (!field)
        return fail_nomem(p);
    for (char *c = field; *c; c++)
        *c = (char)(*c | 0x20);
    if (!is_field(field))
        return fail_field(p, start, field);
    p->pos += name_len + 1;
    if (!p->text[p->pos] || dl_query_is_space(p->text[p->pos]))
        return fail_at(p, p->pos,
                       "nothing stands after %s:; write its value without a space "
                       "between",
                       field);
    query_value value;
    dl_status status = read_value(p, &value);
    if (status)
        return status;
    if (value.star)
        return fail_at(p, value.star, "a * ends a word of the text, not the value of %s:", field);
    if (!*value.text)
        return fail_at(p, value.at, "the value of %s: is empty", field);
    return make_term(p, field, &value, start);
}

static dl_status read_terms(parser *p)
{
    dl_status status = DL_OK;
    while (!status) {
        while (dl_query_is_space(p->text[p->pos]))
            p->pos++;
        if (!p->text[p->pos])
            break;
        size_t letters = 0;
        while (dl_query_is_field_char(p->text[p->pos + letters]))
            letters++;
        status =
            letters && p->text[p->pos + letters] == ':' ? read_field(p, letters) : read_text(p);
    }
    return status;
}

dl_status dl_query_parse(dl_arena *arena, const char *text, dl_query *ret_query, size_t *ret_at,
                         dl_error *error)
{
    parser p = {.arena = arena, .text = text, .error = error};
    dl_status status = read_terms(&p);
    if (!status) {
        dl_term *terms = dl_arena_calloc(arena, p.terms.len, sizeof *terms);
        if (!terms) {
            status = fail_nomem(&p);
        } else {
            if (p.terms.len)
                memcpy(terms, p.terms.items, p.terms.len * sizeof *terms);
            *ret_query = (dl_query){.terms = terms, .count = p.terms.len};
        }
    }
    if (status && ret_at)
        *ret_at = p.failed_at;
    free(p.terms.items);
    return status;
}
