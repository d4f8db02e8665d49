/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MODEL_QUERY_H
#define MODEL_QUERY_H

#include "dateline/query.h"
#include "dateline/vec.h"

/* What the reading and the writing of queries must agree on. */

/* Whether C can stand in a field's name; whether it parts terms. */
bool dl_query_is_field_char(char c);
bool dl_query_is_space(char c);

/* Whether TEXT is the lower-case WORD, in whatever case of ASCII letters. */
bool dl_query_equals_word(const char *text, const char *word);

/* Whether the unquoted word TEXT is an operator of other query languages: OR, AND, NOT. */
bool dl_query_is_operator(const char *text);

/* Whether TEXT holds a word, so that it can be searched for. */
bool dl_query_holds_word(const char *text);

/* --- reading (query_parse.c) --- */

/* Whether NAME can stand before a colon and is no kind's. */
bool dl_query_has_field(const char *name);

typedef struct dl_query_parser {
    dl_arena *arena;
    const dl_kinds *kinds;
    const char *text;
    size_t pos;
    size_t failed_at; /* byte of the character that is wrong */
    dl_error *error;
    struct {
        dl_term *items;
        size_t len, size;
    } terms;
    bool negated; /* - or NOT stands before the term at hand */
} dl_query_parser;

#define DL_QUERY_EXCERPT 40 /* bytes of the user's words that a message repeats, at most */

/* The bytes of TEXT that a message shows, cut at a character's edge. */
int dl_query_excerpt(const char *text);

dl_status dl_query_fail_nomem(dl_query_parser *p);

/* Says what is wrong with the character at byte AT. */
void dl_query_tell_at(dl_query_parser *p, size_t at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Fails with a message on the character at byte AT. */
#define dl_query_fail_at(p, at, ...) (dl_query_tell_at(p, at, __VA_ARGS__), DL_ERR_SYNTAX)

/* Adds TERM, with how it is shown. */
dl_status dl_query_add_term(dl_query_parser *p, dl_term term);

/* Reads what stands between the quotation marks the first of which is at the parser's place, which is
 * then behind the second. */
dl_status dl_query_read_quoted(dl_query_parser *p, const char **ret_text);

/* --- dates (query_date.c) --- */

/* As dl_query_parse_date; *RET_AT is the byte of TEXT that is wrong. */
dl_status dl_query_read_date(const char *text, dl_term *ret_term, size_t *ret_at, dl_error *error);

/* The same of what stands after "since:". */
dl_status dl_query_read_since(const char *text, dl_term *ret_term, dl_error *error);

/* --- near() (query_near.c) --- */

/* Whether near( stands at the parser's place. */
bool dl_query_at_near(const dl_query_parser *p);

dl_status dl_query_read_near(dl_query_parser *p);

#endif
