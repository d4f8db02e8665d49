/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/notes.h"
#include "dateline/str.h"

#define SIGN "+ "

static void release_layouts(dl_notes *notes)
{
    for (size_t i = 0; i < notes->len; i++)
        dl_layout_release(&notes->items[i].layout);
}

void dl_notes_release(dl_notes *notes)
{
    release_layouts(notes);
    dl_arena_release(&notes->arena);
    *notes = (dl_notes){.above = ""};
}

static bool is_within(const dl_note_shown *shown)
{
    return shown->here && shown->note->passage.field == DL_FIELD_BODY &&
           !dl_passage_is_whole(&shown->note->passage);
}

static int compare(const void *a, const void *b)
{
    const dl_note_shown *x = a, *y = b;
    if (is_within(x) != is_within(y))
        return is_within(x) ? -1 : 1;
    if (is_within(x) && x->end != y->end)
        return x->end < y->end ? -1 : 1;
    if (x->note->time != y->note->time)
        return x->note->time < y->note->time ? -1 : 1;
    return strcmp(x->note->id, y->note->id);
}

/* Adds a note that stands above the body; of a passage that is no longer there, with what it was on. */
static void add_above(dl_str *out, const dl_note_shown *shown)
{
    const dl_note *note = shown->note;
    dl_str_addf(out, SIGN "%s", note->text);
    if (!shown->here)
        dl_str_addf(out, " (on text no longer there: “%s”)", note->passage.quote);
    dl_str_addc(out, '\n');
}

static bool make_above(dl_notes *notes)
{
    dl_str text;
    dl_str_init(&text);
    for (size_t i = notes->within; i < notes->len; i++)
        add_above(&text, &notes->items[i]);
    notes->above = dl_str_ok(&text) ? dl_arena_strndup(&notes->arena, text.text, text.len) : NULL;
    dl_str_release(&text);
    return notes->above != NULL;
}

dl_status dl_notes_load(dl_notes *notes, dl_store *store, const dl_stored *doc, dl_error *error)
{
    dl_note *found = NULL;
    size_t count = 0;
    dl_status status = DL_OK;
    dl_notes_release(notes);
    if (doc->noted) /* as most are not, the archive is seldom asked */
        status = store->ops->notes(store, doc->key, &notes->arena, &found, &count, error);
    if (status)
        return status;
    notes->items = dl_arena_calloc(&notes->arena, count, sizeof *notes->items);
    if (!notes->items)
        return dl_fail_nomem(error);
    for (notes->len = 0; notes->len < count; notes->len++) {
        dl_note_shown *shown = &notes->items[notes->len];
        shown->note = &found[notes->len];
        shown->here =
            dl_passage_locate(&shown->note->passage, &doc->document, &shown->start, &shown->end);
        notes->within += is_within(shown);
    }
    if (count)
        qsort(notes->items, count, sizeof *notes->items, compare);
    return make_above(notes) ? DL_OK : dl_fail_nomem(error);
}

void dl_notes_lay_out(dl_notes *notes, size_t width)
{
    release_layouts(notes);
    for (size_t i = 0; i < notes->within; i++) {
        const char *text = dl_arena_printf(&notes->arena, SIGN "%s", notes->items[i].note->text);
        text = text ? text : SIGN;
        dl_layout_init(&notes->items[i].layout, text, strlen(text), width);
    }
}

/* --- lines --- */

size_t dl_notes_lines(dl_notes *notes)
{
    size_t lines = 0;
    for (size_t i = 0; i < notes->within; i++)
        lines += dl_layout_count(&notes->items[i].layout);
    return lines;
}

size_t dl_notes_before(dl_notes *notes, dl_layout *body, size_t line)
{
    dl_line text;
    size_t lines = 0;
    if (!notes->within)
        return 0;
    bool there = dl_layout_line(body, line, &text);
    for (size_t i = 0; i < notes->within && (!there || notes->items[i].end <= text.start); i++)
        lines += dl_layout_count(&notes->items[i].layout);
    return lines;
}

bool dl_notes_find(dl_notes *notes, dl_layout *body, size_t line, size_t *ret_line,
                   const dl_note_shown **ret_note)
{
    dl_line text;
    *ret_note = NULL;
    for (size_t i = 0; i < notes->within; i++) {
        dl_note_shown *shown = &notes->items[i];
        if (dl_layout_line(body, line, &text) && text.start < shown->end)
            break; /* the note comes later */
        size_t after = dl_layout_find(body, shown->end - 1) + 1;
        size_t height = dl_layout_count(&shown->layout);
        if (line - after < height) {
            *ret_note = shown;
            *ret_line = after;
            return true;
        }
        line -= height;
    }
    *ret_line = line;
    return dl_layout_line(body, line, &text);
}

/* --- by passage --- */

const dl_note *dl_notes_on(const dl_notes *notes, dl_field field, size_t start, size_t end,
                           bool whole)
{
    const dl_note_shown *best = NULL;
    for (size_t i = 0; i < notes->len; i++) {
        const dl_note_shown *shown = &notes->items[i];
        const dl_passage *passage = &shown->note->passage;
        bool on = whole ? dl_passage_is_whole(passage)
                        : !dl_passage_is_whole(passage) && shown->here && passage->field == field &&
                              shown->start <= start && shown->end >= end;
        if (on && (!best || shown->end - shown->start < best->end - best->start))
            best = shown;
    }
    return best ? best->note : NULL;
}
