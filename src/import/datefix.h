/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_DATEFIX_H
#define DL_IMPORT_DATEFIX_H

#include "dateline/datefind.h"
#include "import/dateform.h"

/* Makes a date of the PARTS that TEXT states, by what CONTEXT knows. Fills all of *RET but its
 * range, which is that of PARTS. False when memory is out. */
bool dl_date_fix(const char *text, const dl_date_parts *parts, const dl_date_context *context,
                 dl_arena *arena, dl_date_found *ret);

#endif
