/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_ABROAD_H
#define ANNOTATE_ABROAD_H

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

/* The table of the language that LANG (BCP 47, or NULL) begins with; NULL: there is none. */
const dl_abroad_table *dl_abroad_find(const char *lang);

/* Tells VISIT of each language and id of the lists that have NAME, letter case aside; the id is "" where it only
 * hides shorter names. False when memory is out. */
typedef void dl_abroad_visit(void *context, const char *language, const char *id);
bool dl_abroad_lookup(const char *name, dl_abroad_visit *visit, void *context);

/* Adds to the *COUNT mentions at *MENTIONS those of persons and organisations that GAZETTEER lists, and of
 * the user's own kinds; what they replace is theirs, in ARENA. */
dl_status dl_abroad_add_listed(const dl_gazetteer *gazetteer, const dl_annotate_input *input,
                               dl_arena *arena, dl_mention **mentions, size_t *count,
                               dl_error *error);

/* Finds the mentions of INPUT with TABLE. What GAZETTEER does not list is none. */
dl_status dl_abroad_annotate(const dl_abroad_table *table, const dl_gazetteer *gazetteer,
                             const dl_annotate_input *input, dl_arena *arena, dl_annotation *ret,
                             dl_error *error);

#endif
