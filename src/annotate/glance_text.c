/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the text as a whole tells of a word form: one place where it stands clearly (after a title, within
 * a longer name, in brackets behind what it is the initials of) tells of all the others. No other
 * features of the tagger pay as much (Ratinov and Roth 2009 call them non-local).
 */
#include <stdlib.h>

#include "annotate/glance.h"

static dl_form_tells *find_form(dl_glances *glances, uint32_t hash)
{
    size_t mask = glances->forms_size - 1, slot = hash & mask;
    while (glances->forms[slot].hash && glances->forms[slot].hash != hash)
        slot = (slot + 1) & mask;
    return &glances->forms[slot];
}

static uint32_t form_hash(const dl_word *w)
{
    return w->hash ? w->hash : 1;
}

static uint32_t kind_tells(const dl_reading *r, size_t i)
{
    const dl_span *span = dl_reading_span(r, i);
    if (!span || span->confidence < DL_CONFIDENCE_UNSURE)
        return 0;
    if (span->form == DL_FORM_DEMONYM)
        return DL_TELLS_DEMONYM;
    switch (span->entity->kind) {
    case DL_KIND_PERSON:
        return DL_TELLS_PERSON;
    case DL_KIND_COUNTRY:
    case DL_KIND_PLACE:
        return DL_TELLS_PLACE;
    case DL_KIND_ORGANISATION:
        return DL_TELLS_BODY;
    default:
        return 0;
    }
}

static void count_one(uint16_t *count)
{
    if (*count < UINT16_MAX)
        ++*count;
}

/* Notes what the capitalised word I tells of its form. */
static void tell(dl_glances *glances, size_t i)
{
    const dl_reading *r = glances->r;
    const dl_word *w = &r->words.items[i];
    dl_form_tells *form = find_form(glances, form_hash(w));
    form->hash = form_hash(w);
    if (w->flags & (DL_WORD_CAPITALS | DL_WORD_TITLED)) {
        count_one(&form->head);
        return;
    }
    if (w->flags & DL_WORD_FIRST)
        count_one(&form->head);
    else
        count_one(&form->inner);
    const dl_glance *g = &glances->items[i];
    if (g->run_end - g->run_first > 1)
        form->tells |= i == g->run_first     ? DL_TELLS_RUN_FIRST
                       : i + 1 == g->run_end ? DL_TELLS_RUN_LAST
                                             : DL_TELLS_RUN_INSIDE;
    const dl_word *before = dl_reading_before(r, i), *after = dl_reading_word(r, i + 1);
    if (before) {
        form->tells |= before->flags & DL_WORD_TITLE ? DL_TELLS_AFTER_TITLE : 0;
        form->tells |= before->classes & DL_CLASS_GIVEN && dl_word_is_capital(before)
                           ? DL_TELLS_AFTER_GIVEN
                           : 0;
        form->tells |= before->classes & DL_CLASS_IN ? DL_TELLS_AFTER_IN : 0;
        form->tells |= before->classes & DL_CLASS_ARTICLE ? DL_TELLS_AFTER_THE : 0;
    }
    if (after->classes & DL_CLASS_SAY && dl_word_joins(w))
        form->tells |= DL_TELLS_BEFORE_SAY;
    if (i && r->words.items[i - 1].gap == DL_GAP_OPEN && w->gap == DL_GAP_CLOSE)
        form->tells |= DL_TELLS_BRACKETED;
    if (w->flags & DL_WORD_POSSESSIVE)
        form->tells |= DL_TELLS_POSSESSIVE;
    form->tells |= kind_tells(r, i);
    if (form->others < DL_OTHERS)
        form->other_word[form->others++] = (uint32_t)i;
}

/* Marks the forms that are the initials of the run [first, end). */
static void tell_initials(dl_glances *glances, size_t first, size_t end)
{
    const dl_reading *r = glances->r;
    char initials[16];
    size_t n = 0;
    for (size_t i = first; i < end && n < sizeof initials; i++) {
        size_t len;
        const char *text = dl_reading_bytes(r, i, &len);
        if (text[0] >= 'A' && text[0] <= 'Z')
            initials[n++] = (char)(text[0] - 'A' + 'a');
        else if (dl_word_is_capital(&r->words.items[i]))
            return;
    }
    if (n < 2 || n == sizeof initials)
        return;
    dl_form_tells *form = find_form(glances, dl_lexicon_hash(initials, n));
    if (form->hash)
        form->tells |= DL_TELLS_INITIALS;
}

static uint8_t case_class(const dl_form_tells *form)
{
    unsigned low = form->lower == 0 ? 0 : form->lower == 1 ? 1 : 2;
    unsigned in = form->inner == 0 ? 0 : form->inner == 1 ? 1 : form->inner < 4 ? 2 : 3;
    unsigned ratio = form->lower > form->inner;
    return (uint8_t)(1 + low * 8 + in * 2 + ratio);
}

/* Makes room for the forms that stand capitalised somewhere: what the others do tells nothing. */
static bool make_room(dl_glances *glances)
{
    const dl_reading *r = glances->r;
    size_t capitals = 0, size = 16;
    for (size_t i = 0; i < r->words.len; i++)
        capitals += dl_word_is_capital(&r->words.items[i]);
    while (size < capitals * 2)
        size *= 2;
    glances->forms_size = size;
    glances->forms = calloc(size, sizeof *glances->forms);
    return glances->forms;
}

bool dl_glance_at_text(dl_glances *glances)
{
    static const dl_form_tells none;
    const dl_reading *r = glances->r;
    dl_glance *g = glances->items;
    if (!make_room(glances))
        return false;
    for (size_t i = 0; i < r->words.len; i++)
        if (dl_word_is_capital(&r->words.items[i]))
            tell(glances, i);
    for (size_t i = 0; i<r->words.len; i = g[i].run_end> i ? g[i].run_end : i + 1)
        if (g[i].run_end - g[i].run_first > 1)
            tell_initials(glances, g[i].run_first, g[i].run_end);
    for (size_t i = 0; i < r->words.len; i++) {
        const dl_word *w = &r->words.items[i];
        dl_form_tells *form = find_form(glances, form_hash(w));
        if (form->hash && w->shape == DL_SHAPE_LOWER)
            count_one(&form->lower);
        g[i].form = form->hash ? form : &none;
    }
    for (size_t i = 0; i < r->words.len; i++) {
        g[i].tells = g[i].form->tells;
        g[i].letter_case = case_class(g[i].form);
    }
    return true;
}
