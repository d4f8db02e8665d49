/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_QUOTATION_H
#define DATELINE_QUOTATION_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What stands between quotation marks in a text: straight and curly, low-high („ “), guillemets both
 * ways, CJK corner brackets, nested, and across paragraphs where each opens with a mark again. An
 * apostrophe is no quotation mark. A mark that nothing closes quotes to the end of its paragraph.
 * Offsets are bytes, ends exclusive.
 */
typedef struct dl_quotation {
    size_t start, end;             /* with the marks */
    size_t inner_start, inner_end; /* without */
    size_t parent;                 /* number of the quotation around it; SIZE_MAX: none */
    bool unclosed;                 /* there is no closing mark; `end` is that of the paragraph */
} dl_quotation;

/* The quotations of a text in the order in which they open. They nest but never overlap in part. */
typedef struct dl_quotations {
    dl_quotation *items;
    size_t len, size;
} dl_quotations;

/* Finds the quotations of the LEN bytes of clean TEXT, whose paragraphs are parted by empty lines, and
 * puts them into RET, which is emptied first ({0} at its first use); its memory is freed with
 * dl_quotations_release. False, and RET empty, when memory is out. */
bool dl_quotations_find(dl_quotations *ret, const char *text, size_t len);
void dl_quotations_release(dl_quotations *quotations);

/* The innermost quotation that byte AT lies in, its marks included; NULL: none. */
const dl_quotation *dl_quotations_at(const dl_quotations *quotations, size_t at);

/* The outermost quotation that QUOTATION, one of theirs, lies in: itself where none is around it. */
const dl_quotation *dl_quotations_outermost(const dl_quotations *quotations,
                                            const dl_quotation *quotation);

#endif
