/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_STOP_H
#define CLI_STOP_H

#include <stdbool.h>

/* The wish to end long work in order: the first INT, TERM or HUP asks for it, the next one ends the
 * program at once. */

/* Begins to catch them. */
void dl_stop_catch(void);

/* Whether one came. In any thread. */
bool dl_stop_asked(void);

/* Waits until FD can be read without waiting; false as soon as one came. In any thread. */
bool dl_stop_await(int fd);

/* The same for at most MS milliseconds, which may be -1: sets *RET_READY to whether FD can be read. */
bool dl_stop_await_for(int fd, int ms, bool *ret_ready);

#endif
