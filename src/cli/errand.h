/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_ERRAND_H
#define CLI_ERRAND_H

#include "dateline/app.h"
#include "dateline/tui.h"

/*
 * Another program in the terminal: the user's editor (VISUAL, else EDITOR, else "editor"), whose name is
 * cut at blanks and never read by a shell, or a command that she typed for the shell. It has the
 * terminal until it ends. Does what APP has an errand of and tells it so; a failure is said in its bar.
 */
void dl_errand_do(dl_tui *tui, dl_app *app);

#endif
