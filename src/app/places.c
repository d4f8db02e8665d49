/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places: what the trail keeps of the present state, and the way back to it. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/cmd_concordance.h"

/* Where the reading pane is, into PLACE. */
static bool describe_reading(dl_reading *reading, dl_place *place)
{
    if (!reading->open)
        return true;
    size_t body = dl_reading_line(reading, DL_FIELD_BODY, 0);
    place->heading = reading->top < body;
    place->top_at =
        place->heading ? reading->top : dl_reading_byte(reading, reading->top, &place->top_field);
    place->has_current = reading->has_current;
    place->current = reading->current;
    place->sha256 = strdup(reading->doc.document.sha256);
    return place->sha256 != NULL;
}

bool dl_app_describe_place(dl_app *app, dl_place *ret)
{
    dl_place place = {.filter_off = app->filter_off, .order = app->order, .pane = app->pane};
    /* a drawer lies over the place; it is none itself */
    if (app->sources_drawer)
        place.pane = DL_PANE_LIST;
    else if (app->names_drawer)
        place.pane = DL_PANE_TEXT;
    dl_str filter;
    dl_str_init(&filter);
    dl_query_format(&filter, &app->filter);
    place.filter = dl_str_detach(&filter);
    if (!place.filter || !dl_focus_copy(&app->focus, &place.focus) ||
        !describe_reading(&app->reading, &place)) {
        dl_place_release(&place);
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
        return false;
    }
    *ret = place;
    return true;
}

void dl_app_leave(dl_app *app)
{
    if (app->previous == app->running && app->trail.motion == app->running)
        return;
    dl_place place;
    if (dl_app_describe_place(app, &place))
        dl_app_leave_from(app, place);
}

void dl_app_leave_from(dl_app *app, dl_place place)
{
    if (dl_trail_push(&app->trail, place))
        app->trail.motion = app->running;
}

void dl_app_restore_reading(dl_app *app, const dl_place *place)
{
    dl_reading *reading = &app->reading;
    size_t top_len, len;
    dl_reading_field(reading, place->top_field, &top_len);
    dl_reading_field(reading, place->current.field, &len);
    bool within = place->current.start <= place->current.end && place->current.end <= len;
    reading->has_current = false;
    dl_reading_scroll(reading, place->heading || place->top_at > top_len
                                   ? place->top_at
                                   : dl_reading_line(reading, place->top_field, place->top_at));
    reading->current = place->current;
    reading->has_current =
        place->has_current && within &&
        dl_reading_in_view(reading,
                           dl_reading_line(reading, place->current.field, place->current.start));
}

/* Whether the lists are those of PLACE: its filter and order are in force. */
static bool same_lists(const dl_app *app, const dl_place *place)
{
    return app->filter_off == place->filter_off && app->order == place->order &&
           dl_app_filter_is(app, place->filter);
}

/* Puts the filter, the order and the focus of PLACE in force, and lists anew what that changes. */
static bool restore_lists(dl_app *app, dl_place *place)
{
    dl_error error;
    bool lists = same_lists(app, place), focus = dl_focus_equal(&app->focus, &place->focus);
    if (!lists && !dl_app_set_filter(app, place->filter, &error)) {
        dl_app_complain(app, &error);
        return false;
    }
    app->filter_off = place->filter_off;
    app->order = place->order;
    dl_focus_release(&app->focus);
    app->focus = place->focus;
    place->focus = (dl_focus){0};
    dl_app_follow_merge(app);
    if (lists)
        return focus || dl_app_refocus(app);
    if (!dl_app_requery(app))
        return false;
    if (!dl_reading_set_focus(&app->reading, &app->focus, app->shown.least))
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    return true;
}

void dl_app_restore_place(dl_app *app, dl_place *place)
{
    dl_error error;
    dl_key key;
    if (!restore_lists(app, place))
        return;
    dl_app_enter(app, place->pane);
    if (place->sha256 && app->store->ops->find(app->store, place->sha256, &key, &error))
        dl_app_complain(app, &error);
    else if (place->sha256 && dl_app_show(app, key))
        dl_app_restore_reading(app, place);
}

/* Takes the focus of PLACE out of it, unless it is an entity that nothing is called any more; that of one which was
 * merged is the one it was merged into. */
static void begin_focus(dl_app *app, dl_place *place)
{
    dl_arena arena = {0};
    dl_entity entity;
    if (place->focus.kind == DL_FOCUS_ENTITY &&
        (app->store->ops->entity(app->store, place->focus.id, &arena, &entity, NULL) ||
         !dl_focus_set_entity(&place->focus, &entity)))
        dl_focus_release(&place->focus);
    app->focus = place->focus;
    place->focus = (dl_focus){0};
    dl_arena_release(&arena);
}

void dl_app_begin_at(dl_app *app, dl_place *place)
{
    dl_error error;
    dl_key key = DL_KEY_NONE;
    bool filtered = dl_app_set_filter(app, place->filter, &error);
    app->filter_off = place->filter_off;
    app->order = place->order;
    begin_focus(app, place);
    if (place->sha256 && !app->store->ops->find(app->store, place->sha256, &key, NULL))
        dl_app_read(app, key); /* the list is then made around it */
    dl_app_arrange(app);
    if (!dl_app_requery(app))
        return;
    dl_app_enter(app, place->pane);
    if (key != DL_KEY_NONE && dl_app_show(app, key))
        dl_app_restore_reading(app, place);
    if (!filtered)
        dl_app_complain(app, &error);
}

bool dl_app_take_in(dl_app *app)
{
    dl_place place;
    dl_key key = DL_KEY_NONE;
    uint64_t above = app->list.cursor - app->list.top;
    if (!dl_app_describe_place(app, &place))
        return false;
    /* read anew, for its marks may have changed; the list is then made around it */
    dl_reading_close(&app->reading);
    if (place.sha256 && !app->store->ops->find(app->store, place.sha256, &key, NULL))
        dl_app_read(app, key);
    bool ok = dl_app_requery(app);
    if (ok && key != DL_KEY_NONE && dl_app_show(app, key))
        dl_app_restore_reading(app, &place);
    app->list.top = app->list.cursor > above ? app->list.cursor - above : 0;
    dl_place_release(&place);
    return ok && (app->overlay != DL_OVERLAY_CONCORDANCE || dl_app_reload_concordance(app));
}

void dl_app_step(dl_app *app, bool back)
{
    dl_place present, target;
    dl_app_close_overlay(app); /* the trail goes on from where it was opened */
    if (!dl_app_describe_place(app, &present))
        return;
    if (!dl_trail_step(&app->trail, back, present, &target)) {
        dl_place_release(&present);
        dl_app_say(app, back ? "this is where the trail begins" : "this is where the trail ends");
        return;
    }
    app->trail.motion = DL_COMMAND_NONE;
    dl_app_restore_place(app, &target);
    dl_place_release(&target);
}
