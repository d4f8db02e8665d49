/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Carrying changes of the state out against the store. Commands change the state and call these;
 * nothing else reads the archive for the screen. A failing store leaves what was shown as it was,
 * with a message.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/closest.h"
#include "app/cmd_concordance.h"
#include "app/cmd_group.h"
#include "app/cmd_hints.h"
#include "app/cmd_sort.h"
#include "dateline/annotate.h"

const dl_query *dl_app_query(const dl_app *app)
{
    return app->filter_off ? &app->no_filter : &app->filter;
}

void dl_app_fold(dl_app *app)
{
    app->filter.fold = app->no_filter.fold = dl_open_groups_fold(&app->groups);
    app->filter.least = app->no_filter.least = (unsigned)app->shown.least;
}

/* The greatest confidence below which nothing was kept of some text. */
static unsigned least_kept(dl_app *app, dl_arena *arena)
{
    dl_name_row *rows;
    size_t count;
    unsigned least = 0;
    if (app->store->ops->annotators(app->store, arena, &rows, &count, NULL))
        return 0;
    for (size_t i = 0; i < count; i++)
        if (rows[i].count && dl_annotator_least(rows[i].name) > least)
            least = dl_annotator_least(rows[i].name);
    return least;
}

void dl_app_confide(dl_app *app)
{
    dl_arena arena = {0};
    unsigned least = (unsigned)dl_settings_number(&app->settings, DL_SETTING_CONFIDENCE);
    unsigned kept = least_kept(app, &arena);
    dl_arena_release(&arena);
    app->shown.least = (int)least;
    dl_app_fold(app);
    dl_app_show_names(app);
    if (!dl_app_requery(app) ||
        (app->overlay == DL_OVERLAY_CONCORDANCE && !dl_app_reload_concordance(app)))
        return;
    if (least < kept)
        dl_app_sayf(app, "names below %u were not kept: dateline reannotate --confidence=%u", kept,
                    least);
    else if (least)
        dl_app_sayf(app, "names less sure than %u are not shown and not counted", least);
    else
        dl_app_say(app, "all names are shown and counted, however unsure");
}

void dl_app_sayf(dl_app *app, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(app->message, sizeof app->message, format, args);
    va_end(args);
    app->message_is_error = false;
}

void dl_app_say(dl_app *app, const char *message)
{
    dl_app_sayf(app, "%s", message);
}

void dl_app_complain(dl_app *app, const dl_error *error)
{
    dl_app_sayf(app, "%s", error->message);
    app->message_is_error = true;
}

void dl_app_say_none(dl_app *app, const char *nothing)
{
    if (app->shown.least)
        dl_app_sayf(app, "%s as sure as %d; :set confidence=0 shows all", nothing,
                    app->shown.least);
    else
        dl_app_say(app, nothing);
}

/* Says the error where STATUS is one; whether it was none. */
static bool check(dl_app *app, dl_status status, const dl_error *error)
{
    if (status)
        dl_app_complain(app, error);
    return status == DL_OK;
}

bool dl_app_count(dl_app *app)
{
    dl_error error;
    dl_counts counts;
    dl_status status = app->store->ops->count(app->store, dl_app_query(app),
                                              dl_focus_entity(&app->focus), &counts, &error);
    if (status == DL_OK)
        app->counts = counts;
    return check(app, status, &error);
}

/* Lists the documents anew, the cursor staying on the one read. */
static bool relist(dl_app *app)
{
    dl_error error;
    dl_app_settle_order(app);
    dl_key keep = app->reading.open ? app->reading.doc.key : DL_KEY_NONE;
    const char *source = app->reading.open ? app->reading.doc.document.source : NULL;
    const dl_doc_row *head = app->reading.group_count ? app->reading.group : NULL;
    bool found = true;
    dl_status status = dl_doclist_load(
        &app->list, app->store, dl_app_query(app), app->order, (const char *const *)&app->focus.id,
        app->counts.documents - app->counts.folded, keep, source, &error);
    const dl_doc_row *row = dl_doclist_current(&app->list);
    if (!status && app->reading.open && head && row && row->key != keep)
        status = dl_doclist_find(&app->list, head->key, head->source, &found, &error);
    return check(app, status, &error);
}

bool dl_app_count_sources(dl_app *app)
{
    dl_error error;
    return check(
        app, dl_sources_load(&app->sources, app->store, dl_app_query(app), &app->counts, &error),
        &error);
}

bool dl_app_recount(dl_app *app)
{
    return dl_app_count(app) && dl_app_count_sources(app);
}

bool dl_app_relist(dl_app *app)
{
    if (!relist(app))
        return false;
    dl_app_arrange(app);
    return dl_app_preview(app);
}

bool dl_app_requery(dl_app *app)
{
    app->concordance.valid = false;
    dl_hits_start(app);
    app->list_stale = false;
    return dl_app_recount(app) && dl_app_relist(app);
}

bool dl_app_refocus(dl_app *app)
{
    if (!dl_reading_set_focus(&app->reading, &app->focus, app->shown.least)) {
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
        return false;
    }
    dl_hits_start(app);
    return dl_app_count(app) && relist(app);
}

bool dl_app_filter_is(const dl_app *app, const char *text)
{
    dl_str now;
    dl_str_init(&now);
    dl_query_format(&now, &app->filter);
    bool same = dl_str_ok(&now) && strcmp(now.text, text) == 0;
    dl_str_release(&now);
    return same;
}

bool dl_app_read_filter(dl_app *app, const char *text, dl_arena *arena, dl_query *ret,
                        dl_error *ret_error)
{
    return !dl_query_parse(arena, app->shown.kinds, text, ret, NULL, ret_error) &&
           !dl_store_resolve(app->store, arena, ret, ret_error);
}

void dl_app_take_filter(dl_app *app, dl_arena *arena, const dl_query *query)
{
    dl_arena_release(&app->filter_arena);
    app->concordance.valid = false; /* what it lists points into the arena */
    app->filter_arena = *arena;
    app->filter = *query;
    *arena = (dl_arena){0};
    dl_app_fold(app);
    app->filter_off = false;
}

bool dl_app_set_filter(dl_app *app, const char *text, dl_error *ret_error)
{
    dl_arena arena = {0};
    dl_query query = {0};
    bool read = dl_app_read_filter(app, text, &arena, &query, ret_error);
    if (read)
        dl_app_take_filter(app, &arena, &query);
    dl_arena_release(&arena);
    return read;
}

static bool load_names(dl_app *app)
{
    dl_error error;
    return check(app, dl_names_load(&app->names, &app->shown, &app->reading, &error), &error);
}

void dl_app_show_names(dl_app *app)
{
    dl_reading *reading = &app->reading;
    const dl_mention *current =
        reading->has_current ? dl_reading_mention(reading, reading->current) : NULL;
    if (current && !dl_shown_is_sure(&app->shown, current))
        reading->has_current = false;
    if (!dl_reading_set_focus(reading, &app->focus, app->shown.least))
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    load_names(app);
}

bool dl_app_read(dl_app *app, dl_key key)
{
    if (app->reading.open && app->reading.doc.key == key)
        return true;
    dl_error error;
    dl_app_end_selection(app);
    dl_app_end_hints(app);
    dl_stops_keep(&app->stops, &app->reading);
    app->stops.reading = DL_KEY_NONE;
    if (!check(app, dl_reading_open(&app->reading, app->store, key, &error), &error))
        return false;
    if (!dl_reading_set_focus(&app->reading, &app->focus, app->shown.least)) {
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
        return false;
    }
    return load_names(app);
}

bool dl_app_read_nothing(dl_app *app)
{
    dl_app_end_selection(app);
    dl_app_end_hints(app);
    dl_stops_keep(&app->stops, &app->reading);
    app->stops.reading = DL_KEY_NONE;
    dl_reading_close(&app->reading);
    return load_names(app);
}

bool dl_app_preview(dl_app *app)
{
    const dl_doc_row *row = dl_doclist_current(&app->list);
    if (row) {
        bool moved = !app->reading.open || app->reading.doc.key != row->key;
        if (!dl_app_read(app, row->key))
            return false;
        return moved && app->list_stale ? dl_app_requery(app) : true;
    }
    return dl_app_read_nothing(app);
}

bool dl_app_show(dl_app *app, dl_key key)
{
    dl_error error;
    bool found;
    if (!dl_app_read(app, key))
        return false;
    const char *source = app->reading.doc.document.source;
    dl_status status = dl_doclist_find(&app->list, key, source, &found, &error);
    if (!status && !found)
        dl_app_unfold(app);
    return check(app, status, &error);
}

void dl_app_land_first(dl_app *app)
{
    dl_reading *reading = &app->reading;
    dl_spot spot;
    if (dl_reading_closest(reading, &app->focus, &spot) ||
        dl_reading_find_near(reading, dl_app_query(app), &spot) ||
        dl_spots_next(&reading->focus, DL_POSITION_START, false, &spot) ||
        dl_reading_find(reading, dl_app_query(app), &spot))
        dl_reading_land(reading, spot);
}

void dl_app_preview_line(dl_app *app)
{
    const dl_conc_line *line = dl_concordance_current(&app->concordance);
    if (line && dl_app_show(app, line->key))
        dl_reading_land(&app->reading, line->spot);
}
