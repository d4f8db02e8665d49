/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_ASSET_H
#define BASE_ASSET_H

#include "dateline/asset.h"

/* The generated table, sorted by name, and how many assets it holds (an empty one follows). */
extern const dl_asset dl_asset_table[];
extern const size_t dl_asset_count;

#endif
