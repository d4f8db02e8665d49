/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CMD_COMPARE_H
#define APP_CMD_COMPARE_H

#include "dateline/app.h"

/* Leaves the comparison: back to the lines of the concordance. */
void dl_app_close_compare(dl_app *app);

/* Goes to the passage of the side chosen, in its text. Returns effects. */
unsigned dl_app_open_compared(dl_app *app);

#endif
