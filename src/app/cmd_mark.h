/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CMD_MARK_H
#define APP_CMD_MARK_H

#include "app/app.h"

/* The documents that a command is meant for: all that are marked after the command that says so, else
 * the one shown. Good until marks or the document shown change. */
typedef struct dl_targets {
    const char (*hashes)[DL_SHA256_HEX];
    size_t count;
} dl_targets;
dl_targets dl_app_targets(const dl_app *app);

/* Whether there are any; says so where there are none. */
bool dl_app_has_targets(dl_app *app);

/* Whether COMMAND can follow the one that says "all that are marked". */
bool dl_app_takes_marked(dl_command command);

/* Turns the tag NAME on what it is meant for. */
void dl_app_tag(dl_app *app, const char *name);

/* The source under the cursor whose documents `A` is meant for; NULL: those of the list. */
const dl_source_line *dl_app_read_all_of(const dl_app *app);

/* Marks all documents as read that the list, or the source under the cursor, holds. */
void dl_app_read_all(dl_app *app);

#endif
