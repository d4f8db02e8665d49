/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_KNOWN_H
#define CLI_KNOWN_H

#include <pthread.h>
#include <stdbool.h>

#include "dateline/store.h"

/* What the archive holds already, asked from any thread while another one writes. */
typedef struct dl_known {
    dl_store *store; /* NULL: nothing is known */
    pthread_mutex_t lock;
} dl_known;

/* PATH is the archive's, which exists; NULL: there is none. Should it not open a second time, nothing
 * is known, and all is read anew. */
void dl_known_init(dl_known *known, const char *path);
void dl_known_release(dl_known *known);

/* Whether the archive held the record of that hash under that origin when it was last written to. */
bool dl_known_find(dl_known *known, const char *sha256, const char *origin);

#endif
