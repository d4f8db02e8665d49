/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_FOCUS_H
#define APP_FOCUS_H

#include "dateline/mention.h"
#include "dateline/query.h"
#include "dateline/token.h"

/*
 * The focus: what `n` repeats, an entity or a text. Only focusing a mention, opening a concordance
 * and finding a text set it.
 */

typedef enum dl_focus_kind {
    DL_FOCUS_NONE,
    DL_FOCUS_ENTITY,
    DL_FOCUS_TEXT,
} dl_focus_kind;

typedef struct dl_focus {
    dl_focus_kind kind;
    char *id;   /* of the entity; NULL for a text */
    char *name; /* the entity's name, or the text */
    dl_kind entity_kind;
    dl_phrase *phrase; /* of a text */
    bool prefix;       /* of a text: its last word is a prefix */
} dl_focus;

void dl_focus_release(dl_focus *focus);

/* Makes FOCUS an entity. False, and nothing changed, when memory is out. */
bool dl_focus_set_entity(dl_focus *focus, const dl_entity *entity);

/* Makes FOCUS a text, its last word a prefix where PREFIX. False when memory is out. */
bool dl_focus_set_text(dl_focus *focus, const char *text, bool prefix);

/* Makes *RET, which is empty, the same focus as FOCUS. False when memory is out. */
bool dl_focus_copy(const dl_focus *focus, dl_focus *ret);

/* Whether the two are the same focus. */
bool dl_focus_equal(const dl_focus *a, const dl_focus *b);

/* Makes *RET the query QUERY with the text in focus added to it; its terms are ARENA's. False when
 * memory is out. */
bool dl_focus_narrow(const dl_focus *focus, const dl_query *query, dl_arena *arena, dl_query *ret);

/* The id of the entity in focus, or NULL. */
const char *dl_focus_entity(const dl_focus *focus);

#endif
