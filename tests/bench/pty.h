/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BENCH_PTY_H
#define BENCH_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/*
 * A program in a pseudo-terminal of 200 by 60 cells, for measuring. Nothing is emulated, so that
 * reading costs as little as a terminal can cost: what the program writes is read and looked through
 * for the marker it writes after each refresh (asked for by DATELINE_TTY_MARKER), which says how many
 * keys it has read. A time ends when the last byte of that marker has been read, whether or not it says
 * that work goes on.
 */

typedef struct pty {
    pid_t process;
    int master;
    unsigned long keys; /* sent */
    char tail[128];     /* what was read last */
    size_t tail_len;
} pty;

/* Starts ARGV (up to NULL) and waits for its first refresh; sets the milliseconds from before the
 * fork. False, and a message on standard error, where it ends or is silent for too long. */
bool pty_start(pty *p, const char *const *argv, double *ret_ms);

/* Sends the bytes of KEYS one by one, each a key, waiting for each one's refresh; sets the
 * milliseconds that the last took. False as above. */
bool pty_press(pty *p, const char *keys, double *ret_ms);

/* Waits until the program has done what is left to do after the keys sent. False as above. */
bool pty_settle(pty *p);

/* The program's anonymous resident memory, in bytes; 0 where it cannot be told. */
size_t pty_memory(const pty *p);

/* Ends the program. */
void pty_stop(pty *p);

#endif
