/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_COMPANION_H
#define CLI_COMPANION_H

#include <limits.h>

/* Writes the path of the program that reads all formats into PATH: beside this one, else where it is
 * installed. */
void dl_companion_find(char path[PATH_MAX]);

/* Becomes the program that reads all formats, with the same arguments. Returns, with the exit code, where
 * that fails; a message has then been written. */
int dl_companion_run(char **argv);

#endif
