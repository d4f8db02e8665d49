/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_COMPILED_FORM_H
#define ANNOTATE_COMPILED_FORM_H

#include "annotate/compiled.h"

/* What the writer and the reader of the compiled gazetteer agree on. */

#define DL_COMPILED_MAGIC "dlgazet4"
#define DL_COMPILED_BORDER 64
#define DL_COMPILED_NONE UINT32_MAX /* no string */

/* A string is the offset of its first byte in the section of strings; a NUL ends it. */
typedef struct dl_compiled_entity {
    uint32_t id, name, country, demonym, surname, file;
    uint32_t line, surname_hash, surname_key;
    uint32_t tenures, tenures_count; /* the first in the section of offices, and how many */
    uint32_t kind, family_first, outlet, of;
} dl_compiled_entity;

typedef struct dl_compiled_tenure {
    uint32_t country, title;
    int32_t from, to;
} dl_compiled_tenure;

typedef struct dl_compiled_body {
    uint32_t slug, name;
} dl_compiled_body;

enum {
    DL_COMPILED_STRINGS = DL_GAZETTEER_TABLES,
    DL_COMPILED_ENTITIES,
    DL_COMPILED_TENURES,
    DL_COMPILED_BODIES,
    DL_COMPILED_SECTIONS
};

typedef struct dl_compiled_section {
    uint32_t start, count, item; /* bytes from the beginning; items; bytes of one */
} dl_compiled_section;

typedef struct dl_compiled_header {
    char magic[8];
    uint32_t order; /* 1, as this machine writes it */
    uint32_t len;   /* bytes of all */
    uint32_t aliases;
    char version[DL_SHA256_HEX];
    dl_compiled_section sections[DL_COMPILED_SECTIONS];
} dl_compiled_header;

#endif
