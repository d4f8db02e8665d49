/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_IDLE_H
#define APP_IDLE_H

#include "dateline/app.h"

/*
 * Long work. No key may take longer than a frame, so what does (reading every document that holds a
 * text, sorting all the lines of a concordance) is cut into units of well under a millisecond, which
 * are done while no key is pending. Whoever drives the reader calls dl_app_idle until nothing is left
 * to do; a script does so after each key, so that what it shows never depends on the time.
 *
 * Each kind of work is a row of the table in idle.c. It keeps what it has done in its own part of the
 * state and finds there what is to be done next; a command that makes work only sets it up there. Work
 * whose ground has changed (another filter, another focus) is set up anew or dropped by what changed
 * it. The rows are asked in the order of the table, so that what the user waits for goes first.
 */

/* What a unit of work came to. */
typedef enum dl_work {
    DL_WORK_NONE,    /* there was nothing to do */
    DL_WORK_DONE,    /* a unit was done; there may be more */
    DL_WORK_CHANGED, /* the same, and what the screen shows is no longer what it was */
} dl_work;

/* How far work has come, for the bottom bar: "sorting 12,000 of 60,000". */
typedef struct dl_progress {
    const char *what;     /* "sorting"; static */
    uint64_t done, total; /* total 0: not known */
} dl_progress;

typedef struct dl_work_row {
    /* Does one unit. A failure is said with dl_app_complain, and the work given up. */
    dl_work (*step)(dl_app *app);
    /* Sets *RET where work is under way that the user should know of; false where there is none. NULL:
     * work that is too short to tell of. */
    bool (*progress)(const dl_app *app, dl_progress *ret);
    /* Gives the work up, as Esc does; what was shown before it began is shown still. NULL with a NULL
     * `progress`. */
    void (*stop)(dl_app *app);
} dl_work_row;

/* What goes on now; false where nothing does that is told. */
bool dl_app_progress(const dl_app *app, dl_progress *ret);

/* Gives up what goes on; false where nothing does. */
bool dl_app_stop(dl_app *app);

#endif
