/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_MENTION_H
#define DATELINE_MENTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Entities and their mentions. An entity is somebody or something with a name and a stable id
 * ("country/RU", "org/nato", "person/dmitry-peskov"); a mention is a byte range of a document's
 * title or body that names it. Mentions never overlap within a field, but for those in form "office", a
 * title that stands for its holder: they are a layer of their own, which lies over the others ("the
 * Russian foreign minister", where "Russian" is a mention, too).
 */

typedef enum dl_kind {
#define DL_KIND(id, name, prefix) DL_KIND_##id,
#include "dateline/kinds.def"
#undef DL_KIND
    DL_KIND_COUNT
} dl_kind;

typedef enum dl_form {
#define DL_FORM(id, name) DL_FORM_##id,
#include "dateline/forms.def"
#undef DL_FORM
    DL_FORM_COUNT
} dl_form;

typedef enum dl_rule {
#define DL_RULE(id, name, text) DL_RULE_##id,
#include "dateline/rules.def"
#undef DL_RULE
    DL_RULE_COUNT
} dl_rule;

typedef enum dl_field { DL_FIELD_TITLE, DL_FIELD_BODY, DL_FIELD_COUNT } dl_field;

typedef struct dl_entity {
    const char *id;
    const char *name; /* how it is shown */
    dl_kind kind;
} dl_entity;

typedef struct dl_mention {
    dl_field field;
    uint32_t start, end; /* bytes of the field, end exclusive, at character edges */
    const char *entity;  /* id */
    dl_kind kind;        /* the entity's */
    dl_form form;
    dl_rule rule;
    uint8_t confidence; /* 0 to 100; below 50 it is uncertain */
} dl_mention;

#define DL_CONFIDENCE_UNSURE 50 /* a mention below this is shown as uncertain */

/* Names as users type and see them; static storage. */
const char *dl_kind_name(dl_kind kind);
const char *dl_kind_prefix(dl_kind kind);
const char *dl_form_name(dl_form form);
const char *dl_rule_name(dl_rule rule);
const char *dl_rule_text(dl_rule rule);
const char *dl_field_name(dl_field field);

/* The kind that an id's first part says; DL_KIND_OTHER where it is none known, and for "bloc"
 * DL_KIND_PLACE. */
dl_kind dl_kind_of_id(const char *id);

/* The kind called NAME ("person", also the prefix "org"); false where there is none. */
bool dl_kind_parse(const char *name, size_t len, dl_kind *ret_kind);

/* Orders mentions by field, start, end. For qsort. */
int dl_mention_compare(const void *a, const void *b);

/* Whether it lies in the layer of offices. */
bool dl_mention_is_office(const dl_mention *mention);

/* Of the COUNT mentions at MENTIONS the one of just these bytes of FIELD; where there is none, the one over START,
 * an office only where nothing else is there. NULL for none. */
const dl_mention *dl_mention_find(const dl_mention *mentions, size_t count, dl_field field,
                                  size_t start, size_t end);

#endif
