/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_PANE_H
#define DATELINE_PANE_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/frame.h"
#include "dateline/layout.h"
#include "dateline/theme.h"

/*
 * What panes are made of: a table of rows, a text with marks, a prompt, and where each pane of the
 * main screen stands. Each function paints plain data into a frame; none keeps anything.
 */

/* A stretch of a text that is drawn in a style of its own; bytes, end exclusive. */
typedef struct dl_mark {
    size_t start, end;
    dl_style style;
} dl_mark;

/* --- tables: sources, documents, names, concordance, help --- */

typedef struct dl_column {
    int width;  /* cells; 0: an equal share of what the others leave */
    bool right; /* text stands at the right edge, and is cut at its left (an ellipsis says so) */
} dl_column;

typedef struct dl_table_cell {
    const char *text; /* NULL: empty */
    size_t len;
    dl_style style;
    const dl_mark *marks; /* of bytes of `text`, in order, or NULL */
    size_t marks_count;
} dl_table_cell;

typedef struct dl_table_row {
    const dl_table_cell *cells; /* one a column; NULL: an empty row */
    bool cursor;                /* the row under the cursor */
    bool whole;                 /* its first cell has the whole row */
} dl_table_row;

typedef struct dl_table {
    /* parted by one blank cell; a first cell before all is the cursor's */
    const dl_column *columns;
    size_t columns_count;
    const dl_table_cell *heading; /* one a column, or NULL: no heading row */
    const dl_table_row *rows;     /* those in view */
    size_t rows_count;
    bool keyboard; /* the pane has the keyboard */
} dl_table;

/* Paints TABLE over all of RECT, heading first (in a single row the first row of the table alone). The
 * row under the cursor has the sign of it, and the style SELECTED where the pane has the keyboard. */
void dl_paint_table(dl_frame *frame, dl_rect rect, const dl_table *table, const dl_glyphs *glyphs);

/* The width that column I of TABLE has in RECT, and where it begins: for a caller that fits text to
 * it before it paints. */
int dl_table_column(const dl_table *table, dl_rect rect, size_t i, int *ret_x);

/* --- text with marks: the reading pane --- */

/* Lines of another text between the lines of a section. */
typedef struct dl_text_insert {
    dl_layout *layout;
    size_t after; /* lines of the section before it */
    dl_style style;
} dl_text_insert;

/* A part of what a pane scrolls through: title, facts, body. */
typedef struct dl_text_section {
    dl_layout *layout;
    dl_style style;
    const dl_mark *marks; /* mentions; in order, not overlapping */
    size_t marks_count;
    const dl_mark *hits; /* drawn over the marks, whose attributes stay; in order */
    size_t hits_count;
    size_t chosen_start, chosen_end; /* bytes that are selected; an empty range: none */
    const dl_text_insert *inserts;   /* in order */
    size_t inserts_count;
} dl_text_section;

typedef struct dl_text_view {
    const dl_text_section *sections;
    size_t sections_count;
    size_t top;     /* number of the first line shown, counted through all sections */
    size_t current; /* number of the line with the current mention; SIZE_MAX: none */
    /* The strip at the right edge, over the last section: its length, the part in view, and where
     * the focus is named, all in bytes. A length of 0: no strip. */
    size_t strip_len, view_start, view_end;
    const size_t *focus;
    size_t focus_count;
} dl_text_view;

/* Paints VIEW over all of RECT: two cells of margin with the sign of the current line, the text, the strip
 * in the last column. */
void dl_paint_text(dl_frame *frame, dl_rect rect, const dl_text_view *view,
                   const dl_glyphs *glyphs);

/* Cells of margin that dl_paint_text takes left and right of the text. */
#define DL_TEXT_MARGIN_LEFT 2
#define DL_TEXT_MARGIN_RIGHT 2

/* --- bars and prompt --- */

/* A piece of a bar; pieces that stand right are painted from the right edge. Where there is no room
 * for all, those with the lowest `keep` go first. */
typedef struct dl_bar_piece {
    const char *text;
    dl_style style;
    bool right;
    int keep; /* higher stays longer */
} dl_bar_piece;

/* Paints the first row of RECT: pieces parted by two blanks (one where that is what makes them fit),
 * with a blank at either end. */
void dl_paint_bar(dl_frame *frame, dl_rect rect, const dl_bar_piece *pieces, size_t count,
                  const dl_glyphs *glyphs);

/* A line being typed, with what could complete it above. */
typedef struct dl_prompt_view {
    const char *label; /* "filter: " */
    const char *text;
    size_t cursor;       /* byte of `text` */
    const char *message; /* after the text: an error; or NULL */
    const char *hint;    /* where there is no error: what the text means; or NULL */
    const char *above;   /* what is said in a row of its own above the line; or NULL */
    const dl_table_row *candidates;
    size_t candidates_count;
    size_t chosen; /* the candidate taken; SIZE_MAX: none */
} dl_prompt_view;

/* Paints the prompt into the last row of RECT and its candidates, two columns (text, what it is),
 * into the rows above; sets the frame's cursor. */
void dl_paint_prompt(dl_frame *frame, dl_rect rect, const dl_prompt_view *prompt,
                     const dl_glyphs *glyphs);

/* --- where the panes of the main screen stand --- */

typedef enum dl_pane {
    DL_PANE_SOURCES,
    DL_PANE_NAMES,
    DL_PANE_LIST,
    DL_PANE_TEXT,
    DL_PANE_COUNT
} dl_pane;

#define DL_SCREEN_MIN_WIDTH 20
#define DL_SCREEN_MIN_HEIGHT 5

typedef struct dl_geometry_wish {
    bool sources_drawer, names_drawer; /* drawn over the left where there is no column for them */
    bool zoomed;                       /* one pane on the whole screen */
    dl_pane zoomed_pane;
    bool whole_width;         /* no column of sources: the concordance, the help */
    bool aside;               /* names right of the text where there is room, not left */
    size_t list_rows;         /* rows that the list has, without its heading */
    size_t sources_rows;      /* the same for the sources */
    int list_more, left_more; /* cells that the user added to the list's height, the left's width */
} dl_geometry_wish;

typedef struct dl_geometry {
    bool too_small;               /* below the minimum: a line says so, nothing else is drawn */
    dl_rect top[2];               /* top bar; the second is empty below 24 rows */
    dl_rect bottom[2];            /* the second is empty below 24 rows or 100 columns */
    dl_rect panes[DL_PANE_COUNT]; /* empty: not on the screen */
    dl_rect rule;                 /* between list and text: one row; empty on the lowest screens */
    dl_rect aside;                /* between the text and what stands right of it; empty: none */
    dl_rect divider; /* right of the left column or a drawer: one cell wide; empty: none */
} dl_geometry;

/* Where everything stands on a screen of WIDTH by HEIGHT cells. From 100 columns the sources stand
 * left with the names below them; below that list over text, and drawers of 30 cells. Only drawers
 * overlap anything. */
void dl_geometry_make(dl_geometry *ret, int width, int height, const dl_geometry_wish *wish);

/* Paints the borders of GEOMETRY, and blanks over what lies left of the divider: list and text are to
 * be painted before, sources and names after. */
void dl_paint_borders(dl_frame *frame, const dl_geometry *geometry, const dl_glyphs *glyphs);

#endif
