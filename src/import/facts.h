/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_FACTS_H
#define DL_IMPORT_FACTS_H

#include "dateline/import.h"
#include "import/manuscript.h"

/* Reads out of MANUSCRIPT, all of which must live as long as ARENA, what a document says of itself, and
 * its body. Fills *RET but for `sha256`; strings are ARENA's or the manuscript's. The one door to the
 * machinery that all formats share. DL_ERR_INVALID where there is nothing to read in it. */
dl_status dl_facts_read(const dl_manuscript *manuscript, const dl_import_options *options,
                        dl_arena *arena, dl_document *ret, dl_error *error);

#endif
