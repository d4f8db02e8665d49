/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CONTEXT_H
#define APP_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/arena.h"

/* The key word in its context: cuts from TEXT (LEN bytes) what stands before the range [START, END),
 * the range, and what follows, each as one line in which a run of white space is one blank. Enough of
 * either side for the widest screen, cut at whole words. All is ARENA's. False when memory is out. */
bool dl_context_cut(dl_arena *arena, const char *text, size_t len, size_t start, size_t end,
                    const char **ret_before, const char **ret_name, const char **ret_after);

/* The range [START, END) of TEXT as one line. */
bool dl_context_take(dl_arena *arena, const char *text, size_t start, size_t end, const char **ret);

#endif
