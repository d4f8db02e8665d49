/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CMD_CITE_H
#define APP_CMD_CITE_H

#include "app/app.h"
#include "app/unit.h"

/* Sets *RET to the UNIT at the current hit or mention of the document shown, its hash left open; false,
 * and a message said, where there is none. */
bool dl_app_find_passage(dl_app *app, dl_unit unit, dl_reference *ret);

/* Sets *RET to what is selected, its hash left open; false where nothing is. */
bool dl_app_find_selected(dl_app *app, dl_reference *ret);

#endif
