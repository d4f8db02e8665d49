/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Correcting mentions: the one at hand, that of a concordance's line, or those of all marked lines. A letter says what
 * is wrong; then one line asks what it is instead (cmd_naming.c) and how far that goes, with the number of mentions
 * that are changed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/cmd_correct.h"
#include "dateline/text.h"
#include "dateline/vec.h"

/* --- what is to be corrected --- */

/* Reads the document of KEY and adds its mention at SPOT. */
static bool add_mention(dl_app *app, const dl_mention_place *place)
{
    dl_arena arena = {0};
    dl_stored doc;
    dl_error error;
    bool there = false, ok = true;
    if (app->store->ops->get(app->store, place->key, &arena, &doc, &error)) {
        dl_app_complain(app, &error);
        ok = false;
    } else if (!dl_correction_add(&app->correction, &doc, place->spot.field, place->spot.start,
                                  place->spot.end, &there)) {
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
        ok = false;
    }
    dl_arena_release(&arena);
    return ok;
}

static bool take_mentions(dl_app *app, const dl_mention_place *places, size_t count)
{
    dl_correction_clear(&app->correction);
    for (size_t i = 0; i < count; i++)
        if (!add_mention(app, &places[i]))
            return false;
    return true;
}

/* Adds the text that is selected, which may become a name. */
static bool take_text(dl_app *app)
{
    const dl_selection *s = &app->selection;
    if (!dl_app_is_selecting(app))
        return true;
    dl_span span = dl_selection_span(s, &app->reading);
    bool ok =
        dl_correction_add_text(&app->correction, &app->reading.doc, s->field, span.start, span.end);
    if (!ok)
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    return ok;
}

/* Takes the mentions at PLACES and what is selected; false, with a message, where there is nothing to be
 * corrected. */
static bool take(dl_app *app, const dl_mention_place *places, size_t count)
{
    const dl_correction *c = &app->correction;
    if (!take_mentions(app, places, count) || !take_text(app))
        return false;
    bool any = c->mentions.len || c->text.spelling;
    if (!any)
        dl_app_say(app, dl_app_is_selecting(app)
                            ? "no name lies in what is selected, and it is too long to be one"
                            : "no name here to correct");
    return any;
}

void dl_app_correct(dl_app *app, const dl_mention_place *places, size_t count)
{
    if (take(app, places, count))
        app->question = DL_QUESTION_CORRECT;
}

/* Sets *RET to the places of the mentions that a correction is meant for: those in what is selected, which
 * may be none; marked lines, else the line under the cursor; else the current mention. Freed by the caller;
 * false where there is nothing. */
static bool find_places(dl_app *app, dl_mention_place **ret, size_t *ret_count)
{
    struct {
        dl_mention_place *items;
        size_t len, size;
    } places = {0};
    bool ok = true;
    if (dl_app_is_selecting(app)) {
        dl_spots spots = {0};
        ok = dl_app_selected_mentions(app, &spots);
        for (size_t i = 0; i < spots.len && ok; i++)
            ok = dl_vec_push(&places, ((dl_mention_place){app->reading.doc.key, spots.items[i]}));
        free(spots.items);
    } else if (dl_app_context(app) == DL_CONTEXT_CONCORDANCE) {
        const dl_conc_marks *marks = &app->concordance.marks;
        const dl_conc_line *line = dl_concordance_current(&app->concordance);
        for (size_t i = 0; i < marks->len && ok; i++)
            ok = dl_vec_push(&places,
                             ((dl_mention_place){marks->items[i].key, marks->items[i].spot}));
        if (!marks->len && line)
            ok = dl_vec_push(&places, ((dl_mention_place){line->key, line->spot}));
    } else if (dl_app_select_mention(app)) {
        ok = dl_vec_push(&places, ((dl_mention_place){app->reading.doc.key, app->reading.current}));
    }
    if (!ok)
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    *ret = places.items;
    *ret_count = places.len;
    return ok && (places.len > 0 || dl_app_is_selecting(app));
}

unsigned dl_cmd_correct(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_mention_place *places;
    size_t count;
    if (find_places(app, &places, &count))
        dl_app_correct(app, places, count);
    free(places);
    return 0;
}

/* --- questions --- */

/* "“Orlan” (Jan Orlan)", or how many mentions there are. */
static const char *name_mentions(dl_app *app)
{
    const dl_correction *c = &app->correction;
    const dl_corrected *first = c->mentions.items;
    if (c->mentions.len > 1)
        return dl_arena_printf(&app->paint, "%zu mentions", c->mentions.len);
    if (!c->mentions.len)
        return dl_arena_printf(&app->paint, "“%s”", c->text.spelling);
    return dl_arena_printf(&app->paint, "“%s” (%s)", first->spelling, first->name);
}

/* How many mentions are no names any more, as far as each answer goes. */
static const char *ask_how_far(dl_app *app)
{
    dl_str line;
    dl_str_init(&line);
    dl_str_add(&line, "not a name:");
    dl_app_say_reaches(app, &line);
    const char *copy = dl_str_ok(&line) ? dl_arena_strdup(&app->paint, line.text) : NULL;
    dl_str_release(&line);
    return copy;
}

const char *dl_app_correction_asks(dl_app *app)
{
    switch (app->question) {
    case DL_QUESTION_CORRECT:
        return dl_arena_printf(&app->paint, "%s%s",
                               app->correction.mentions.len
                                   ? "n not a name  a another  m merge  s split  e new: "
                                   : "e new entity or name: ",
                               name_mentions(app));
    case DL_QUESTION_REACH:
        return ask_how_far(app);
    case DL_QUESTION_FACT:
        return app->on_facts_marked
                   ? dl_arena_printf(&app->paint,
                                     "of %zu marked set: d date  s source  p publisher  t title  "
                                     "a author  l place",
                                     app->marked.len)
                   : "set: d date  s source  p publisher  t title  a author  l place  e end of "
                     "text";
    case DL_QUESTION_SOURCE:
        return "this source: r rename  j join with another spelling  c set its country";
    default:
        return NULL;
    }
}

/* "“Orlan” is no name", "Jan Orlan is Guild", "these are Guild". */
static void say_what(const dl_correction *c, dl_str *what)
{
    const dl_corrected *first = c->mentions.items;
    bool one = c->mentions.len == 1;
    if (c->splits) {
        dl_str_addf(what, "%s split off as %s", first->name, c->to.name);
        return;
    }
    if (!one)
        dl_str_add(what, "these are ");
    else if (c->kind == DL_DECISION_MERGE)
        dl_str_addf(what, "%s is ", first->name);
    else
        dl_str_addf(what, "“%s” is ", first->spelling);
    dl_str_add(what, dl_decision_links(c->kind) ? c->to.name : one ? "no name" : "no names");
}

void dl_app_correction_do(dl_app *app, dl_reach reach)
{
    dl_correction *c = &app->correction;
    dl_change *changes;
    size_t count;
    dl_str what;
    dl_str_init(&what);
    say_what(c, &what);
    dl_str_addf(&what, " %s", dl_reach_said(reach));
    if (!dl_str_ok(&what) || !dl_correction_make(c, reach, &changes, &count))
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    else if (dl_app_change(app, changes, count, what.text)) {
        unsigned long long mentions = c->counts[reach];
        app->concordance.marks.len = 0;
        dl_app_end_selection(app);
        dl_app_sayf(app, "%s: %llu mention%s; %s undoes", what.text, mentions,
                    mentions == 1 ? "" : "s", dl_app_call(app, DL_COMMAND_UNDO));
    }
    dl_str_release(&what);
}

static void ask_no_name(dl_app *app)
{
    dl_correction *c = &app->correction;
    dl_error error;
    c->kind = DL_DECISION_NOT_NAME;
    c->to = (dl_entity){0};
    c->reach = DL_REACH_HERE;
    if (dl_correction_count(c, app->store, &error))
        dl_app_complain(app, &error);
    else
        app->question = DL_QUESTION_REACH;
}

static void answer_correct(dl_app *app, dl_stroke answer)
{
    bool any = app->correction.mentions.len > 0;
    if (answer == 'e' || (answer == 's' && any))
        dl_app_name_entity(app, answer == 's');
    else if (!any)
        dl_app_say(app, "that is no name yet: e makes it one");
    else if (answer == 'n')
        ask_no_name(app);
    else if (answer == 'a' || answer == 'm')
        dl_app_name_another(app, answer == 'm');
    else
        dl_app_say(app, "the letters: n not a name, a another, m merge, s split, e new entity");
}

/* Enter goes as far as is shown, a letter as far as it says. */
static void answer_reach(dl_app *app, dl_stroke answer)
{
    dl_reach reach = app->correction.reach;
    if (answer == DL_STROKE_CTRL('o')) {
        dl_app_turn_reach(app);
        app->question = DL_QUESTION_REACH;
    } else if (answer == DL_STROKE_ENTER ||
               (answer < 128 && dl_reach_of_letter((char)answer, &reach))) {
        dl_app_correction_do(app, reach);
    } else {
        dl_app_say(app,
                   "nothing is changed: Enter does it, ^O or h here, t this text, e everywhere "
                   "say how far");
    }
}

void dl_app_correction_answer(dl_app *app, dl_question question, dl_stroke answer)
{
    if (question == DL_QUESTION_CORRECT)
        answer_correct(app, answer);
    else if (question == DL_QUESTION_FACT)
        dl_app_fact_answer(app, answer);
    else if (question == DL_QUESTION_SOURCE)
        dl_app_source_answer(app, answer);
    else
        answer_reach(app, answer);
}

/* Whether the place at hand is one that is no name any more. */
static bool is_struck(const dl_app *app)
{
    const dl_reading *reading = &app->reading;
    return !dl_app_is_selecting(app) && dl_app_context(app) != DL_CONTEXT_CONCORDANCE &&
           reading->has_current && !dl_reading_mention(reading, reading->current);
}

void dl_app_correct_again(dl_app *app, const dl_decision *d)
{
    dl_mention_place *places;
    dl_error error;
    size_t count;
    if (d->kind == DL_DECISION_NOT_NAME && is_struck(app)) {
        dl_app_sayf(app, "that is no name already; %s goes to the next",
                    dl_app_call(app, DL_COMMAND_NEXT_MENTION));
        return;
    }
    if (find_places(app, &places, &count) && take(app, places, count)) {
        dl_correction *c = &app->correction;
        c->kind = d->kind;
        c->reach = d->reach;
        c->to = (dl_entity){.id = dl_arena_strdup(&c->arena, d->to.id),
                            .name = dl_arena_strdup(&c->arena, d->to.name),
                            .kind = d->to.kind};
        if ((!c->mentions.len || d->kind == DL_DECISION_ALIAS) && c->text.spelling)
            dl_correction_take_text(c);
        if (dl_correction_count(c, app->store, &error))
            dl_app_complain(app, &error);
        else if (dl_correction_is_idle(c))
            dl_app_sayf(app, "that is %s already", c->to.name);
        else
            dl_app_correction_do(app, d->reach);
    }
    free(places);
}

/* --- entering --- */

bool dl_app_correction_enter(dl_app *app)
{
    dl_fact fact;
    dl_prompt_kind kind = app->prompt.kind;
    if (dl_app_is_naming(app))
        dl_app_naming_enter(app);
    else if (kind == DL_PROMPT_RENAME || kind == DL_PROMPT_JOIN || kind == DL_PROMPT_COUNTRY)
        dl_app_source_enter(app);
    else if (dl_app_fact_of_prompt(kind, &fact))
        dl_app_fact_enter(app, fact);
    else
        return false;
    return true;
}
