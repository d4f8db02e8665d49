/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_ABROAD_H
#define ANNOTATE_ABROAD_H

#include <stdint.h>

#include "dateline/annotate.h"

/*
 * Names in other languages than English: of countries, capitals and great organisations, as
 * assets/abroad lists them for each language. They are searched as they stand, without words, tagger or
 * rules; what may stand before and behind a name is told by the script (abroad.c).
 */

#define DL_ABROAD_CONFIDENCE 90 /* of each mention */

/* How a script parts words. */
typedef enum dl_script {
    DL_SCRIPT_LETTERS, /* a name begins and ends where letters do */
    DL_SCRIPT_ARABIC,  /* so, but conjunctions, prepositions and the article are written to it */
    DL_SCRIPT_HANGUL,  /* it begins where letters do, and particles follow it */
    DL_SCRIPT_HAN,     /* it may stand anywhere; what is in Katakana ends where that does */
} dl_script;

/* A name: bytes of the language's text, and the id of its entity, a string there (empty: it only hides
 * shorter names). */
typedef struct dl_abroad_name {
    uint32_t text, id;
    uint32_t seat; /* id of the country whose government it may be, too; 0: none */
    uint16_t len;
    uint16_t
        inner; /* number, from 1, of the longest other name that this one begins with; 0: none */
} dl_abroad_name;

typedef struct dl_abroad_table {
    const char *language;
    const char *text;
    const dl_abroad_name *names; /* ordered by their bytes */
    size_t count;
} dl_abroad_table;

/* Made from assets/abroad by src/tools/abroadtable.c; the last has no language. */
extern const dl_abroad_table dl_abroad_tables[];

/* Which words stand around a capital's name: assets/abroad/words.tsv tells of them. */
typedef enum dl_abroad_class {
    DL_ABROAD_SAY,
    DL_ABROAD_SMALL,
    DL_ABROAD_AND,
    DL_ABROAD_TOWN,
    DL_ABROAD_CLASSES
} dl_abroad_class;

typedef struct dl_abroad_words {
    const char *language;
    dl_abroad_class class;
    const char *words; /* in lower case, a space before and behind each */
} dl_abroad_words;

/* Of each language and class; the last has no language. */
extern const dl_abroad_words dl_abroad_word_lists[];

/* Whether the capital's name [start, end) of the LEN bytes at TEXT stands for the government: it is the subject of what
 * governments do, and not a town's name by what stands before it (abroad_seat.c). */
bool dl_abroad_is_government(const char *language, const char *text, size_t len, size_t start,
                             size_t end);

/* Whether nothing but a word that joins them, or a comma, stands between two names, [.., end) and [start, ..). */
bool dl_abroad_are_joined(const char *language, const char *text, size_t end, size_t start);

/* The town in capitals that a text begins with as datelines do ("МОСКВА, 3 марта"): sets its range and writes it to RET
 * as names are written, NUL at the end. False where there is none. */
#define DL_ABROAD_TOWN_MAX 64
bool dl_abroad_dateline(const char *language, const char *text, size_t len, size_t *ret_start,
                        size_t *ret_end, char ret[DL_ABROAD_TOWN_MAX]);

/* The table of the language that LANG (BCP 47, or NULL) begins with; NULL: there is none. */
const dl_abroad_table *dl_abroad_find(const char *lang);

/* Whether LANG is the code of a language that is not English. */
bool dl_abroad_is_foreign(const char *lang);

/* Tells VISIT of each language and id of the lists that have NAME, letter case aside; the id is "" where it only
 * hides shorter names. False when memory is out. */
typedef void dl_abroad_visit(void *context, const char *language, const char *id);
bool dl_abroad_lookup(const char *name, dl_abroad_visit *visit, void *context);

/* Adds to the *COUNT mentions at *MENTIONS those of persons and organisations that GAZETTEER lists, and of
 * the user's own kinds, and where COUNTRIES is set of countries; what they replace is theirs, in ARENA. */
dl_status dl_abroad_add_listed(const dl_gazetteer *gazetteer, const dl_annotate_input *input,
                               bool countries, dl_arena *arena, dl_mention **mentions,
                               size_t *count, dl_error *error);

/* Finds the mentions of INPUT with TABLE, or where that is NULL with GAZETTEER alone. What GAZETTEER does not list is none. */
dl_status dl_abroad_annotate(const dl_abroad_table *table, const dl_gazetteer *gazetteer,
                             const dl_annotate_input *input, dl_arena *arena, dl_annotation *ret,
                             dl_error *error);

#endif
