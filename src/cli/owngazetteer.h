/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_OWNGAZETTEER_H
#define CLI_OWNGAZETTEER_H

#include "dateline/annotate.h"

/*
 * The gazetteer of the user's own: the files *.tsv in the folder that dl_path_gazetteer names, which
 * join what the program carries.
 */

/* Adds them to GAZETTEER in the order of their names. What is wrong in them is told to REPORT with file
 * and line (line 0: the file cannot be read), and the rest holds. */
dl_status dl_own_gazetteer_add(dl_gazetteer *gazetteer, dl_gazetteer_report *report, void *context,
                               dl_error *error);

/* Loads what names are found with, the user's own gazetteer included, to be released. */
dl_status dl_own_annotator_load(dl_annotator *ret, dl_gazetteer_report *report, dl_error *error);

/* A report that writes a message; its CONTEXT is not used. */
void dl_own_gazetteer_tell(void *context, const dl_gazetteer_fault *fault);

/* A report for who owns the screen: `dateline gazetteer check` tells the faults. */
void dl_own_gazetteer_pass(void *context, const dl_gazetteer_fault *fault);

#endif
