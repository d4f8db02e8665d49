/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_FOCUS_H
#define APP_FOCUS_H

#include "dateline/mention.h"
#include "dateline/query.h"
#include "dateline/token.h"

/*
 * The focus: what `n` repeats, an entity or a text. Only focusing a mention, opening a concordance,
 * finding a text and searching the archive set it. The text of a search may have several parts, words
 * and phrases; in a document that holds all
 * of them, wherever one of them stands is a hit.
 */

typedef enum dl_focus_kind {
    DL_FOCUS_NONE,
    DL_FOCUS_ENTITY,
    DL_FOCUS_TEXT,
} dl_focus_kind;

typedef struct dl_focus_part {
    char *text;
    bool prefix; /* its last word is a prefix */
    dl_phrase *phrase;
} dl_focus_part;

typedef struct dl_focus {
    dl_focus_kind kind;
    char *id;   /* of the entity; NULL for a text */
    char *name; /* the entity's name; a text as the query language writes it: rope*, "the rope" */
    dl_kind entity_kind;
    dl_focus_part *parts; /* of a text */
    size_t parts_count;
} dl_focus;

void dl_focus_release(dl_focus *focus);

/* Makes FOCUS an entity. False, and nothing changed, when memory is out. */
bool dl_focus_set_entity(dl_focus *focus, const dl_entity *entity);

/* Makes FOCUS a text, its last word a prefix where PREFIX. False when memory is out. */
bool dl_focus_set_text(dl_focus *focus, const char *text, bool prefix);

/* Makes FOCUS the words and phrases that QUERY wants (what it excludes is none of them), in their order.
 * Where it wants none, FOCUS stays as it is. False when memory is out. */
bool dl_focus_set_query(dl_focus *focus, const dl_query *query);

/* Makes FOCUS the text that is called WORDS. False where they are none or memory is out. */
bool dl_focus_set_words(dl_focus *focus, const char *words);

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
