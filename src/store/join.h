/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_JOIN_H
#define STORE_JOIN_H

#include "dateline/store.h"

/*
 * Persons whom no list has are one across the archive where their names have one key (dateline/namekey.h) and no
 * country speaks against it. The first of them that the archive was given lends them her id; which she is depends
 * on the order of the documents, and who is one with whom does not, as long as no two countries are named.
 *
 * The names that annotation finds are given other ids before anything else is made of them: the ground of a
 * document holds them so. What the reader decided of an id goes before its key: it stays what it is.
 */

typedef struct dl_joining {
    void *context;
    /* Sets *RET_ID to the id of the person whom ENTITY, whose key and country are KEY, is: its own where she is the first. */
    dl_status (*find)(void *context, const dl_entity *entity, const dl_person_key *key,
                      dl_arena *arena, const char **ret_id, dl_error *error);
} dl_joining;

/* Makes *RET what PUT is with those persons joined; all is ARENA's or PUT's. */
dl_status dl_join_persons(const dl_joining *joining, const dl_put *put, dl_arena *arena,
                          dl_put *ret, dl_error *error);

/* Whether persons of these countries, which may be NULL, can be one. */
bool dl_join_countries(const char *one, const char *other);

#endif
