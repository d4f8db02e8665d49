/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Panes: which has the keyboard, which has the screen, how large they are, what they mark. */
#include <string.h>

#include "app/app.h"
#include "app/cmd_set.h"

/* The panes in the order of Tab. */
static const dl_pane order[] = {DL_PANE_SOURCES, DL_PANE_LIST, DL_PANE_TEXT, DL_PANE_NAMES};
#define PANES ((int)(sizeof order / sizeof *order))

static bool is_seen(const dl_app *app, dl_pane pane)
{
    dl_rect rect = app->geometry.panes[pane];
    return rect.width > 0 && rect.height > 0;
}

/* Whether Tab stops at PANE: drawers are opened by their own keys. */
static bool is_stop(const dl_app *app, dl_pane pane)
{
    return pane == DL_PANE_LIST || pane == DL_PANE_TEXT || is_seen(app, pane);
}

static unsigned turn(dl_app *app, int step)
{
    int at = 0;
    while (order[at] != app->pane)
        at++;
    do
        at = (at + step + PANES) % PANES;
    while (!is_stop(app, order[at]));
    dl_app_enter(app, order[at]);
    return 0;
}

unsigned dl_cmd_next_pane(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return app->overlay != DL_OVERLAY_HELP ? turn(app, 1) : 0;
}

unsigned dl_cmd_previous_pane(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return app->overlay != DL_OVERLAY_HELP ? turn(app, -1) : 0;
}

/* Gives the keyboard to the pane that lies from this one where `h j k l` point. */
static unsigned go(dl_app *app, char direction)
{
    static const struct {
        dl_pane from;
        char direction;
        dl_pane to;
    } ways[] = {
        {DL_PANE_LIST, 'h', DL_PANE_SOURCES},  {DL_PANE_TEXT, 'h', DL_PANE_LIST},
        {DL_PANE_SOURCES, 'l', DL_PANE_LIST},  {DL_PANE_NAMES, 'l', DL_PANE_TEXT},
        {DL_PANE_LIST, 'l', DL_PANE_TEXT},     {DL_PANE_LIST, 'j', DL_PANE_TEXT},
        {DL_PANE_TEXT, 'k', DL_PANE_LIST},     {DL_PANE_SOURCES, 'j', DL_PANE_NAMES},
        {DL_PANE_NAMES, 'k', DL_PANE_SOURCES},
    };
    if (app->overlay != DL_OVERLAY_NONE)
        return 0;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (ways[i].from == app->pane && ways[i].direction == direction) {
            dl_app_enter(app, ways[i].to);
            return 0;
        }
    return 0;
}

unsigned dl_cmd_pane_left(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    if (app->overlay == DL_OVERLAY_NONE && app->pane == DL_PANE_TEXT &&
        is_seen(app, DL_PANE_SOURCES)) {
        dl_app_enter(app, DL_PANE_SOURCES);
        return 0;
    }
    return go(app, 'h');
}

unsigned dl_cmd_pane_down(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return go(app, 'j');
}

unsigned dl_cmd_pane_up(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return go(app, 'k');
}

unsigned dl_cmd_pane_right(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return go(app, 'l');
}

unsigned dl_cmd_left(dl_app *app, const dl_arg *arg)
{
    const dl_source_line *line = dl_sources_current(&app->sources);
    bool folds = app->pane == DL_PANE_SOURCES && line && line->country &&
                 (line->kind == DL_SOURCE_NAMED || line->open);
    if (app->overlay == DL_OVERLAY_NONE && folds)
        return dl_cmd_fold_close(app, arg);
    return go(app, 'h');
}

unsigned dl_cmd_right(dl_app *app, const dl_arg *arg)
{
    const dl_source_line *line = dl_sources_current(&app->sources);
    if (app->overlay != DL_OVERLAY_NONE)
        return 0;
    if (app->pane == DL_PANE_SOURCES && line && line->kind == DL_SOURCE_COUNTRY && !line->open)
        return dl_cmd_fold_open(app, arg);
    if (app->pane == DL_PANE_LIST)
        return dl_cmd_open(app, arg);
    return go(app, 'l');
}

unsigned dl_cmd_zoom(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    if (app->overlay == DL_OVERLAY_NONE) {
        app->zoomed = !app->zoomed;
        dl_app_arrange(app);
    }
    return 0;
}

/* Adds STEP to *SIZE, within what any screen can want. */
static unsigned resize(dl_app *app, int *size, long step)
{
    long wanted = *size + step;
    *size = (int)(wanted < -200 ? -200 : wanted > 200 ? 200 : wanted);
    dl_app_arrange(app);
    return 0;
}

unsigned dl_cmd_pane_taller(dl_app *app, const dl_arg *arg)
{
    return resize(app, &app->list_more, arg->count);
}

unsigned dl_cmd_pane_lower(dl_app *app, const dl_arg *arg)
{
    return resize(app, &app->list_more, -arg->count);
}

unsigned dl_cmd_pane_wider(dl_app *app, const dl_arg *arg)
{
    return resize(app, &app->left_more, arg->count);
}

unsigned dl_cmd_pane_narrower(dl_app *app, const dl_arg *arg)
{
    return resize(app, &app->left_more, -arg->count);
}

unsigned dl_cmd_panes_reset(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    app->list_more = app->left_more = 0;
    dl_app_arrange(app);
    return 0;
}

/* --- what is marked --- */

/* The place of the kind that ARG means, by a digit or by its name. */
static bool find_place(const dl_app *app, const dl_arg *arg, size_t *ret)
{
    const dl_kinds *kinds = app->shown.kinds;
    dl_stroke digit = *arg->text ? (unsigned char)*arg->text : arg->stroke;
    if (*arg->text && dl_kinds_find(kinds, arg->text, strlen(arg->text), ret))
        return true;
    *ret = digit - '1';
    return (!*arg->text || !arg->text[1]) && digit >= '1' && digit <= '9' &&
           *ret < dl_kinds_count(kinds);
}

unsigned dl_cmd_toggle_kind(dl_app *app, const dl_arg *arg)
{
    const dl_kinds *kinds = app->shown.kinds;
    size_t place;
    if (!find_place(app, arg, &place)) {
        dl_app_sayf(app, "there is no such kind of names; there are %s", dl_app_list_kinds(app));
        return 0;
    }
    app->shown.places ^= 1U << place;
    dl_app_sayf(app, "%s: %s", dl_kinds_name(kinds, place),
                app->shown.places & 1U << place ? "shown" : "not shown");
    return 0;
}

const char *dl_app_list_kinds(dl_app *app)
{
    dl_str text;
    dl_str_init(&text);
    for (size_t place = 0; place < dl_kinds_count(app->shown.kinds); place++) {
        const char *name = dl_kinds_name(app->shown.kinds, place);
        if (place < 9)
            dl_str_addf(&text, "%s%zu %s", place ? " " : "", place + 1, name);
        else /* what has no digit is called by its name */
            dl_str_addf(&text, " %s", name);
    }
    const char *copy = dl_arena_strdup(&app->paint, text.text);
    dl_str_release(&text);
    return copy ? copy : "";
}

unsigned dl_cmd_toggle_offices(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_app_show_offices(app, app->shown.hides_offices);
    dl_app_sayf(app, "titles that stand for their holder: %s",
                app->shown.hides_offices ? "not shown" : "shown");
    return 0;
}

unsigned dl_cmd_all_kinds(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    app->shown.places = DL_SHOWN_ALL;
    dl_app_show_offices(app, true);
    dl_app_set_marks(app, DL_MARKS_ALL);
    dl_app_say(app, "all kinds are shown");
    return 0;
}

unsigned dl_cmd_focus_alone(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    int now = dl_settings_number(&app->settings, DL_SETTING_MARKS);
    if (now == DL_MARKS_FOCUS) {
        dl_app_set_marks(app, app->marks_before);
        dl_app_say(app, app->marks_before == DL_MARKS_ALL ? "all names are marked"
                                                          : "names are marked as before");
        return 0;
    }
    app->marks_before = now;
    dl_app_set_marks(app, DL_MARKS_FOCUS);
    if (app->focus.kind == DL_FOCUS_NONE)
        dl_app_sayf(app, "the focus alone is marked; %s on a mention, or %s a text, sets one",
                    dl_app_call(app, DL_COMMAND_FOCUS_NEXT), dl_app_call(app, DL_COMMAND_FIND));
    else
        dl_app_say(app, "the focus alone is marked");
    return 0;
}
