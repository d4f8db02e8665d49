/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_SAVED_H
#define APP_SAVED_H

#include "app/idle.h"
#include "dateline/arena.h"
#include "dateline/stroke.h"

/*
 * Saved searches: filters kept under a name, standing among the sources with how many documents of the
 * archive each finds now. They are read and counted when no key is pending, one search at a time, so
 * that neither a start nor a key waits for them.
 */

typedef struct dl_saved {
    const char *name, *query;
    uint64_t documents, unread;
    bool counted, wrong; /* wrong: it names what the archive no longer knows, and finds nothing */
} dl_saved;

typedef struct dl_saved_list {
    dl_arena arena;
    dl_saved *items; /* by name */
    size_t len;
    bool read; /* what the store has is here */
} dl_saved_list;

void dl_saved_release(dl_saved_list *list);

/* Counts all anew when idle; READ: reads anew which there are, too. */
void dl_saved_touch(dl_app *app, bool read);

/* The row of the table of work. */
dl_work dl_saved_step(dl_app *app);

/* Keeps the filter in force under NAME, which the prompt asked for. */
void dl_saved_keep(dl_app *app, const char *name);

/* Renames the search under the cursor. */
void dl_saved_rename(dl_app *app, const char *name);

/* Takes the answer to what is to be done with the search under the cursor. */
void dl_saved_answer(dl_app *app, dl_stroke answer);

#endif
