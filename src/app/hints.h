/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_HINTS_H
#define APP_HINTS_H

#include "app/reading.h"
#include "dateline/stroke.h"

/*
 * Hints: letters on the mentions in view, which are typed to go to one. Where there are more mentions than
 * letters every hint has two. In lower case a hint is a jump; in capitals, both of two, it opens the
 * concordance.
 */

#define DL_HINT_LETTERS 2 /* at most */

typedef struct dl_hint {
    dl_spot spot;
    char letters[DL_HINT_LETTERS + 1]; /* in lower case */
} dl_hint;

typedef struct dl_hints {
    dl_hint *items; /* in the order of the text */
    size_t len, size;
    char typed[DL_HINT_LETTERS + 1]; /* so far, as typed */
} dl_hints;

/* What a stroke came to. */
typedef enum dl_hint_taken {
    DL_HINT_UNKNOWN, /* no hint begins so */
    DL_HINT_BEGUN,   /* the first of two letters */
    DL_HINT_JUMP,
    DL_HINT_CONCORDANCE,
} dl_hint_taken;

void dl_hints_release(dl_hints *hints);

/* Gives each mention of SHOWN that begins in view a hint; those there were are gone, and what was typed.
 * False when memory is out. */
bool dl_hints_make(dl_hints *hints, dl_reading *reading, const dl_shown *shown);

/* Takes a letter; sets *RET to the mention meant where the answer is a jump or a concordance. */
dl_hint_taken dl_hints_take(dl_hints *hints, dl_stroke stroke, dl_spot *ret);

/* The letters of HINT that are still to be typed; NULL where it does not begin as what was typed. */
const char *dl_hints_rest(const dl_hints *hints, const dl_hint *hint);

#endif
