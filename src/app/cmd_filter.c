/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter off and on, several sources, folds, and the one order. */
#include <string.h>

#include "app/app.h"
#include "app/cmd_concordance.h"
#include "app/cmd_group.h"
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

/* Makes TEXT the filter, the keyboard staying where it is; a concordance stays open on what it leaves. */
static void set_in_place(dl_app *app, const dl_str *text)
{
    dl_error error = {.message = "out of memory"};
    if (!app->filter_off && dl_app_filter_is(app, text->text))
        return;
    bool lines = app->overlay == DL_OVERLAY_CONCORDANCE;
    if (!lines) {
        dl_app_close_overlay(app);
        dl_app_leave(app);
    }
    if (!dl_str_ok(text) || !dl_app_set_filter(app, text->text, &error))
        dl_app_complain(app, &error);
    else if (dl_app_requery(app) && lines)
        dl_app_reload_concordance(app);
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
    dl_query kept = {.terms = app->filter.terms, .count = drop < count ? count - drop : 0};
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
    if (dl_app_context(app) == DL_CONTEXT_LIST) {
        if (all)
            dl_app_fold_groups(app, open);
        else
            dl_app_fold_group(app, open);
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
    if (dl_app_context(app) == DL_CONTEXT_LIST)
        return fold(app, false, !dl_app_group_is_open(app));
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

/* The orders by their letters, each with the one that turns it round. */
static const struct {
    char letter;
    const char *name;
    dl_order order, turned;
} sorts[] = {
    {'d', "date", DL_ORDER_NEWEST, DL_ORDER_OLDEST},
    {'s', "source", DL_ORDER_SOURCE, DL_ORDER_SOURCE_DOWN},
    {'r', "relevance", DL_ORDER_RELEVANCE, DL_ORDER_RELEVANCE_DOWN},
    {'n', "mentions", DL_ORDER_HITS, DL_ORDER_HITS_DOWN},
};
#define SORTS (sizeof sorts / sizeof *sorts)

/* The place of ORDER among them. */
static size_t sort_of(dl_order order)
{
    size_t i = 0;
    while (i + 1 < SORTS && sorts[i].order != order && sorts[i].turned != order)
        i++;
    return i;
}

dl_stroke dl_app_order_letter(dl_order order)
{
    return (dl_stroke)sorts[sort_of(order)].letter;
}

const char *dl_app_order_name(dl_order order)
{
    return sorts[sort_of(order)].name;
}

/* Why the list cannot have ORDER now; NULL where it can. */
static const char *order_lacks(const dl_app *app, dl_order order)
{
    if ((order == DL_ORDER_RELEVANCE || order == DL_ORDER_RELEVANCE_DOWN) &&
        !dl_query_has_words(dl_app_query(app)))
        return "no words in the filter to rank by: s searches for some";
    if ((order == DL_ORDER_HITS || order == DL_ORDER_HITS_DOWN) &&
        app->focus.kind != DL_FOCUS_ENTITY)
        return "no name in focus whose mentions could be counted: * takes one";
    return NULL;
}

void dl_app_settle_order(dl_app *app)
{
    if (order_lacks(app, app->order))
        app->order = DL_ORDER_NEWEST;
}

/* Says which letters there are. */
static void refuse_letter(dl_app *app, dl_stroke letter, bool lines)
{
    if (letter != DL_STROKE_ESC && letter != DL_STROKE_CTRL('c'))
        dl_app_sayf(app, "not an order: d sorts by date, s by source, %s",
                    lines ? "l and r by the words on the left and right"
                          : "r by relevance, n by mentions of the focus");
}

unsigned dl_app_sort(dl_app *app, dl_stroke letter)
{
    bool lines = dl_app_context(app) == DL_CONTEXT_CONCORDANCE;
    size_t i = 0;
    if (lines && dl_app_sort_lines(app, letter))
        return 0;
    if (dl_app_context(app) == DL_CONTEXT_SOURCES && sort_sources(app, letter))
        return 0;
    while (i < SORTS && (dl_stroke)sorts[i].letter != letter)
        i++;
    if (i == SORTS || (lines && dl_order_is_scored(sorts[i].order))) {
        refuse_letter(app, letter, lines);
        return 0;
    }
    const char *lack = order_lacks(app, sorts[i].order);
    if (lack) {
        dl_app_say(app, lack);
        return 0;
    }
    app->order = app->order == sorts[i].order ? sorts[i].turned : sorts[i].order;
    if (dl_app_relist(app) && reload(app) && lines)
        dl_app_say(app, "the list behind these lines, too: they stand in one order");
    return 0;
}
