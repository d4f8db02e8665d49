/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_FRAME_H
#define DATELINE_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dateline/arena.h"
#include "dateline/status.h"
#include "dateline/str.h"

/*
 * A frame: what one screen shows, as a grid of cells, each a character with a style: one code point
 * that takes cells and the marks that combine with it, which is what a terminal draws at once. The
 * panes are painted into a frame by pure functions; a terminal is then made to show it (tui), or it
 * is written out as text, cells or a picture. No terminal is needed to make one.
 *
 * Whatever bytes are painted, no control, bidi control or half a wide character ever comes to stand
 * in a frame: dl_frame_text makes its text safe (dl_text_safe) and clips it in whole grapheme
 * clusters, and a wide character that is partly painted over leaves a space.
 */

typedef enum dl_role {
#define DL_ROLE(id, letter) DL_ROLE_##id,
#include "dateline/roles.def"
#undef DL_ROLE
    DL_ROLE_COUNT
} dl_role;

/* What is added to a role. */
enum {
    DL_STYLE_FOCUS = 1,    /* a mention of the entity in focus */
    DL_STYLE_CURRENT = 2,  /* the current mention */
    DL_STYLE_HIT = 4,      /* a hit of a search; wins over the role's colour */
    DL_STYLE_SELECTED = 8, /* the row under the cursor in the pane that has the keyboard */
    DL_STYLE_BOLD = 16,
    DL_STYLE_UNSURE = 32, /* an uncertain mention */
    DL_STYLE_CHOSEN = 64, /* text that the user has selected */
};

typedef struct dl_style {
    uint8_t role, flags;
} dl_style;

/* A style without flags. */
#define DL_STYLE(id) ((dl_style){.role = DL_ROLE_##id})

typedef struct dl_cell {
    const char *text; /* one character, LEN bytes, no NUL after; LEN 0: right half of a wide one */
    uint16_t len;
    uint8_t cells; /* 1 or 2; 0 for a right half */
    dl_style style;
} dl_cell;

typedef struct dl_frame {
    int width, height;
    dl_cell *cells;         /* width * height, row by row */
    int cursor_x, cursor_y; /* where the terminal's cursor stands; -1: hidden */
    bool failed;            /* memory was out while painting: the frame is not whole */
    size_t size;            /* cells allocated */
    dl_arena arena;         /* of the text that is not ASCII */
} dl_frame;

typedef struct dl_rect {
    int x, y, width, height; /* cells; empty where width or height is not positive */
} dl_rect;

/* An empty frame of no size. */
void dl_frame_init(dl_frame *frame);
void dl_frame_release(dl_frame *frame);

/* Makes FRAME WIDTH by HEIGHT cells of blanks in the style of text, its cursor hidden. On
 * DL_ERR_NOMEM it is left as it was. */
dl_status dl_frame_begin(dl_frame *frame, int width, int height);

/* The cell at X, Y, which must lie within the frame. */
const dl_cell *dl_frame_cell(const dl_frame *frame, int x, int y);

/* Paints the LEN bytes of TEXT at X, Y, on at most WIDTH cells and within the frame. X may be
 * negative: what lies left of the frame is clipped. A cluster that does not fit whole is painted as
 * blanks. Returns the cells gone on from X, those left of the frame too. */
int dl_frame_text(dl_frame *frame, int x, int y, int width, dl_style style, const char *text,
                  size_t len);

/* The same, but cut with the sign ELLIPSIS ("…") at its end where it does not fit in WIDTH. */
int dl_frame_label(dl_frame *frame, int x, int y, int width, dl_style style, const char *text,
                   size_t len, const char *ellipsis);

/* Fills RECT with the character TEXT, which is safe and takes one cell. */
void dl_frame_fill(dl_frame *frame, dl_rect rect, dl_style style, const char *text);

/* Adds FLAGS to the style of the cells of RECT, leaving their text; to a wide character where its
 * left half is in RECT. */
void dl_frame_mark(dl_frame *frame, dl_rect rect, uint8_t flags);

/* Whether the two show the same. */
bool dl_cell_equal(const dl_cell *a, const dl_cell *b);
bool dl_frame_equal(const dl_frame *a, const dl_frame *b);

/* Adds FRAME to OUT as lines of text, trailing blanks kept: every line is as wide as the frame. */
void dl_frame_dump_text(const dl_frame *frame, dl_str *out);

/* Adds FRAME to OUT as a golden frame: for each row a line "NN text |...|" and, where a cell's style
 * is not plain text, a line "NN style|...|" with the role's letter (lower case with FOCUS, `*` for
 * CURRENT, `?` for HIT, `#` for CHOSEN; a blank under the right half of a wide character); a line "NN flags|...|"
 * says SELECTED, BOLD and UNSURE. A first line gives size and cursor. The format is described in
 * docs/golden-frames.md. */
void dl_frame_dump_cells(const dl_frame *frame, dl_str *out);

#endif
