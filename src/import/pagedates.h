/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_PAGEDATES_H
#define DL_IMPORT_PAGEDATES_H

#include "import/manuscript.h"
#include "import/page.h"
#include "import/when.h"

/* Notes the dates that M claims and that PAGE, made of it, shows, each with the role its place gives it.
 * TITLE is the title's block (DL_NO_BLOCK: none), FLAGS as for dl_date_scan. False when memory is out. */
bool dl_page_note_dates(const dl_page *page, const dl_manuscript *m, size_t title, unsigned flags,
                        dl_arena *arena, dl_whens *whens);

/* Notes the days in the body on which somebody is said to have been quoted. */
void dl_page_note_speech(const dl_page *page, unsigned flags, dl_whens *whens);

#endif
