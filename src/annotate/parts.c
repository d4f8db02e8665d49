/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parts of bodies: a run of capitalised words with a head that the gazetteer lists as a part
 * ("Department of", "Press Office"), before "of" and an organisation or after one. "Harbour Dues
 * Office of the Kenyan Transport Ministry" and "Norwegian Fisheries Ministry's Department of Lake
 * Affairs" are each one entity, below that of the body.
 */
#include "annotate/reading.h"

#define RUN_WORDS 10 /* words of a part's name */

enum { PART = 85 };

/* Whether the word can stand in a part's name: capitalised, and nobody's name. */
static bool is_part_word(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    const dl_span *span = dl_reading_span(r, word);
    return dl_word_is_capital(w) && !(w->classes & (DL_CLASS_ARTICLE | DL_CLASS_DATE)) &&
           !(span && span->entity->kind == DL_KIND_PERSON);
}

/* The length of the head of a part listed at WORD, 0 for none; sets whether it ends in "of". */
static size_t head_at(const dl_reading *r, size_t word, bool *ret_open)
{
    dl_hit hit = r->hits[word][DL_ENTRY_ORG_WORD];
    if (!hit.words || r->gazetteer->entries.items[hit.entry].subject != DL_ORG_PART ||
        !is_part_word(r, word))
        return 0;
    *ret_open = dl_reading_word(r, word + hit.words - 1)->classes & DL_CLASS_LINK;
    return hit.words;
}

static bool add_part(dl_reading *r, size_t first, size_t end, size_t part, size_t part_end,
                     const dl_entity *whole)
{
    const char *name = dl_reading_text(r, part, part_end);
    const char *prefix = dl_arena_printf(r->arena, "%s/", whole->id);
    const char *id = name && prefix ? dl_reading_id(r, prefix, name) : NULL;
    const char *shown = name ? dl_arena_printf(r->arena, "%s, %s", whole->name, name) : NULL;
    dl_span span = {.first = (uint32_t)first,
                    .end = (uint32_t)end,
                    .form = DL_FORM_NAME,
                    .rule = DL_RULE_PART,
                    .confidence = PART};
    span.entity = id && shown ? dl_reading_entity(r, id, shown, &span.listed) : NULL;
    return span.entity && dl_reading_add(r, span, NULL);
}

/* The end of the run of a part's words from FIRST on: capitalised words, small links between. */
static size_t run_end(const dl_reading *r, size_t first)
{
    size_t end = first;
    for (size_t i = first; i - first < RUN_WORDS; i++) {
        if (is_part_word(r, i))
            end = i + 1;
        else if (!(dl_reading_word(r, i)->classes & (DL_CLASS_LINK | DL_CLASS_ARTICLE)) ||
                 i == first)
            break;
        const dl_word *word = dl_reading_word(r, i);
        if ((!dl_word_joins(word) && word->gap != DL_GAP_AND) || word->flags & DL_WORD_POSSESSIVE)
            break;
    }
    return end;
}

/* "...Ministry's Department of US Affairs", "...Ministry Press Office". */
static bool find_after(dl_reading *r, const dl_span whole)
{
    const dl_word *last = dl_reading_word(r, whole.end - 1);
    if ((last->gap != DL_GAP_SPACE && last->gap != DL_GAP_LINE) ||
        last->flags & (DL_WORD_TITLED | DL_WORD_CAPITALS))
        return true;
    size_t end = run_end(r, whole.end);
    for (size_t i = whole.end; i < end; i++) {
        bool open;
        size_t head = head_at(r, i, &open);
        if (!head || i + head > end)
            continue;
        if (!open)
            end = i + head;
        return add_part(r, whole.first, end, whole.end, end, whole.entity);
    }
    return true;
}

/* Where the part begins whose head stands at HEAD: capitalised words right before it belong to
 * it ("Harbour Dues" before "Office"). */
static size_t part_start(const dl_reading *r, size_t head, size_t floor)
{
    while (head > floor) {
        const dl_word *before = dl_reading_word(r, head - 1);
        if (!is_part_word(r, head - 1) || before->flags & DL_WORD_POSSESSIVE ||
            (!dl_word_joins(before) && before->gap != DL_GAP_AND) ||
            dl_reading_word(r, head)->flags & DL_WORD_FIRST)
            break;
        head--;
    }
    return head;
}

/* "Harbour Dues Office of the ... Ministry": looks backward from the body for the part's head. */
static bool find_before(dl_reading *r, const dl_span whole)
{
    size_t at = whole.first;
    if (at > 0 && dl_reading_word(r, at - 1)->classes & DL_CLASS_ARTICLE &&
        dl_word_joins(dl_reading_word(r, at - 1)))
        at--;
    if (at < 2 || !(dl_reading_word(r, at - 1)->classes & DL_CLASS_OF) ||
        !dl_word_joins(dl_reading_word(r, at - 1)) || !dl_word_joins(dl_reading_word(r, at - 2)))
        return true;
    at--; /* "of" */
    size_t floor = at > RUN_WORDS ? at - RUN_WORDS : 0;
    size_t start = SIZE_MAX;
    for (size_t i = at; i-- > floor;) {
        const dl_word *word = dl_reading_word(r, i);
        bool link = word->classes & DL_CLASS_LINK;
        if ((!link && !is_part_word(r, i)) || (!dl_word_joins(word) && word->gap != DL_GAP_AND))
            break;
        bool open;
        size_t head = head_at(r, i, &open);
        if (head && (open || i + head == at)) {
            start = part_start(r, i, floor);
            break;
        }
        if (word->flags & DL_WORD_FIRST)
            break;
    }
    if (start == SIZE_MAX)
        return true;
    return add_part(r, start, whole.end, start, at, whole.entity);
}

bool dl_find_parts(dl_reading *r)
{
    size_t count = r->spans.len; /* a part of a part is not looked for */
    for (size_t i = 0; i < count; i++) {
        const dl_span span = r->spans.items[i];
        if (span.dropped || span.entity->kind != DL_KIND_ORGANISATION)
            continue;
        if (!find_before(r, span) || (!r->spans.items[i].dropped && !find_after(r, span)))
            return false;
    }
    return true;
}
