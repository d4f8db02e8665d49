/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_MOMENT_H
#define DL_IMPORT_MOMENT_H

#include <stdbool.h>

#include "dateline/str.h"

/* Instants as machines count them: seconds since 1970, or thousandths or millionths of them. */

/* The number that TEXT is where it can be such an instant by its length, else 0. */
double dl_moment_read(const char *text);

/* Adds the instant NUMBER to OUT as a date in UTC ("2024-05-06T07:15:00Z"). False, and nothing added,
 * where it is none of a time in which anything was put on a computer. */
bool dl_moment_add(dl_str *out, double number);

#endif
