/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_OCCURRENCE_H
#define STORE_OCCURRENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/token.h"

/*
 * Where a name stands in a text, as whole words (dateline/token.h), for a decision that says that its
 * words are a name. The full-text index finds the texts that hold them; what it passes over is looked
 * at here:
 *   - A word may be written with more capitals than the name has, as in a headline, and not with
 *     fewer: "Guard" does not stand in "on guard". A name of four letters or more that is all
 *     capitals is also found with a first capital ("Nato").
 *   - Between the words stands what stands there in the name: white space and hyphens aside, and
 *     never the end of a paragraph.
 *   - What the name has before its first word or after its last ("C++") stands there in the text, too.
 */
typedef struct dl_occurrences {
    const char *name;
    dl_phrase *phrase;
    dl_token core; /* of the name: from its first word to its last */
} dl_occurrences;

/* Prepares to look for NAME, which must live as long. False when memory is out. */
bool dl_occurrences_init(dl_occurrences *occurrences, const char *name);
void dl_occurrences_release(dl_occurrences *occurrences);

/* The first place of the name in TEXT from byte FROM on; false where there is none. */
bool dl_occurrence_find(const dl_occurrences *occurrences, const char *text, size_t len,
                        size_t from, dl_token *ret_range);

#endif
