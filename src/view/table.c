/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables. The first cell of each row is the margin: the sign of the row under the cursor stands
 * there. The columns follow, parted by one blank; those without a width of their own share what is
 * left.
 */
#include <string.h>

#include "dateline/text.h"
#include "view/paint.h"

int dl_table_column(const dl_table *table, dl_rect rect, size_t i, int *ret_x)
{
    int fixed = 1 + (int)(table->columns_count - 1), shares = 0, before = 0;
    for (size_t c = 0; c < table->columns_count; c++) {
        fixed += table->columns[c].width;
        shares += table->columns[c].width == 0;
    }
    int left = rect.width > fixed ? rect.width - fixed : 0;
    int x = rect.x + 1;
    for (size_t c = 0;; c++) {
        int width = table->columns[c].width;
        if (width == 0) {
            width = left / shares + (before < left % shares ? 1 : 0);
            before++;
        }
        int room = rect.x + rect.width - x;
        if (c == i) {
            *ret_x = x;
            return width < room ? width : room > 0 ? room : 0;
        }
        x += width + 1;
    }
}

/* Bytes of TEXT to leave out at its start, so that what remains fits in WIDTH cells. */
static size_t cut_left(const char *text, size_t len, int width)
{
    size_t cells = dl_text_cells(text, len), pos = 0;
    while (pos < len && cells > (size_t)width) {
        size_t n = dl_text_grapheme(text + pos, len - pos);
        cells -= (size_t)dl_text_grapheme_cells(text + pos, n);
        pos += n;
    }
    return pos;
}

static void paint_cell(dl_frame *frame, int x, int y, int width, bool right,
                       const dl_table_cell *cell, const dl_glyphs *glyphs)
{
    if (!cell->text || width <= 0)
        return;
    dl_marks marks = {.marks = cell->marks, .marks_count = cell->marks_count};
    const char *sign = glyphs->ellipsis;
    int room = width - (int)dl_text_cells(sign, strlen(sign));
    size_t start = 0, end = cell->len, cells;
    bool cut = dl_text_fit(cell->text, cell->len, (size_t)width, &cells) < cell->len;
    if (cut && room < 0)
        return;
    if (cut && right) {
        start = cut_left(cell->text, cell->len, room);
        cells = dl_text_cells(cell->text + start, end - start) + (size_t)(width - room);
    } else if (cut) {
        end = dl_text_fit(cell->text, cell->len, (size_t)room, NULL);
    }
    if (right)
        x += width - (int)cells;
    if (cut && right)
        x += dl_frame_text(frame, x, y, width - room, cell->style, sign, strlen(sign));
    x += dl_paint_marked(frame, x, y, width, cell->style, cell->text, start, end, &marks);
    if (cut && !right)
        dl_frame_text(frame, x, y, width - room, cell->style, sign, strlen(sign));
}

static void paint_cells(dl_frame *frame, dl_rect rect, int y, const dl_table *table,
                        const dl_table_cell *cells, const dl_glyphs *glyphs)
{
    for (size_t c = 0; cells && c < table->columns_count; c++) {
        int x, width = dl_table_column(table, rect, c, &x);
        paint_cell(frame, x, y, width, table->columns[c].right, &cells[c], glyphs);
    }
}

void dl_paint_table(dl_frame *frame, dl_rect rect, const dl_table *table, const dl_glyphs *glyphs)
{
    if (rect.width <= 0 || rect.height <= 0)
        return;
    dl_paint_blanks(frame, rect, DL_STYLE(TEXT));
    int y = rect.y, bottom = rect.y + rect.height;
    if (table->heading && (rect.height > 1 || table->rows_count == 0))
        paint_cells(frame, rect, y++, table, table->heading, glyphs);
    for (size_t r = 0; r < table->rows_count && y < bottom; r++, y++) {
        const dl_table_row *row = &table->rows[r];
        if (row->whole)
            paint_cell(frame, rect.x + 1, y, rect.width - 1, false, &row->cells[0], glyphs);
        else
            paint_cells(frame, rect, y, table, row->cells, glyphs);
        if (!row->cursor)
            continue;
        dl_frame_text(frame, rect.x, y, 1, DL_STYLE(SIGN), glyphs->cursor, strlen(glyphs->cursor));
        if (table->keyboard)
            dl_frame_mark(frame, (dl_rect){rect.x, y, rect.width, 1}, DL_STYLE_SELECTED);
    }
}
