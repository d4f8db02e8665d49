/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_SUPPORT_WHOSE_H
#define TESTS_SUPPORT_WHOSE_H

#include "support/reading.h"

/* Whether TEXT, a text or a page, is read as WANT says: "SOURCE / PUBLISHER / VIA, VIA", "-" for none; and its
 * author as AUTHOR says, "-" for none. NULL: not asked for. Prints what is wrong. */
bool whose_is(const char *text, const char *want, const char *author);

#endif
