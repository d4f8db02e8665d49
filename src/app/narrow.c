/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/narrow.h"
#include "dateline/text.h"

bool dl_narrow_holds(const char *text, const char *part)
{
    if (!part || !*part)
        return true;
    dl_str folded_text, folded_part;
    dl_str_init(&folded_text);
    dl_str_init(&folded_part);
    dl_text_fold(&folded_text, text, strlen(text));
    dl_text_fold(&folded_part, part, strlen(part));
    bool holds = dl_str_ok(&folded_text) && dl_str_ok(&folded_part) &&
                 strstr(folded_text.text, folded_part.text) != NULL;
    dl_str_release(&folded_text);
    dl_str_release(&folded_part);
    return holds;
}
