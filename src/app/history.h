/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_HISTORY_H
#define APP_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/str.h"

/* What was entered at prompts of one kind: oldest first, each text once, of a bounded number. */
typedef struct dl_history {
    char **items;
    size_t len, size;
    size_t fresh; /* how many at the end were entered in this run */
} dl_history;

#define DL_HISTORY_MAX ((size_t)500)

void dl_history_release(dl_history *history);

/* Puts TEXT at the end and takes an equal one out, or, where there is no room, the oldest. FRESH: it was
 * entered in this run. Out of memory leaves it out. */
void dl_history_add(dl_history *history, const char *text, bool fresh);

/* The newest entry before AT that holds PART, letter case aside; SIZE_MAX where there is none. */
size_t dl_history_find(const dl_history *history, const char *part, size_t at);

/*
 * Histories of several kinds as a text: a line each entry, its kind's name, a tab and the entry, as
 * many as are kept and oldest first within a kind.
 */

/* Adds the entries of TEXT to the COUNT histories called NAMES ("": not kept), in which nothing was entered yet. Lines that are none are passed over. */
void dl_histories_read(dl_history *histories, const char *const *names, size_t count,
                       const char *text);

/* Adds to OUT what STORED, the text that is kept now, and the entries of this run come to. */
void dl_histories_merge(const dl_history *histories, const char *const *names, size_t count,
                        const char *stored, dl_str *out);

#endif
