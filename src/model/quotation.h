/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MODEL_QUOTATION_H
#define MODEL_QUOTATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What may be a quotation mark. Marks pair within their family only. What each is, it says in costs: how
 * unlikely it is that it opens a quotation, closes one, or is none, for its character and for what
 * stands around it. Which it is, the cheapest reading of the whole text decides (quotation.c).
 */

typedef enum dl_mark_family {
    DL_MARK_DOUBLE,
    DL_MARK_GUILLEMET,
    DL_MARK_ANGLE,
    DL_MARK_CORNER,
    DL_MARK_WHITE_CORNER,
    DL_MARK_PRIME,
    DL_MARK_SINGLE,
    DL_MARK_FAMILIES,
    DL_MARK_GAP = DL_MARK_FAMILIES, /* no mark: the end of a paragraph */
} dl_mark_family;

#define DL_COST_NEVER 1000 /* more than any reading costs that has not got it */

typedef struct dl_quote_mark {
    size_t start, end; /* bytes; of a gap both are the end of its paragraph's text */
    uint8_t family;
    bool first; /* nothing but marks and blanks stands before it in its paragraph */
    uint16_t opens, closes, plain; /* costs */
} dl_quote_mark;

typedef struct dl_quote_marks {
    dl_quote_mark *items;
    size_t len, size;
} dl_quote_marks;

/* Adds the marks of TEXT to RET, in order, with a gap after each paragraph and at the end. False when
 * memory is out. */
bool dl_quote_marks_read(dl_quote_marks *ret, const char *text, size_t len);

#endif
