/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CMD_SORT_H
#define APP_CMD_SORT_H

#include "dateline/app.h"
#include "dateline/store.h"

/* The one order, which the list of documents has and all that goes along it obeys. */

/* Takes the letter that says what to sort by. Returns effects. */
unsigned dl_app_sort(dl_app *app, dl_stroke letter);

/* The letter that ORDER is chosen by, and what it goes by in a word; static storage. */
dl_stroke dl_app_order_letter(dl_order order);
const char *dl_app_order_name(dl_order order);

/* Goes back to newest first where the order needs what there is no more: a name in focus, words in the
 * filter. */
void dl_app_settle_order(dl_app *app);

#endif
