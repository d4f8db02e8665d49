/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_THEME_H
#define DATELINE_THEME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dateline/frame.h"

/*
 * Themes: how a style looks. Colours are numbers of xterm's 256; a theme for 16 colours uses the
 * first 16 only, one without colours attributes alone. Every kind of entity differs by an attribute
 * too, so that colour is never the only sign.
 */

enum {
    DL_ATTR_BOLD = 1,
    DL_ATTR_UNDERLINE = 2,
    DL_ATTR_ITALIC = 4,
    DL_ATTR_REVERSE = 8,
};

typedef struct dl_look {
    int16_t foreground, background; /* -1: the terminal's own */
    uint8_t attributes;
} dl_look;

typedef struct dl_theme dl_theme;

/* The theme of that name ("dark", "light", "16" for a dark screen, "16-light", "none"), or NULL. */
const dl_theme *dl_theme_find(const char *name);
/* The I-th theme, or NULL past the last. */
const dl_theme *dl_theme_at(size_t i);
const char *dl_theme_name(const dl_theme *theme);
/* How many colours a terminal must have for THEME: 256, 8 or 0. */
int dl_theme_colours(const dl_theme *theme);

/* How STYLE looks in THEME. An uncertain mention is italic besides what its kind is. */
dl_look dl_theme_look(const dl_theme *theme, dl_style style);

/* The colour of that number as 0xRRGGBB (xterm's default palette). */
uint32_t dl_colour_rgb(int colour);

/* The colours of the screen itself, for pictures and for measuring contrast. */
uint32_t dl_theme_foreground(const dl_theme *theme);
uint32_t dl_theme_background(const dl_theme *theme);

/* Adds FRAME to OUT as an SVG picture in THEME's colours: the same bytes for the same frame, and
 * well-formed XML whatever text the frame holds. */
void dl_frame_dump_svg(const dl_frame *frame, const dl_theme *theme, dl_str *out);

/*
 * Signs drawn beside text. Two sets: one of block and line characters, whose width is ambiguous in
 * East Asian locales, and one of ASCII.
 */
typedef struct dl_glyphs {
    const char *vertical, *horizontal, *tee_right, *tee_down, *tee_up; /* borders */
    const char *cursor;                       /* before the row under the cursor: ▌ */
    const char *current;                      /* before the line of the current mention: › */
    const char *in_view, *focus_here, *track; /* the strip: ┃ ◆ ╎ */
    const char *open, *closed;                /* folds: ▾ ▸ */
    const char *untitled;                     /* ¶ */
    const char *ellipsis;                     /* … */
    const char *none;                         /* a count of nothing: · */
    const char *times;                        /* of a chip: × */
    const char *dot;                          /* between facts: · */
    const char *marked;                       /* a marked row: + */
    const char *quoted;                       /* a line in quotation marks: “ */
} dl_glyphs;

const dl_glyphs *dl_glyphs_unicode(void);
const dl_glyphs *dl_glyphs_ascii(void);

/* The set for the locale in force: ASCII where its charset is not UTF-8 or ▌ is not one cell wide in
 * it (a locale whose language is ja, ko or zh counts as such). */
const dl_glyphs *dl_glyphs_for_locale(void);

#endif
