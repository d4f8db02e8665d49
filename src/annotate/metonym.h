/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_METONYM_H
#define ANNOTATE_METONYM_H

#include "annotate/reading.h"

/* Whether the capital named by the words [first, end) is the town here, and not the government
 * that sits in it; *ret_sure tells whether a sign says so or it is only the likelier. */
bool dl_capital_is_place(const dl_reading *r, size_t first, size_t end, bool *ret_sure);

#endif
