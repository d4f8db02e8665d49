/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_GAZETTEER_READ_H
#define ANNOTATE_GAZETTEER_READ_H

#include "annotate/gazetteer.h"
#include "annotate/word.h"

/*
 * What the readers of the gazetteer's files share: a record a line, its fields parted by tabs
 * (assets/gazetteer/README.md tells their format). What is wrong is said with file and line, for
 * people write these files.
 */

#define DL_RECORD_FIELDS 4

typedef struct dl_slice {
    const char *text;
    size_t len;
} dl_slice;

typedef struct dl_record_reader {
    const dl_reading_in *in;
    dl_gazetteer *gazetteer;
    const char *file; /* the gazetteer's copy */
    size_t line;
    dl_words words; /* of the phrase at hand */
    dl_error *error;
} dl_record_reader;

/* Cuts the next part off REST, up to SEPARATOR; false when nothing is left. */
bool dl_slice_cut(dl_slice *rest, char separator, dl_slice *ret);

bool dl_slice_is(dl_slice slice, const char *word);

/* SLICE as a string in the gazetteer's arena; NULL when memory is out. */
char *dl_record_keep(const dl_record_reader *r, dl_slice slice);

/* A fault of the line at hand: tells it to the report, where there is one, and is DL_OK then, so
 * that what follows in the line is read; else DL_ERR_SYNTAX with file and line. */
dl_status dl_record_fault(const dl_record_reader *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Leads from the root along the words of PHRASE, which are left in R. Sets the node; 0 with DL_OK
 * where the phrase was a fault. */
dl_status dl_phrase_follow(dl_record_reader *r, dl_slice phrase, uint32_t *ret_node);

/* Adds PHRASE, which may begin with the signs "!", "?" and "+", as ENTRY says; with the sign "-" it is
 * taken away. Its words are left in R; none where it was a fault. Listed twice for one subject, as a
 * name and as an alias with a sign, it is one entry with the sign. */
dl_status dl_phrase_add(dl_record_reader *r, dl_slice phrase, dl_entry entry);

/* Reads a record of an entity (gazetteer_entity.c). */
dl_status dl_record_entity(dl_record_reader *r, const dl_slice f[DL_RECORD_FIELDS]);

#endif
