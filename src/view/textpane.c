/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reading pane: the lines of its sections one after another, and at its right edge a strip that
 * stands for the whole of the last section. The strip begins beside that section's first line in
 * view and reaches to the bottom; each of its cells stands for an equal part of the bytes.
 */
#include <string.h>

#include "view/paint.h"

static void paint_line(dl_frame *frame, dl_rect rect, int y, const dl_text_section *section,
                       dl_line line)
{
    dl_marks marks = {section->marks,      section->hits,         section->marks_count,
                      section->hits_count, section->chosen_start, section->chosen_end};
    dl_paint_marked(frame, rect.x + DL_TEXT_MARGIN_LEFT, y,
                    rect.width - DL_TEXT_MARGIN_LEFT - DL_TEXT_MARGIN_RIGHT, section->style,
                    section->layout->text, line.start, line.end, &marks);
}

/* Whether one of the COUNT places lies in [start, end). */
static bool any_in(const size_t *places, size_t count, size_t start, size_t end)
{
    size_t low = 0;
    for (size_t high = count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (places[middle] < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && places[low] < end;
}

static void paint_strip(dl_frame *frame, dl_rect rect, const dl_text_view *view,
                        const dl_glyphs *glyphs)
{
    size_t rows = (size_t)rect.height;
    for (size_t i = 0; i < rows; i++) {
        size_t start = view->strip_len / rows * i + view->strip_len % rows * i / rows;
        size_t end = view->strip_len / rows * (i + 1) + view->strip_len % rows * (i + 1) / rows;
        if (end == start)
            end++;
        const char *sign = glyphs->track;
        dl_style style = DL_STYLE(DIM);
        if (any_in(view->focus, view->focus_count, start, end)) {
            sign = glyphs->focus_here;
            style = DL_STYLE(SIGN);
        } else if (start < view->view_end && end > view->view_start) {
            sign = glyphs->in_view;
            style = DL_STYLE(SIGN);
        }
        dl_frame_text(frame, rect.x, rect.y + (int)i, 1, style, sign, strlen(sign));
    }
}

/* What is a line of SECTION, counted with what is inserted: sets *RET to a line of its text, and *RET_INSERT
 * to NULL or to the one that line is of. False past the last. */
static bool find_line(const dl_text_section *section, size_t number, dl_line *ret,
                      const dl_text_insert **ret_insert)
{
    *ret_insert = NULL;
    for (size_t i = 0; i < section->inserts_count && number >= section->inserts[i].after; i++) {
        const dl_text_insert *insert = &section->inserts[i];
        if (dl_layout_line(insert->layout, number - insert->after, ret)) {
            *ret_insert = insert;
            return true;
        }
        number -= dl_layout_count(insert->layout);
    }
    return dl_layout_line(section->layout, number, ret);
}

/* How many lines a section has that was gone through. */
static size_t count_lines(const dl_text_section *section)
{
    size_t lines = dl_layout_count(section->layout);
    for (size_t i = 0; i < section->inserts_count; i++)
        lines += dl_layout_count(section->inserts[i].layout);
    return lines;
}

/* Paints the lines in view; returns the row of the first one of the last section. */
static int paint_lines(dl_frame *frame, dl_rect rect, const dl_text_view *view,
                       const dl_glyphs *glyphs)
{
    size_t section = 0, before = 0; /* lines in the sections before */
    int first = rect.y + rect.height;
    for (int row = 0; row < rect.height; row++) {
        size_t number = view->top + (size_t)row;
        dl_line line = {0};
        const dl_text_insert *insert = NULL;
        while (section < view->sections_count &&
               !find_line(&view->sections[section], number - before, &line, &insert))
            before += count_lines(&view->sections[section++]);
        if (section == view->sections_count)
            break;
        int y = rect.y + row;
        if (section + 1 == view->sections_count && y < first)
            first = y;
        if (insert) {
            const dl_text_section other = {.layout = insert->layout, .style = insert->style};
            paint_line(frame, rect, y, &other, line);
        } else {
            paint_line(frame, rect, y, &view->sections[section], line);
        }
        if (number == view->current)
            dl_frame_text(frame, rect.x, y, 1, DL_STYLE(SIGN), glyphs->current,
                          strlen(glyphs->current));
    }
    return first;
}

void dl_paint_text(dl_frame *frame, dl_rect rect, const dl_text_view *view, const dl_glyphs *glyphs)
{
    if (rect.width <= 0 || rect.height <= 0)
        return;
    dl_paint_blanks(frame, rect, DL_STYLE(TEXT));
    int first = paint_lines(frame, rect, view, glyphs);
    dl_rect strip = {rect.x + rect.width - 1, first, 1, rect.y + rect.height - first};
    if (view->strip_len > 0 && strip.height > 0)
        paint_strip(frame, strip, view, glyphs);
}
