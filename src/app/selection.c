/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/selection.h"
#include "app/unit.h"
#include "dateline/text.h"
#include "dateline/token.h"

static dl_layout *layout_of(dl_reading *reading, dl_field field)
{
    return &reading->sections[field == DL_FIELD_TITLE ? DL_SECTION_TITLE : DL_SECTION_BODY];
}

/* The line of FIELD that holds byte AT. */
static dl_line line_at(dl_reading *reading, dl_field field, size_t at)
{
    dl_layout *layout = layout_of(reading, field);
    dl_line line = {0};
    dl_layout_line(layout, dl_layout_find(layout, at), &line);
    return line;
}

/* Where the cluster that holds byte AT begins: looked for from the beginning of its line, which is never
 * inside one. */
static size_t cluster_at(dl_reading *reading, dl_field field, size_t at)
{
    size_t len;
    const char *text = dl_reading_field(reading, field, &len);
    size_t start = line_at(reading, field, at).start;
    for (size_t n; start < at; start += n) {
        n = dl_text_grapheme(text + start, len - start);
        if (n == 0 || start + n > at)
            break;
    }
    return start;
}

static bool is_line_end(const char *text, size_t at)
{
    return text[at] == '\n';
}

/* Puts the head on the cluster that holds byte AT, or before it where a line ends there. */
static void put_head(dl_selection *s, dl_reading *reading, size_t at)
{
    size_t len;
    const char *text = dl_reading_field(reading, s->field, &len);
    if (at >= len)
        at = len ? len - 1 : 0;
    while (at > 0 && is_line_end(text, at))
        at--;
    s->head = cluster_at(reading, s->field, at);
    s->column = SIZE_MAX;
}

void dl_selection_set(dl_selection *s, dl_reading *reading, dl_field field, dl_span span)
{
    bool paragraphs = s->paragraphs;
    *s = (dl_selection){.active = true, .paragraphs = paragraphs, .field = field};
    put_head(s, reading, span.start);
    s->anchor = s->head;
    if (span.end > span.start)
        put_head(s, reading, span.end - 1);
}

dl_span dl_selection_span(const dl_selection *s, const dl_reading *reading)
{
    dl_prose prose = dl_unit_prose(&reading->doc.document, s->field);
    size_t first = s->anchor < s->head ? s->anchor : s->head;
    size_t last = s->anchor < s->head ? s->head : s->anchor;
    dl_span span = {first, last};
    if (s->paragraphs) {
        span.start = dl_paragraph_at(&prose, first).start;
        span.end = dl_paragraph_at(&prose, last).end;
    } else if (last < prose.len) {
        span.end = last + dl_text_grapheme(prose.text + last, prose.len - last);
    }
    return span;
}

void dl_selection_step(dl_selection *s, dl_reading *reading, long count)
{
    size_t len, at = s->head;
    const char *text = dl_reading_field(reading, s->field, &len);
    for (; count > 0; count--) {
        size_t next = at + dl_text_grapheme(text + at, len - at);
        while (next < len && is_line_end(text, next))
            next++;
        if (next >= len)
            break;
        at = next;
    }
    for (; count < 0 && at > 0; count++) {
        size_t before = at - 1;
        while (before > 0 && is_line_end(text, before))
            before--;
        at = cluster_at(reading, s->field, before);
    }
    put_head(s, reading, at);
}

void dl_selection_next_word(dl_selection *s, dl_reading *reading, bool end)
{
    dl_prose prose = dl_unit_prose(&reading->doc.document, s->field);
    dl_tokens walk = {.text = prose.text, .len = prose.len};
    dl_token word;
    walk.pos = dl_paragraph_at(&prose, s->head).start;
    while (dl_token_next(&walk, &word)) {
        size_t at = end ? cluster_at(reading, s->field, word.end - 1) : word.start;
        if (at > s->head) {
            put_head(s, reading, at);
            return;
        }
    }
    put_head(s, reading, prose.len);
}

void dl_selection_previous_word(dl_selection *s, dl_reading *reading)
{
    dl_prose prose = dl_unit_prose(&reading->doc.document, s->field);
    dl_span paragraph = dl_paragraph_at(&prose, s->head);
    for (bool found = false; !found;) {
        dl_tokens walk = {.text = prose.text, .len = prose.len, .pos = paragraph.start};
        dl_token word;
        size_t at = 0;
        while (dl_token_next(&walk, &word) && word.start < s->head) {
            at = word.start;
            found = true;
        }
        if (found || paragraph.start == 0)
            put_head(s, reading, at);
        if (paragraph.start == 0)
            return;
        /* the first word of its paragraph: to the last one of the paragraph before */
        paragraph = dl_paragraph_at(&prose, paragraph.start - 1);
    }
}

static dl_span unit_of(const dl_prose *prose, bool paragraphs, size_t at)
{
    return paragraphs ? dl_paragraph_at(prose, at) : dl_sentence_at(prose, at);
}

void dl_selection_next_unit(dl_selection *s, dl_reading *reading, bool paragraphs, bool back)
{
    dl_prose prose = dl_unit_prose(&reading->doc.document, s->field);
    dl_span here = unit_of(&prose, paragraphs, s->head);
    size_t before = s->head;
    if (back) {
        put_head(s, reading, here.start);
        if (s->head >= before && here.start > 0)
            put_head(s, reading, unit_of(&prose, paragraphs, here.start - 1).start);
        return;
    }
    put_head(s, reading, here.end ? here.end - 1 : 0);
    if (s->head > before)
        return;
    size_t next = here.end;
    while (next < prose.len && strchr(" \n\t", prose.text[next]))
        next++;
    if (next < prose.len)
        put_head(s, reading, unit_of(&prose, paragraphs, next).end - 1);
}

void dl_selection_line_edge(dl_selection *s, dl_reading *reading, bool end)
{
    dl_line line = line_at(reading, s->field, s->head);
    put_head(s, reading, end && line.end > line.start ? line.end - 1 : line.start);
    if (end)
        s->column = SIZE_MAX - 1; /* beyond every line: up and down keep to the ends */
}

size_t dl_selection_line(const dl_selection *s, dl_reading *reading)
{
    return dl_reading_line(reading, s->field, s->head);
}

size_t dl_selection_column(const dl_selection *s, dl_reading *reading)
{
    size_t len;
    const char *text = dl_reading_field(reading, s->field, &len);
    dl_line line = line_at(reading, s->field, s->head);
    return dl_text_cells(text + line.start, s->head - line.start);
}

/* The nearest line at or beyond LINE that shows text of a field, going UP or down; SIZE_MAX: none. */
static size_t find_line(dl_reading *reading, size_t line, bool up, dl_field *ret_field,
                        dl_line *ret)
{
    for (; dl_reading_has_line(reading, line); line += up ? (size_t)-1 : 1) {
        if (dl_reading_text_line(reading, line, ret_field, ret) && ret->end > ret->start)
            return line;
        if (up && line == 0)
            break;
    }
    return SIZE_MAX;
}

void dl_selection_go_line(dl_selection *s, dl_reading *reading, size_t target)
{
    size_t here = dl_selection_line(s, reading), len, used;
    size_t column = s->column == SIZE_MAX ? dl_selection_column(s, reading) : s->column;
    dl_field field;
    dl_line line;
    if (!dl_reading_has_line(reading, target))
        target = dl_reading_lines(reading) - 1;
    size_t found = find_line(reading, target, target < here, &field, &line);
    if (found == SIZE_MAX)
        found = find_line(reading, target, target >= here, &field, &line);
    if (found == SIZE_MAX)
        return;
    const char *text = dl_reading_field(reading, field, &len);
    size_t at = line.start + dl_text_fit(text + line.start, line.end - line.start, column, &used);
    bool moved_over = field != s->field;
    s->field = field;
    put_head(s, reading, at < line.end ? at : line.end - 1);
    s->column = column;
    if (moved_over)
        s->anchor = s->head;
}
