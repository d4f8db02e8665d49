/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TOOLS_ROSTER_H
#define TOOLS_ROSTER_H

#include "dateline/arena.h"
#include "tools/chance.h"

/*
 * The names that generated stories draw from, read out of the gazetteer that the program carries,
 * in an order that is shuffled by the seed: the first is the most frequent.
 */

typedef struct dl_roster_country {
    const char *name, *adjective, *capital;
} dl_roster_country;

typedef struct dl_roster_name {
    const char *name;
    const char *acronym; /* of an organisation; else its name once more */
} dl_roster_name;

typedef struct dl_roster {
    dl_roster_country *countries;
    dl_roster_name *organisations, *persons, *given; /* given: names that go before a surname */
    size_t countries_count, organisations_count, persons_count, given_count;
} dl_roster;

/* Reads all of it into ARENA. 0, or -1 when memory is out. */
int dl_roster_read(dl_arena *arena, uint64_t seed, dl_roster *ret);

#endif
