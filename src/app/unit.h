/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_UNIT_H
#define APP_UNIT_H

#include "app/reading.h"
#include "dateline/sentence.h"

/* What of a text is selected or cited as a whole. */
typedef enum dl_unit {
    DL_UNIT_QUOTATION,
    DL_UNIT_SENTENCE,
    DL_UNIT_PARAGRAPH,
} dl_unit;

/* The name of UNIT for a person: "quotation". */
const char *dl_unit_name(dl_unit unit);

/* FIELD of the document as prose. */
dl_prose dl_unit_prose(const dl_document *doc, dl_field field);

/* Sets *RET to the unit that holds byte AT of PROSE. For a quotation that is the outermost one there,
 * with its marks; else the next one that opens in the same sentence, else the last before AT in it.
 * DL_ERR_NOT_FOUND where there is none. */
dl_status dl_unit_find(const dl_prose *prose, dl_unit unit, size_t at, dl_span *ret,
                       dl_error *error);

/* What selecting the quotation at AT comes to when SPAN is selected already: what stands between the
 * marks, then with them, then the same of the quotation around it: the smallest that holds more than
 * SPAN; where SPAN goes beyond them all, the first of these; where AT lies in no quotation, that of dl_unit_find. */
dl_status dl_unit_grow_quotation(const dl_prose *prose, size_t at, dl_span span, dl_span *ret,
                                 dl_error *error);

/* Sets *RET to SPAN made whole units (sentences or paragraphs) and COUNT - 1 more; where it is whole
 * already, to it and COUNT more. */
void dl_unit_grow(const dl_prose *prose, dl_unit unit, dl_span span, long count, dl_span *ret);

#endif
