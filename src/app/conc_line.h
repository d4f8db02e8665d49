/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CONC_LINE_H
#define APP_CONC_LINE_H

#include "app/conc_view.h"

/*
 * The lines of a concordance that are in view, with their words. A line is read from its document when
 * it comes into view; a few screens of them are kept.
 */

/* How much of a text stands around the name. */
typedef enum dl_conc_context {
    DL_CONC_LINE, /* as much as the row has room for */
    DL_CONC_SENTENCE,
    DL_CONC_PARAGRAPH,
} dl_conc_context;

typedef struct dl_conc_line {
    uint64_t row; /* its number */
    dl_key key;
    const char *source, *sha256, *origin;
    dl_date published;
    bool ambiguous; /* its date has two readings */
    dl_spot spot;
    const char *before, *name, *after; /* one line each: white space is one blank; of DL_CONC_LINE
                                          enough for the widest screen, cut at whole words */
    const dl_mention *mention;         /* NULL for a hit of a text */
    bool group;                        /* stands for all lines of its source */
    uint32_t count;                    /* lines that it stands for */
} dl_conc_line;

typedef struct dl_conc_lines {
    dl_arena arena;
    dl_conc_context context;
    struct {
        dl_conc_line *items;
        size_t len, size;
    } of;
} dl_conc_lines;

void dl_conc_lines_release(dl_conc_lines *lines);

/* Forgets all lines: rows have changed. */
void dl_conc_lines_clear(dl_conc_lines *lines);

/* The line of row NUMBER; NULL where it was not read. */
const dl_conc_line *dl_conc_lines_find(const dl_conc_lines *lines, uint64_t number);

/* The document that lines are made of, kept while they are of the same one. */
typedef struct dl_conc_source dl_conc_source;

dl_conc_source *dl_conc_source_new(dl_store *store);
void dl_conc_source_free(dl_conc_source *source);

/* Reads the line REF of row NUMBER, which stands for as many as ROW says. */
dl_status dl_conc_lines_read(dl_conc_lines *lines, dl_conc_source *source, uint64_t number,
                             const dl_conc_ref *ref, const dl_conc_row *row, dl_error *error);

#endif
