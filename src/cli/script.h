/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_SCRIPT_H
#define CLI_SCRIPT_H

#include "cli/options.h"

/* Presses the keys of --script in a reader without a terminal, on a screen of --size, and prints the
 * screen after the last of them as --dump says. Returns the exit code. */
int dl_script_run(const dl_options *options);

#endif
