/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef VIEW_BREAKS_H
#define VIEW_BREAKS_H

#include <stddef.h>

/* Stores in BREAKS, for each of the LEN bytes of TEXT, whether a line may break before it
 * (UC_BREAK_POSSIBLE), must (UC_BREAK_MANDATORY) or neither, by UAX 14. The first byte's says
 * nothing. */
void dl_breaks_find(const char *text, size_t len, char *breaks);

#endif
