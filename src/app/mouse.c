/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The mouse does nothing that no key does: a click goes to what is under it, and where that is what one is
 * at already, it is Enter; so a double click opens, and nothing waits to see whether a click is one.
 */
#include "app/app.h"

#define WHEEL_STEP 3 /* rows */

static unsigned open_here(dl_app *app)
{
    dl_arg arg = {.count = 1, .text = ""};
    return dl_app_run(app, DL_COMMAND_OPEN, &arg);
}

/* The mention drawn at column X of the line of the text that AT is; NULL where there is none. */
static const dl_mention *mention_at(dl_app *app, const dl_drawn_part *at, int x)
{
    dl_reading *reading = &app->reading;
    int column = x - at->rect.x - DL_TEXT_MARGIN_LEFT;
    dl_spot spot;
    bool found = at->is_row && column >= 0 &&
                 dl_reading_point(reading, (size_t)at->row, (size_t)column, &spot);
    return found ? dl_reading_mention(reading, spot) : NULL;
}

/* A click into the text: the keyboard goes there, and the name that was clicked becomes current. */
static unsigned click_text(dl_app *app, const dl_drawn_part *at, int x)
{
    dl_reading *reading = &app->reading;
    const dl_mention *mention = mention_at(app, at, x);
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

/* A click on one of two passages compared. */
static unsigned click_side(dl_app *app, int side)
{
    if (app->compare.side == side)
        return open_here(app);
    app->compare.side = side;
    return 0;
}

/* A click into a list; the second on a row opens it, where it had the keyboard at the first. */
static unsigned click_row(dl_app *app, const dl_drawn_part *at)
{
    bool keyboard = dl_app_context(app) == at->context;
    if (!keyboard)
        dl_app_enter(app, at->pane);
    bool again = at->is_row && dl_app_point(app, at->row) && keyboard;
    return again && at->context != DL_CONTEXT_HELP ? open_here(app) : 0;
}

static unsigned click(dl_app *app, int x, int y)
{
    const dl_drawn_part *seen = dl_drawn_find(&app->drawn, x, y);
    if (!seen)
        return 0;
    dl_drawn_part at = *seen; /* what is called may paint */
    if (at.context == DL_CONTEXT_COMPARE)
        return click_side(app, (int)at.row);
    if (at.context != DL_CONTEXT_TEXT)
        return click_row(app, &at);
    return app->overlay == DL_OVERLAY_DOSSIER ? 0 : click_text(app, &at, x);
}

/* What is under the wheel moves; the keyboard stays where it is. */
static unsigned wheel(dl_app *app, int x, int y, int64_t step)
{
    const dl_drawn_part *at = dl_drawn_find(&app->drawn, x, y);
    if (!at)
        return 0;
    if (at->context == DL_CONTEXT_TEXT) {
        size_t top = app->reading.top, by = (size_t)(step < 0 ? -step : step);
        dl_reading_scroll(&app->reading, step > 0 ? top + by : top > by ? top - by : 0);
        return 0;
    }
    dl_pane before = app->pane;
    app->pane = at->pane;
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
