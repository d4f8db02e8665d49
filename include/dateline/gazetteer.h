/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_GAZETTEER_H
#define DATELINE_GAZETTEER_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/day.h"
#include "dateline/kinds.h"
#include "dateline/mention.h"
#include "dateline/status.h"
#include "dateline/tagger.h"

/*
 * The gazetteer: the entities that are known by name before any text is read, with their aliases,
 * and the words that tell of names it does not list (titles, given names, heads of organisations).
 * Its line format is described in assets/gazetteer/README.md. Immutable once loaded; any number of
 * annotators may share one.
 */

typedef struct dl_gazetteer dl_gazetteer;

/* A file of the gazetteer. What stands in it is told by its name's last part: bodies.tsv,
 * titles.tsv, offices.tsv, given-names.tsv, family-names.tsv and org-words.tsv are lists of words, outlets.tsv and
 * kinds.tsv (dateline/kinds.h) are not the gazetteer's and are passed over, any other holds entities. */
typedef struct dl_gazetteer_source {
    const char *name; /* for messages too */
    const char *text; /* LEN bytes of UTF-8 */
    size_t len;
} dl_gazetteer_source;

/* What is wrong in a file. What is a string lives as long as the call. */
typedef struct dl_gazetteer_fault {
    const char *file;
    size_t line;
    const char *text;
} dl_gazetteer_fault;

typedef void dl_gazetteer_report(void *context, const dl_gazetteer_fault *fault);

/* Makes a gazetteer of COUNT files, which may go away then. Where REPORT is NULL the first fault is
 * the end, with DL_ERR_SYNTAX and a message that names file and line; otherwise each is told to it,
 * and the rest is read. Freed with dl_gazetteer_free. */
dl_status dl_gazetteer_new(const dl_gazetteer_source *sources, size_t count,
                           dl_gazetteer_report *report, void *context, dl_gazetteer **ret,
                           dl_error *error);

/* The gazetteer that the program carries (assets gazetteer/...tsv), compiled when the program was
 * built: it is read where it lies. */
dl_status dl_gazetteer_load(dl_gazetteer **ret, dl_error *error);

/* The same from the files themselves, which takes many times as long: this one knows where each name
 * is listed. */
dl_status dl_gazetteer_parse(dl_gazetteer_report *report, void *context, dl_gazetteer **ret,
                             dl_error *error);

/* Adds COUNT files of the user's own: new entities, names of those that GAZETTEER had already, and
 * names that they are to lose. Faults as in dl_gazetteer_new. The version changes with them. Not
 * while another thread uses GAZETTEER. */
dl_status dl_gazetteer_extend(dl_gazetteer *gazetteer, const dl_gazetteer_source *sources,
                              size_t count, dl_gazetteer_report *report, void *context,
                              dl_error *error);

void dl_gazetteer_free(dl_gazetteer *gazetteer);

/* Tells one version of the gazetteer from another: hexadecimal, stable between runs. */
const char *dl_gazetteer_version(const dl_gazetteer *gazetteer);

/* How many entities and aliases it holds. */
void dl_gazetteer_size(const dl_gazetteer *gazetteer, size_t *ret_entities, size_t *ret_aliases);

/* Finds what clashes in a gazetteer that was made of files (dl_gazetteer_new, dl_gazetteer_parse): a
 * name of two entities without the sign that it is doubtful, a demonym of two countries, a name that
 * is a month, a weekday or a common word, as TAGGER (may be NULL) knows them, an office of one held by two at a time.
 * DL_ERR_NOMEM. */
dl_status dl_gazetteer_check(const dl_gazetteer *gazetteer, const dl_tagger *tagger,
                             dl_gazetteer_report *report, void *context, dl_error *error);

/* Tells VISIT of each entity that is of no kind, the program's or one of KINDS, by its id. NEAREST is the prefix that may
 * have been meant, or NULL. */
typedef void dl_gazetteer_stray(void *context, const dl_entity *entity, const char *file,
                                size_t line, const char *nearest);
void dl_gazetteer_undeclared(const dl_gazetteer *gazetteer, const dl_kinds *kinds,
                             dl_gazetteer_stray *visit, void *context);

/* How an entity is called, and where that is listed. */
typedef struct dl_gazetteer_alias {
    const char *text; /* without its signs */
    dl_form form;
    bool exact, doubtful, meant; /* its signs: !, ? and + */
    const char *file;
    size_t line;
} dl_gazetteer_alias;

typedef struct dl_gazetteer_office {
    const char *country, *title; /* country: two letters, or "-" */
    dl_day from, to;             /* DL_DAY_NONE: open */
} dl_gazetteer_office;

/* How a name is known. */
typedef enum dl_known_as {
    DL_KNOWN_LISTED,   /* as it stands, or it is an id */
    DL_KNOWN_SHORT,    /* as a surname, or what else a person is called for short */
    DL_KNOWN_SPELLING, /* as a person's name in another spelling, or with more words */
    DL_KNOWN_COMPOSED, /* as a country's body of government */
    DL_KNOWN_PART,     /* as a part of an organisation */
    DL_KNOWN_OFFICE,   /* as the title of who holds an office on the day */
    DL_KNOWN_ABROAD,   /* in another language than English */
    DL_KNOWN_WORD,     /* as a word that names are made with */
    DL_KNOWN_COUNT
} dl_known_as;

/* How that is called: "listed", "composed"; static storage. */
const char *dl_known_as_name(dl_known_as known);

/* What is known of one entity or word. */
typedef struct dl_gazetteer_item {
    const dl_entity *entity; /* NULL: a word of a list */
    dl_known_as known;
    const char *what;      /* which list: "given name"; NULL for an entity */
    const char *body;      /* what is composed: the slug of the kind of body; "": nothing is */
    const char *languages; /* in which the name is listed beside English: "de fr"; "": none */
    const char *country;   /* "": none */
    const char *file;      /* NULL for a class of words */
    size_t line;
    bool family_first;
    const dl_gazetteer_alias *aliases;
    size_t aliases_count;
    const dl_gazetteer_office *offices;
    size_t offices_count;
} dl_gazetteer_item;

typedef void dl_gazetteer_visit(void *context, const dl_gazetteer_item *item);

/* Tells VISIT of the entity whose id is NAME, of those that are called so (letter case aside) in full
 * or for short, in English or another language that there are lists for, and of the lists of words that
 * hold it; where there are none, of what the rules make of it: a body of a country (by its id, too), a part of
 * one, who holds an office on DAY (DL_DAY_NONE: nobody), a person in another spelling. GAZETTEER is as in
 * dl_gazetteer_check. DL_ERR_NOT_FOUND where nothing is known. */
dl_status dl_gazetteer_describe(const dl_gazetteer *gazetteer, const char *name, dl_day day,
                                dl_gazetteer_visit *visit, void *context, dl_error *error);

/* Sets the range of the title, or titles, that stand right before byte AT of TEXT, where a person's name
 * begins: "former Foreign Minister" but not the country before it. False where there is none, or memory is
 * out. */
bool dl_gazetteer_title_before(const dl_gazetteer *gazetteer, const char *text, size_t at,
                               size_t *ret_start, size_t *ret_end);

/* The entity of that id, or NULL. Lives as long as the gazetteer. */
const dl_entity *dl_gazetteer_find(const dl_gazetteer *gazetteer, const char *id);

#endif
