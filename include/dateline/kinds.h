/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_KINDS_H
#define DATELINE_KINDS_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/arena.h"
#include "dateline/mention.h"
#include "dateline/status.h"

/*
 * The kinds of entity as the user sees them: those of kinds.def, and kinds of her own (weapons, ships,
 * exercises), which she declares one a line:
 *
 *     prefix  TAB  name  TAB  colour
 *
 * An entity is of such a kind by the first part of its id ("weapon/javelin"). Everything that is stored
 * knows it as DL_KIND_OTHER, so that a kind may be declared, renamed and given up at any time: what has
 * none is shown as "other" again.
 *
 * Kinds have places, in which they are listed, counted and switched by the keys z1 to z9: the first four
 * of kinds.def, her own in the order of their lines, and "other" behind them.
 *
 * Wherever a dl_kinds is taken NULL means that there are none of her own.
 */

typedef enum dl_colour {
#define DL_COLOUR(id, name) DL_COLOUR_##id,
#include "dateline/colours.def"
#undef DL_COLOUR
    DL_COLOUR_COUNT
} dl_colour;

#define DL_OWN_KINDS 24 /* at most */
#define DL_KIND_PLACES                                                                             \
    (DL_KIND_COUNT + DL_OWN_KINDS) /* so many places; a bit each in an unsigned */

typedef struct dl_own_kind {
    const char *prefix; /* of its ids, and the field of a query: letters a to z */
    const char *name;   /* how it is shown */
    dl_colour colour;
} dl_own_kind;

typedef struct dl_kinds {
    dl_own_kind own[DL_OWN_KINDS];
    size_t own_count;
    dl_arena arena;
} dl_kinds;

/* Told of a LINE (from 1) that is wrong and left out; MESSAGE says what to do. */
typedef void dl_kinds_fault(void *context, unsigned line, const char *message);

void dl_kinds_init(dl_kinds *kinds);
void dl_kinds_release(dl_kinds *kinds);

/* Adds the kinds that the LEN bytes at TEXT declare. An empty name is the prefix, an empty colour the first
 * that no kind has yet. Of faults FAULT is told, with CONTEXT; the other lines hold. Fails only where memory
 * is out. */
dl_status dl_kinds_read(dl_kinds *kinds, const char *text, size_t len, dl_kinds_fault *fault,
                        void *context, dl_error *error);

/* How many kinds there are, hers included; the places are below that. */
size_t dl_kinds_count(const dl_kinds *kinds);

/* The place of the kind of the entity ID, which is stored as of KIND. */
size_t dl_kinds_place(const dl_kinds *kinds, dl_kind kind, const char *id);

/* The kind of her own at PLACE; NULL: it is one of kinds.def. */
const dl_own_kind *dl_kinds_own(const dl_kinds *kinds, size_t place);

/* What the kind at PLACE is stored as. */
dl_kind dl_kinds_stored(const dl_kinds *kinds, size_t place);

/* The name of the kind at PLACE, as it is shown; its prefix, by which a query asks for it. */
const char *dl_kinds_name(const dl_kinds *kinds, size_t place);
const char *dl_kinds_prefix(const dl_kinds *kinds, size_t place);

/* The name of the kind of the entity ID, which is stored as of KIND. */
const char *dl_kinds_called(const dl_kinds *kinds, dl_kind kind, const char *id);

/* Sets *RET_PLACE to that of the kind called NAME, or with that prefix; false where there is none. */
bool dl_kinds_find(const dl_kinds *kinds, const char *name, size_t len, size_t *ret_place);

#endif
