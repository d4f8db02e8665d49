/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_FIND_H
#define APP_FIND_H

#include "app/app.h"

/* Finds TEXT in the pane with the keyboard. In the reading pane it becomes the focus, its last word a
 * prefix, and the first hit from here on current; in the help only the commands that hold it stay;
 * elsewhere the cursor goes to the next row that holds it, from the top again after the last. Says so
 * where there is none. False where nothing was found. */
bool dl_find(dl_app *app, const char *text);

/* Finds the row that holds what was found last once more, or BACK the one before; only where the pane with
 * the keyboard has rows. False where it has none, or nothing was looked for yet. */
bool dl_find_again(dl_app *app, bool back);

#endif
