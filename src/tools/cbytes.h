/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TOOLS_CBYTES_H
#define TOOLS_CBYTES_H

#include <stddef.h>

/* Prints the byte C, the AT-th, as it stands between the quotes of a string of C, which is begun anew
 * on the next line now and then: strings compile far faster than lists of numbers. */
void dl_cbytes_put(size_t at, int c);

#endif
