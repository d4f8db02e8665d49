/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The last look at towns and regions: where a capitalised word stands beside one that no stage could
 * explain, it is most likely a part of a longer name that nobody lists ("Montreal Canadiens", "Paris
 * Agreement", "Port of Liverpool"), and to mark the town in it would be wrong.
 */
#include "annotate/reading.h"

/* Whether the word at WORD is capitalised and no stage could say why. */
static bool is_unexplained(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    return !dl_reading_span(r, word) && dl_is_name_word(w) && !(w->flags & DL_WORD_FIRST) &&
           !(w->flags & DL_WORD_TITLE);
}

bool dl_is_loose(const dl_reading *r, const dl_span *span)
{
    const dl_word *first = dl_reading_word(r, span->first);
    const dl_word *last = dl_reading_word(r, span->end - 1);
    if (first->flags & (DL_WORD_TITLED | DL_WORD_CAPITALS))
        return false;
    if (dl_word_joins(last) && !(last->flags & DL_WORD_POSSESSIVE) && is_unexplained(r, span->end))
        return true;
    const dl_word *before = dl_reading_before(r, span->first);
    if (!before || before->flags & DL_WORD_POSSESSIVE)
        return false;
    if (is_unexplained(r, span->first - 1))
        return true;
    const dl_word *head = dl_reading_before(r, span->first - 1);
    return before->classes & DL_CLASS_OF && head && !(head->classes & DL_CLASS_PLACE_OF) &&
           is_unexplained(r, span->first - 2);
}

bool dl_drop_loose(dl_reading *r)
{
    for (size_t i = 0; i < r->spans.len; i++) {
        dl_span *span = &r->spans.items[i];
        bool town = span->entity->kind == DL_KIND_PLACE || span->form == DL_FORM_METONYM;
        if (!span->dropped && town && span->rule == DL_RULE_GAZETTEER)
            span->dropped = dl_is_loose(r, span);
    }
    for (size_t i = 0; i < r->words.len;
         i++) /* only now: a town explains its neighbour, loose or not */
        if (r->covered[i] && r->spans.items[r->covered[i] - 1].dropped)
            r->covered[i] = 0;
    return true;
}
