/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_PREVIEW_H
#define CLI_PREVIEW_H

#include "cli/options.h"
#include "dateline/arena.h"
#include "dateline/document.h"
#include "dateline/gazetteer.h"
#include "dateline/str.h"

/* Shows what would be stored of documents (import --dry-run), without an archive. */
typedef struct dl_preview {
    const dl_options *options;
    dl_gazetteer *gazetteer; /* NULL: names are not looked for */
    dl_arena arena;          /* of one document */
    dl_str text;
} dl_preview;

dl_status dl_preview_init(dl_preview *preview, const dl_options *options, dl_error *error);
void dl_preview_release(dl_preview *preview);

/* Prints a document. Its signature is a dl_import_sink's; PREVIEW is a dl_preview. */
dl_status dl_preview_add(void *preview, const dl_document *document, dl_error *error);

#endif
