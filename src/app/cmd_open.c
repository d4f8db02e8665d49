/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Into things and out of them: Enter, q, Esc. */
#include <stdlib.h>

#include "app/app.h"
#include "app/cmd_compare.h"
#include "app/cmd_concordance.h"
#include "app/cmd_dossier.h"
#include "app/cmd_lines.h"
#include "app/filter.h"

/* From the list into the text: at its first hit, else where reading stopped. */
static unsigned open_text(dl_app *app)
{
    dl_reading *reading = &app->reading;
    if (!reading->open) {
        dl_app_say(app, "no document to read");
        return 0;
    }
    dl_app_leave(app);
    dl_app_enter(app, DL_PANE_TEXT);
    if (!reading->has_current)
        dl_app_land_first(app);
    if (!reading->has_current && app->stops.reading != reading->doc.key)
        dl_stops_go(&app->stops, reading);
    dl_app_mark_read(app);
    return 0;
}

unsigned dl_app_open_name(dl_app *app)
{
    const dl_name_line *line = dl_names_current(&app->names);
    if (!line) {
        dl_app_say(app, "no such name in this text");
        return 0;
    }
    dl_spot spot = line->first;
    dl_app_leave(app);
    dl_app_enter(app, DL_PANE_TEXT);
    dl_reading_land(&app->reading, spot);
    dl_app_mark_read(app);
    return 0;
}

unsigned dl_cmd_open(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    const dl_source_line *line = dl_sources_current(&app->sources);
    switch (dl_app_context(app)) {
    case DL_CONTEXT_SOURCES:
        if (line && line->kind == DL_SOURCE_DOSSIER)
            dl_app_open_dossier(app, line->name);
        else if (line && dl_source_line_filters(line))
            dl_filter_to_line(app, line);
        return 0;
    case DL_CONTEXT_DOSSIER:
        return dl_app_stay_dossier(app);
    case DL_CONTEXT_LIST:
        return open_text(app);
    case DL_CONTEXT_TEXT:
        return dl_app_open_concordance(app);
    case DL_CONTEXT_NAMES:
        return dl_app_open_name(app);
    case DL_CONTEXT_CONCORDANCE:
        return dl_app_stay(app);
    case DL_CONTEXT_COMPARE:
        return dl_app_open_compared(app);
    case DL_CONTEXT_NAMED:
        dl_app_go_named(app);
        return 0;
    default:
        dl_app_close_overlay(app);
        return 0;
    }
}

/* Shows all the lines of a list that was narrowed; whether it was. */
static bool widen(dl_app *app)
{
    if (app->overlay == DL_OVERLAY_HELP && app->help.narrow) {
        free(app->help.narrow);
        app->help.narrow = NULL;
        dl_help_load(&app->help, &app->keymap, app->width);
        return true;
    }
    return false;
}

bool dl_app_close_overlay(dl_app *app)
{
    if (app->overlay == DL_OVERLAY_CONCORDANCE)
        dl_app_close_concordance(app);
    else if (app->overlay == DL_OVERLAY_DOSSIER)
        dl_app_close_dossier(app);
    else if (app->overlay == DL_OVERLAY_COMPARE)
        dl_app_close_compare(app);
    else if (app->overlay == DL_OVERLAY_HELP) {
        app->overlay = app->below_help;
        dl_app_arrange(app);
    } else
        return false;
    return true;
}

/* Closes a drawer, the list having the keyboard again; whether one was open. */
static bool close_drawer(dl_app *app)
{
    if (!app->sources_drawer && !app->names_drawer)
        return false;
    dl_app_enter(app, app->names_drawer ? DL_PANE_TEXT : DL_PANE_LIST);
    return true;
}

unsigned dl_cmd_cancel(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    if (dl_app_stop(app)) {
        dl_app_say(app, "stopped");
        return 0;
    }
    if (dl_app_context(app) == DL_CONTEXT_SELECT) {
        dl_app_end_selection(app);
        return 0;
    }
    if (!widen(app) && !dl_app_close_overlay(app) && !close_drawer(app) &&
        app->pane == DL_PANE_NAMES)
        dl_app_enter(app, DL_PANE_TEXT);
    return 0;
}

unsigned dl_cmd_level_up(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    if (dl_app_context(app) == DL_CONTEXT_SELECT) {
        dl_app_end_selection(app);
        return 0;
    }
    if (app->overlay == DL_OVERLAY_CONCORDANCE && app->pane != DL_PANE_LIST) {
        dl_app_enter(app, DL_PANE_LIST);
        return 0;
    }
    if (dl_app_close_overlay(app))
        return 0;
    if (app->zoomed) {
        app->zoomed = false;
        dl_app_arrange(app);
    } else if (close_drawer(app))
        return 0;
    else if (app->pane != DL_PANE_LIST)
        dl_app_enter(app, DL_PANE_LIST);
    else
        app->question = DL_QUESTION_QUIT;
    return 0;
}
