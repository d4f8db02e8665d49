/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view/paint.h"
#include "dateline/text.h"

void dl_paint_blanks(dl_frame *frame, dl_rect rect, dl_style style)
{
    dl_frame_fill(frame, rect, style, " ");
}

/* The first mark that ends after AT; COUNT where there is none. */
static size_t first_after(const dl_mark *marks, size_t count, size_t at)
{
    size_t low = 0;
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        if (marks[middle].end > at)
            count = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* The mark that covers AT, or NULL; *END is moved to where that changes, if it is before. */
static const dl_mark *mark_at(const dl_mark *marks, size_t count, size_t at, size_t *end)
{
    size_t i = first_after(marks, count, at);
    if (i == count)
        return NULL;
    bool covers = marks[i].start <= at;
    size_t change = covers ? marks[i].end : marks[i].start;
    if (change < *end)
        *end = change;
    return covers ? &marks[i] : NULL;
}

/* The first edge of a cluster at or after AT, from the edge START on. */
static size_t cluster_edge(const char *text, size_t start, size_t at, size_t end)
{
    if (at >= end || (!(text[at - 1] & 0x80) && !(text[at] & 0x80)))
        return at;
    while (start < at)
        start += dl_text_grapheme(text + start, end - start);
    return start;
}

int dl_paint_marked(dl_frame *frame, int x, int y, int width, dl_style style, const char *text,
                    size_t start, size_t end, const dl_marks *marks)
{
    int done = 0;
    for (size_t next; start < end && done < width; start = next) {
        dl_style here = style;
        next = end;
        const dl_mark *mark = mark_at(marks->marks, marks->marks_count, start, &next);
        if (mark)
            here = mark->style;
        const dl_mark *hit = mark_at(marks->hits, marks->hits_count, start, &next);
        if (hit)
            here.flags |= hit->style.flags | DL_STYLE_HIT;
        dl_mark chosen = {marks->chosen_start, marks->chosen_end, DL_STYLE(TEXT)};
        if (chosen.end > chosen.start && mark_at(&chosen, 1, start, &next))
            here.flags |= DL_STYLE_CHOSEN;
        next = cluster_edge(text, start, next, end);
        done += dl_frame_text(frame, x + done, y, width - done, here, text + start, next - start);
    }
    return done;
}
