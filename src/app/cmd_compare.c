/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing two marked lines of a concordance. */
#include "app/cmd_compare.h"
#include "app/app.h"
#include "app/cmd_concordance.h"

/* The two places to compare: two that are marked, or the current line and the one that is. False, with
 * a message, where it is not clear which. */
static bool choose_places(dl_app *app, dl_compare_place ret[2])
{
    const dl_concordance *conc = &app->concordance;
    const dl_conc_line *line = dl_concordance_current(conc);
    const dl_conc_marks *marks = &conc->marks;
    for (size_t i = 0; i < 2 && i < marks->len; i++)
        ret[i] = (dl_compare_place){marks->items[i].key, marks->items[i].spot};
    if (marks->len == 2)
        return true;
    if (marks->len > 2) {
        dl_app_sayf(app, "= compares two lines, and %zu are marked; X takes the marks off",
                    marks->len);
        return false;
    }
    if (!marks->len || !line || dl_conc_marks_hold(marks, line->key, line->spot)) {
        dl_app_say(app, "mark two lines to compare (x), or one and stand on another");
        return false;
    }
    ret[1] = (dl_compare_place){line->key, line->spot};
    return true;
}

/* The earlier document stands first, as the oldest does in a list by date. */
static void order_places(dl_compare_place places[2])
{
    if (places[0].key <= places[1].key)
        return;
    dl_compare_place first = places[1];
    places[1] = places[0];
    places[0] = first;
}

unsigned dl_cmd_compare(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_compare_place places[2];
    dl_error error;
    if (!choose_places(app, places))
        return 0;
    order_places(places);
    if (dl_compare_load(&app->compare, app->store, places, app->glyphs, &error)) {
        dl_app_complain(app, &error);
        return 0;
    }
    app->overlay = DL_OVERLAY_COMPARE;
    dl_app_arrange(app);
    return 0;
}

void dl_app_close_compare(dl_app *app)
{
    app->overlay = DL_OVERLAY_CONCORDANCE;
    dl_app_enter(app, DL_PANE_LIST);
}

unsigned dl_app_open_compared(dl_app *app)
{
    const dl_compare_side *side = &app->compare.sides[app->compare.side];
    dl_error error;
    dl_app_close_compare(app);
    if (dl_concordance_find(&app->concordance, side->key, side->spot, &error)) {
        dl_app_complain(app, &error);
        return 0;
    }
    dl_app_preview_line(app);
    dl_app_enter(app, DL_PANE_TEXT); /* of the concordance, which `q` goes back to */
    dl_app_mark_read(app);
    return 0;
}

unsigned dl_cmd_other_side(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    app->compare.side = !app->compare.side;
    return 0;
}
