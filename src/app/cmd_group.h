/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CMD_GROUP_H
#define APP_CMD_GROUP_H

#include "app/app.h"

/* Opens or closes the group of copies that the document read is in; whether it is open. */
void dl_app_fold_group(dl_app *app, bool open);
bool dl_app_group_is_open(const dl_app *app);

/* Opens or closes all groups. */
void dl_app_fold_groups(dl_app *app, bool open);

/* Opens the group of the document read where that is a copy folded away, so that the list has a row for it.
 * Whether it was one. */
bool dl_app_unfold(dl_app *app);

#endif
