/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Citing: a passage of the document shown is handed to the driver, which makes a text of it and knows
 * where that goes. What is meant is found from the current hit or mention; from the first mention in
 * view, and then from the first line in view, where there is none.
 */
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/cmd_cite.h"
#include "dateline/locate.h"
#include "dateline/text.h"

const dl_copied *dl_app_copied(const dl_app *app)
{
    return &app->copied;
}

/* A place in the document shown from which a unit is found. */
static dl_spot find_place(dl_app *app)
{
    dl_reading *reading = &app->reading;
    if (reading->has_current || dl_app_select_mention(app))
        return reading->current;
    dl_spot spot = {.field = DL_FIELD_BODY};
    spot.start = dl_reading_byte(reading, reading->top, &spot.field);
    return spot;
}

bool dl_app_find_passage(dl_app *app, dl_unit unit, dl_reference *ret)
{
    dl_error error;
    dl_span span;
    if (!app->reading.open) {
        dl_app_say(app, "no document to cite");
        return false;
    }
    dl_spot spot = find_place(app);
    dl_prose prose = dl_unit_prose(&app->reading.doc.document, spot.field);
    if (dl_unit_find(&prose, unit, spot.start, &span, &error)) {
        dl_app_complain(app, &error);
        return false;
    }
    *ret = (dl_reference){.field = spot.field, .start = span.start, .end = span.end};
    return true;
}

bool dl_app_find_selected(dl_app *app, dl_reference *ret)
{
    if (!dl_app_is_selecting(app))
        return false;
    dl_span span = dl_selection_span(&app->selection, &app->reading);
    *ret = (dl_reference){.field = app->selection.field, .start = span.start, .end = span.end};
    return true;
}

/* Says WHAT, and the beginning of the passage, in the words of the bottom bar. */
static void describe(dl_app *app, const char *what, const dl_reference *reference)
{
    size_t len, cells;
    const char *text = dl_reading_field(&app->reading, reference->field, &len);
    text += reference->start;
    len = reference->end - reference->start;
    size_t line = strcspn(text, "\n"), shown = line < len ? line : len;
    size_t fit = dl_text_fit(text, shown, 30, &cells);
    if (reference->whole)
        snprintf(app->copied_what, sizeof app->copied_what, "%s", what);
    else
        snprintf(app->copied_what, sizeof app->copied_what, "%s: %.*s%s", what, (int)fit, text,
                 fit < len ? app->glyphs->ellipsis : "");
}

unsigned dl_app_copy(dl_app *app, const char *what, dl_reference reference)
{
    const dl_document *doc = &app->reading.doc.document;
    dl_reference written;
    dl_error error;
    memcpy(reference.sha256, doc->sha256, sizeof reference.sha256);
    if (dl_reference_settle(app->store, &app->reading.doc, &reference, &written, &error)) {
        dl_app_complain(app, &error);
        return 0;
    }
    describe(app, what, &reference);
    app->copied = (dl_copied){
        .document = doc,
        .reference = reference,
        .written = written,
        .what = app->copied_what,
        .form = dl_settings_number(&app->settings, DL_SETTING_CITE),
    };
    dl_app_say(app, app->copied_what);
    return DL_EFFECT_COPY;
}

static unsigned cite_unit(dl_app *app, dl_unit unit)
{
    dl_reference reference;
    return dl_app_find_passage(app, unit, &reference)
               ? dl_app_copy(app, dl_unit_name(unit), reference)
               : 0;
}

unsigned dl_cmd_cite_quotation(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return cite_unit(app, DL_UNIT_QUOTATION);
}

unsigned dl_cmd_cite_sentence(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return cite_unit(app, DL_UNIT_SENTENCE);
}

unsigned dl_cmd_cite_paragraph(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return cite_unit(app, DL_UNIT_PARAGRAPH);
}

unsigned dl_cmd_cite_document(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    if (app->reading.open)
        return dl_app_copy(app, "document", (dl_reference){.whole = true});
    dl_app_say(app, "no document to cite");
    return 0;
}

unsigned dl_cmd_cite_link(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    if (!app->reading.open || !dl_document_has_web_link(&app->reading.doc.document)) {
        dl_app_say(app, "this document has no link to the web");
        return 0;
    }
    unsigned effects = dl_app_copy(app, "link", (dl_reference){.whole = true});
    app->copied.link_alone = true;
    return effects;
}

unsigned dl_cmd_cite_selection(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_reference reference;
    if (!dl_app_find_selected(app, &reference))
        return 0;
    unsigned effects = dl_app_copy(app, "selection", reference);
    dl_app_end_selection(app);
    return effects;
}

unsigned dl_cmd_cite_line(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    if (!dl_concordance_current(&app->concordance)) {
        dl_app_say(app, "no line to cite");
        return 0;
    }
    return cite_unit(app, DL_UNIT_SENTENCE);
}

unsigned dl_app_copy_dossier(dl_app *app, const char *name)
{
    snprintf(app->copied_what, sizeof app->copied_what, "dossier: %.100s", name);
    app->copied = (dl_copied){.dossier = name, .form = DL_CITE_MARKDOWN, .what = app->copied_what};
    dl_app_say(app, app->copied_what);
    return DL_EFFECT_COPY;
}
