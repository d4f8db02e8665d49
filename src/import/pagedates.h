/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_PAGEDATES_H
#define DL_IMPORT_PAGEDATES_H

#include "import/page.h"
#include "import/when.h"

/* Notes the dates that PAGE shows, in the order they stand, each with the role its place gives it. TITLE
 * is the title's block (DL_NO_BLOCK: none), FLAGS as for dl_date_scan. */
void dl_page_note_dates(const dl_page *page, size_t title, unsigned flags, dl_whens *whens);

/* Notes the days in the body on which somebody is said to have been quoted. */
void dl_page_note_speech(const dl_page *page, unsigned flags, dl_whens *whens);

#endif
