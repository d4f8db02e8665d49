/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is done with the lines of a concordance: sorting, folding, narrowing, more of their context,
 * marks. Most is asked for here and comes into force in idle time.
 */
#include <stdlib.h>
#include <string.h>

#include "app/cmd_concordance.h"
#include "app/cmd_lines.h"
#include "app/cmd_sort.h"
#include "app/narrow.h"
#include "dateline/vec.h"

/* Whether there are tools for so many lines; says so where there are none. */
static bool can_work(dl_app *app)
{
    bool can = !dl_concordance_too_long(&app->concordance);
    if (!can)
        dl_app_say(app, "too many lines for that; a filter makes them fewer (F)");
    return can;
}

/* --- sorting --- */

bool dl_app_sort_lines(dl_app *app, dl_stroke letter)
{
    dl_concordance *conc = &app->concordance;
    dl_conc_tools *wanted = &conc->wanted;
    if (letter == 'l' || letter == 'r') {
        dl_conc_sort sort = letter == 'l' ? DL_CONC_BY_LEFT : DL_CONC_BY_RIGHT;
        if (!can_work(app))
            return true;
        wanted->down = wanted->sort == sort && !wanted->down;
        wanted->sort = sort;
        dl_concordance_ask(conc);
        return true;
    }
    if ((letter != 'd' && letter != 's') || wanted->sort == DL_CONC_BY_ORDER)
        return false;
    /* back to the one order: where it goes by that already it is not turned round */
    wanted->sort = DL_CONC_BY_ORDER;
    wanted->down = false;
    dl_concordance_ask(conc);
    return dl_app_order_letter(app->order) == letter;
}

const char *dl_app_lines_sort(const dl_app *app, bool *ret_down)
{
    const dl_conc_tools *tools = &app->concordance.tools;
    *ret_down = tools->down;
    if (tools->sort != DL_CONC_BY_ORDER)
        return tools->sort == DL_CONC_BY_LEFT ? "left" : "right";
    *ret_down = dl_order_is_down(app->order);
    return dl_app_order_name(app->order);
}

/* --- which lines --- */

/* Turns TOOL on or off. Where it would change NOTHING, as is known when all lines were read, WHY is said
 * instead. */
static unsigned turn(dl_app *app, bool *tool, bool nothing, const char *why)
{
    dl_concordance *conc = &app->concordance;
    if (!can_work(app))
        return 0;
    if (!*tool && conc->stage == DL_CONC_READY && nothing) {
        dl_app_say(app, why);
        return 0;
    }
    *tool = !*tool;
    dl_concordance_ask(conc);
    return 0;
}

unsigned dl_cmd_conc_fold(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_concordance *conc = &app->concordance;
    return turn(app, &conc->wanted.folded, conc->digest.different == conc->digest.at,
                "no two lines read the same");
}

unsigned dl_cmd_conc_quoted(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_concordance *conc = &app->concordance;
    return turn(app, &conc->wanted.quoted_only, conc->digest.quoted == 0,
                "no line stands in quotation marks");
}

unsigned dl_cmd_conc_narrow(dl_app *app, const dl_arg *arg)
{
    if (!can_work(app))
        return 0;
    if (*arg->text)
        dl_app_narrow_lines(app, arg->text);
    else
        dl_prompt_open(&app->prompt, DL_PROMPT_NARROW, "");
    return 0;
}

void dl_app_narrow_lines(dl_app *app, const char *text)
{
    dl_concordance *conc = &app->concordance;
    char *copy = *text ? strdup(text) : NULL;
    if (*text && !copy) {
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
        return;
    }
    free(conc->narrow_wanted);
    conc->narrow_wanted = copy;
    dl_concordance_ask(conc);
}

/* --- folds of sources --- */

/* The source of the row under the cursor, "" for none; NULL where there is no row. */
static const char *current_source(const dl_app *app)
{
    const dl_conc_line *line = dl_concordance_current(&app->concordance);
    return !line ? NULL : line->source ? line->source : "";
}

static bool close_fold(dl_conc_closed *closed, const char *source)
{
    for (size_t i = 0; i < closed->len; i++)
        if (strcmp(closed->items[i], source) == 0)
            return true;
    char *copy = strdup(source);
    if (copy && dl_vec_push(closed, copy))
        return true;
    free(copy);
    return false;
}

static void open_fold(dl_conc_closed *closed, const char *source)
{
    for (size_t i = 0; i < closed->len; i++)
        if (strcmp(closed->items[i], source) == 0) {
            free(closed->items[i]);
            closed->items[i] = closed->items[--closed->len];
            return;
        }
}

/* Closes the fold of each source that has a line. */
static bool close_all(dl_concordance *conc)
{
    const char *last = NULL;
    bool ok = true;
    for (size_t i = 0; ok && i < conc->digest.at; i++) {
        const dl_conc_ref *ref = dl_conc_refs_at(&conc->refs, i);
        const char *source = ref->source ? ref->source : "";
        if (!last || strcmp(last, source) != 0)
            ok = close_fold(&conc->closed, source);
        last = source;
    }
    return ok;
}

void dl_app_fold_lines(dl_app *app, bool all, bool open)
{
    dl_concordance *conc = &app->concordance;
    bool by_source = app->order == DL_ORDER_SOURCE || app->order == DL_ORDER_SOURCE_DOWN;
    const char *source = current_source(app);
    bool ok = true;
    if (!by_source || conc->wanted.sort != DL_CONC_BY_ORDER) {
        dl_app_say(app, "lines fold by source where they are sorted by it: gs s");
        return;
    }
    if (!source || !can_work(app))
        return;
    if (all && !open) {
        ok = close_all(conc);
    } else if (all) {
        while (conc->closed.len)
            open_fold(&conc->closed, conc->closed.items[0]);
    } else if (open) {
        open_fold(&conc->closed, source);
    } else {
        ok = close_fold(&conc->closed, source);
    }
    if (!ok)
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    dl_concordance_ask(conc);
}

bool dl_app_line_folded(const dl_app *app)
{
    const dl_conc_line *line = dl_concordance_current(&app->concordance);
    return line && line->group;
}

/* --- context --- */

static unsigned change_context(dl_app *app, int step)
{
    static const char *const names[] = {"one line", "the sentence", "the paragraph"};
    dl_concordance *conc = &app->concordance;
    int context = (int)conc->lines.context + step;
    if (context < DL_CONC_LINE || context > DL_CONC_PARAGRAPH) {
        dl_app_sayf(app, "%s is the %s there is", names[conc->lines.context],
                    step < 0 ? "least" : "most");
        return 0;
    }
    dl_error error;
    conc->lines.context = (dl_conc_context)context;
    dl_conc_lines_clear(&conc->lines);
    if (dl_concordance_go(conc, conc->cursor, &error))
        dl_app_complain(app, &error);
    dl_app_arrange(app);
    return 0;
}

unsigned dl_cmd_conc_more(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return change_context(app, 1);
}

unsigned dl_cmd_conc_less(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return change_context(app, -1);
}

/* --- marks --- */

typedef struct marked {
    dl_conc_mark *items;
    size_t len, size;
} marked;

/* Adds the lines that ROW stands for, whose first is FIRST, to RET; false when memory is out. */
static bool list_lines(const dl_concordance *conc, const dl_conc_ref *first, const dl_conc_row *row,
                       marked *ret)
{
    if (row->count == 1)
        return dl_vec_push(ret, ((dl_conc_mark){first->key, first->spot}));
    bool ok = true;
    for (uint32_t line = 0; ok && line < conc->digest.at; line++) {
        const dl_conc_ref *ref = dl_conc_refs_at(&conc->refs, line);
        if (dl_conc_view_stands(&conc->refs, row, &conc->tools, line))
            ok = dl_vec_push(ret, ((dl_conc_mark){ref->key, ref->spot}));
    }
    return ok;
}

/* Marks all the lines that the row under the cursor stands for, or takes their marks off. */
static bool mark_row(dl_concordance *conc, const dl_conc_ref *first, const dl_conc_row *row)
{
    bool on = !dl_conc_marks_hold(&conc->marks, first->key, first->spot);
    marked lines = {0};
    bool ok = list_lines(conc, first, row, &lines);
    if (ok && on)
        ok = dl_conc_marks_add(&conc->marks, lines.items, lines.len);
    else if (ok)
        dl_conc_marks_remove(&conc->marks, lines.items, lines.len);
    free(lines.items);
    return ok;
}

unsigned dl_cmd_conc_mark(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_concordance *conc = &app->concordance;
    dl_conc_row row;
    dl_error error;
    const dl_conc_ref *first = dl_concordance_ref(conc, conc->cursor, &row);
    if (!first)
        return 0;
    if (!mark_row(conc, first, &row)) {
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
        return 0;
    }
    dl_app_sayf(app, "%zu marked", conc->marks.len);
    if (dl_concordance_go(conc, conc->cursor + 1, &error))
        dl_app_complain(app, &error);
    else
        dl_app_preview_line(app);
    return 0;
}

unsigned dl_cmd_conc_unmark(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    app->concordance.marks.len = 0;
    dl_app_say(app, "no line is marked");
    return 0;
}

/* --- who is named with the focus --- */

static bool names(const dl_concordance *conc, const dl_conc_ref *ref, uint32_t number)
{
    for (size_t i = 0; i < ref->named_count; i++)
        if (conc->digest.named.items[ref->named + i] == number)
            return true;
    return false;
}

void dl_app_go_named(dl_app *app)
{
    dl_concordance *conc = &app->concordance;
    const dl_conc_view *view = &conc->view;
    dl_error error;
    if (!conc->viewed || conc->named_cursor >= view->named_len)
        return;
    for (size_t step = 1; step <= view->len; step++) {
        size_t number = (size_t)(conc->cursor + step) % view->len;
        const dl_conc_ref *ref = dl_conc_refs_at(&conc->refs, view->rows[number].line);
        if (!names(conc, ref, view->named[conc->named_cursor]))
            continue;
        if (dl_concordance_go(conc, number, &error))
            dl_app_complain(app, &error);
        else
            dl_app_preview_line(app);
        return;
    }
}

/* --- finding --- */

bool dl_app_find_line(dl_app *app, const char *text)
{
    dl_concordance *conc = &app->concordance;
    char *copy = strdup(text);
    if (!copy) {
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
        return false;
    }
    free(conc->looked_for);
    conc->looked_for = copy;
    conc->looked_from = conc->cursor;
    conc->looked_at = 0;
    return true;
}

void dl_app_find_line_stop(dl_app *app)
{
    free(app->concordance.looked_for);
    app->concordance.looked_for = NULL;
}

bool dl_app_find_line_progress(const dl_app *app, dl_progress *ret)
{
    const dl_concordance *conc = &app->concordance;
    *ret = (dl_progress){"looking", conc->looked_at, conc->counted ? conc->total : 0};
    return conc->looked_for && app->overlay == DL_OVERLAY_CONCORDANCE;
}

static bool line_holds(const dl_conc_line *line, const char *text)
{
    return dl_narrow_holds(line->before, text) || dl_narrow_holds(line->name, text) ||
           dl_narrow_holds(line->after, text) ||
           (line->source && dl_narrow_holds(line->source, text));
}

/* Looks at one line. All of them are counted by then: other work of the concordance goes first. */
dl_work dl_app_find_line_step(dl_app *app)
{
    dl_concordance *conc = &app->concordance;
    const dl_conc_line *line;
    dl_error error;
    dl_progress unused;
    if (!dl_app_find_line_progress(app, &unused))
        return DL_WORK_NONE;
    if (conc->looked_at++ >= conc->total) {
        dl_app_sayf(app, "no line holds %s", conc->looked_for);
        dl_app_find_line_stop(app);
        return DL_WORK_CHANGED;
    }
    uint64_t number = (conc->looked_from + conc->looked_at) % conc->total;
    dl_status status = dl_concordance_read(conc, number, &line, &error);
    if (!status && (!line || !line_holds(line, conc->looked_for)))
        return DL_WORK_DONE;
    if (status)
        dl_app_complain(app, &error);
    else
        dl_app_go_line(app, (int64_t)number - (int64_t)conc->cursor);
    dl_app_find_line_stop(app);
    return DL_WORK_CHANGED;
}
