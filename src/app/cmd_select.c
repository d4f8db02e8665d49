/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selecting in the reading pane: a context of its own, with the motions of vim's visual mode. */
#include "app/app.h"
#include "app/unit.h"

bool dl_app_is_selecting(const dl_app *app)
{
    return app->selection.active && app->pane == DL_PANE_TEXT;
}

void dl_app_end_selection(dl_app *app)
{
    app->selection = (dl_selection){0};
}

bool dl_app_selected_mentions(const dl_app *app, dl_spots *spots)
{
    dl_span span = dl_selection_span(&app->selection, &app->reading);
    if (!dl_reading_spots(&app->reading, &app->shown, spots))
        return false;
    size_t kept = 0;
    for (size_t i = 0; i < spots->len; i++) {
        dl_spot spot = spots->items[i];
        if (spot.field == app->selection.field && spot.start >= span.start && spot.end <= span.end)
            spots->items[kept++] = spot;
    }
    spots->len = kept;
    return true;
}

void dl_app_follow_selection(dl_app *app)
{
    dl_reading *reading = &app->reading;
    size_t line = dl_selection_line(&app->selection, reading);
    if (line < reading->top)
        dl_reading_scroll(reading, line);
    else if (!dl_reading_in_view(reading, line))
        dl_reading_scroll(reading, line - reading->height + 1);
}

/* Where a selection begins: at the current hit or mention, else at the first mention in view, else at
 * the first line in view. */
static dl_spot find_beginning(dl_app *app)
{
    dl_reading *reading = &app->reading;
    if (reading->has_current || dl_app_select_mention(app))
        return reading->current;
    app->message[0] = '\0';
    dl_spot spot = {.field = DL_FIELD_BODY};
    spot.start = dl_reading_byte(reading, reading->top, &spot.field);
    spot.end = spot.start;
    return spot;
}

static unsigned begin(dl_app *app, bool paragraphs)
{
    dl_selection *s = &app->selection;
    if (!app->reading.open)
        return 0;
    if (dl_app_is_selecting(app)) {
        if (s->paragraphs == paragraphs)
            dl_app_end_selection(app);
        else
            s->paragraphs = paragraphs;
        return 0;
    }
    dl_spot spot = find_beginning(app);
    size_t len;
    dl_reading_field(&app->reading, spot.field, &len);
    if (len == 0) {
        dl_app_say(app, "there is no text to select");
        return 0;
    }
    s->paragraphs = paragraphs;
    dl_selection_set(s, &app->reading, spot.field, (dl_span){spot.start, spot.end});
    dl_app_follow_selection(app);
    return 0;
}

unsigned dl_cmd_select(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return begin(app, false);
}

unsigned dl_cmd_select_paragraphs(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    return begin(app, true);
}

unsigned dl_cmd_select_right(dl_app *app, const dl_arg *arg)
{
    dl_selection_step(&app->selection, &app->reading, arg->count);
    dl_app_follow_selection(app);
    return 0;
}

unsigned dl_cmd_select_left(dl_app *app, const dl_arg *arg)
{
    dl_selection_step(&app->selection, &app->reading, -arg->count);
    dl_app_follow_selection(app);
    return 0;
}

unsigned dl_cmd_select_word(dl_app *app, const dl_arg *arg)
{
    for (long i = 0; i < arg->count && i < DL_REPEAT_MAX; i++)
        dl_selection_next_word(&app->selection, &app->reading, false);
    dl_app_follow_selection(app);
    return 0;
}

unsigned dl_cmd_select_word_end(dl_app *app, const dl_arg *arg)
{
    for (long i = 0; i < arg->count && i < DL_REPEAT_MAX; i++)
        dl_selection_next_word(&app->selection, &app->reading, true);
    dl_app_follow_selection(app);
    return 0;
}

unsigned dl_cmd_select_word_back(dl_app *app, const dl_arg *arg)
{
    for (long i = 0; i < arg->count && i < DL_REPEAT_MAX; i++)
        dl_selection_previous_word(&app->selection, &app->reading);
    dl_app_follow_selection(app);
    return 0;
}

static unsigned go_units(dl_app *app, long count, bool paragraphs, bool back)
{
    for (long i = 0; i < count && i < DL_REPEAT_MAX; i++)
        dl_selection_next_unit(&app->selection, &app->reading, paragraphs, back);
    dl_app_follow_selection(app);
    return 0;
}

unsigned dl_cmd_select_sentence(dl_app *app, const dl_arg *arg)
{
    return go_units(app, arg->count, false, false);
}

unsigned dl_cmd_select_sentence_back(dl_app *app, const dl_arg *arg)
{
    return go_units(app, arg->count, false, true);
}

unsigned dl_cmd_select_paragraph(dl_app *app, const dl_arg *arg)
{
    return go_units(app, arg->count, true, false);
}

unsigned dl_cmd_select_paragraph_back(dl_app *app, const dl_arg *arg)
{
    return go_units(app, arg->count, true, true);
}

unsigned dl_cmd_select_line_start(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_selection_line_edge(&app->selection, &app->reading, false);
    return 0;
}

unsigned dl_cmd_select_line_end(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_selection_line_edge(&app->selection, &app->reading, true);
    return 0;
}

unsigned dl_cmd_select_other_end(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    size_t head = app->selection.head;
    app->selection.head = app->selection.anchor;
    app->selection.anchor = head;
    app->selection.column = SIZE_MAX;
    dl_app_follow_selection(app);
    return 0;
}

/* Selects SPAN, by character. */
static void take(dl_app *app, dl_span span)
{
    app->selection.paragraphs = false;
    dl_selection_set(&app->selection, &app->reading, app->selection.field, span);
    dl_app_follow_selection(app);
}

unsigned dl_cmd_select_quotation(dl_app *app, const dl_arg *arg)
{
    dl_selection *s = &app->selection;
    dl_prose prose = dl_unit_prose(&app->reading.doc.document, s->field);
    dl_error error;
    for (long i = 0; i < arg->count && i < DL_REPEAT_MAX; i++) {
        dl_span span = dl_selection_span(s, &app->reading), grown;
        if (dl_unit_grow_quotation(&prose, s->head, span, &grown, &error)) {
            dl_app_complain(app, &error);
            return 0;
        }
        take(app, grown);
    }
    return 0;
}

static unsigned take_units(dl_app *app, dl_unit unit, long count)
{
    dl_prose prose = dl_unit_prose(&app->reading.doc.document, app->selection.field);
    dl_span span;
    dl_unit_grow(&prose, unit, dl_selection_span(&app->selection, &app->reading), count, &span);
    take(app, span);
    return 0;
}

unsigned dl_cmd_select_in_sentence(dl_app *app, const dl_arg *arg)
{
    return take_units(app, DL_UNIT_SENTENCE, arg->count);
}

unsigned dl_cmd_select_in_paragraph(dl_app *app, const dl_arg *arg)
{
    return take_units(app, DL_UNIT_PARAGRAPH, arg->count);
}
