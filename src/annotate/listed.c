/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the gazetteer decides alone: at each word the longest listed name, and where that names
 * several things the one that is meant. A name listed as doubtful ("?") is left for doubtful.c,
 * which sees what else the text speaks of.
 */
#include <string.h>

#include "annotate/home.h"
#include "annotate/metonym.h"

enum {
    SURE = 95,    /* a name that names one thing */
    LIKELY = 80,  /* chosen by a sign in the context */
    GUESSED = 60, /* chosen because the other is seldom meant */
    OWNED = 88,   /* chosen by the country before it */
    AT_HOME = 70  /* chosen by the country of the text */
};

static const dl_listed *subject_of(const dl_reading *r, const dl_entry *entry)
{
    return &r->gazetteer->entities.items[entry->subject];
}

/* How far a candidate comes before others of the same name, least first. */
static int rank_of(const dl_reading *r, const dl_entry *entry)
{
    static const uint8_t by_kind[DL_KIND_COUNT] = {
        [DL_KIND_COUNTRY] = 0, [DL_KIND_ORGANISATION] = 1, [DL_KIND_PERSON] = 2,
        [DL_KIND_PLACE] = 3,   [DL_KIND_OTHER] = 4,
    };
    int rank = by_kind[subject_of(r, entry)->entity.kind];
    return entry->form == DL_FORM_METONYM ? rank + DL_KIND_COUNT : rank;
}

/* The candidates at one hit that need no sign. */
typedef struct choice {
    const dl_entry *best, *metonym, *place;
    bool clash;   /* two entities have an equal claim */
    uint8_t told; /* confidence, where a country tells which is meant; else 0 */
} choice;

static choice choose(const dl_reading *r, size_t word, dl_hit hit)
{
    choice c = {0};
    for (const dl_entry *entry = dl_hit_next(r, word, hit, hit.entry); entry;
         entry = dl_hit_next(r, word, hit, entry->next)) {
        dl_kind kind = subject_of(r, entry)->entity.kind;
        if (entry->doubtful || (kind == DL_KIND_PLACE && entry->form == DL_FORM_DEMONYM))
            continue; /* "European" says no more of a place than an adjective does */
        if (entry->form == DL_FORM_METONYM && kind == DL_KIND_COUNTRY)
            c.metonym = entry;
        else if (kind == DL_KIND_PLACE)
            c.place = entry;
        if (c.best && entry->subject == c.best->subject && entry->form == DL_FORM_ACRONYM &&
            r->words.items[word].shape == DL_SHAPE_UPPER) {
            c.best = entry; /* "NATO", where "Nato" is listed too */
        } else if (!c.best || rank_of(r, entry) < rank_of(r, c.best)) {
            c.best = entry;
            c.clash = false;
        } else if (rank_of(r, entry) == rank_of(r, c.best) && entry->subject != c.best->subject) {
            c.clash = true;
        }
    }
    return c;
}

/* Of organisations of several countries that the words are listed for takes the one of the country at hand. */
static void choose_own(const dl_reading *r, size_t word, dl_hit hit, choice *c)
{
    bool owned;
    if (c->best && subject_of(r, c->best)->entity.kind != DL_KIND_ORGANISATION)
        return;
    const dl_entry *own = dl_own_entry(r, word, hit, &owned);
    if (!own || (c->best && c->best->subject == own->subject))
        return;
    *c = (choice){.best = own, .told = owned ? OWNED : AT_HOME};
}

/* The town of a capital's name, which places.tsv may not list. */
static bool place_span(dl_reading *r, dl_span *span, const dl_entry *listed)
{
    span->form = DL_FORM_NAME;
    if (listed) {
        span->listed = subject_of(r, listed);
        span->entity = &span->listed->entity;
        return true;
    }
    const char *name = dl_reading_text(r, span->first, span->end);
    const char *id = name ? dl_reading_id(r, "place/", name) : NULL;
    span->entity = id ? dl_reading_entity(r, id, name, &span->listed) : NULL;
    return span->entity;
}

/* Decides a capital's name between its country and the town. */
static bool capital_span(dl_reading *r, dl_span *span, choice c)
{
    bool sure;
    if (dl_capital_is_place(r, span->first, span->end, &sure)) {
        span->confidence = LIKELY;
        return place_span(r, span, c.place);
    }
    span->form = DL_FORM_METONYM;
    span->listed = subject_of(r, c.metonym);
    span->entity = &span->listed->entity;
    span->confidence = sure ? LIKELY : GUESSED;
    return true;
}

/* The longest hit at WORD, unless a longer one begins within it. */
static dl_hit hit_at(const dl_reading *r, size_t word)
{
    dl_hit hit = r->hits[word][DL_ENTRY_ALIAS];
    for (size_t i = 1; i < hit.words; i++) {
        dl_hit inner = r->hits[word + i][DL_ENTRY_ALIAS];
        if (inner.words > hit.words)
            return (dl_hit){0};
    }
    return hit;
}

/* Whether the word is only a direction: "West of the river", "the north of", against "the West",
 * "pro-West", "Western". */
static bool is_direction(const dl_reading *r, size_t word, dl_hit hit)
{
    const dl_word *w = dl_reading_word(r, word), *next = dl_reading_word(r, word + 1);
    if (hit.words > 1 || !(w->classes & DL_CLASS_DIRECTION))
        return false;
    const dl_word *before = dl_reading_before(r, word);
    bool told = before && (before->classes & DL_CLASS_ARTICLE || before->gap == DL_GAP_HYPHEN);
    return (!told && !(w->flags & DL_WORD_POSSESSIVE)) ||
           (dl_word_joins(w) && next->classes & DL_CLASS_OF);
}

/* Whether SPAN, the name of a person who has her family name first, has it last: "William Lai". */
static bool is_western(const dl_reading *r, const dl_span *span)
{
    const dl_bearer *bearers;
    uint32_t number = (uint32_t)(span->listed - r->gazetteer->entities.items);
    size_t count =
        dl_gazetteer_bearers(r->gazetteer, dl_reading_word(r, span->end - 1)->id, &bearers);
    for (size_t i = 0; i < count; i++)
        if (bearers[i].person == number)
            return span->end - span->first > 1;
    return false;
}

/* Takes in the number of a king ("King Charles III"), whose name may be listed without it, or of a son ("Lloyd Austin III");
 * false where the listed one has another. */
static bool add_ordinal(const dl_reading *r, dl_span *span)
{
    const dl_word *last = dl_reading_word(r, span->end - 1);
    if (span->entity->kind != DL_KIND_PERSON || !dl_word_joins(last) ||
        last->flags & DL_WORD_POSSESSIVE || !dl_is_ordinal(r, span->end))
        return true;
    size_t len;
    const char *number = dl_reading_bytes(r, span->end, &len);
    const char *own = strrchr(span->entity->name, ' ');
    bool numbered = own && own[1 + strspn(own + 1, "IVX")] == '\0';
    if (numbered && (strlen(own + 1) != len || memcmp(own + 1, number, len) != 0))
        return false;
    span->end += numbered || span->end - span->first > 1;
    return true;
}

static bool add_listed(dl_reading *r, size_t word, dl_hit hit, choice c)
{
    dl_span span = {
        .first = (uint32_t)word,
        .end = (uint32_t)word + hit.words,
        .listed = subject_of(r, c.best),
        .form = c.best->form,
        .rule = DL_RULE_GAZETTEER,
        .confidence = c.told    ? c.told
                      : c.clash ? DL_CONFIDENCE_UNSURE - 5
                                : SURE,
    };
    span.entity = &span.listed->entity;
    span.family_first = span.listed->family_first && !is_western(r, &span);
    if (!add_ordinal(r, &span))
        return true;
    if (c.metonym && (c.best == c.metonym || c.best == c.place) && !capital_span(r, &span, c))
        return false;
    bool added;
    if (!dl_reading_add(r, span, &added))
        return false;
    if (added && span.listed)
        r->evidence[span.listed - r->gazetteer->entities.items]++;
    return !added || span.entity->kind != DL_KIND_PERSON || dl_note_person(r, &span);
}

bool dl_find_listed(dl_reading *r)
{
    for (size_t i = 0; i < r->words.len; i++) {
        dl_hit hit = hit_at(r, i);
        if (!hit.words)
            continue;
        choice c = choose(r, i, hit);
        choose_own(r, i, hit, &c);
        bool ship =
            c.best && subject_of(r, c.best)->entity.kind == DL_KIND_PERSON && dl_is_ship(r, i);
        if (c.best && !ship && !is_direction(r, i, hit) && !add_listed(r, i, hit, c))
            return false;
        i += hit.words - 1; /* a doubtful name hides what lies within it, too */
    }
    return true;
}

const dl_listed *dl_country_at(const dl_reading *r, size_t word, size_t *ret_words)
{
    if (word >= r->words.len)
        return NULL;
    dl_hit hit = r->hits[word][DL_ENTRY_ALIAS];
    const dl_listed *found = NULL;
    bool doubtful = false;
    for (const dl_entry *entry = dl_hit_next(r, word, hit, hit.entry); entry;
         entry = dl_hit_next(r, word, hit, entry->next)) {
        const dl_listed *listed = subject_of(r, entry);
        if (listed->entity.kind != DL_KIND_COUNTRY || entry->form == DL_FORM_METONYM)
            continue;
        if (found && found != listed) { /* "Korean": the one that the text speaks of */
            uint32_t a = r->evidence[found - r->gazetteer->entities.items];
            uint32_t b = r->evidence[listed - r->gazetteer->entities.items];
            doubtful = !a == !b;
            found = a ? found : listed;
        } else {
            found = listed;
        }
    }
    *ret_words = hit.words;
    return doubtful ? NULL : found;
}
