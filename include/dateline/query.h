/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_QUERY_H
#define DATELINE_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/arena.h"
#include "dateline/day.h"
#include "dateline/kinds.h"
#include "dateline/mention.h"
#include "dateline/status.h"
#include "dateline/str.h"

/*
 * A query as data. One language for the prompt, the command line and the chips of the top bar:
 *
 *     words "a phrase" prefix* title:summit lang:en
 *     source:tass source:"Iran Press TV" source:none via:sputnik
 *     date:2022 date:2022-02..2022-04 date:..2021 date:undated date:inferred date:ambiguous since:30d
 *     person:peskov country:KR org:nato weapon:javelin entity:"kim yo jong"
 *     kind:weapon kind:person form:office
 *     near(nato, ukraine, sentence)
 *     is:unread is:starred is:noted is:duplicate tag:"to check"
 *     -term  NOT term
 *
 * All terms must hold; but several source: terms mean any of them, and so do several date: terms,
 * since: among them. A term with - or NOT before it must not hold, each for itself. near() is two
 * different mentions of entities in one sentence, paragraph or document (a title is a paragraph).
 * A query is a list of terms in the order they were given, for a person takes them off one by one.
 * What is not of this language (OR, parentheses around terms, an unknown field) is an error that
 * points at the character.
 */

typedef enum dl_term_kind {
    DL_TERM_TEXT,   /* a word or phrase in title or body */
    DL_TERM_TITLE,  /* in the title */
    DL_TERM_SOURCE, /* source, publisher or via */
    DL_TERM_VIA,    /* via alone */
    DL_TERM_LANG,
    DL_TERM_DATE, /* a range of days */
    DL_TERM_UNDATED,
    DL_TERM_INFERRED,
    DL_TERM_AMBIGUOUS, /* the date has two readings */
    DL_TERM_ENTITY,
    DL_TERM_NEAR,
    DL_TERM_IS,   /* what the reader has set on it, or that it is a copy */
    DL_TERM_TAG,  /* bears the tag */
    DL_TERM_FORM, /* has a mention in that form, however sure */
} dl_term_kind;

/* What is: asks for. */
typedef enum dl_term_state {
    DL_STATE_UNREAD,
    DL_STATE_STARRED,
    DL_STATE_NOTED,
    DL_STATE_DUPLICATE, /* a copy of another document */
    DL_STATE_COUNT
} dl_term_state;

/* How far apart two mentions may stand. */
typedef enum dl_scope {
    DL_SCOPE_SENTENCE,
    DL_SCOPE_PARAGRAPH,
    DL_SCOPE_DOCUMENT,
    DL_SCOPE_COUNT
} dl_scope;

/* A name and what the archive knows by it. */
typedef struct dl_named {
    const char *text; /* as the user gave it, unquoted: an alias or id */
    const char *const *ids;
    size_t ids_count;
    const char *shown; /* the entity's name where it is one, else the text */
} dl_named;

typedef struct dl_term {
    dl_term_kind kind;
    bool negated;     /* must not hold */
    const char *text; /* as the user gave it, unquoted: the words, the source's name, the alias or
                         id, the language; NULL means "none" for DL_TERM_SOURCE */
    bool prefix;      /* DL_TERM_TEXT, DL_TERM_TITLE: the last word is a prefix */
    bool aside;       /* DL_TERM_TEXT, DL_TERM_TITLE: must hold, but counts nothing for relevance */

    dl_day first, last; /* DL_TERM_DATE: inclusive; DL_DAY_MIN or DL_DAY_MAX where open */
    bool since; /* DL_TERM_DATE: written since: with `text`, counted from the day it was parsed */

    bool whole_kind; /* DL_TERM_ENTITY: written kind:, whatever is of that kind; `text` names it */
    bool any_kind;   /* DL_TERM_ENTITY: written entity: */
    dl_kind entity_kind; /* else this kind */
    const char *own;     /* and of it, the kind of the user's own with that prefix; NULL: none */

    /* What the archive knows by that text; set by dl_store_resolve, any of them will do. Entity ids
     * for DL_TERM_ENTITY, names of sources for DL_TERM_SOURCE and DL_TERM_VIA, of tags for
     * DL_TERM_TAG. */
    const char *const *ids;
    size_t ids_count;

    dl_term_state state; /* DL_TERM_IS */
    dl_form form;        /* DL_TERM_FORM */
    dl_scope scope;      /* DL_TERM_NEAR */
    dl_named *near;      /* DL_TERM_NEAR: two */
    const char *shown;   /* how the term reads in a chip: "org:NATO"; set by the parser, made better
                          by dl_store_resolve */
    const char *told; /* who they are where a name of DL_TERM_ENTITY means several, in a sentence;
                          set by dl_store_resolve; NULL: it does not */
    size_t at;        /* byte of the query's text where the term begins */
} dl_term;

/* How a list shows groups of copies: of a closed group the copies are left out where the query holds of
 * the head too, for the head's row stands for them. */
typedef struct dl_fold {
    const int64_t *open; /* keys of the heads of groups that are open */
    size_t open_count;
} dl_fold;

typedef struct dl_query {
    dl_term *terms;
    size_t count;
    const dl_fold *fold; /* NULL: every document has its row; no part of the query's text */
    /* Only documents whose names another annotator than this version has found, or none; NULL: all. No part
     * of the query's text. */
    const char *outdated;
    /* Confidence below which a mention counts for nothing; 0: all count. No part of the query's text. */
    unsigned least;
} dl_query;

/* Parses TEXT, where the kinds of entity are KINDS, which must outlive the query. All other memory is
 * ARENA's. DL_ERR_SYNTAX with a message that says what is wrong and at which character; *RET_AT (may be
 * NULL) is then the byte in TEXT. */
dl_status dl_query_parse(dl_arena *arena, const dl_kinds *kinds, const char *text,
                         dl_query *ret_query, size_t *ret_at, dl_error *error);

/* Parses what stands after "date:" or is typed at the date prompt: "2022", "2022-02..2022-04",
 * "..2021", "undated", "inferred". A half-given end is rounded outward. */
dl_status dl_query_parse_date(const char *text, dl_term *ret_term, dl_error *error);

/* Adds to OUT the text of QUERY: parsed again it gives the same terms. */
void dl_query_format(dl_str *out, const dl_query *query);

/* "sentence", "paragraph", "document"; static storage. */
const char *dl_scope_name(dl_scope scope);

/* "unread", "starred", "noted", "duplicate"; static storage. */
const char *dl_term_state_name(dl_term_state state);

/* Whether what QUERY matches depends on what the reader sets: is:, tag:. */
bool dl_query_has_marks(const dl_query *query);

/* Whether TERM asks for a form, or for one of the kinds of kinds.def, of mentions: no ids go with it. */
bool dl_term_is_of_form(const dl_term *term);

/* Whether MENTION is what TERM asks for: one of its entities, of its kind, in its form. */
bool dl_term_means(const dl_term *term, const dl_mention *mention);

/* Whether TERM is text that a document is the more relevant for. */
bool dl_term_is_ranked(const dl_term *term);

/* Whether QUERY holds a term that a document is the more relevant for. */
bool dl_query_has_words(const dl_query *query);

/* Whether TERM is about when a document appeared: date:, since:. */
bool dl_term_is_date(const dl_term *term);

/* Adds to OUT one term as text ("source:\"Iran Press TV\""). */
void dl_term_format(dl_str *out, const dl_term *term);

/* Adds NAME as it is written within near(): in quotes where it has to be. */
void dl_near_add_name(dl_str *out, const char *name);

/* Whether the two have the same terms in the same order. */
bool dl_query_equal(const dl_query *a, const dl_query *b);

#endif
