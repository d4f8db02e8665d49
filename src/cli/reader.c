/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader's loop: keys from the terminal to the app, frames from the app to the terminal, and what
 * the app leaves to its driver. Keys that came meanwhile are all taken before the next frame is made,
 * up to a number, so that a key held down neither falls behind nor leaves the screen standing. While
 * no key is pending the app does its long work, slice by slice.
 */
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/archive.h"
#include "cli/browser.h"
#include "cli/citation.h"
#include "cli/clipboard.h"
#include "cli/config.h"
#include "cli/dossier.h"
#include "cli/errand.h"
#include "cli/importing.h"
#include "cli/namelist.h"
#include "cli/output.h"
#include "cli/ownkinds.h"
#include "cli/pathlist.h"
#include "cli/reader.h"
#include "cli/state.h"
#include "cli/typed_date.h"
#include "cli/words.h"
#include "cli/working.h"
#include "dateline/app.h"
#include "dateline/tui.h"

#define EVENTS_A_FRAME 64
#define HEAR_EVERY 100  /* ms between two looks at how far an import is */
#define LOOK_EVERY 2000 /* ms between two looks at whether others have changed the archive */

typedef struct reader {
    dl_archive archive;
    dl_tui *tui;
    dl_app *app;
    dl_config config;
    dl_frame frame;
    dl_working working;
    dl_errands errands;
    dl_importing importing;
    dl_state_files state;
    char *session; /* to go on with, or NULL */
    bool outdated_told;
    bool done;
    int signal; /* that ended the reader; 0: none */
} reader;

/* Whether an environment variable is set and not empty. */
static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value && *value;
}

/* Whether the terminal says that its background is light: COLORFGBG ends with its number, and of the
 * first sixteen colours white and light grey are. */
static bool is_light(void)
{
    const char *colours = getenv("COLORFGBG");
    const char *background = colours ? strrchr(colours, ';') : NULL;
    return background && (strcmp(background, ";7") == 0 || strcmp(background, ";15") == 0);
}

static const dl_theme *choose_theme(int colours)
{
    if (colours < 8)
        return dl_theme_find("none");
    if (colours < 256)
        return dl_theme_find(is_light() ? "16-light" : "16");
    return dl_theme_find(is_light() ? "light" : "dark");
}

/* --- the loop --- */

static void open_link(reader *r)
{
    dl_error error;
    if (dl_browser_open(dl_app_link(r->app), &error))
        dl_app_say(r->app, error.message);
    else
        dl_app_say(r->app, "the link is opened in the browser");
}

/* Makes a text of what was cited, takes it, and says where it is. */
static void take_copy(reader *r)
{
    const dl_copied *copied = dl_app_copied(r->app);
    dl_str text, message;
    dl_error error;
    char where[128];
    dl_str_init(&text);
    dl_str_init(&message);
    if (copied->dossier) {
        if (dl_dossier_add_markdown(&text, r->archive.store, copied->dossier, &error))
            dl_str_add(&message, error.message);
    } else if (copied->link_alone)
        dl_str_addf(&text, "%s\n", copied->document->link);
    else
        dl_citation_add(&text, copied->document, &copied->reference, &copied->written,
                        copied->form);
    dl_must(dl_str_ok(&text) ? text.text : NULL);
    if (message.len) /* there is nothing to be taken */
        ;
    else if (dl_clipboard_take(r->tui, text.text, text.len, where, sizeof where, &error))
        dl_str_add(&message, error.message);
    else
        dl_str_addf(&message, "%s (in the %s)", copied->what, where);
    dl_app_say(r->app, dl_must(dl_str_ok(&message) ? message.text : NULL));
    dl_str_release(&message);
    dl_str_release(&text);
}

/* Starts the import that is asked for, or ends the one that runs. */
static void start_import(reader *r)
{
    const char *paths = dl_app_import(r->app);
    dl_error error;
    if (!paths) {
        dl_importing_stop(&r->importing);
        dl_app_say(r->app, "the import ends after what it has at hand");
    } else if (dl_importing_start(&r->importing, r->archive.path, paths, &error)) {
        dl_app_say(r->app, error.message);
    } else {
        dl_app_import_told(r->app, NULL, NULL);
    }
}

static void set_mouse(reader *r)
{
    dl_tui_set_mouse(r->tui, dl_settings_number(dl_app_settings(r->app), DL_SETTING_MOUSE));
}

static void take_effects(reader *r, unsigned effects)
{
    if (effects & DL_EFFECT_QUIT)
        r->done = true;
    if (effects & DL_EFFECT_REPAINT)
        dl_tui_repaint(r->tui);
    if (effects & DL_EFFECT_LINK)
        open_link(r);
    if (effects & DL_EFFECT_COPY)
        take_copy(r);
    if (effects & DL_EFFECT_MOUSE)
        set_mouse(r);
    if (effects & DL_EFFECT_ERRAND)
        dl_errand_do(&r->errands);
    if (effects & DL_EFFECT_IMPORT)
        start_import(r);
    if (effects & DL_EFFECT_SUSPEND)
        dl_tui_suspend(r->tui);
}

static void take_event(reader *r, dl_event event)
{
    int width, height;
    dl_working_begin(&r->working);
    switch (event.kind) {
    case DL_EVENT_KEY:
        take_effects(r, dl_app_key(r->app, event.stroke));
        break;
    case DL_EVENT_MOUSE:
        take_effects(r, dl_app_mouse(r->app, event.mouse));
        break;
    case DL_EVENT_PASTE:
        dl_app_paste(r->app, event.text);
        break;
    case DL_EVENT_RESIZE:
        dl_tui_size(r->tui, &width, &height);
        dl_app_resize(r->app, width, height);
        break;
    case DL_EVENT_IGNORED:
        break;
    case DL_EVENT_END:
        r->signal = event.signal;
        r->done = true;
        break;
    }
}

static dl_status show(reader *r)
{
    dl_status status = dl_app_paint(r->app, &r->frame);
    if (!status)
        status = dl_tui_draw(r->tui, &r->frame, dl_app_theme(r->app));
    if (!status)
        dl_tui_mark(r->tui, true);
    return status;
}

/* What is wrong in the user's own files, the first of it; NULL: nothing. */
static const char *complaint(reader *r)
{
    const char *found = dl_config_complaint(&r->config);
    return found ? found : dl_own_kinds_complaint();
}

/* Says once that names could be found anew; whether it said something. Where they were not looked for at
 * all, the user did not want them. */
static bool tell_outdated(reader *r)
{
    uint64_t other = 0, none;
    char message[128];
    dl_error error;
    if (r->outdated_told)
        return false;
    r->outdated_told = true;
    if (dl_archive_outdated(&r->archive, &other, &none, &error) || !other || complaint(r))
        return false;
    snprintf(message, sizeof message,
             "the names in %" PRIu64
             " document%s were found by another version: dateline reannotate",
             other, other == 1 ? "" : "s");
    dl_app_say(r->app, message);
    return true;
}

/* Sets *RET to the next event; until there is one, does what the app has left to do, showing what comes
 * of it. */
static dl_status next_event(reader *r, dl_event *ret)
{
    dl_status status = DL_OK;
    bool marked = false;
    while (!status && !dl_working_next(&r->working, false, ret)) {
        dl_working_begin(&r->working);
        unsigned left = dl_app_idle(r->app);
        bool changed = left & DL_IDLE_CHANGED;
        changed |= dl_importing_step(&r->importing, r->app);
        if (!(left & DL_IDLE_MORE) && (tell_outdated(r) || dl_app_look(r->app)))
            changed = true;
        if (changed)
            status = show(r);
        marked = marked && !changed;
        if (status || (left & DL_IDLE_MORE))
            continue;
        if (!marked)
            dl_tui_mark(r->tui, false);
        marked = true;
        if (dl_tui_wait(r->tui, dl_importing_runs(&r->importing) ? HEAR_EVERY : LOOK_EVERY)) {
            dl_working_next(&r->working, true, ret);
            return DL_OK;
        }
    }
    return status;
}

static dl_status loop(reader *r, dl_error *error)
{
    for (bool first = true; !r->done; first = false) {
        dl_event event;
        int taken = 0;
        dl_status status = show(r);
        if (first) /* not before there is something to look at */
            dl_state_read_histories(&r->state, r->app);
        if (!status)
            status = next_event(r, &event);
        if (status)
            return dl_fail(error, status, "%s", dl_status_text(status));
        do
            take_event(r, event);
        while (!r->done && ++taken < EVENTS_A_FRAME && dl_working_next(&r->working, false, &event));
    }
    return DL_OK;
}

/* --- beginning and end --- */

static dl_status open_app(reader *r, const char *query, dl_error *error)
{
    const dl_tui_options terminal = {.ascii = !dl_output_utf8(),
                                     .marker = is_set("DATELINE_TTY_MARKER")};
    dl_status status = dl_tui_open(&terminal, &r->tui, error);
    if (status)
        return status;
    const char *slash = strrchr(r->archive.path, '/');
    dl_app_options options = {
        .store = r->archive.store,
        .archive = slash ? slash + 1 : r->archive.path,
        .kinds = dl_own_kinds(),
        .query = query && *query ? query : NULL,
        .session = r->session,
        .theme = choose_theme(dl_tui_colours(r->tui)),
        .read_date = dl_typed_date,
        .list_names = dl_names_list,
        .list_paths = dl_paths_list,
        .settings = &r->config.settings,
        .keymap = r->config.keymap.len ? &r->config.keymap : NULL,
    };
    dl_tui_size(r->tui, &options.width, &options.height);
    dl_working_init(&r->working, r->archive.store, r->tui);
    status = dl_app_new(&options, &r->app, error);
    if (!status)
        set_mouse(r);
    r->errands = (dl_errands){
        .tui = r->tui, .app = r->app, .working = &r->working, .archive = r->archive.path};
    if (!status && complaint(r))
        dl_app_say(r->app, complaint(r));
    return status;
}

/* Lets the process die by SIGNAL as if it had not been caught, so that its parent sees that. */
static void die_by(int number)
{
    signal(number, SIG_DFL);
    raise(number);
}

/* Reads in the archive, which is open. */
static int read_archive(reader *r, const char *query)
{
    dl_error error = {0};
    dl_str imported;
    dl_str_init(&imported);
    dl_importing_init(&r->importing);
    dl_frame_init(&r->frame);
    dl_status status = open_app(r, query, &error);
    if (!status)
        status = loop(r, &error);
    if (!status)
        dl_state_write(&r->state, r->app);
    dl_app_free(r->app);
    dl_scratch_release(&r->errands.scratch);
    r->archive.store->progress = NULL;
    dl_tui_close(r->tui);
    dl_frame_release(&r->frame);
    dl_importing_release(&r->importing, &imported);
    if (imported.len)
        dl_message("%s", imported.text);
    dl_str_release(&imported);
    return status ? dl_message_error(&error) : DL_EXIT_DONE;
}

/* Whether the archive knows what QUERY names: said before the screen is taken. */
static bool is_answerable(reader *r, dl_arena *arena, dl_query *query)
{
    dl_error error;
    if (!dl_store_resolve(r->archive.store, arena, query, &error))
        return true;
    dl_message_error(&error);
    return false;
}

int dl_reader_run(const dl_options *options)
{
    reader r = {0};
    dl_error error;
    dl_arena arena = {0};
    dl_query query;
    dl_str text;
    if (dl_tui_check(&error)) {
        dl_message_error(&error);
        return DL_EXIT_USAGE;
    }
    signal(SIGCHLD, SIG_DFL); /* else no program that is started could be waited for */
    dl_config_load(&r.config, options, true);
    dl_state_init(&r.state);
    int code = DL_EXIT_USAGE;
    dl_str_init(&text);
    if (dl_words_parse(options->words, options->words_count, &arena, &query)) {
        code = DL_EXIT_FAILED;
        dl_words_join(&text, options->words, options->words_count);
        if (dl_archive_open(options, DL_OPEN_READ, &r.archive)) {
            if (!dl_options_has(options, DL_OPTION_DEMO))
                dl_state_choose(&r.state, r.archive.path);
            if (!dl_options_has(options, DL_OPTION_FRESH))
                r.session = dl_state_read_session(&r.state);
            if (is_answerable(&r, &arena, &query))
                code = read_archive(&r, text.text);
            free(r.session);
            dl_archive_close(&r.archive);
        }
    }
    dl_state_release(&r.state);
    dl_config_release(&r.config);
    dl_str_release(&text);
    dl_arena_release(&arena);
    if (r.signal)
        die_by(r.signal);
    return code;
}
