/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CMD_NOTE_H
#define APP_CMD_NOTE_H

#include "app/app.h"

/* Gives the note that was begun its text; an empty one takes it away. */
void dl_app_note(dl_app *app, const char *text);

/* Puts a note of that TEXT on each marked document as a whole; to what stands there already it is added.
 * An empty text changes nothing. */
void dl_app_note_marked(dl_app *app, const char *text);

/* Makes a note of that text on what is at hand, unless there is one. */
void dl_app_note_again(dl_app *app, const char *text);

/* Marks the place read at by LETTER; goes to the one marked by it, or by ' to where the last jump began. */
void dl_app_mark_place(dl_app *app, dl_stroke letter);
void dl_app_go_place(dl_app *app, dl_stroke letter);

#endif
