/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CONC_VIEW_H
#define APP_CONC_VIEW_H

#include "app/conc_digest.h"

/*
 * Which lines of a concordance are shown, in what order, and which of them share a row. Made anew
 * whenever that changes, from what is known of all lines; it takes a millisecond or two.
 */

typedef enum dl_conc_sort {
    DL_CONC_BY_ORDER, /* the one order */
    DL_CONC_BY_LEFT,  /* by what stands before, then by the one order */
    DL_CONC_BY_RIGHT,
} dl_conc_sort;

/* What the user asks for. */
typedef struct dl_conc_tools {
    dl_conc_sort sort;
    bool down;        /* the sort turned round */
    bool folded;      /* equal lines are one */
    bool quoted_only; /* lines in quotation marks alone */
    bool narrowed;    /* lines that match alone (dl_conc_ref.matches) */
} dl_conc_tools;

typedef struct dl_conc_row {
    uint32_t line;  /* the first that it stands for */
    uint32_t count; /* how many it stands for */
    bool group;     /* it stands for all the lines of a source */
} dl_conc_row;

/* The sources whose lines are folded into one; strings owned, "" for none. */
typedef struct dl_conc_closed {
    char **items;
    size_t len, size;
} dl_conc_closed;

typedef struct dl_conc_view {
    dl_conc_row *rows;
    size_t len, size;
    size_t lines;    /* that the rows stand for */
    size_t hidden;   /* lines that share a row with one that reads the same */
    uint32_t *named; /* numbers of the digest's entities, most lines first */
    size_t named_len;
} dl_conc_view;

void dl_conc_view_release(dl_conc_view *view);

/* Makes VIEW anew of REFS' lines in the order of SORTED (NULL: their own) under TOOLS; groups of the
 * sources in CLOSED are one row each where the one order goes by source. False when memory is out. */
bool dl_conc_view_make(dl_conc_view *view, const dl_conc_refs *refs, dl_conc_digest *digest,
                       const uint32_t *sorted, const dl_conc_tools *tools,
                       const dl_conc_closed *closed);

/* The row that stands for LINE, or for the next line after it that is shown; `len` where none is. */
size_t dl_conc_view_find(const dl_conc_view *view, const dl_conc_refs *refs, uint32_t line);

/* Whether LINE is one of those that ROW stands for, in the view it was made with. */
bool dl_conc_view_stands(const dl_conc_refs *refs, const dl_conc_row *row,
                         const dl_conc_tools *tools, uint32_t line);

#endif
