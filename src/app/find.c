/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/cmd_dossier.h"
#include "app/cmd_lines.h"
#include "app/find.h"
#include "app/narrow.h"

static bool find_in_text(dl_app *app, const char *text)
{
    dl_reading *reading = &app->reading;
    dl_spot spot;
    dl_app_leave(app);
    if (!dl_focus_set_text(&app->focus, text, true)) {
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
        return false;
    }
    if (!dl_app_refocus(app))
        return false;
    if (!dl_spots_next(&reading->focus, dl_reading_position(reading, false), false, &spot)) {
        dl_app_sayf(app,
                    reading->focus.len ? "no %s after this; N goes back"
                                       : "no %s in this text; n: the next document that has it",
                    text);
        return false;
    }
    dl_reading_land(reading, spot);
    return true;
}

/* --- rows --- */

/* Whether row NUMBER of the pane holds TEXT; makes the row be there first. */
typedef bool row_holds(dl_app *app, uint64_t number, const char *text);

static bool document_holds(dl_app *app, uint64_t number, const char *text)
{
    if (!dl_doclist_row(&app->list, number)) {
        uint64_t cursor = app->list.cursor;
        if (dl_doclist_go(&app->list, number, NULL))
            return false;
        app->list.cursor = cursor;
    }
    const dl_doc_row *row = dl_doclist_row(&app->list, number);
    return row && (dl_narrow_holds(row->heading, text) ||
                   (row->source && dl_narrow_holds(row->source, text)));
}

static bool source_holds(dl_app *app, uint64_t number, const char *text)
{
    return dl_narrow_holds(app->sources.items[number].name, text);
}

static bool name_holds(dl_app *app, uint64_t number, const char *text)
{
    const dl_name_line *line = &app->names.items[number];
    return !line->heading && dl_narrow_holds(line->entity.name, text);
}

static bool cited_holds(dl_app *app, uint64_t number, const char *text)
{
    const dl_cited *cited = &app->dossier.items[number].cited;
    return dl_narrow_holds(cited->passage.quote, text) ||
           (cited->comment && dl_narrow_holds(cited->comment, text));
}

/* What is looked for in rows, and which way. */
typedef struct row_wanted {
    const char *text;
    bool back;
} row_wanted;

/* The next row after CURSOR that holds what is WANTED, around the end; COUNT where none does. */
static uint64_t find_row(dl_app *app, row_holds *holds, uint64_t cursor, uint64_t count,
                         row_wanted wanted)
{
    for (uint64_t step = 1; step <= count; step++) {
        uint64_t number = (cursor + (wanted.back ? count - step : step)) % count;
        if (holds(app, number, wanted.text))
            return number;
    }
    return count;
}

static bool find_in_rows(dl_app *app, row_wanted wanted)
{
    uint64_t found = 0, count = 0;
    const char *row = NULL, *instead = "";
    switch (dl_app_context(app)) {
    case DL_CONTEXT_SOURCES:
        row = "source";
        count = app->sources.len;
        found = find_row(app, source_holds, app->sources.cursor, count, wanted);
        if (found < count)
            app->sources.cursor = (size_t)found;
        break;
    case DL_CONTEXT_NAMES:
        row = "name in this text";
        count = app->names.len;
        found = find_row(app, name_holds, app->names.cursor, count, wanted);
        if (found < count)
            app->names.cursor = (size_t)found;
        break;
    case DL_CONTEXT_DOSSIER:
        row = "passage";
        count = app->dossier.len;
        found = find_row(app, cited_holds, app->dossier.cursor, count, wanted);
        if (found < count)
            app->dossier.cursor = found;
        dl_app_preview_cited(app);
        break;
    default:
        row = "title or source";
        instead = "; F filters by words of the texts";
        count = app->list.total;
        found = find_row(app, document_holds, app->list.cursor, count, wanted);
        dl_doclist_go(&app->list, found < count ? found : app->list.cursor, NULL);
        dl_app_preview(app);
    }
    if (found == count)
        dl_app_sayf(app, "no %s holds %s%s", row, wanted.text, instead);
    return found < count;
}

static bool find_in_help(dl_app *app, const char *text)
{
    char *narrow = strdup(text);
    if (!narrow)
        return false;
    free(app->help.narrow);
    app->help.narrow = narrow;
    dl_help_load(&app->help, &app->keymap, app->width);
    if (!app->help.len)
        dl_app_sayf(app, "no command holds %s", text);
    return app->help.len > 0;
}

bool dl_find(dl_app *app, const char *text)
{
    if (app->overlay == DL_OVERLAY_HELP)
        return find_in_help(app, text);
    if (dl_app_context(app) == DL_CONTEXT_CONCORDANCE)
        return dl_app_find_line(app, text);
    return dl_app_context(app) == DL_CONTEXT_TEXT ? find_in_text(app, text)
                                                  : find_in_rows(app, (row_wanted){text, false});
}

bool dl_find_again(dl_app *app, bool back)
{
    const unsigned rows = DL_CONTEXT_SOURCES | DL_CONTEXT_LIST | DL_CONTEXT_NAMES;
    if (!app->find_text || !(dl_app_context(app) & rows))
        return false;
    find_in_rows(app, (row_wanted){app->find_text, back});
    return true;
}
