/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_EDITOR_H
#define CLI_EDITOR_H

#include "dateline/status.h"
#include "dateline/tui.h"

/* Lets the user's editor (VISUAL, else EDITOR, else "editor"), whose name is cut at blanks and never read by a shell,
 * edit the file at PATH in the terminal of TUI until it ends. A failure's message names the editor. */
dl_status dl_editor_run(dl_tui *tui, char *path, dl_error *error);

#endif
