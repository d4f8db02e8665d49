/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_COUNTRY_H
#define DATELINE_COUNTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/arena.h"

/* The name of the country whose ISO 3166-1 alpha-2 code is CODE ("IR": "Iran"), as the gazetteer
 * shows it; the code itself where it lists none. ARENA's; NULL when memory is out. */
const char *dl_country_name(dl_arena *arena, const char *code);

/* Sets RET_CODE to the code of the country of that name or code, letter case aside; false where the
 * gazetteer lists none. */
bool dl_country_find(const char *text, char ret_code[3]);

/* Sets *RET_NAME to the name of the I-th country that the gazetteer lists, ARENA's, and RET_CODE to its
 * code. False past the last, and when memory is out. */
bool dl_country_nth(size_t i, dl_arena *arena, const char **ret_name, char ret_code[3]);

#endif
