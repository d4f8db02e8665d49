/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_SEEN_H
#define DL_IMPORT_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The names that the parts of a container have had, by their hashes, so that no two get one origin. */
typedef struct dl_seen {
    uint64_t *hashes; /* a table with open addressing */
    size_t count, size;
} dl_seen;

void dl_seen_release(dl_seen *seen);

/* Notes NAME; sets *RET_NEW to whether it was not there before. False when memory is out. */
bool dl_seen_add(dl_seen *seen, const char *name, bool *ret_new);

#endif
