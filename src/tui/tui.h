/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include <iconv.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include <curses.h>

#include "dateline/text.h"
#include "dateline/tui.h"

#define DL_CELL_POINTS CCHARW_MAX          /* code points that a cell of ncurses holds */
#define DL_CELL_BYTES (DL_CELL_POINTS * 4) /* the same in UTF-8 */

#define DL_PASTE_MAX ((size_t)16384) /* bytes that are kept of a pasted text, its end with them */

/* Colours in use, in the order of ncurses' pairs from 1 on. */
#define DL_PAIRS 255
typedef struct dl_pairs {
    struct {
        int16_t foreground, background;
    } items[DL_PAIRS];
    int len, max;
} dl_pairs;

struct dl_tui {
    dl_tui_options options;
    SCREEN *screen;
    WINDOW *input;     /* a pad, since reading from a window refreshes it */
    int width, height; /* of the screen, in cells */
    int colours;
    bool mouse;      /* is asked for */
    bool mouse_told; /* of something that it did, and there may be more */
    bool direct;     /* colours are RGB values */
    dl_pairs pairs;
    dl_frame shown;        /* what the terminal shows, in the looks of: */
    const dl_theme *theme; /* NULL: nothing was drawn yet */
    cchar_t *run;          /* cells of a row on their way to ncurses */
    int run_size;          /* of them */
    bool whole;            /* draw everything */
    int cursor;            /* visibility last asked for; -1: not known */
    iconv_t ascii;         /* to ASCII, or NULL */
    uint64_t keys;         /* read so far, for the marker */
    int signals;           /* signalfd */
    sigset_t caught, mask; /* what it catches; what was blocked before */
    bool resized;          /* the next event is DL_EVENT_RESIZE */
    int fruitless;         /* times in a row that there was input, and no key in it */
    int held;              /* code read too far, or ERR */
    dl_stroke alt;         /* DL_STROKE_ALT after ESC, else 0 */
    char partial[4];       /* bytes of a character not yet whole */
    unsigned partial_len;
    bool pasting;                  /* what comes is pasted and no key */
    char pasted[DL_PASTE_MAX + 1]; /* of it, and a NUL when it has ended */
    size_t pasted_len;
};

/* --- keys.c --- */

/* Prepares reading keys from tui->input. */
void dl_keys_init(dl_tui *tui);

/* Makes the sequence of the mouse a key, or no longer. */
void dl_keys_set_mouse(dl_tui *tui, bool on);

/* Reads an event from what input there is: a key, the mouse, what was pasted, DL_EVENT_IGNORED. False where there is none. */
bool dl_keys_read(dl_tui *tui, dl_event *ret);

/* --- events.c --- */

/* Catches signals from now on, and as before again. */
dl_status dl_events_init(dl_tui *tui, dl_error *error);
void dl_events_release(dl_tui *tui);

/* --- tui.c --- */

/* Takes the size of the terminal anew; what is drawn next is drawn whole. */
void dl_tui_measure(dl_tui *tui);

/* What makes the terminal say where pasted text begins and ends (ON), or no longer; NULL where it may not
 * understand that. */
const char *dl_tui_paste_mode(bool on);

/* Gives the terminal back for a while, and takes it again. */
void dl_tui_leave(dl_tui *tui);
void dl_tui_enter(dl_tui *tui);

/* --- rescue.c --- */

/* Remembers the terminal as it is, and how to bring it back to that. To be called before it is
 * touched, and again, with the terminal's capabilities known, by dl_rescue_arm. */
void dl_rescue_init(void);

/* From now on the terminal, and its MOUSE where that is asked for, is restored when the process ends by exit or a fault of its own; until
 * dl_rescue_disarm. */
void dl_rescue_arm(bool mouse);
void dl_rescue_disarm(void);

/* Gives the signals of faults back. */
void dl_rescue_release(void);

#endif
