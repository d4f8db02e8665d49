/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who it is instead, and how far that goes: another (`a`), the one it is merged into (`m`), what it is split off as
 * (`s`), a new entity or another name of one that is known (`e`). All of it is asked in one line: the name is typed; whom
 * that means and how far it goes stand above it, with the number of mentions, and a stroke changes either. Of namesakes
 * one is chosen among those offered.
 */
#include <stdio.h>
#include <string.h>

#include "app/cmd_correct.h"
#include "app/complete.h"
#include "app/screen.h"
#include "dateline/text.h"

#define STROKE_KIND DL_STROKE_CTRL('t')
#define STROKE_KIND_BACK (DL_STROKE_ALT | 't')
#define STROKE_REACH DL_STROKE_CTRL('o')

/* What is typed, without the blanks around it, in the paint arena; NULL when memory is out. */
static const char *typed(dl_app *app)
{
    const char *text = app->prompt.text.text + strspn(app->prompt.text.text, " ");
    size_t len = strlen(text);
    while (len && text[len - 1] == ' ')
        len--;
    return dl_arena_strndup(&app->paint, text, len);
}

bool dl_app_is_naming(const dl_app *app)
{
    dl_prompt_kind kind = app->prompt.kind;
    return kind == DL_PROMPT_ENTITY || kind == DL_PROMPT_MERGE || kind == DL_PROMPT_NEW ||
           kind == DL_PROMPT_SPLIT;
}

/* --- who is meant --- */

dl_status dl_app_naming_find(dl_app *app, const char *text, dl_error *error)
{
    dl_whom *whom = &app->whom;
    if (whom->text && strcmp(whom->text, text) != 0)
        app->correction.choice = DL_CHOICE_NONE; /* that was said of another name */
    if (whom->text && strcmp(whom->text, text) != 0)
        app->correction.warned = false;
    return dl_whom_find(whom, app->store, app->list_names, &app->correction, text, error);
}

/* The id of the row offered that is chosen; NULL where none is. */
static const char *chosen_id(const dl_app *app)
{
    const dl_prompt *prompt = &app->prompt;
    return prompt->chosen < prompt->candidates_count ? prompt->candidates[prompt->chosen].id : NULL;
}

/* Whether who is known by the name is of the kind that fits; the mentions tell one where they are of an entity. */
static bool fits(const dl_app *app, const dl_entity *known)
{
    const dl_correction *c = &app->correction;
    return !c->mentions.len || !c->mentions.items[0].entity ||
           dl_kinds_place(app->shown.kinds, known->kind, known->id) == c->first_place;
}

/* Whether a new entity is proposed, or what is typed is the name of nobody else. */
static bool is_new(const dl_app *app)
{
    const dl_whom *whom = &app->whom;
    const dl_correction *c = &app->correction;
    if (!dl_correction_may_be_new(c) || c->choice == DL_CHOICE_KNOWN)
        return false;
    return c->choice == DL_CHOICE_NEW || !whom->count ||
           (c->splits && whom->settled && !fits(app, &whom->found[0]));
}

/* --- asking --- */

void dl_app_say_reaches(const dl_app *app, dl_str *out)
{
    static const char *const several[] = {"these", "in these texts", "everywhere"};
    const dl_correction *c = &app->correction;
    for (int reach = 0; reach < DL_REACH_COUNT; reach++) {
        if (!dl_correction_goes(c, (dl_reach)reach))
            continue;
        bool chosen = c->reach == (dl_reach)reach;
        dl_str_addf(out, "  %s%s %llu%s", chosen ? "[" : "",
                    c->mentions.len > 1 ? several[reach] : dl_reach_said((dl_reach)reach),
                    (unsigned long long)c->counts[reach], chosen ? "]" : "");
    }
    dl_str_add(out, "  ^O how far");
}

/* Whom TEXT means: "known: person", "new: place", "3 are called so: Tab". */
static const char *say_who(dl_app *app, const char *text)
{
    const dl_whom *whom = &app->whom;
    const dl_entity *first = whom->found;
    const char *id = chosen_id(app);
    if (id)
        return id;
    if (!*text)
        return "";
    if (is_new(app))
        return dl_arena_printf(&app->paint, "new: %s",
                               dl_kinds_name(app->shown.kinds, app->correction.new_place));
    if (!whom->count)
        return "nobody called so";
    if (!whom->settled)
        return dl_arena_printf(&app->paint, "%zu called so: Tab", whom->count);
    const char *kind = dl_kinds_called(app->shown.kinds, first->kind, first->id);
    bool same = dl_spelling_equal(first->name, strlen(first->name), text, strlen(text));
    return dl_arena_printf(&app->paint, "%s: %s%s%s", whom->listed ? "listed" : "known",
                           same ? "" : first->name, same ? "" : ", ", kind);
}

/* What ^T does now; "": nothing. */
static const char *say_turning(const dl_app *app)
{
    if (!dl_correction_may_be_new(&app->correction))
        return "";
    if (!is_new(app))
        return "  ^T new";
    return app->width >= 100 ? "  ^T Alt-t kind" : "  ^T kind";
}

void dl_app_naming_hint(dl_app *app)
{
    dl_prompt *prompt = &app->prompt;
    dl_str tail;
    if (!dl_app_is_naming(app))
        return;
    const char *text = typed(app);
    if (!text || dl_app_naming_find(app, text, NULL))
        return;
    dl_str_init(&tail);
    dl_str_add(&tail, say_turning(app));
    dl_app_say_reaches(app, &tail);
    const char *who = say_who(app, text);
    if (who && dl_str_ok(&tail)) {
        size_t cells = dl_text_cells(tail.text, tail.len), width = (size_t)app->width - 2;
        who = dl_screen_cut(app, who, width > cells + 10 ? width - cells : 10);
        snprintf(prompt->hint, sizeof prompt->hint, "%s%s", who,
                 *who ? tail.text : tail.text + strspn(tail.text, " "));
    }
    dl_str_release(&tail);
}

/* The longest spelling of the mentions: the name that says most. */
static const char *longest_spelling(const dl_correction *c)
{
    const char *longest = c->mentions.items[0].spelling;
    for (size_t i = 1; i < c->mentions.len; i++)
        if (strlen(c->mentions.items[i].spelling) > strlen(longest))
            longest = c->mentions.items[i].spelling;
    return longest;
}

/* Begins to ask, with TEXT typed already. */
static void ask(dl_app *app, dl_prompt_kind kind, const char *text)
{
    dl_correction *c = &app->correction;
    dl_error error;
    const char *id = c->mentions.items[0].entity ? c->mentions.items[0].entity : "other/";
    c->to = (dl_entity){0};
    c->choice = DL_CHOICE_NONE;
    c->warned = false;
    c->first_place = c->new_place = dl_kinds_place(app->shown.kinds, dl_kind_of_id(id), id);
    dl_whom_clear(&app->whom);
    if (dl_correction_count(c, app->store, &error)) {
        dl_app_complain(app, &error);
        return;
    }
    dl_prompt_open(&app->prompt, kind, text);
    dl_prompt_set(&app->prompt, text); /* in one line */
    app->prompt.unoffered = !*text;
    dl_app_naming_hint(app);
}

void dl_app_name_another(dl_app *app, bool merge)
{
    dl_correction *c = &app->correction;
    c->kind = merge ? DL_DECISION_MERGE : DL_DECISION_ENTITY;
    c->splits = false;
    c->reach = merge ? DL_REACH_EVERYWHERE : DL_REACH_HERE;
    ask(app, merge ? DL_PROMPT_MERGE : DL_PROMPT_ENTITY, "");
}

void dl_app_name_entity(dl_app *app, bool split)
{
    dl_correction *c = &app->correction;
    if (!split && c->text.spelling && !dl_correction_take_text(c)) {
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
        return;
    }
    c->kind = split ? DL_DECISION_MERGE : DL_DECISION_ALIAS;
    c->splits = split;
    c->reach = split ? DL_REACH_HERE : DL_REACH_EVERYWHERE;
    ask(app, split ? DL_PROMPT_SPLIT : DL_PROMPT_NEW, longest_spelling(c));
}

/* --- what strokes change --- */

/* Goes through who is known by the name and the kinds that a new entity may be of, which begin with the one that fits:
 * one on, or BACK. */
static void turn_kind(dl_app *app, bool back)
{
    dl_correction *c = &app->correction;
    size_t kinds = dl_kinds_count(app->shown.kinds), step = back ? kinds - 1 : 1;
    bool known = app->whom.count > 0;
    if (!is_new(app)) {
        c->choice = DL_CHOICE_NEW;
        c->new_place = back ? (c->first_place + step) % kinds : c->first_place;
        return;
    }
    size_t next = (c->new_place + step) % kinds;
    bool round = back ? c->new_place == c->first_place : next == c->first_place;
    c->choice = known && round ? DL_CHOICE_KNOWN : DL_CHOICE_NEW;
    c->new_place = known && round ? c->first_place : next;
}

void dl_app_turn_reach(dl_app *app)
{
    dl_correction *c = &app->correction;
    do
        c->reach = (dl_reach)((c->reach + 1) % DL_REACH_COUNT);
    while (!dl_correction_goes(c, c->reach));
}

bool dl_app_naming_key(dl_app *app, dl_stroke stroke)
{
    bool kind = (stroke == STROKE_KIND || stroke == STROKE_KIND_BACK) &&
                dl_correction_may_be_new(&app->correction);
    if (!dl_app_is_naming(app) || app->prompt.literal || (!kind && stroke != STROKE_REACH))
        return false;
    app->prompt.error[0] = '\0';
    if (!kind) {
        dl_app_turn_reach(app);
    } else {
        app->prompt.chosen = SIZE_MAX; /* who was chosen is no longer */
        turn_kind(app, stroke == STROKE_KIND_BACK);
    }
    dl_app_naming_hint(app);
    return true;
}

/* --- doing --- */

/* Whether a decision may speak of TO: what is typed may have what no name can. */
static bool can_be_called(const dl_entity *to)
{
    const dl_decision d = {
        .kind = DL_DECISION_ALIAS, .reach = DL_REACH_EVERYWHERE, .spelling = "x", .to = *to};
    return dl_decision_check(&d, NULL) == DL_OK;
}

static void complain(dl_app *app, const char *message)
{
    snprintf(app->prompt.error, sizeof app->prompt.error, "%s", message);
}

/* Makes the correction be about a copy of ENTITY. */
static dl_status take(dl_app *app, const dl_entity *entity, dl_error *error)
{
    dl_correction *c = &app->correction;
    const dl_entity to = {.id = dl_arena_strdup(&c->arena, entity->id),
                          .name = dl_arena_strdup(&c->arena, entity->name),
                          .kind = entity->kind};
    if (!to.id || !to.name)
        return dl_fail_nomem(error);
    c->to = to;
    return DL_OK;
}

/* Makes a new entity called TEXT. */
static dl_status make(dl_app *app, const char *text, dl_error *error)
{
    dl_correction *c = &app->correction;
    dl_status status =
        dl_store_name(app->store, text, app->shown.kinds, c->new_place, &c->arena, &c->to, error);
    if (!status && !can_be_called(&c->to))
        status = dl_fail(error, DL_ERR_INVALID,
                         "no name has controls or hidden characters, or is longer than %d bytes",
                         DL_DECISION_LINE);
    return status;
}

/* Sets what it becomes to whom TEXT means. DL_ERR_NOT_FOUND and DL_ERR_AMBIGUOUS where that is nobody, or several. */
static dl_status find(dl_app *app, const char *text, dl_error *error)
{
    dl_correction *c = &app->correction;
    const char *id = chosen_id(app);
    dl_status status = dl_app_naming_find(app, text, error);
    const dl_whom *whom = &app->whom;
    dl_entity chosen;
    if (status)
        return status;
    for (size_t i = 0; id && i < whom->count; i++)
        if (strcmp(whom->found[i].id, id) == 0) /* who is but listed is not in the archive */
            return take(app, &whom->found[i], error);
    if (id) {
        status = app->store->ops->entity(app->store, id, &c->arena, &chosen, error);
        return status ? status : take(app, &chosen, error);
    }
    if (is_new(app))
        return make(app, text, error);
    if (!whom->count)
        return dl_fail(error, DL_ERR_NOT_FOUND,
                       "neither the archive nor a list knows anybody of that name; Tab completes");
    if (!whom->settled)
        return dl_fail(error, DL_ERR_AMBIGUOUS, "%zu are called so: Tab chooses", whom->count);
    return take(app, &whom->found[0], error);
}

/* Says why nothing would come of it; whether that is so. */
static bool is_vain(dl_app *app)
{
    const dl_correction *c = &app->correction;
    bool merge = c->kind == DL_DECISION_MERGE && !c->splits;
    char text[sizeof app->prompt.error];
    if (c->counts[c->reach] == 0 && is_new(app))
        complain(app, "as whole words that stands nowhere: ^O goes less far");
    else if (c->counts[c->reach] == 0 || dl_correction_is_idle(c)) {
        snprintf(text, sizeof text, "that is %s %s", c->to.name, merge ? "itself" : "already");
        complain(app, text);
    }
    return *app->prompt.error != '\0';
}

/* Says once that what would be merged is of two kinds, so rather two; whether it did. */
static bool doubts(dl_app *app)
{
    dl_correction *c = &app->correction;
    const dl_kinds *kinds = app->shown.kinds;
    const dl_corrected *first = c->mentions.items;
    char text[sizeof app->prompt.error];
    bool merge = c->kind == DL_DECISION_MERGE && !c->splits;
    if (!merge || c->warned || fits(app, &c->to) || strncmp(first->entity, "other/", 6) == 0)
        return false;
    snprintf(text, sizeof text, "of two kinds, %s and %s: Enter again makes them one",
             dl_kinds_name(kinds, c->first_place), dl_kinds_called(kinds, c->to.kind, c->to.id));
    complain(app, text);
    c->warned = true;
    return true;
}

void dl_app_naming_enter(dl_app *app)
{
    dl_correction *c = &app->correction;
    const char *text = typed(app);
    dl_error error = {0};
    app->prompt.error[0] = '\0';
    if (!text) {
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
        return;
    }
    if (!*text) {
        dl_prompt_close(&app->prompt, false);
        dl_app_say(app, "nothing is named");
        return;
    }
    dl_status status = find(app, text, &error);
    if (!status) /* some of it may be of that one already */
        status = dl_correction_count(c, app->store, &error);
    if (status == DL_ERR_AMBIGUOUS && !app->prompt.candidates_count)
        dl_complete(app);
    if (status) {
        complain(app, error.message);
        return;
    }
    if (is_vain(app) || doubts(app)) {
        c->to = (dl_entity){0};
        if (dl_correction_count(c, app->store, &error))
            complain(app, error.message);
        return;
    }
    dl_prompt_close(&app->prompt, true);
    dl_app_correction_do(app, c->reach);
}
