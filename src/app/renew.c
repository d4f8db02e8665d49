/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Showing all anew after documents changed under what is shown: a decision can give the one that is
 * read another text, other mentions, and another place in the lists.
 */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/cmd_concordance.h"
#include "app/cmd_correct.h"

/* Reads the document of that hash into the pane again. */
static bool read_again(dl_app *app, const char *sha256)
{
    dl_error error;
    dl_key key;
    if (app->store->ops->find(app->store, sha256, &key, &error)) {
        dl_app_complain(app, &error);
        return false;
    }
    dl_reading_close(&app->reading);
    return dl_app_read(app, key);
}

/* Sets *RET to the entity of that id, or the one it was merged into. */
static bool find_entity(dl_app *app, const char *id, dl_arena *arena, dl_entity *ret)
{
    return app->store->ops->entity(app->store, id, arena, ret, NULL) == DL_OK;
}

void dl_merged_focus_release(dl_merged_focus *merged)
{
    free(merged->id);
    free(merged->into);
    *merged = (dl_merged_focus){0};
}

/* Puts the focus back on what was merged, where it is there again; whether it is. */
static bool unmerge(dl_app *app, dl_arena *arena)
{
    dl_merged_focus *merged = &app->merged_focus;
    dl_entity entity;
    if (!merged->id || strcmp(merged->into, app->focus.id) != 0 ||
        !find_entity(app, merged->id, arena, &entity) || strcmp(entity.id, merged->id) != 0)
        return false;
    dl_focus_set_entity(&app->focus, &entity);
    dl_merged_focus_release(merged);
    return true;
}

void dl_app_follow_merge(dl_app *app)
{
    dl_arena arena = {0};
    dl_entity entity;
    if (app->focus.kind == DL_FOCUS_ENTITY && !unmerge(app, &arena) &&
        find_entity(app, app->focus.id, &arena, &entity) && strcmp(entity.id, app->focus.id) != 0) {
        dl_merged_focus now = {strdup(app->focus.id), strdup(entity.id)};
        if (now.id && now.into && dl_focus_set_entity(&app->focus, &entity)) {
            dl_merged_focus_release(&app->merged_focus);
            app->merged_focus = now;
        } else {
            dl_merged_focus_release(&now);
        }
    }
    dl_arena_release(&arena);
}

/* Asks the archive anew what the filter means; where it means nothing any more it stays as it is. */
static void resolve_again(dl_app *app, const char *filter)
{
    bool off = app->filter_off;
    dl_error error;
    if (app->filter.count && dl_app_set_filter(app, filter, &error))
        app->filter_off = off;
}

/* Sets *RET_LEFT to whether the document read is no longer among those that the list would hold. */
static bool find_left(dl_app *app, bool *ret_left)
{
    const dl_reading *reading = &app->reading;
    const dl_query *query = dl_app_query(app);
    const char *focus = NULL;
    const dl_stored *doc = &reading->doc;
    dl_doclist list;
    dl_error error;
    bool held = false;
    *ret_left = false;
    if (!reading->open || !query->count)
        return true;
    dl_doclist_init(&list);
    list.store = app->store;
    list.query = query;
    list.order = DL_ORDER_OLDEST;
    list.focus = &focus;
    dl_status status = dl_doclist_find(&list, doc->key, doc->document.source, &held, &error);
    for (size_t i = 0; i < reading->group_count && !status && !held;
         i++) /* as a copy folded away */
        status =
            dl_doclist_find(&list, reading->group[i].key, reading->group[i].source, &held, &error);
    dl_doclist_release(&list);
    if (status)
        dl_app_complain(app, &error);
    *ret_left = !held;
    return status == DL_OK;
}

/* Counts anew what is listed, but leaves the list as it is until the reader goes on to another row: the text that she
 * has just corrected does not vanish from under her eyes, and the list's cursor stays on it. */
static bool keep_list(dl_app *app)
{
    dl_hits_start(app);
    app->list_stale = true;
    return dl_app_recount(app);
}

bool dl_app_renew(dl_app *app)
{
    dl_place place;
    bool concordance = app->overlay == DL_OVERLAY_CONCORDANCE;
    app->concordance.valid = false;
    dl_app_follow_merge(app);
    if (!dl_app_describe_place(app, &place))
        return false;
    dl_pane pane = app->pane;
    resolve_again(app, place.filter);
    bool left = false, ok = (!place.sha256 || read_again(app, place.sha256)) &&
                            (concordance || find_left(app, &left)) &&
                            (left ? keep_list(app) : dl_app_requery(app));
    place.pane = pane;
    if (ok && concordance)
        ok = dl_app_reload_concordance(app);
    else if (ok && left)
        dl_app_restore_reading(app, &place);
    else if (ok)
        dl_app_restore_place(app, &place);
    dl_place_release(&place);
    return ok;
}
