/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/known.h"

void dl_known_init(dl_known *known, const char *path)
{
    known->store = NULL;
    pthread_mutex_init(&known->lock, NULL);
    if (path)
        dl_store_sqlite.open(path, DL_OPEN_READ, &known->store, NULL);
}

void dl_known_release(dl_known *known)
{
    dl_store_sqlite.close(known->store);
    pthread_mutex_destroy(&known->lock);
}

bool dl_known_find(dl_known *known, const char *sha256, const char *origin)
{
    bool holds = false;
    if (!known->store)
        return false;
    pthread_mutex_lock(&known->lock);
    if (known->store->ops->holds(known->store, sha256, origin, &holds, NULL))
        holds = false;
    pthread_mutex_unlock(&known->lock);
    return holds;
}
