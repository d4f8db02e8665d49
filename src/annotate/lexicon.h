/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_LEXICON_H
#define ANNOTATE_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "annotate/table.h"

/*
 * The words that the gazetteer knows, numbered, and a trie over the numbers. A text's word is looked
 * up once; a phrase is then followed by numbers alone, and a word that is not in the lexicon (most
 * are not) ends it at once. It is tables of numbers alone, so that one that was compiled is read in
 * place (compiled.h).
 */

/* What a word can be besides a part of a listed name: bits. */
enum {
    DL_CLASS_GIVEN = 1 << 0,      /* a given name */
    DL_CLASS_KOREAN = 1 << 1,     /* a family name that stands first: Korean, */
    DL_CLASS_CHINESE = 1 << 2,    /* Chinese, */
    DL_CLASS_VIETNAMESE = 1 << 3, /* Vietnamese */
    DL_CLASS_ARTICLE = 1 << 4,
    DL_CLASS_FUNCTION = 1 << 5,  /* a small word that no person is called by */
    DL_CLASS_PARTICLE = 1 << 6,  /* goes on a person's name in lower case: "bin", "van" */
    DL_CLASS_DATE = 1 << 7,      /* a month or a day of the week */
    DL_CLASS_IN = 1 << 8,        /* a place follows: "in", "near" */
    DL_CLASS_MOTION = 1 << 9,    /* a verb or noun of going: "flew", "trip" */
    DL_CLASS_SITE = 1 << 10,     /* the name before it is a place's: "region", "airport" */
    DL_CLASS_PLACE_OF = 1 << 11, /* a place follows, with or without "of": "capital", "outskirts" */
    DL_CLASS_NOT_PERSON = 1 << 12,   /* a capitalised run that ends so is no person: "Street" */
    DL_CLASS_ABBREVIATION = 1 << 13, /* its full stop ends no sentence: "Gen." */
    DL_CLASS_OF = 1 << 14,
    DL_CLASS_LINK = 1 << 15,   /* may stand within an organisation's name: "of", "and", "for" */
    DL_CLASS_SAY = 1 << 16,    /* a person's verb: "said", "told" */
    DL_CLASS_LISTED = 1 << 17, /* begins a phrase of the trie */
    DL_CLASS_WEEKDAY = 1 << 18,
    DL_CLASS_DIRECTION = 1 << 19,
    DL_CLASS_FEATURE = 1 << 20, /* ends a place's name: "River", "Street" */
    DL_CLASS_MOUNT = 1 << 21,   /* begins one: "Mount", "Gulf" */
    DL_CLASS_QUARTER = 1 << 22, /* goes before a town's name: "West", "Old" */
    DL_CLASS_VESSEL = 1 << 23,  /* the name after it is a ship's: "frigate" */
    DL_CLASS_DEED =
        1 << 24, /* ends or heads the name of what was written or won: "Treaty", "Prize" */
    DL_CLASS_STATE = 1 << 25,    /* what countries have and no person has: "king", "parliament" */
    DL_CLASS_ANY = 1 << 26,      /* one of several follows: "a", "another", "every" */
    DL_CLASS_FORMER = 1 << 27,   /* not who holds the office, or not alone: "former", "deputy" */
    DL_CLASS_LANGUAGE = 1 << 28, /* a language that is called as no country is: "Swahili" */
    DL_CLASS_CLUB = 1 << 29,     /* a club's name with the town after it: "Real Madrid" */
    DL_CLASS_WOMAN = 1 << 30,    /* a given name of women alone, */
    DL_CLASS_MAN = -0x7FFFFFFF - 1, /* and of men: the last bit */
    /* of rules alone, which the tagger's model does not know of */
    DL_CLASS_UNTAUGHT = DL_CLASS_VESSEL | DL_CLASS_DEED | DL_CLASS_STATE | DL_CLASS_ANY |
                        DL_CLASS_FORMER | DL_CLASS_LANGUAGE | DL_CLASS_CLUB | DL_CLASS_WOMAN |
                        DL_CLASS_MAN,
};

typedef struct dl_lexeme {
    uint32_t text, len; /* bytes of the table of text; a NUL follows */
    uint32_t classes;
    uint32_t node; /* of the trie, that it leads to from the root; 0: none */
} dl_lexeme;

/* The hash stands here too: most words of a text are not in the lexicon, and are told from others there without a
 * look at those. */
typedef struct dl_lexicon_slot {
    uint32_t word, hash; /* word 0: a free place */
} dl_lexicon_slot;

typedef struct dl_edge {
    uint32_t node, word, to; /* word 0: a free place */
} dl_edge;

typedef struct dl_lexicon {
    struct {
        char *items;
        size_t len, size;
    } text;
    struct {
        dl_lexeme *items;
        size_t len, size;
    } words; /* by number; the first is no word */
    struct {
        uint32_t *items;
        size_t len, size;
    } values; /* by node */
    struct {
        dl_lexicon_slot *items;
        size_t len, size;
    } slots; /* of words, by hash; len is a power of two, as that of edges */
    struct {
        dl_edge *items;
        size_t len, size;
    } edges; /* by hash of node and word */
} dl_lexicon;

#define DL_LEXICON_TABLES 5

/* Its tables, for compiled.h. */
void dl_lexicon_tables(dl_lexicon *lexicon, dl_table ret[DL_LEXICON_TABLES]);

/* An empty one that can grow; NULL when memory is out. */
dl_lexicon *dl_lexicon_new(void);
void dl_lexicon_free(dl_lexicon *lexicon);

/* The number of the folded word, which is added where it is new; 0 when memory is out. */
uint32_t dl_lexicon_intern(dl_lexicon *lexicon, const char *folded, size_t len);

/* The number of the folded word, whose hash is HASH, 0 where there is none. */
uint32_t dl_lexicon_find(const dl_lexicon *lexicon, const char *folded, size_t len, uint32_t hash);

/* Says that the word of that hash will be looked for. */
void dl_lexicon_fetch(const dl_lexicon *lexicon, uint32_t hash);

/* The hash of a folded word. */
uint32_t dl_lexicon_hash(const char *folded, size_t len);

/* What the word of that number is. */
uint32_t dl_lexicon_classes(const dl_lexicon *lexicon, uint32_t word);
void dl_lexicon_classify(dl_lexicon *lexicon, uint32_t word, uint32_t classes);

/* The trie's node that WORD leads to from NODE (0 is the root); 0 where none. dl_lexicon_grow makes
 * it where there is none, and returns 0 when memory is out. */
uint32_t dl_lexicon_step(const dl_lexicon *lexicon, uint32_t node, uint32_t word);
uint32_t dl_lexicon_grow(dl_lexicon *lexicon, uint32_t node, uint32_t word);

/* A value of the caller's at each node, 0 at first. */
uint32_t dl_lexicon_value(const dl_lexicon *lexicon, uint32_t node);
void dl_lexicon_set_value(dl_lexicon *lexicon, uint32_t node, uint32_t value);

#endif
