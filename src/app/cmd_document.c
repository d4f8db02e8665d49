/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents: the next and the previous, undoing; and the program itself. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"

/* Shows the document STEP rows further in the list. In the text that is going there; elsewhere it is
 * a preview, and in the concordance it is going to that document's lines. */
static unsigned go_document(dl_app *app, long step)
{
    if (app->overlay == DL_OVERLAY_CONCORDANCE) {
        dl_arg arg = {.count = step < 0 ? -step : step, .text = ""};
        return step < 0 ? dl_cmd_conc_previous_document(app, &arg)
                        : dl_cmd_conc_next_document(app, &arg);
    }
    uint64_t cursor = app->list.cursor, last = app->list.total ? app->list.total - 1 : 0;
    uint64_t target = step < 0 ? (cursor > (uint64_t)-step ? cursor - (uint64_t)-step : 0)
                               : (last - cursor > (uint64_t)step ? cursor + (uint64_t)step : last);
    if (target == cursor) {
        dl_app_say(app, step < 0 ? "first document" : "last document");
        return 0;
    }
    bool reading = dl_app_context(app) == DL_CONTEXT_TEXT;
    if (reading)
        dl_app_leave(app);
    dl_error error;
    if (dl_doclist_go(&app->list, target, &error))
        dl_app_complain(app, &error);
    else if (dl_app_preview(app) && reading)
        dl_app_mark_read(app);
    return 0;
}

unsigned dl_cmd_next_document(dl_app *app, const dl_arg *arg)
{
    return go_document(app, arg->count);
}

unsigned dl_cmd_previous_document(dl_app *app, const dl_arg *arg)
{
    return go_document(app, -arg->count);
}

/* Says that nothing changed here is left to undo, and what of before can be taken back otherwise. */
static void say_undone(dl_app *app)
{
    dl_arena arena = {0};
    dl_decision *last;
    size_t count = 0;
    dl_str what;
    dl_str_init(&what);
    dl_status status = app->store->ops->corrected_last(app->store, &arena, &last, &count, NULL);
    if (!status && count)
        dl_decision_tell(&last[count - 1], &what);
    if (what.len && dl_str_ok(&what))
        dl_app_sayf(app, "nothing to undo; dateline entity undo: %s", what.text);
    else
        dl_app_say(app, "nothing to undo");
    dl_str_release(&what);
    dl_arena_release(&arena);
}

static unsigned step_undo(dl_app *app, long count, bool redo)
{
    for (; count > 0 && dl_undo_next(&app->undo, redo); count--)
        if (!dl_app_undo(app, redo))
            return 0;
    if (count <= 0 || app->message[0])
        return 0;
    if (redo)
        dl_app_say(app, "nothing to redo");
    else
        say_undone(app);
    return 0;
}

unsigned dl_cmd_undo(dl_app *app, const dl_arg *arg)
{
    return step_undo(app, arg->count, false);
}

unsigned dl_cmd_redo(dl_app *app, const dl_arg *arg)
{
    return step_undo(app, arg->count, true);
}

/* --- the program --- */

unsigned dl_cmd_quit(dl_app *app, const dl_arg *arg)
{
    (void)app;
    (void)arg;
    return DL_EFFECT_QUIT;
}

unsigned dl_cmd_repaint(dl_app *app, const dl_arg *arg)
{
    (void)app;
    (void)arg;
    return DL_EFFECT_REPAINT;
}

unsigned dl_cmd_suspend(dl_app *app, const dl_arg *arg)
{
    (void)app;
    (void)arg;
    return DL_EFFECT_SUSPEND;
}
