/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_STROKE_H
#define DATELINE_STROKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Keystrokes. A stroke is a number: the code point a key types, a control character for a key with
 * Ctrl, or one of the numbers below for a key that types nothing. Written down they are in vim's
 * notation: j  <C-o>  <Enter>  <Esc>  <lt>  <A-b> (or <M-b>)  <F1>  <Down>.
 */
typedef uint32_t dl_stroke;

#define DL_STROKE_CTRL(letter) ((dl_stroke)((letter)&31))

enum {
    DL_STROKE_NONE = 0,
    DL_STROKE_TAB = 9,
    DL_STROKE_ENTER = 13,
    DL_STROKE_ESC = 27,
    DL_STROKE_BACKSPACE = 127,
    DL_STROKE_UP = 0x110000,
    DL_STROKE_DOWN,
    DL_STROKE_LEFT,
    DL_STROKE_RIGHT,
    DL_STROKE_HOME,
    DL_STROKE_END,
    DL_STROKE_PAGE_UP,
    DL_STROKE_PAGE_DOWN,
    DL_STROKE_BACK_TAB,
    DL_STROKE_DELETE,
    DL_STROKE_INSERT,
    DL_STROKE_F1,
    DL_STROKE_F12 = DL_STROKE_F1 + 11,
    DL_STROKE_ALT = 0x400000, /* added to the stroke of a key pressed with Alt */
};

/* What a mouse did, where on the screen: cells from the upper left corner, counted from 0. */
typedef enum dl_mouse_kind {
    DL_MOUSE_CLICK, /* of the first button */
    DL_MOUSE_WHEEL_UP,
    DL_MOUSE_WHEEL_DOWN,
} dl_mouse_kind;

typedef struct dl_mouse {
    dl_mouse_kind kind;
    int x, y;
} dl_mouse;

/* Reads one stroke at the beginning of TEXT. Returns the bytes it took; 0, and nothing is set, where
 * TEXT is empty or begins with a name in angle brackets that is none. A `<` that begins no name is a
 * stroke of its own. */
size_t dl_stroke_parse(const char *text, dl_stroke *ret_stroke);

#define DL_STROKE_TEXT 16 /* bytes of the longest text of a stroke and its NUL */

/* Writes STROKE in that notation and a NUL into BUF. Returns BUF. */
char *dl_stroke_format(dl_stroke stroke, char buf[DL_STROKE_TEXT]);

/* Whether STROKE types a character that a prompt takes as text. */
bool dl_stroke_is_text(dl_stroke stroke);

#endif
