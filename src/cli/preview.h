/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_PREVIEW_H
#define CLI_PREVIEW_H

#include "cli/intake.h"
#include "cli/options.h"
#include "dateline/str.h"

/* Shows what would be stored of documents (import --dry-run), without an archive. */
typedef struct dl_preview {
    const dl_options *options;
    bool names; /* were looked for */
    dl_str text;
} dl_preview;

void dl_preview_init(dl_preview *preview, const dl_options *options);
void dl_preview_release(dl_preview *preview);

/* Prints what came out of a record. Its signature is a dl_intake_sink's; PREVIEW is a dl_preview. */
dl_status dl_preview_take(void *preview, dl_taken *taken, dl_error *error);

#endif
