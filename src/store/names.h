/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_NAMES_H
#define STORE_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/str.h"

/*
 * Names as they are looked up: spellings that differ in letter case, points, hyphens, white space or
 * a possessive are one. Every backend folds names here, so all find the same by them.
 */

/* Adds the fold of the LEN bytes at NAME to OUT: its terms (dateline/token.h) in lower case, parted
 * by one space; of a name without a word, the whole in lower case. */
void dl_name_fold(dl_str *out, const char *name, size_t len);

/* Whether WORDS, a fold, stands within NAME, a fold, as whole words. An empty one never does. */
bool dl_name_holds(const char *name, const char *words);

/* Whether two ids are the same but for the case of ASCII letters. */
bool dl_id_equal(const char *a, const char *b);

#endif
