/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WHOM_H
#define APP_WHOM_H

#include "app/correction.h"
#include "dateline/app.h"

/*
 * Whom a name means that is typed for a correction: of those that the archive knows, else of those that lists know, the
 * one that is called so, or all that may be meant, of whom the reader chooses. It is never a guess which of several it
 * is.
 */

#define DL_WHOM_MAX ((size_t)20)

typedef struct dl_whom {
    dl_arena arena;   /* of all that follows */
    const char *text; /* that was typed; NULL: none yet */
    dl_entity *found; /* those so called first, each with the most mentioned first */
    size_t count;     /* DL_WHOM_MAX at most */
    bool settled;     /* the first is meant */
    bool listed;      /* no text of the archive names them yet */
} dl_whom;

/* Makes it know nothing; what it gave dies. */
void dl_whom_clear(dl_whom *whom);
void dl_whom_release(dl_whom *whom);

/* Finds whom TEXT means for CORRECTION in STORE; what was found for the same text stays. Who all its mentions are of
 * already is left out where others may be meant. Where the correction may make a new entity only those are found
 * whose own name, or id, TEXT is, else all that bear it. LISTER, which may be NULL, is asked where the archive knows
 * none. None is no failure. */
dl_status dl_whom_find(dl_whom *whom, dl_store *store, dl_name_lister *lister,
                       const dl_correction *correction, const char *text, dl_error *error);

#endif
