/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other programs do in the terminal meanwhile: the editor, and commands that are given the text. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/cmd_prompt.h"

const dl_errand *dl_app_errand(const dl_app *app)
{
    return &app->errand;
}

/* Makes ERRAND that of the reader, its text being TEXT. */
static unsigned want(dl_app *app, dl_errand errand)
{
    if (!dl_str_ok(&app->errand_text)) {
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
        return 0;
    }
    app->errand = errand;
    app->errand.text = app->errand_text.text;
    app->errand.len = app->errand_text.len;
    return DL_EFFECT_ERRAND;
}

/* Makes the errand's text that of the document shown. False where there is none. */
static bool take_document(dl_app *app)
{
    if (!app->reading.open) {
        dl_app_say(app, "no document");
        return false;
    }
    const dl_document *document = &app->reading.doc.document;
    dl_str_clear(&app->errand_text);
    if (document->title && *document->title)
        dl_str_addf(&app->errand_text, "%s\n\n", document->title);
    dl_str_add(&app->errand_text, document->body);
    dl_str_addc(&app->errand_text, '\n');
    return true;
}

unsigned dl_cmd_edit(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    const dl_stored *doc = &app->reading.doc;
    if (!take_document(app))
        return 0;
    return want(app, (dl_errand){.sha256 = doc->document.sha256,
                                 .origins = doc->origins,
                                 .origins_count = doc->origins_count});
}

unsigned dl_cmd_link(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    const dl_stored *doc = &app->reading.doc;
    if (!app->reading.open) {
        dl_app_say(app, "no document");
        return 0;
    }
    if (!dl_document_has_web_link(&doc->document)) {
        dl_str_clear(&app->errand_text);
        return want(app, (dl_errand){.browse = true,
                                     .sha256 = doc->document.sha256,
                                     .origins = doc->origins,
                                     .origins_count = doc->origins_count});
    }
    free(app->link);
    app->link = strdup(doc->document.link);
    return app->link ? DL_EFFECT_LINK : 0;
}

unsigned dl_cmd_pipe(dl_app *app, const dl_arg *arg)
{
    if (!app->reading.open) {
        dl_app_say(app, "no document");
        return 0;
    }
    if (*arg->text)
        return dl_app_pipe(app, arg->text);
    dl_prompt_open(&app->prompt, DL_PROMPT_PIPE, "");
    return 0;
}

unsigned dl_app_pipe(dl_app *app, const char *command)
{
    if (!take_document(app))
        return 0;
    const char *copy = dl_arena_strdup(&app->paint, command);
    return copy ? want(app, (dl_errand){.command = copy}) : 0;
}

unsigned dl_app_edit_prompt(dl_app *app)
{
    dl_str_clear(&app->errand_text);
    dl_str_addn(&app->errand_text, app->prompt.text.text, app->prompt.text.len);
    dl_str_addc(&app->errand_text, '\n');
    return want(app, (dl_errand){.back = true});
}

void dl_app_errand_done(dl_app *app, const char *text)
{
    if (app->errand.back && text && app->prompt.kind) {
        dl_prompt_set(&app->prompt, text);
        dl_app_prompt_changed(app);
    }
    app->errand = (dl_errand){0};
}

void dl_app_read_histories(dl_app *app, const char *stored)
{
    dl_histories_read(app->prompt.history, dl_prompt_labels, DL_PROMPT_COUNT, stored);
}

bool dl_app_merge_histories(const dl_app *app, const char *stored, dl_str *out)
{
    dl_histories_merge(app->prompt.history, dl_prompt_labels, DL_PROMPT_COUNT, stored, out);
    return dl_str_ok(out);
}
