/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/narrow.h"
#include "dateline/text.h"

/* Whether a word may begin after the byte BEFORE: it is neither a letter nor part of a longer
 * character, which is taken for one. */
static bool parts_words(char before)
{
    bool ascii = !((unsigned char)before & 0x80);
    return ascii && !dl_text_is_alnum((unsigned char)before);
}

/* The best place at which TEXT holds PART, both folded. */
static dl_narrow find_best(const char *text, const char *part)
{
    dl_narrow best = DL_NARROW_NOT;
    for (const char *at = strstr(text, part); at; at = strstr(at + 1, part)) {
        if (at == text)
            return DL_NARROW_BEGINS;
        if (parts_words(at[-1]))
            return DL_NARROW_WORD;
        best = DL_NARROW_INSIDE;
    }
    return best;
}

dl_narrow dl_narrow_match(const char *text, const char *part)
{
    if (!part || !*part)
        return DL_NARROW_BEGINS;
    dl_str folded_text, folded_part;
    dl_str_init(&folded_text);
    dl_str_init(&folded_part);
    dl_text_fold(&folded_text, text, strlen(text));
    dl_text_fold(&folded_part, part, strlen(part));
    dl_narrow match = dl_str_ok(&folded_text) && dl_str_ok(&folded_part) && folded_part.len
                          ? find_best(folded_text.text, folded_part.text)
                          : DL_NARROW_NOT;
    dl_str_release(&folded_text);
    dl_str_release(&folded_part);
    return match;
}

bool dl_narrow_holds(const char *text, const char *part)
{
    return dl_narrow_match(text, part) != DL_NARROW_NOT;
}
