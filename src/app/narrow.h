/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_NARROW_H
#define APP_NARROW_H

#include <stdbool.h>

/* Whether TEXT holds PART, letter case aside. An empty or NULL PART is held by every text; a text
 * whose case cannot be folded for want of memory holds nothing else. */
bool dl_narrow_holds(const char *text, const char *part);

#endif
