/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CMD_HINTS_H
#define APP_CMD_HINTS_H

#include "app/app.h"

/* Takes a stroke while hints stand. Returns effects. */
unsigned dl_app_answer_hint(dl_app *app, dl_stroke stroke);

/* Hints anew, where they stand, after the pane has changed. */
void dl_app_renew_hints(dl_app *app);

/* No hints any more. */
void dl_app_end_hints(dl_app *app);

/* What the bottom bar says while hints stand, in the paint arena. */
const char *dl_app_hints_ask(dl_app *app);

#endif
