/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_SITENAMES_H
#define CLI_SITENAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/outlets.h"

/* Names of sources that lists of feeds give (OPML). They become lines of the user's own outlets, where
 * they can be seen and mended, and hold from the next import on. */
typedef struct dl_site_names {
    struct dl_site_name {
        char *name, *host;
    } * items;
    size_t len, size;
} dl_site_names;

void dl_site_names_release(dl_site_names *names);

/* Keeps a name. */
void dl_site_names_add(dl_site_names *names, const char *name, const char *host);

/* Adds those that neither OWN nor the program knows to the user's own outlets, where STORED, and says what
 * that came to, if there were any. */
dl_status dl_site_names_end(dl_site_names *names, const dl_outlets *own, bool stored,
                            dl_error *error);

#endif
