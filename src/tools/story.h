/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TOOLS_STORY_H
#define TOOLS_STORY_H

#include "dateline/str.h"
#include "tools/chance.h"
#include "tools/roster.h"

/*
 * A story that was never news, as a person would have saved it: title, date, source, dateline and
 * some paragraphs, in one of the forms that pages come in. Some tell no source, some no date.
 */

/* What stories are made of; made once for a seed. */
typedef struct dl_mill {
    uint64_t seed;
    dl_zipf zipf;
    dl_roster roster;
    dl_arena arena; /* of the roster */
} dl_mill;

/* 0, or -1 when memory is out. Released with dl_mill_release either way. */
int dl_mill_init(dl_mill *mill, uint64_t seed);
void dl_mill_release(dl_mill *mill);

/* Adds the NUMBER-th story to OUT; it is the same however many are made. */
void dl_story_add(const dl_mill *mill, uint64_t number, dl_str *out);

/* Adds the NUMBER-th story cut short, of some 300 bytes, as a line of JSON. */
void dl_brief_add(const dl_mill *mill, uint64_t number, dl_str *out);

#endif
