/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_LOCATE_H
#define DATELINE_LOCATE_H

#include "dateline/passage.h"
#include "dateline/reference.h"
#include "dateline/store.h"

/*
 * From what was cited to where it stands today. A passage belongs to one version of a document; it is
 * looked for, by its text, in the newest one.
 */

typedef enum dl_located {
    DL_LOCATED_HERE,      /* the document is still that version */
    DL_LOCATED_NEWER,     /* it stands in a newer version */
    DL_LOCATED_CORRECTED, /* it stands nowhere: the reader's corrections took it out */
    DL_LOCATED_GONE,      /* nor where a newer version does not hold it */
} dl_located;

/* Whether what was found as HOW does not stand in the text any more. */
static inline bool dl_located_nowhere(dl_located how)
{
    return how == DL_LOCATED_CORRECTED || how == DL_LOCATED_GONE;
}

typedef struct dl_place_found {
    dl_stored document; /* the newest version */
    size_t start,
        end; /* bytes of the passage's field there; 0, 0 of the whole and where it is nowhere */
    dl_located how;
} dl_place_found;

/* Makes *RET the passage that REFERENCE says, of the version of that hash, be it replaced by now. Its
 * hash is then the whole one. The bytes are those of the version as it was imported, before corrections. DL_ERR_NOT_FOUND where the archive holds no such version, DL_ERR_AMBIGUOUS
 * where more than one, DL_ERR_INVALID where it has not got those bytes. */
dl_status dl_reference_resolve(dl_store *store, const dl_reference *reference, dl_arena *arena,
                               dl_passage *ret, dl_error *error);

/* Makes *RET the reference to be written down for SHOWN, which says bytes of DOC as it is read, so that it can be
 * resolved: the bytes of the document as it was imported; where the reader's corrections have put other
 * words there, the document as a whole. Both have DOC's hash. */
dl_status dl_reference_settle(dl_store *store, const dl_stored *doc, const dl_reference *shown,
                              dl_reference *ret, dl_error *error);

/* Finds the newest version of the document that PASSAGE was taken from, and the passage in it.
 * DL_ERR_NOT_FOUND where the archive does not hold the document. */
dl_status dl_passage_find(dl_store *store, const dl_passage *passage, dl_arena *arena,
                          dl_place_found *ret, dl_error *error);

#endif
