/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_SCREEN_H
#define APP_SCREEN_H

#include <string.h>

#include "app/app.h"
#include "app/scroll.h"

/* Shared by the files that paint panes. */

/* A cell of a table that shows the string TEXT (NULL: empty) in STYLE. */
static inline dl_table_cell dl_screen_cell(const char *text, dl_style style)
{
    return (dl_table_cell){.text = text, .len = text ? strlen(text) : 0, .style = style};
}

/* TEXT cut to ROOM cells, an ellipsis at its end; into the paint arena where that is needed. */
const char *dl_screen_cut(dl_app *app, const char *text, size_t room);

/* COUNT as text, nothing of a count as its sign, into the paint arena. */
const char *dl_screen_count(dl_app *app, uint64_t count);

/* Notes what the pane at RECT shows: the COUNT rows from FIRST on, HEADING lines below its first. */
static inline void dl_screen_note(dl_app *app, dl_rect rect, dl_context context, dl_pane pane,
                                  int heading, uint64_t first, size_t count)
{
    dl_drawn_part part = {.rect = rect, .context = context, .pane = pane};
    dl_drawn_note_rows(&app->drawn, part, heading, first, count);
}

/* Takes the columns whose width is negative out of COLUMNS and of the ROWS rows of COUNT cells each;
 * rows keep their length. Returns how many columns are left. */
size_t dl_screen_drop_columns(dl_column *columns, size_t count, dl_table_cell *cells, size_t rows);

/* The first row of a list of COUNT rows to show in HEIGHT, so that CURSOR is in view and TOP moves no
 * more than it must. */
static inline size_t dl_screen_top(const dl_app *app, size_t top, size_t cursor, size_t count,
                                   size_t height)
{
    uint64_t margin = (uint64_t)dl_settings_number(&app->settings, DL_SETTING_SCROLL_MARGIN);
    top = (size_t)dl_scroll_top(top, cursor, height, margin);
    if (top + height > count)
        top = count > height ? count - height : 0;
    return top;
}

#endif
