/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_DOSSIER_H
#define APP_DOSSIER_H

#include "app/reading.h"
#include "dateline/locate.h"

/*
 * A dossier: a named list of cited passages in the reader's own order. Where a passage stands today is
 * found out when its row comes into view.
 */

typedef struct dl_dossier_item {
    dl_cited cited;
    bool found;     /* it was looked for; what follows is known */
    bool held;      /* the archive holds the document */
    dl_located how; /* whether it still holds the passage */
    dl_key key;
    dl_spot spot;
    const char *source; /* NULL: none known */
    dl_date published;
    bool ambiguous; /* its date has two readings */
} dl_dossier_item;

typedef struct dl_dossier {
    dl_store *store;
    dl_arena arena;
    const char *name; /* NULL: none is loaded */
    dl_dossier_item *items;
    size_t len;
    uint64_t cursor, top;
} dl_dossier;

void dl_dossier_release(dl_dossier *dossier);

/* Reads the items of the dossier NAME. The cursor stays on the item it was on where that is still there,
 * else on the row. On failure DOSSIER is left as it was. */
dl_status dl_dossier_load(dl_dossier *dossier, dl_store *store, const char *name, dl_error *error);

/* The item under the cursor, looked for; NULL where there is none. */
const dl_dossier_item *dl_dossier_current(dl_dossier *dossier, dl_error *error);

/* Makes the rows [top, top + HEIGHT) hold the cursor and be looked for. */
dl_status dl_dossier_show(dl_dossier *dossier, size_t height, uint64_t margin, dl_error *error);

#endif
