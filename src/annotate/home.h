/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_HOME_H
#define ANNOTATE_HOME_H

#include "annotate/reading.h"

enum {
    DL_HOME_SURE = 60, /* confidence of what only the country of the text tells */
    DL_HOME_UNSURE = 45
};

/* Looks at what the text speaks of, when countries and their bodies are found: whose it is from then on. */
void dl_weigh_home(dl_reading *r);

/* Makes SPAN the body at WORD, WORDS many words, of the country of the text; leaves its entity where there is none, or an
 * international one is meant (bodies.c). False when memory is out. */
bool dl_compose_home(dl_reading *r, size_t word, size_t words, dl_span *span);

/* How often the text has surely named what ENTRY means, or the body that it is of ("UN", of its Security Council). */
uint32_t dl_entry_evidence(const dl_reading *r, const dl_entry *entry);

/* Whether LISTED is of the country that the text surely is of. */
bool dl_is_at_home(const dl_reading *r, const dl_listed *listed);

/* Of several organisations that the name at WORD, HIT, is listed for that of the country whose adjective or possessive
 * stands before it, or else of the text's own (*RET_OWNED: the former); NULL for none, or several. */
const dl_entry *dl_own_entry(const dl_reading *r, size_t word, dl_hit hit, bool *ret_owned);

/* Whether bodies or parties of several countries are called by the words [first, end), and nothing tells whose it is. */
bool dl_is_ownerless(const dl_reading *r, size_t first, size_t end);

/* The id of the unlisted organisation NAME of the words [first, end); with the country whose it is where those of others
 * bear the name, too. NULL when memory is out. */
const char *dl_organisation_id(dl_reading *r, const char *name, size_t first, size_t end);

/* The agency that is listed by the word; of several that of the country of the text. NULL for none, or several. */
const dl_entry *dl_agency_at(const dl_reading *r, size_t word);

/* The country whose adjective or possessive stands before WORD, small words of kind between ("Peru's new Congress"); NULL
 * for none (doubtful.c). */
const char *dl_owner_before(const dl_reading *r, size_t word);

#endif
