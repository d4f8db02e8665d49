/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/facts.h"
#include "app/reading.h"
#include "dateline/text.h"
#include "dateline/vec.h"

void dl_reading_init(dl_reading *reading, const dl_glyphs *glyphs)
{
    *reading = (dl_reading){.glyphs = glyphs, .width = 76, .height = 1, .notes = {.above = ""}};
}

void dl_reading_close(dl_reading *reading)
{
    for (int i = 0; i < DL_SECTION_COUNT; i++)
        dl_layout_release(&reading->sections[i]);
    dl_notes_release(&reading->notes);
    dl_arena_clear(&reading->arena);
    reading->focus.len = 0;
    reading->open = reading->has_current = reading->has_from = false;
    reading->firsts = NULL;
    reading->top = 0;
    reading->doc = (dl_stored){.key = DL_KEY_NONE};
    reading->group_count = 0;
}

void dl_reading_release(dl_reading *reading)
{
    dl_reading_close(reading);
    dl_arena_release(&reading->arena);
    free(reading->focus.items);
    *reading = (dl_reading){0};
}

/* Lays the sections out anew for the pane's width. */
static void lay_out(dl_reading *reading)
{
    const char *texts[DL_SECTION_COUNT] = {
        reading->doc.document.title ? reading->doc.document.title : "", reading->facts,
        reading->notes.above, "\n", reading->doc.document.body};
    for (int i = 0; i < DL_SECTION_COUNT; i++) {
        dl_layout_release(&reading->sections[i]);
        dl_layout_init(&reading->sections[i], texts[i], strlen(texts[i]), reading->width);
    }
    dl_notes_lay_out(&reading->notes, reading->width);
}

#define GROUP_SHOWN 64 /* documents of a group that are asked who carried them */

dl_status dl_reading_open(dl_reading *reading, dl_store *store, dl_key key, dl_error *error)
{
    dl_reading_close(reading);
    dl_status status = store->ops->get(store, key, &reading->arena, &reading->doc, error);
    if (!status)
        status = store->ops->group(store, key, GROUP_SHOWN, &reading->arena, &reading->group,
                                   &reading->group_count, error);
    if (status)
        return status;
    reading->facts = dl_facts_format(&reading->doc, reading->group, reading->group_count,
                                     reading->glyphs, &reading->arena);
    if (!reading->facts)
        return dl_fail_nomem(error);
    status = dl_notes_load(&reading->notes, store, &reading->doc, error);
    if (status)
        return status;
    reading->open = true;
    lay_out(reading);
    return DL_OK;
}

static void lay_out_anew(dl_reading *reading, size_t width, size_t height);

dl_status dl_reading_refresh(dl_reading *reading, dl_store *store, dl_error *error)
{
    dl_stored now;
    if (!reading->open)
        return DL_OK;
    dl_status status = store->ops->get(store, reading->doc.key, &reading->arena, &now, error);
    if (status)
        return status;
    reading->doc.starred = now.starred;
    reading->doc.noted = now.noted;
    reading->doc.tags = now.tags;
    reading->doc.tags_count = now.tags_count;
    const char *facts = dl_facts_format(&reading->doc, reading->group, reading->group_count,
                                        reading->glyphs, &reading->arena);
    if (!facts)
        return dl_fail_nomem(error);
    reading->facts = facts;
    status = dl_notes_load(&reading->notes, store, &reading->doc, error);
    lay_out_anew(reading, reading->width, reading->height);
    return status;
}

const char *dl_reading_field(const dl_reading *reading, dl_field field, size_t *ret_len)
{
    const char *text = "";
    if (reading->open)
        text = field == DL_FIELD_BODY ? reading->doc.document.body : reading->doc.document.title;
    if (!text)
        text = "";
    *ret_len = strlen(text);
    return text;
}

/* Lines before section SECTION. */
static size_t lines_before(dl_reading *reading, int section)
{
    size_t lines = 0;
    for (int i = 0; i < section; i++)
        lines += dl_layout_count(&reading->sections[i]);
    return lines;
}

size_t dl_reading_line(dl_reading *reading, dl_field field, size_t at)
{
    int section = field == DL_FIELD_TITLE ? DL_SECTION_TITLE : DL_SECTION_BODY;
    dl_layout *layout = &reading->sections[section];
    size_t line = dl_layout_find(layout, at);
    if (field == DL_FIELD_BODY)
        line += dl_notes_before(&reading->notes, layout, line);
    return lines_before(reading, section) + line;
}

size_t dl_reading_lines(dl_reading *reading)
{
    return reading->open ? lines_before(reading, DL_SECTION_COUNT) + dl_notes_lines(&reading->notes)
                         : 0;
}

bool dl_reading_text_line(dl_reading *reading, size_t line, dl_field *ret_field, dl_line *ret)
{
    dl_layout *title = &reading->sections[DL_SECTION_TITLE],
              *body = &reading->sections[DL_SECTION_BODY];
    size_t before = lines_before(reading, DL_SECTION_BODY);
    const dl_note_shown *note;
    *ret_field = DL_FIELD_TITLE;
    if (line < dl_layout_count(title))
        return dl_layout_line(title, line, ret);
    *ret_field = DL_FIELD_BODY;
    return line >= before && dl_notes_find(&reading->notes, body, line - before, &line, &note) &&
           !note && dl_layout_line(body, line, ret);
}

bool dl_reading_has_line(dl_reading *reading, size_t line)
{
    if (!reading->open)
        return false;
    size_t before = lines_before(reading, DL_SECTION_BODY), unused;
    const dl_note_shown *note;
    return line < before || dl_notes_find(&reading->notes, &reading->sections[DL_SECTION_BODY],
                                          line - before, &unused, &note);
}

size_t dl_reading_byte(dl_reading *reading, size_t line, dl_field *ret_field)
{
    size_t title = dl_layout_count(&reading->sections[DL_SECTION_TITLE]);
    dl_line found = {0};
    *ret_field = line < title ? DL_FIELD_TITLE : DL_FIELD_BODY;
    if (line < title) {
        dl_layout_line(&reading->sections[DL_SECTION_TITLE], line, &found);
        return found.start;
    }
    size_t before = lines_before(reading, DL_SECTION_BODY);
    if (line <= before)
        return 0;
    dl_layout *body = &reading->sections[DL_SECTION_BODY];
    const dl_note_shown *note;
    size_t text;
    return dl_notes_find(&reading->notes, body, line - before, &text, &note) &&
                   dl_layout_line(body, text, &found)
               ? found.start
               : body->len;
}

/* Lays all out for a pane of that size; the view stays on the text it shows. */
static void lay_out_anew(dl_reading *reading, size_t width, size_t height)
{
    dl_field field = DL_FIELD_TITLE;
    size_t at = 0, before = 0;
    if (reading->open) {
        before = lines_before(reading, DL_SECTION_BODY);
        at = dl_reading_byte(reading, reading->top, &field);
    }
    /* a view that begins within the facts goes on beginning there */
    bool heading = reading->top < before;
    reading->width = width;
    reading->height = height;
    if (!reading->open)
        return;
    lay_out(reading);
    bool had_current = reading->has_current;
    dl_reading_scroll(reading, heading ? reading->top : dl_reading_line(reading, field, at));
    if (had_current && !reading->has_current)
        dl_reading_land(reading, reading->current);
}

void dl_reading_resize(dl_reading *reading, size_t width, size_t height)
{
    if (height < 1)
        height = 1;
    if (width != reading->width || height != reading->height)
        lay_out_anew(reading, width, height);
}

bool dl_reading_in_view(const dl_reading *reading, size_t line)
{
    return line >= reading->top && line - reading->top < reading->height;
}

void dl_reading_scroll(dl_reading *reading, size_t top)
{
    if (!reading->open)
        return;
    if (!dl_reading_has_line(reading, top + reading->height - 1)) {
        size_t lines = dl_reading_lines(reading);
        top = lines > reading->height ? lines - reading->height : 0;
    }
    reading->top = top;
    reading->has_from = false;
    if (reading->has_current &&
        !dl_reading_in_view(
            reading, dl_reading_line(reading, reading->current.field, reading->current.start)))
        reading->has_current = false;
}

void dl_reading_go(dl_reading *reading, size_t line)
{
    dl_reading_scroll(reading, line);
    const dl_spot *spot = &reading->current;
    if (!reading->has_current || dl_reading_line(reading, spot->field, spot->start) == line)
        return;
    reading->has_current = false;
    reading->has_from = true;
    reading->from = line;
}

void dl_reading_land(dl_reading *reading, dl_spot spot)
{
    size_t line = dl_reading_line(reading, spot.field, spot.start);
    reading->current = spot;
    reading->has_current = true;
    reading->has_from = false;
    if (dl_reading_in_view(reading, line))
        return;
    size_t top = line > reading->height / 3 ? line - reading->height / 3 : 0;
    if (line < reading->height * 2 / 3)
        top = 0;
    dl_reading_scroll(reading, top);
}

int dl_spot_compare(dl_spot a, dl_spot b)
{
    if (a.field != b.field)
        return a.field < b.field ? -1 : 1;
    if (a.start != b.start)
        return a.start < b.start ? -1 : 1;
    return (a.end > b.end) - (a.end < b.end);
}

dl_position dl_reading_position(dl_reading *reading, bool back)
{
    if (reading->has_current)
        return (dl_position){.field = reading->current.field,
                             .at = reading->current.start,
                             .end = reading->current.end};
    if (!reading->open)
        return DL_POSITION_START;
    dl_position position = {.here = !back};
    size_t line = reading->has_from ? reading->from
                  : back            ? reading->top + reading->height
                                    : reading->top;
    position.at = dl_reading_byte(reading, line, &position.field);
    return position;
}

bool dl_spots_next(const dl_spots *spots, dl_position from, bool back, dl_spot *ret)
{
    dl_spot at = {.field = from.field, .start = from.at, .end = from.end};
    if (!back) {
        for (size_t i = 0; i < spots->len; i++) {
            int order = dl_spot_compare(spots->items[i], at);
            if (order > 0 || (order == 0 && from.here)) {
                *ret = spots->items[i];
                return true;
            }
        }
        return false;
    }
    for (size_t i = spots->len; i > 0; i--)
        if (dl_spot_compare(spots->items[i - 1], at) < 0) {
            *ret = spots->items[i - 1];
            return true;
        }
    return false;
}

bool dl_reading_point(dl_reading *reading, size_t line, size_t cell, dl_spot *ret)
{
    dl_field field;
    dl_line found;
    size_t cells, unused;
    if (!reading->open || !dl_reading_text_line(reading, line, &field, &found))
        return false;
    const char *text = dl_reading_field(reading, field, &unused) + found.start;
    size_t len = found.end - found.start, at = dl_text_fit(text, len, cell, &cells);
    if (at >= len)
        return false;
    *ret = (dl_spot){field, found.start + at, found.start + at};
    return true;
}

const dl_mention *dl_reading_mention(const dl_reading *reading, dl_spot spot)
{
    const dl_stored *doc = &reading->doc;
    return reading->open ? dl_mention_find(doc->mentions, doc->mentions_count, spot.field,
                                           spot.start, spot.end)
                         : NULL;
}

bool dl_reading_spots(const dl_reading *reading, const dl_shown *shown, dl_spots *spots)
{
    for (size_t i = 0; reading->open && i < reading->doc.mentions_count; i++) {
        const dl_mention *mention = &reading->doc.mentions[i];
        dl_spot spot = {mention->field, mention->start, mention->end};
        if (dl_shown_holds(shown, mention) && !dl_vec_push(spots, spot))
            return false;
    }
    return true;
}

static int compare_entities(const void *a, const void *b, void *mentions)
{
    const dl_mention *all = mentions;
    size_t first = *(const size_t *)a, second = *(const size_t *)b;
    int order = strcmp(all[first].entity, all[second].entity);
    if (order == 0)
        order = dl_mention_is_office(&all[first]) - dl_mention_is_office(&all[second]);
    return order ? order : (first > second) - (first < second);
}

const bool *dl_reading_firsts(dl_reading *reading)
{
    size_t count = reading->doc.mentions_count;
    if (reading->firsts)
        return reading->firsts;
    bool *firsts = dl_arena_calloc(&reading->arena, count + 1, sizeof *firsts);
    size_t *order = dl_arena_calloc(&reading->arena, count + 1, sizeof *order);
    if (!firsts || !order)
        return NULL;
    const dl_mention *mentions = reading->doc.mentions;
    for (size_t i = 0; i < count; i++)
        order[i] = i;
    qsort_r(order, count, sizeof *order, compare_entities, (void *)(uintptr_t)mentions);
    for (size_t i = 0; i < count; i++) {
        const dl_mention *at = &mentions[order[i]], *before = i ? &mentions[order[i - 1]] : NULL;
        firsts[order[i]] = !before || strcmp(at->entity, before->entity) != 0 ||
                           dl_mention_is_office(at) != dl_mention_is_office(before);
    }
    reading->firsts = firsts;
    return firsts;
}

bool dl_reading_set_glyphs(dl_reading *reading, const dl_glyphs *glyphs)
{
    reading->glyphs = glyphs;
    if (!reading->open)
        return true;
    const char *facts = dl_facts_format(&reading->doc, reading->group, reading->group_count, glyphs,
                                        &reading->arena);
    if (!facts)
        return false;
    reading->facts = facts;
    lay_out(reading);
    dl_reading_scroll(reading, reading->top);
    return true;
}

/* Adds the places where PHRASE stands in the TEXT of FIELD to SPOTS. */
static bool find_hits(const dl_phrase *phrase, dl_field field, const char *text, dl_spots *spots)
{
    dl_token hit;
    size_t len = text ? strlen(text) : 0;
    for (size_t at = 0; dl_phrase_find(phrase, text, len, at, &hit); at = hit.end)
        if (!dl_vec_push(spots, ((dl_spot){field, hit.start, hit.end})))
            return false;
    return true;
}

static int compare_spots(const void *a, const void *b)
{
    return dl_spot_compare(*(const dl_spot *)a, *(const dl_spot *)b);
}

/* Puts SPOTS in their order; of two that overlap the first stays. */
static void merge_spots(dl_spots *spots)
{
    size_t kept = 0;
    if (spots->len)
        qsort(spots->items, spots->len, sizeof *spots->items, compare_spots);
    for (size_t i = 0; i < spots->len; i++) {
        const dl_spot *last = kept ? &spots->items[kept - 1] : NULL;
        if (!last || spots->items[i].field != last->field || spots->items[i].start >= last->end)
            spots->items[kept++] = spots->items[i];
    }
    spots->len = kept;
}

/* Finds the parts of a text in focus. A document that lacks one of them does not hold the text, as the
 * archive has it, whose lists ask for all of them: what it holds of the others is no hit. */
static bool find_parts(const dl_stored *doc, const dl_focus *focus, dl_spots *spots)
{
    size_t first = spots->len;
    for (size_t i = 0; i < focus->parts_count; i++) {
        const dl_phrase *phrase = focus->parts[i].phrase;
        size_t before = spots->len;
        if (!find_hits(phrase, DL_FIELD_TITLE, doc->document.title, spots) ||
            !find_hits(phrase, DL_FIELD_BODY, doc->document.body, spots))
            return false;
        if (spots->len == before) {
            spots->len = first;
            return true;
        }
    }
    if (focus->parts_count > 1)
        merge_spots(spots);
    return true;
}

bool dl_spots_find(const dl_stored *doc, const dl_focus *focus, int least, dl_spots *spots)
{
    if (focus->kind == DL_FOCUS_NONE)
        return true;
    if (focus->kind == DL_FOCUS_TEXT)
        return find_parts(doc, focus, spots);
    for (size_t i = 0; i < doc->mentions_count; i++) {
        const dl_mention *mention = &doc->mentions[i];
        dl_spot spot = {mention->field, mention->start, mention->end};
        if (mention->confidence >= least && strcmp(mention->entity, focus->id) == 0 &&
            !dl_vec_push(spots, spot))
            return false;
    }
    return true;
}

bool dl_reading_set_focus(dl_reading *reading, const dl_focus *focus, int least)
{
    reading->focus.len = 0;
    return !reading->open || dl_spots_find(&reading->doc, focus, least, &reading->focus);
}
