/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_PDF_H
#define DL_IMPORT_PDF_H

#include "dateline/status.h"
#include "dateline/str.h"
#include "import/block.h"

/*
 * The text of a PDF. A PDF knows no paragraphs, only where on which page each word stands. pdftotext tells
 * that (-bbox-layout): pages, on them columns, and the lines of each in the order they are read, with
 * their boxes. In which order columns are read (pdforder.c), which lines are the head or the foot of every
 * page, and which go on in the next one (pdfpage.c), is read from the boxes here.
 */

typedef enum dl_pdf_role {
    DL_PDF_TEXT,
    DL_PDF_HEAD, /* the first of what is at the top of each page: it may say whose text it is */
    DL_PDF_NOTE, /* small print below the text of a page, and the first of what is at the bottom of each */
    DL_PDF_LEFT, /* what is on each page the same, but for the first; a page's number */
} dl_pdf_role;

/* A line of text as it stands on its page. Lengths are in points, from the top left corner. */
typedef struct dl_pdf_line {
    const char *text; /* the arena's */
    size_t len;
    float left, right; /* of one read from right to left, as a mirror shows them */
    float top, bottom; /* of its longest word: what is raised or set larger does not count */
    float first, last; /* widths of its first and its last word */
    unsigned page;     /* from 0 */
    unsigned region;   /* the column: lines that have an edge in common; any number */
    dl_pdf_role role;
} dl_pdf_line;

/* What pdftotext has told so far; all zero but for `arena` at first, and the strings initialised. */
typedef struct dl_pdf {
    dl_arena *arena;
    struct {
        dl_pdf_line *items;
        size_t len, size;
    } lines;
    size_t pages;
    float width, height;   /* of the page at hand */
    dl_str title, created; /* as the file's own description has them */
    dl_str partial;        /* a line of the output that is not whole yet */
    dl_str words;          /* of the line at hand */
    dl_pdf_line line;
    size_t longest;           /* of its words, in bytes */
    size_t letters, backward; /* bytes of all words; of those, of scripts from right to left */
} dl_pdf;

void dl_pdf_init(dl_pdf *pdf, dl_arena *arena);
void dl_pdf_release(dl_pdf *pdf);

/* Takes the next bytes of the output of pdftotext -bbox-layout. DL_ERR_NOMEM only. */
dl_status dl_pdf_take(dl_pdf *pdf, const char *bytes, size_t len, dl_error *error);

/* Whether the text runs from right to left. Its words are told as they stand on the page, then, and
 * pdftotext has to be asked for them once more, in the order they are read. */
bool dl_pdf_is_backward(const dl_pdf *pdf);

/* Gives the lines of a text that runs from right to left their words as PLAIN has them, the output of
 * pdftotext without options, page by page where the lines are as many. */
void dl_pdf_turn(dl_pdf *pdf, const char *plain, size_t len);

/* Puts the lines of each page in the order they are read, and makes one of what is a line. False when memory is
 * out. */
bool dl_pdf_order(dl_pdf *pdf);

/* Makes blocks of the lines, and sets *RET_TITLE to the one that is set in the largest type above the text
 * of the first page, (size_t)-1 where none clearly is. False when memory is out. */
bool dl_pdf_blocks(dl_pdf *pdf, dl_blocks *ret, size_t *ret_title);

#endif
