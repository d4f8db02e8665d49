/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Filtering by the entity at hand: the name under the cursor in a pane of names, else the current
 * mention. What is asked is a chip like any other: near(NATO, Ukraine, sentence), -country:Ukraine.
 */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/cmd_concordance.h"
#include "app/filter.h"

/* Sets *RET to the entity at hand; says so where there is none. */
static bool find_at_hand(dl_app *app, dl_entity *ret)
{
    const dl_name_line *line = dl_names_current(&app->names);
    const dl_conc_named *named = dl_concordance_named(&app->concordance);
    dl_context context = dl_app_context(app);
    if (context == DL_CONTEXT_NAMED && named) {
        *ret = (dl_entity){named->id, named->name, named->kind};
        return true;
    }
    if (context == DL_CONTEXT_NAMES && line) {
        *ret = line->entity;
        return true;
    }
    dl_reading *reading = &app->reading;
    if (!dl_app_select_mention(app))
        return false;
    const dl_mention *mention = dl_reading_mention(reading, reading->current);
    for (size_t i = 0; mention && i < reading->doc.entities_count; i++)
        if (strcmp(reading->doc.entities[i].id, mention->entity) == 0) {
            *ret = reading->doc.entities[i];
            return true;
        }
    dl_app_say(app, "this is no name; go to one first");
    return false;
}

/* Whether TERM means the entity ID and, of a country, its bodies, but nothing else. */
static bool means_one(dl_app *app, dl_term term, const char *id)
{
    dl_arena arena = {0};
    dl_error unused;
    dl_query query = {.terms = &term, .count = 1};
    bool one = !dl_store_resolve(app->store, &arena, &query, &unused) && term.ids_count &&
               strcmp(term.ids[0], id) == 0;
    const char *code =
        term.any_kind || term.entity_kind != DL_KIND_COUNTRY ? NULL : strchr(id, '/') + 1;
    size_t len = code ? strlen(code) : 0;
    for (size_t i = 1; one && i < term.ids_count; i++)
        one = code && strncmp(term.ids[i], "org/", 4) == 0 &&
              strncmp(term.ids[i] + 4, code, len) == 0 && term.ids[i][4 + len] == '/';
    dl_arena_release(&arena);
    return one;
}

/* What names ENTITY in near(): its name where that means nothing else, else its id. */
static const char *name_of(dl_app *app, const char *id, const char *name)
{
    const dl_term term = {.kind = DL_TERM_ENTITY, .any_kind = true, .text = name};
    return means_one(app, term, id) ? name : id;
}

/* Makes the filter have TERM too, the keyboard staying where it is. */
static void add_term(dl_app *app, const dl_term *term)
{
    dl_error error = {.message = "out of memory"};
    dl_str text;
    bool listed = app->overlay == DL_OVERLAY_CONCORDANCE;
    dl_str_init(&text);
    dl_query_format(&text, dl_app_query(app));
    dl_filter_join(&text);
    dl_term_format(&text, term);
    if (!listed)
        dl_app_leave(app);
    if (!dl_str_ok(&text) || !dl_app_set_filter(app, text.text, &error))
        dl_app_complain(app, &error);
    else if (dl_app_requery(app) && listed)
        dl_app_reload_concordance(app);
    dl_str_release(&text);
}

/* Whether the filter in force asks for TERM already. */
static bool asks_for(const dl_app *app, const dl_term *term)
{
    const dl_query *query = dl_app_query(app);
    for (size_t i = 0; i < query->count; i++)
        if (dl_query_equal(&(dl_query){.terms = &query->terms[i], .count = 1},
                           &(dl_query){.terms = (dl_term *)term, .count = 1}))
            return true;
    return false;
}

static unsigned filter_near(dl_app *app, dl_scope scope)
{
    dl_entity entity;
    if (app->focus.kind != DL_FOCUS_ENTITY) {
        dl_app_sayf(app, "near what? %s on a name puts it in focus first",
                    dl_app_call(app, DL_COMMAND_FOCUS_NEXT));
        return 0;
    }
    if (!find_at_hand(app, &entity))
        return 0;
    if (strcmp(entity.id, app->focus.id) == 0) {
        dl_app_sayf(app, "%s is the focus itself; go to another name", entity.name);
        return 0;
    }
    dl_named near[2] = {{.text = name_of(app, app->focus.id, app->focus.name)},
                        {.text = name_of(app, entity.id, entity.name)}};
    dl_term term = {.kind = DL_TERM_NEAR, .near = near, .scope = scope};
    if (asks_for(app, &term))
        dl_app_say(app, "the filter asks for that already");
    else
        add_term(app, &term);
    return 0;
}

unsigned dl_cmd_near_sentence(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return filter_near(app, DL_SCOPE_SENTENCE);
}

unsigned dl_cmd_near_paragraph(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return filter_near(app, DL_SCOPE_PARAGRAPH);
}

unsigned dl_cmd_near_document(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return filter_near(app, DL_SCOPE_DOCUMENT);
}

unsigned dl_cmd_without(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_entity entity;
    if (!find_at_hand(app, &entity))
        return 0;
    size_t place = dl_kinds_place(app->shown.kinds, entity.kind, entity.id);
    const dl_own_kind *kind = dl_kinds_own(app->shown.kinds, place);
    dl_term term = {.kind = DL_TERM_ENTITY,
                    .entity_kind = entity.kind,
                    .own = kind ? kind->prefix : NULL,
                    .text = entity.name};
    if (!means_one(app, term, entity.id))
        term = (dl_term){.kind = DL_TERM_ENTITY, .any_kind = true, .text = entity.id};
    term.negated = true;
    if (asks_for(app, &term))
        dl_app_say(app, "the filter excludes that already");
    else
        add_term(app, &term);
    return 0;
}
