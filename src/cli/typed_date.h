/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_TYPED_DATE_H
#define CLI_TYPED_DATE_H

#include <stddef.h>

#include "dateline/date.h"

/* Reads TEXT, typed as a date, in any form that documents give theirs in; see dl_date_reader. What it leaves
 * out is not made up. */
size_t dl_typed_date(const char *text, dl_date ret[2]);

#endif
