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

/* Hands REFERENCE of the document shown, called WHAT, to the driver. Returns effects. */
unsigned dl_app_copy(dl_app *app, const char *what, dl_reference reference);

/* The same with the dossier NAME, which must outlive the stroke. */
unsigned dl_app_copy_dossier(dl_app *app, const char *name);

#endif
