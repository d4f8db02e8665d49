/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libunistring 1.0 leaves out rule LB29 of UAX 14: no break between full stop, comma, colon or
 * semicolon and a letter. Without it "U.S." is broken in the middle, and so are host names.
 */
#include <string.h>

#include <unictype.h>
#include <unilbrk.h>

#include "dateline/text.h"
#include "view/breaks.h"

/* Whether CP is a letter as UAX 14 has it (AL, HL): not of a script that breaks between any two. */
static bool is_letter(uint32_t cp)
{
    bool hangul = (cp >= 0x1100 && cp < 0x1200) || (cp >= 0xA960 && cp < 0xA980) ||
                  (cp >= 0xAC00 && cp < 0xD800);
    bool fullwidth = cp >= 0xFF01 && cp < 0xFF61;
    return uc_is_property_alphabetic(cp) && !hangul && !fullwidth && !dl_text_is_unspaced(cp);
}

void dl_breaks_find(const char *text, size_t len, char *breaks)
{
    u8_possible_linebreaks((const uint8_t *)text, len, "UTF-8", breaks);
    for (size_t i = 1, n; i < len; i++)
        if (breaks[i] == UC_BREAK_POSSIBLE && text[i - 1] != ' ' && strchr(".,:;", text[i - 1]) &&
            is_letter(dl_text_decode(text + i, len - i, &n)))
            breaks[i] = UC_BREAK_PROHIBITED;
}
