/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_ASSET_H
#define DATELINE_ASSET_H

#include <stddef.h>

/*
 * The files of assets/ that the program carries within itself (the gazetteer, the SQL of the
 * schema, the sample documents), so that it needs no path of its own at run time. The table is
 * written at build time by src/tools/embed.c.
 */

typedef struct dl_asset {
    const char *name;          /* path below assets/: "gazetteer/countries.tsv" */
    const unsigned char *data; /* LEN bytes, followed by a NUL that is not counted */
    size_t len;
} dl_asset;

/* The asset of that name, or NULL. Static storage. */
const dl_asset *dl_asset_find(const char *name);

/* The I-th asset in the order of their names, or NULL past the last. */
const dl_asset *dl_asset_at(size_t i);

#endif
