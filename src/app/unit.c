/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/unit.h"
#include "dateline/quotation.h"

const char *dl_unit_name(dl_unit unit)
{
    static const char *const names[] = {"quotation", "sentence", "paragraph"};
    return names[unit];
}

dl_prose dl_unit_prose(const dl_document *doc, dl_field field)
{
    const char *text = field == DL_FIELD_BODY ? doc->body : doc->title;
    if (!text)
        text = "";
    return (dl_prose){text, strlen(text), field == DL_FIELD_BODY ? doc->lead : 0};
}

static dl_span unit_at(const dl_prose *prose, dl_unit unit, size_t at)
{
    return unit == DL_UNIT_SENTENCE ? dl_sentence_at(prose, at) : dl_paragraph_at(prose, at);
}

/* The quotation of FOUND that is meant at AT; NULL: none. */
static const dl_quotation *choose_quotation(const dl_quotations *found, const dl_prose *prose,
                                            size_t at)
{
    const dl_quotation *here = dl_quotations_at(found, at), *before = NULL;
    if (here)
        return dl_quotations_outermost(found, here);
    dl_span sentence = dl_sentence_at(prose, at);
    for (size_t i = 0; i < found->len && found->items[i].start < sentence.end; i++) {
        const dl_quotation *q = &found->items[i];
        if (q->parent != SIZE_MAX || q->end <= sentence.start)
            continue;
        if (q->start >= at)
            return q;
        before = q;
    }
    return before;
}

dl_status dl_unit_find(const dl_prose *prose, dl_unit unit, size_t at, dl_span *ret,
                       dl_error *error)
{
    if (unit != DL_UNIT_QUOTATION) {
        dl_span span = unit_at(prose, unit, at);
        if (span.start == span.end)
            return dl_fail(error, DL_ERR_NOT_FOUND, "no %s here", dl_unit_name(unit));
        *ret = span;
        return DL_OK;
    }
    dl_quotations found = {0};
    if (!dl_quotations_find(&found, prose->text, prose->len))
        return dl_fail_nomem(error);
    const dl_quotation *chosen = choose_quotation(&found, prose, at);
    if (chosen)
        *ret = (dl_span){chosen->start, chosen->end};
    dl_quotations_release(&found);
    return chosen ? DL_OK
                  : dl_fail(error, DL_ERR_NOT_FOUND, "no quotation here or in this sentence");
}

/* Whether A holds B and more. */
static bool is_larger(dl_span a, dl_span b)
{
    return a.start <= b.start && b.end <= a.end && a.end - a.start > b.end - b.start;
}

/* What comes after SPAN of the quotations from the innermost one, HERE, outwards. */
static dl_span grow_from(const dl_quotations *found, const dl_quotation *here, dl_span span)
{
    for (const dl_quotation *q = here; q;
         q = q->parent == SIZE_MAX ? NULL : &found->items[q->parent]) {
        dl_span inner = {q->inner_start, q->inner_end}, whole = {q->start, q->end};
        if (is_larger(inner, span))
            return inner;
        if (is_larger(whole, span))
            return whole;
        if (whole.start == span.start && whole.end == span.end && q->parent == SIZE_MAX)
            return whole;
    }
    return (dl_span){here->inner_start, here->inner_end}; /* what is selected goes beyond them */
}

dl_status dl_unit_grow_quotation(const dl_prose *prose, size_t at, dl_span span, dl_span *ret,
                                 dl_error *error)
{
    dl_quotations found = {0};
    if (!dl_quotations_find(&found, prose->text, prose->len))
        return dl_fail_nomem(error);
    const dl_quotation *here = dl_quotations_at(&found, at);
    if (here)
        *ret = grow_from(&found, here, span);
    dl_quotations_release(&found);
    return here ? DL_OK : dl_unit_find(prose, DL_UNIT_QUOTATION, at, ret, error);
}

/* The unit after the one that ends at END, or an empty span at the end of the text. */
static dl_span unit_after(const dl_prose *prose, dl_unit unit, size_t end)
{
    while (end < prose->len && strchr(" \n\t", prose->text[end]))
        end++;
    return end < prose->len ? unit_at(prose, unit, end) : (dl_span){prose->len, prose->len};
}

void dl_unit_grow(const dl_prose *prose, dl_unit unit, dl_span span, long count, dl_span *ret)
{
    size_t last = span.end > span.start ? span.end - 1 : span.end;
    dl_span grown = {unit_at(prose, unit, span.start).start, unit_at(prose, unit, last).end};
    bool held = span.start <= grown.start && span.end >= grown.end;
    for (count -= held ? 0 : 1; count > 0; count--) {
        dl_span next = unit_after(prose, unit, grown.end);
        if (next.end <= grown.end)
            break;
        grown.end = next.end;
    }
    *ret = grown;
}
