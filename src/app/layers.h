/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_LAYERS_H
#define APP_LAYERS_H

#include "dateline/pane.h"

/*
 * Two layers of marks as one without overlaps: names, and offices that lie over them ("the Russian foreign
 * minister"). A name is drawn as itself, and the office on what is left of it on both sides; the current
 * office is drawn whole.
 */

/* Merges COUNT names and OFFICES_COUNT offices, each in order and without overlaps, into OUT, which has room for
 * 2 * COUNT + OFFICES_COUNT marks. Returns how many they are. */
size_t dl_layers_merge(const dl_mark *names, size_t count, const dl_mark *offices,
                       size_t offices_count, dl_mark *out);

#endif
