/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which languages there are lists for. It stands alone so that who asks only that links no more. */
#include <string.h>
#include <strings.h>

#include "annotate/abroad.h"

const dl_abroad_table *dl_abroad_find(const char *lang)
{
    for (const dl_abroad_table *table = dl_abroad_tables; lang && table->language; table++) {
        size_t len = strlen(table->language);
        if (strncasecmp(table->language, lang, len) == 0 && strchr("-_", lang[len]))
            return table;
    }
    return NULL;
}

bool dl_annotate_lists_only(const char *lang)
{
    return dl_abroad_find(lang) != NULL;
}
