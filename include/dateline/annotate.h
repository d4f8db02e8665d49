/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_ANNOTATE_H
#define DATELINE_ANNOTATE_H

#include <stddef.h>

#include "dateline/arena.h"
#include "dateline/budget.h"
#include "dateline/day.h"
#include "dateline/gazetteer.h"
#include "dateline/mention.h"
#include "dateline/namekey.h"
#include "dateline/status.h"
#include "dateline/tagger.h"

/*
 * The highlight layer: from a text to its mentions. A pipeline of stages, each a function from
 * tokens and mentions to mentions: tokens; gazetteer (longest match, case rules); bodies of
 * government composed of a country and a kind of body; persons the gazetteer does not list; short
 * forms resolved within the document (surname to full name, acronym to expansion); last, what
 * overlaps is decided, the longest winning.
 */

/* What names are found with. */
typedef struct dl_annotator {
    dl_gazetteer *gazetteer;
    dl_tagger *tagger; /* names that nobody listed; NULL: by rules alone */
    unsigned least;    /* confidence, of 100, below which a mention is not given */
} dl_annotator;

/* Loads what the program carries of both into *RET, to be released. */
dl_status dl_annotator_load(dl_annotator *ret, dl_error *error);
void dl_annotator_release(dl_annotator *annotator);

/* Whether in a text of the language LANG (BCP 47, or NULL), which is not English then, only what is listed is found: for
 * some languages countries, capitals and great organisations, for all of them persons, organisations and countries
 * that are called as in English; by neither tagger nor rules. */
bool dl_annotate_lists_only(const char *lang);

#define DL_ANNOTATOR_VERSION 72 /* bytes, with a NUL */

/* Tells what would find other names from what would not, by rules (their sources), gazetteer (the user's own
 * included) and model: hexadecimal, and after an @ the confidence below which none is given, where there is such.
 * What another version has found can be found anew. */
void dl_annotator_version(const dl_annotator *annotator, char ret[DL_ANNOTATOR_VERSION]);

/* The confidence below which what VERSION names has given nothing; 0: it gave all. */
unsigned dl_annotator_least(const char *version);

typedef struct dl_annotate_input {
    const char *title; /* may be NULL */
    const char *body;  /* clean UTF-8; not NULL */
    const char *place; /* of the dateline, as it stands in the body; may be NULL */
    const char *lang;  /* BCP 47; NULL: taken as English */
    dl_day day;        /* of publication, to tell who was in office; DL_DAY_NONE: not known */
    dl_budget *budget; /* NULL: no bounds */
} dl_annotate_input;

typedef struct dl_annotation {
    dl_mention *mentions; /* ordered by dl_mention_compare */
    size_t mentions_count;
    dl_entity *entities; /* each that is mentioned, once, ordered by id */
    size_t entities_count;
    const dl_person_key *keys; /* of each entity; of persons found here whom no list has alone */
    char version[DL_ANNOTATOR_VERSION]; /* dl_annotator_version */
} dl_annotation;

/* Finds the mentions of INPUT. All of *RET is ARENA's or the gazetteer's. DL_ERR_UNSUPPORTED once its
 * budget is spent. Any number of threads may do so at once with one annotator. */
dl_status dl_annotate(const dl_annotator *annotator, const dl_annotate_input *input,
                      dl_arena *arena, dl_annotation *ret, dl_error *error);

#endif
