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
    bool ok = (!place.sha256 || read_again(app, place.sha256)) && dl_app_requery(app);
    place.pane = pane;
    if (ok && concordance)
        ok = dl_app_reload_concordance(app);
    else if (ok)
        dl_app_restore_place(app, &place);
    dl_place_release(&place);
    return ok;
}
