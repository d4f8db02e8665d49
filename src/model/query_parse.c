/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The query's text is read term by term, from left to right, and a term is either a value alone (a
 * word or phrase of the text) or a field, a colon and a value. A value is a run of characters
 * without a space, or anything between quotation marks, where \" and \\ stand for " and \.
 *
 * Nothing is guessed. What other query languages write and this one does not know (OR, parentheses)
 * would mean something else if it were taken as text, so it is refused, with the place and with what
 * to write where the text itself was meant.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/distance.h"
#include "dateline/query.h"
#include "dateline/token.h"
#include "model/query.h"

typedef dl_query_parser parser;

/* A value as it was read: its text without quotation marks and final star. */
typedef struct query_value {
    const char *text;
    size_t at; /* byte of the query where TEXT begins, past a quotation mark */
    bool quoted;
    size_t star; /* byte of the query where the final star stands; 0: there is none */
} query_value;

int dl_query_excerpt(const char *text)
{
    size_t len = strlen(text);
    if (len > DL_QUERY_EXCERPT) {
        len = DL_QUERY_EXCERPT;
        while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
            len--;
    }
    return (int)len;
}

dl_status dl_query_fail_nomem(parser *p)
{
    p->failed_at = p->pos;
    return dl_fail_nomem(p->error);
}

void dl_query_tell_at(parser *p, size_t at, const char *format, ...)
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

bool dl_query_is_operator(const char *text)
{
    return strcmp(text, "OR") == 0 || strcmp(text, "AND") == 0 || strcmp(text, "NOT") == 0;
}

dl_status dl_query_read_quoted(parser *p, const char **ret_text)
{
    size_t open = p->pos++, end = p->pos, len = 0;
    while (p->text[end] && p->text[end] != '"')
        end += p->text[end] == '\\' && p->text[end + 1] ? 2 : 1;
    if (!p->text[end])
        return dl_query_fail_at(p, open,
                                "this quotation mark is not closed; put another one where the "
                                "phrase ends");
    char *text = dl_arena_alloc(p->arena, end - open);
    if (!text)
        return dl_query_fail_nomem(p);
    for (; p->pos < end; p->pos++) {
        char next = p->text[p->pos] == '\\' ? p->text[p->pos + 1] : '\0';
        if (next == '"' || next == '\\')
            p->pos++;
        text[len++] = p->text[p->pos];
    }
    p->pos++;
    *ret_text = text;
    return DL_OK;
}

/* Reads a value in quotation marks, the first of which is at the parser's place. */
static dl_status read_quoted(parser *p, query_value *ret)
{
    *ret = (query_value){.at = p->pos + 1, .quoted = true};
    dl_status status = dl_query_read_quoted(p, &ret->text);
    if (status)
        return status;
    if (p->text[p->pos] == '*')
        ret->star = p->pos++;
    if (p->text[p->pos] && !dl_query_is_space(p->text[p->pos]))
        return dl_query_fail_at(p, p->pos,
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
            return dl_query_fail_at(p, p->pos,
                                    "a quotation mark within a word; put a space before it, or "
                                    "quote the whole");
        if (c == '(' || c == ')')
            return dl_query_fail_at(
                p, p->pos,
                "parentheses stand only after near; quote the text to search for them, "
                "as in \"(a word)\"");
        if (ret->star)
            return dl_query_fail_at(p, ret->star,
                                    "a * stands only at the end of a word; quote the text to "
                                    "search for one that holds it");
        if (c == '*' && p->pos == start)
            return dl_query_fail_at(p, p->pos,
                                    "a * stands only at the end of a word, as in ukrain*");
        if (c == '*')
            ret->star = p->pos;
    }
    size_t end = ret->star ? ret->star : p->pos;
    ret->text = dl_arena_strndup(p->arena, p->text + start, end - start);
    return ret->text ? DL_OK : dl_query_fail_nomem(p);
}

static dl_status read_value(parser *p, query_value *ret)
{
    return p->text[p->pos] == '"' ? read_quoted(p, ret) : read_bare(p, ret);
}

dl_status dl_query_add_term(parser *p, dl_term term)
{
    dl_str shown;
    dl_str_init(&shown);
    term.negated = p->negated;
    dl_term_format(&shown, &term);
    term.shown = dl_str_ok(&shown) ? dl_arena_strndup(p->arena, shown.text, shown.len) : NULL;
    dl_str_release(&shown);
    p->negated = false;
    if (!term.shown || !dl_vec_push(&p->terms, term))
        return dl_query_fail_nomem(p);
    return DL_OK;
}

bool dl_query_holds_word(const char *text)
{
    dl_tokens walk = {.text = text, .len = strlen(text)};
    dl_token word;
    return dl_token_next(&walk, &word);
}

/* Refuses the operators of other languages. */
static dl_status check_operator(parser *p, const query_value *word)
{
    if (strcmp(word->text, "AND") == 0)
        return dl_query_fail_at(p, word->at,
                                "words are searched for together without AND: leave it out, or "
                                "write \"AND\" in quotation marks to search for the word");
    if (strcmp(word->text, "OR") == 0)
        return dl_query_fail_at(p, word->at,
                                "OR is not in this query language: all terms must hold; write "
                                "\"OR\" in quotation marks to search for the word");
    return DL_OK;
}

/* Reads a word or phrase of the text. */
static dl_status read_text(parser *p)
{
    size_t start = p->pos;
    query_value word;
    dl_status status = read_value(p, &word);
    if (status)
        return status;
    if (!dl_query_holds_word(word.text))
        return dl_query_fail_at(p, start,
                                "nothing to search for in '%.*s': it holds no letter and no digit",
                                dl_query_excerpt(word.text), word.text);
    if (!word.quoted && (status = check_operator(p, &word)))
        return status;
    return dl_query_add_term(
        p,
        (dl_term){.kind = DL_TERM_TEXT, .text = word.text, .prefix = word.star != 0, .at = start});
}

static dl_status make_date(parser *p, const query_value *value, bool since, size_t at)
{
    dl_term term;
    size_t wrong = 0;
    dl_error error;
    dl_status status = since ? dl_query_read_since(value->text, &term, &error)
                             : dl_query_read_date(value->text, &term, &wrong, &error);
    if (status)
        return dl_query_fail_at(p, value->at + wrong, "%s", error.message);
    term.text = value->text;
    term.at = at;
    return dl_query_add_term(p, term);
}

/* The names that can stand before a colon, but for those of the kinds of entity. */
static const struct {
    const char *name;
    dl_term_kind kind;
} fields[] = {
    {"source", DL_TERM_SOURCE}, {"via", DL_TERM_VIA},     {"date", DL_TERM_DATE},
    {"since", DL_TERM_DATE},    {"title", DL_TERM_TITLE}, {"lang", DL_TERM_LANG},
    {"entity", DL_TERM_ENTITY}, {"is", DL_TERM_IS},       {"tag", DL_TERM_TAG},
    {"kind", DL_TERM_ENTITY},   {"form", DL_TERM_FORM},
};

#define FIELDS_COUNT (sizeof fields / sizeof fields[0])

/* The I-th name that can stand before a colon, or NULL past the last. */
static const char *field_at(const parser *p, size_t i)
{
    if (i < FIELDS_COUNT)
        return fields[i].name;
    i -= FIELDS_COUNT;
    return i < dl_kinds_count(p->kinds) ? dl_kinds_prefix(p->kinds, i) : NULL;
}

bool dl_query_has_field(const char *name)
{
    for (size_t i = 0; i < FIELDS_COUNT; i++)
        if (strcmp(fields[i].name, name) == 0)
            return true;
    return false;
}

#define KINDS_LIST 120 /* bytes of the kinds that a message lists, about */

/* Adds to LIST the prefixes of the kinds from place FIRST on, as they fit. */
static void list_kinds(const parser *p, size_t first, const char *after, dl_str *list)
{
    for (size_t i = first; i < dl_kinds_count(p->kinds); i++)
        if (list->len < KINDS_LIST)
            dl_str_addf(list, "%s%s", dl_kinds_prefix(p->kinds, i), after);
}

static dl_status fail_field(parser *p, size_t at, const char *name)
{
    const char *nearest = NULL, *field;
    size_t most = strlen(name) < 4 ? 1 : 2, best = most + 1;
    for (size_t i = 0; (field = field_at(p, i)); i++) {
        size_t distance = dl_distance(name, field, most);
        if (distance < best) {
            best = distance;
            nearest = field;
        }
    }
    if (nearest)
        return dl_query_fail_at(
            p, at, "no field '%s:'; did you mean %s:? (to search for the text, quote it)", name,
            nearest);
    dl_str kinds;
    dl_str_init(&kinds);
    list_kinds(p, 0, ": ", &kinds);
    dl_status status = dl_query_fail_nomem(p);
    if (dl_str_ok(&kinds))
        status =
            dl_query_fail_at(p, at,
                             "no field '%.*s:'; there are source: via: date: since: title: lang: "
                             "%sentity: kind: form: is: tag: (to search for the text, quote it)",
                             dl_query_excerpt(name), name, kinds.text);
    dl_str_release(&kinds);
    return status;
}

/* Whether FIELD, in lower case, is one that can stand before a colon; sets what it makes. */
static bool find_field(const parser *p, const char *field, dl_term *ret)
{
    size_t place;
    for (size_t i = 0; i < FIELDS_COUNT; i++)
        if (strcmp(fields[i].name, field) == 0) {
            ret->kind = fields[i].kind;
            ret->whole_kind = strcmp(field, "kind") == 0;
            ret->any_kind = fields[i].kind == DL_TERM_ENTITY && !ret->whole_kind;
            return true;
        }
    if (!dl_kinds_find(p->kinds, field, strlen(field), &place))
        return false;
    const dl_own_kind *own = dl_kinds_own(p->kinds, place);
    ret->kind = DL_TERM_ENTITY;
    ret->entity_kind = dl_kinds_stored(p->kinds, place);
    ret->own = own ? own->prefix : NULL;
    return true;
}

/* Makes the term of is: with VALUE. */
static dl_status make_state(parser *p, const query_value *value, size_t at)
{
    dl_term term = {.kind = DL_TERM_IS, .text = value->text, .at = at};
    for (int state = 0; state < DL_STATE_COUNT; state++)
        if (dl_query_equals_word(value->text, dl_term_state_name((dl_term_state)state))) {
            term.state = (dl_term_state)state;
            return dl_query_add_term(p, term);
        }
    return dl_query_fail_at(p, value->at,
                            "no document is '%.*s'; there are is:unread, is:starred, is:noted "
                            "and is:duplicate",
                            dl_query_excerpt(value->text), value->text);
}

/* Makes the term of kind: with VALUE. */
static dl_status make_kind(parser *p, const query_value *value, size_t at)
{
    size_t place;
    if (!dl_kinds_find(p->kinds, value->text, strlen(value->text), &place)) {
        dl_str list;
        dl_str_init(&list);
        list_kinds(p, 0, " ", &list);
        dl_status status = dl_query_fail_nomem(p);
        if (dl_str_ok(&list))
            status = dl_query_fail_at(p, value->at, "no kind '%.*s'; there are %s",
                                      dl_query_excerpt(value->text), value->text, list.text);
        dl_str_release(&list);
        return status;
    }
    const dl_own_kind *own = dl_kinds_own(p->kinds, place);
    return dl_query_add_term(p, (dl_term){.kind = DL_TERM_ENTITY,
                                          .whole_kind = true,
                                          .entity_kind = dl_kinds_stored(p->kinds, place),
                                          .own = own ? own->prefix : NULL,
                                          .text = dl_kinds_prefix(p->kinds, place),
                                          .at = at});
}

/* Makes the term of form: with VALUE. */
static dl_status make_form(parser *p, const query_value *value, size_t at)
{
    char list[128] = "";
    size_t len = 0;
    for (int form = 0; form < DL_FORM_COUNT; form++) {
        if (dl_query_equals_word(value->text, dl_form_name((dl_form)form)))
            return dl_query_add_term(p, (dl_term){.kind = DL_TERM_FORM,
                                                  .form = (dl_form)form,
                                                  .text = dl_form_name((dl_form)form),
                                                  .at = at});
        len += (size_t)snprintf(list + len, sizeof list - len, " %s", dl_form_name((dl_form)form));
    }
    return dl_query_fail_at(p, value->at, "no form '%.*s'; there are%s",
                            dl_query_excerpt(value->text), value->text, list);
}

/* Makes the term of FIELD (lower case) with VALUE; AT is where it begins. */
static dl_status make_term(parser *p, const char *field, const query_value *value, size_t at)
{
    dl_term term = {.text = value->text, .at = at};
    find_field(p, field, &term);
    if (term.kind == DL_TERM_DATE)
        return make_date(p, value, strcmp(field, "since") == 0, at);
    if (term.kind == DL_TERM_IS)
        return make_state(p, value, at);
    if (term.whole_kind)
        return make_kind(p, value, at);
    if (term.kind == DL_TERM_FORM)
        return make_form(p, value, at);
    term.prefix = value->star != 0;
    if (term.kind == DL_TERM_SOURCE && !value->quoted && dl_query_equals_word(value->text, "none"))
        term.text = NULL;
    if (term.text && !dl_query_holds_word(term.text))
        return dl_query_fail_at(p, value->at, "'%.*s' is no name: it holds no letter and no digit",
                                dl_query_excerpt(term.text), term.text);
    return dl_query_add_term(p, term);
}

/* Reads a field of NAME_LEN letters, its colon and its value. */
static dl_status read_field(parser *p, size_t name_len)
{
    size_t start = p->pos;
    char *field = dl_arena_strndup(p->arena, p->text + start, name_len);
    if (!field)
        return dl_query_fail_nomem(p);
    for (char *c = field; *c; c++)
        *c = (char)(*c | 0x20);
    dl_term term = {0};
    if (!find_field(p, field, &term))
        return fail_field(p, start, field);
    p->pos += name_len + 1;
    if (!p->text[p->pos] || dl_query_is_space(p->text[p->pos]))
        return dl_query_fail_at(p, p->pos,
                                "nothing stands after %s:; write its value without a space "
                                "between",
                                field);
    query_value value;
    dl_status status = read_value(p, &value);
    if (status)
        return status;
    if (value.star && term.kind != DL_TERM_TITLE)
        return dl_query_fail_at(p, value.star,
                                "a * ends a word of the text, not the value of %s:", field);
    if (!*value.text)
        return dl_query_fail_at(p, value.at, "the value of %s: is empty", field);
    return make_term(p, field, &value, start);
}

/* Whether the word NOT stands at the parser's place. */
static bool at_not(const parser *p)
{
    const char *text = p->text + p->pos;
    return strncmp(text, "NOT", 3) == 0 && (!text[3] || dl_query_is_space(text[3]));
}

/* Takes - or NOT where one stands before a term. */
static dl_status read_negation(parser *p)
{
    size_t start = p->pos;
    bool hyphen = p->text[p->pos] == '-';
    if (!hyphen && !at_not(p))
        return DL_OK;
    p->pos += hyphen ? 1 : 3;
    while (!hyphen && dl_query_is_space(p->text[p->pos]))
        p->pos++;
    char next = p->text[p->pos];
    if (!next || dl_query_is_space(next))
        return dl_query_fail_at(p, start,
                                hyphen
                                    ? "nothing stands after this -; a term to exclude follows it "
                                      "without a space"
                                    : "nothing stands after NOT; write the term to exclude, or "
                                      "\"NOT\" in quotation marks to search for the word");
    if (next == '-' || at_not(p))
        return dl_query_fail_at(p, p->pos,
                                "this term is excluded already; to search for a word that begins "
                                "with a hyphen, quote it");
    p->negated = true;
    return DL_OK;
}

static dl_status read_term(parser *p)
{
    dl_status status = read_negation(p);
    if (status)
        return status;
    if (dl_query_at_near(p))
        return dl_query_read_near(p);
    size_t letters = 0;
    while (dl_query_is_field_char(p->text[p->pos + letters]))
        letters++;
    return letters && p->text[p->pos + letters] == ':' ? read_field(p, letters) : read_text(p);
}

static dl_status read_terms(parser *p)
{
    dl_status status = DL_OK;
    while (!status) {
        while (dl_query_is_space(p->text[p->pos]))
            p->pos++;
        if (!p->text[p->pos])
            break;
        status = read_term(p);
    }
    return status;
}

dl_status dl_query_parse(dl_arena *arena, const dl_kinds *kinds, const char *text,
                         dl_query *ret_query, size_t *ret_at, dl_error *error)
{
    parser p = {.arena = arena, .kinds = kinds, .text = text, .error = error};
    dl_status status = read_terms(&p);
    if (!status) {
        dl_term *terms = dl_arena_calloc(arena, p.terms.len, sizeof *terms);
        if (!terms) {
            status = dl_query_fail_nomem(&p);
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
