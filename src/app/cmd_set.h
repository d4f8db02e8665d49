/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CMD_SET_H
#define APP_CMD_SET_H

#include "app/app.h"

/* Makes what SETTING now is take effect on the screen. Returns effects. */
unsigned dl_app_apply_setting(dl_app *app, dl_setting setting);

/* Sets SETTING to the value that TEXT writes, and makes it take effect. False, and nothing changed but
 * *ERROR, where it is none. */
bool dl_app_set(dl_app *app, dl_setting setting, const char *text, unsigned *ret_effects,
                dl_error *error);

/* Sets which names are marked, one of DL_MARKS_*. */
void dl_app_set_marks(dl_app *app, int marks);

/* Shows or hides the layer of offices. */
void dl_app_show_offices(dl_app *app, bool shown);

#endif
