/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_ALPHABET_H
#define DL_IMPORT_ALPHABET_H

#include <stdbool.h>
#include <stddef.h>

/* What the letters of a text say of the languages with Cyrillic or Arabic letters. */
typedef struct dl_alphabet {
    const char *language; /* ISO 639; NULL ends the table */
    const char *others;   /* its letters beside those that all of that script have, in lower case */
    const char *own;      /* of which a text has one; "": it may have none */
    bool cyrillic;
} dl_alphabet;

/* Of each script the language first that is most likely where nothing tells. */
extern const dl_alphabet dl_alphabets[];

/* Whether the LEN bytes at TEXT can be of that alphabet: with no letter that it lacks, and one of its own. */
bool dl_alphabet_fits(const dl_alphabet *alphabet, const char *text, size_t len);

#endif
