/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Jumps: to mentions of any entity within a text, to those of the focus within it and across the
 * archive, and along the trail. Edges are soft: past the last one the first press says where the next
 * leads, the second goes there.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/cmd_concordance.h"
#include "app/facts.h"
#include "app/find.h"

/* Lands on SPOT of the document shown, with the keyboard in its text. */
static void land(dl_app *app, dl_spot spot)
{
    dl_app_enter(app, DL_PANE_TEXT);
    dl_reading_land(&app->reading, spot);
    dl_app_mark_read(app);
}

bool dl_app_edge(dl_app *app, const char *what, const char *target)
{
    char key[DL_STROKE_TEXT] = "";
    if (app->edge_command == app->running) {
        app->edge_command = DL_COMMAND_NONE; /* beyond it the next edge is another */
        return false;
    }
    app->edge_command = app->running;
    if (app->stroke)
        dl_stroke_format(app->stroke, key);
    size_t len = strlen(key);
    bool bracketed = len > 2 && key[0] == '<';
    dl_app_sayf(app, "%s; %.*s%sagain: %s", what, (int)(len - 2 * bracketed), key + bracketed,
                len ? " " : "", target);
    return true;
}

/* The words by which an edge calls the document KEY: its source and date. */
static bool describe_document(dl_app *app, dl_key key, char *buf, size_t size)
{
    dl_arena arena = {0};
    dl_stored doc;
    dl_error error;
    char date[DL_LIST_DATE];
    dl_status status = app->store->ops->get(app->store, key, &arena, &doc, &error);
    if (status)
        dl_app_complain(app, &error);
    else
        snprintf(buf, size, "%s %s", doc.document.source ? doc.document.source : "(no source)",
                 dl_facts_date(doc.document.published, doc.document.readings_count > 1, date));
    dl_arena_release(&arena);
    return status == DL_OK;
}

/* The COUNT-th of SPOTS from where the reading is, or the last before the edge of the text; false
 * where there is none. */
static bool find_nth(dl_reading *reading, const dl_spots *spots, long count, bool back,
                     dl_spot *ret)
{
    dl_position position = dl_reading_position(reading, back);
    bool found = false;
    for (; count > 0 && dl_spots_next(spots, position, back, ret); count--) {
        position = (dl_position){.field = ret->field, .at = ret->start, .end = ret->end};
        found = true;
    }
    return found;
}

/* --- mentions of any kind shown, in this text and the next --- */

/* The mentions of the kinds shown; false when memory is out. */
static bool list_spots(dl_app *app, dl_spots *ret)
{
    *ret = (dl_spots){0};
    if (dl_reading_spots(&app->reading, &app->shown, ret))
        return true;
    dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    return false;
}

/* Past the last mention of a text: to the first of the next document in the list. */
static void cross_to_neighbour(dl_app *app, bool back)
{
    uint64_t cursor = app->list.cursor;
    dl_doc_row *row = NULL;
    dl_error error;
    char label[160];
    if (!(back && cursor == 0) &&
        dl_doclist_fetch(&app->list, back ? cursor - 1 : cursor + 1, &row, &error)) {
        dl_app_complain(app, &error);
        return;
    }
    if (!row) {
        dl_app_sayf(app, "%s name of the %s document", back ? "first" : "last",
                    back ? "first" : "last");
        return;
    }
    dl_key key = row->key;
    if (!describe_document(app, key, label, sizeof label) ||
        dl_app_edge(app, back ? "first name here" : "last name here", label))
        return;
    dl_app_leave(app);
    dl_spots spots;
    dl_spot spot;
    if (!dl_app_show(app, key) || !list_spots(app, &spots))
        return;
    if (dl_spots_next(&spots, back ? DL_POSITION_END : DL_POSITION_START, back, &spot))
        land(app, spot);
    else
        dl_app_say_none(app, "no names in this document");
    free(spots.items);
}

static unsigned go_mention(dl_app *app, long count, bool back)
{
    dl_spots spots;
    dl_spot spot;
    if (!app->reading.open || !list_spots(app, &spots))
        return 0;
    bool moved = find_nth(&app->reading, &spots, count, back, &spot);
    free(spots.items);
    if (moved) /* a small step within the text, as by line or paragraph, is no jump */
        land(app, spot);
    else
        cross_to_neighbour(app, back);
    return 0;
}

unsigned dl_cmd_next_mention(dl_app *app, const dl_arg *arg)
{
    return go_mention(app, arg->count, false);
}

unsigned dl_cmd_previous_mention(dl_app *app, const dl_arg *arg)
{
    return go_mention(app, arg->count, true);
}

/* --- the focus --- */

/* The nearest document after the one shown (BACK: before it) that holds the text in focus. */
static dl_status find_text_holder(dl_app *app, dl_anchor anchor, bool back, dl_arena *arena,
                                  dl_key *ret_key, dl_error *error)
{
    dl_query narrowed;
    if (!dl_focus_narrow(&app->focus, dl_app_query(app), arena, &narrowed))
        return dl_fail_nomem(error);
    dl_doc_row *rows;
    size_t count;
    dl_status status = app->store->ops->list(app->store, &narrowed, app->order, anchor, back, 1,
                                             NULL, arena, &rows, &count, error);
    if (!status)
        *ret_key = count ? rows[0].key : DL_KEY_NONE;
    return status;
}

/* The same for the entity in focus. */
static dl_status find_entity_holder(dl_app *app, dl_anchor anchor, bool back, dl_arena *arena,
                                    dl_key *ret_key, dl_error *error)
{
    dl_mention_row *rows;
    size_t count;
    dl_status status =
        app->store->ops->mentions(app->store, dl_app_query(app), app->focus.id, app->order, anchor,
                                  back ? DL_FIELD_TITLE : DL_FIELD_BODY, back ? 0 : UINT32_MAX,
                                  back, 1, arena, &rows, &count, error);
    if (!status)
        *ret_key = count ? rows[0].key : DL_KEY_NONE;
    return status;
}

/* The nearest other document that holds the focus; false, with a message, where there is none. */
static bool find_holder(dl_app *app, bool back, dl_key *ret_key)
{
    dl_arena arena = {0};
    dl_error error;
    dl_anchor anchor = {.key = DL_KEY_NONE};
    if (app->reading.open)
        anchor = (dl_anchor){app->reading.doc.key, app->reading.doc.document.source};
    dl_status status = app->focus.kind == DL_FOCUS_ENTITY
                           ? find_entity_holder(app, anchor, back, &arena, ret_key, &error)
                           : find_text_holder(app, anchor, back, &arena, ret_key, &error);
    dl_arena_release(&arena);
    if (status)
        dl_app_complain(app, &error);
    else if (*ret_key == DL_KEY_NONE)
        dl_app_sayf(app, "no document %s names %s", back ? "before this" : "after this",
                    app->focus.name);
    return !status && *ret_key != DL_KEY_NONE;
}

/* Makes the entity of that id the focus. */
static bool focus_entity(dl_app *app, const char *id)
{
    dl_arena arena = {0};
    dl_entity entity;
    dl_error error;
    dl_status status = app->store->ops->entity(app->store, id, &arena, &entity, &error);
    if (!status && !dl_focus_set_entity(&app->focus, &entity))
        status = dl_fail_nomem(&error);
    dl_arena_release(&arena);
    if (status)
        dl_app_complain(app, &error);
    return !status && dl_app_refocus(app);
}

/* Whether TERM names one entity: a country is one, though its bodies are meant too. */
static bool names_one(const dl_term *term)
{
    return term->kind == DL_TERM_ENTITY && !term->told && !term->whole_kind &&
           (term->ids_count == 1 ||
            (term->ids_count > 1 && strncmp(term->ids[0], "country/", 8) == 0));
}

/* Makes what the filter asks for the focus: its words, or its first name where that is one entity.
 * False where it asks for neither, or where that failed, which is then said. */
static bool focus_filter(dl_app *app)
{
    const dl_query *query = dl_app_query(app);
    for (size_t i = 0; i < query->count; i++) {
        const dl_term *term = &query->terms[i];
        bool words = term->kind == DL_TERM_TEXT || term->kind == DL_TERM_TITLE;
        if (term->negated)
            continue;
        if (words)
            return dl_focus_set_query(&app->focus, query) && dl_app_refocus(app);
        if (names_one(term))
            return focus_entity(app, term->ids[0]);
    }
    return false;
}

/* Whether there is a focus, or the filter says what it is; says how to get one where there is none. */
static bool have_focus(dl_app *app)
{
    if (app->focus.kind != DL_FOCUS_NONE || focus_filter(app))
        return true;
    if (!*app->message)
        dl_app_sayf(app, "nothing in focus: %s on a mention, or %s a text",
                    dl_app_call(app, DL_COMMAND_FOCUS_NEXT), dl_app_call(app, DL_COMMAND_FIND));
    return false;
}

/* Opens the document KEY on the first spot of the focus (LAST: the last). */
static void open_holder(dl_app *app, dl_key key, bool last)
{
    dl_spot spot;
    if (!dl_app_show(app, key))
        return;
    if (dl_spots_next(&app->reading.focus, last ? DL_POSITION_END : DL_POSITION_START, last, &spot))
        land(app, spot);
    else /* the index and the text disagree on what a hit is: show the document all the same */
        dl_app_enter(app, DL_PANE_TEXT);
}

/* Past the last hit of a text: to the first of the next document that holds the focus. */
static void cross_to_holder(dl_app *app, bool back)
{
    dl_key key;
    char label[160], what[160];
    if (!find_holder(app, back, &key) || !describe_document(app, key, label, sizeof label))
        return;
    snprintf(what, sizeof what, "%s %.100s here",
             !app->reading.focus.len ? "no"
             : back                  ? "first"
                                     : "last",
             app->focus.name);
    if (dl_app_edge(app, what, label))
        return;
    dl_app_leave(app);
    open_holder(app, key, back);
}

static unsigned go_hit(dl_app *app, long count, bool back)
{
    if (app->overlay == DL_OVERLAY_CONCORDANCE) { /* the next hit is there the next line */
        dl_app_go_line(app, back ? -count : count);
        return 0;
    }
    if (app->focus.kind == DL_FOCUS_NONE && !focus_filter(app) && dl_find_again(app, back)) {
        for (long i = 1; i < count && i < DL_REPEAT_MAX; i++)
            dl_find_again(app, back);
        return 0;
    }
    if (!have_focus(app))
        return 0;
    dl_spot spot;
    if (!find_nth(&app->reading, &app->reading.focus, count, back, &spot)) {
        cross_to_holder(app, back);
        return 0;
    }
    dl_app_leave(app);
    land(app, spot);
    return 0;
}

unsigned dl_cmd_next_hit(dl_app *app, const dl_arg *arg)
{
    return go_hit(app, arg->count, false);
}

unsigned dl_cmd_previous_hit(dl_app *app, const dl_arg *arg)
{
    return go_hit(app, arg->count, true);
}

static unsigned go_holder(dl_app *app, long count, bool back)
{
    dl_key key;
    if (app->overlay == DL_OVERLAY_CONCORDANCE) {
        dl_arg arg = {.count = count, .text = ""};
        return back ? dl_cmd_conc_previous_document(app, &arg)
                    : dl_cmd_conc_next_document(app, &arg);
    }
    if (!have_focus(app) || !find_holder(app, back, &key))
        return 0;
    dl_app_leave(app);
    open_holder(app, key, false);
    for (; count > 1 && find_holder(app, back, &key); count--)
        open_holder(app, key, false);
    return 0;
}

unsigned dl_cmd_next_holder(dl_app *app, const dl_arg *arg)
{
    return go_holder(app, arg->count, false);
}

unsigned dl_cmd_previous_holder(dl_app *app, const dl_arg *arg)
{
    return go_holder(app, arg->count, true);
}

bool dl_app_select_mention(dl_app *app)
{
    dl_reading *reading = &app->reading;
    if (reading->has_current && dl_reading_mention(reading, reading->current))
        return true;
    dl_spots spots;
    dl_spot spot;
    if (!list_spots(app, &spots))
        return false;
    reading->has_from = false; /* what is in view counts, not what was gone to */
    bool found = reading->open &&
                 dl_spots_next(&spots, dl_reading_position(reading, false), false, &spot) &&
                 dl_reading_in_view(reading, dl_reading_line(reading, spot.field, spot.start));
    free(spots.items);
    if (!found) {
        dl_app_say_none(app, "no mention in view");
        return false;
    }
    dl_reading_land(reading, spot);
    size_t len;
    const char *text = dl_reading_field(reading, spot.field, &len);
    dl_app_sayf(app, "first mention in view: %.*s", (int)(spot.end - spot.start),
                text + spot.start);
    return true;
}

bool dl_app_focus_mention(dl_app *app)
{
    const dl_mention *mention = dl_reading_mention(&app->reading, app->reading.current);
    return mention && focus_entity(app, mention->entity);
}

/* Among the names: the focus on the one under the cursor, then its first mention here or its last. */
static void focus_name(dl_app *app, const dl_name_line *line, bool back)
{
    dl_spot spot;
    dl_app_leave(app);
    if (focus_entity(app, line->entity.id) &&
        dl_spots_next(&app->reading.focus, back ? DL_POSITION_END : DL_POSITION_START, back, &spot))
        land(app, spot);
}

/* `*` and `#`: the focus on the current mention's entity, then its next or previous mention. */
static unsigned focus_and_go(dl_app *app, long count, bool back)
{
    const dl_name_line *line = dl_names_current(&app->names);
    if (dl_app_context(app) == DL_CONTEXT_NAMES && line) {
        focus_name(app, line, back);
        return 0;
    }
    if (!dl_app_select_mention(app))
        return 0;
    const dl_mention *mention = dl_reading_mention(&app->reading, app->reading.current);
    bool same = app->focus.kind == DL_FOCUS_ENTITY && strcmp(app->focus.id, mention->entity) == 0;
    if (!same) {
        dl_app_leave(app);
        app->edge_command = DL_COMMAND_NONE;
        if (!dl_app_focus_mention(app))
            return 0;
        /* this press has its step on the trail; what follows must not make a second */
        app->previous = app->running;
    }
    return go_hit(app, count, back);
}

unsigned dl_cmd_focus_next(dl_app *app, const dl_arg *arg)
{
    return focus_and_go(app, arg->count, false);
}

unsigned dl_cmd_focus_previous(dl_app *app, const dl_arg *arg)
{
    return focus_and_go(app, arg->count, true);
}

/* --- the trail, and where one is --- */

unsigned dl_cmd_back(dl_app *app, const dl_arg *arg)
{
    for (long i = 0; i < arg->count && (i == 0 || app->trail.at > 0); i++)
        dl_app_step(app, true);
    return 0;
}

unsigned dl_cmd_forward(dl_app *app, const dl_arg *arg)
{
    for (long i = 0; i < arg->count && (i == 0 || app->trail.at < app->trail.len); i++)
        dl_app_step(app, false);
    return 0;
}
