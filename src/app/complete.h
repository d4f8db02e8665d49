/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_COMPLETE_H
#define APP_COMPLETE_H

#include "app/app.h"

/* Fills the candidates of the open prompt: what could stand in place of the word before the cursor,
 * with what it is. None where nothing fits or memory is out. */
void dl_complete(dl_app *app);

/* The row of the table of work: at a prompt that asks for a name, offers those that answer what was typed. */
dl_work dl_offer_step(dl_app *app);

#endif
