/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_READER_H
#define CLI_READER_H

#include "cli/options.h"

/* Opens the archive in the terminal, filtered by the words of OPTIONS, until the user quits. Returns
 * the exit code; DL_EXIT_USAGE where there is no terminal to read in. Where a signal ends the reader
 * everything is closed first, and the process then dies by it. */
int dl_reader_run(const dl_options *options);

#endif
