/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_COUNTRY_H
#define DATELINE_COUNTRY_H

#include "dateline/arena.h"

/* The name of the country whose ISO 3166-1 alpha-2 code is CODE ("IR": "Iran"), as the gazetteer
 * shows it; the code itself where it lists none. ARENA's; NULL when memory is out. */
const char *dl_country_name(dl_arena *arena, const char *code);

#endif
