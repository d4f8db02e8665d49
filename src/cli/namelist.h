/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_NAMELIST_H
#define CLI_NAMELIST_H

#include "dateline/app.h"

/* Tells VISIT of whom the gazetteer and the lists of the user's own know by NAME; see dl_name_lister. They are read
 * when it is first asked, and kept. Where that fails nobody is known. */
void dl_names_list(const char *name, dl_listed_visit *visit, void *context);

#endif
