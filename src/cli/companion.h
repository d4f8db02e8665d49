/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_COMPANION_H
#define CLI_COMPANION_H

/* Goes on as the companion, the same program linked with the libraries of all formats, with the same
 * ARGV: it stands beside this program where that was built, else where it is installed. Returns only
 * where it cannot be run, the exit code, after a message. */
int dl_companion_run(char **argv);

#endif
