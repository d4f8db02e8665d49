/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter off and on, several sources, folds, and the one order. */
#include <string.h>

#include "app/app.h"
#include "app/cmd_concordance.h"
#include "app/cmd_lines.h"
#include "app/cmd_sort.h"
#include "app/filter.h"

/* Lists the concordance anew where it is open. */
static bool reload(dl_app *app)
{
    return app->overlay != DL_OVERLAY_CONCORDANCE || dl_app_reload_concordance(app);
}

unsigned dl_cmd_filter_off(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    if (!app->filter.count) {
        dl_app_sayf(app, "no filter to turn off; %s sets one", dl_app_call(app, DL_COMMAND_FILTER));
        return 0;
    }
    if (app->overlay == DL_OVERLAY_NONE)
        dl_app_leave(app);
    app->filter_off = !app->filter_off;
    if (!dl_app_requery(app) || !reload(app))
        return 0;
    if (app->filter_off)
        dl_app_sayf(app, "filter off; %s turns it on", dl_app_call(app, DL_COMMAND_FILTER_OFF));
    else
        dl_app_say(app, "filter on");
    return 0;
}

/* Makes TEXT the filter, the keyboard staying where it is. */
static void set_in_place(dl_app *app, const dl_str *text)
{
    dl_error error = {.message = "out of memory"};
    if (!app->filter_off && dl_app_filter_is(app, text->text))
        return;
    dl_app_close_overlay(app);
    dl_app_leave(app);
    if (!dl_str_ok(text) || !dl_app_set_filter(app, text->text, &error))
        dl_app_complain(app, &error);
    else
        dl_app_requery(app);
}

/* Adds TERM to TEXT, but where it names the source NAME (NULL: none): then the other sources it means,
 * if there are any. Returns whether it named it. */
static bool add_without(dl_str *text, const dl_term *term, const char *name)
{
    bool source = term->kind == DL_TERM_SOURCE && !term->negated;
    bool named = source && !name && !term->text;
    for (size_t i = 0; source && name && i < term->ids_count; i++)
        named = named || strcmp(term->ids[i], name) == 0;
    if (!named) {
        dl_filter_join(text);
        dl_term_format(text, term);
        return false;
    }
    for (size_t i = 0; name && i < term->ids_count; i++)
        if (strcmp(term->ids[i], name) != 0) {
            dl_filter_join(text);
            dl_filter_source_term(text, term->ids[i]);
        }
    return true;
}

/* Adds the source of LINE to those of the filter, or takes it out. */
static void turn_source(dl_app *app, const dl_source_line *line)
{
    dl_str text;
    dl_str_init(&text);
    const char *name = line->kind == DL_SOURCE_NONE ? NULL : line->name;
    bool named = false;
    for (size_t i = 0; i < app->filter.count; i++)
        named = add_without(&text, &app->filter.terms[i], name) || named;
    if (!named) {
        dl_filter_join(&text);
        dl_filter_source_term(&text, name);
    }
    set_in_place(app, &text);
    dl_str_release(&text);
}

unsigned dl_cmd_mark_source(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    const dl_source_line *line = dl_sources_current(&app->sources);
    if (!line || (line->kind != DL_SOURCE_NAMED && line->kind != DL_SOURCE_NONE)) {
        dl_app_sayf(app, "%s is for a source", dl_app_call(app, DL_COMMAND_MARK_ROW));
        return 0;
    }
    turn_source(app, line);
    return 0;
}

unsigned dl_cmd_unmark_sources(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_str text;
    dl_str_init(&text);
    dl_filter_replace(&app->filter, DL_FILTER_SOURCES, NULL, &text);
    set_in_place(app, &text);
    dl_str_release(&text);
    return 0;
}

unsigned dl_cmd_filter_drop(dl_app *app, const dl_arg *arg)
{
    if (!app->filter.count) {
        dl_app_say(app, "no filter to drop a part of");
        return 0;
    }
    size_t count = app->filter.count, drop = (size_t)arg->count;
    dl_query kept = {app->filter.terms, drop < count ? count - drop : 0};
    dl_str text;
    dl_str_init(&text);
    dl_query_format(&text, &kept);
    set_in_place(app, &text);
    dl_str_release(&text);
    return 0;
}

/* --- folds --- */

/* Opens or closes the fold at the cursor, or all of them. */
static unsigned fold(dl_app *app, bool all, bool open)
{
    if (dl_app_context(app) == DL_CONTEXT_CONCORDANCE) {
        dl_app_fold_lines(app, all, open);
        return 0;
    }
    if (all)
        dl_sources_fold_all(&app->sources, open);
    else
        dl_sources_fold(&app->sources, open);
    dl_app_arrange(app); /* the names have the rows that the sources leave */
    return 0;
}

unsigned dl_cmd_fold_open(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return fold(app, false, true);
}

unsigned dl_cmd_fold_close(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return fold(app, false, false);
}

unsigned dl_cmd_fold_turn(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    const dl_source_line *line = dl_sources_current(&app->sources);
    if (dl_app_context(app) == DL_CONTEXT_CONCORDANCE)
        return fold(app, false, dl_app_line_folded(app));
    return fold(app, false, line && line->kind == DL_SOURCE_COUNTRY && !line->open);
}

unsigned dl_cmd_folds_open(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return fold(app, true, true);
}

unsigned dl_cmd_folds_close(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return fold(app, true, false);
}

/* --- the one order --- */

unsigned dl_cmd_sort(dl_app *app, const dl_arg *arg)
{
    if (*arg->text)
        return dl_app_sort(app, (dl_stroke)(unsigned char)*arg->text);
    app->question = DL_QUESTION_SORT;
    return 0;
}

/* Sorts the sources where LETTER says how; whether it does. */
static bool sort_sources(dl_app *app, dl_stroke letter)
{
    static const char letters[] = "ncu";
    const char *at = letter > 0 && letter < 128 ? strchr(letters, (int)letter) : NULL;
    if (at)
        dl_sources_sort(&app->sources, (dl_source_sort)(at - letters), dl_app_query(app));
    return at != NULL;
}

unsigned dl_app_sort(dl_app *app, dl_stroke letter)
{
    dl_order order = app->order;
    bool lines = dl_app_context(app) == DL_CONTEXT_CONCORDANCE;
    if (lines && dl_app_sort_lines(app, letter))
        return 0;
    if (dl_app_context(app) == DL_CONTEXT_SOURCES && sort_sources(app, letter))
        return 0;
    if (letter == 'd')
        order = order == DL_ORDER_NEWEST ? DL_ORDER_OLDEST : DL_ORDER_NEWEST;
    else if (letter == 's')
        order = order == DL_ORDER_SOURCE ? DL_ORDER_SOURCE_DOWN : DL_ORDER_SOURCE;
    if (order == app->order) {
        if (letter != DL_STROKE_ESC && letter != DL_STROKE_CTRL('c'))
            dl_app_sayf(app, "not an order: d sorts by date, s by source%s",
                        lines ? ", l and r by the words on the left and right" : "");
        return 0;
    }
    app->order = order;
    if (dl_app_relist(app))
        reload(app);
    return 0;
}
