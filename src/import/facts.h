/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_FACTS_H
#define DL_IMPORT_FACTS_H

#include "dateline/arena.h"
#include "dateline/document.h"
#include "dateline/import.h"

/* Reads out of clean TEXT of LEN bytes, which must live as long as ARENA, what a document says of
 * itself, and its body. Fills *RET but for `sha256`; strings are ARENA's or ORIGIN. The one door to
 * the machinery that all formats share. DL_ERR_INVALID where there is nothing to read in it. */
dl_status dl_facts_read(const char *text, size_t len, const char *origin,
                        const dl_import_options *options, dl_arena *arena, dl_document *ret,
                        dl_error *error);

#endif
