/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CMD_SORT_H
#define APP_CMD_SORT_H

#include "dateline/app.h"

/* Takes the letter that says what to sort by. Returns effects. */
unsigned dl_app_sort(dl_app *app, dl_stroke letter);

#endif
