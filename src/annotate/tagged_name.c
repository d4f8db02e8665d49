/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What of the tagger's names is none: a kind ("a local council"), what was written or won, a piece of a headline, a month, a
 * family, two names at once, a ship, a language; and a person that is a place, a body or a firm by the words beside or within.
 */
#include "annotate/reading.h"
#include "annotate/tagging.h"

/* Whether the words of T, none but common ones behind "a" or "an", tell of a kind ("a local council"). */
static bool is_kind(const dl_reading *r, const dl_tagger *tagger, const dl_tagged *t)
{
    const dl_word *article = dl_reading_before(r, t->first);
    size_t len;
    if (!article || !(article->classes & DL_CLASS_ARTICLE))
        return false;
    dl_reading_bytes(r, t->first - 1, &len);
    bool common = len < 3;
    for (uint32_t i = t->first; common && i < t->end; i++)
        common = dl_tagger_known(tagger, r->words.items[i].hash) & 1u << DL_KNOWN_BIT_COMMON;
    return common;
}

/* Whether the words of T name what was written or won: "Geneva Conventions", "Treaty of Utrecht". */
static bool is_deed(const dl_reading *r, const dl_tagged *t)
{
    const dl_word *head = dl_reading_word(r, t->first), *last = dl_reading_word(r, t->end - 1);
    if (head->classes & DL_CLASS_DEED && dl_reading_word(r, t->first + 1)->classes & DL_CLASS_OF)
        return true;
    return t->end - t->first > 1 && last->classes & DL_CLASS_DEED;
}

/* Whether T is a piece of a headline in title case, as an article within it tells ("Opens A New Tram Line"), or a small word
 * that organisations do not have in their names ("Kvist Quits After Row"). */
static bool is_headline(const dl_reading *r, const dl_tagged *t)
{
    bool title = !(dl_reading_word(r, t->first)->flags & DL_WORD_BODY);
    for (uint32_t i = t->first + 1; i < t->end; i++) {
        const dl_word *w = dl_reading_word(r, i);
        bool small = w->classes & DL_CLASS_FUNCTION &&
                     !(w->classes & (DL_CLASS_LINK | DL_CLASS_IN | DL_CLASS_DATE));
        if (dl_word_is_capital(w) &&
            ((w->flags & DL_WORD_TITLED && w->classes & DL_CLASS_ARTICLE) ||
             (title && small && dl_is_headline(r, t->first))))
            return true;
    }
    return false;
}

/* Whether T is no more than a month, as the small word before it tells, or the day behind it: "in May", "Jan. 4". */
static bool is_month(const dl_reading *r, const dl_tagged *t)
{
    const dl_word *before = dl_reading_before(r, t->first);
    bool day = dl_reading_word(r, t->end)->shape == DL_SHAPE_OTHER;
    return t->end - t->first == 1 && dl_reading_word(r, t->first)->classes & DL_CLASS_DATE &&
           (day || (before && before->classes & (DL_CLASS_IN | DL_CLASS_FUNCTION)));
}

/* Whether the one word of T is a surname of the text with the ending of several: "the Clintons". */
static bool is_family(const dl_reading *r, const dl_tagged *t)
{
    char folded[DL_WORD_FOLDED];
    size_t len;
    const char *text = dl_reading_bytes(r, t->first, &len);
    size_t n = t->end - t->first == 1 ? dl_word_fold(text, len, folded) : 0;
    if (n < 4 || folded[n - 1] != 's')
        return false;
    return dl_is_called(r, dl_lexicon_hash(folded, n - 1), t->first);
}

/* Whether T is two names with a hyphen between that belong to others: "the Modi-Xi talks", "Berlin-Paris". */
static bool is_pair(const dl_reading *r, const dl_tagged *t)
{
    if (t->end - t->first != 2 || dl_reading_word(r, t->first)->gap != DL_GAP_HYPHEN)
        return false;
    for (uint32_t i = t->first; i < t->end; i++) {
        dl_hit hit = r->hits[i][DL_ENTRY_ALIAS];
        bool listed = hit.words == 1 && dl_hit_next(r, i, hit, hit.entry);
        if (!listed && !dl_is_listed_surname(r, i))
            return false;
    }
    return true;
}

/* Whether T is two names that the rules found, and small words between them: "Ohio River in Ohio". */
static bool is_two(const dl_reading *r, const dl_tagged *t)
{
    const dl_span *one = dl_reading_span(r, t->first), *two = dl_reading_span(r, t->end - 1);
    if (!one || !two || one == two || one->first != t->first || two->end != t->end)
        return false;
    for (uint32_t i = one->end; i < two->first; i++)
        if (dl_reading_word(r, i)->shape != DL_SHAPE_LOWER ||
            dl_reading_word(r, i)->classes & (DL_CLASS_OF | DL_CLASS_PARTICLE))
            return false;
    return one->end < two->first;
}

/* Whether T, called a person, is a place or a body by its last word ("at Rashid Clinic"), or by the words before it
 * ("the village of Upper Tarnby"). */
static bool is_site(const dl_reading *r, const dl_tagged *t)
{
    if (dl_is_site(r, t->first, t->end))
        return true;
    const dl_word *of = dl_reading_before(r, t->first);
    const dl_word *site =
        of && of->classes & DL_CLASS_OF ? dl_reading_before(r, t->first - 1) : NULL;
    const dl_word *first = dl_reading_word(r, t->first);
    if (!site || first->classes & DL_CLASS_GIVEN)
        return false;
    return site->classes & DL_CLASS_PLACE_OF ||
           (first->classes & DL_CLASS_QUARTER &&
            dl_reading_known(r, t->first - 2) & 1u << DL_KNOWN_BIT_NOUN_PLACE);
}

/* Whether an ampersand makes T, called a person, a firm or a part of its name: one within it, or one beside a single word
 * that is no surname of the text. */
static bool is_firm(const dl_reading *r, const dl_tagged *t)
{
    for (uint32_t i = t->first; i + 1 < t->end; i++)
        if (dl_reading_word(r, i)->gap == DL_GAP_AND)
            return true;
    return t->end - t->first == 1 && dl_is_partner(r, t->first);
}

bool dl_is_honour(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    return w->shape >= DL_SHAPE_MIXED && !(w->flags & (DL_WORD_CAPITALS | DL_WORD_POINTED)) &&
           dl_is_word_of(r, word, " cbe dbe frs gbe kbe kc mbe mep mla mp obe phd qc ");
}

/* Whether T, called a person, is a storm or what soldiers did: "Hurricane Melissa", "Operation Sindoor"; or what tells one of a
 * family from another, or what somebody bears behind the name: "Jr" behind a comma, "KBE". */
static bool is_event(const dl_reading *r, const dl_tagged *t)
{
    static const char events[] = " hurricane typhoon cyclone storm operation ";
    bool before = dl_reading_before(r, t->first) && dl_is_word_of(r, t->first - 1u, events);
    bool behind = t->end - t->first == 1 && t->first > 0 && dl_reading_span(r, t->first - 1u);
    bool suffix =
        behind &&
        ((dl_is_suffix(r, t->first) && dl_reading_word(r, t->first - 1u)->gap == DL_GAP_COMMA) ||
         dl_is_honour(r, t->first));
    return before || suffix || (t->end - t->first > 1 && dl_is_word_of(r, t->first, events));
}

/* Whether T is a small word in capitals among others in capitals, which the gazetteer does not mean there: "HELP US SAVE". */
static bool is_pronoun(const dl_reading *r, const dl_tagged *t)
{
    const dl_word *w = dl_reading_word(r, t->first);
    dl_hit hit = r->hits[t->first][DL_ENTRY_ALIAS];
    return t->end - t->first == 1 && w->flags & DL_WORD_CAPITALS &&
           w->classes & DL_CLASS_FUNCTION && !(w->flags & DL_WORD_POINTED) &&
           !dl_hit_next(r, t->first, hit, hit.entry);
}

bool dl_is_tagged_name(const dl_reading *r, const dl_tagger *tagger, const dl_tagged *t)
{
    bool title = true;
    for (uint32_t i = t->first; i < t->end; i++) {
        if (r->words.items[i].flags & DL_WORD_STRANGE)
            return false;
        title = title && r->words.items[i].flags & DL_WORD_TITLE;
    }
    const dl_span span = {.first = t->first, .end = t->end};
    bool language =
        t->end - t->first == 1 && dl_reading_word(r, t->first)->classes & DL_CLASS_LANGUAGE;
    if (is_pronoun(r, t) || language || is_pair(r, t) || is_two(r, t) || dl_is_ship(r, t->first) ||
        is_headline(r, t))
        return false;
    switch (t->type) {
    case DL_TAG_PERSON:
        return !title && !is_month(r, t) && !is_event(r, t) && !is_site(r, t) && !is_firm(r, t);
    case DL_TAG_PLACE:
        return !is_month(r, t) && !dl_is_loose(r, &span) && !is_kind(r, tagger, t) &&
               !is_family(r, t);
    default:
        return !is_kind(r, tagger, t) && !is_deed(r, t) && !is_family(r, t) &&
               !dl_is_nobody(r, t->first, t->end);
    }
}
