/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_CHANGE_H
#define DATELINE_CHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dateline/arena.h"
#include "dateline/decision.h"
#include "dateline/hash.h"
#include "dateline/passage.h"
#include "dateline/status.h"

/*
 * What a reader can set in an archive. Everything she makes herself is made by changes, and a store
 * that carries changes out (dl_store_ops.change) returns the changes that undo them: one mechanism
 * for marking, undoing and doing again.
 *
 * What is set on a document goes by its hash. A hash whose document a newer version has replaced
 * stands for the newest version.
 */

typedef enum dl_change_kind {
    DL_CHANGE_READ,     /* `mark`: a document is read */
    DL_CHANGE_STAR,     /* `mark`: a document is starred */
    DL_CHANGE_TAG,      /* `mark` with `name`: a document bears a tag */
    DL_CHANGE_NOTE,     /* `note` */
    DL_CHANGE_SAVED,    /* `saved`: a search kept under a name */
    DL_CHANGE_DOSSIER,  /* `dossier`: a named list of cited passages */
    DL_CHANGE_CITED,    /* `cited`: a passage in a dossier */
    DL_CHANGE_PLACE,    /* `place`: a place marked by a letter */
    DL_CHANGE_DECISION, /* `decision`: one is taken; what undoes it is another that revokes it */
} dl_change_kind;

#define DL_ITEM_ID 33 /* bytes of an id as a string: 32 hexadecimal digits and a NUL */

/* A note on a passage, or on a document as a whole. */
typedef struct dl_note {
    char id[DL_ITEM_ID];
    dl_passage passage;
    const char *text; /* not empty */
    int64_t time;     /* when it was written: seconds since 1970 */
} dl_note;

/* A passage in a dossier. */
typedef struct dl_cited {
    char id[DL_ITEM_ID];
    const char *dossier;
    dl_passage passage;
    const char *comment; /* NULL: none */
    int64_t time;        /* when it was cited: seconds since 1970 */
    int64_t rank;        /* items of a dossier stand in the order of rank, then id */
} dl_cited;

typedef struct dl_change {
    dl_change_kind kind;
    bool on; /* set, made or put, an item that is there being replaced; false: taken away */
    union {
        struct {
            char sha256[DL_SHA256_HEX];
            const char *name; /* TAG: one tag however it is spelt (store/names.h) */
        } mark;
        dl_note note; /* taken away: by its id alone */
        struct {
            const char *name;
            const char *query; /* as text; NULL where it is taken away, or only renamed */
            const char *from;  /* the name it had, where it is renamed; else NULL */
        } saved;
        struct {
            const char *name; /* taken away: with its items */
            const char *from;
        } dossier;
        dl_cited cited; /* taken away: by its id alone */
        struct {
            char letter;        /* a to z, A to Z */
            dl_passage passage; /* not used where it is taken away */
        } place;
        dl_decision decision; /* `on`; one without an id is stamped by the store */
    };
} dl_change;

/* Writes a new id, by chance. DL_ERR_IO where the system gives none. */
dl_status dl_item_id_make(char ret_id[DL_ITEM_ID], dl_error *error);

/* Whether TEXT is an id: 32 lower-case hexadecimal digits. */
bool dl_item_id_check(const char *text);

/* Makes *RET a copy of CHANGE with its strings in ARENA. False when memory is out. */
bool dl_change_copy(dl_arena *arena, const dl_change *change, dl_change *ret);

/* The same for what a change can hold. */
bool dl_note_copy(dl_arena *arena, const dl_note *note, dl_note *ret);
bool dl_cited_copy(dl_arena *arena, const dl_cited *cited, dl_cited *ret);

#endif
