/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names that mean something else as often ("Georgia", "Jordan", "Chad"; "?" in the gazetteer). Such
 * a name counts where the text speaks of that entity under a name that is sure, or of a town, body or
 * person of that country, or where it stands as only the name of a place can ("in Chad", "Jordan's
 * king", "Egypt, Jordan and Lebanon", "the Georgian government"). What counted once tells of the
 * others in the text, so the text is gone through twice. After a town and a comma a name is what the
 * town lies in, whatever else the text speaks of ("Atlanta, Georgia"). Behind a country's name or its adjective it is nothing of
 * another country: "Peru's Congress" is not that of the United States, and where a text has named both "Congress" is uncertain.
 */
#include <stdio.h>
#include <string.h>

#include "annotate/home.h"
#include "annotate/metonym.h"

#define SPEECH_WORDS 16 /* behind who speaks that are looked through for "it" */
#define OWNER_REACH 3   /* small words between a country's possessive and what it owns */
#define RIVALS_MAX 32

enum { SPOKEN_OF = 78, BY_SPEECH = 75, BY_SIGN = 58, UNSURE = 42 };

static bool is_name_span(const dl_reading *r, size_t word)
{
    const dl_span *span = dl_reading_span(r, word);
    return span && (span->entity->kind == DL_KIND_COUNTRY || span->entity->kind == DL_KIND_PLACE);
}

/* Whether a country or place stands beside the words with nothing but a comma or "and" between. */
static bool is_in_list(const dl_reading *r, size_t first, size_t end)
{
    const dl_word *last = dl_reading_word(r, end - 1), *next = dl_reading_word(r, end);
    if (last->gap == DL_GAP_COMMA && is_name_span(r, end))
        return true;
    if (dl_word_joins(last) && next->classes & DL_CLASS_LINK && is_name_span(r, end + 1))
        return true;
    if (first == 0)
        return false;
    const dl_word *before = dl_reading_word(r, first - 1);
    if (before->gap == DL_GAP_COMMA && is_name_span(r, first - 1))
        return true;
    return first > 1 && dl_word_joins(before) && before->classes & DL_CLASS_LINK &&
           is_name_span(r, first - 2);
}

/* Whether the words stand as the name of a place does. */
static bool has_sign(const dl_reading *r, size_t first, size_t end)
{
    const dl_word *before = dl_reading_before(r, first), *last = dl_reading_word(r, end - 1);
    return (before && before->classes & DL_CLASS_IN) || last->flags & DL_WORD_POSSESSIVE ||
           is_in_list(r, first, end);
}

/* What states do, besides saying. */
static const char deeds[] =
    " annexed arrested banned closed condemned deployed expelled imposed joined lifted mobilised "
    "mobilized opened ratified recalled rejected sent severed signed summoned "
    "suspended welcomed withdrew ";

/* Whether the name, which is a given name too, stands for who says what "it" did: "Chad said on Monday it had expelled
 * the envoy". Nobody of the text may be called so. */
static bool is_speaker(const dl_reading *r, size_t first, size_t end)
{
    const dl_word *last = dl_reading_word(r, end - 1);
    bool verb = dl_reading_word(r, end)->classes & DL_CLASS_SAY || dl_is_word_of(r, end, deeds);
    if (!dl_word_joins(last) || !verb || dl_reading_before(r, first) ||
        dl_is_given_here(r, dl_reading_word(r, first)->hash))
        return false;
    for (size_t i = end + 1; i < r->words.len && i < end + SPEECH_WORDS; i++) {
        if (dl_reading_word(r, i)->flags & DL_WORD_FIRST ||
            dl_is_word_of(r, i, " he she his her him "))
            return false;
        if (dl_is_word_of(r, i, " it its "))
            return true;
    }
    return false;
}

/* Whether the sentence of what speaks, which ends at END, tells of what states have and do, and parts of them do not. */
static bool is_of_states(const dl_reading *r, size_t end)
{
    static const char words[] =
        " airspace ambassador ambassadors army border borders ceasefire constitution consul "
        "diplomat "
        "diplomats embassy envoy envoys eu independence military ministry nato navy neighbour "
        "neighbours parliament sanctions sovereignty territory treaty troops visa visas ";
    for (size_t i = end; i < r->words.len && i < end + SPEECH_WORDS; i++) {
        if (dl_reading_word(r, i)->flags & DL_WORD_FIRST)
            return false;
        if (dl_is_word_of(r, i, words))
            return true;
    }
    return false;
}

/* Whether a body of government or a title follows, as after the adjective of a country. */
static bool has_office(const dl_reading *r, size_t end)
{
    const dl_hit *hits = r->hits[end];
    return end < r->words.len && dl_word_joins(dl_reading_word(r, end - 1)) &&
           (hits[DL_ENTRY_BODY].words || hits[DL_ENTRY_TITLE].words);
}

/* Whether a capitalised neighbour, which nothing explains, makes it part of another name. */
static bool has_neighbour(const dl_reading *r, size_t first, size_t end)
{
    const dl_word *before = dl_reading_before(r, first), *last = dl_reading_word(r, end - 1);
    const dl_word *next = dl_reading_word(r, end);
    if (last->flags & (DL_WORD_TITLED | DL_WORD_CAPITALS))
        return false;
    if (before && dl_is_name_word(before) && !dl_reading_span(r, first - 1) &&
        !(before->flags & DL_WORD_POSSESSIVE))
        return true;
    return dl_word_joins(last) && !(last->flags & DL_WORD_POSSESSIVE) && dl_is_name_word(next) &&
           !(next->flags & DL_WORD_TITLE) && !dl_reading_span(r, end);
}

/* The candidates of one doubtful name. */
typedef struct doubt {
    const dl_entry *best; /* with most evidence; the first listed where there is none */
    uint32_t most;        /* its evidence */
    bool tie;             /* another has as much */
    bool home;            /* of the country of the text, which alone tells of it */
} doubt;

/* The country of the town that stands before WORD with a comma between, NULL where there is none. */
static const char *town_country(const dl_reading *r, size_t word)
{
    if (word == 0 || dl_reading_word(r, word - 1)->gap != DL_GAP_COMMA)
        return NULL;
    const dl_span *town = dl_reading_span(r, word - 1);
    bool told = town && town->entity->kind == DL_KIND_PLACE && town->listed;
    return told && town->listed->country[0] ? town->listed->country : NULL;
}

/* Whether the entry may be meant after a town of COUNTRY (NULL: after none). */
static bool holds_town(const dl_reading *r, const dl_entry *entry, const char *country)
{
    const dl_listed *listed = &r->gazetteer->entities.items[entry->subject];
    return !country || !listed->country[0] || strcmp(listed->country, country) == 0;
}

const char *dl_owner_before(const dl_reading *r, size_t word)
{
    size_t at = word;
    while (word - at < OWNER_REACH && dl_reading_before(r, at) &&
           dl_reading_word(r, at - 1)->shape == DL_SHAPE_LOWER &&
           !(dl_reading_word(r, at - 1)->classes & DL_CLASS_FUNCTION))
        at--;
    const dl_span *span = dl_reading_before(r, at) ? dl_reading_span(r, at - 1) : NULL;
    if (!span || span->end != at || span->entity->kind != DL_KIND_COUNTRY || !span->listed)
        return NULL;
    return at == word || dl_reading_word(r, at - 1)->flags & DL_WORD_POSSESSIVE
               ? span->listed->country
               : NULL;
}

bool dl_is_of_another(const dl_reading *r, size_t word, const dl_listed *listed)
{
    const char *owner = listed->entity.kind == DL_KIND_ORGANISATION && listed->country[0]
                            ? dl_owner_before(r, word)
                            : NULL;
    return owner && strcmp(owner, listed->country) != 0;
}

uint32_t dl_entry_evidence(const dl_reading *r, const dl_entry *entry)
{
    const dl_listed *listed = &r->gazetteer->entities.items[entry->subject];
    size_t of = listed->of ? dl_gazetteer_number(r->gazetteer, listed->of) : SIZE_MAX;
    return r->evidence[entry->subject] + (of == SIZE_MAX ? 0 : r->evidence[of]);
}

static doubt weigh(const dl_reading *r, size_t word, dl_hit hit)
{
    doubt d = {0};
    const char *country = town_country(r, word);
    for (const dl_entry *entry = dl_hit_next(r, word, hit, hit.entry); entry;
         entry = dl_hit_next(r, word, hit, entry->next)) {
        const dl_listed *listed = &r->gazetteer->entities.items[entry->subject];
        uint32_t weight = dl_entry_evidence(r, entry);
        bool home =
            !weight && hit.words > 1 && entry->form == DL_FORM_NAME && dl_is_at_home(r, listed);
        weight += home;
        if (!entry->doubtful || (d.best && entry->subject == d.best->subject) ||
            !holds_town(r, entry, country) || dl_is_of_another(r, word, listed))
            continue;
        if (!d.best || weight > d.most)
            d = (doubt){entry, weight, false, home};
        else if (weight == d.most)
            d = (doubt){entry->subject < d.best->subject ? entry : d.best, weight, true, home};
    }
    return d;
}

/* The number of the country that LISTED is of; SIZE_MAX for none. */
static size_t number_of_country(const dl_reading *r, const dl_listed *listed)
{
    char id[sizeof "country/" + 4];
    snprintf(id, sizeof id, "country/%.3s", listed->country);
    return listed->country[0] ? dl_gazetteer_number(r->gazetteer, id) : SIZE_MAX;
}

uint32_t dl_country_evidence(const dl_reading *r, const dl_listed *listed)
{
    size_t country = number_of_country(r, listed);
    return country == SIZE_MAX ? 0 : r->evidence[country];
}

/* Bodies of a country whose name ends with one that is listed by itself, too ("Peru's Congress"). */
typedef struct rivals {
    struct {
        uint32_t entry; /* of that name, the first */
        dl_span span;   /* a copy: those of the text move */
    } items[RIVALS_MAX];
    size_t len;
} rivals;

static void find_rivals(const dl_reading *r, rivals *ret)
{
    ret->len = 0;
    for (size_t s = 0; s < r->spans.len && ret->len < RIVALS_MAX; s++) {
        const dl_span *span = &r->spans.items[s];
        if (span->dropped || span->entity->kind != DL_KIND_ORGANISATION)
            continue;
        for (size_t i = span->first + 1; i < span->end && ret->len < RIVALS_MAX; i++) {
            dl_hit alias = r->hits[i][DL_ENTRY_ALIAS], body = r->hits[i][DL_ENTRY_BODY];
            if (!alias.words || alias.words != body.words || i + alias.words != span->end)
                continue;
            ret->items[ret->len].entry = alias.entry;
            ret->items[ret->len++].span = *span;
        }
    }
}

/* Whether the text speaks of a country whose body is listed by the name at WORD and is not ENTITY. */
static bool is_listed_of_another(const dl_reading *r, size_t word, dl_hit hit,
                                 const dl_entity *entity)
{
    for (const dl_entry *e = dl_hit_next(r, word, hit, hit.entry); e;
         e = dl_hit_next(r, word, hit, e->next)) {
        const dl_listed *listed = &r->gazetteer->entities.items[e->subject];
        if (&listed->entity != entity && dl_country_evidence(r, listed))
            return true;
    }
    return false;
}

/* Whose body the words stand for by the full names in the text. Sets *RET_ADDED where there is any. */
static bool add_rival(dl_reading *r, const rivals *all, size_t word, dl_hit hit, bool *ret_added)
{
    const dl_span *full = NULL;
    bool several = false;
    for (size_t i = 0; i < all->len; i++) {
        if (all->items[i].entry != hit.entry)
            continue;
        several = several || (full && full->entity != all->items[i].span.entity);
        full = &all->items[i].span;
    }
    *ret_added = full && dl_word_is_capital(dl_reading_word(r, word));
    if (!*ret_added)
        return true;
    several = several || is_listed_of_another(r, word, hit, full->entity);
    dl_span span = {.first = (uint32_t)word,
                    .end = (uint32_t)word + hit.words,
                    .entity = full->entity,
                    .listed = full->listed,
                    .form = DL_FORM_NAME,
                    .rule = full->rule,
                    .confidence = several ? UNSURE : SPOKEN_OF};
    return dl_reading_add(r, span, NULL);
}

static bool find_one(dl_reading *r, const rivals *all, size_t word, dl_hit hit)
{
    size_t end = word + hit.words;
    for (size_t i = word; i < end; i++)
        if (r->covered[i])
            return true;
    doubt d = weigh(r, word, hit);
    bool sure, added = false;
    if (!dl_owner_before(r, word) && !has_neighbour(r, word, end) &&
        !add_rival(r, all, word, hit, &added))
        return false;
    if (added)
        return true;
    if (!d.best || has_neighbour(r, word, end) ||
        (d.best->form == DL_FORM_METONYM && dl_capital_is_place(r, word, end, &sure)))
        return true;
    const dl_listed *listed = &r->gazetteer->entities.items[d.best->subject];
    bool place = listed->entity.kind == DL_KIND_COUNTRY || listed->entity.kind == DL_KIND_PLACE;
    bool sign = place && d.best->form != DL_FORM_ACRONYM &&
                (has_sign(r, word, end) || (d.best->form == DL_FORM_DEMONYM && has_office(r, end)));
    bool speaker = listed->entity.kind == DL_KIND_COUNTRY && d.best->form == DL_FORM_NAME &&
                   is_speaker(r, word, end);
    if (!d.most && !sign && !speaker)
        return true;
    bool state = d.tie && speaker && is_of_states(r, end);
    dl_span span = {.first = (uint32_t)word,
                    .end = (uint32_t)end,
                    .entity = &listed->entity,
                    .listed = listed,
                    .form = d.best->form,
                    .rule = DL_RULE_GAZETTEER,
                    .confidence = state     ? BY_SIGN
                                  : d.tie   ? UNSURE
                                  : d.home  ? DL_HOME_SURE
                                  : d.most  ? SPOKEN_OF
                                  : speaker ? BY_SPEECH
                                            : BY_SIGN};
    if (!dl_reading_add(r, span, &added))
        return false;
    r->evidence[d.best->subject] += added && (!d.tie || state);
    return true;
}

/* A text that names a country's towns, bodies or persons speaks of the country. */
static void note_countries(dl_reading *r)
{
    for (size_t i = 0; i < r->spans.len; i++) {
        const dl_listed *listed = r->spans.items[i].listed;
        if (r->spans.items[i].dropped || !listed || listed->outlet ||
            listed->entity.kind == DL_KIND_COUNTRY)
            continue;
        size_t country = number_of_country(r, listed);
        if (country != SIZE_MAX)
            r->evidence[country]++;
    }
}

bool dl_find_doubtful(dl_reading *r)
{
    rivals all;
    note_countries(r);
    find_rivals(r, &all);
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < r->words.len; i++) {
            dl_hit hit = r->hits[i][DL_ENTRY_ALIAS];
            if (hit.words && !r->covered[i] && !find_one(r, &all, i, hit))
                return false;
        }
    return true;
}
