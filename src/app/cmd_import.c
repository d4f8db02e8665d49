/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Importing while one reads. Another process does it, which whoever drives the reader starts and listens to; here is
 * what is asked for, how far it has come, and what the screen makes of the end: new texts are taken in
 * as soon as nothing is being typed, and what is under the cursor stays there.
 */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"

unsigned dl_cmd_import(dl_app *app, const dl_arg *arg)
{
    if (!app->store->ops->writable(app->store)) {
        dl_app_say(app, "this archive cannot be written to");
        return 0;
    }
    free(app->import.wanted);
    app->import.wanted = NULL;
    if (app->import.running && !*arg->text)
        return DL_EFFECT_IMPORT;
    if (app->import.running) {
        dl_app_say(app, "an import is running; :import alone stops it");
        return 0;
    }
    if (!*arg->text) {
        dl_prompt_open(&app->prompt, DL_PROMPT_COMMAND, "import ");
        return 0;
    }
    app->import.wanted = strdup(arg->text);
    return app->import.wanted ? DL_EFFECT_IMPORT : 0;
}

const char *dl_app_import(const dl_app *app)
{
    return app->import.wanted;
}

/* Makes *TEXT a copy of NEW, which may be NULL. */
static void set(char **text, const char *new)
{
    free(*text);
    *text = new ? strdup(new) : NULL;
}

void dl_app_import_told(dl_app *app, const char *done, const char *rate)
{
    app->import.running = true;
    set(&app->import.done, done);
    set(&app->import.rate, rate);
}

void dl_app_import_ended(dl_app *app, const char *summary)
{
    app->import.running = false;
    set(&app->import.done, NULL);
    set(&app->import.rate, NULL);
    set(&app->import.summary, summary);
}

void dl_import_state_release(dl_import_state *import)
{
    free(import->wanted);
    free(import->done);
    free(import->rate);
    free(import->summary);
    *import = (dl_import_state){0};
}

/* Asks the store how often others have changed it; whether that is another number than before. */
static bool is_changed(dl_app *app)
{
    uint64_t generation;
    if (app->store->ops->generation(app->store, &generation, NULL))
        return false;
    bool changed = app->looked && generation != app->generation;
    app->generation = generation;
    app->looked = true;
    return changed;
}

/* Whether something is being typed, or stands there that has no place for new texts. */
static bool is_busy(dl_app *app)
{
    return app->prompt.kind || app->question || app->pending_len || app->count ||
           !(dl_command_find(DL_COMMAND_REFRESH)->contexts & dl_app_context(app));
}

/* Takes in what the import has brought, and tells what it came to. */
static void take_in(dl_app *app)
{
    char *summary = app->import.summary;
    app->import.summary = NULL;
    is_changed(app);
    dl_saved_touch(app, true);
    if (dl_app_take_in(app))
        dl_app_say(app, summary);
    free(summary);
}

/* Says that others have changed the archive, and how many texts are new. */
static void tell_news(dl_app *app)
{
    static const dl_query everything;
    dl_counts counts = {.held = 0};
    dl_error error;
    uint64_t before = app->counts.held;
    const char *call = dl_app_call(app, DL_COMMAND_REFRESH);
    if (app->store->ops->count(app->store, &everything, NULL, &counts, &error))
        counts.held = before;
    if (counts.held > before)
        dl_app_sayf(app, "%llu new text%s; %s shows %s", (unsigned long long)(counts.held - before),
                    counts.held - before == 1 ? "" : "s", call,
                    counts.held - before == 1 ? "it" : "them");
    else
        dl_app_sayf(app, "the archive has changed; %s takes it in", call);
    app->told_news = true;
}

bool dl_app_look(dl_app *app)
{
    if (is_busy(app))
        return false;
    if (app->import.summary) {
        take_in(app);
        return true;
    }
    bool room =
        !*app->message || app->told_news; /* what was said about the same may be said anew */
    if (app->import.running || !room || !is_changed(app))
        return false;
    tell_news(app);
    return true;
}

unsigned dl_cmd_refresh(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    uint64_t before = app->counts.held;
    bool changed = is_changed(app);
    dl_saved_touch(app, true);
    if (!dl_app_take_in(app))
        return 0;
    uint64_t now = app->counts.held;
    if (now > before)
        dl_app_sayf(app, "%llu new", (unsigned long long)(now - before));
    else if (now < before)
        dl_app_sayf(app, "%llu gone", (unsigned long long)(before - now));
    else
        dl_app_say(app, changed ? "changes taken in, nothing new" : "nothing new");
    return 0;
}
