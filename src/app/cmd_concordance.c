/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The concordance: opened on a mention, a hit or the focus; left again, or stayed at. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/cmd_concordance.h"

/* Lists the focus, the cursor on SPOT of the document KEY; a list that is still good is kept. */
static bool load(dl_app *app, dl_key key, dl_spot spot)
{
    dl_concordance *conc = &app->concordance;
    dl_error error;
    dl_status status;
    uint64_t total = app->focus.kind == DL_FOCUS_ENTITY ? app->counts.mentions : 0;
    if (conc->valid && conc->order == app->order && dl_focus_equal(&conc->focus, &app->focus))
        status = dl_concordance_find(conc, key, spot, &error);
    else
        status = dl_concordance_load(conc, app->store, dl_app_query(app), app->order, &app->focus,
                                     total, key, spot, &error);
    if (status)
        dl_app_complain(app, &error);
    return !status;
}

/* What the concordance is to list becomes the focus: MENTION, where one is given; the name under the cursor of
 * the names pane, the current hit of a text, the current mention, else (FOCUS_FIRST: before the first
 * mention in view) the focus there is. */
static bool choose_focus(dl_app *app, const dl_spot *mention, bool focus_first)
{
    dl_reading *reading = &app->reading;
    const dl_name_line *name = dl_names_current(&app->names);
    if (!mention && dl_app_context(app) == DL_CONTEXT_NAMES && name)
        mention = &name->first;
    if (mention) {
        dl_reading_land(reading, *mention);
        return dl_app_focus_mention(app);
    }
    bool on_mention = reading->has_current && dl_reading_mention(reading, reading->current);
    bool on_hit = app->focus.kind == DL_FOCUS_TEXT && reading->has_current && !on_mention;
    if (on_hit || (!on_mention && focus_first && app->focus.kind != DL_FOCUS_NONE))
        return true;
    if (app->focus.kind == DL_FOCUS_TEXT && reading->has_current)
        for (size_t i = 0; i < reading->focus.len; i++)
            if (dl_spot_compare(reading->focus.items[i], reading->current) == 0)
                return true;
    return dl_app_select_mention(app) && dl_app_focus_mention(app);
}

/* Shows the concordance of the focus, the cursor on SPOT of the document KEY; PRESENT, which it then
 * owns, is where it was opened. */
static void show(dl_app *app, dl_key key, dl_spot spot, dl_place present)
{
    if (!load(app, key, spot)) {
        dl_place_release(&present);
        return;
    }
    dl_place_release(&app->before_concordance);
    app->before_concordance = present;
    app->overlay = DL_OVERLAY_CONCORDANCE;
    dl_app_enter(app, DL_PANE_LIST);
    dl_app_preview_line(app);
}

/* Closes the concordance but stays where it has led to: one step on the trail. */
static void leave_behind(dl_app *app)
{
    dl_concordance_remember(&app->concordance);
    dl_app_leave_from(app, app->before_concordance);
    app->before_concordance = (dl_place){0};
    app->overlay = DL_OVERLAY_NONE;
    dl_app_enter(app, DL_PANE_TEXT);
}

static unsigned open(dl_app *app, const dl_spot *mention, bool focus_first)
{
    dl_place present;
    if (app->overlay == DL_OVERLAY_CONCORDANCE) /* in its text: from there to another */
        leave_behind(app);
    if (!dl_app_describe_place(app, &present))
        return 0;
    if (!choose_focus(app, mention, focus_first)) {
        dl_place_release(&present);
        return 0;
    }
    app->message[0] = '\0'; /* which mention was selected the concordance shows itself */
    dl_key key = app->reading.has_current ? app->reading.doc.key : DL_KEY_NONE;
    show(app, key, app->reading.current, present);
    return 0;
}

unsigned dl_app_open_concordance(dl_app *app)
{
    return open(app, NULL, false);
}

unsigned dl_app_open_concordance_of(dl_app *app, dl_spot spot)
{
    return open(app, &spot, false);
}

/* Reopens the concordance left last at its row. */
static unsigned reopen(dl_app *app)
{
    const dl_concordance *conc = &app->concordance;
    dl_key key;
    dl_place present;
    if (app->store->ops->find(app->store, conc->left_sha256, &key, NULL))
        return open(app, NULL, true);
    if (dl_app_describe_place(app, &present))
        show(app, key, conc->left_spot, present);
    return 0;
}

unsigned dl_cmd_concordance(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    const dl_concordance *conc = &app->concordance;
    if (dl_app_context(app) == DL_CONTEXT_CONCORDANCE || dl_app_context(app) == DL_CONTEXT_NAMED)
        return 0;
    const dl_mention *mention =
        app->reading.has_current ? dl_reading_mention(&app->reading, app->reading.current) : NULL;
    bool same = app->pane != DL_PANE_NAMES && dl_focus_equal(&conc->focus, &app->focus) &&
                app->focus.kind != DL_FOCUS_NONE &&
                (!mention || app->focus.kind != DL_FOCUS_ENTITY ||
                 strcmp(mention->entity, app->focus.id) == 0);
    return same && conc->left_sha256 ? reopen(app) : open(app, NULL, true);
}

void dl_app_close_concordance(dl_app *app)
{
    dl_place place = app->before_concordance;
    app->before_concordance = (dl_place){0};
    dl_concordance_remember(&app->concordance);
    app->overlay = DL_OVERLAY_NONE;
    /* what was set in the concordance stays: its focus, the order, the filter, whether that is off */
    dl_str filter;
    dl_str_init(&filter);
    dl_query_format(&filter, &app->filter);
    free(place.filter);
    place.filter = dl_str_detach(&filter);
    place.order = app->order;
    place.filter_off = app->filter_off;
    dl_focus_release(&place.focus);
    if (!dl_focus_copy(&app->focus, &place.focus))
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    dl_app_restore_place(app, &place);
    dl_place_release(&place);
}

unsigned dl_app_stay(dl_app *app)
{
    const dl_conc_line *line = dl_concordance_current(&app->concordance);
    if (!line) {
        dl_app_close_concordance(app);
        return 0;
    }
    dl_spot spot = line->spot;
    leave_behind(app);
    dl_reading_land(&app->reading, spot);
    dl_app_mark_read(app);
    return 0;
}

bool dl_app_reload_concordance(dl_app *app)
{
    app->concordance.valid = false;
    const dl_conc_line *line = dl_concordance_current(&app->concordance);
    dl_key key = line ? line->key : DL_KEY_NONE;
    dl_spot spot = line ? line->spot : (dl_spot){0};
    if (!load(app, key, spot))
        return false;
    dl_app_preview_line(app);
    return true;
}

static unsigned go_document(dl_app *app, long count, bool back)
{
    dl_error error;
    for (; count > 0; count--)
        if (dl_concordance_go_document(&app->concordance, back, &error)) {
            dl_app_complain(app, &error);
            return 0;
        }
    dl_app_preview_line(app);
    return 0;
}

unsigned dl_cmd_conc_next_document(dl_app *app, const dl_arg *arg)
{
    return go_document(app, arg->count, false);
}

unsigned dl_cmd_conc_previous_document(dl_app *app, const dl_arg *arg)
{
    return go_document(app, arg->count, true);
}

void dl_app_go_line(dl_app *app, int64_t step)
{
    dl_concordance *conc = &app->concordance;
    dl_error error;
    uint64_t back = step < 0 ? (uint64_t)-step : 0;
    uint64_t target = step >= 0             ? conc->cursor + (uint64_t)step
                      : conc->cursor > back ? conc->cursor - back
                                            : 0;
    if (dl_concordance_go(conc, target, &error))
        dl_app_complain(app, &error);
    else
        dl_app_preview_line(app);
}

/* --- idle work --- */

/* Whether LINE is the one that BEFORE was. */
static bool is_line(const dl_conc_line *line, const dl_conc_mark *before)
{
    return line && line->key == before->key && dl_spot_compare(line->spot, before->spot) == 0;
}

/* After work that may have changed what the rows are: the text follows the cursor. */
static void follow(dl_app *app, const dl_conc_mark *before)
{
    const dl_concordance *conc = &app->concordance;
    dl_app_arrange(app); /* how many rows there are may have changed */
    if (conc->viewed && conc->tools.narrowed && !conc->total)
        dl_app_sayf(app, "no line holds %s; %s and Enter: all lines again", conc->narrow,
                    dl_app_call(app, DL_COMMAND_CONC_NARROW));
    if (!is_line(dl_concordance_current(&app->concordance), before))
        dl_app_preview_line(app);
}

dl_work dl_app_conc_step(dl_app *app)
{
    dl_error error;
    dl_work work;
    if (app->overlay != DL_OVERLAY_CONCORDANCE)
        return DL_WORK_NONE;
    if (!app->concordance.valid) /* the filter or the archive has changed below it */
        return dl_app_reload_concordance(app) ? DL_WORK_CHANGED : DL_WORK_NONE;
    const dl_conc_line *line = dl_concordance_current(&app->concordance);
    dl_conc_mark before = {.key = DL_KEY_NONE};
    if (line)
        before = (dl_conc_mark){line->key, line->spot};
    if (dl_concordance_step(&app->concordance, &work, &error)) {
        dl_concordance_fail(&app->concordance);
        dl_app_complain(app, &error);
    } else if (work == DL_WORK_CHANGED)
        follow(app, &before);
    return work;
}

bool dl_app_conc_progress(const dl_app *app, dl_progress *ret)
{
    return app->overlay == DL_OVERLAY_CONCORDANCE &&
           dl_concordance_progress(&app->concordance, ret);
}

void dl_app_conc_stop(dl_app *app)
{
    dl_concordance_stop(&app->concordance);
}
