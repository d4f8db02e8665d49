/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_BROWSER_H
#define CLI_BROWSER_H

#include "dateline/status.h"

/*
 * Opens LINK, an http or https address, with the command that BROWSER names, else with xdg-open. The
 * command may have arguments, and %s where the address goes; without it the address comes last. No
 * shell reads either: the address is one word, or part of one. The browser runs on its own, with
 * nothing of the terminal.
 */
dl_status dl_browser_open(const char *link, dl_error *error);

#endif
