/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "app/groups.h"
#include "dateline/vec.h"

void dl_open_groups_release(dl_open_groups *groups)
{
    free(groups->heads.items);
    *groups = (dl_open_groups){0};
}

static size_t find(const dl_open_groups *groups, dl_key head)
{
    size_t at = 0;
    while (at < groups->heads.len && groups->heads.items[at] != head)
        at++;
    return at;
}

bool dl_open_groups_set(dl_open_groups *groups, dl_key head, bool open)
{
    size_t at = find(groups, head);
    bool is_open = at < groups->heads.len;
    if (open && !is_open)
        return dl_vec_push(&groups->heads, head);
    if (!open && is_open)
        groups->heads.items[at] = groups->heads.items[--groups->heads.len];
    return true;
}

void dl_open_groups_set_all(dl_open_groups *groups, bool open)
{
    groups->all = open;
    groups->heads.len = 0;
}

bool dl_open_groups_hold(const dl_open_groups *groups, dl_key head)
{
    return groups->all || find(groups, head) < groups->heads.len;
}

const dl_fold *dl_open_groups_fold(dl_open_groups *groups)
{
    groups->fold = (dl_fold){groups->heads.items, groups->heads.len};
    return groups->all ? NULL : &groups->fold;
}
