/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_CLIPBOARD_H
#define CLI_CLIPBOARD_H

#include <stddef.h>

#include "dateline/status.h"
#include "dateline/tui.h"

/*
 * Where what was cited goes: always into the register, a file of the user's alone, and to the clipboard
 * where there is a way to one: inside tmux by its own command, which sets tmux's buffer and asks the
 * terminal outside to set its clipboard; elsewhere by the terminal (dl_tui_copy).
 */

/* Takes the LEN bytes of TEXT and says in RET, of SIZE bytes, where they are: "register and
 * clipboard". Fails where not even the register could be written. */
dl_status dl_clipboard_take(dl_tui *tui, const char *text, size_t len, char *ret, size_t size,
                            dl_error *error);

#endif
