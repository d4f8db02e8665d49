/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panes at the left: sources, and names of this text. */
#include "app/screen.h"
#include "dateline/text.h"

/* --- sources --- */

static const char *source_name(dl_app *app, const dl_source_line *line)
{
    const char *chosen = line->chosen ? app->glyphs->marked : " ";
    switch (line->kind) {
    case DL_SOURCE_ALL:
        return line->name;
    case DL_SOURCE_HEADING:
        return dl_arena_printf(&app->paint, "%s %s %s", app->glyphs->horizontal, line->name,
                               app->glyphs->horizontal);
    case DL_SOURCE_COUNTRY:
        return dl_arena_printf(&app->paint, "%s %s",
                               line->open ? app->glyphs->open : app->glyphs->closed, line->name);
    case DL_SOURCE_NAMED:
        return dl_arena_printf(&app->paint, "%s%s%s", line->country ? "  " : " ", chosen,
                               line->name);
    default:
        return dl_arena_printf(&app->paint, " %s%s", chosen, line->name);
    }
}

static int count_digits(uint64_t number)
{
    int digits = 1;
    for (; number >= 10; number /= 10)
        digits++;
    return digits;
}

void dl_screen_paint_sources(dl_app *app, dl_frame *frame)
{
    dl_rect rect = app->geometry.panes[DL_PANE_SOURCES];
    dl_sources *sources = &app->sources;
    if (rect.width <= 0 || rect.height <= 0)
        return;
    size_t height = (size_t)rect.height - 1;
    sources->top = dl_screen_top(app, sources->top, sources->cursor, sources->len, height);
    dl_table_cell *cells = dl_arena_calloc(&app->paint, (height + 1) * 3, sizeof *cells);
    dl_table_row *rows = dl_arena_calloc(&app->paint, height + 1, sizeof *rows);
    if (!cells || !rows) {
        frame->failed = true;
        return;
    }
    cells[0] = dl_screen_cell("SOURCES", DL_STYLE(HEADING));
    cells[1] = dl_screen_cell("docs", DL_STYLE(HEADING));
    cells[2] = dl_screen_cell("new", DL_STYLE(HEADING));
    size_t count = 0;
    for (; count < height && sources->top + count < sources->len; count++) {
        const dl_source_line *line = &sources->items[sources->top + count];
        bool others = line->kind == DL_SOURCE_UNDATED || line->kind == DL_SOURCE_INFERRED ||
                      line->kind == DL_SOURCE_AMBIGUOUS || line->kind == DL_SOURCE_HEADING ||
                      line->kind == DL_SOURCE_DOSSIER;
        dl_table_cell *row = cells + (count + 1) * 3;
        dl_style style = line->chosen ? (dl_style){DL_ROLE_TEXT, DL_STYLE_BOLD} : DL_STYLE(TEXT);
        row[0] = dl_screen_cell(source_name(app, line), style);
        bool heading = line->kind == DL_SOURCE_HEADING;
        if (heading)
            row[0].style = DL_STYLE(DIM);
        row[1] =
            dl_screen_cell(heading ? NULL : dl_screen_count(app, line->documents), DL_STYLE(TEXT));
        row[2] = dl_screen_cell(others ? NULL : dl_screen_count(app, line->unread), DL_STYLE(TEXT));
        rows[count] =
            (dl_table_row){.cells = row, .cursor = sources->top + count == sources->cursor};
    }
    int digits = count_digits(sources->documents);
    const dl_column columns[] = {{0},
                                 {.width = digits < 4 ? 4 : digits, .right = true},
                                 {.width = digits < 3 ? 3 : digits, .right = true}};
    dl_table table = {.columns = columns,
                      .columns_count = 3,
                      .heading = cells,
                      .rows = rows,
                      .rows_count = count,
                      .keyboard = dl_app_context(app) == DL_CONTEXT_SOURCES};
    dl_paint_table(frame, rect, &table, app->glyphs);
    dl_screen_note(app, rect, DL_CONTEXT_SOURCES, DL_PANE_SOURCES, 1, sources->top, count);
}

/* --- names --- */

#define NAME_SIGN 2  /* cells before a name of this text, for the sign of the focus */
#define NAME_COUNT 4 /* of the column of its mentions */
#define NAMED_COUNT 5

/* Cells for a name in RECT, which also has the margin, a column of COUNT and the blank before it, and SIGN
 * before the name. */
static size_t name_room(dl_rect rect, int count, int sign)
{
    int room = rect.width - 1 - (count + 1) - sign;
    return room > 0 ? (size_t)room : 0;
}

/* TEXT cut in its middle to ROOM cells. */
static const char *cut_middle(dl_app *app, const char *text, size_t room)
{
    size_t len = strlen(text), head_cells, tail = 0;
    size_t head = dl_text_fit(text, len, room / 2, &head_cells);
    while (tail < len && dl_text_cells(text + tail, len - tail) + head_cells + 1 > room)
        tail += dl_text_grapheme(text + tail, len - tail);
    return dl_arena_printf(&app->paint, "%.*s%s%s", (int)head, text, app->glyphs->ellipsis,
                           text + tail);
}

/* Cuts those of COUNT NAMES in their middle that, cut at their ends to ROOM cells, could not be told from
 * another of them. */
static void tell_apart(dl_app *app, const char **names, size_t count, size_t room)
{
    const char **cut = dl_arena_calloc(&app->paint, count + 1, sizeof *cut);
    if (!cut || room < 5)
        return;
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(names[i]), shown = dl_text_fit(names[i], len, room - 1, NULL);
        bool alike = false;
        for (size_t k = 0; k < count && dl_text_cells(names[i], len) > room && !alike; k++)
            alike = k != i && strncmp(names[i], names[k], shown) == 0 &&
                    dl_text_cells(names[k], strlen(names[k])) > room;
        cut[i] = alike ? cut_middle(app, names[i], room) : NULL;
    }
    for (size_t i = 0; i < count; i++)
        if (cut[i])
            names[i] = cut[i];
}

static void fill_name(dl_app *app, const dl_name_line *line, const char *name, dl_table_cell *row)
{
    bool focus = app->focus.kind == DL_FOCUS_ENTITY && strcmp(app->focus.id, line->entity.id) == 0;
    if (line->heading)
        row[0] = dl_screen_cell(line->entity.name, DL_STYLE(HEADING));
    else
        row[0] = dl_screen_cell(
            dl_arena_printf(&app->paint, "%s %s", focus ? app->glyphs->focus_here : " ", name),
            DL_STYLE(TEXT));
    row[1] = dl_screen_cell(dl_screen_count(app, line->mentions),
                            line->heading ? DL_STYLE(HEADING) : DL_STYLE(TEXT));
}

/* The heading is wider than the columns of the names below it. */
static void paint_names_heading(dl_app *app, dl_frame *frame, dl_rect rect)
{
    static const char name[] = "NAMES HERE";
    const dl_names *names = &app->names;
    const char *total = names->hidden ? dl_arena_printf(&app->paint, "%zu of %zu", names->total,
                                                        names->total + names->hidden)
                                      : dl_arena_printf(&app->paint, "%zu in text", names->total);
    dl_frame_text(frame, rect.x + 1, rect.y, rect.width - 1, DL_STYLE(HEADING), name,
                  sizeof name - 1);
    int width = total ? (int)strlen(total) : 0;
    if (total && rect.width > width + (int)sizeof name + 1)
        dl_frame_text(frame, rect.x + rect.width - 1 - width, rect.y, width, DL_STYLE(HEADING),
                      total, strlen(total));
}

void dl_screen_paint_names(dl_app *app, dl_frame *frame)
{
    dl_rect rect = app->geometry.panes[DL_PANE_NAMES];
    dl_names *names = &app->names;
    if (rect.width <= 0 || rect.height <= 0)
        return;
    size_t height = (size_t)rect.height - 1;
    bool keyboard = dl_app_context(app) == DL_CONTEXT_NAMES;
    /* the heading above the first name stays in view */
    size_t cursor = names->cursor == 1 ? 0 : names->cursor;
    if (keyboard)
        names->top = dl_screen_top(app, names->top, cursor, names->len, height);
    else if (names->top + height > names->len)
        names->top = names->len > height ? names->len - height : 0;
    dl_table_cell *cells = dl_arena_calloc(&app->paint, (height + 1) * 2, sizeof *cells);
    dl_table_row *rows = dl_arena_calloc(&app->paint, height + 1, sizeof *rows);
    const char **texts = dl_arena_calloc(&app->paint, height + 1, sizeof *texts);
    if (!cells || !rows || !texts) {
        frame->failed = true;
        return;
    }
    paint_names_heading(app, frame, rect);
    rect.y++;
    rect.height--;
    size_t count = 0, shown = names->len - names->top < height ? names->len - names->top : height;
    for (size_t i = 0; i < shown; i++)
        texts[i] = names->items[names->top + i].entity.name;
    tell_apart(app, texts, shown, name_room(rect, NAME_COUNT, NAME_SIGN));
    for (; count < shown; count++) {
        dl_table_cell *row = cells + count * 2;
        fill_name(app, &names->items[names->top + count], texts[count], row);
        rows[count] =
            (dl_table_row){.cells = row, .cursor = keyboard && names->top + count == names->cursor};
    }
    const dl_column columns[] = {{0}, {.width = NAME_COUNT, .right = true}};
    dl_table table = {.columns = columns,
                      .columns_count = 2,
                      .rows = rows,
                      .rows_count = count,
                      .keyboard = keyboard};
    dl_paint_table(frame, rect, &table, app->glyphs);
    dl_screen_note(app, rect, DL_CONTEXT_NAMES, DL_PANE_NAMES, 0, names->top, count);
}

void dl_screen_paint_named(dl_app *app, dl_frame *frame)
{
    static const char name[] = "NAMED IN THE SAME SENTENCE";
    dl_rect rect = app->geometry.panes[DL_PANE_NAMES];
    dl_concordance *conc = &app->concordance;
    if (rect.width <= 0 || rect.height <= 0)
        return;
    size_t height = (size_t)rect.height - 1, len = conc->viewed ? conc->view.named_len : 0;
    bool keyboard = dl_app_context(app) == DL_CONTEXT_NAMED;
    dl_table_cell *cells = dl_arena_calloc(&app->paint, (height + 1) * 2, sizeof *cells);
    dl_table_row *rows = dl_arena_calloc(&app->paint, height + 1, sizeof *rows);
    const char **texts = dl_arena_calloc(&app->paint, height + 1, sizeof *texts);
    if (!cells || !rows || !texts) {
        frame->failed = true;
        return;
    }
    if (conc->named_cursor >= len)
        conc->named_cursor = len ? len - 1 : 0;
    conc->named_top = dl_screen_top(app, conc->named_top, conc->named_cursor, len, height);
    dl_frame_text(frame, rect.x + 1, rect.y, rect.width - 1, DL_STYLE(HEADING), name,
                  sizeof name - 1);
    rect.y++;
    rect.height--;
    rect.width--; /* numbers do not touch the edge of the screen */
    size_t count = 0, shown = len - conc->named_top < height ? len - conc->named_top : height;
    for (size_t i = 0; i < shown; i++)
        texts[i] = conc->digest.entities.items[conc->view.named[conc->named_top + i]].name;
    tell_apart(app, texts, shown, name_room(rect, NAMED_COUNT, 0));
    for (; count < shown; count++) {
        size_t number = conc->named_top + count;
        const dl_conc_named *named = &conc->digest.entities.items[conc->view.named[number]];
        cells[count * 2] =
            dl_screen_cell(texts[count], dl_shown_style(&app->shown, named->kind, named->id));
        cells[count * 2 + 1] = dl_screen_cell(dl_screen_count(app, named->lines), DL_STYLE(TEXT));
        rows[count] = (dl_table_row){.cells = cells + count * 2,
                                     .cursor = keyboard && number == conc->named_cursor};
    }
    const dl_column columns[] = {{0}, {.width = NAMED_COUNT, .right = true}};
    dl_table table = {.columns = columns,
                      .columns_count = 2,
                      .rows = rows,
                      .rows_count = count,
                      .keyboard = keyboard};
    dl_paint_table(frame, rect, &table, app->glyphs);
    dl_screen_note(app, rect, DL_CONTEXT_NAMED, DL_PANE_NAMES, 0, conc->named_top, count);
}
