/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the reader changes: carried out by the store, shown, kept to be undone. What is shown follows
 * from what the store says has changed, whoever asked for it, so undoing and doing again need nothing
 * of their own.
 */
#include <string.h>

#include "app/app.h"
#include "app/cmd_correct.h"
#include "app/cmd_dossier.h"
#include "dateline/text.h"

#define NAMED_CELLS 40 /* of a heading in the bottom bar */

/* The row of the document of that hash; NULL where it is not in the list's window. */
static dl_doc_row *find_row(dl_app *app, const char *sha256)
{
    for (size_t i = 0; i < app->list.len; i++)
        if (strcmp(app->list.items[i].sha256, sha256) == 0)
            return &app->list.items[i];
    return NULL;
}

static bool is_shown(const dl_app *app, const char *sha256)
{
    return app->reading.open && strcmp(app->reading.doc.document.sha256, sha256) == 0;
}

/* Shows that a document is read or no longer. Sets *RET_RECOUNT where only the store can tell what
 * that makes of the counts. */
static void show_read(dl_app *app, const char *sha256, bool read, bool *ret_recount)
{
    dl_doc_row *row = find_row(app, sha256);
    if (is_shown(app, sha256))
        app->reading.doc.read = read;
    if (!row) {
        *ret_recount = true;
    } else if (row->read != read) {
        row->read = read;
        app->counts.unread += read ? (uint64_t)-1 : 1;
        dl_sources_mark(&app->sources, row->source, read);
    }
}

static void show_star(dl_app *app, const char *sha256, bool on)
{
    dl_doc_row *row = find_row(app, sha256);
    if (row)
        row->starred = on;
    if (is_shown(app, sha256))
        app->reading.doc.starred = on;
}

/* Shows in its row whether there is a note on the document that had, or has, that hash. */
static void show_note(dl_app *app, const char *sha256)
{
    dl_arena arena = {0};
    dl_note *notes;
    size_t count;
    dl_key key;
    if (app->store->ops->find(app->store, sha256, &key, NULL) == DL_OK &&
        app->store->ops->notes(app->store, key, &arena, &notes, &count, NULL) == DL_OK)
        for (size_t i = 0; i < app->list.len; i++)
            if (app->list.items[i].key == key)
                app->list.items[i].noted = count > 0;
    dl_arena_release(&arena);
}

/* Whether what INVERSE takes back stands in the reading pane. */
static bool concerns_shown(const dl_app *app, const dl_change *inverse)
{
    return inverse->kind == DL_CHANGE_NOTE ||
           ((inverse->kind == DL_CHANGE_STAR || inverse->kind == DL_CHANGE_TAG) &&
            is_shown(app, inverse->mark.sha256));
}

static void refresh_shown(dl_app *app)
{
    dl_error error;
    if (dl_reading_refresh(&app->reading, app->store, &error))
        dl_app_complain(app, &error);
}

/* Lists anew where what the list holds depends on what was changed. After a single change that waits until
 * the reader goes on to another row: a document just read does not vanish from under her eyes. */
static void show_list(dl_app *app, size_t count)
{
    if (count > 1 && app->list_stale)
        dl_app_requery(app);
}

/* Shows what the changes whose inverses are given have made of what is on the screen. */
static bool show(dl_app *app, const dl_change *inverses, size_t count)
{
    bool recount = false, refresh = false, decided = false, dossiers = false;
    for (size_t i = 0; i < count; i++) {
        const dl_change *inverse = &inverses[i];
        if (inverse->kind == DL_CHANGE_DOSSIER || inverse->kind == DL_CHANGE_CITED)
            dossiers = true;
        if (inverse->kind == DL_CHANGE_DOSSIER)
            dl_app_follow_dossier(app, inverse);
        if (inverse->kind == DL_CHANGE_READ)
            show_read(app, inverse->mark.sha256, !inverse->on, &recount);
        else if (inverse->kind == DL_CHANGE_STAR)
            show_star(app, inverse->mark.sha256, !inverse->on);
        else if (inverse->kind == DL_CHANGE_NOTE)
            show_note(app, inverse->note.passage.sha256);
        refresh |= concerns_shown(app, inverse);
        decided |= inverse->kind == DL_CHANGE_DECISION;
        dl_saved_touch(app, inverse->kind == DL_CHANGE_SAVED);
    }
    if (decided)
        return dl_app_renew(app);
    if (refresh)
        refresh_shown(app);
    app->list_stale |= count > 0 && dl_query_has_marks(dl_app_query(app));
    if (dossiers) {
        dl_app_reload_dossiers(app);
        return true;
    }
    return !recount || dl_app_recount(app);
}

/* Carries changes out and shows them; their inverses are in ARENA. */
static bool carry_out(dl_app *app, const dl_change *changes, size_t count, dl_arena *arena,
                      dl_change **ret_inverses, size_t *ret_count)
{
    dl_error error;
    if (app->store->ops->change(app->store, changes, count, arena, ret_inverses, ret_count,
                                &error)) {
        dl_app_complain(app, &error);
        return false;
    }
    show(app, *ret_inverses, *ret_count);
    return true;
}

bool dl_app_change(dl_app *app, const dl_change *changes, size_t count, const char *what)
{
    dl_undo_step step = {.what = NULL};
    dl_change *inverses;
    bool done = carry_out(app, changes, count, &step.arena, &inverses, &step.count);
    app->changed = done ? step.count : 0;
    if (!done || step.count == 0) {
        dl_arena_release(&step.arena);
        return done;
    }
    show_list(app, step.count);
    dl_app_remember(app, changes);
    step.changes = inverses;
    step.what = dl_arena_strdup(&step.arena, what);
    if (!step.what)
        dl_arena_release(&step.arena);
    if (!step.what || !dl_undo_push(&app->undo, step))
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    return true;
}

/* Whether the decision of that id holds: none that holds takes it back. */
static bool holds(const dl_decision *log, size_t count, const char *id)
{
    for (size_t i = count; i > 0; i--)
        if (strcmp(log[i - 1].revokes, id) == 0 && holds(log + i, count - i, log[i - 1].id))
            return false;
    return true;
}

/* Whether STEP takes decisions back of which another process has taken back each. */
static bool is_done_elsewhere(dl_app *app, const dl_undo_step *step)
{
    dl_arena arena = {0};
    dl_decision *log;
    size_t count = 0, done = 0;
    if (step->changes[0].kind != DL_CHANGE_DECISION ||
        app->store->ops->decisions(app->store, &arena, &log, &count, NULL))
        count = 0;
    for (size_t i = 0; i < step->count && count; i++)
        done += step->changes[i].kind == DL_CHANGE_DECISION && *step->changes[i].decision.revokes &&
                !holds(log, count, step->changes[i].decision.revokes);
    dl_arena_release(&arena);
    return done == step->count;
}

bool dl_app_undo(dl_app *app, bool redo)
{
    const dl_undo_step *step = dl_undo_next(&app->undo, redo);
    dl_arena arena = {0};
    dl_change *inverses;
    size_t count;
    if (!step)
        return false;
    if (is_done_elsewhere(app, step)) {
        dl_app_sayf(app, "already %s elsewhere: %s", redo ? "redone" : "undone", step->what);
        dl_undo_drop(&app->undo, redo);
        return true;
    }
    if (!carry_out(app, step->changes, step->count, &arena, &inverses, &count)) {
        dl_arena_release(&arena);
        return false;
    }
    /* a decision has listed anew what it could */
    if (app->list_stale && step->changes[0].kind != DL_CHANGE_DECISION)
        dl_app_requery(app);
    dl_app_sayf(app, "%s: %s", redo ? "redone" : "undone", step->what);
    dl_undo_turn(&app->undo, redo, arena, inverses, count);
    return true;
}

void dl_app_mark_read(dl_app *app)
{
    const dl_reading *reading = &app->reading;
    dl_change change = {.kind = DL_CHANGE_READ, .on = true}, *inverses;
    dl_arena arena = {0};
    size_t count;
    app->stops.reading = reading->open ? reading->doc.key : DL_KEY_NONE;
    if (!reading->open || reading->doc.read || !app->store->ops->writable(app->store))
        return;
    memcpy(change.mark.sha256, reading->doc.document.sha256, sizeof change.mark.sha256);
    carry_out(app, &change, 1, &arena, &inverses, &count); /* `r` undoes it */
    dl_arena_release(&arena);
}

void dl_app_name_document(const dl_app *app, dl_str *out)
{
    size_t len;
    const char *heading = dl_document_heading(&app->reading.doc.document, &len);
    size_t cut = dl_text_fit(heading, len, NAMED_CELLS, NULL);
    dl_str_addf(out, "“%.*s%s”", (int)cut, heading, cut < len ? app->glyphs->ellipsis : "");
}
