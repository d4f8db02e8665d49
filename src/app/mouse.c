/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The mouse does nothing that no key does: a click goes to what is under it, and where that is what one is
 * at already, it is Enter; so a double click opens, and nothing waits to see whether a click is one.
 */
#include "app/app.h"

#define WHEEL_STEP 3 /* rows */

static bool is_within(dl_rect rect, int x, int y)
{
    return x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
}

/* Sets *RET to the pane at that cell: drawers lie over the others. */
static bool find_pane(const dl_app *app, int x, int y, dl_pane *ret)
{
    static const dl_pane panes[] = {DL_PANE_SOURCES, DL_PANE_NAMES, DL_PANE_LIST, DL_PANE_TEXT};
    for (size_t i = 0; i < sizeof panes / sizeof *panes; i++)
        if (is_within(app->geometry.panes[panes[i]], x, y)) {
            *ret = panes[i];
            return true;
        }
    return false;
}

static unsigned open_here(dl_app *app)
{
    dl_arg arg = {.count = 1, .text = ""};
    return dl_app_run(app, DL_COMMAND_OPEN, &arg);
}

/* A click into a list, ROW rows below its heading (-1: on it). KEYBOARD: it had the keyboard before. */
static unsigned click_row(dl_app *app, int row, bool keyboard)
{
    if (row < 0)
        return 0;
    return dl_app_point(app, (uint64_t)row) && keyboard ? open_here(app) : 0;
}

/* The mention drawn at that cell of the text; NULL where there is none. */
static const dl_mention *mention_at(dl_app *app, int x, int y)
{
    dl_reading *reading = &app->reading;
    dl_rect rect = app->geometry.panes[DL_PANE_TEXT];
    int column = x - rect.x - DL_TEXT_MARGIN_LEFT;
    size_t line = reading->top + (size_t)(y - rect.y);
    dl_spot spot;
    bool found = column >= 0 && dl_reading_point(reading, line, (size_t)column, &spot);
    return found ? dl_reading_mention(reading, spot) : NULL;
}

/* A click into the text: the keyboard goes there, and the name that was clicked becomes current. */
static unsigned click_text(dl_app *app, int x, int y)
{
    dl_reading *reading = &app->reading;
    const dl_mention *mention = mention_at(app, x, y);
    dl_spot spot = {0};
    bool again = false;
    if (mention) {
        spot = (dl_spot){mention->field, mention->start, mention->end};
        again = reading->has_current && dl_spot_compare(reading->current, spot) == 0;
    }
    if (mention && !again) {
        app->running = DL_COMMAND_NEXT_MENTION; /* which it is like on the trail */
        dl_app_leave(app);
        app->previous = app->running;
    }
    dl_app_enter(app, DL_PANE_TEXT);
    dl_app_mark_read(app);
    if (again)
        return open_here(app);
    if (mention)
        dl_reading_land(reading, spot);
    return 0;
}

static unsigned click(dl_app *app, int x, int y)
{
    dl_pane pane;
    bool lines = app->overlay == DL_OVERLAY_CONCORDANCE &&
                 app->concordance.lines.context == DL_CONC_LINE; /* a row each */
    if (!find_pane(app, x, y, &pane))
        return 0;
    if (app->overlay != DL_OVERLAY_NONE)
        return lines && pane == DL_PANE_LIST
                   ? click_row(app, y - app->geometry.panes[pane].y - 1, true)
                   : 0;
    if (pane == DL_PANE_TEXT)
        return click_text(app, x, y);
    bool keyboard = app->pane == pane;
    int row = y - app->geometry.panes[pane].y - 1;
    if (!keyboard)
        dl_app_enter(app, pane);
    return click_row(app, row, keyboard);
}

static unsigned wheel(dl_app *app, int x, int y, int64_t step)
{
    dl_pane pane, before = app->pane;
    bool found = find_pane(app, x, y, &pane);
    if (app->overlay == DL_OVERLAY_CONCORDANCE && found && pane == DL_PANE_TEXT) {
        size_t top = app->reading.top, by = (size_t)(step < 0 ? -step : step);
        dl_reading_scroll(&app->reading, step > 0 ? top + by : top > by ? top - by : 0);
        return 0;
    }
    if (app->overlay != DL_OVERLAY_NONE)
        return dl_app_scroll(app, step);
    if (!found)
        return 0;
    app->pane = pane; /* the keyboard stays where it is */
    unsigned effects = dl_app_scroll(app, step);
    app->pane = before;
    return effects;
}

unsigned dl_app_mouse(dl_app *app, dl_mouse mouse)
{
    bool busy = app->question || app->prompt.kind || dl_app_context(app) == DL_CONTEXT_SELECT;
    if (busy || app->geometry.too_small)
        return 0;
    app->message[0] = '\0';
    app->message_is_error = false;
    app->pending_len = 0;
    app->count = 0;
    switch (mouse.kind) {
    case DL_MOUSE_CLICK:
        return click(app, mouse.x, mouse.y);
    case DL_MOUSE_WHEEL_UP:
        return wheel(app, mouse.x, mouse.y, -WHEEL_STEP);
    default:
        return wheel(app, mouse.x, mouse.y, WHEEL_STEP);
    }
}
