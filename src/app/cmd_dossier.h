/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CMD_DOSSIER_H
#define APP_CMD_DOSSIER_H

#include "app/app.h"

/* Shows the dossier NAME over the lists, and makes it the open one, to which passages are added. */
void dl_app_open_dossier(dl_app *app, const char *name);

/* Closes it and goes back to where it was opened. */
void dl_app_close_dossier(dl_app *app);

/* Goes to the passage under its cursor and stays there: one step on the trail. */
unsigned dl_app_stay_dossier(dl_app *app);

/* Previews the passage under its cursor in its text. */
void dl_app_preview_cited(dl_app *app);

/* The open dossier stays open under its new name, and is closed where it is no more, after the change to a
 * dossier that INVERSE takes back. */
void dl_app_follow_dossier(dl_app *app, const dl_change *inverse);

/* Shows what changes have made of the dossiers. */
void dl_app_reload_dossiers(dl_app *app);

/* What was typed at the prompts of dossiers is entered. */
void dl_app_choose_dossier(dl_app *app, const char *name);
void dl_app_rename_dossier(dl_app *app, const char *name);
void dl_app_comment_cited(dl_app *app, const char *text);

/* Asks what is to be done with the dossier under the cursor of the sources. */
void dl_app_ask_dossier(dl_app *app);

/* The answer to what is to be done with the dossier under the cursor. */
void dl_app_answer_dossier(dl_app *app, dl_stroke stroke);

#endif
