/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Correcting a document's facts: which one by a letter, then what it is at a prompt that holds what it
 * is now. An emptied prompt says that it is not known. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/cmd_correct.h"
#include "app/cmd_mark.h"

#define END_QUOTE 80 /* bytes of the text before its end that are quoted */

static const struct {
    dl_prompt_kind prompt;
    dl_fact fact;
} prompts[] = {
    {DL_PROMPT_FACT_DATE, DL_FACT_DATE},           {DL_PROMPT_FACT_SOURCE, DL_FACT_SOURCE},
    {DL_PROMPT_FACT_PUBLISHER, DL_FACT_PUBLISHER}, {DL_PROMPT_FACT_TITLE, DL_FACT_TITLE},
    {DL_PROMPT_FACT_AUTHOR, DL_FACT_AUTHOR},       {DL_PROMPT_FACT_PLACE, DL_FACT_PLACE},
};
#define PROMPTS (sizeof prompts / sizeof *prompts)

bool dl_app_fact_of_prompt(dl_prompt_kind kind, dl_fact *ret)
{
    for (size_t i = 0; i < PROMPTS; i++)
        if (prompts[i].prompt == kind) {
            *ret = prompts[i].fact;
            return true;
        }
    return false;
}

/* What FACT of the document shown is now; a date in BUF. */
static const char *value_of(const dl_document *doc, dl_fact fact, char buf[DL_DATE_TEXT])
{
    const char *value = NULL;
    switch (fact) {
    case DL_FACT_DATE:
        value = dl_date_format(doc->published, buf);
        break;
    case DL_FACT_SOURCE:
        value = doc->source;
        break;
    case DL_FACT_PUBLISHER:
        value = doc->publisher;
        break;
    case DL_FACT_TITLE:
        value = doc->title;
        break;
    case DL_FACT_AUTHOR:
        value = doc->author;
        break;
    case DL_FACT_PLACE:
        value = doc->place;
        break;
    default:
        break;
    }
    return value ? value : "";
}

unsigned dl_cmd_facts(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    app->on_facts_marked = app->on_marked;
    if (dl_app_has_targets(app))
        app->question = DL_QUESTION_FACT;
    return 0;
}

/* --- the end of the text --- */

/* Sets *RET to the byte of the body that the text is to end with: that of the selection, else of the line
 * of the current mention. */
static bool find_end(dl_app *app, size_t *ret)
{
    dl_reading *reading = &app->reading;
    if (app->selection.active && app->selection.field == DL_FIELD_BODY) {
        *ret = dl_selection_span(&app->selection, reading).end;
        return true;
    }
    if (!reading->has_current || reading->current.field != DL_FIELD_BODY)
        return false;
    dl_field field;
    size_t line = dl_reading_line(reading, DL_FIELD_BODY, reading->current.start);
    *ret = dl_reading_byte(reading, line + 1, &field);
    return true;
}

static void set_end(dl_app *app)
{
    const dl_document *doc = &app->reading.doc.document;
    dl_change change = {.kind = DL_CHANGE_DECISION,
                        .on = true,
                        .decision = {.kind = DL_DECISION_FACT, .fact = DL_FACT_END}};
    dl_arena arena = {0};
    size_t end;
    if (!find_end(app, &end)) {
        dl_app_sayf(app, "select the last words of the text first, with %s",
                    dl_app_call(app, DL_COMMAND_SELECT));
        return;
    }
    while (end > 0 && strchr(" \n", doc->body[end - 1]))
        end--;
    memcpy(change.decision.sha256, doc->sha256, sizeof doc->sha256);
    if (!dl_passage_make(&arena, doc, DL_FIELD_BODY, end > END_QUOTE ? end - END_QUOTE : 0, end,
                         &change.decision.passage))
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    else {
        app->selection.active = false;
        if (dl_app_change(app, &change, 1, "where the text ends"))
            dl_app_sayf(app, "the text ends here now; %s undoes",
                        dl_app_call(app, DL_COMMAND_UNDO));
    }
    dl_arena_release(&arena);
}

/* --- the others --- */

/* Says in the prompt that a date has the readings ONE and OTHER. */
static void say_readings(dl_app *app, const char *one, const char *other)
{
    snprintf(app->prompt.error, sizeof app->prompt.error, "that is %s or %s: type the one meant",
             one, other);
}

void dl_app_fact_answer(dl_app *app, dl_stroke answer)
{
    char date[DL_DATE_TEXT];
    dl_fact fact;
    if (answer >= 128 || !dl_fact_of_letter((char)answer, &fact)) {
        dl_app_sayf(app, "the letters: d date, s source, p publisher, t title, a author, l place%s",
                    app->on_facts_marked ? "" : ", e end");
        return;
    }
    if (fact == DL_FACT_END) {
        if (app->on_facts_marked)
            dl_app_say(app, "the end of the text is set in one text at a time");
        else
            set_end(app);
        return;
    }
    app->prompt_on_marked = app->on_facts_marked;
    for (size_t i = 0; i < PROMPTS; i++)
        if (prompts[i].fact == fact)
            dl_prompt_open(&app->prompt, prompts[i].prompt,
                           value_of(&app->reading.doc.document, fact, date));
    const dl_document *doc = &app->reading.doc.document;
    if (fact == DL_FACT_DATE && doc->readings_count > 1 && !app->on_facts_marked)
        say_readings(app, doc->readings[0], doc->readings[1]);
}

void dl_app_set_fact(dl_app *app, dl_fact fact, const char *value)
{
    dl_targets targets = dl_app_targets(app);
    dl_change *changes = calloc(targets.count ? targets.count : 1, sizeof *changes);
    dl_str what;
    dl_str_init(&what);
    for (size_t i = 0; changes && i < targets.count; i++) {
        changes[i] =
            (dl_change){.kind = DL_CHANGE_DECISION,
                        .on = true,
                        .decision = {.kind = DL_DECISION_FACT, .fact = fact, .value = value}};
        memcpy(changes[i].decision.sha256, targets.hashes[i], sizeof targets.hashes[i]);
    }
    size_t count = targets.count;
    dl_str_addf(&what, value ? "%s “%s”" : "%s not known", dl_fact_said(fact), value);
    if (!changes || !dl_str_ok(&what))
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    else if (dl_app_change(app, changes, count, what.text))
        dl_app_sayf(app, "%s, set on %zu document%s; %s undoes", what.text, count,
                    count == 1 ? "" : "s", dl_app_call(app, DL_COMMAND_UNDO));
    dl_str_release(&what);
    free(changes);
}

/* Makes TEXT, a date in any form that is known, one that dl_date_parse reads. False, and the prompt says why,
 * where it is none, or may be two. */
static bool read_date(dl_app *app, dl_str *text)
{
    dl_prompt *prompt = &app->prompt;
    dl_date parsed, readings[2];
    char date[DL_DATE_TEXT], other[DL_DATE_TEXT];
    if (dl_date_parse(text->text, text->len, &parsed))
        return true;
    size_t count = app->read_date ? app->read_date(text->text, readings) : 0;
    if (count == 2)
        say_readings(app, dl_date_format(readings[0], date), dl_date_format(readings[1], other));
    else if (count == 0)
        snprintf(prompt->error, sizeof prompt->error,
                 "no date is read from that: 2024-01-30, Jan 30, 2024, 2024-01, 2024");
    if (count != 1)
        return false;
    dl_str_clear(text);
    dl_str_add(text, dl_date_format(readings[0], date));
    return dl_str_ok(text);
}

/* Adds to what was said that the source is spelt as the archive spells it. */
static void say_respelt(dl_app *app)
{
    char said[sizeof app->message];
    snprintf(said, sizeof said, "%s", app->message);
    dl_app_sayf(app, "the archive knows it spelt so: %s", said);
}

void dl_app_fact_enter(dl_app *app, dl_fact fact)
{
    dl_prompt *prompt = &app->prompt;
    char date[DL_DATE_TEXT];
    dl_str text;
    dl_str_init(&text);
    dl_str_add(&text, prompt->text.text + strspn(prompt->text.text, " "));
    while (text.len && text.text[text.len - 1] == ' ')
        dl_str_cut(&text, text.len - 1);
    if (fact == DL_FACT_DATE && text.len && !read_date(app, &text))
        goto out;
    bool respelt = (fact == DL_FACT_SOURCE || fact == DL_FACT_PUBLISHER) && text.len &&
                   dl_app_respell_source(app, &text);
    dl_prompt_close(prompt, text.len > 0);
    app->on_marked = app->prompt_on_marked;
    if (!app->on_marked && strcmp(text.text, value_of(&app->reading.doc.document, fact, date)) == 0)
        dl_app_sayf(app, "the %s stays as it was", dl_fact_said(fact));
    else
        dl_app_set_fact(app, fact, text.len ? text.text : NULL);
    if (respelt && !app->message_is_error)
        say_respelt(app);
    app->on_marked = false;
out:
    dl_str_release(&text);
}
