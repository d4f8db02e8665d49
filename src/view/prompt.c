/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line being typed. Where it is longer than its row it is shown from a cluster on that keeps the
 * cursor in view. Candidates stand above it in a box as wide as they need.
 */
#include <string.h>

#include "dateline/text.h"
#include "view/paint.h"

#define CANDIDATE_COLUMNS 2

/* Byte of TEXT to begin with, so that the cursor's cell is one of WIDTH. */
static size_t first_shown(const char *text, size_t cursor, size_t width)
{
    size_t cells = dl_text_cells(text, cursor), pos = 0;
    while (pos < cursor && cells >= width) {
        size_t n = dl_text_grapheme(text + pos, cursor - pos);
        cells -= (size_t)dl_text_grapheme_cells(text + pos, n);
        pos += n;
    }
    return pos;
}

static void paint_line(dl_frame *frame, dl_rect row, const dl_prompt_view *prompt,
                       const dl_glyphs *glyphs)
{
    const dl_style bar = DL_STYLE(BAR);
    const dl_style bold = {DL_ROLE_BAR, DL_STYLE_BOLD};
    int end = row.x + row.width;
    dl_paint_blanks(frame, row, bar);
    int x = row.x + dl_frame_label(frame, row.x, row.y, row.width / 2, bold, prompt->label,
                                   strlen(prompt->label), glyphs->ellipsis);
    size_t len = strlen(prompt->text), cursor = prompt->cursor < len ? prompt->cursor : len;
    size_t from = first_shown(prompt->text, cursor, (size_t)(end - x));
    frame->cursor_x = x + (int)dl_text_cells(prompt->text + from, cursor - from);
    frame->cursor_y = row.y;
    x += dl_frame_text(frame, x, row.y, end - x, bar, prompt->text + from, len - from);
    const char *said = prompt->message ? prompt->message : prompt->hint;
    if (said && x + 2 < end)
        dl_frame_label(frame, x + 2, row.y, end - x - 2,
                       prompt->message ? DL_STYLE(ERROR) : DL_STYLE(MESSAGE), said, strlen(said),
                       glyphs->ellipsis);
}

/* The widest cell of a column of the candidates. */
static int column_width(const dl_prompt_view *prompt, size_t column)
{
    size_t widest = 0;
    for (size_t i = 0; i < prompt->candidates_count; i++) {
        const dl_table_cell *cell = &prompt->candidates[i].cells[column];
        size_t cells = cell->text ? dl_text_cells(cell->text, cell->len) : 0;
        widest = cells > widest ? cells : widest;
    }
    return (int)widest;
}

static void paint_candidate(dl_frame *frame, dl_rect row, const dl_table_row *candidate,
                            const int *widths, const dl_glyphs *glyphs)
{
    dl_paint_blanks(frame, row, DL_STYLE(BAR));
    int x = row.x + 1, end = row.x + row.width - 1;
    for (size_t c = 0; c < CANDIDATE_COLUMNS && x < end; c++) {
        const dl_table_cell *cell = &candidate->cells[c];
        if (cell->text)
            dl_frame_label(frame, x, row.y, end - x, DL_STYLE(BAR), cell->text, cell->len,
                           glyphs->ellipsis);
        x += widths[c] + 2;
    }
}

static void paint_candidates(dl_frame *frame, dl_rect rect, const dl_prompt_view *prompt,
                             const dl_glyphs *glyphs)
{
    size_t room = (size_t)rect.height, count = prompt->candidates_count, first = 0;
    if (count < room)
        room = count;
    if (prompt->chosen < count && prompt->chosen >= room)
        first = prompt->chosen - room + 1;
    const int widths[CANDIDATE_COLUMNS] = {column_width(prompt, 0), column_width(prompt, 1)};
    int width = widths[0] + widths[1] + (widths[1] ? 4 : 2);
    dl_rect row = {rect.x, rect.y + rect.height - (int)room,
                   width < rect.width ? width : rect.width, 1};
    for (size_t i = first; i < first + room; i++, row.y++) {
        paint_candidate(frame, row, &prompt->candidates[i], widths, glyphs);
        if (i == prompt->chosen)
            dl_frame_mark(frame, row, DL_STYLE_SELECTED);
    }
}

void dl_paint_prompt(dl_frame *frame, dl_rect rect, const dl_prompt_view *prompt,
                     const dl_glyphs *glyphs)
{
    if (rect.width <= 0 || rect.height <= 0)
        return;
    dl_rect line = {rect.x, rect.y + rect.height - 1, rect.width, 1};
    dl_rect above = {rect.x, rect.y, rect.width, rect.height - 1};
    paint_line(frame, line, prompt, glyphs);
    if (prompt->above && above.height > 0) {
        dl_bar_piece piece = {prompt->above, DL_STYLE(MESSAGE), false, 1};
        above.height--;
        dl_paint_bar(frame, (dl_rect){rect.x, line.y - 1, rect.width, 1}, &piece, 1, glyphs);
    }
    paint_candidates(frame, above, prompt, glyphs);
}
