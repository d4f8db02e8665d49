/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Moving: rows of a list, lines of a text, pages, ends. Each pane says how long it is, where it is
 * and how to go to a row (struct rows); the commands are written once over that.
 */
#include "app/app.h"
#include "app/cmd_dossier.h"

/* What moves: a cursor over rows, or in the reading pane the first line shown. */
typedef struct rows {
    uint64_t at, top, count;
    bool scrolls; /* there is no cursor: `at` is the first line shown */
} rows;

/* Rows of a list whose end is not known yet: it is met when it is gone to. */
#define UNCOUNTED (UINT64_MAX / 2)
#define UNCOUNTED_MAX 500 /* how far into such a list a number leads */

static rows find_rows(dl_app *app)
{
    switch (dl_app_context(app)) {
    case DL_CONTEXT_SOURCES:
        return (rows){app->sources.cursor, app->sources.top, app->sources.len, false};
    case DL_CONTEXT_NAMES:
        return (rows){app->names.cursor, app->names.top, app->names.len, false};
    case DL_CONTEXT_TEXT:
        return (rows){app->reading.top, app->reading.top, UINT64_MAX, true};
    case DL_CONTEXT_DOSSIER:
        return (rows){app->dossier.cursor, app->dossier.top, app->dossier.len, false};
    case DL_CONTEXT_SELECT:
        return (rows){dl_selection_line(&app->selection, &app->reading), app->reading.top,
                      UINT64_MAX, false};
    case DL_CONTEXT_CONCORDANCE:
        return (rows){app->concordance.cursor, app->concordance.top,
                      app->concordance.counted ? app->concordance.total : UNCOUNTED, false};
    case DL_CONTEXT_NAMED:
        return (rows){app->concordance.named_cursor, app->concordance.named_top,
                      app->concordance.viewed ? app->concordance.view.named_len : 0, false};
    case DL_CONTEXT_COMPARE:
        return (rows){app->compare.top, app->compare.top, dl_compare_lines(&app->compare), true};
    case DL_CONTEXT_HELP:
        return (rows){app->help.cursor, app->help.top, app->help.len, false};
    default:
        return (rows){app->list.cursor, app->list.top, app->list.total, false};
    }
}

static void go_line_selecting(dl_app *app, size_t target)
{
    dl_field before = app->selection.field;
    dl_selection_go_line(&app->selection, &app->reading, target);
    if (app->selection.field != before)
        dl_app_say(app, "title and body are apart: what is selected begins anew here");
}

/* Puts the cursor of the pane with the keyboard on row TARGET, or the nearest there is. */
static void go(dl_app *app, uint64_t target)
{
    dl_error error;
    dl_status status = DL_OK;
    switch (dl_app_context(app)) {
    case DL_CONTEXT_SOURCES:
        app->sources.cursor = (size_t)target;
        break;
    case DL_CONTEXT_NAMES:
        app->names.cursor = (size_t)target;
        if (app->names.len && app->names.items[target].heading)
            dl_names_move(&app->names, 1); /* a name stands below every heading */
        break;
    case DL_CONTEXT_TEXT:
        dl_reading_scroll(&app->reading, (size_t)target);
        break;
    case DL_CONTEXT_DOSSIER:
        app->dossier.cursor = target;
        dl_app_preview_cited(app);
        break;
    case DL_CONTEXT_SELECT:
        go_line_selecting(app, (size_t)target);
        dl_app_follow_selection(app);
        break;
    case DL_CONTEXT_CONCORDANCE:
        status = dl_concordance_go(&app->concordance, target, &error);
        if (!status)
            dl_app_preview_line(app);
        break;
    case DL_CONTEXT_NAMED:
        app->concordance.named_cursor = (size_t)target;
        break;
    case DL_CONTEXT_COMPARE:
        app->compare.top = (size_t)target; /* painting keeps it from the end */
        break;
    case DL_CONTEXT_HELP:
        app->help.cursor = (size_t)target;
        break;
    default:
        status = dl_doclist_go(&app->list, target, &error);
        if (!status)
            dl_app_preview(app);
    }
    if (status)
        dl_app_complain(app, &error);
}

/* The same by a command that names the row: in the reading pane reading goes on from there. */
static void jump(dl_app *app, uint64_t target)
{
    if (dl_app_context(app) == DL_CONTEXT_TEXT)
        dl_reading_go(&app->reading, (size_t)target);
    else
        go(app, target);
}

/* Moves by STEP rows or lines, no further than the ends. */
static unsigned move(dl_app *app, int64_t step)
{
    if (dl_app_context(app) == DL_CONTEXT_NAMES) {
        dl_names_move(&app->names, (long)step);
        return 0;
    }
    rows r = find_rows(app);
    uint64_t target = r.at;
    if (step < 0)
        target = r.at > (uint64_t)-step ? r.at - (uint64_t)-step : 0;
    else if (r.count - r.at > (uint64_t)step)
        target = r.at + (uint64_t)step;
    else if (r.count)
        target = r.count - 1;
    if (target != r.at)
        go(app, target);
    return 0;
}

static int64_t page(const dl_app *app)
{
    size_t height = dl_app_page(app);
    return height > 2 ? (int64_t)height - 2 : 1; /* two rows of the old page stay in view */
}

unsigned dl_cmd_down(dl_app *app, const dl_arg *arg)
{
    return move(app, arg->count);
}

unsigned dl_cmd_up(dl_app *app, const dl_arg *arg)
{
    return move(app, -arg->count);
}

/* Makes row TOP the first shown of the pane with the keyboard. */
static void set_top(dl_app *app, uint64_t top)
{
    switch (dl_app_context(app)) {
    case DL_CONTEXT_SOURCES:
        app->sources.top = (size_t)top;
        break;
    case DL_CONTEXT_NAMES:
        app->names.top = (size_t)top;
        break;
    case DL_CONTEXT_DOSSIER:
        app->dossier.top = top;
        break;
    case DL_CONTEXT_SELECT:
        dl_reading_scroll(&app->reading, (size_t)top);
        dl_app_follow_selection(app);
        break;
    case DL_CONTEXT_CONCORDANCE:
        app->concordance.top = top;
        break;
    case DL_CONTEXT_NAMED:
        app->concordance.named_top = (size_t)top;
        break;
    case DL_CONTEXT_HELP:
        app->help.top = (size_t)top;
        break;
    default:
        app->list.top = top;
    }
}

/* Scrolls by STEP rows or lines; a cursor moves only where it would be left outside. */
unsigned dl_app_scroll(dl_app *app, int64_t step)
{
    rows r = find_rows(app);
    uint64_t page = dl_app_page(app), last = r.count > page ? r.count - page : 0, top = last;
    if (r.scrolls)
        return move(app, step);
    if (step < 0)
        top = r.top > (uint64_t)-step ? r.top - (uint64_t)-step : 0;
    else if (r.top < last && last - r.top > (uint64_t)step)
        top = r.top + (uint64_t)step;
    set_top(app, top);
    if (r.count && r.at < top)
        go(app, top);
    else if (r.count && r.at >= top + page)
        go(app, top + page - 1);
    return 0;
}

bool dl_app_point(dl_app *app, uint64_t row)
{
    rows r = find_rows(app);
    if (r.scrolls || row >= r.count)
        return false;
    if (row == r.at)
        return true;
    go(app, row);
    return false;
}

unsigned dl_cmd_scroll_down(dl_app *app, const dl_arg *arg)
{
    return dl_app_scroll(app, arg->count);
}

unsigned dl_cmd_scroll_up(dl_app *app, const dl_arg *arg)
{
    return dl_app_scroll(app, -arg->count);
}

unsigned dl_cmd_half_down(dl_app *app, const dl_arg *arg)
{
    return move(app, arg->counted ? arg->count : (int64_t)(dl_app_page(app) + 1) / 2);
}

unsigned dl_cmd_half_up(dl_app *app, const dl_arg *arg)
{
    return move(app, -(arg->counted ? arg->count : (int64_t)(dl_app_page(app) + 1) / 2));
}

/* At the end of a text the first press says what comes next, the second goes there. */
static unsigned page_past_end(dl_app *app)
{
    dl_doc_row *next;
    dl_error error;
    if (dl_doclist_fetch(&app->list, app->list.cursor + 1, &next, &error))
        dl_app_complain(app, &error);
    else if (!next)
        dl_app_say(app, "end of the last document");
    else if (!dl_app_edge(app, "end of this document", next->heading)) {
        dl_app_leave(app);
        if (dl_doclist_go(&app->list, app->list.cursor + 1, &error))
            dl_app_complain(app, &error);
        else if (dl_app_preview(app))
            dl_app_mark_read(app);
    }
    return 0;
}

/* Moves by STEP rows or lines; rows are scrolled along, so that a page shows what is beyond this one. */
static unsigned turn_page(dl_app *app, int64_t step)
{
    rows r = find_rows(app);
    uint64_t height = dl_app_page(app), last = r.count > height ? r.count - height : 0;
    move(app, step);
    if (r.scrolls)
        return 0;
    if (step < 0)
        set_top(app, r.top > (uint64_t)-step ? r.top - (uint64_t)-step : 0);
    else
        set_top(app, last > r.top && last - r.top > (uint64_t)step ? r.top + (uint64_t)step : last);
    return 0;
}

unsigned dl_cmd_page_down(dl_app *app, const dl_arg *arg)
{
    dl_reading *reading = &app->reading;
    if (dl_app_context(app) == DL_CONTEXT_TEXT &&
        !dl_reading_has_line(reading, reading->top + reading->height))
        return page_past_end(app);
    return turn_page(app, arg->count * page(app));
}

unsigned dl_cmd_page_up(dl_app *app, const dl_arg *arg)
{
    return turn_page(app, -arg->count * page(app));
}

/* Rows of the pane: lays a whole document out, so asked only where the end is wanted. */
static uint64_t count_rows(dl_app *app)
{
    if (dl_app_context(app) & (DL_CONTEXT_TEXT | DL_CONTEXT_SELECT))
        return dl_reading_lines(&app->reading);
    return find_rows(app).count;
}

/* Whether the rows of the pane are counted; says so where they are not. */
static bool are_counted(dl_app *app)
{
    bool counted = count_rows(app) != UNCOUNTED;
    if (!counted)
        dl_app_say(app, "the lines are still being counted");
    return counted;
}

unsigned dl_cmd_top(dl_app *app, const dl_arg *arg)
{
    uint64_t count = arg->counted ? count_rows(app) : 1;
    uint64_t target = (uint64_t)arg->count > count ? count : (uint64_t)arg->count;
    if (target > UNCOUNTED_MAX && !are_counted(app))
        return 0;
    if (find_rows(app).count && target)
        jump(app, target - 1);
    return 0;
}

static void go_to_last_line(dl_app *app)
{
    dl_error error;
    if (dl_concordance_go_end(&app->concordance, &error))
        dl_app_complain(app, &error);
    else
        dl_app_preview_line(app);
}

unsigned dl_cmd_bottom(dl_app *app, const dl_arg *arg)
{
    if (arg->counted)
        return dl_cmd_top(app, arg);
    uint64_t count = count_rows(app);
    if (dl_app_context(app) == DL_CONTEXT_CONCORDANCE)
        go_to_last_line(app);
    else if (count)
        jump(app, count - 1);
    return 0;
}

unsigned dl_cmd_percent(dl_app *app, const dl_arg *arg)
{
    uint64_t count = count_rows(app), percent = arg->count > 100 ? 100 : (uint64_t)arg->count;
    if (!arg->counted)
        dl_app_say(app, "a count goes before %: 50% is half way");
    else if (count && are_counted(app))
        jump(app, (count - 1) * percent / 100);
    return 0;
}

static bool opens(dl_field field, const dl_line *line)
{
    return field == DL_FIELD_BODY && line->opens && line->end > line->start;
}

/* Lines of the reading pane that open a paragraph: the next from FROM on (BACK: before it). */
static size_t find_paragraph(dl_reading *reading, size_t from, bool back)
{
    dl_field field;
    dl_line line;
    if (back) {
        for (size_t i = from; i > 0; i--)
            if (dl_reading_text_line(reading, i - 1, &field, &line) && opens(field, &line))
                return i - 1;
        return 0;
    }
    for (size_t i = from + 1; dl_reading_has_line(reading, i); i++)
        if (dl_reading_text_line(reading, i, &field, &line) && opens(field, &line))
            return i;
    return from;
}

static unsigned move_paragraphs(dl_app *app, long count, bool back)
{
    size_t line = app->reading.top;
    for (; app->reading.open && count > 0; count--)
        line = find_paragraph(&app->reading, line, back);
    dl_reading_scroll(&app->reading, line);
    return 0;
}

unsigned dl_cmd_next_paragraph(dl_app *app, const dl_arg *arg)
{
    return move_paragraphs(app, arg->count, false);
}

unsigned dl_cmd_previous_paragraph(dl_app *app, const dl_arg *arg)
{
    return move_paragraphs(app, arg->count, true);
}

/* Scrolls so that the current mention's line stands OFFSET lines below the top. */
static unsigned put_line(dl_app *app, size_t offset)
{
    dl_reading *reading = &app->reading;
    if (!reading->has_current) {
        dl_app_say(app, "no current mention in view; ] goes to the next");
        return 0;
    }
    size_t line = dl_reading_line(reading, reading->current.field, reading->current.start);
    dl_reading_scroll(reading, line > offset ? line - offset : 0);
    return 0;
}

unsigned dl_cmd_line_to_top(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return put_line(app, 0);
}

unsigned dl_cmd_line_to_middle(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return put_line(app, app->reading.height / 2);
}

unsigned dl_cmd_line_to_bottom(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return put_line(app, app->reading.height - 1);
}
