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

/* A backend's part in carrying changes out. */
typedef struct dl_changer {
    /* Begins a transaction unless one is open; *RET_OWN says whether it did. */
    dl_status (*begin)(dl_store *store, bool *ret_own, dl_error *error);
    /* Ends what was begun: commits or rolls back the transaction if it is its OWN, marks another's as
     * spoilt where STATUS is a failure. Returns STATUS, or that of the commit. */
    dl_status (*end)(dl_store *store, bool own, dl_status status, dl_error *error);
    /* Carries out CHANGE, which was checked and is no decision, and adds what takes it back to INVERSE. One
     * that would leave all as it is writes nothing and has no inverse. */
    dl_status (*change)(dl_store *store, dl_inverse *inverse, const dl_change *change,
                        dl_error *error);
} dl_changer;

/* The store's operation `change`: carries all COUNT CHANGES out by CHANGER, or none. */
dl_status dl_changes_carry(dl_store *store, const dl_changer *changer, const dl_change *changes,
                           size_t count, dl_arena *arena, dl_change **ret_inverse,
                           size_t *ret_inverse_count, dl_error *error);

/* Tells whoever wants to know that DONE of TOTAL parts of a change are done; DL_ERR_INTERRUPTED where it is to
 * be given up. */
dl_status dl_change_tell(dl_store *store, uint64_t done, uint64_t total, dl_error *error);

/* The hash of all that an item holds. False when memory is out. */
bool dl_note_digest(const dl_note *note, char ret_hex[DL_SHA256_HEX]);
bool dl_cited_digest(const dl_cited *cited, char ret_hex[DL_SHA256_HEX]);

/* Orders notes by field, place, time and id. For qsort. */
int dl_note_compare(const void *a, const void *b);

#endif
