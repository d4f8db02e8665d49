/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_FINDER_H
#define CLI_FINDER_H

#include "dateline/annotate.h"
#include "dateline/store.h"

/* What finds names for an open store: gazetteer and tagger are loaded when it is first asked for, so that an
 * archive that is only read does not wait for it. Zero it. */
typedef struct dl_finder {
    dl_annotator annotator;
    bool loaded;
} dl_finder;

/* Finds the names in DOCUMENT. Its signature is a dl_store_annotate's; FINDER is a dl_finder. */
dl_status dl_finder_find(void *finder, const dl_document *document, dl_arena *arena, dl_put *ret,
                         dl_error *error);

/* The version that would find names now. */
dl_status dl_finder_version(dl_finder *finder, char ret[DL_ANNOTATOR_VERSION], dl_error *error);

/* What was found lives no longer then. */
void dl_finder_release(dl_finder *finder);

#endif
