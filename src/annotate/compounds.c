/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Longer names that are made of a name and a common noun, both with capitals: organisations with a
 * head that the gazetteer lists ("University of Texas", "Montreal Hockey Association"), and places
 * with a word for a feature of the land or the town ("Ohio River", "Mount Kenya", "West Seattle").
 * What is within is then no mention of its own. An organisation needs a word that is proper by
 * itself: "Supreme Court" alone does not say whose.
 */
#include "annotate/reading.h"

#define RUN_WORDS 14

enum { ORGANISATION = 62, PLACE = 64 };

/* Whether letter case tells something at the word and it begins with a capital that counts. */
static bool is_capital(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    return dl_word_is_capital(w) && !(w->flags & (DL_WORD_TITLED | DL_WORD_CAPITALS)) &&
           !(w->classes & (DL_CLASS_FUNCTION | DL_CLASS_DATE));
}

/* Whether a name can go on over the gap after WORD. */
static bool joins(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    return (dl_word_joins(w) || w->gap == DL_GAP_AND) &&
           !(dl_reading_word(r, word + 1)->flags & DL_WORD_FIRST);
}

/* Whether the word ends the name of an owner: "Britain's Labour Party". In "King's College" nothing
 * is named but the whole. */
static bool is_possessor(const dl_reading *r, size_t word)
{
    return dl_reading_word(r, word)->flags & DL_WORD_POSSESSIVE && dl_reading_span(r, word);
}

/* Whether the word ends a person's name before what is hers: "Banerjee's Trinamool Congress", but "King's College". */
static bool is_owner(const dl_reading *r, size_t word, size_t head)
{
    const dl_word *w = dl_reading_word(r, word);
    return w->flags & DL_WORD_POSSESSIVE && word + 1 < head &&
           (dl_is_listed_surname(r, word) || dl_is_called(r, w->hash, DL_ANY));
}

/* The start of the capitalised words that lead up to WORD without a link. */
static size_t lead_start(const dl_reading *r, size_t word)
{
    size_t start = word;
    while (start > 0 && word - start < RUN_WORDS && joins(r, start - 1) &&
           is_capital(r, start - 1) && !(dl_reading_word(r, start - 1)->flags & DL_WORD_TITLE) &&
           !is_possessor(r, start - 1) && !is_owner(r, start - 1, word))
        start--;
    const dl_word *first = dl_reading_word(r, start);
    bool common = first->flags & DL_WORD_FIRST && dl_seen_lower(r, first);
    return common && start < word ? start + 1 : start;
}

/* The end of the capitalised words from FIRST on. */
static size_t tail_end(const dl_reading *r, size_t first)
{
    size_t end = first;
    while (end - first < RUN_WORDS && is_capital(r, end)) {
        const dl_span *span = dl_reading_span(r, end++);
        bool named = span && span->end == end && span->entity->kind != DL_KIND_ORGANISATION;
        if (named || !joins(r, end - 1) || dl_reading_word(r, end - 1)->flags & DL_WORD_POSSESSIVE)
            break;
    }
    return end;
}

static bool is_proper(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    const dl_span *span = dl_reading_span(r, word);
    return (w->id == 0 && !(w->flags & DL_WORD_FIRST) && w->shape != DL_SHAPE_INITIAL) ||
           (span && span->entity->kind != DL_KIND_ORGANISATION) || w->classes & DL_CLASS_GIVEN;
}

/* Whether a word of [first, end) but for [head, head_end) is proper by itself. */
static bool has_proper(const dl_reading *r, size_t first, size_t end, size_t head, size_t head_end)
{
    for (size_t i = first; i < end; i++)
        if ((i < head || i >= head_end) && is_capital(r, i) && is_proper(r, i))
            return true;
    return false;
}

static bool add_compound(dl_reading *r, size_t first, size_t end, const char *prefix, dl_rule rule,
                         uint8_t confidence)
{
    const dl_span *country = dl_reading_span(r, first);
    const char *name = dl_reading_text(r, first, end), *rest = name;
    if (rule == DL_RULE_ORG_WORD && country && country->entity->kind == DL_KIND_COUNTRY &&
        country->first == first && country->end < end && country->form != DL_FORM_METONYM) {
        prefix = dl_arena_printf(r->arena, "org/%s/", country->listed->country);
        rest = dl_reading_text(r, country->end, end);
    }
    const char *id = prefix && rest ? dl_reading_id(r, prefix, rest) : NULL;
    dl_span span = {.first = (uint32_t)first,
                    .end = (uint32_t)end,
                    .form = DL_FORM_NAME,
                    .rule = (uint8_t)rule,
                    .confidence = confidence};
    span.entity = name && id ? dl_reading_entity(r, id, name, &span.listed) : NULL;
    return span.entity && dl_reading_add(r, span, NULL);
}

/* An organisation whose head is listed at HEAD. */
static bool find_organisation(dl_reading *r, size_t head)
{
    dl_hit hit = r->hits[head][DL_ENTRY_ORG_WORD];
    if (!hit.words || !is_capital(r, head))
        return true;
    size_t start = lead_start(r, head), end = head + hit.words;
    bool open = dl_reading_word(r, end - 1)->classes & DL_CLASS_LINK;
    for (size_t i = head + 1; i < end; i++)
        if (!is_capital(r, i) && !(dl_reading_word(r, i)->classes & DL_CLASS_LINK))
            return true;
    if (!open && dl_reading_word(r, end)->classes & DL_CLASS_OF && joins(r, end - 1) &&
        joins(r, end) && !(dl_reading_word(r, end - 1)->flags & DL_WORD_POSSESSIVE)) {
        size_t far = tail_end(r, end + 1);
        end = far > end + 1 ? far : end;
    } else if (open) {
        size_t tail = tail_end(r, end);
        if (tail == end)
            return true;
        end = tail;
    }
    bool part = r->gazetteer->entries.items[hit.entry].subject == DL_ORG_PART;
    bool led = start < head;
    const dl_span *listed = dl_reading_span(r, head);
    bool longer = listed && listed->entity->kind == DL_KIND_ORGANISATION && start < listed->first &&
                  !dl_reading_span(r, start) && dl_reading_before(r, start + 1);
    if ((part && !led) || (!open && !led) ||
        (!longer && !has_proper(r, start, end, head, head + hit.words)))
        return true;
    return add_compound(r, start, end, "org/", DL_RULE_ORG_WORD, ORGANISATION);
}

/* Whether a listed place begins at WORD, or, COUNTRY, a country. */
static bool is_listed_place(const dl_reading *r, size_t word, bool country, size_t *ret_end)
{
    const dl_span *span = dl_reading_span(r, word);
    if (!span || span->first != word || span->form != DL_FORM_NAME ||
        (span->entity->kind != DL_KIND_PLACE &&
         (!country || span->entity->kind != DL_KIND_COUNTRY)))
        return false;
    *ret_end = span->end;
    return true;
}

/* "Ohio River", "Castle Street". "Park" after a given name is a surname. */
static bool find_feature_after(dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *before = dl_reading_before(r, word);
    if (!(w->classes & DL_CLASS_FEATURE) || !before || !is_capital(r, word) ||
        before->flags & DL_WORD_POSSESSIVE)
        return true;
    if (w->classes & DL_CLASS_KOREAN &&
        (before->classes & DL_CLASS_GIVEN || before->gap == DL_GAP_HYPHEN))
        return true;
    size_t start = lead_start(r, word);
    if (start == word || dl_reading_word(r, word + 1)->classes & DL_CLASS_NOT_PERSON)
        return true;
    return add_compound(r, start, word + 1, "place/", DL_RULE_PLACE_WORD, PLACE);
}

/* "Mount Kenya", "Gulf of Tonkin", "West Seattle". */
static bool find_feature_before(dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    if (!(w->classes & (DL_CLASS_MOUNT | DL_CLASS_QUARTER)) || !is_capital(r, word) ||
        !joins(r, word) || w->flags & DL_WORD_POSSESSIVE)
        return true;
    size_t at = word + 1, end;
    if (w->classes & DL_CLASS_MOUNT && dl_reading_word(r, at)->classes & DL_CLASS_OF &&
        joins(r, at))
        at++;
    if (is_listed_place(r, at, w->classes & DL_CLASS_MOUNT, &end))
        return add_compound(r, word, end, "place/", DL_RULE_PLACE_WORD, PLACE);
    bool proper =
        w->classes & DL_CLASS_MOUNT && is_capital(r, at) && dl_reading_word(r, at)->id == 0;
    return !proper || add_compound(r, word, at + 1, "place/", DL_RULE_PLACE_WORD, PLACE);
}

/* "Real Madrid": a club by its own word and its town. */
static bool find_club(dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    const dl_span *town = dl_reading_span(r, word + 1);
    if (!(w->classes & DL_CLASS_CLUB) || !is_capital(r, word) || w->gap != DL_GAP_SPACE || !town ||
        town->first != word + 1 || r->covered[word] ||
        (town->entity->kind != DL_KIND_PLACE && town->form != DL_FORM_METONYM))
        return true;
    return add_compound(r, word, town->end, "org/", DL_RULE_ORG_WORD, ORGANISATION);
}

bool dl_find_compounds(dl_reading *r)
{
    for (size_t i = 0; i < r->words.len; i++)
        if (!find_organisation(r, i) || !find_club(r, i) || !find_feature_after(r, i) ||
            !find_feature_before(r, i))
            return false;
    return true;
}
