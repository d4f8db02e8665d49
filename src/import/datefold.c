/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdbool.h>

#include <unicase.h>
#include <uninorm.h>

#include "import/datefold.h"

/* Whether letters of CP's script are compared by what they are without their marks. */
static bool drops_marks(uint32_t cp)
{
    return cp < 0x700 || (cp >= 0x1E00 && cp < 0x2000);
}

/* A mark, or a letter that only joins or lengthens. */
static bool is_dropped(uint32_t cp)
{
    return (cp >= 0x300 && cp < 0x370) || (cp >= 0x591 && cp < 0x5C8) || cp == 0x640 ||
           (cp >= 0x64B && cp < 0x660) || cp == 0x670 || (cp >= 0x200B && cp < 0x2010) ||
           (cp >= 0x2B9 && cp < 0x2BE);
}

uint32_t dl_date_fold(uint32_t cp)
{
    if (is_dropped(cp))
        return 0;
    cp = uc_tolower(cp);
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    while (drops_marks(cp) && uc_canonical_decomposition(cp, parts) > 0)
        cp = parts[0];
    switch (cp) {
    case 0x131: /* i without its dot */
        return 'i';
    case 0x3C2: /* sigma at a word's end */
        return 0x3C3;
    case 0x649: /* alef maksura, Persian yeh */
    case 0x6CC:
        return 0x64A;
    case 0x6A9: /* Persian kaf */
        return 0x643;
    case 0x6BE: /* hehs */
    case 0x6C1:
    case 0x6D5:
        return 0x647;
    case 0x2010: /* hyphens */
    case 0x2011:
        return ' ';
    default:
        return cp;
    }
}
