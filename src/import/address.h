/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_ADDRESS_H
#define DL_IMPORT_ADDRESS_H

#include <stdbool.h>

#include "dateline/arena.h"
#include "import/dateline.h"

/* Where a link leads. Both are hosts in lower case, without "www." and the like; empty: there is none. */
typedef struct dl_address {
    dl_slice host;    /* of the page itself */
    dl_slice carrier; /* of the archive, cache or translator that the link goes through */
} dl_address;

/* The host in LINK as it stands there, but for "www."; the whole of what is no link. */
dl_slice dl_address_host(dl_slice link);

/* Reads LINK; strings are ARENA's. An address by number or of the own network has no host. False when memory is
 * out. */
bool dl_address_read(dl_slice link, dl_arena *arena, dl_address *ret);

#endif
