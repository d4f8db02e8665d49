/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names that the reader gives: a new entity, or another name of one that is known (`e`), and an entity that is
 * split off another (`s`). All of it is asked in one line: the name is typed, what it will be and how far it
 * goes stand above it with the number of mentions, and a stroke changes either.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "app/cmd_correct.h"
#include "dateline/text.h"

#define STROKE_KIND DL_STROKE_CTRL('t')
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

/* Whether ENTITY is the one that all mentions at hand are of: a name given to it is a namesake's. */
static bool is_own(const dl_correction *c, const dl_entity *entity)
{
    for (size_t i = 0; i < c->mentions.len; i++)
        if (!c->mentions.items[i].entity || strcmp(c->mentions.items[i].entity, entity->id) != 0)
            return false;
    return c->mentions.len > 0;
}

/* --- who is meant --- */

/* Sets *RET to the one entity known by the name or id TEXT, its strings in ARENA; its id is NULL where there is
 * none. *RET_NAMESAKES: how many there are. */
static dl_status find_known(dl_app *app, const char *text, dl_arena *arena, dl_entity *ret,
                            size_t *ret_namesakes, dl_error *error)
{
    dl_entity *found = NULL;
    size_t count = 0;
    *ret = (dl_entity){0};
    *ret_namesakes = 0;
    dl_status status = dl_store_called(app->store, text, arena, &found, &count, error);
    for (size_t i = 0; i < count && !status; i++)
        if (strcasecmp(found[i].id, text) == 0 || !is_own(&app->correction, &found[i])) {
            *ret = found[i];
            ++*ret_namesakes;
        }
    return status;
}

/* --- asking --- */

/* Adds how far it may go, with how many mentions, what is chosen in brackets. */
static void add_reaches(const dl_correction *c, dl_str *out)
{
    static const char *const split[] = {"these", "all in these texts", ""};
    bool several = c->splits;
    for (int reach = 0; reach < DL_REACH_COUNT; reach++) {
        if (!dl_correction_goes(c, (dl_reach)reach))
            continue;
        bool chosen = c->reach == (dl_reach)reach;
        dl_str_addf(out, "  %s%s %llu%s", chosen ? "[" : "",
                    several ? split[reach] : dl_reach_said((dl_reach)reach),
                    (unsigned long long)c->counts[reach], chosen ? "]" : "");
    }
}

void dl_app_naming_hint(dl_app *app)
{
    const dl_correction *c = &app->correction;
    dl_prompt *prompt = &app->prompt;
    const char *text = typed(app);
    dl_arena arena = {0};
    dl_entity known = {0};
    size_t namesakes = 0;
    dl_str hint;
    if (prompt->kind != DL_PROMPT_NEW && prompt->kind != DL_PROMPT_SPLIT)
        return;
    dl_str_init(&hint);
    if (text && *text)
        find_known(app, text, &arena, &known, &namesakes, NULL);
    if (namesakes == 1)
        dl_str_addf(&hint, "known: %s", dl_kinds_called(app->shown.kinds, known.kind, known.id));
    else if (namesakes)
        dl_str_addf(&hint, "%zu are called so", namesakes);
    else
        dl_str_addf(&hint, "new: %s", dl_kinds_name(app->shown.kinds, c->new_place));
    add_reaches(c, &hint);
    dl_str_addf(&hint, "  %s^O how far", namesakes ? "" : "^T kind  ");
    if (dl_str_ok(&hint))
        snprintf(prompt->hint, sizeof prompt->hint, "%s", hint.text);
    dl_str_release(&hint);
    dl_arena_release(&arena);
}

void dl_app_name_entity(dl_app *app, bool split)
{
    dl_correction *c = &app->correction;
    dl_error error;
    if (!split && c->text.spelling && !dl_correction_take_text(c)) {
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
        return;
    }
    const dl_corrected *first = c->mentions.items;
    c->kind = split ? DL_DECISION_MERGE : DL_DECISION_ALIAS;
    c->splits = split;
    c->to = (dl_entity){0};
    c->reach = split ? DL_REACH_HERE : DL_REACH_EVERYWHERE;
    const char *id = first->entity ? first->entity : "other/";
    c->new_place = dl_kinds_place(app->shown.kinds, dl_kind_of_id(id), id);
    if (dl_correction_count(c, app->store, &error)) {
        dl_app_complain(app, &error);
        return;
    }
    dl_prompt_open(&app->prompt, split ? DL_PROMPT_SPLIT : DL_PROMPT_NEW, first->spelling);
    dl_prompt_set(&app->prompt, first->spelling); /* in one line */
    dl_app_naming_hint(app);
}

bool dl_app_naming_key(dl_app *app, dl_stroke stroke)
{
    dl_correction *c = &app->correction;
    dl_prompt_kind kind = app->prompt.kind;
    if ((kind != DL_PROMPT_NEW && kind != DL_PROMPT_SPLIT) || app->prompt.literal ||
        (stroke != STROKE_KIND && stroke != STROKE_REACH))
        return false;
    app->prompt.error[0] = '\0';
    if (stroke == STROKE_KIND)
        c->new_place = (c->new_place + 1) % dl_kinds_count(app->shown.kinds);
    else
        do
            c->reach = (dl_reach)((c->reach + 1) % DL_REACH_COUNT);
        while (!dl_correction_goes(c, c->reach));
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

/* Sets what it becomes to what TEXT names; false, and said, where it cannot be that. */
static bool choose(dl_app *app, const char *text)
{
    dl_correction *c = &app->correction;
    dl_prompt *prompt = &app->prompt;
    dl_error error = {0};
    size_t namesakes = 0;
    dl_status status = find_known(app, text, &c->arena, &c->to, &namesakes, &error);
    if (!status && namesakes > 1) {
        snprintf(prompt->error, sizeof prompt->error,
                 "%zu are called so; give one's id, as %s, or another name", namesakes, c->to.id);
        return false;
    }
    if (!status && !namesakes)
        status = dl_store_name(app->store, text, app->shown.kinds, c->new_place, &c->arena, &c->to,
                               &error);
    if (!status && !namesakes && !can_be_called(&c->to)) {
        snprintf(prompt->error, sizeof prompt->error,
                 "no name has controls or hidden characters, or is longer than %d bytes",
                 DL_DECISION_LINE);
        return false;
    }
    if (!status && namesakes) /* some of it may be of that one already */
        status = dl_correction_count(c, app->store, &error);
    if (status) {
        snprintf(prompt->error, sizeof prompt->error, "%s", error.message);
        return false;
    }
    bool none = c->counts[c->reach] == 0;
    if (none && !namesakes)
        snprintf(prompt->error, sizeof prompt->error,
                 "as whole words that stands nowhere: ^O goes less far");
    else if (none || dl_correction_is_idle(c))
        snprintf(prompt->error, sizeof prompt->error, "that is %s already", c->to.name);
    return !*prompt->error;
}

void dl_app_naming_enter(dl_app *app)
{
    const char *text = typed(app);
    app->prompt.error[0] = '\0';
    if (!text) {
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    } else if (!*text) {
        dl_prompt_close(&app->prompt, false);
        dl_app_say(app, "nothing is named");
    } else if (choose(app, text)) {
        dl_prompt_close(&app->prompt, true);
        dl_app_correction_do(app, app->correction.reach);
    }
}
