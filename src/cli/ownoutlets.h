/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_OWNOUTLETS_H
#define CLI_OWNOUTLETS_H

#include "dateline/outlets.h"

/* Sets *RET to the outlets of the user's own (dl_path_outlets), to be freed; NULL where there is no such
 * file. What is wrong in it is told with its line, and the rest holds. */
dl_status dl_own_outlets_load(dl_outlets **ret, dl_error *error);

#endif
