/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_DOSSIER_H
#define CLI_DOSSIER_H

#include "dateline/store.h"
#include "dateline/str.h"

/* Adds the dossier NAME as Markdown: its name as the heading, each passage as a citation of where it
 * stands today, with the comment below. DL_ERR_NOT_FOUND. */
dl_status dl_dossier_add_markdown(dl_str *out, dl_store *store, const char *name, dl_error *error);

#endif
