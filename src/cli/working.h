/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_WORKING_H
#define CLI_WORKING_H

#include "dateline/store.h"
#include "dateline/tui.h"

/*
 * What the user sees and can do while the store works on one command for longer than a frame: a word in
 * the bottom bar, how far the work has come, and Esc (or ^C), which stops a change.
 *
 * The store is in the middle of an operation then, and so is the app. So nothing but the frame shown last is
 * touched, and whatever is typed is kept for later, in its order. A change is one transaction: stopped, or
 * ended by a signal, it leaves the archive as it was, and is one step to be undone otherwise. The program
 * that is asked to end meanwhile stops the change first.
 */
#define DL_WORKING_EVENTS 64

typedef struct dl_working {
    dl_tui *tui;
    int64_t since_ms;          /* when what goes on was begun */
    int64_t told_ms, heard_ms; /* when the screen said so last, and when keys were looked for */
    dl_event events[DL_WORKING_EVENTS]; /* that came meanwhile */
    size_t len;
} dl_working;

/* Prepares telling on TUI of what STORE does. Until WORKING ends, the store holds it. */
void dl_working_init(dl_working *working, dl_store *store, dl_tui *tui);

/* Begins to measure: something is being done from now on. */
void dl_working_begin(dl_working *working);

/* Tells of another program's work, WHAT ("reading the file"), which goes on meanwhile; to be called now and then. False once it
 * is to be stopped. */
bool dl_working_goes_on(dl_working *working, const char *what);

/* Sets *RET to the next event: one that came while the store worked, else dl_tui_next. */
bool dl_working_next(dl_working *working, bool wait, dl_event *ret);

#endif
