/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which languages are not English, and which of them there are lists for. It stands alone so that who asks only that links no more. */
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

bool dl_abroad_is_foreign(const char *lang)
{
    static const char *const none[] = {"en",  "eng", "mis",
                                       "mul", "und", "zxx"}; /* English, or told by nothing */
    size_t len = lang ? strcspn(lang, "-_") : 0;
    if (len < 2 || len > 3)
        return false;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (strlen(none[i]) == len && strncasecmp(none[i], lang, len) == 0)
            return false;
    return true;
}

bool dl_annotate_lists_only(const char *lang)
{
    return dl_abroad_is_foreign(lang);
}
