/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CMD_PROMPT_H
#define APP_CMD_PROMPT_H

#include "dateline/app.h"

/* Takes a stroke while a prompt is open: edits it, completes, submits it to what it is for, or
 * closes it. Returns effects. */
unsigned dl_app_prompt_key(dl_app *app, dl_stroke stroke);

#endif
