/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Marks on documents: read, starred, tagged; and rows marked for a command to be done on all of them.
 * A mark is turned: where all documents it is meant for bear it, it is taken off, else it is put on
 * those that do not.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/cmd_mark.h"
#include "app/filter.h"
#include "dateline/vec.h"

/* --- rows --- */

unsigned dl_cmd_mark_document(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    if (!app->reading.open)
        return 0;
    if (!dl_marked_turn(&app->marked, app->reading.doc.document.sha256))
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    else
        dl_app_sayf(app, "%zu marked; %s and a command does it on all of them", app->marked.len,
                    dl_app_call(app, DL_COMMAND_ON_MARKED));
    return 0;
}

unsigned dl_cmd_unmark_documents(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_app_say(app, app->marked.len ? "no row is marked any more" : "no row is marked");
    app->marked.len = 0;
    return 0;
}

unsigned dl_cmd_on_marked(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    app->on_marked = true; /* where none is marked, on nothing: never on the one shown instead */
    if (dl_app_has_targets(app))
        dl_app_sayf(app, "the next command is done on all %zu marked", app->marked.len);
    return 0;
}

bool dl_app_takes_marked(dl_command command)
{
    static const dl_command takes[] = {
        DL_COMMAND_READ,
        DL_COMMAND_STAR,
        DL_COMMAND_TAG,
        DL_COMMAND_NOTE,
        DL_COMMAND_FACTS,
        DL_COMMAND_REPEAT,
        DL_COMMAND_HELP,
        DL_COMMAND_COMMAND,
        DL_COMMAND_MARK_DOCUMENT,
        DL_COMMAND_CANCEL,
        DL_COMMAND_UNMARK_DOCUMENTS,
        DL_COMMAND_ON_MARKED,
    };
    for (size_t i = 0; i < sizeof takes / sizeof *takes; i++)
        if (takes[i] == command)
            return true;
    return false;
}

dl_targets dl_app_targets(const dl_app *app)
{
    if (app->on_marked)
        return (dl_targets){.hashes = (const char(*)[DL_SHA256_HEX])app->marked.items,
                            .count = app->marked.len};
    return (dl_targets){.hashes = &app->reading.doc.document.sha256, .count = app->reading.open};
}

bool dl_app_has_targets(dl_app *app)
{
    bool has = dl_app_targets(app).count > 0;
    if (!has && app->on_marked)
        dl_app_sayf(app, "no row is marked; %s marks one",
                    dl_app_call(app, DL_COMMAND_MARK_DOCUMENT));
    else if (!has)
        dl_app_say(app, "no document is shown");
    return has;
}

/* --- turning a mark --- */

/* Sets the mark of KIND on all TARGETS, or takes it off; what that is called is WHAT. Sets
 * *RET_CHANGED to how many changed. */
static bool set_all(dl_app *app, dl_targets targets, dl_change_kind kind, const char *name, bool on,
                    const char *what, size_t *ret_changed)
{
    dl_change *changes = calloc(targets.count, sizeof *changes);
    if (!changes) {
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
        return false;
    }
    for (size_t i = 0; i < targets.count; i++) {
        changes[i] = (dl_change){.kind = kind, .on = on, .mark = {.name = name}};
        memcpy(changes[i].mark.sha256, targets.hashes[i], sizeof changes[i].mark.sha256);
    }
    dl_str text;
    dl_str_init(&text);
    dl_str_addf(&text, "%s on ", what);
    if (targets.count == 1 && !app->on_marked)
        dl_app_name_document(app, &text);
    else
        dl_str_addf(&text, "%zu document%s", targets.count, targets.count == 1 ? "" : "s");
    bool done = dl_app_change(app, changes, targets.count, dl_str_ok(&text) ? text.text : what);
    *ret_changed = app->changed;
    dl_str_release(&text);
    free(changes);
    return done;
}

/* Turns the mark of KIND on what it is meant for; ON and OFF are what the two ways are called. */
static void turn(dl_app *app, dl_targets targets, dl_change_kind kind, const char *name,
                 const char *on, const char *off)
{
    size_t changed = 0;
    bool set = true;
    if (!dl_app_has_targets(app))
        return;
    if (!set_all(app, targets, kind, name, true, on, &changed))
        return;
    if (!changed) {
        set = false;
        if (!set_all(app, targets, kind, name, false, off, &changed))
            return;
    }
    const char *undo = dl_app_call(app, DL_COMMAND_UNDO);
    if (app->on_marked)
        dl_app_sayf(app, "%s: %zu of %zu marked; %s undoes", set ? on : off, changed, targets.count,
                    undo);
    else
        dl_app_sayf(app, "%s; %s undoes", set ? on : off, undo);
}

unsigned dl_cmd_read(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    turn(app, dl_app_targets(app), DL_CHANGE_READ, NULL, "marked read", "marked unread");
    return 0;
}

unsigned dl_cmd_star(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    turn(app, dl_app_targets(app), DL_CHANGE_STAR, NULL, "star", "star taken off");
    return 0;
}

/* --- tags --- */

unsigned dl_cmd_tag(dl_app *app, const dl_arg *arg)
{
    if (!dl_app_has_targets(app))
        return 0;
    if (*arg->text)
        dl_app_tag(app, arg->text);
    else
        dl_prompt_open(&app->prompt, DL_PROMPT_TAG, "");
    app->prompt_on_marked = app->on_marked;
    return 0;
}

void dl_app_tag(dl_app *app, const char *name)
{
    dl_str on, off;
    dl_str_init(&on);
    dl_str_init(&off);
    dl_str_addf(&on, "tag “%s”", name);
    dl_str_addf(&off, "tag “%s” taken off", name);
    if (dl_str_ok(&on) && dl_str_ok(&off))
        turn(app, dl_app_targets(app), DL_CHANGE_TAG, name, on.text, off.text);
    else
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    dl_str_release(&on);
    dl_str_release(&off);
}

/* --- all of a list --- */

const dl_source_line *dl_app_read_all_of(const dl_app *app)
{
    const dl_source_line *line = dl_sources_current(&app->sources);
    bool here = dl_app_context(app) == DL_CONTEXT_SOURCES && line && dl_source_line_filters(line);
    return here ? line : NULL;
}

/* The query of what the list holds, or of the source under the cursor of the source pane; its memory is
 * ARENA's. */
static bool make_query(dl_app *app, dl_arena *arena, dl_query *ret)
{
    dl_error error;
    const dl_source_line *line = dl_app_read_all_of(app);
    if (!line) {
        *ret = *dl_app_query(app);
        return true;
    }
    dl_str text;
    dl_str_init(&text);
    bool made = dl_filter_of_line(app, line, &text);
    dl_status status = made ? DL_OK : dl_fail_nomem(&error);
    if (!status)
        status = dl_query_parse(arena, app->shown.kinds, text.text, ret, NULL, &error);
    if (!status)
        status = dl_store_resolve(app->store, arena, ret, &error);
    if (status)
        dl_app_complain(app, &error);
    dl_str_release(&text);
    return status == DL_OK;
}

unsigned dl_cmd_read_all(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_arena arena = {0};
    dl_query query;
    dl_counts counts;
    dl_error error;
    if (!make_query(app, &arena, &query))
        goto out;
    if (app->store->ops->count(app->store, &query, NULL, &counts, &error)) {
        dl_app_complain(app, &error);
    } else if (!counts.unread) {
        dl_app_say(app, "no unread document here");
    } else {
        app->question = DL_QUESTION_READ_ALL;
        app->question_count = counts.unread;
    }
out:
    dl_arena_release(&arena);
    return 0;
}

#define PAGE 2000 /* rows looked through at once */

/* The changes that mark as read what QUERY holds. */
typedef struct reading_all {
    dl_change *items;
    size_t len, size;
} reading_all;

static dl_status find_unread(dl_app *app, const dl_query *query, reading_all *ret, dl_error *error)
{
    dl_anchor anchor = {.key = DL_KEY_NONE};
    dl_arena arena = {0};
    dl_status status = DL_OK;
    size_t count = PAGE;
    while (!status && count == PAGE) {
        dl_doc_row *rows;
        dl_arena_clear(&arena);
        status = app->store->ops->list(app->store, query, DL_ORDER_NEWEST, anchor, false, PAGE,
                                       NULL, &arena, &rows, &count, error);
        for (size_t i = 0; !status && i < count; i++) {
            dl_change change = {.kind = DL_CHANGE_READ, .on = true};
            memcpy(change.mark.sha256, rows[i].sha256, sizeof change.mark.sha256);
            if (!rows[i].read && !dl_vec_push(ret, change))
                status = dl_fail_nomem(error);
        }
        if (!status && count)
            anchor.key = rows[count - 1].key;
    }
    dl_arena_release(&arena);
    return status;
}

void dl_app_read_all(dl_app *app)
{
    reading_all all = {0};
    dl_arena arena = {0};
    dl_query query;
    dl_error error;
    char what[64];
    if (!make_query(app, &arena, &query))
        goto out;
    if (find_unread(app, &query, &all, &error)) {
        dl_app_complain(app, &error);
        goto out;
    }
    snprintf(what, sizeof what, "marked read on %zu document%s", all.len, all.len == 1 ? "" : "s");
    if (dl_app_change(app, all.items, all.len, what))
        dl_app_sayf(app, "marked read: %zu document%s; %s undoes", app->changed,
                    app->changed == 1 ? "" : "s", dl_app_call(app, DL_COMMAND_UNDO));
out:
    dl_arena_release(&arena);
    free(all.items);
}
