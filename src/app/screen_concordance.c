/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The concordance: a line a mention, aligned on the first cell of the name. */
#include "app/facts.h"
#include "app/screen.h"
#include "dateline/text.h"

enum { DATE, SOURCE, LINE, COLUMNS };

static const char *sort_name(const dl_app *app)
{
    bool by_date = app->order == DL_ORDER_NEWEST || app->order == DL_ORDER_OLDEST;
    return by_date ? "date" : "source";
}

/* The first row: what is listed, and how it is sorted. */
static void paint_heading(dl_app *app, dl_frame *frame, dl_rect rect)
{
    const dl_concordance *conc = &app->concordance;
    dl_style style = DL_STYLE(TEXT);
    if (conc->focus.kind == DL_FOCUS_ENTITY)
        style = dl_screen_kind_style(conc->focus.entity_kind);
    const char *sort =
        dl_arena_printf(&app->paint, "sort %s%s", app->glyphs->closed, sort_name(app));
    const struct {
        const char *text;
        dl_style style;
    } pieces[] = {
        {"CONCORDANCE", DL_STYLE(HEADING)}, {conc->focus.name, style}, {sort, DL_STYLE(TEXT)}};
    int x = rect.x + 1, end = rect.x + rect.width;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        if (pieces[i].text && x < end)
            x += 2 + dl_frame_label(frame, x, rect.y, end - x, pieces[i].style, pieces[i].text,
                                    strlen(pieces[i].text), app->glyphs->ellipsis);
}

/* The end of BEFORE that fits in WIDTH cells, beginning with a whole word. */
static const char *fit_before(const char *before, int width)
{
    size_t len = strlen(before), cells = dl_text_cells(before, len), at = 0;
    while (cells > (size_t)(width < 0 ? 0 : width) && at < len) {
        while (at < len && before[at] != ' ')
            at++;
        while (at < len && before[at] == ' ')
            at++;
        cells = dl_text_cells(before + at, len - at);
    }
    return before + at;
}

/* Bytes of AFTER that fit in WIDTH cells, ending with a whole word. */
static size_t fit_after(const char *after, int width)
{
    size_t len = strlen(after), fit = dl_text_fit(after, len, width < 0 ? 0 : (size_t)width, NULL);
    if (fit == len)
        return len;
    size_t word = fit;
    while (word > 0 && after[word] != ' ')
        word--;
    return word ? word : fit;
}

/* The line itself: blanks that bring the name to its place, WIDTH cells from the left, what stands
 * before it, the name marked, and what follows in the rest of ROOM cells. */
static dl_table_cell line_cell(dl_app *app, const dl_conc_line *line, int width, int room)
{
    const char *before = fit_before(line->before, width);
    int pad = width - (int)dl_text_cells(before, strlen(before));
    int left = room - width - (int)dl_text_cells(line->name, strlen(line->name));
    const char *text = dl_arena_printf(&app->paint, "%*s%s%s%.*s", pad < 0 ? 0 : pad, "", before,
                                       line->name, (int)fit_after(line->after, left), line->after);
    dl_mark *mark = dl_arena_alloc(&app->paint, sizeof *mark);
    dl_table_cell cell = dl_screen_cell(text, DL_STYLE(TEXT));
    if (!mark || !text)
        return cell;
    size_t start = (size_t)(pad < 0 ? 0 : pad) + strlen(before);
    *mark =
        (dl_mark){start, start + strlen(line->name), {.role = DL_ROLE_TEXT, .flags = DL_STYLE_HIT}};
    if (line->mention) {
        mark->style = dl_screen_kind_style(line->mention->kind);
        if (line->mention->confidence < DL_CONFIDENCE_UNSURE)
            mark->style.flags |= DL_STYLE_UNSURE;
    }
    cell.marks = mark;
    cell.marks_count = 1;
    return cell;
}

/* Date and source stand where they change. */
static void fill_row(dl_app *app, uint64_t number, bool first, int before, int room,
                     dl_table_cell *cells)
{
    const dl_conc_line *line = dl_concordance_line(&app->concordance, number);
    const dl_conc_line *above =
        number && !first ? dl_concordance_line(&app->concordance, number - 1) : NULL;
    char date[DL_LIST_DATE];
    if (!above || above->key != line->key) {
        cells[DATE] = dl_screen_cell(
            dl_arena_strdup(&app->paint, dl_facts_date(line->published, date)), DL_STYLE(TEXT));
        cells[SOURCE] = dl_screen_cell(line->source ? line->source : "(no source)",
                                       line->source ? DL_STYLE(TEXT) : DL_STYLE(DIM));
    }
    cells[LINE] = line_cell(app, line, before, room);
}

/* Widths for a screen of WIDTH cells. Sets the cells of a line, which is what date and source leave,
 * and those of its context before the name, which stands in the middle. */
static void set_columns(int width, dl_column *columns, int *ret_before, int *ret_room)
{
    int source = width >= 110 ? 14 : width >= 70 ? 10 : -1;
    int taken = 1 + 11 + 1 + (source > 0 ? source + 1 : 0);
    columns[DATE] = (dl_column){.width = 11, .right = true};
    columns[SOURCE] = (dl_column){.width = source};
    columns[LINE] = (dl_column){0};
    *ret_room = width > taken ? width - taken : 0;
    *ret_before = *ret_room > 4 ? *ret_room / 2 - 2 : 0;
}

void dl_screen_paint_concordance(dl_app *app, dl_frame *frame)
{
    dl_rect rect = app->geometry.panes[DL_PANE_LIST];
    dl_concordance *conc = &app->concordance;
    if (rect.width <= 0 || rect.height < 2)
        return;
    paint_heading(app, frame, rect);
    rect.y++;
    rect.height--;
    size_t height = (size_t)rect.height;
    dl_error error;
    if (dl_concordance_show(conc, height, &error))
        dl_app_complain(app, &error);
    dl_column columns[COLUMNS];
    int before, room;
    set_columns(rect.width, columns, &before, &room);
    dl_table_cell *cells = dl_arena_calloc(&app->paint, height * COLUMNS, sizeof *cells);
    dl_table_row *rows = dl_arena_calloc(&app->paint, height, sizeof *rows);
    if (!cells || !rows) {
        frame->failed = true;
        return;
    }
    size_t count = 0;
    for (; count < height && dl_concordance_line(conc, conc->top + count); count++) {
        dl_table_cell *row = cells + count * COLUMNS;
        fill_row(app, conc->top + count, count == 0, before, room, row);
        rows[count] = (dl_table_row){.cells = row, .cursor = conc->top + count == conc->cursor};
    }
    dl_table table = {.columns = columns,
                      .columns_count = COLUMNS,
                      .rows = rows,
                      .rows_count = count,
                      .keyboard = true};
    table.columns_count = dl_screen_drop_columns(columns, COLUMNS, cells, count);
    dl_paint_table(frame, rect, &table, app->glyphs);
}
