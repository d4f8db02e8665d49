/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where am I: what is known of the current mention and of the document, what is asked first standing first. The
 * bottom bar holds as much of it as there is room for; the same key once more tells what follows.
 */
#include <string.h>

#include "app/app.h"
#include "dateline/text.h"

#define FACTS_MAX 16

typedef struct facts {
    const char *items[FACTS_MAX];
    size_t count;
} facts;

static void add(facts *f, const char *text)
{
    if (text && *text && f->count < FACTS_MAX)
        f->items[f->count++] = text;
}

const char *dl_app_say_sure(dl_app *app, const dl_mention *mention)
{
    const char *sure = mention->confidence < DL_CONFIDENCE_UNSURE ? "unsure" : "sure";
    const char *said = dl_arena_printf(&app->paint, "%s %u", sure, mention->confidence);
    return said ? said : sure;
}

/* Who it is, how sure that is and why, and where it stands. */
static void add_mention(dl_app *app, facts *f, const dl_mention *mention)
{
    const dl_own_kind *own = dl_shown_own(&app->shown, mention);
    add(f,
        own ? dl_arena_printf(&app->paint, "%s, %s", mention->entity, own->name) : mention->entity);
    add(f, dl_app_say_sure(app, mention));
    add(f, dl_arena_printf(&app->paint, "rule %s", dl_rule_name(mention->rule)));
    add(f, dl_rule_text(mention->rule));
    add(f, dl_arena_printf(&app->paint, "form %s", dl_form_name(mention->form)));
    add(f, dl_arena_printf(&app->paint, "%s bytes %u-%u", dl_field_name(mention->field),
                           mention->start, mention->end));
}

static void add_document(dl_app *app, facts *f)
{
    const dl_stored *shown = &app->reading.doc;
    const dl_document *doc = &shown->document;
    add(f, dl_arena_printf(&app->paint, "date %s%s%s", dl_how_said(doc->published.how),
                           doc->evidence ? ": " : "", doc->evidence ? doc->evidence : ""));
    add(f, dl_arena_printf(&app->paint, "%.12s%s", doc->sha256,
                           shown->replaces ? ", a newer version" : ""));
    add(f, doc->origin);
}

/* How many of the facts from AT on ROOM cells hold with SEPARATOR cells between them, one at least. */
static size_t fit(const facts *f, size_t at, size_t room, size_t separator)
{
    size_t taken = 0, fitting = 0;
    for (; at + fitting < f->count; fitting++) {
        const char *text = f->items[at + fitting];
        taken += (fitting ? separator : 0) + dl_text_cells(text, strlen(text));
        if (fitting && taken > room)
            break;
    }
    return fitting;
}

unsigned dl_cmd_where(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    const dl_reading *reading = &app->reading;
    facts f = {0};
    if (!reading->open) {
        dl_app_say(app, "no document");
        return 0;
    }
    const dl_mention *mention =
        reading->has_current ? dl_reading_mention(reading, reading->current) : NULL;
    if (mention)
        add_mention(app, &f, mention);
    add_document(app, &f);
    size_t at =
        app->previous == DL_COMMAND_WHERE && app->told_where < f.count ? app->told_where : 0;
    const char *more =
        dl_arena_printf(&app->paint, "  %s: more", dl_app_call(app, DL_COMMAND_WHERE));
    size_t width = app->width > 2 ? (size_t)app->width - 2 : 1;
    size_t count = fit(&f, at, width, 3);
    if (more && at + count < f.count) {
        size_t cells = dl_text_cells(more, strlen(more));
        count = fit(&f, at, width > cells ? width - cells : 1, 3);
    }
    dl_str line;
    dl_str_init(&line);
    for (size_t i = at; i < at + count; i++)
        dl_str_addf(&line, "%s%s%s%s", i > at ? " " : "", i > at ? app->glyphs->dot : "",
                    i > at ? " " : "", f.items[i]);
    app->told_where = at + count;
    if (more && app->told_where < f.count)
        dl_str_add(&line, more);
    dl_app_say(app, dl_str_ok(&line) ? line.text : dl_status_text(DL_ERR_NOMEM));
    dl_str_release(&line);
    return 0;
}
