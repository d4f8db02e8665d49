/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_OWNKINDS_H
#define CLI_OWNKINDS_H

#include "dateline/gazetteer.h"
#include "dateline/kinds.h"

/*
 * The kinds of the user's own, which the files kinds.tsv in the folder of her gazetteer declare. They are
 * read when they are asked for first, and hold as long as the process runs: what prints a name and what
 * reads a query ask here.
 */
const dl_kinds *dl_own_kinds(void);

/* What is wrong in those files, the first of it, for a bottom bar; NULL: nothing. Whoever reads the user's
 * gazetteer (owngazetteer.h) is told all of it. */
const char *dl_own_kinds_complaint(void);

/* Whether the file at PATH declares kinds, by its name. */
bool dl_own_kinds_are_in(const char *path);

/* Tells REPORT what is wrong in the LEN bytes at TEXT, the file at PATH, given the kinds in KINDS, to which
 * those of it are added. */
void dl_own_kinds_take(dl_kinds *kinds, const char *path, const char *text, size_t len,
                       dl_gazetteer_report *report, void *context);

#endif
