/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_SIGNALS_H
#define CLI_SIGNALS_H

/* Calls HANDLER at the first INT, TERM or HUP; at the next one the program dies of it as if nothing
 * were caught. What the program was started to ignore (nohup, a job of a script) stays ignored. A
 * system call that waits is not restarted. */
void dl_signals_catch(void (*handler)(int));

#endif
