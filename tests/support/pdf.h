/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_SUPPORT_PDF_H
#define TESTS_SUPPORT_PDF_H

#include "dateline/str.h"

/* Makes a PDF, A4, in Helvetica: pages with lines of ASCII where they are to stand. */
typedef struct pdf_maker {
    dl_str bytes;
    dl_str page;         /* what is drawn on the page at hand */
    size_t offsets[128]; /* of the objects, by their numbers */
    size_t pages;
    const char *info;    /* entries of the file's description, "/Title (x)"; NULL: none */
    const char *trailer; /* more of the trailer; NULL: nothing */
} pdf_maker;

void pdf_begin(pdf_maker *pdf);

/* Draws TEXT, X points from the left edge and Y from the top, in letters of SIZE points. */
void pdf_line(pdf_maker *pdf, double x, double y, double size, const char *text);

/* Draws the lines of TEXT, parted by newlines, below each other, and returns where the next one would be. */
double pdf_lines(pdf_maker *pdf, double x, double y, double size, const char *text);

/* Ends a page and begins the next. */
void pdf_next_page(pdf_maker *pdf);

/* Ends the last page and the file, which is in `bytes` then. */
void pdf_end(pdf_maker *pdf);

void pdf_release(pdf_maker *pdf);

#endif
