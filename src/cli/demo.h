/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_DEMO_H
#define CLI_DEMO_H

#include "dateline/status.h"

/*
 * The archive of the sample documents, for a first look: made in a directory of its own below
 * TMPDIR and removed at the end, on the signals INT, TERM and HUP too.
 */

/* Makes it and sets *RET to its path, to be freed. */
dl_status dl_demo_make(char **ret, dl_error *error);

/* Removes what dl_demo_make has made; does nothing where that is nothing. Safe in a signal
 * handler. */
void dl_demo_remove(void);

#endif
