/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The prompts: what each opens with, what its text does while it is typed, and when it is entered. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/cmd_correct.h"
#include "app/cmd_dossier.h"
#include "app/cmd_lines.h"
#include "app/cmd_mark.h"
#include "app/cmd_note.h"
#include "app/cmd_prompt.h"
#include "app/complete.h"
#include "app/filter.h"
#include "app/find.h"

/* --- opening --- */

unsigned dl_cmd_filter(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_str text;
    dl_str_init(&text);
    dl_query_format(&text, &app->filter);
    if (dl_str_ok(&text) && text.len)
        dl_str_addc(&text, ' ');
    dl_prompt_open(&app->prompt, DL_PROMPT_FILTER, text.text);
    dl_str_release(&text);
    return 0;
}

/* The dates of the filter as they are typed at their prompt: those of its first term of dates. */
static void format_dates(const dl_app *app, dl_str *text)
{
    for (size_t i = 0; i < app->filter.count; i++) {
        const dl_term *term = &app->filter.terms[i];
        if (!dl_term_is_date(term) || term->negated || term->since)
            continue;
        dl_term_format(text, term);
        dl_str_splice(text, 0, strlen("date:"), "", 0);
        return;
    }
}

unsigned dl_cmd_dates(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_str text;
    dl_str_init(&text);
    format_dates(app, &text);
    dl_prompt_open(&app->prompt, DL_PROMPT_DATES, text.text);
    dl_str_release(&text);
    return 0;
}

unsigned dl_cmd_sources(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_app_close_overlay(app);
    app->zoomed = false;
    app->before_prompt = app->pane;
    dl_app_enter(app, DL_PANE_SOURCES);
    app->sources.choosing = true;
    dl_sources_arrange(&app->sources);
    dl_prompt_open(&app->prompt, DL_PROMPT_SOURCES, "");
    return 0;
}

unsigned dl_cmd_names(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_app_close_overlay(app);
    if (!app->reading.open || !app->names.len) {
        dl_app_say_none(app, "no names in this text");
        return 0;
    }
    app->zoomed = false;
    app->before_prompt = app->pane;
    dl_app_enter(app, DL_PANE_NAMES);
    dl_prompt_open(&app->prompt, DL_PROMPT_NAMES, "");
    return 0;
}

unsigned dl_cmd_find(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_prompt_open(&app->prompt, DL_PROMPT_FIND, "");
    return 0;
}

unsigned dl_cmd_command(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    app->prompt_on_marked = app->on_marked;
    dl_prompt_open(&app->prompt, DL_PROMPT_COMMAND, "");
    return 0;
}

unsigned dl_cmd_help(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    free(app->help.narrow);
    app->help.narrow = NULL;
    if (!dl_help_load(&app->help, &app->keymap, app->width)) {
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
        return 0;
    }
    if (app->overlay != DL_OVERLAY_HELP)
        app->below_help = app->overlay;
    app->overlay = DL_OVERLAY_HELP;
    dl_app_arrange(app);
    return 0;
}

/* --- what is typed narrows a pane --- */

static void complain(dl_prompt *prompt, const char *message)
{
    snprintf(prompt->error, sizeof prompt->error, "%s", message);
}

/* Makes *NARROW a copy of TEXT, or NULL for an empty one. */
static void set_narrow(char **narrow, const char *text)
{
    free(*narrow);
    *narrow = *text ? strdup(text) : NULL;
}

/* The panes show what holds TEXT. */
static void narrow_pane(dl_app *app, dl_prompt_kind kind, const char *text)
{
    dl_error error;
    if (kind == DL_PROMPT_SEARCH) {
        dl_search_typed(app);
    } else if (kind == DL_PROMPT_SOURCES) {
        set_narrow(&app->sources.narrow, text);
        dl_sources_arrange(&app->sources);
        if (*text)
            dl_sources_pick(&app->sources);
        if (*text && !app->sources.len)
            complain(&app->prompt, "no source holds that");
        dl_app_arrange(app);
    } else if (kind == DL_PROMPT_NAMES) {
        set_narrow(&app->names.narrow, text);
        if (dl_names_load(&app->names, &app->shown, &app->reading, &error))
            dl_app_complain(app, &error);
        else if (*text)
            dl_names_pick(&app->names);
        if (*text && !app->names.len)
            complain(&app->prompt, "no name in this text holds that");
    }
}

static void move_in_pane(dl_app *app, bool back)
{
    dl_arg arg = {.count = 1, .text = ""};
    if (back)
        dl_cmd_up(app, &arg);
    else
        dl_cmd_down(app, &arg);
}

/* --- entering --- */

static void close_prompt(dl_app *app, bool keep)
{
    dl_prompt_kind kind = app->prompt.kind;
    dl_prompt_close(&app->prompt, keep);
    app->sources.choosing = false;
    narrow_pane(app, kind, "");
}

/* Makes the prompt's text the filter; a wrong one stays open, the cursor where it is wrong. */
static void enter_filter(dl_app *app)
{
    dl_prompt *prompt = &app->prompt;
    dl_arena arena = {0};
    dl_query query;
    dl_error error;
    size_t at = prompt->text.len;
    if (dl_query_parse(&arena, app->shown.kinds, prompt->text.text, &query, &at, &error)) {
        complain(prompt, error.message);
        prompt->cursor = at < prompt->text.len ? at : prompt->text.len;
    } else if (dl_query_equal(&query, &app->filter) && !app->filter_off) {
        close_prompt(app, true);
    } else if (dl_filter_apply(app, prompt->text.text, &error)) {
        close_prompt(app, true);
    } else {
        complain(prompt, error.message);
    }
    dl_arena_release(&arena);
}

static void enter_dates(dl_app *app)
{
    dl_prompt *prompt = &app->prompt;
    dl_term term;
    dl_error error = {.message = "out of memory"};
    dl_str wanted, text;
    dl_str_init(&wanted);
    dl_str_init(&text);
    const char *typed = prompt->text.text + strspn(prompt->text.text, " ");
    format_dates(app, &text);
    if (strcmp(typed, text.text) == 0 && !app->filter_off) {
        close_prompt(app, true); /* no change, whatever else the filter says of dates */
        goto out;
    }
    if (*typed && dl_query_parse_date(typed, &term, &error)) {
        complain(prompt, error.message);
        goto out;
    }
    if (*typed)
        dl_term_format(&wanted, &term);
    dl_str_clear(&text);
    bool made = dl_str_ok(&wanted) &&
                dl_filter_replace(&app->filter, DL_FILTER_DATES, wanted.text, &text) &&
                dl_filter_apply(app, text.text, &error);
    if (made)
        close_prompt(app, true);
    else
        complain(prompt, error.message);
out:
    dl_str_release(&wanted);
    dl_str_release(&text);
}

static void enter_source(dl_app *app)
{
    const dl_source_line *line = dl_sources_current(&app->sources);
    if (!line) {
        complain(&app->prompt, "no such source");
        return;
    }
    if (!app->prompt.text.len && line->chosen) { /* an empty Enter changes nothing */
        close_prompt(app, false);
        dl_app_enter(app, app->before_prompt);
        return;
    }
    dl_source_line chosen = *line; /* its strings live until the sources are read anew */
    dl_prompt_close(&app->prompt, true);
    app->sources.choosing = false;
    set_narrow(&app->sources.narrow, "");
    dl_app_enter(app, app->before_prompt); /* where the trail leads back to */
    dl_filter_to_line(app, &chosen);
}

static void enter_name(dl_app *app)
{
    if (!dl_names_current(&app->names)) {
        complain(&app->prompt, "no such name in this text");
        return;
    }
    dl_app_enter(app, app->before_prompt);
    dl_app_open_name(app);
    close_prompt(app, true);
}

static void enter_find(dl_app *app)
{
    dl_str text;
    dl_str_init(&text);
    dl_str_add(&text,
               app->prompt.text.len || !app->find_text ? app->prompt.text.text : app->find_text);
    close_prompt(app, true);
    if (text.len && dl_str_ok(&text)) {
        free(app->find_text);
        app->find_text = strdup(text.text);
        dl_find(app, text.text);
    }
    dl_str_release(&text);
}

static void enter_narrow(dl_app *app)
{
    dl_str text;
    dl_str_init(&text);
    dl_str_add(&text, app->prompt.text.text + strspn(app->prompt.text.text, " "));
    close_prompt(app, true);
    if (dl_str_ok(&text))
        dl_app_narrow_lines(app, text.text);
    dl_str_release(&text);
}

/* Turns the tag typed on what the prompt was opened for. */
static void enter_tag(dl_app *app)
{
    dl_str name;
    dl_str_init(&name);
    dl_str_add(&name, app->prompt.text.text + strspn(app->prompt.text.text, " "));
    while (name.len && name.text[name.len - 1] == ' ')
        dl_str_splice(&name, name.len - 1, 1, "", 0);
    app->on_marked = app->prompt_on_marked;
    close_prompt(app, name.len > 0);
    if (name.len && dl_str_ok(&name))
        dl_app_tag(app, name.text);
    app->on_marked = false;
    dl_str_release(&name);
}

static void enter_note(dl_app *app)
{
    dl_str text;
    dl_str_init(&text);
    dl_str_add(&text, app->prompt.text.text + strspn(app->prompt.text.text, " "));
    close_prompt(app, true);
    if (dl_str_ok(&text))
        dl_app_note(app, text.text);
    dl_str_release(&text);
}

/* --- commands by name --- */

/* Short names that habit types. */
static const struct {
    const char *text;
    dl_command command;
} short_names[] = {
    {"q", DL_COMMAND_QUIT}, {"quit!", DL_COMMAND_QUIT}, {"q!", DL_COMMAND_QUIT},
    {"h", DL_COMMAND_HELP}, {"x", DL_COMMAND_QUIT},
};

static dl_command find_command(const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof short_names / sizeof *short_names; i++)
        if (strlen(short_names[i].text) == len && memcmp(short_names[i].text, name, len) == 0)
            return short_names[i].command;
    return dl_command_named(name, len);
}

/* Runs what was typed after ":"; sets *ERROR where it is no command. */
static unsigned run_text(dl_app *app, const char *text, char *error, size_t size)
{
    char *end;
    dl_arg arg = {.count = 1, .text = ""};
    if (*text >= '0' && *text <= '9') {
        arg.count = strtol(text, &end, 10);
        arg.counted = true;
        if (*end && strcmp(end, "%") != 0) {
            snprintf(error, size, "a number, or a number and %%, goes to a row");
            return 0;
        }
        return dl_app_run(app, *end ? DL_COMMAND_PERCENT : DL_COMMAND_TOP, &arg);
    }
    size_t len = strcspn(text, " ");
    dl_command command = find_command(text, len);
    if (command == DL_COMMAND_NONE) {
        char word[64];
        snprintf(word, sizeof word, "%.*s", (int)len, text);
        const char *near = dl_command_near(word);
        if (near)
            snprintf(error, size, "no command '%s'; did you mean %s?", word, near);
        else
            snprintf(error, size, "no command '%s'; Tab completes, %s lists all", word,
                     dl_app_call(app, DL_COMMAND_HELP));
        return 0;
    }
    if (!(dl_command_find(command)->contexts & dl_app_context(app))) {
        snprintf(error, size, "%.*s does nothing here", (int)len, text);
        return 0;
    }
    arg.text = text + len + strspn(text + len, " ");
    return dl_app_run(app, command, &arg);
}

static unsigned enter_command(dl_app *app)
{
    dl_str text;
    dl_str_init(&text);
    dl_str_add(&text, app->prompt.text.text + strspn(app->prompt.text.text, " :"));
    char error[sizeof app->prompt.error] = "";
    unsigned effects = 0;
    if (text.len && dl_str_ok(&text)) {
        /* the command may open a prompt of its own, so this one is closed before it runs */
        dl_prompt_close(&app->prompt, true);
        app->on_marked = app->prompt_on_marked;
        effects = run_text(app, text.text, error, sizeof error);
    } else {
        dl_prompt_close(&app->prompt, false);
    }
    app->on_marked = false;
    if (*error) {
        dl_prompt_open(&app->prompt, DL_PROMPT_COMMAND, text.text);
        complain(&app->prompt, error);
    }
    dl_str_release(&text);
    return effects;
}

static unsigned enter_pipe(dl_app *app)
{
    dl_str command;
    dl_str_init(&command);
    dl_str_add(&command, app->prompt.text.text);
    close_prompt(app, true);
    unsigned effects = command.len ? dl_app_pipe(app, command.text) : 0;
    dl_str_release(&command);
    return effects;
}

void dl_app_prompt_changed(dl_app *app)
{
    narrow_pane(app, app->prompt.kind, app->prompt.text.text);
}

/* Gives what was typed, without the blanks around it, to TAKE. */
static void enter_text(dl_app *app, void (*take)(dl_app *app, const char *name))
{
    dl_str name;
    dl_str_init(&name);
    dl_str_add(&name, app->prompt.text.text + strspn(app->prompt.text.text, " "));
    while (name.len && name.text[name.len - 1] == ' ')
        dl_str_cut(&name, name.len - 1);
    close_prompt(app, name.len > 0);
    if (dl_str_ok(&name))
        take(app, name.text);
    dl_str_release(&name);
}

static unsigned enter(dl_app *app)
{
    app->running = DL_COMMAND_FILTER; /* what the prompt does is a step of its own on the trail */
    app->previous = DL_COMMAND_NONE;
    if (dl_app_correction_enter(app))
        return 0;
    switch (app->prompt.kind) {
    case DL_PROMPT_FILTER:
        enter_filter(app);
        return 0;
    case DL_PROMPT_DATES:
        enter_dates(app);
        return 0;
    case DL_PROMPT_SOURCES:
        enter_source(app);
        return 0;
    case DL_PROMPT_NAMES:
        enter_name(app);
        return 0;
    case DL_PROMPT_NOTE:
    case DL_PROMPT_NOTE_WHOLE:
        enter_note(app);
        return 0;
    case DL_PROMPT_NOTE_MARKED:
        enter_text(app, dl_app_note_marked);
        return 0;
    case DL_PROMPT_TAG:
        enter_tag(app);
        return 0;
    case DL_PROMPT_SEARCH:
        dl_search_enter(app);
        return 0;
    case DL_PROMPT_SAVE:
        enter_text(app, dl_saved_keep);
        return 0;
    case DL_PROMPT_RENAME_SAVED:
        enter_text(app, dl_saved_rename);
        return 0;
    case DL_PROMPT_DOSSIER:
        enter_text(app, dl_app_choose_dossier);
        return 0;
    case DL_PROMPT_DOSSIER_NAME:
        enter_text(app, dl_app_rename_dossier);
        return 0;
    case DL_PROMPT_COMMENT:
        enter_text(app, dl_app_comment_cited);
        return 0;
    case DL_PROMPT_FIND:
        enter_find(app);
        return 0;
    case DL_PROMPT_NARROW:
        enter_narrow(app);
        return 0;
    case DL_PROMPT_PIPE:
        return enter_pipe(app);
    default:
        return enter_command(app);
    }
}

unsigned dl_app_answer(dl_app *app, const char *text)
{
    if (!*text || !app->prompt.kind || app->prompt.kind == DL_PROMPT_COMMAND)
        return 0;
    dl_prompt_set(&app->prompt, text);
    dl_app_prompt_changed(app);
    return enter(app);
}

void dl_app_paste(dl_app *app, const char *text)
{
    app->message[0] = '\0';
    app->message_is_error = false;
    app->pending_len = 0;
    app->count = 0;
    if (!app->prompt.kind)
        dl_app_sayf(app, "what is pasted goes into a prompt: open one first, such as %s",
                    dl_app_call(app, DL_COMMAND_SEARCH));
    else if (dl_prompt_paste(&app->prompt, text) == DL_PROMPT_CHANGED)
        dl_app_prompt_changed(app);
}

/* Takes away what was no command where the key that asks for one is pressed again; whether it did. */
static bool begin_again(dl_app *app, dl_stroke stroke)
{
    dl_prompt *prompt = &app->prompt;
    if (prompt->kind != DL_PROMPT_COMMAND || !*prompt->error || stroke != ':' || prompt->literal)
        return false;
    dl_prompt_set(prompt, "");
    prompt->error[0] = '\0';
    dl_app_prompt_changed(app);
    return true;
}

unsigned dl_app_prompt_key(dl_app *app, dl_stroke stroke)
{
    if (dl_app_naming_key(app, stroke) || begin_again(app, stroke))
        return 0;
    switch (dl_prompt_key(&app->prompt, stroke)) {
    case DL_PROMPT_CHANGED:
        dl_app_prompt_changed(app);
        return 0;
    case DL_PROMPT_EDIT:
        return dl_app_edit_prompt(app);
    case DL_PROMPT_COMPLETE:
        dl_complete(app);
        if (app->prompt.candidates_count == 1) /* no choice to be made */
            dl_prompt_key(&app->prompt, DL_STROKE_TAB);
        return 0;
    case DL_PROMPT_NEXT:
        move_in_pane(app, false);
        return 0;
    case DL_PROMPT_PREVIOUS:
        move_in_pane(app, true);
        return 0;
    case DL_PROMPT_SUBMIT:
        return enter(app);
    case DL_PROMPT_CANCEL:
        if (app->prompt.kind == DL_PROMPT_SEARCH)
            dl_search_leave(app);
        else
            close_prompt(app, false);
        return 0;
    case DL_PROMPT_MOVED: /* perhaps to another row of those offered */
        dl_app_naming_hint(app);
        return 0;
    default:
        return 0;
    }
}
