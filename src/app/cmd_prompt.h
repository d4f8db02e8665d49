/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CMD_PROMPT_H
#define APP_CMD_PROMPT_H

#include "dateline/app.h"

/* Takes a stroke while a prompt is open: edits it, completes, submits it to what it is for, or
 * closes it. Returns effects. */
unsigned dl_app_prompt_key(dl_app *app, dl_stroke stroke);

/* Where a command called with TEXT after its name has asked for it in a prompt, types and enters it
 * there. Returns effects. */
unsigned dl_app_answer(dl_app *app, const char *text);

/* What the open prompt's text narrows follows it. */
void dl_app_prompt_changed(dl_app *app);

/* --- cmd_errand.c --- */

/* Gives the text of the document shown to COMMAND, a line for the shell. Returns effects. */
unsigned dl_app_pipe(dl_app *app, const char *command);

/* Has the open prompt's text edited. Returns effects. */
unsigned dl_app_edit_prompt(dl_app *app);

#endif
