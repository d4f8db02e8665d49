/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_GROUPS_H
#define APP_GROUPS_H

#include <stdbool.h>

#include "dateline/store.h"

/*
 * Which groups of copies are open in the document list. The one query in force carries it to all that goes
 * by the list: its rows and their numbers, concordance, n and ). A group is open under the key of its
 * head until the archive gives that another.
 */
typedef struct dl_open_groups {
    bool all; /* every group is open */
    struct {
        int64_t *items; /* keys of heads */
        size_t len, size;
    } heads;
    dl_fold fold; /* the same for a query */
} dl_open_groups;

void dl_open_groups_release(dl_open_groups *groups);

/* Opens or closes the group of HEAD. False when memory is out. */
bool dl_open_groups_set(dl_open_groups *groups, dl_key head, bool open);

/* Opens or closes all. */
void dl_open_groups_set_all(dl_open_groups *groups, bool open);

bool dl_open_groups_hold(const dl_open_groups *groups, dl_key head);

/* What a query is to fold by; NULL where all are open. */
const dl_fold *dl_open_groups_fold(dl_open_groups *groups);

#endif
