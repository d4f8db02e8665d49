/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_NARROW_H
#define APP_NARROW_H

#include <stdbool.h>

/* How well a text answers what was typed; the greater, the likelier it was meant. */
typedef enum dl_narrow {
    DL_NARROW_NOT,    /* does not hold it */
    DL_NARROW_INSIDE, /* holds it within a word */
    DL_NARROW_WORD,   /* a word but the first begins with it */
    DL_NARROW_BEGINS  /* the text begins with it */
} dl_narrow;

/* How TEXT holds PART, letter case aside. Every text begins with an empty or NULL PART; a text whose
 * case cannot be folded for want of memory holds nothing else. */
dl_narrow dl_narrow_match(const char *text, const char *part);

/* Whether TEXT holds PART at all. */
bool dl_narrow_holds(const char *text, const char *part);

#endif
