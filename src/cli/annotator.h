/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_ANNOTATOR_H
#define CLI_ANNOTATOR_H

#include "dateline/gazetteer.h"
#include "dateline/store.h"

/* What finds names for an open store: the gazetteer is loaded when it is first asked for, so that an
 * archive that is only read does not wait for it. Zero it. */
typedef struct dl_annotator {
    dl_gazetteer *gazetteer;
} dl_annotator;

/* Finds the names in DOCUMENT. Its signature is a dl_store_annotate's; ANNOTATOR is a dl_annotator. */
dl_status dl_annotator_find(void *annotator, const dl_document *document, dl_arena *arena,
                            dl_put *ret, dl_error *error);

/* What was found lives no longer then. */
void dl_annotator_release(dl_annotator *annotator);

#endif
