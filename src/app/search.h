/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_SEARCH_H
#define APP_SEARCH_H

#include "app/idle.h"
#include "app/trail.h"

/*
 * Searching the archive. While the words are typed the list is that of the words so far, with its first
 * document previewed and its first hit current; only its first page is asked for, and how many
 * documents there are is counted when no key is pending. Entering keeps all that: the words are then
 * terms of the filter, beside its other chips, and they are the focus. Esc brings back what was there.
 *
 * The last word stands for all that begin with it, unless a blank, a quotation mark or a star follows
 * it. A short word stands for itself, since the index would have to be read for every word that begins
 * so.
 */
typedef struct dl_search {
    bool typing;
    dl_place before; /* where the prompt was opened */
    bool before_zoomed, before_concordance;
    bool uncounted, unsourced; /* the counts, and those of the sources, are still to be made */
} dl_search;

void dl_search_release(dl_search *search);

/* Shows what the text of the prompt finds, after it has changed. */
void dl_search_typed(dl_app *app);

/* Keeps what was found. False, and the prompt says why, where that cannot be searched for. */
bool dl_search_enter(dl_app *app);

/* Brings back what was there before; the prompt is closed. */
void dl_search_leave(dl_app *app);

/* Searches for TEXT as a phrase, with a step on the trail. */
void dl_app_search_for(dl_app *app, const char *text);

/* The row of the table of work: what was not counted while typing. */
dl_work dl_search_step(dl_app *app);

#endif
