/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter off and on, several sources, folds, and the one order. */
#include <string.h>

#include "app/app.h"
#include "app/cmd_concordance.h"
#include "app/cmd_sort.h"
#include "app/filter.h"

unsigned dl_cmd_filter_off(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    if (!app->filter.count) {
        dl_app_say(app, "no filter to turn off; F sets one");
        return 0;
    }
    dl_app_leave(app);
    app->filter_off = !app->filter_off;
    if (dl_app_requery(app))
        dl_app_say(app, app->filter_off ? "filter off; \\ turns it on" : "filter on");
    return 0;
}

/* Adds the source of LINE to those of the filter, or takes it out, the keyboard staying. */
static void turn_source(dl_app *app, const dl_source_line *line)
{
    dl_str text;
    dl_str_init(&text);
    const char *name = line->kind == DL_SOURCE_NONE ? NULL : line->name;
    for (size_t i = 0; i < app->filter.count; i++) {
        const dl_term *term = &app->filter.terms[i];
        bool same = term->kind == DL_TERM_SOURCE &&
                    (name && term->text ? term->ids_count == 1 && !strcmp(term->ids[0], name)
                                        : !name && !term->text);
        if (same)
            continue;
        if (text.len)
            dl_str_addc(&text, ' ');
        dl_term_format(&text, term);
    }
    if (!line->chosen) {
        if (text.len)
            dl_str_addc(&text, ' ');
        dl_filter_source_term(&text, name);
    }
    dl_error error = {.message = "out of memory"};
    if (!dl_str_ok(&text) || !dl_app_set_filter(app, text.text, &error))
        dl_app_complain(app, &error);
    else
        dl_app_requery(app);
    dl_str_release(&text);
}

unsigned dl_cmd_mark_source(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    const dl_source_line *line = dl_sources_current(&app->sources);
    if (!line || (line->kind != DL_SOURCE_NAMED && line->kind != DL_SOURCE_NONE)) {
        dl_app_say(app, "x is for a source");
        return 0;
    }
    dl_app_leave(app);
    turn_source(app, line);
    return 0;
}

unsigned dl_cmd_unmark_sources(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_str text;
    dl_str_init(&text);
    dl_error error = {.message = "out of memory"};
    dl_app_leave(app);
    if (!dl_filter_replace(&app->filter, DL_FILTER_SOURCES, NULL, &text) ||
        !dl_app_set_filter(app, text.text, &error))
        dl_app_complain(app, &error);
    else
        dl_app_requery(app);
    dl_str_release(&text);
    return 0;
}

/* --- folds --- */

unsigned dl_cmd_fold_open(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_sources_fold(&app->sources, true);
    return 0;
}

unsigned dl_cmd_fold_close(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_sources_fold(&app->sources, false);
    return 0;
}

unsigned dl_cmd_fold_turn(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    const dl_source_line *line = dl_sources_current(&app->sources);
    if (line)
        dl_sources_fold(&app->sources, line->kind == DL_SOURCE_COUNTRY && !line->open);
    return 0;
}

unsigned dl_cmd_folds_open(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_sources_fold_all(&app->sources, true);
    return 0;
}

unsigned dl_cmd_folds_close(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_sources_fold_all(&app->sources, false);
    return 0;
}

/* --- the one order --- */

unsigned dl_cmd_sort(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    app->question = DL_QUESTION_SORT;
    return 0;
}

unsigned dl_app_sort(dl_app *app, dl_stroke letter)
{
    dl_order order = app->order;
    if (letter == 'd')
        order = order == DL_ORDER_NEWEST ? DL_ORDER_OLDEST : DL_ORDER_NEWEST;
    else if (letter == 's')
        order = order == DL_ORDER_SOURCE ? DL_ORDER_SOURCE_DOWN : DL_ORDER_SOURCE;
    if (order == app->order)
        return 0;
    app->order = order;
    if (app->overlay == DL_OVERLAY_CONCORDANCE)
        dl_app_reload_concordance(app);
    else
        dl_app_requery(app);
    return 0;
}
