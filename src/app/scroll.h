/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_SCROLL_H
#define APP_SCROLL_H

#include <stdint.h>

/* The first row to show of a list in HEIGHT rows, so that CURSOR is in view with MARGIN rows (half of the
 * height at most) above and below it, and TOP moves no more than it must. The end of the list is not
 * looked at. */
static inline uint64_t dl_scroll_top(uint64_t top, uint64_t cursor, uint64_t height,
                                     uint64_t margin)
{
    if (!height)
        return top;
    if (margin > (height - 1) / 2)
        margin = (height - 1) / 2;
    if (cursor < top + margin)
        top = cursor > margin ? cursor - margin : 0;
    if (cursor + margin >= top + height)
        top = cursor + margin - height + 1;
    return top;
}

#endif
