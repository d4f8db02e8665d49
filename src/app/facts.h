/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_FACTS_H
#define APP_FACTS_H

#include "dateline/store.h"
#include "dateline/theme.h"

/* The lines of facts under a document's title: date and how it is known, place, source and
 * publisher, author; via, link or file; star and tags. Two lines, the second empty of nothing that is
 * not known, and a third where something is set.
 * ARENA's; NULL when memory is out. */
const char *dl_facts_format(const dl_stored *doc, const dl_doc_row *group, size_t group_count,
                            const dl_glyphs *glyphs, dl_arena *arena);

/* The date as a list shows it, into BUF: "2024-01-27", "~2024-01-27" where inferred, "2024-01" where
 * no more is known, "2 readings" of one that is AMBIGUOUS, "----------" where nothing is known. Returns
 * BUF. */
#define DL_LIST_DATE 12
char *dl_facts_date(dl_date date, bool ambiguous, char buf[DL_LIST_DATE]);

#endif
