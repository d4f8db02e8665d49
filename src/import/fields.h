/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_FIELDS_H
#define DL_IMPORT_FIELDS_H

#include <jansson.h>

#include "dateline/fieldmap.h"
#include "import/manuscript.h"

/*
 * Records of named fields: an object of JSON, a row of a table, an item of a feed. Which field holds
 * what the user says (--map), or else its name does (guesses.def).
 */

/* Reads the claims and the body of the object RECORD into *RET, whose origin is set; MAP may be NULL.
 * DL_ERR_INVALID where no field holds a text, DL_ERR_NOT_FOUND where one that MAP names as the body is not
 * there. */
dl_status dl_fields_read(const json_t *record, const dl_field_map *map, dl_arena *arena,
                         dl_manuscript *ret, dl_error *error);

/* Whether the LEN bytes at NAME are what a field is called that holds FIELD. */
bool dl_fields_is(const char *name, size_t len, dl_mapping field);

/* Whether the object RECORD has a field that is called as a body is, with something in it. */
bool dl_fields_have_body(const json_t *record);

#endif
