/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_METONYM_H
#define ANNOTATE_METONYM_H

#include "annotate/reading.h"

/* Whether the capital named by the words [first, end) is the town here, and not the government
 * that sits in it; *ret_sure tells whether a sign says so or it is only the likelier. */
bool dl_capital_is_place(const dl_reading *r, size_t first, size_t end, bool *ret_sure);

/* Whether the words stand at the head of a field as the place of a dateline: "MOSCOW, Feb 3",
 * "SEOUL (Agency)", "KYIV - ", "LONDON/PARIS", or are the place that the document names. */
bool dl_is_dateline(const dl_reading *r, size_t first, size_t end);

#endif
