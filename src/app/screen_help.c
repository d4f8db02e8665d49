/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help: the command table with the keys that call each command now. */
#include "app/screen.h"

void dl_screen_paint_help(dl_app *app, dl_frame *frame)
{
    const dl_geometry *g = &app->geometry;
    dl_help *help = &app->help;
    int top = g->top[0].height + g->top[1].height;
    int bottom = g->bottom[0].height + g->bottom[1].height;
    dl_rect rect = {0, top, app->width, app->height - top - bottom};
    size_t height = rect.height > 1 ? (size_t)rect.height - 1 : 0;
    help->top = dl_screen_top(app, help->top, help->cursor, help->len, height);
    dl_table_cell *cells = dl_arena_calloc(&app->paint, (height + 1) * 3, sizeof *cells);
    dl_table_row *rows = dl_arena_calloc(&app->paint, height + 1, sizeof *rows);
    if (!cells || !rows) {
        frame->failed = true;
        return;
    }
    cells[0] = dl_screen_cell("KEYS", DL_STYLE(HEADING));
    cells[1] = dl_screen_cell("what it does", DL_STYLE(HEADING));
    cells[2] = dl_screen_cell(":name", DL_STYLE(HEADING));
    size_t count = 0;
    for (; count < height && help->top + count < help->len; count++) {
        const dl_help_line *line = &help->items[help->top + count];
        dl_table_cell *row = cells + (count + 1) * 3;
        if (line->group)
            row[0] = dl_screen_cell(line->group, DL_STYLE(HEADING));
        else {
            row[0] = dl_screen_cell(line->keys, DL_STYLE(KEY));
            row[1] = dl_screen_cell(line->help, DL_STYLE(TEXT));
            row[2] = dl_screen_cell(line->name, DL_STYLE(DIM));
        }
        rows[count] = (dl_table_row){.cells = row,
                                     .cursor = help->top + count == help->cursor,
                                     .whole = line->group != NULL};
    }
    dl_help_columns widths = dl_help_columns_for(app->width);
    const dl_column columns[] = {{.width = widths.keys}, {0}, {.width = widths.name}};
    dl_table table = {.columns = columns,
                      .columns_count = widths.name ? 3 : 2,
                      .heading = cells,
                      .rows = rows,
                      .rows_count = count,
                      .keyboard = true};
    dl_paint_table(frame, rect, &table, app->glyphs);
    dl_screen_note(app, rect, DL_CONTEXT_HELP, DL_PANE_LIST, 1, help->top, count);
}
