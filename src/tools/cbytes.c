/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "tools/cbytes.h"

#define BYTES_A_LINE 64

void dl_cbytes_put(size_t at, int c)
{
    if (at && at % BYTES_A_LINE == 0)
        printf("\"\n    \"");
    if (c >= ' ' && c < 0x7F && c != '"' && c != '\\' && c != '?')
        putchar(c);
    else
        printf("\\%03o", (unsigned)c);
}
