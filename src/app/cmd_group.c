/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening and closing groups of copies in the document list. */
#include "app/cmd_group.h"
#include "app/app.h"

/* Lists the documents anew after groups were opened or closed. */
static void refold(dl_app *app)
{
    app->concordance.valid = false;
    dl_app_fold(app);
    dl_hits_start(app);
    if (dl_app_count(app))
        dl_app_relist(app);
}

/* The head of the group of the document read; DL_KEY_NONE where it is in none. */
static dl_key head_here(const dl_app *app)
{
    return app->reading.open && app->reading.group_count ? app->reading.group[0].key : DL_KEY_NONE;
}

bool dl_app_group_is_open(const dl_app *app)
{
    return dl_open_groups_hold(&app->groups, head_here(app));
}

void dl_app_fold_group(dl_app *app, bool open)
{
    dl_key head = head_here(app);
    if (head == DL_KEY_NONE) {
        dl_app_say(app, "this document has no copies");
    } else if (app->groups.all) {
        if (open)
            dl_app_say(app, "the group is open");
        else
            dl_app_sayf(app, "all groups are open; %s closes them",
                        dl_app_call(app, DL_COMMAND_FOLDS_CLOSE));
    } else if (!dl_open_groups_set(&app->groups, head, open)) {
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    } else {
        refold(app);
    }
}

void dl_app_fold_groups(dl_app *app, bool open)
{
    dl_open_groups_set_all(&app->groups, open);
    refold(app);
    dl_app_say(app, open ? "every document has a row, copies too" : "copies are folded away");
}

bool dl_app_unfold(dl_app *app)
{
    dl_key head = head_here(app);
    if (head == DL_KEY_NONE || head == app->reading.doc.key || dl_app_group_is_open(app) ||
        !dl_open_groups_set(&app->groups, head, true))
        return false;
    refold(app);
    return true;
}
