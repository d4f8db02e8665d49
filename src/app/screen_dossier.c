/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dossier: its passages in their order, one a row; below them the text of the one under the cursor. */
#include <string.h>

#include "app/facts.h"
#include "app/screen.h"
#include "dateline/reference.h"

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
    const char *day =
        item->held ? dl_facts_date(item->published, item->ambiguous, date) : "forgotten";
    cells[SIGN] = dl_screen_cell(lost ? "?" : "", DL_STYLE(SIGN));
    cells[DATE] = dl_screen_cell(dl_arena_strdup(&app->paint, day),
                                 item->held ? DL_STYLE(TEXT) : DL_STYLE(DIM));
    cells[SOURCE] = dl_screen_cell(!item->held    ? "not in archive"
                                   : item->source ? item->source
                                                  : "(no source)",
                                   item->source ? DL_STYLE(TEXT) : DL_STYLE(DIM));
    cells[QUOTE] = dl_screen_cell(*quote ? squeeze(app, quote) : "the document as a whole",
                                  *quote && item->held ? DL_STYLE(TEXT) : DL_STYLE(DIM));
    cells[COMMENT] = dl_screen_cell(comment ? squeeze(app, comment) : NULL, DL_STYLE(DIM));
}

/* What is kept of the item under the cursor, where its document is forgotten. NULL where it is none such, or
 * memory is out. */
static const char *describe_kept(dl_app *app, const char **ret_quote)
{
    dl_error error;
    const dl_dossier_item *item = dl_dossier_current(&app->dossier, &error);
    if (!item || item->held)
        return NULL;
    const dl_passage *passage = &item->cited.passage;
    dl_reference reference = {.whole = dl_passage_is_whole(passage),
                              .field = passage->field,
                              .start = passage->start,
                              .end = passage->end};
    memcpy(reference.sha256, passage->sha256, sizeof passage->sha256);
    dl_str text;
    dl_str_init(&text);
    dl_str_add(&text,
               "forgotten: this archive does not hold the document any more; what was cited of it "
               "is kept\n");
    dl_reference_format(&text, &reference);
    const char *ret = dl_str_ok(&text) ? dl_arena_strdup(&app->paint, text.text) : NULL;
    dl_str_release(&text);
    *ret_quote = *passage->quote ? passage->quote : "the document as a whole";
    return ret;
}

void dl_screen_paint_kept(dl_app *app, dl_frame *frame, dl_rect rect)
{
    enum { FACTS, GAP, BODY, SECTIONS };
    const char *texts[SECTIONS] = {NULL, " ", NULL};
    texts[FACTS] = describe_kept(app, &texts[BODY]);
    if (!texts[FACTS] || rect.width <= 4 || rect.height <= 0)
        return;
    dl_layout layouts[SECTIONS];
    dl_text_section sections[SECTIONS];
    for (int i = 0; i < SECTIONS; i++) {
        dl_layout_init(&layouts[i], texts[i], strlen(texts[i]), app->reading.width);
        sections[i] = (dl_text_section){.layout = &layouts[i],
                                        .style = i == FACTS ? DL_STYLE(DIM) : DL_STYLE(TEXT)};
    }
    dl_text_view view = {.sections = sections, .sections_count = SECTIONS, .current = SIZE_MAX};
    dl_paint_text(frame, rect, &view, app->glyphs);
    for (int i = 0; i < SECTIONS; i++)
        dl_layout_release(&layouts[i]);
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
