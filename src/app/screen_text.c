/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reading pane: title, facts and body with their mentions marked. */
#include <string.h>

#include "app/layers.h"
#include "app/screen.h"
#include "dateline/text.h"

/* How MENTION is drawn. */
static dl_style mention_style(const dl_app *app, const dl_mention *mention)
{
    const dl_reading *reading = &app->reading;
    dl_style style = dl_shown_style(&app->shown, mention->kind, mention->entity);
    if (dl_mention_is_office(mention))
        style.role = DL_ROLE_OFFICE;
    if (app->focus.kind == DL_FOCUS_ENTITY && strcmp(app->focus.id, mention->entity) == 0)
        style.flags |= DL_STYLE_FOCUS;
    if (reading->has_current && reading->current.start == mention->start &&
        dl_reading_mention(reading, reading->current) == mention)
        style.flags |= DL_STYLE_CURRENT;
    if (mention->confidence < DL_CONFIDENCE_UNSURE)
        style.flags |= DL_STYLE_UNSURE;
    return style;
}

/* Whether MENTION, the FIRST of its entity or not, drawn in STYLE, is marked: the current one always; where
 * only some are, those of the focus and the first ones as the setting says, of the kinds shown. */
static bool is_marked(const dl_app *app, const dl_mention *mention, bool first, dl_style style)
{
    bool kind_shown = dl_shown_holds(&app->shown, mention);
    if (style.flags & DL_STYLE_CURRENT)
        return true;
    switch (dl_settings_number(&app->settings, DL_SETTING_MARKS)) {
    case DL_MARKS_NONE:
        return false;
    case DL_MARKS_FOCUS:
        return style.flags & DL_STYLE_FOCUS;
    case DL_MARKS_FIRST:
        return kind_shown && ((style.flags & DL_STYLE_FOCUS) || first);
    default:
        return kind_shown;
    }
}

/* While hints stand nothing but they is turned round. */
static dl_style quieten(const dl_app *app, dl_style style)
{
    if (app->question == DL_QUESTION_HINT)
        style.flags &= (uint8_t) ~(DL_STYLE_FOCUS | DL_STYLE_CURRENT);
    return style;
}

/* Makes the mentions of one layer of FIELD marks, at OUT; returns how many. */
static size_t mark_layer(dl_app *app, dl_field field, bool offices, dl_mark *out)
{
    const dl_stored *doc = &app->reading.doc;
    bool wants_firsts = dl_settings_number(&app->settings, DL_SETTING_MARKS) == DL_MARKS_FIRST;
    const bool *firsts = wants_firsts ? dl_reading_firsts(&app->reading) : NULL;
    size_t count = 0;
    for (size_t i = 0; i < doc->mentions_count; i++) {
        const dl_mention *mention = &doc->mentions[i];
        if (mention->field != field || dl_mention_is_office(mention) != offices)
            continue;
        dl_style style = mention_style(app, mention);
        if (is_marked(app, mention, firsts && firsts[i], style))
            out[count++] = (dl_mark){mention->start, mention->end, quieten(app, style)};
    }
    return count;
}

/* The mentions of FIELD as marks. */
static void mark_mentions(dl_app *app, dl_field field, dl_text_section *section)
{
    size_t most = app->reading.doc.mentions_count;
    dl_mark *layers = dl_arena_calloc(&app->paint, 2 * most + 1, sizeof *layers);
    dl_mark *marks = dl_arena_calloc(&app->paint, 2 * most + 1, sizeof *marks);
    if (!layers || !marks)
        return;
    size_t names = mark_layer(app, field, false, layers);
    size_t offices = mark_layer(app, field, true, layers + names);
    section->marks = marks;
    section->marks_count = dl_layers_merge(layers, names, layers + names, offices, marks);
}

/* The hits of a text in focus in FIELD. */
static void mark_hits(dl_app *app, dl_field field, dl_text_section *section)
{
    const dl_reading *reading = &app->reading;
    if (app->focus.kind != DL_FOCUS_TEXT || app->question == DL_QUESTION_HINT)
        return;
    dl_mark *hits = dl_arena_calloc(&app->paint, reading->focus.len + 1, sizeof *hits);
    for (size_t i = 0; hits && i < reading->focus.len; i++) {
        dl_spot spot = reading->focus.items[i];
        bool current = reading->has_current && dl_spot_compare(spot, reading->current) == 0;
        uint8_t flags = (uint8_t)(DL_STYLE_HIT | (current ? DL_STYLE_CURRENT : 0));
        if (spot.field == field)
            hits[section->hits_count++] =
                (dl_mark){spot.start, spot.end, {.role = DL_ROLE_TEXT, .flags = flags}};
    }
    section->hits = hits;
}

/* The strip: how much of the body is in view, and where in it the focus is named. */
static void fill_strip(dl_app *app, dl_text_view *view)
{
    dl_reading *reading = &app->reading;
    dl_field field;
    dl_reading_field(reading, DL_FIELD_BODY, &view->strip_len);
    view->view_start = dl_reading_byte(reading, reading->top, &field);
    if (field == DL_FIELD_TITLE)
        view->view_start = 0;
    view->view_end = dl_reading_byte(reading, reading->top + reading->height, &field);
    size_t *focus = dl_arena_calloc(&app->paint, reading->focus.len + 1, sizeof *focus);
    for (size_t i = 0; focus && i < reading->focus.len; i++)
        if (reading->focus.items[i].field == DL_FIELD_BODY)
            focus[view->focus_count++] = reading->focus.items[i].start;
    view->focus = focus;
}

/* What is selected, in the section of its field. */
static void mark_selection(dl_app *app, dl_text_section *section)
{
    dl_span span = dl_selection_span(&app->selection, &app->reading);
    section->chosen_start = span.start;
    section->chosen_end = span.end;
}

/* Puts the terminal's cursor on the end of the selection that moves. */
static void show_head(dl_app *app, dl_frame *frame, dl_rect rect)
{
    dl_reading *reading = &app->reading;
    size_t line = dl_selection_line(&app->selection, reading);
    int x = (int)dl_selection_column(&app->selection, reading) + DL_TEXT_MARGIN_LEFT;
    if (!dl_reading_in_view(reading, line) || x >= rect.width)
        return;
    frame->cursor_x = rect.x + x;
    frame->cursor_y = rect.y + (int)(line - reading->top);
}

/* Paints the hints over the first cells of their names, each whole: where a name is shorter than its hint
 * and the next one begins within it, that one's stands further right. The longest hint at the end of
 * the longest line ends in the margin before the strip. */
static void paint_hints(dl_app *app, dl_frame *frame, dl_rect rect)
{
    dl_reading *reading = &app->reading;
    size_t row_before = SIZE_MAX;
    int end = 0;
    for (size_t i = 0; i < app->hints.len; i++) {
        const dl_hint *hint = &app->hints.items[i];
        const char *letters = dl_hints_rest(&app->hints, hint);
        dl_field field;
        dl_line line;
        size_t row = dl_reading_line(reading, hint->spot.field, hint->spot.start), len;
        if (!letters || !dl_reading_in_view(reading, row) ||
            !dl_reading_text_line(reading, row, &field, &line))
            continue;
        const char *text = dl_reading_field(reading, field, &len);
        int x = rect.x + DL_TEXT_MARGIN_LEFT +
                (int)dl_text_cells(text + line.start, hint->spot.start - line.start);
        if (row == row_before && x < end)
            x = end;
        len = strlen(letters);
        end = x + (int)len;
        row_before = row;
        if (end < rect.x + rect.width)
            dl_frame_text(frame, x, rect.y + (int)(row - reading->top), (int)len, DL_STYLE(HINT),
                          letters, len);
    }
}

/* The notes on passages that end above the bottom of the pane: what comes later is not laid out. */
static void insert_notes(dl_app *app, const dl_text_view *view, dl_text_section *body)
{
    dl_notes *notes = &app->reading.notes;
    dl_text_insert *inserts = dl_arena_calloc(&app->paint, notes->within + 1, sizeof *inserts);
    for (size_t i = 0; inserts && i < notes->within && notes->items[i].end <= view->view_end; i++)
        inserts[body->inserts_count++] = (dl_text_insert){
            .layout = &notes->items[i].layout,
            .after = dl_layout_find(body->layout, notes->items[i].end - 1) + 1,
            .style = DL_STYLE(SIGN),
        };
    body->inserts = inserts;
}

void dl_screen_paint_text(dl_app *app, dl_frame *frame, dl_rect rect)
{
    dl_reading *reading = &app->reading;
    if (!reading->open && app->overlay == DL_OVERLAY_DOSSIER)
        dl_screen_paint_kept(app, frame, rect);
    if (rect.width <= 0 || rect.height <= 0 || !reading->open)
        return;
    static const dl_style styles[DL_SECTION_COUNT] = {
        [DL_SECTION_TITLE] = {DL_ROLE_TITLE, DL_STYLE_BOLD},
        [DL_SECTION_FACTS] = {DL_ROLE_DIM, 0},
        [DL_SECTION_NOTES] = {DL_ROLE_SIGN, 0},
        [DL_SECTION_GAP] = {DL_ROLE_TEXT, 0},
        [DL_SECTION_BODY] = {DL_ROLE_TEXT, 0},
    };
    dl_text_section sections[DL_SECTION_COUNT] = {0};
    for (int i = 0; i < DL_SECTION_COUNT; i++)
        sections[i] = (dl_text_section){.layout = &reading->sections[i], .style = styles[i]};
    static const int section_of[] = {DL_SECTION_TITLE, DL_SECTION_BODY};
    for (int field = 0; field < DL_FIELD_COUNT; field++) {
        mark_mentions(app, (dl_field)field, &sections[section_of[field]]);
        mark_hits(app, (dl_field)field, &sections[section_of[field]]);
    }
    bool noting = app->prompt.kind == DL_PROMPT_NOTE; /* what the note is on */
    if (noting) {
        sections[section_of[app->note.field]].chosen_start = app->note.span.start;
        sections[section_of[app->note.field]].chosen_end = app->note.span.end;
    } else if (app->overlay == DL_OVERLAY_DOSSIER && reading->has_current) {
        sections[section_of[reading->current.field]].chosen_start = reading->current.start;
        sections[section_of[reading->current.field]].chosen_end = reading->current.end;
    } else if (dl_app_is_selecting(app))
        mark_selection(app, &sections[section_of[app->selection.field]]);
    dl_text_view view = {.sections = sections,
                         .sections_count = DL_SECTION_COUNT,
                         .top = reading->top,
                         .current = SIZE_MAX};
    if (reading->has_current)
        view.current = dl_reading_line(reading, reading->current.field, reading->current.start);
    fill_strip(app, &view);
    insert_notes(app, &view, &sections[DL_SECTION_BODY]);
    dl_paint_text(frame, rect, &view, app->glyphs);
    dl_screen_note(app, rect, DL_CONTEXT_TEXT, DL_PANE_TEXT, 0, reading->top, (size_t)rect.height);
    if (dl_app_context(app) == DL_CONTEXT_SELECT)
        show_head(app, frame, rect);
    if (app->question == DL_QUESTION_HINT)
        paint_hints(app, frame, rect);
}
