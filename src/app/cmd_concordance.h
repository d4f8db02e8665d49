/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CMD_CONCORDANCE_H
#define APP_CMD_CONCORDANCE_H

#include "app/idle.h"
#include "app/reading.h"

/* Opens the concordance of the current hit or mention (the first in view where none is current), else
 * of the focus. Sets the focus. Returns effects. */
unsigned dl_app_open_concordance(dl_app *app);

/* Opens the concordance of the mention at SPOT of the document shown, which becomes the focus. */
unsigned dl_app_open_concordance_of(dl_app *app, dl_spot spot);

/* Stays at the line under the concordance's cursor, in its text: one step on the trail. */
unsigned dl_app_stay(dl_app *app);

/* Leaves the concordance: back to where it was opened, the trail untouched. */
void dl_app_close_concordance(dl_app *app);

/* Lists the concordance anew after the query or its order changed, the cursor staying on its line. */
bool dl_app_reload_concordance(dl_app *app);

/* Moves the cursor of the concordance by STEP lines, wherever the keyboard is. */
void dl_app_go_line(dl_app *app, int64_t step);

/* The row of the table of work. */
dl_work dl_app_conc_step(dl_app *app);
bool dl_app_conc_progress(const dl_app *app, dl_progress *ret);
void dl_app_conc_stop(dl_app *app);

#endif
