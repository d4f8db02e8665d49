/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_CHANGING_H
#define STORE_CHANGING_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/change.h"
#include "dateline/status.h"
#include "dateline/store.h"

/* What every backend does with changes, whatever it keeps what is set in. */

/* Whether CHANGE is one that can be: hashes and ids are such, names are not empty, a passage lies
 * the right way round. DL_ERR_INVALID says what is not. */
dl_status dl_change_check(const dl_change *change, dl_error *error);

/* Why a change failed that names what is not there, or takes a name that is. WHAT: "dossier". */
dl_status dl_change_fail_missing(const char *what, const char *name, dl_error *error);
dl_status dl_change_fail_taken(const char *what, const char *name, dl_error *error);
/* No document has, or had, that hash. */
dl_status dl_change_fail_document(const char *sha256, dl_error *error);

/* The changes that undo what was carried out so far. What is carried out later is undone earlier, so
 * each is put at the front. */
typedef struct dl_inverse {
    dl_arena *arena; /* where they and their strings live */
    struct {
        dl_change *items;
        size_t len, size;
    } list; /* the front is at the end */
} dl_inverse;

/* Adds a copy of CHANGE. */
dl_status dl_inverse_add(dl_inverse *inverse, const dl_change *change, dl_error *error);

/* Sets *RET to the list in its order, in its arena. */
dl_status dl_inverse_keep(dl_inverse *inverse, dl_change **ret, size_t *ret_count, dl_error *error);
void dl_inverse_release(dl_inverse *inverse);

/* Has STORE take the decision that CHANGE holds; one that it knows already changes nothing. */
dl_status dl_change_decide(dl_store *store, dl_inverse *inverse, const dl_change *change,
                           dl_error *error);

/* The hash of all that an item holds. False when memory is out. */
bool dl_note_digest(const dl_note *note, char ret_hex[DL_SHA256_HEX]);
bool dl_cited_digest(const dl_cited *cited, char ret_hex[DL_SHA256_HEX]);

/* Orders notes by field, place, time and id. For qsort. */
int dl_note_compare(const void *a, const void *b);

#endif
