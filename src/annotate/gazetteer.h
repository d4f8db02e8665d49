/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_GAZETTEER_H
#define ANNOTATE_GAZETTEER_H

#include <stdbool.h>
#include <stdint.h>

#include "annotate/lexicon.h"
#include "dateline/arena.h"
#include "dateline/day.h"
#include "dateline/gazetteer.h"
#include "dateline/hash.h"

/*
 * The gazetteer from within. Every phrase it lists (an alias, a body of government, a title, a word
 * that heads an organisation) ends at a node of the lexicon's trie; the node's value is the number
 * of the first entry there, and entries at one node are linked.
 */

typedef enum dl_entry_type {
    DL_ENTRY_ALIAS,    /* subject: an entity */
    DL_ENTRY_BODY,     /* subject: a body of government */
    DL_ENTRY_TITLE,    /* subject: a dl_title_kind */
    DL_ENTRY_ORG_WORD, /* subject: a dl_org_word */
    DL_ENTRY_TYPES,
} dl_entry_type;

typedef enum dl_title_kind { DL_TITLE_OFFICE, DL_TITLE_RANK, DL_TITLE_POLITE } dl_title_kind;
typedef enum dl_org_word { DL_ORG_PART, DL_ORG_WHOLE } dl_org_word;

/* How each word of a phrase is written in the gazetteer. */
typedef struct dl_spelling {
    uint8_t shape, gap; /* as in dl_word */
    bool possessive;
} dl_spelling;

typedef struct dl_entry {
    uint32_t next; /* of the same node; 0: none */
    uint32_t subject;
    uint8_t type, form;
    bool exact;    /* "!": letter case included */
    bool doubtful; /* "?": needs a sign in the context */
    uint8_t words;
    const dl_spelling *spelling; /* of each word */
} dl_entry;

/* An office: of a country (two letters) or "-", held from the first to the last day. */
typedef struct dl_tenure {
    char country[4];
    dl_day from, to; /* DL_DAY_NONE: open */
} dl_tenure;

typedef struct dl_listed {
    dl_entity entity;
    const char
        *country; /* whose body or citizen; of a country its own two letters; "" where none */
    const char *demonym;   /* of a country, the first listed; NULL where none */
    const char *surname;   /* a short form that is not the last word; NULL where it is */
    uint32_t surname_hash; /* of its last word */
    const dl_tenure *tenures;
    uint32_t tenures_count;
    bool family_first;
    const char *file; /* where it is listed */
    size_t line;
} dl_listed;

typedef struct dl_body {
    const char *slug, *name;
} dl_body;

/* A surname (lexicon word of its last, or only, word) and a person who bears it. Sorted. */
typedef struct dl_bearer {
    uint32_t word, person; /* person: number of a listed entity */
} dl_bearer;

/* What a person's short form may be taken from: words of a full name, or the fact. */
typedef struct dl_surname {
    uint32_t person, first, last; /* first and last word */
    bool explicit;                /* it is the fact surname= */
} dl_surname;

struct dl_gazetteer {
    dl_arena arena;
    dl_lexicon *lexicon;
    struct {
        dl_listed *items;
        size_t len, size;
    } entities;
    struct {
        dl_entry *items;
        size_t len, size;
    } entries; /* the first is none */
    struct {
        dl_body *items;
        size_t len, size;
    } bodies;
    struct {
        dl_surname *items;
        size_t len, size;
    } surnames;
    struct {
        dl_bearer *items;
        size_t len, size;
    } bearers;
    uint32_t *by_id; /* numbers of entities, ordered by id */
    size_t aliases;
    char version[DL_SHA256_HEX];
};

/* Reads one file of the gazetteer into GAZETTEER (gazetteer_read.c). */
dl_status dl_gazetteer_read(dl_gazetteer *gazetteer, const dl_gazetteer_source *source,
                            dl_error *error);

/* The number of the entity of that id; SIZE_MAX where there is none. */
size_t dl_gazetteer_number(const dl_gazetteer *gazetteer, const char *id);

/* The bearers of the surname WORD; returns how many. */
size_t dl_gazetteer_bearers(const dl_gazetteer *gazetteer, uint32_t word,
                            const dl_bearer **ret_bearers);

/* Gives the words of signs.c their classes. False when memory is out. */
bool dl_signs_add(dl_lexicon *lexicon);

#endif
