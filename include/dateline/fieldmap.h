/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_FIELDMAP_H
#define DATELINE_FIELDMAP_H

#include <stddef.h>

#include "dateline/status.h"

/*
 * Which fields of a record (a row of a table, an object) hold which facts, as the user says it:
 * "title=headline,published=meta.pubDate". A field is named by its path, the names of objects around it
 * parted by dots.
 */

/* The facts that a field may hold. */
typedef enum dl_mapping {
#define DL_MAPPING(id, name) DL_MAPPING_##id,
#include "dateline/mappings.def"
#undef DL_MAPPING
    DL_MAPPINGS
} dl_mapping;

typedef struct dl_field_map {
    struct {
        const char *path; /* not a string; NULL: not said */
        size_t len;       /* in bytes */
    } fields[DL_MAPPINGS];
} dl_field_map;

/* Reads TEXT, which must live as long as *RET. DL_ERR_INVALID with a message that names the place,
 * "at 7: ..." (byte from 1), and what may stand there. */
dl_status dl_field_map_parse(const char *text, dl_field_map *ret, dl_error *error);

#endif
