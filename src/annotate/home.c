/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Of which country a text is: that of the town in its dateline, or else the one that it speaks of. Bodies named alone
 * ("the Foreign Ministry") are that country's where nothing else tells, and so is a party whose name those of other
 * countries bear, too ("the Democratic Party").
 *
 * What stands where a dateline has its place is a place, though the name may mean something else elsewhere ("BRUSSELS,
 * March 4 (Agency) - ..."), and what stands where it has its agency is an agency ("(PTI)"): of several that of the country.
 */
#include <stdio.h>
#include <string.h>

#include "annotate/home.h"
#include "annotate/metonym.h"

#define HEAD_BYTES 400 /* of a body, that its dateline begins within */
#define DAY_WORDS 10   /* between the place of a dateline and its agency */
#define SPOKEN_LEAST 2 /* mentions that make a country the one a text speaks of */
#define ABROAD_LEAST 3 /* mentions of another country that tell of a correspondent abroad */
#define MAJORITY 3     /* how much more a country must be spoken of than any other */

enum { DATELINE = 80, ONE_OF_SEVERAL = 60, SAID = 84 };

/* Towns whose datelines stand over news of other countries, for bodies of many countries meet there. */
static const char *const seats[] = {"place/brussels", "place/geneva",    "place/luxembourg",
                                    "place/new-york", "place/the-hague", "place/vienna"};

static const dl_listed *subject_of(const dl_reading *r, const dl_entry *entry)
{
    return &r->gazetteer->entities.items[entry->subject];
}

static const dl_listed *find_country(const dl_reading *r, const char *code)
{
    char id[sizeof "country/" + 4];
    snprintf(id, sizeof id, "country/%.3s", code);
    size_t number = *code ? dl_gazetteer_number(r->gazetteer, id) : SIZE_MAX;
    return number == SIZE_MAX ? NULL : &r->gazetteer->entities.items[number];
}

/* The places and countries that the name in a dateline is listed for. */
typedef struct towns {
    const dl_entry *place, *country; /* country: itself, or as the one whose capital it is */
    bool sure;                       /* one is listed without doubt */
    bool several;                    /* places */
} towns;

/* The country that is named behind the town, as in "SAN JOSE, Costa Rica"; "" for none. */
static const char *country_behind(const dl_reading *r, size_t end)
{
    if (end >= r->words.len || dl_reading_word(r, end - 1)->gap != DL_GAP_COMMA)
        return "";
    dl_hit hit = r->hits[end][DL_ENTRY_ALIAS];
    for (const dl_entry *e = dl_hit_next(r, end, hit, hit.entry); e;
         e = dl_hit_next(r, end, hit, e->next)) {
        dl_kind kind = subject_of(r, e)->entity.kind;
        if ((kind == DL_KIND_COUNTRY || kind == DL_KIND_PLACE) && e->form != DL_FORM_DEMONYM)
            return subject_of(r, e)->country;
    }
    return "";
}

static towns find_towns(const dl_reading *r, size_t word, dl_hit hit)
{
    towns t = {0};
    const char *behind = country_behind(r, word + hit.words);
    for (const dl_entry *e = dl_hit_next(r, word, hit, hit.entry); e;
         e = dl_hit_next(r, word, hit, e->next)) {
        const dl_listed *listed = subject_of(r, e);
        bool place = listed->entity.kind == DL_KIND_PLACE;
        if ((!place && listed->entity.kind != DL_KIND_COUNTRY) || e->form == DL_FORM_DEMONYM ||
            (*behind && strcmp(listed->country, behind) != 0))
            continue;
        t.sure = t.sure || !e->doubtful;
        t.several = t.several || (place && t.place && t.place->subject != e->subject);
        if (place && !t.place)
            t.place = e;
        else if (!place && (!t.country || t.country->doubtful))
            t.country = e;
    }
    return t;
}

/* Of several places of that name the capital. */
static const dl_entry *capital_of(const dl_reading *r, size_t word, dl_hit hit,
                                  const dl_entry *country)
{
    for (const dl_entry *e = dl_hit_next(r, word, hit, hit.entry); e;
         e = dl_hit_next(r, word, hit, e->next))
        if (subject_of(r, e)->entity.kind == DL_KIND_PLACE &&
            strcmp(subject_of(r, e)->country, subject_of(r, country)->country) == 0)
            return e;
    return NULL;
}

static bool is_seat(const dl_listed *place)
{
    for (size_t i = 0; place && i < sizeof seats / sizeof *seats; i++)
        if (strcmp(place->entity.id, seats[i]) == 0)
            return true;
    return false;
}

/* Adds the place of the dateline where its name is listed as doubtful; what is listed without doubt is found as
 * everywhere. Notes its country. */
static bool add_place(dl_reading *r, size_t word, dl_hit hit)
{
    towns t = find_towns(r, word, hit);
    if (!t.place && !t.country)
        return true;
    const dl_entry *capital = t.country ? capital_of(r, word, hit, t.country) : NULL;
    const dl_entry *best = capital ? capital : t.place ? t.place : t.country;
    const dl_listed *listed = subject_of(r, best);
    if (t.country || !t.several)
        r->home.country = find_country(r, subject_of(r, t.country ? t.country : best)->country);
    r->home.dateline = r->home.country;
    r->home.word = (uint32_t)word;
    r->home.seat = is_seat(listed);
    r->home.sure = r->home.country && !r->home.seat;
    if (t.sure || (!capital && !t.place))
        return true;
    dl_span span = {.first = (uint32_t)word,
                    .end = (uint32_t)word + hit.words,
                    .entity = &listed->entity,
                    .listed = listed,
                    .form = DL_FORM_NAME,
                    .rule = DL_RULE_GAZETTEER,
                    .confidence = t.several && !t.country ? DL_HOME_UNSURE
                                  : t.several             ? ONE_OF_SEVERAL
                                                          : DATELINE};
    r->evidence[best->subject]++;
    return dl_reading_add(r, span, NULL);
}

const dl_entry *dl_agency_at(const dl_reading *r, size_t word)
{
    dl_hit hit = r->hits[word][DL_ENTRY_ALIAS];
    const dl_entry *found = NULL;
    bool several = false;
    for (const dl_entry *e = dl_hit_next(r, word, hit, hit.entry); e && hit.words == 1;
         e = dl_hit_next(r, word, hit, e->next)) {
        const dl_listed *listed = subject_of(r, e);
        if (!listed->outlet)
            continue;
        if (r->home.dateline && strcmp(listed->country, r->home.dateline->country) == 0)
            return e;
        several = several || (found && found->subject != e->subject);
        found = e;
    }
    return several ? NULL : found;
}

/* Whether the name at WORD is listed for something else than ENTRY, or as doubtful. */
static bool is_open(const dl_reading *r, size_t word, const dl_entry *entry)
{
    dl_hit hit = r->hits[word][DL_ENTRY_ALIAS];
    for (const dl_entry *e = dl_hit_next(r, word, hit, hit.entry); e;
         e = dl_hit_next(r, word, hit, e->next))
        if (e->subject != entry->subject || e->doubtful)
            return true;
    return false;
}

/* Adds the agency of the dateline whose place ends before WORD: "(PTI)" behind a day. */
static bool add_agency(dl_reading *r, size_t word)
{
    size_t at = word;
    while (at < r->words.len && at < word + DAY_WORDS && !dl_is_enclosed(r, at)) {
        const dl_word *w = dl_reading_word(r, at++);
        if (w->gap == DL_GAP_BREAK || (w->shape != DL_SHAPE_OTHER && !dl_word_is_capital(w)))
            return true;
    }
    const dl_entry *agency =
        at < r->words.len && dl_is_enclosed(r, at) ? dl_agency_at(r, at) : NULL;
    if (!agency)
        return true;
    const dl_listed *listed = subject_of(r, agency);
    r->home.domestic = r->home.dateline && strcmp(listed->country, r->home.dateline->country) == 0;
    if (!is_open(r, at, agency))
        return true;
    r->evidence[agency->subject]++;
    const dl_span span = {.first = (uint32_t)at,
                          .end = (uint32_t)at + 1,
                          .entity = &listed->entity,
                          .listed = listed,
                          .form = agency->form,
                          .rule = DL_RULE_AGENCY,
                          .confidence = SAID};
    return dl_reading_add(r, span, NULL);
}

bool dl_find_dateline(dl_reading *r)
{
    size_t i = 0;
    while (i < r->words.len && !(dl_reading_word(r, i)->flags & DL_WORD_BODY))
        i++;
    for (; i < r->words.len && dl_reading_word(r, i)->start < HEAD_BYTES; i++) {
        dl_hit hit = r->hits[i][DL_ENTRY_ALIAS];
        if (hit.words && dl_reading_word(r, i)->flags & DL_WORD_FIRST &&
            dl_is_dateline(r, i, i + hit.words))
            return add_place(r, i, hit) && add_agency(r, i + hit.words);
    }
    return true;
}

/* How often the text speaks of each country, by its two letters. */
typedef struct tally {
    uint32_t counts['Z' - 'A' + 1]['Z' - 'A' + 1];
    uint32_t most, second; /* of the country that is spoken of most, and of the next */
    char top[3];           /* the former */
} tally;

/* The number of the country of those two letters; NULL where they are none. */
static uint32_t *count_of(tally *t, const char *code)
{
    bool letters = code[0] >= 'A' && code[0] <= 'Z' && code[1] >= 'A' && code[1] <= 'Z';
    return letters ? &t->counts[code[0] - 'A'][code[1] - 'A'] : NULL;
}

/* The two letters of the country that SPAN tells of; "" for none. News agencies tell of none. */
static const char *told_by(const dl_span *span)
{
    const dl_listed *listed = span->listed;
    if (span->dropped || (listed && listed->outlet))
        return "";
    if (listed)
        return listed->country[0] || !listed->tenures_count ? listed->country
                                                            : listed->tenures[0].country;
    const char *id = span->entity->id;
    return strncmp(id, "org/", 4) == 0 && strlen(id) > 7 && id[6] == '/' ? id + 4 : "";
}

static void count_countries(const dl_reading *r, tally *t)
{
    const dl_span *place = r->home.dateline ? dl_reading_span(r, r->home.word) : NULL;
    for (size_t i = 0; i < r->spans.len; i++) {
        const char *code = told_by(&r->spans.items[i]);
        uint32_t *count = &r->spans.items[i] == place ? NULL : count_of(t, code);
        if (!count)
            continue;
        bool top = memcmp(code, t->top, 2) == 0;
        if (++*count > t->most) {
            t->second = top ? t->second : t->most;
            t->most = *count;
            memcpy(t->top, code, 2);
        } else if (!top && *count > t->second) {
            t->second = *count;
        }
    }
}

void dl_weigh_home(dl_reading *r)
{
    tally t = {0};
    count_countries(r, &t);
    if (!r->home.dateline) {
        bool one = t.most >= SPOKEN_LEAST && t.most >= MAJORITY * t.second;
        r->home.country = one ? find_country(r, t.top) : NULL;
        r->home.sure = r->home.country && t.second == 0;
        return;
    }
    const char *own = r->home.dateline->country;
    const uint32_t *count = count_of(&t, own);
    uint32_t at_home = count ? *count : 0;
    uint32_t others = strncmp(t.top, own, 2) == 0 ? t.second : t.most;
    bool abroad = !at_home && others >= (r->home.seat ? 1 : ABROAD_LEAST) && !r->home.domestic;
    r->home.sure = !abroad && (!r->home.seat || at_home > others);
    if (abroad)
        r->home.country = t.most > t.second ? find_country(r, t.top) : NULL;
}

bool dl_is_at_home(const dl_reading *r, const dl_listed *listed)
{
    return r->home.sure && listed->entity.kind == DL_KIND_ORGANISATION &&
           strcmp(listed->country, r->home.country->country) == 0;
}

const dl_entry *dl_own_entry(const dl_reading *r, size_t word, dl_hit hit, bool *ret_owned)
{
    const char *owner = dl_owner_before(r, word);
    const dl_entry *found = NULL;
    *ret_owned = owner;
    if (!owner && (!r->home.sure || hit.words < 2))
        return NULL;
    for (const dl_entry *e = dl_hit_next(r, word, hit, hit.entry); e;
         e = dl_hit_next(r, word, hit, e->next)) {
        const dl_listed *listed = subject_of(r, e);
        if (e->form != DL_FORM_NAME || listed->entity.kind != DL_KIND_ORGANISATION ||
            strcmp(listed->country, owner ? owner : r->home.country->country) != 0)
            continue;
        if (found && found->subject != e->subject)
            return NULL;
        found = e;
    }
    return found;
}

/* Whether organisations of countries are listed by the words [first, end); *RET_COUNTRY is whose that is here, "" where
 * nothing tells. */
static bool is_shared(const dl_reading *r, size_t first, size_t end, const char **ret_country)
{
    dl_hit hit = r->hits[first][DL_ENTRY_ALIAS];
    const char *owner = dl_owner_before(r, first);
    *ret_country = owner ? owner : r->home.sure ? r->home.country->country : "";
    if (hit.words != end - first || hit.words < 2)
        return false;
    for (const dl_entry *e = dl_hit_next(r, first, hit, hit.entry); e;
         e = dl_hit_next(r, first, hit, e->next)) {
        const dl_listed *listed = subject_of(r, e);
        if (listed->entity.kind == DL_KIND_ORGANISATION && listed->country[0])
            return true;
    }
    return false;
}

bool dl_is_ownerless(const dl_reading *r, size_t first, size_t end)
{
    const char *country;
    return r->hits[first][DL_ENTRY_BODY].words == end - first ||
           (is_shared(r, first, end, &country) && !country[0]);
}

const char *dl_organisation_id(dl_reading *r, const char *name, size_t first, size_t end)
{
    const char *country, *prefix = "org/";
    if (is_shared(r, first, end, &country) && country[0])
        prefix = dl_arena_printf(r->arena, "org/%.2s/", country);
    return prefix ? dl_reading_id(r, prefix, name) : NULL;
}
