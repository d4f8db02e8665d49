/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_FILEFAULT_H
#define CLI_FILEFAULT_H

#include <stddef.h>

#include "cli/options.h"

/* What is wrong in a file that people write, as the subcommands that check such files print it. */

extern const char *const dl_file_fault_columns[];

/* Prints it; LINE 0 is the file as a whole. */
void dl_file_fault_print(const char *file, size_t line, const char *text, dl_format format);

#endif
