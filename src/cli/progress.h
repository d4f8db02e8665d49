/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdint.h>

/*
 * How far long work has come, on standard error: on a terminal a bar with rate and time left, else
 * a plain line a second. Work that is done within a moment shows nothing.
 */

/* Whether a bar would be shown, for which it is worth counting beforehand. */
int dl_progress_is_bar(void);

/* Columns of the terminal that is standard error. */
int dl_progress_width(void);

/* Begins; TOTAL of UNIT ("files") are to be done, 0 where nobody knows. */
void dl_progress_start(uint64_t total, const char *unit);

/* So many are done. */
void dl_progress_show(uint64_t done);

/* So many documents are done, of which nobody knows the number, out of so many bytes; the total that was
 * given is of bytes. */
void dl_progress_show_bytes(uint64_t documents, uint64_t bytes);

/* So many of the total are done, which held so many bytes. */
void dl_progress_show_with_bytes(uint64_t done, uint64_t bytes);

/* Takes the bar off the screen, so that something else can be written; the next call of
 * dl_progress_show brings it back. */
void dl_progress_hide(void);

#endif
