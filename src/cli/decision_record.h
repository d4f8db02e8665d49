/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_DECISION_RECORD_H
#define CLI_DECISION_RECORD_H

#include <jansson.h>

#include "dateline/arena.h"
#include "dateline/decision.h"

/* A decision as a record: an object of JSON, whose members are those that its kind needs. */

json_t *dl_decision_record(const dl_decision *decision);

/* Reads one back. DL_ERR_SYNTAX or DL_ERR_INVALID say what is wrong, DL_ERR_NEWER that a newer program
 * wrote it. Strings are ARENA's. */
dl_status dl_decision_of_record(const json_t *record, dl_arena *arena, dl_decision *ret,
                                dl_error *error);

#endif
