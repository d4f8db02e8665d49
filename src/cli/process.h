/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_PROCESS_H
#define CLI_PROCESS_H

#include <spawn.h>
#include <sys/types.h>

/* Starts the program that WORDS (up to NULL) name, as ACTIONS say, with the signals that the reader has
 * for itself as they are by default, and sets *RET. FLAGS are more of posix_spawn's. 0, or an errno. */
int dl_process_start(char *const *words, const posix_spawn_file_actions_t *actions, short flags,
                     pid_t *ret);

/* Waits for the end of PROCESS; its exit status, -1 where it did not end by itself. */
int dl_process_wait(pid_t process);

/* The same as dl_process_start for a program that nobody waits for. */
int dl_process_let_go(char *const *words, const posix_spawn_file_actions_t *actions, short flags);

#endif
