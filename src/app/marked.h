/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_MARKED_H
#define APP_MARKED_H

#include <stdbool.h>

#include "dateline/hash.h"
#include "dateline/store.h"

/*
 * The documents whose rows the reader has marked, for a command to be done on all of them. They go by
 * hash and stay marked while the list shows others.
 */
typedef struct dl_marked {
    char (*items)[DL_SHA256_HEX];
    size_t len, size;
} dl_marked;

void dl_marked_release(dl_marked *marked);

bool dl_marked_holds(const dl_marked *marked, const char *sha256);

/* Marks the document of that hash, or no longer. False when memory is out. */
bool dl_marked_turn(dl_marked *marked, const char *sha256);

#endif
