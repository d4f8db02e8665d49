/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_DISTANCE_H
#define DATELINE_DISTANCE_H

#include <stddef.h>

#define DL_DISTANCE_WORD 63 /* bytes of the longest word that is compared */

/* How many letters must be put in, left out, changed or swapped with their neighbour to make A of B
 * ("optimal string alignment"), for "did you mean": bytes are compared, the case of ASCII letters
 * does not count. MOST + 1 where it is more than MOST or a word is longer than DL_DISTANCE_WORD. */
size_t dl_distance(const char *a, const char *b, size_t most);

#endif
