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
    DL_ENTRY_OFFICE,   /* subject: the office, the lexicon's word of its slug */
    DL_ENTRY_TYPES,    /* an entry of this type was taken away */
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
    uint32_t spelling; /* of the first word, the number of a dl_spelling */
    uint8_t type, form, words;
    bool exact;    /* "!": letter case included */
    bool doubtful; /* "?": needs a sign in the context */
    bool meant;    /* "+": right as it stands, whatever it clashes with */
} dl_entry;

/* Where an entry is listed, and how it is written there without its signs. */
typedef struct dl_where {
    const char *file, *text;
    size_t line;
} dl_where;

/* An office: of a country (two letters) or "-", held from the first to the last day. */
typedef struct dl_tenure {
    const char *country, *title;
    dl_day from, to; /* DL_DAY_NONE: open */
} dl_tenure;

typedef struct dl_listed {
    dl_entity entity;
    const char
        *country; /* whose body or citizen; of a country its own two letters; "" where none */
    const char *demonym;   /* of a country, the first listed; NULL where none */
    const char *surname;   /* a short form that is not the last word; NULL where it is */
    uint32_t surname_hash; /* of its last word */
    uint32_t
        surname_key; /* fold of the key of a person's surname (dl_key_fold); 0 where it has none */
    const dl_tenure *tenures;
    uint32_t tenures_count;
    bool family_first;
    bool outlet;      /* a news agency, or another outlet */
    const char *of;   /* the id of the organisation that it is a body of; NULL for none */
    const char *file; /* where it is listed */
    uint32_t line;
} dl_listed;

typedef struct dl_body {
    const char *slug, *name;
} dl_body;

/* A surname (lexicon word of its last, or only, word) and a person who bears it. Sorted. */
typedef struct dl_bearer {
    uint32_t word, person; /* person: number of a listed entity */
} dl_bearer;

/* An office of one holder at a time, and a person who held it: the NUMBER-th of her tenures. Sorted by
 * office, then whose it is. */
typedef struct dl_post {
    uint32_t office; /* lexicon word of its slug */
    uint32_t of;     /* dl_lexicon_hash of the id of the country or body */
    uint32_t person; /* number of a listed entity */
    uint32_t number;
} dl_post;

/* The hash of the key of a person's full name (dateline/namekey.h). Sorted. */
typedef struct dl_keyed {
    uint64_t key;
    uint64_t person; /* number of a listed entity */
} dl_keyed;

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
        dl_spelling *items;
        size_t len, size;
    } spellings;
    struct {
        dl_where *items;
        size_t len, size;
    } where; /* of each entry; empty where the gazetteer was compiled */
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
    struct {
        dl_post *items;
        size_t len, size;
    } posts;
    struct {
        dl_keyed *items;
        size_t len, size;
    } keyed;
    struct {
        dl_lexicon_slot *items;
        size_t len, size;
    } by_id; /* numbers of entities and one, by the hash of the id; len is a power of two, or 0 */
    size_t aliases;
    char version[DL_SHA256_HEX];
};

/* Its tables of numbers alone, its lexicon's included. */
#define DL_GAZETTEER_TABLES (DL_LEXICON_TABLES + 7)
void dl_gazetteer_tables(dl_gazetteer *gazetteer, dl_table ret[DL_GAZETTEER_TABLES]);

/* An empty one; NULL when memory is out. */
dl_gazetteer *dl_gazetteer_start(void);

/* Reads one file of the gazetteer into GAZETTEER (gazetteer_read.c); entities below CARRIED may be
 * listed again, which adds to them. What is wrong is told to REPORT, and the rest is read; without
 * one the first fault is the end. */
typedef struct dl_reading_in {
    dl_gazetteer *gazetteer;
    size_t carried;
    dl_gazetteer_report *report; /* may be NULL */
    void *context;
} dl_reading_in;

dl_status dl_gazetteer_read(const dl_reading_in *in, const dl_gazetteer_source *source,
                            dl_error *error);

/* Notes the id of the last entity; false when memory is out. */
bool dl_gazetteer_note_id(dl_gazetteer *gazetteer);

/* How the words of ENTRY are written. */
static inline const dl_spelling *dl_entry_spelling(const dl_gazetteer *gazetteer,
                                                   const dl_entry *entry)
{
    return gazetteer->spellings.items + entry->spelling;
}

/* The number of the entity of that id; SIZE_MAX where there is none. */
size_t dl_gazetteer_number(const dl_gazetteer *gazetteer, const char *id);

/* The bearers of the surname WORD; returns how many. */
size_t dl_gazetteer_bearers(const dl_gazetteer *gazetteer, uint32_t word,
                            const dl_bearer **ret_bearers);

/* The one listed person of whose names one has the key KEY; NULL where there is none, or several. */
const dl_listed *dl_gazetteer_keyed(const dl_gazetteer *gazetteer, const char *key);

/* Notes the key of NAME, a full name of the person of that number, or where TAKE is set forgets it
 * (gazetteer_keyed.c). False when memory is out. */
bool dl_keyed_note(dl_gazetteer *gazetteer, uint32_t person, const char *name, size_t len,
                   bool take);

/* A hash of a key of a surname, 0 of ""; the lowest bit is set of an Arabic or Persian one. */
uint32_t dl_key_fold(const char *key);

/* Sorts what was noted. */
void dl_keyed_sort(dl_gazetteer *gazetteer);

/* The posts of that office, those of one country or body where OF is not 0; returns how many. */
size_t dl_gazetteer_posts(const dl_gazetteer *gazetteer, uint32_t office, uint32_t of,
                          const dl_post **ret_posts);

/* Makes the table of posts anew (gazetteer_posts.c). False when memory is out. */
bool dl_posts_make(dl_gazetteer *gazetteer);

/* Gives the words of signs.c their classes. False when memory is out. */
bool dl_signs_add(dl_lexicon *lexicon);

#endif
