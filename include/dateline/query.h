/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_QUERY_H
#define DATELINE_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/arena.h"
#include "dateline/day.h"
#include "dateline/mention.h"
#include "dateline/status.h"
#include "dateline/str.h"

/*
 * A query as data. One language for the prompt, the command line and the chips of the top bar:
 *
 *     words "a phrase" prefix* source:tass source:"Iran Press TV" source:none
 *     date:2022 date:2022-02..2022-04 date:..2021 date:undated date:inferred
 *     person:peskov country:KR org:nato entity:"kim yo jong"
 *
 * All terms must hold; but several source: terms mean any of them, and so do several date: terms.
 * A query is a list of terms in the order they were given, for a person takes them off one by one.
 * What is not of this language (OR, NOT, parentheses, an unknown field) is an error that points at
 * the character.
 */

typedef enum dl_term_kind {
    DL_TERM_TEXT,   /* a word or phrase in title or body */
    DL_TERM_SOURCE, /* source, publisher or via */
    DL_TERM_DATE,   /* a range of days */
    DL_TERM_UNDATED,
    DL_TERM_INFERRED,
    DL_TERM_ENTITY,
} dl_term_kind;

typedef struct dl_term {
    dl_term_kind kind;
    const char *text; /* as the user gave it, unquoted: the words, the source's name, the alias or
                         id; NULL means "none" for DL_TERM_SOURCE */
    bool prefix;      /* DL_TERM_TEXT: the last word is a prefix */

    dl_day first, last; /* DL_TERM_DATE: inclusive; DL_DAY_MIN or DL_DAY_MAX where open */

    bool any_kind;       /* DL_TERM_ENTITY: written entity: */
    dl_kind entity_kind; /* else this kind */

    /* What the archive knows by that text; set by dl_store_resolve, any of them will do. Entity ids
     * for DL_TERM_ENTITY, names of sources for DL_TERM_SOURCE. */
    const char *const *ids;
    size_t ids_count;
    const char *shown; /* how the term reads in a chip: "org:NATO"; set by the parser, made better
                          by dl_store_resolve */
    size_t at;         /* byte of the query's text where the term begins */
} dl_term;

typedef struct dl_query {
    dl_term *terms;
    size_t count;
} dl_query;

/* Parses TEXT. All memory is ARENA's. DL_ERR_SYNTAX with a message that says what is wrong and at
 * which character; *RET_AT (may be NULL) is then the byte in TEXT. */
dl_status dl_query_parse(dl_arena *arena, const char *text, dl_query *ret_query, size_t *ret_at,
                         dl_error *error);

/* Parses what stands after "date:" or is typed at the date prompt: "2022", "2022-02..2022-04",
 * "..2021", "undated", "inferred". A half-given end is rounded outward. */
dl_status dl_query_parse_date(const char *text, dl_term *ret_term, dl_error *error);

/* Adds to OUT the text of QUERY: parsed again it gives the same terms. */
void dl_query_format(dl_str *out, const dl_query *query);

/* Adds to OUT one term as text ("source:\"Iran Press TV\""). */
void dl_term_format(dl_str *out, const dl_term *term);

/* Whether the two have the same terms in the same order. */
bool dl_query_equal(const dl_query *a, const dl_query *b);

#endif
