/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Correcting a source: its name, another spelling of one that it is joined with, its country. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/cmd_correct.h"
#include "app/cmd_dossier.h"
#include "dateline/country.h"

/* The source under the cursor; NULL where its line is none. */
static const char *source_here(dl_app *app)
{
    const dl_source_line *line = dl_sources_current(&app->sources);
    return line && line->kind == DL_SOURCE_NAMED ? line->name : NULL;
}

unsigned dl_cmd_correct_source(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    const dl_source_line *line = dl_sources_current(&app->sources);
    if (source_here(app))
        app->question = DL_QUESTION_SOURCE;
    else if (line && line->kind == DL_SOURCE_SAVED)
        app->question = DL_QUESTION_SAVED;
    else if (line && line->kind == DL_SOURCE_DOSSIER)
        dl_app_ask_dossier(app);
    else
        dl_app_say(app, "this row is no source; go to one to rename it");
    return 0;
}

void dl_app_source_answer(dl_app *app, dl_stroke answer)
{
    const char *name = source_here(app);
    if (!name)
        return;
    if (answer == 'r')
        dl_prompt_open(&app->prompt, DL_PROMPT_RENAME, name);
    else if (answer == 'j')
        dl_prompt_open(&app->prompt, DL_PROMPT_JOIN, "");
    else if (answer == 'c')
        dl_prompt_open(&app->prompt, DL_PROMPT_COUNTRY, "");
    else
        dl_app_say(app, "the letters are r rename, j join, c country");
}

bool dl_app_respell_source(dl_app *app, dl_str *text)
{
    dl_arena arena = {0};
    const char *const *names, *known = NULL;
    size_t count = 0;
    if (app->store->ops->names(app->store, &arena, &names, &count, NULL))
        count = 0;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], text->text) == 0) { /* there are two spellings, and this is one */
            known = NULL;
            break;
        }
        if (dl_spelling_equal(names[i], strlen(names[i]), text->text, text->len))
            known = names[i];
    }
    if (known) {
        dl_str_clear(text);
        dl_str_add(text, known);
    }
    dl_arena_release(&arena);
    return known && dl_str_ok(text);
}

static bool is_source(const dl_app *app, const char *name)
{
    for (size_t i = 0; i < app->sources.rows_count; i++)
        if (app->sources.rows[i].name && strcmp(app->sources.rows[i].name, name) == 0)
            return true;
    return false;
}

/* Takes DECISION about the source; SAID is how that is told. */
static void decide(dl_app *app, const dl_decision *decision, const char *said)
{
    const dl_change change = {.kind = DL_CHANGE_DECISION, .on = true, .decision = *decision};
    if (dl_app_change(app, &change, 1, said))
        dl_app_sayf(app, "%s; %s undoes", said, dl_app_call(app, DL_COMMAND_UNDO));
}

static void enter_country(dl_app *app, const char *name, const char *text)
{
    dl_arena arena = {0};
    char code[3], *said;
    dl_decision d = {.kind = DL_DECISION_SOURCE_COUNTRY, .source = name};
    if (*text && !dl_country_find(text, code)) {
        snprintf(app->prompt.error, sizeof app->prompt.error,
                 "no country is called so; Tab completes");
        return;
    }
    d.value = *text ? code : NULL;
    said = dl_arena_printf(&arena, "%s: country %s", name, *text ? code : "not known");
    dl_prompt_close(&app->prompt, true);
    if (said)
        decide(app, &d, said);
    dl_arena_release(&arena);
}

static void enter_name(dl_app *app, const char *name, const char *text)
{
    dl_arena arena = {0};
    bool join = app->prompt.kind == DL_PROMPT_JOIN;
    dl_decision d = {.kind = DL_DECISION_SOURCE_NAME, .source = name, .value = text};
    if (!*text || strcmp(text, name) == 0) {
        dl_prompt_close(&app->prompt, false);
        return;
    }
    if (join && !is_source(app, text)) {
        snprintf(app->prompt.error, sizeof app->prompt.error,
                 "no source is called so; Tab completes");
        return;
    }
    char *said = dl_arena_printf(&arena, join ? "%s is %s" : "%s is called %s", name, text);
    d.value = dl_arena_strdup(&arena, text);
    dl_prompt_close(&app->prompt, true);
    if (said && d.value)
        decide(app, &d, said);
    dl_arena_release(&arena);
}

void dl_app_source_enter(dl_app *app)
{
    dl_str text;
    dl_str_init(&text);
    dl_str_add(&text, app->prompt.text.text + strspn(app->prompt.text.text, " "));
    while (text.len && text.text[text.len - 1] == ' ')
        dl_str_cut(&text, text.len - 1);
    const char *here = source_here(app);
    if (app->prompt.kind == DL_PROMPT_JOIN)
        dl_app_respell_source(app, &text);
    char *name = here && dl_str_ok(&text) ? strdup(here) : NULL;
    if (!name)
        dl_prompt_close(&app->prompt, false);
    else if (app->prompt.kind == DL_PROMPT_COUNTRY)
        enter_country(app, name, text.text);
    else
        enter_name(app, name, text.text);
    free(name);
    dl_str_release(&text);
}
