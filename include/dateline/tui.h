/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_TUI_H
#define DATELINE_TUI_H

#include <stdbool.h>

#include "dateline/frame.h"
#include "dateline/status.h"
#include "dateline/stroke.h"
#include "dateline/theme.h"

/*
 * The terminal: shows frames and reads keys, and knows nothing of what they mean. There is one
 * terminal in a process, and at most one dl_tui is open at a time; from dl_tui_open to dl_tui_close
 * it owns standard input and output and the signals that have to do with the terminal.
 *
 * Whichever way the process ends meanwhile, by exit, by a signal that can be caught or by a fault of
 * its own, the terminal is left as it was found.
 *
 * The caller has set the locale beforehand: LC_CTYPE must be a UTF-8 one.
 */
typedef struct dl_tui dl_tui;

typedef struct dl_tui_options {
    bool ascii;  /* the terminal takes ASCII only: what else a frame holds is transliterated */
    bool marker; /* dl_tui_mark writes markers, for tests (docs/testing.md) */
} dl_tui_options;

/* Whether standard input and output are a terminal that can show a screen. If not,
 * DL_ERR_UNSUPPORTED and a sentence that says why and what to do. Changes nothing. */
dl_status dl_tui_check(dl_error *error);

/* Takes the terminal over, which has passed dl_tui_check. Closed with dl_tui_close. */
dl_status dl_tui_open(const dl_tui_options *options, dl_tui **ret_tui, dl_error *error);

/* Leaves the terminal as it was found and gives the signals back. NULL is legal. */
void dl_tui_close(dl_tui *tui);

/* How many colours the terminal shows; 0 for none. */
int dl_tui_colours(const dl_tui *tui);

/* The size of the screen in cells. */
void dl_tui_size(const dl_tui *tui, int *ret_width, int *ret_height);

/* Makes the terminal show FRAME in THEME's looks, sending what differs from what it shows. What lies
 * outside the screen is left out. FRAME is then kept by TUI, and another one, which is to be begun anew,
 * stands in its place; on DL_ERR_NOMEM it stays. */
dl_status dl_tui_draw(dl_tui *tui, dl_frame *frame, const dl_theme *theme);

/* Writes TEXT, which is ASCII, at the right end of the last row, over what is shown there until the next
 * draw. For use while no frame can be made: only what is shown already is looked at. False where nothing is, or it does
 * not fit. */
bool dl_tui_note(dl_tui *tui, const char *text);

/* Writes a marker after what was drawn, where markers are asked for. BUSY: work goes on that may change
 * the screen before any other key. */
void dl_tui_mark(const dl_tui *tui, bool busy);

/* Makes the next draw send the whole screen, whatever the terminal is believed to show. */
void dl_tui_repaint(dl_tui *tui);

/* Gives the terminal back and stops the process and what runs with it in the foreground, as ^Z does
 * in a terminal. Returns when it is continued; the next event is then DL_EVENT_RESIZE. */
void dl_tui_suspend(dl_tui *tui);

#define DL_TUI_COPY_MAX                                                                            \
    ((size_t)74000) /* bytes: many terminals take 100 kB of base64 and no more */

/* Hands the LEN bytes of TEXT to the terminal's clipboard (OSC 52; within GNU screen as screen wants it).
 * A terminal that would show such a command as text is sent none: DL_ERR_UNSUPPORTED. DL_ERR_INVALID
 * where TEXT is too long. Whether the terminal takes it nobody can know. */
dl_status dl_tui_copy(dl_tui *tui, const char *text, size_t len, dl_error *error);

/* Gives the terminal to another program, which the caller starts and waits for, and takes it back. Between
 * the two, keys that end or stop that program do not end this one; where it is stopped this one is,
 * too. The next event is then DL_EVENT_RESIZE. */
void dl_tui_lend(dl_tui *tui);
void dl_tui_take_back(dl_tui *tui);

typedef enum dl_event_kind {
    DL_EVENT_KEY,     /* `stroke` */
    DL_EVENT_MOUSE,   /* `mouse` */
    DL_EVENT_PASTE,   /* `text` */
    DL_EVENT_RESIZE,  /* take dl_tui_size anew and draw */
    DL_EVENT_IGNORED, /* input that is no key */
    DL_EVENT_END, /* the process is asked to end by `signal`, or the terminal is gone (SIGHUP) */
} dl_event_kind;

typedef struct dl_event {
    dl_event_kind kind;
    dl_stroke stroke;
    dl_mouse mouse;
    const char *text; /* as it was pasted, any bytes but NUL; lives until the next such event */
    int signal;
} dl_event;

/* Asks the terminal for what its mouse does (ON), or no longer: its own way to select text with the mouse
 * rests meanwhile. Does nothing on a terminal that is not known to have one. */
void dl_tui_set_mouse(dl_tui *tui, bool on);

/* Waits at most MS milliseconds for something that may be an event; whether there is. */
bool dl_tui_wait(dl_tui *tui, int ms);

/* Sets *RET to the next event; without one, waits where WAIT, else returns false. */
bool dl_tui_next(dl_tui *tui, bool wait, dl_event *ret);

#endif
