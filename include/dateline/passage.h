/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_PASSAGE_H
#define DATELINE_PASSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dateline/arena.h"
#include "dateline/document.h"
#include "dateline/hash.h"
#include "dateline/mention.h"

/*
 * A passage: a stretch of a document's text that can be found again when the text has come back
 * changed. Citations, notes and corrections of a mention hold one. It says where the stretch stood
 * (a position) and what it read, with a little of what stood around it (a quote), as the W3C's Web
 * Annotation Data Model has them (2017, 4.2.4 Text Quote Selector, 4.2.5 Text Position Selector). The
 * position is believed where it still reads the same; otherwise the quote is looked for.
 */

#define DL_PASSAGE_CONTEXT 32 /* characters kept before and after, at most */

typedef struct dl_passage {
    char sha256[DL_SHA256_HEX]; /* of the document it was taken from */
    dl_field field;
    uint32_t start, end; /* bytes of the field, end exclusive; both 0: the document as a whole */
    const char *quote;   /* the text of the range; "" for the document as a whole */
    const char *prefix;  /* what stood before it, and after; never NULL */
    const char *suffix;
} dl_passage;

/* Makes *RET the bytes START to END of FIELD of DOC, its strings in ARENA. The range is cut to
 * the field and widened to whole grapheme clusters. False when memory is out. */
bool dl_passage_make(dl_arena *arena, const dl_document *doc, dl_field field, size_t start,
                     size_t end, dl_passage *ret);

/* Makes *RET a copy of PASSAGE with its strings in ARENA. False when memory is out. */
bool dl_passage_copy(dl_arena *arena, const dl_passage *passage, dl_passage *ret);

/* Whether PASSAGE stands for the document as a whole. */
bool dl_passage_is_whole(const dl_passage *passage);

/* Where PASSAGE stands in DOC, which may be another version of the document it was taken from: at its
 * own position where that reads the same; else the occurrence of the quote that has most of the context
 * around it, the nearest to the old position of several such. White space counts as one blank
 * however long it is, and typographic quotation marks and dashes as the plain ones. False, and nothing
 * set, where the text is not there any more. The document as a whole is found everywhere. */
bool dl_passage_locate(const dl_passage *passage, const dl_document *doc, size_t *ret_start,
                       size_t *ret_end);

#endif
