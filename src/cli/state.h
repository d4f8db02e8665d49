/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_STATE_H
#define CLI_STATE_H

#include "dateline/app.h"

/*
 * What the reader keeps between runs, in dateline's directory below XDG_STATE_HOME, for its user alone:
 * where each archive was left, and what was entered at prompts. A file is replaced whole or not at
 * all. Nothing of it is needed: what cannot be read is left out, what cannot be written is lost.
 */

typedef struct dl_state_files {
    char *directory; /* NULL: there is no place to keep anything in */
    char *session;   /* path of the archive's file; NULL: its session is not kept */
} dl_state_files;

void dl_state_init(dl_state_files *state);
void dl_state_release(dl_state_files *state);

/* From now on the session is that of the archive at PATH. */
void dl_state_choose(dl_state_files *state, const char *path);

/* Where that archive was left, to be freed; NULL where that is not known. */
char *dl_state_read_session(const dl_state_files *state);

/* Gives what was entered at prompts in earlier runs to APP. */
void dl_state_read_histories(const dl_state_files *state, dl_app *app);

/* Keeps where APP is, and what was entered in it beside what others have entered meanwhile. */
void dl_state_write(const dl_state_files *state, dl_app *app);

#endif
