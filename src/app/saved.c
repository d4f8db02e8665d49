/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/saved.h"

void dl_saved_release(dl_saved_list *list)
{
    dl_arena_release(&list->arena);
    *list = (dl_saved_list){0};
}

void dl_saved_touch(dl_app *app, bool read)
{
    dl_saved_list *list = &app->saved;
    list->read = list->read && !read;
    for (size_t i = 0; i < list->len; i++)
        list->items[i].counted = false;
}

/* --- idle work --- */

/* The counts that the search had before it was read anew. */
static void keep_counts(dl_saved *saved, const dl_saved_list *before)
{
    for (size_t i = 0; i < before->len; i++)
        if (strcmp(before->items[i].query, saved->query) == 0) {
            saved->documents = before->items[i].documents;
            saved->unread = before->items[i].unread;
        }
}

/* Reads which searches there are. */
static dl_status read_list(dl_app *app, dl_saved_list *ret, dl_error *error)
{
    dl_saved_list fresh = {.read = true};
    dl_saved_row *rows;
    dl_status status = app->store->ops->saved(app->store, &fresh.arena, &rows, &fresh.len, error);
    if (!status) {
        fresh.items = dl_arena_calloc(&fresh.arena, fresh.len, sizeof *fresh.items);
        status = fresh.items ? DL_OK : dl_fail_nomem(error);
    }
    for (size_t i = 0; !status && i < fresh.len; i++) {
        fresh.items[i] = (dl_saved){.name = rows[i].name, .query = rows[i].query};
        keep_counts(&fresh.items[i], &app->saved);
    }
    if (status) {
        dl_saved_release(&fresh);
        return status;
    }
    *ret = fresh;
    return DL_OK;
}

/* Shows the searches anew among the sources. */
static void show(dl_app *app)
{
    dl_sources_set_saved(&app->sources, &app->saved, dl_app_query(app));
    dl_app_arrange(app); /* the names have the rows that these leave */
}

static dl_work take_list(dl_app *app)
{
    dl_saved_list before = app->saved, fresh;
    dl_error error;
    if (read_list(app, &fresh, &error)) {
        app->saved.read = true; /* it is not tried again and again */
        dl_app_complain(app, &error);
        return DL_WORK_CHANGED;
    }
    app->saved = fresh;
    if (!before.len && !fresh.len) {
        dl_saved_release(&before);
        return DL_WORK_DONE;
    }
    show(app);
    dl_saved_release(&before); /* the lines shown until now had their names there */
    return DL_WORK_CHANGED;
}

/* Counts what the search finds; one that names what nobody knows finds nothing. */
static void count(dl_app *app, dl_saved *saved)
{
    dl_arena arena = {0};
    dl_query query = {0};
    dl_counts counts = {0};
    saved->counted = true;
    saved->wrong = dl_query_parse(&arena, app->shown.kinds, saved->query, &query, NULL, NULL) ||
                   dl_store_resolve(app->store, &arena, &query, NULL) ||
                   app->store->ops->count(app->store, &query, NULL, &counts, NULL);
    saved->documents = counts.documents;
    saved->unread = counts.unread;
    dl_arena_release(&arena);
}

dl_work dl_saved_step(dl_app *app)
{
    dl_saved_list *list = &app->saved;
    if (!list->read)
        return take_list(app);
    for (size_t i = 0; i < list->len; i++)
        if (!list->items[i].counted) {
            count(app, &list->items[i]);
            show(app);
            return DL_WORK_CHANGED;
        }
    return DL_WORK_NONE;
}

/* --- making, renaming, changing, deleting --- */

unsigned dl_cmd_save(dl_app *app, const dl_arg *arg)
{
    if (!dl_app_query(app)->count)
        dl_app_sayf(app, "no filter to save; %s searches, %s filters",
                    dl_app_call(app, DL_COMMAND_SEARCH), dl_app_call(app, DL_COMMAND_FILTER));
    else if (*arg->text)
        dl_saved_keep(app, arg->text);
    else
        dl_prompt_open(&app->prompt, DL_PROMPT_SAVE, "");
    return 0;
}

/* The search under the cursor of the sources; NULL, and what to do said, where there is none. */
static const dl_source_line *line_here(dl_app *app)
{
    const dl_source_line *line = dl_sources_current(&app->sources);
    if (line && line->kind == DL_SOURCE_SAVED)
        return line;
    dl_app_say(app, "this row is no saved search");
    return NULL;
}

/* Carries CHANGE out and says WHAT was done. */
static void carry_out(dl_app *app, const dl_change *change, const char *what)
{
    if (dl_app_change(app, change, 1, what))
        dl_app_sayf(app, "%s; %s undoes", what, dl_app_call(app, DL_COMMAND_UNDO));
}

/* Keeps the filter in force under NAME; VERB says what that is. */
static void keep(dl_app *app, const char *name, const char *verb)
{
    dl_arena arena = {0};
    dl_str query;
    dl_str_init(&query);
    dl_query_format(&query, dl_app_query(app));
    dl_change change = {.kind = DL_CHANGE_SAVED, .on = true};
    change.saved.name = name;
    change.saved.query = query.text;
    const char *what = dl_arena_printf(&arena, "%s %s", verb, name);
    if (what && dl_str_ok(&query))
        carry_out(app, &change, what);
    dl_str_release(&query);
    dl_arena_release(&arena);
}

/* Whether no search has that name; where one does, or the archive cannot tell, that is said. */
static bool is_free(dl_app *app, const char *name)
{
    dl_arena arena = {0};
    dl_saved_row *rows;
    dl_error error;
    size_t count = 0, at = 0;
    dl_status status = app->store->ops->saved(app->store, &arena, &rows, &count, &error);
    if (status)
        dl_app_complain(app, &error);
    while (!status && at < count && strcmp(rows[at].name, name) != 0)
        at++;
    if (at < count)
        dl_app_sayf(app, "there is a saved search '%s' already; %s on its row changes it", name,
                    dl_app_call(app, DL_COMMAND_CORRECT_SOURCE));
    dl_arena_release(&arena);
    return !status && at == count;
}

void dl_saved_keep(dl_app *app, const char *name)
{
    if (*name && is_free(app, name))
        keep(app, name, "saved as");
}

void dl_saved_rename(dl_app *app, const char *name)
{
    const dl_source_line *line = line_here(app);
    if (!line || !*name || strcmp(name, line->name) == 0)
        return;
    dl_arena arena = {0};
    dl_change change = {.kind = DL_CHANGE_SAVED, .on = true};
    change.saved.name = name;
    change.saved.from = dl_arena_strdup(&arena, line->name);
    const char *what = dl_arena_printf(&arena, "%s is called %s", line->name, name);
    if (change.saved.from && what)
        carry_out(app, &change, what);
    dl_arena_release(&arena);
}

static void delete (dl_app *app, const dl_source_line *line)
{
    dl_arena arena = {0};
    dl_change change = {.kind = DL_CHANGE_SAVED};
    change.saved.name = dl_arena_strdup(&arena, line->name);
    const char *what = dl_arena_printf(&arena, "deleted %s", line->name);
    if (change.saved.name && what)
        carry_out(app, &change, what);
    dl_arena_release(&arena);
}

void dl_saved_answer(dl_app *app, dl_stroke answer)
{
    const dl_source_line *line = line_here(app);
    if (!line)
        return;
    if (answer == 'r') {
        dl_prompt_open(&app->prompt, DL_PROMPT_RENAME_SAVED, line->name);
    } else if (answer == 'd') {
        delete (app, line);
    } else if (answer == 'c') {
        char *name = strdup(line->name);
        if (!dl_app_query(app)->count)
            dl_app_say(app, "no filter is set that it could be changed to");
        else if (name)
            keep(app, name, "changed");
        free(name);
    }
}
