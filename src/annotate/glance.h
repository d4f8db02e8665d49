/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_GLANCE_H
#define ANNOTATE_GLANCE_H

#include "annotate/model.h"
#include "annotate/reading.h"

/*
 * A glance at each word of a text: what the tagger's features are made of. A few small numbers (how
 * it is written, where it stands in the longest listed name, in which run of capitals, what the rest
 * of the text does with the same word), computed once and then combined by features.c.
 */

/* What the text as a whole tells of a word form: bits. */
enum {
    DL_TELLS_AFTER_TITLE = 1 << 0,
    DL_TELLS_AFTER_GIVEN = 1 << 1,
    DL_TELLS_RUN_FIRST = 1 << 2,  /* seen at the head of a longer run of capitals */
    DL_TELLS_RUN_INSIDE = 1 << 3, /* within one */
    DL_TELLS_RUN_LAST = 1 << 4,   /* at its end */
    DL_TELLS_AFTER_IN = 1 << 5,
    DL_TELLS_AFTER_THE = 1 << 6,
    DL_TELLS_BEFORE_SAY = 1 << 7,
    DL_TELLS_BRACKETED = 1 << 8, /* stands in brackets after a run */
    DL_TELLS_INITIALS = 1 << 9,  /* its letters are the initials of a run */
    DL_TELLS_PERSON = 1 << 10,   /* elsewhere part of a longer span of that kind */
    DL_TELLS_PLACE = 1 << 11,
    DL_TELLS_BODY = 1 << 12,
    DL_TELLS_POSSESSIVE = 1 << 13,
    DL_TELLS_DEMONYM = 1 << 14,
    DL_TELLS_BITS = 15,
};

#define DL_OTHERS 3 /* occurrences whose neighbours are kept */

/* One word form (as folded) in this text. */
typedef struct dl_form_tells {
    uint32_t hash;
    uint32_t tells; /* DL_TELLS_* */
    uint16_t lower, inner,
        head; /* occurrences: in lower case; capitalised within a sentence; at its
                                    start or where capitals tell nothing */
    uint8_t others;
    uint32_t other_word[DL_OTHERS]; /* where it stands capitalised */
} dl_form_tells;

typedef struct dl_glance {
    uint32_t word;                 /* the form, numbers made alike */
    uint16_t listed, extra, ruled; /* signatures; 0: nothing */
    uint16_t known;                /* classes of the word in the model's list */
    uint32_t phrase;               /* signature of the phrase of that list it stands in; 0: none */
    uint8_t shape;       /* letters, digits and marks in short; of a word that is not far */
    uint8_t letter_case; /* how often the form is written small and great here, in classes */
    uint32_t run_first, run_end; /* words of the run of capitals it stands in; equal: none */
    uint32_t tells;
    const dl_form_tells *form;
    bool opening; /* begins a sentence and is no name */
    bool far;     /* no name can be here */
} dl_glance;

typedef struct dl_glances {
    const dl_reading *r;
    const dl_tagger *tagger;
    dl_glance *items; /* one a word */
    size_t len;
    dl_form_tells *forms;
    size_t forms_size;
    bool narrow; /* no features of the text as a whole: to measure what they are worth */
} dl_glances;

/* Looks at all words of R, whose other stages have run. False when memory is out. */
bool dl_glances_init(dl_glances *glances, const dl_reading *r, const dl_tagger *tagger);
void dl_glances_release(dl_glances *glances);

/* How the words [first, end) of a run, a phrase or a span stand to the word I of them. */
enum { DL_AT_SINGLE, DL_AT_BEGIN, DL_AT_INSIDE, DL_AT_END };
unsigned dl_glance_part(size_t i, size_t first, size_t end);

/* A hash of two numbers. */
uint32_t dl_glance_mix(uint32_t a, uint32_t b);

/* What glance_text.c sees: what the text as a whole tells of each form. False when memory is out. */
bool dl_glance_at_text(dl_glances *glances);

#define DL_FEATURES_MAX 160

/* Writes the features of word I to OUT, each a hash; returns how many (features.c). */
size_t dl_features_write(const dl_glances *glances, size_t i, uint32_t out[DL_FEATURES_MAX]);

#endif
