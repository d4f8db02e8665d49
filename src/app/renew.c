/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Showing all anew after documents changed under what is shown: a decision can give the one that is
 * read another text, other mentions, and another place in the lists.
 */
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

bool dl_app_renew(dl_app *app)
{
    dl_place place;
    bool concordance = app->overlay == DL_OVERLAY_CONCORDANCE;
    app->concordance.valid = false;
    if (!dl_app_describe_place(app, &place))
        return false;
    dl_pane pane = app->pane;
    bool ok = (!place.sha256 || read_again(app, place.sha256)) && dl_app_requery(app);
    place.pane = pane;
    if (ok && concordance)
        ok = dl_app_reload_concordance(app);
    else if (ok)
        dl_app_restore_place(app, &place);
    dl_place_release(&place);
    return ok;
}
