/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CMD_LINES_H
#define APP_CMD_LINES_H

#include "app/app.h"

/* Sorts the lines of the concordance, which is open, by what LETTER says. False where that is the one
 * order's business. */
bool dl_app_sort_lines(dl_app *app, dl_stroke letter);

/* Keeps the lines whose sentence holds TEXT, all where it is empty. */
void dl_app_narrow_lines(dl_app *app, const char *text);

/* Opens or closes the fold of the source at the cursor, or ALL of them. */
void dl_app_fold_lines(dl_app *app, bool all, bool open);
bool dl_app_line_folded(const dl_app *app);

/* How the sort of the concordance is called; *RET_DOWN: it is turned round. */
const char *dl_app_lines_sort(const dl_app *app, bool *ret_down);

/* Looks for the next line that shows TEXT, around the end, as idle work: a line is read from its
 * document. False when memory is out. */
bool dl_app_find_line(dl_app *app, const char *text);

/* The row of the table of work. */
dl_work dl_app_find_line_step(dl_app *app);
bool dl_app_find_line_progress(const dl_app *app, dl_progress *ret);
void dl_app_find_line_stop(dl_app *app);

/* Goes to the next line in whose sentence the name under the cursor of those named with the focus
 * stands. */
void dl_app_go_named(dl_app *app);

#endif
