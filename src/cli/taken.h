/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_TAKEN_H
#define CLI_TAKEN_H

#include "dateline/annotate.h"
#include "dateline/arena.h"
#include "dateline/budget.h"
#include "dateline/store.h"

/* The documents that came out of one record, with the names in them. */
typedef struct dl_taken {
    dl_arena arena; /* holds it all */
    struct {
        dl_put *items;
        size_t len, size;
    } puts;
    uint64_t known; /* documents that the archive holds already, which are not among them */
} dl_taken;

/* Adds a copy of DOCUMENT, and the mentions found within BUDGET (NULL: no bounds). GAZETTEER may be NULL:
 * none are looked for. */
dl_status dl_taken_add(dl_taken *taken, const dl_document *document, const dl_annotator *annotator,
                       dl_budget *budget, dl_error *error);

void dl_taken_release(dl_taken *taken);

#endif
