/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dateline/distance.h"

static unsigned char folded(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t dl_distance(const char *a, const char *b, size_t most)
{
    /* rows[i % 3][j]: the distance of the first i bytes of A to the first j of B; a swap looks two
     * rows back */
    size_t rows[3][DL_DISTANCE_WORD + 1];
    size_t a_len = strlen(a), b_len = strlen(b);
    if (a_len > DL_DISTANCE_WORD || b_len > DL_DISTANCE_WORD)
        return most + 1;
    for (size_t j = 0; j <= b_len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *second = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            unsigned char x = folded(a[i - 1]), y = folded(b[j - 1]);
            row[j] = least(above[j - 1] + (x != y), least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && x == folded(b[j - 2]) && y == folded(a[i - 2]))
                row[j] = least(row[j], second[j - 2] + 1);
        }
    }
    return least(rows[a_len % 3][b_len], most + 1);
}
