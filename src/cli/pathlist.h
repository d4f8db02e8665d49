/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_PATHLIST_H
#define CLI_PATHLIST_H

#include "dateline/app.h"

/* The reader's dl_path_lister: files and folders by name, folders with a slash at their end, what a shell would read as
 * something else after a backslash. Hidden ones where the typed name begins with a point; names that cannot be typed
 * never. */
dl_path_lister dl_paths_list;

#endif
