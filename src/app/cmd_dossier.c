/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dossiers: passages are added to the open one, which the first asks for; it is gone through, put in
 * order, annotated. All of it are changes, and undone as such.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/cmd_cite.h"
#include "app/cmd_dossier.h"

/* --- adding --- */

static bool is_same_passage(const dl_passage *a, const dl_passage *b)
{
    return strcmp(a->sha256, b->sha256) == 0 && a->field == b->field && a->start == b->start &&
           a->end == b->end;
}

/* Makes the item that REFERENCE of the document shown becomes in the dossier NAME, its last. */
static dl_status make_cited(dl_app *app, const char *name, const dl_reference *reference,
                            dl_arena *arena, bool exists, dl_cited *ret, dl_error *error)
{
    const dl_document *doc = &app->reading.doc.document;
    dl_cited *items = NULL;
    size_t count = 0;
    dl_cited cited = {.dossier = name, .time = (int64_t)time(NULL)};
    dl_status status = dl_item_id_make(cited.id, error);
    if (!status && exists)
        status = app->store->ops->cited(app->store, name, arena, &items, &count, error);
    if (status)
        return status;
    cited.rank = count ? items[count - 1].rank + 1 : 0;
    size_t start = reference->whole ? 0 : reference->start;
    size_t end = reference->whole ? 0 : reference->end;
    if (!dl_passage_make(arena, doc, reference->field, start, end, &cited.passage))
        return dl_fail_nomem(error);
    for (size_t i = 0; i < count; i++)
        if (is_same_passage(&items[i].passage, &cited.passage))
            return dl_fail(error, DL_ERR_INVALID, "the dossier %s holds this passage already",
                           name);
    *ret = cited;
    return DL_OK;
}

/* Sets *RET to the name that the dossier NAME is written with where there is one. */
static dl_status find_dossier(dl_app *app, const char *name, dl_arena *arena, const char **ret,
                              dl_error *error)
{
    dl_name_row *rows;
    size_t count;
    dl_status status = app->store->ops->dossiers(app->store, arena, &rows, &count, error);
    *ret = NULL;
    for (size_t i = 0; !status && i < count; i++)
        if (strcmp(rows[i].name, name) == 0)
            *ret = rows[i].name;
    return status;
}

/* Adds what waits for a dossier to NAME, which is made where there is none. */
static void add_cited(dl_app *app, const char *name)
{
    dl_arena arena = {0};
    dl_error error;
    const char *held;
    dl_change changes[2] = {{.kind = DL_CHANGE_DOSSIER, .on = true, .dossier = {.name = name}},
                            {.kind = DL_CHANGE_CITED, .on = true}};
    dl_status status = find_dossier(app, name, &arena, &held, &error);
    if (!status)
        status =
            make_cited(app, name, &app->to_cite, &arena, held != NULL, &changes[1].cited, &error);
    if (status)
        dl_app_complain(app, &error);
    else if (dl_app_change(app, changes + (held ? 1 : 0), held ? 1 : 2, "added to the dossier"))
        dl_app_sayf(app, "added to the dossier %s; %s undoes", name,
                    dl_app_call(app, DL_COMMAND_UNDO));
    dl_arena_release(&arena);
}

static void remember_open(dl_app *app, const char *name)
{
    char *copy = strdup(name); /* NAME may be the one that is freed */
    if (!copy)
        return;
    free(app->open_dossier);
    app->open_dossier = copy;
}

void dl_app_follow_dossier(dl_app *app, const dl_change *inverse)
{
    const char *name = inverse->dossier.name;
    if (!inverse->on || !app->open_dossier || strcmp(app->open_dossier, name) != 0)
        return;
    if (inverse->dossier.from) {
        remember_open(app, inverse->dossier.from);
    } else { /* it was deleted */
        free(app->open_dossier);
        app->open_dossier = NULL;
    }
}

/* Adds REFERENCE of the document shown to the open dossier, or asks for one. */
static unsigned add(dl_app *app, dl_reference reference)
{
    memcpy(reference.sha256, app->reading.doc.document.sha256, sizeof reference.sha256);
    app->to_cite = reference;
    app->is_to_cite = true;
    if (app->open_dossier)
        dl_app_choose_dossier(app, app->open_dossier);
    else
        dl_prompt_open(&app->prompt, DL_PROMPT_DOSSIER, "");
    return 0;
}

void dl_app_choose_dossier(dl_app *app, const char *name)
{
    bool add = app->is_to_cite && app->reading.open &&
               strcmp(app->to_cite.sha256, app->reading.doc.document.sha256) == 0;
    app->is_to_cite = false;
    if (!*name)
        return;
    remember_open(app, name);
    if (!app->open_dossier)
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    else if (add)
        add_cited(app, app->open_dossier);
    else
        dl_app_sayf(app, "passages are added to the dossier %s", app->open_dossier);
}

static unsigned add_unit(dl_app *app, dl_unit unit)
{
    dl_reference reference;
    return dl_app_find_passage(app, unit, &reference) ? add(app, reference) : 0;
}

unsigned dl_cmd_dossier_quotation(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return add_unit(app, DL_UNIT_QUOTATION);
}

unsigned dl_cmd_dossier_sentence(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return add_unit(app, DL_UNIT_SENTENCE);
}

unsigned dl_cmd_dossier_paragraph(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return add_unit(app, DL_UNIT_PARAGRAPH);
}

unsigned dl_cmd_dossier_document(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    if (app->reading.open)
        return add(app, (dl_reference){.whole = true, .field = DL_FIELD_BODY});
    dl_app_say(app, "no document to cite");
    return 0;
}

unsigned dl_cmd_dossier_selection(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_reference reference;
    if (!dl_app_find_selected(app, &reference))
        return 0;
    dl_app_end_selection(app);
    return add(app, reference);
}

unsigned dl_cmd_dossier_line(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    if (dl_concordance_current(&app->concordance))
        return add_unit(app, DL_UNIT_SENTENCE);
    dl_app_say(app, "no line to cite");
    return 0;
}

unsigned dl_cmd_dossier(dl_app *app, const dl_arg *arg)
{
    app->is_to_cite = false;
    if (*arg->text)
        dl_app_choose_dossier(app, arg->text);
    else
        dl_prompt_open(&app->prompt, DL_PROMPT_DOSSIER, app->open_dossier ? app->open_dossier : "");
    return 0;
}

/* --- going through one --- */

/* Why the document does not hold the passage of ITEM any more. */
static const char *describe_gone(const dl_dossier_item *item)
{
    if (item->how == DL_LOCATED_GONE)
        return "a newer version of the document does not hold the passage any more";
    return item->cited.passage.field == DL_FIELD_TITLE
               ? "the title is corrected since, and does not hold the passage any more"
               : "the text is corrected since, and does not hold the passage any more";
}

void dl_app_preview_cited(dl_app *app)
{
    dl_error error;
    const dl_dossier_item *item = dl_dossier_current(&app->dossier, &error);
    if (!item)
        dl_app_complain(app, &error);
    else if (!item->held)
        dl_app_read_nothing(app); /* what is kept of it is shown instead */
    else if (dl_app_show(app, item->key)) {
        if (dl_located_nowhere(item->how))
            dl_app_say(app, describe_gone(item));
        else if (item->spot.end > item->spot.start)
            dl_reading_land(&app->reading, item->spot);
    }
}

void dl_app_open_dossier(dl_app *app, const char *name)
{
    dl_error error;
    dl_place present;
    if (!dl_app_describe_place(app, &present))
        return;
    if (dl_dossier_load(&app->dossier, app->store, name, &error)) {
        dl_app_complain(app, &error);
        dl_place_release(&present);
        return;
    }
    dl_place_release(&app->before_dossier);
    app->before_dossier = present;
    remember_open(app, name);
    app->overlay = DL_OVERLAY_DOSSIER;
    dl_app_enter(app, DL_PANE_LIST);
    dl_app_preview_cited(app);
}

void dl_app_close_dossier(dl_app *app)
{
    dl_place place = app->before_dossier;
    app->before_dossier = (dl_place){0};
    app->overlay = DL_OVERLAY_NONE;
    dl_app_restore_place(app, &place);
    dl_app_arrange(app);
    dl_place_release(&place);
}

unsigned dl_app_stay_dossier(dl_app *app)
{
    dl_error error;
    const dl_dossier_item *item = dl_dossier_current(&app->dossier, &error);
    if (!item || !item->held) {
        dl_app_say(app, item ? "this archive does not hold the document any more" : error.message);
        return 0;
    }
    dl_spot spot = item->spot;
    dl_app_leave_from(app, app->before_dossier);
    app->before_dossier = (dl_place){0};
    app->overlay = DL_OVERLAY_NONE;
    dl_app_enter(app, DL_PANE_TEXT);
    if (spot.end > spot.start)
        dl_reading_land(&app->reading, spot);
    dl_app_mark_read(app);
    return 0;
}

void dl_app_reload_dossiers(dl_app *app)
{
    dl_error error;
    dl_app_recount(app);
    if (app->overlay != DL_OVERLAY_DOSSIER)
        return;
    if (!dl_dossier_load(&app->dossier, app->store, app->dossier.name, &error)) {
        dl_app_arrange(app);
        if (app->dossier.len)
            dl_app_preview_cited(app);
    } else {
        dl_app_close_dossier(app); /* it is there no more */
    }
}

/* --- its items --- */

/* Puts the item under the cursor STEP rows further: each item whose rank is not its place gets it. */
static unsigned move_item(dl_app *app, long step)
{
    dl_dossier *dossier = &app->dossier;
    size_t from = (size_t)dossier->cursor, last = dossier->len ? dossier->len - 1 : 0;
    size_t to = step < 0 ? (from > (size_t)-step ? from - (size_t)-step : 0)
                         : (last - from > (size_t)step ? from + (size_t)step : last);
    dl_change *changes = calloc(dossier->len + 1, sizeof *changes);
    size_t count = 0;
    if (from == to || !changes) {
        dl_app_say(app, !changes   ? dl_status_text(DL_ERR_NOMEM)
                        : step < 0 ? "this is the first of them"
                                   : "this is the last of them");
        free(changes);
        return 0;
    }
    for (size_t i = 0; i < dossier->len; i++) {
        size_t place = i == from             ? to
                       : i > from && i <= to ? i - 1
                       : i < from && i >= to ? i + 1
                                             : i;
        dl_cited cited = dossier->items[i].cited;
        if (cited.rank == (int64_t)place)
            continue;
        cited.rank = (int64_t)place;
        changes[count++] = (dl_change){.kind = DL_CHANGE_CITED, .on = true, .cited = cited};
    }
    dl_app_change(app, changes, count, "order of the dossier");
    free(changes);
    return 0;
}

unsigned dl_cmd_dossier_down(dl_app *app, const dl_arg *arg)
{
    return move_item(app, arg->count);
}

unsigned dl_cmd_dossier_up(dl_app *app, const dl_arg *arg)
{
    return move_item(app, -arg->count);
}

unsigned dl_cmd_dossier_remove(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_dossier *dossier = &app->dossier;
    if (dossier->cursor >= dossier->len) {
        dl_app_say(app, "this dossier is empty");
        return 0;
    }
    dl_change change = {.kind = DL_CHANGE_CITED, .cited = dossier->items[dossier->cursor].cited};
    if (dl_app_change(app, &change, 1, "passage out of the dossier"))
        dl_app_sayf(app, "out of the dossier; %s undoes", dl_app_call(app, DL_COMMAND_UNDO));
    return 0;
}

unsigned dl_cmd_dossier_comment(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    const dl_dossier *dossier = &app->dossier;
    if (dossier->cursor >= dossier->len) {
        dl_app_say(app, "this dossier is empty");
        return 0;
    }
    const char *comment = dossier->items[dossier->cursor].cited.comment;
    dl_prompt_open(&app->prompt, DL_PROMPT_COMMENT, comment ? comment : "");
    return 0;
}

void dl_app_comment_cited(dl_app *app, const char *text)
{
    const dl_dossier *dossier = &app->dossier;
    if (app->overlay != DL_OVERLAY_DOSSIER || dossier->cursor >= dossier->len)
        return;
    dl_change change = {
        .kind = DL_CHANGE_CITED, .on = true, .cited = dossier->items[dossier->cursor].cited};
    change.cited.comment = *text ? text : NULL;
    dl_app_change(app, &change, 1, "comment in the dossier");
}

unsigned dl_cmd_dossier_cite(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_error error;
    const dl_dossier_item *item = dl_dossier_current(&app->dossier, &error);
    if (!item || !item->held || dl_located_nowhere(item->how)) {
        if (!item)
            dl_app_say(app, error.message);
        else
            dl_app_sayf(
                app,
                "the passage is in no text any more; the dossier's export has it, %s on its row",
                dl_app_call(app, DL_COMMAND_DOSSIER_EXPORT));
        return 0;
    }
    dl_reference reference = {.whole = item->spot.end == item->spot.start,
                              .field = item->spot.field,
                              .start = item->spot.start,
                              .end = item->spot.end};
    return dl_app_copy(app, "passage", reference);
}

/* --- the dossier as a whole, on its row among the sources --- */

/* The dossier under the cursor of the sources; NULL, and a message said, where none is. */
static const char *dossier_here(dl_app *app)
{
    const dl_source_line *line = dl_sources_current(&app->sources);
    if (line && line->kind == DL_SOURCE_DOSSIER)
        return line->name;
    dl_app_say(app, "this is for a dossier's row");
    return NULL;
}

unsigned dl_cmd_dossier_export(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    const char *name = dossier_here(app);
    return name ? dl_app_copy_dossier(app, name) : 0;
}

void dl_app_ask_dossier(dl_app *app)
{
    if (dossier_here(app))
        app->question = DL_QUESTION_DOSSIER;
}

void dl_app_rename_dossier(dl_app *app, const char *name)
{
    const char *from = dossier_here(app);
    if (!from || !*name || strcmp(from, name) == 0)
        return;
    char *old = strdup(from); /* the row is made anew */
    dl_change change = {
        .kind = DL_CHANGE_DOSSIER, .on = true, .dossier = {.name = name, .from = old}};
    if (old)
        dl_app_change(app, &change, 1, "name of a dossier");
    free(old);
}

static void delete_dossier(dl_app *app)
{
    const char *name = dossier_here(app);
    char *copy = name ? strdup(name) : NULL;
    if (!copy)
        return;
    dl_change change = {.kind = DL_CHANGE_DOSSIER, .dossier = {.name = copy}};
    if (dl_app_change(app, &change, 1, "dossier deleted"))
        dl_app_sayf(app, "the dossier %s is deleted; %s undoes", copy,
                    dl_app_call(app, DL_COMMAND_UNDO));
    free(copy);
}

void dl_app_answer_dossier(dl_app *app, dl_stroke stroke)
{
    const char *name = dossier_here(app);
    if (name && stroke == 'r')
        dl_prompt_open(&app->prompt, DL_PROMPT_DOSSIER_NAME, name);
    else if (name && stroke == 'd')
        delete_dossier(app);
}
