/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document list: flags, date, source, title, mentions of the focus. */
#include "app/facts.h"
#include "app/screen.h"
#include "dateline/text.h"

enum { FLAGS, DATE, SOURCE, TITLE, HITS, COLUMNS };

const char *dl_screen_count(dl_app *app, uint64_t count)
{
    return count ? dl_arena_printf(&app->paint, "%llu", (unsigned long long)count)
                 : app->glyphs->none;
}

/* Widths for a list of WIDTH cells: what is least needed goes first where there is no room. */
static void set_columns(dl_app *app, int width, dl_column *columns)
{
    size_t name = app->focus.name ? dl_text_cells(app->focus.name, strlen(app->focus.name)) : 0;
    columns[FLAGS] = (dl_column){.width = width >= 70 ? 9 : width >= 40 ? 2 : 1};
    columns[DATE] = (dl_column){.width = width >= 30 ? 11 : 10, .right = true};
    columns[SOURCE] = (dl_column){.width = width >= 140  ? 24
                                           : width >= 70 ? 14
                                           : width >= 50 ? 10
                                                         : -1};
    columns[TITLE] = (dl_column){0};
    columns[HITS] = (dl_column){.width = name == 0 || width < 40 ? -1
                                         : name > 8              ? 8
                                         : name < 3              ? 3
                                                                 : (int)name,
                                .right = true};
}

/* How often the document of ROW names the focus; NULL where that is not known yet. */
static const char *hits(dl_app *app, const dl_doc_row *row)
{
    uint32_t count;
    bool shown = app->reading.open && app->reading.doc.key == row->key;
    if (app->focus.kind == DL_FOCUS_ENTITY)
        return dl_screen_count(app, row->hits);
    if (shown)
        return dl_screen_count(app, app->reading.focus.len);
    return dl_hits_find(&app->hits, row->key, &count) ? dl_screen_count(app, count) : NULL;
}

#define FLAGS_ROOM 4 /* cells in which each flag has a place of its own */

/* What is set on the document of ROW: N new, ! starred, + with a note, x marked. In WIDTH cells, where
 * that is too little the foremost of them. */
static const char *flags(dl_app *app, const dl_doc_row *row, int width)
{
    const char all[FLAGS_ROOM] = {row->read ? ' ' : 'N', row->starred ? '!' : ' ',
                                  row->noted ? '+' : ' ',
                                  dl_marked_holds(&app->marked, row->sha256) ? 'x' : ' '};
    char *text = dl_arena_strndup(&app->paint, all, sizeof all);
    if (!text)
        return NULL;
    size_t len = FLAGS_ROOM;
    if (width >= FLAGS_ROOM) {
        while (len > 0 && all[len - 1] == ' ')
            len--;
        text[len] = '\0';
        return text;
    }
    len = 0;
    if (all[3] != ' ')
        text[len++] = 'x';
    for (size_t i = 0; i < 3; i++)
        if (all[i] != ' ')
            text[len++] = all[i];
    text[len < (size_t)width ? len : (size_t)width] = '\0';
    return text;
}

static bool fill_row(dl_app *app, const dl_doc_row *row, int flags_width, dl_table_cell *cells)
{
    char date[DL_LIST_DATE];
    const char *day =
        dl_arena_strdup(&app->paint, dl_facts_date(row->published, row->ambiguous, date));
    const char *title =
        row->titled ? row->heading
                    : dl_arena_printf(&app->paint, "%s %s", app->glyphs->untitled, row->heading);
    if (title && row->copies)
        title = dl_arena_printf(&app->paint, "+%u %s", row->copies, title);
    else if (title && row->copy)
        title = dl_arena_printf(&app->paint, "= %s", title);
    if (!day || !title)
        return false;
    cells[FLAGS] = dl_screen_cell(flags(app, row, flags_width), DL_STYLE(SIGN));
    cells[DATE] = dl_screen_cell(day, DL_STYLE(TEXT));
    cells[SOURCE] = dl_screen_cell(row->source ? row->source : "(no source)",
                                   row->source ? DL_STYLE(TEXT) : DL_STYLE(DIM));
    cells[TITLE] = dl_screen_cell(title, DL_STYLE(TEXT));
    cells[HITS] = dl_screen_cell(hits(app, row), DL_STYLE(TEXT));
    return true;
}

/* What an empty list says: how to get documents, or how to get them back. */
static void paint_empty(dl_app *app, dl_frame *frame, dl_rect rect)
{
    const char *text = app->counts.held
                           ? "no document passes this filter; \\ turns it off, < goes back"
                           : "the archive is empty: dateline import FILE fills it";
    if (rect.height > 1)
        dl_frame_label(frame, rect.x + 2, rect.y + 1, rect.width - 2, DL_STYLE(MESSAGE), text,
                       strlen(text), app->glyphs->ellipsis);
}

size_t dl_screen_drop_columns(dl_column *columns, size_t count, dl_table_cell *cells, size_t rows)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (columns[i].width < 0)
            continue;
        for (size_t row = 0; row < rows; row++)
            cells[row * count + kept] = cells[row * count + i];
        columns[kept++] = columns[i];
    }
    return kept;
}

void dl_screen_paint_list(dl_app *app, dl_frame *frame)
{
    dl_rect rect = app->geometry.panes[DL_PANE_LIST];
    if (rect.width <= 0 || rect.height <= 0)
        return;
    dl_error error;
    /* a list of one row has no heading */
    size_t height = rect.height > 1 ? (size_t)rect.height - 1 : 1;
    if (dl_doclist_show(&app->list, height, &error))
        dl_app_complain(app, &error);
    dl_column columns[COLUMNS];
    set_columns(app, rect.width, columns);
    dl_table_cell *cells = dl_arena_calloc(&app->paint, (height + 1) * COLUMNS, sizeof *cells);
    dl_table_row *rows = dl_arena_calloc(&app->paint, height + 1, sizeof *rows);
    if (!cells || !rows) {
        frame->failed = true;
        return;
    }
    static const char *const names[COLUMNS] = {"DOCUMENTS", "date", "source", "title", ""};
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i] = dl_screen_cell(names[i], DL_STYLE(HEADING));
    if (columns[FLAGS].width < 9)
        cells[FLAGS].len = 0;
    if (app->focus.name && columns[HITS].width > 0)
        cells[HITS] = dl_screen_cell(
            dl_screen_cut(app, app->focus.name, (size_t)columns[HITS].width), DL_STYLE(HEADING));
    size_t count = 0;
    for (; count < height; count++) {
        uint64_t number = app->list.top + count;
        const dl_doc_row *row = dl_doclist_row(&app->list, number);
        dl_table_cell *line = cells + (count + 1) * COLUMNS;
        if (!row || !fill_row(app, row, columns[FLAGS].width, line))
            break;
        rows[count] = (dl_table_row){.cells = line, .cursor = number == app->list.cursor};
    }
    dl_table table = {.columns = columns,
                      .heading = cells,
                      .rows = rows,
                      .rows_count = count,
                      .keyboard = dl_app_context(app) == DL_CONTEXT_LIST};
    table.columns_count = dl_screen_drop_columns(columns, COLUMNS, cells, count + 1);
    dl_paint_table(frame, rect, &table, app->glyphs);
    dl_screen_note(app, rect, DL_CONTEXT_LIST, DL_PANE_LIST, rect.height > 1, app->list.top, count);
    if (!app->list.total)
        paint_empty(app, frame, rect);
}
