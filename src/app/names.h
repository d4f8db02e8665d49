/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_NAMES_H
#define APP_NAMES_H

#include "app/reading.h"

/* The names of this text: its entities under their kinds, most mentioned first. */

typedef struct dl_name_line {
    bool heading; /* of a kind: its name and how many mentions of it there are */
    bool answers; /* a mention of it, as it is spelt in the text, holds what narrows the names */
    dl_entity entity;
    size_t place; /* of its kind */
    size_t mentions;
    dl_spot first; /* first mention */
} dl_name_line;

typedef struct dl_names {
    dl_arena arena;
    char *narrow;        /* only names that hold this, here or as the text spells them; NULL: all */
    dl_name_line *items; /* the lines */
    size_t len, size;
    size_t total, hidden; /* mentions in the text that are as sure as they have to be, and others */
    size_t cursor, top;
} dl_names;

void dl_names_init(dl_names *names);
void dl_names_release(dl_names *names);

/* Makes the lines from the document read. The cursor stays on the entity it was on where that is still
 * there, else it goes to the first name. */
dl_status dl_names_load(dl_names *names, const dl_shown *shown, const dl_reading *reading,
                        dl_error *error);

/* Puts the cursor on the name that answers `narrow` best. */
void dl_names_pick(dl_names *names);

/* Moves the cursor by STEP names, over headings. */
void dl_names_move(dl_names *names, long step);

/* The name under the cursor; NULL where there is none. */
const dl_name_line *dl_names_current(const dl_names *names);

#endif
