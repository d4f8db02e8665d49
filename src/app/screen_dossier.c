/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dossier: its passages in their order, one a row; below them the text of the one under the cursor. */
#include "app/facts.h"
#include "app/screen.h"

enum { SIGN, DATE, SOURCE, QUOTE, COMMENT, COLUMNS };

/* TEXT as one line, of at most a few hundred bytes. */
static const char *squeeze(dl_app *app, const char *text)
{
    char *line = dl_arena_strndup(&app->paint, text, strnlen(text, 800));
    for (char *c = line; c && *c; c++)
        if (*c == '\n' || *c == '\t')
            *c = ' ';
    return line;
}

static void fill_row(dl_app *app, const dl_dossier_item *item, dl_table_cell *cells)
{
    char date[DL_LIST_DATE];
    const char *quote = item->cited.passage.quote, *comment = item->cited.comment;
    bool lost = item->found && (!item->held || dl_located_nowhere(item->how));
    cells[SIGN] = dl_screen_cell(lost ? "?" : "", DL_STYLE(SIGN));
    cells[DATE] = dl_screen_cell(
        item->held ? dl_arena_strdup(&app->paint, dl_facts_date(item->published, item->ambiguous, date)) : "",
        DL_STYLE(TEXT));
    cells[SOURCE] = dl_screen_cell(!item->held    ? "not in archive"
                                   : item->source ? item->source
                                                  : "(no source)",
                                   item->source ? DL_STYLE(TEXT) : DL_STYLE(DIM));
    cells[QUOTE] = dl_screen_cell(*quote ? squeeze(app, quote) : "the document as a whole",
                                  *quote ? DL_STYLE(TEXT) : DL_STYLE(DIM));
    cells[COMMENT] = dl_screen_cell(comment ? squeeze(app, comment) : NULL, DL_STYLE(DIM));
}

void dl_screen_paint_dossier(dl_app *app, dl_frame *frame)
{
    dl_rect rect = app->geometry.panes[DL_PANE_LIST];
    dl_dossier *dossier = &app->dossier;
    dl_error error;
    if (rect.width <= 0 || rect.height <= 0)
        return;
    size_t height = rect.height > 1 ? (size_t)rect.height - 1 : 1, count = 0;
    if (dl_dossier_show(dossier, height, app->list.margin, &error))
        dl_app_complain(app, &error);
    dl_column columns[COLUMNS] = {
        [SIGN] = {.width = 1},
        [DATE] = {.width = 11, .right = true},
        [SOURCE] = {.width = rect.width >= 70   ? 14
                             : rect.width >= 50 ? 10
                                                : -1},
        [QUOTE] = {0},
        [COMMENT] = {.width = rect.width >= 90 ? rect.width / 4 : -1},
    };
    dl_table_cell *cells = dl_arena_calloc(&app->paint, (height + 1) * COLUMNS, sizeof *cells);
    dl_table_row *rows = dl_arena_calloc(&app->paint, height + 1, sizeof *rows);
    if (!cells || !rows) {
        frame->failed = true;
        return;
    }
    static const char *const names[COLUMNS] = {"", "date", "source", NULL, "comment"};
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i] = dl_screen_cell(names[i], DL_STYLE(HEADING));
    cells[QUOTE] = dl_screen_cell(
        dl_arena_printf(&app->paint, "DOSSIER  %s", dossier->name ? dossier->name : ""),
        DL_STYLE(HEADING));
    for (; count < height && dossier->top + count < dossier->len; count++) {
        dl_table_cell *line = cells + (count + 1) * COLUMNS;
        fill_row(app, &dossier->items[dossier->top + count], line);
        rows[count] =
            (dl_table_row){.cells = line, .cursor = dossier->top + count == dossier->cursor};
    }
    dl_table table = {.columns = columns,
                      .heading = cells,
                      .rows = rows,
                      .rows_count = count,
                      .keyboard = dl_app_context(app) == DL_CONTEXT_DOSSIER};
    table.columns_count = dl_screen_drop_columns(columns, COLUMNS, cells, count + 1);
    dl_paint_table(frame, rect, &table, app->glyphs);
    dl_screen_note(app, rect, DL_CONTEXT_DOSSIER, DL_PANE_LIST, rect.height > 1, dossier->top,
                   count);
}
