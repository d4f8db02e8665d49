/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_GAZETTEER_MAKES_H
#define ANNOTATE_GAZETTEER_MAKES_H

#include "annotate/gazetteer.h"

/* What the rules make of a name that no list has. */
typedef struct dl_makes {
    dl_known_as known;
    const dl_listed *listed;  /* the entity, where it is listed */
    dl_entity entity;         /* where it is not */
    const dl_listed *country; /* whose body it is, or is a part of; NULL: nobody's */
    const dl_body *body;      /* which kind; NULL: none */
} dl_makes;

/* Reads NAME as a text with no more in it, on DAY; what is made is ARENA's. *RET_FOUND is false where it means nobody.
 * False when memory is out. */
bool dl_gazetteer_make(const dl_gazetteer *gazetteer, const char *name, dl_day day, dl_arena *arena,
                       dl_makes *ret, bool *ret_found);

/* The same for an id: of a country's body ("org/FR/navy"), or of a part of one, which is told as that. */
bool dl_gazetteer_make_id(const dl_gazetteer *gazetteer, const char *id, dl_arena *arena,
                          dl_makes *ret, bool *ret_found);

#endif
