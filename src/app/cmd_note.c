/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Notes and marked places. A note is on what is selected, else on the sentence of the current hit or
 * mention, else on the document as a whole; where there is one already it is edited, and taken away by
 * an empty text.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "app/cmd_cite.h"
#include "app/cmd_mark.h"
#include "app/cmd_note.h"
#include "app/unit.h"

/* Sets *RET to the bytes that a note is meant for; false: the document as a whole. */
static bool find_passage(dl_app *app, dl_reference *ret)
{
    const dl_reading *reading = &app->reading;
    dl_context context = dl_app_context(app);
    dl_span span;
    if (dl_app_find_selected(app, ret))
        return true;
    if ((context != DL_CONTEXT_TEXT && context != DL_CONTEXT_CONCORDANCE) || !reading->has_current)
        return false;
    dl_spot spot = reading->current;
    dl_prose prose = dl_unit_prose(&reading->doc.document, spot.field);
    if (dl_unit_find(&prose, DL_UNIT_SENTENCE, spot.start, &span, NULL))
        return false;
    *ret = (dl_reference){.field = spot.field, .start = span.start, .end = span.end};
    return true;
}

/* Makes the note that the prompt edits: the one there is, else a new one without a text. */
static bool begin_note(dl_app *app, bool whole, dl_reference at, dl_error *error)
{
    dl_reading *reading = &app->reading;
    dl_note_draft *draft = &app->note;
    const dl_spot here = reading->current;
    bool selected = dl_app_is_selecting(app);
    dl_arena_clear(&draft->arena);
    /* the current mention may stand in a passage other than its sentence that has a note */
    const dl_note *known =
        whole || selected ? dl_notes_on(&reading->notes, at.field, at.start, at.end, whole)
                          : dl_notes_on(&reading->notes, here.field, here.start, here.end, false);
    draft->known = known != NULL;
    draft->span = whole ? (dl_span){0, 0} : (dl_span){at.start, at.end};
    draft->field = at.field;
    bool made = known ? dl_note_copy(&draft->arena, known, &draft->note)
                      : dl_passage_make(&draft->arena, &reading->doc.document,
                                        whole ? DL_FIELD_BODY : at.field, draft->span.start,
                                        draft->span.end, &draft->note.passage);
    if (!made)
        dl_fail_nomem(error);
    if (!made || known)
        return made;
    draft->note.text = "";
    return dl_item_id_make(draft->note.id, error) == DL_OK;
}

unsigned dl_cmd_note(dl_app *app, const dl_arg *arg)
{
    dl_error error;
    dl_reference at = {.field = DL_FIELD_BODY};
    if (app->on_marked) {
        if (dl_app_has_targets(app) && *arg->text)
            dl_app_note_marked(app, arg->text);
        else if (app->marked.len)
            dl_prompt_open(&app->prompt, DL_PROMPT_NOTE_MARKED, "");
        return 0;
    }
    if (!app->reading.open) {
        dl_app_say(app, "no document is shown");
        return 0;
    }
    bool whole = !find_passage(app, &at);
    if (!begin_note(app, whole, at, &error)) {
        dl_app_complain(app, &error);
        return 0;
    }
    if (*arg->text)
        dl_app_note(app, arg->text);
    else
        dl_prompt_open(&app->prompt, whole ? DL_PROMPT_NOTE_WHOLE : DL_PROMPT_NOTE,
                       app->note.note.text);
    return 0;
}

void dl_app_note(dl_app *app, const char *text)
{
    dl_note_draft *draft = &app->note;
    dl_change change = {.kind = DL_CHANGE_NOTE, .on = *text != '\0', .note = draft->note};
    const char *undo = dl_app_call(app, DL_COMMAND_UNDO);
    bool known = draft->known;
    if (dl_app_is_selecting(app))
        dl_app_end_selection(app);
    if ((!known && !change.on) || strcmp(draft->note.text, text) == 0)
        return;
    change.note.text = text;
    change.note.time = known ? draft->note.time : (int64_t)time(NULL);
    const char *what = !change.on ? "note taken away" : known ? "note changed" : "note";
    dl_str said;
    dl_str_init(&said);
    dl_str_addf(&said, "%s on ", what);
    dl_app_name_document(app, &said);
    if (dl_app_change(app, &change, 1, dl_str_ok(&said) ? said.text : what))
        dl_app_sayf(app, "%s; %s undoes", what, undo);
    dl_str_release(&said);
}

/* --- on all marked --- */

/* Makes the change that notes TEXT on the document of SHA256 as a whole; its memory is ARENA's. */
static dl_status make_note(dl_app *app, const char *sha256, const char *text, dl_arena *arena,
                           dl_change *ret, dl_error *error)
{
    dl_stored doc;
    dl_key key;
    dl_notes notes = {.above = ""};
    dl_note note = {.time = (int64_t)time(NULL), .text = text};
    dl_status status = app->store->ops->find(app->store, sha256, &key, error);
    if (!status)
        status = app->store->ops->get(app->store, key, arena, &doc, error);
    if (!status)
        status = dl_notes_load(&notes, app->store, &doc, error);
    if (status)
        return status;
    const dl_note *known = dl_notes_on(&notes, DL_FIELD_BODY, 0, 0, true);
    bool made = known ? dl_note_copy(arena, known, &note)
                      : dl_passage_make(arena, &doc.document, DL_FIELD_BODY, 0, 0, &note.passage);
    if (made && known)
        note.text = dl_arena_printf(arena, "%s; %s", known->text, text);
    dl_notes_release(&notes);
    if (!made || !note.text)
        return dl_fail_nomem(error);
    *ret = (dl_change){.kind = DL_CHANGE_NOTE, .on = true, .note = note};
    return known ? DL_OK : dl_item_id_make(ret->note.id, error);
}

void dl_app_note_marked(dl_app *app, const char *text)
{
    dl_arena arena = {0};
    dl_error error = {.message = "out of memory"};
    char what[64];
    size_t count = app->marked.len;
    dl_change *changes = dl_arena_calloc(&arena, count + 1, sizeof *changes);
    dl_status status = changes ? DL_OK : DL_ERR_NOMEM;
    for (size_t i = 0; *text && !status && i < count; i++)
        status = make_note(app, app->marked.items[i], text, &arena, &changes[i], &error);
    snprintf(what, sizeof what, "note on %zu document%s", count, count == 1 ? "" : "s");
    if (status)
        dl_app_complain(app, &error);
    else if (*text && dl_app_change(app, changes, count, what))
        dl_app_sayf(app, "%s; %s undoes", what, dl_app_call(app, DL_COMMAND_UNDO));
    dl_arena_release(&arena);
}

void dl_app_note_again(dl_app *app, const char *text)
{
    dl_error error;
    dl_reference at = {.field = DL_FIELD_BODY};
    if (!app->reading.open) {
        dl_app_say(app, "no document is shown");
        return;
    }
    bool whole = !find_passage(app, &at);
    if (!begin_note(app, whole, at, &error))
        dl_app_complain(app, &error);
    else if (app->note.known)
        dl_app_sayf(app, "there is a note here already; %s changes it",
                    dl_app_call(app, DL_COMMAND_NOTE));
    else
        dl_app_note(app, text);
}

/* --- places --- */

unsigned dl_cmd_mark_place(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    if (app->reading.open)
        app->question = DL_QUESTION_MARK_PLACE;
    else
        dl_app_say(app, "no document is shown");
    return 0;
}

unsigned dl_cmd_go_place(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    app->question = DL_QUESTION_GO_PLACE;
    return 0;
}

static bool is_letter(dl_stroke stroke)
{
    return (stroke >= 'a' && stroke <= 'z') || (stroke >= 'A' && stroke <= 'Z');
}

/* The place read at: the current hit or mention, else the first line in view. */
static dl_spot find_place(dl_app *app)
{
    dl_reading *reading = &app->reading;
    dl_spot spot = {.field = DL_FIELD_BODY};
    if (reading->has_current)
        return reading->current;
    dl_field field;
    dl_line line;
    for (size_t i = 0; i < reading->height; i++)
        if (dl_reading_text_line(reading, reading->top + i, &field, &line) && line.end > line.start)
            return (dl_spot){field, line.start, line.end};
    return spot;
}

void dl_app_mark_place(dl_app *app, dl_stroke letter)
{
    dl_change change = {.kind = DL_CHANGE_PLACE, .on = true, .place = {.letter = (char)letter}};
    dl_arena arena = {0};
    char what[32];
    if (!is_letter(letter)) {
        dl_app_say(app, "a place is marked by a letter: a to z, A to Z");
        return;
    }
    dl_spot spot = find_place(app);
    snprintf(what, sizeof what, "place %c", (char)letter);
    if (!dl_passage_make(&arena, &app->reading.doc.document, spot.field, spot.start, spot.end,
                         &change.place.passage))
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    else if (dl_app_change(app, &change, 1, what))
        dl_app_sayf(app, "this is place %c", (char)letter);
    dl_arena_release(&arena);
}

/* Goes to PASSAGE in the document that it was taken from, or in what has replaced it. */
static void go_passage(dl_app *app, const dl_passage *passage)
{
    dl_key key;
    dl_error error;
    size_t start, end;
    if (app->store->ops->find(app->store, passage->sha256, &key, &error)) {
        dl_app_complain(app, &error);
        return;
    }
    dl_app_leave(app);
    dl_app_close_overlay(app);
    if (!dl_app_show(app, key))
        return;
    dl_app_enter(app, DL_PANE_TEXT);
    dl_app_mark_read(app);
    if (dl_passage_locate(passage, &app->reading.doc.document, &start, &end))
        dl_reading_land(&app->reading, (dl_spot){passage->field, start, end});
    else
        dl_app_say(app, "the text of this place is no longer there");
}

void dl_app_go_place(dl_app *app, dl_stroke letter)
{
    dl_arena arena = {0};
    dl_passage passage;
    dl_error error;
    if (letter == '\'') { /* again: to and fro, as in vim */
        bool back = !app->trail.returned;
        size_t at = app->trail.at;
        dl_app_step(app, back);
        app->trail.returned = back && app->trail.at != at;
        return;
    }
    if (!is_letter(letter))
        dl_app_say(app, "a place is marked by a letter: a to z, A to Z");
    else if (app->store->ops->place(app->store, (char)letter, &arena, &passage, &error) == DL_OK)
        go_passage(app, &passage);
    else if (error.status == DL_ERR_NOT_FOUND)
        dl_app_sayf(app, "no place is marked %c; %s %c marks one", (char)letter,
                    dl_app_call(app, DL_COMMAND_MARK_PLACE), (char)letter);
    else
        dl_app_complain(app, &error);
    dl_arena_release(&arena);
}
