/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hints on the mentions in view. They stand as long as the question that they are, and follow the text when
 * the screen changes its size, also to one that shows no name and back; a document that comes instead
 * ends them.
 */
#include "app/cmd_hints.h"
#include "app/cmd_concordance.h"

void dl_app_end_hints(dl_app *app)
{
    if (app->question == DL_QUESTION_HINT)
        app->question = DL_QUESTION_NONE;
}

/* Puts hints on what is in view, which may be nothing. False, and said, when memory is out. */
static bool make(dl_app *app)
{
    dl_rect text = app->geometry.panes[DL_PANE_TEXT];
    bool shown = !app->geometry.too_small && text.width > 0 && text.height > 0;
    static const dl_shown nothing;
    bool ok = dl_hints_make(&app->hints, &app->reading, shown ? &app->shown : &nothing);
    if (!ok)
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    return ok;
}

unsigned dl_cmd_hints(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    if (!make(app))
        return 0;
    if (app->hints.len)
        app->question = DL_QUESTION_HINT;
    else
        dl_app_say_none(app, "no mention in view");
    return 0;
}

void dl_app_renew_hints(dl_app *app)
{
    if (app->question == DL_QUESTION_HINT && !make(app))
        dl_app_end_hints(app);
}

const char *dl_app_hints_ask(dl_app *app)
{
    return *app->hints.typed
               ? dl_arena_printf(&app->paint, "%s and the second letter", app->hints.typed)
               : "letter: go there; capital: concordance";
}

/* Each jump is a step of its own: two of them lead to no one place, as a run of steps does. */
static void jump(dl_app *app, dl_spot spot)
{
    app->running = DL_COMMAND_HINTS;
    app->previous = DL_COMMAND_NONE;
    dl_app_leave(app);
    app->previous = app->running;
    dl_reading_land(&app->reading, spot);
}

unsigned dl_app_answer_hint(dl_app *app, dl_stroke stroke)
{
    dl_spot spot;
    char key[DL_STROKE_TEXT];
    if (stroke == DL_STROKE_ESC || stroke == DL_STROKE_CTRL('c'))
        return 0;
    char begun = app->hints.typed[0];
    switch (dl_hints_take(&app->hints, stroke, &spot)) {
    case DL_HINT_BEGUN:
        app->question = DL_QUESTION_HINT;
        return 0;
    case DL_HINT_JUMP:
        jump(app, spot);
        return 0;
    case DL_HINT_CONCORDANCE:
        return dl_app_open_concordance_of(app, spot);
    default:
        dl_stroke_format(stroke, key);
        dl_app_sayf(app, "there is no hint %.*s%s; %s shows them again", begun ? 1 : 0, &begun, key,
                    dl_app_call(app, DL_COMMAND_HINTS));
        return 0;
    }
}
