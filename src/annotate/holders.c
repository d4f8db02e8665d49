/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Somebody listed by the surname alone, whom the text does not name in full: the one who bears it and holds
 * an office on the day of the text. A title before it must be one that the gazetteer knows her by: "Mayor
 * Johnson" is not the speaker of a parliament, and "Mr. Ali" may be anybody, so those are uncertain. So is
 * whoever is not known to hold an office then, and a surname that is as often a given name, unless the text
 * speaks of that country.
 */
#include <string.h>
#include <strings.h>

#include "annotate/model.h"
#include "annotate/reading.h"

#define LONE_BYTES 4 /* of a surname that stands alone, at least */

enum { NAMED = 88, HOLDER = 80, FORMER = 65, ONE_OF_SEVERAL = 55, UNSURE = 40 };

/* Whether the office is held on DAY, or on a day that is not known at any time. */
static bool is_held(const dl_tenure *t, dl_day day)
{
    return day == DL_DAY_NONE ||
           ((t->from == DL_DAY_NONE || t->from <= day) && (t->to == DL_DAY_NONE || day <= t->to));
}

static bool in_office(const dl_listed *person, dl_day day, const char *country)
{
    for (size_t i = 0; i < person->tenures_count; i++)
        if (is_held(&person->tenures[i], day) &&
            (!country || strcmp(country, person->tenures[i].country) == 0))
            return true;
    return false;
}

/* Whether the person held an office on the day or before; a day that is not known is after all. */
static bool held_before(const dl_listed *person, dl_day day)
{
    bool held = !person->tenures_count;
    for (size_t i = 0; i < person->tenures_count; i++)
        held = held || day == DL_DAY_NONE || person->tenures[i].from == DL_DAY_NONE ||
               person->tenures[i].from <= day;
    return held;
}

dl_holding dl_holding_of(const dl_listed *person, dl_day day)
{
    if (day != DL_DAY_NONE && in_office(person, day, NULL))
        return DL_HELD_NOW;
    return held_before(person, day) ? DL_HELD_BEFORE : DL_HELD_LATER;
}

const char *dl_country_before(const dl_reading *r, size_t word)
{
    if (!dl_reading_before(r, word))
        return NULL;
    const dl_span *span = dl_reading_span(r, word - 1);
    return span && span->listed && span->listed->country[0] ? span->listed->country : NULL;
}

static bool begins_with(const char *word, size_t len, const char *with)
{
    return len >= strlen(with) && memcmp(word, with, strlen(with)) == 0;
}

/* Whether two words of titles, folded, say the same: "chairman", "chairwoman". */
static bool same_office(const char *a, size_t a_len, const char *b, size_t b_len)
{
    static const char *const any[] = {"chair", "spokes"};
    for (size_t i = 0; i < sizeof any / sizeof *any; i++)
        if (begins_with(a, a_len, any[i]) && begins_with(b, b_len, any[i]))
            return true;
    return a_len == b_len && memcmp(a, b, a_len) == 0;
}

/* Whether a word of TITLE, as the gazetteer has it, is the folded WORD. */
static bool has_word(const char *title, const char *word, size_t len)
{
    for (const char *at = title; *at;) {
        char folded[DL_WORD_FOLDED];
        size_t bytes = strcspn(at, " -"), n = dl_word_fold(at, bytes, folded);
        if (n && same_office(folded, n, word, len))
            return true;
        at += bytes;
        at += strspn(at, " -");
    }
    return false;
}

/* Whether a word of the title TITLED is in one of the person's titles; small words and such as "deputy" do
 * not count. */
static bool shares_word(const dl_reading *r, const dl_titled *titled, const dl_listed *person)
{
    for (size_t i = titled->title; i < titled->first; i++) {
        char folded[DL_WORD_FOLDED];
        size_t len;
        const char *text = dl_reading_bytes(r, i, &len);
        size_t n = dl_word_fold(text, len, folded);
        if (!n || dl_reading_word(r, i)->classes & (DL_CLASS_FUNCTION | DL_CLASS_FORMER))
            continue;
        for (size_t t = 0; t < person->tenures_count; t++)
            if (has_word(person->tenures[t].title, folded, n))
                return true;
    }
    return false;
}

/* Whether the last word of the title is one of COUNT words. */
static bool is_title(const dl_reading *r, const dl_titled *titled, const char *const *words,
                     size_t count)
{
    char folded[DL_WORD_FOLDED];
    size_t len;
    const char *text = dl_reading_bytes(r, titled->first - 1, &len);
    size_t n = dl_word_fold(text, len, folded);
    for (size_t i = 0; n && i < count; i++)
        if (n == strlen(words[i]) && memcmp(folded, words[i], n) == 0)
            return true;
    return false;
}

bool dl_is_any_office(const dl_reading *r, const dl_titled *titled)
{
    static const char *const words[] = {"leader", "chief", "head", "ruler", "strongman"};
    return is_title(r, titled, words, sizeof words / sizeof *words);
}

bool dl_is_polite(const dl_reading *r, const dl_titled *titled)
{
    static const char *const words[] = {"mr", "mrs", "ms"};
    return is_title(r, titled, words, sizeof words / sizeof *words);
}

bool dl_goes_before_given(const dl_reading *r, const dl_titled *titled)
{
    static const char *const words[] = {"mr", "mrs", "ms", "miss", "dr", "prof", "professor"};
    uint32_t entry = r->hits[titled->title][DL_ENTRY_TITLE].entry;
    return entry && (r->gazetteer->entries.items[entry].subject != DL_TITLE_POLITE ||
                     is_title(r, titled, words, sizeof words / sizeof *words));
}

static bool has_post(const dl_reading *r, uint32_t office, const dl_listed *person)
{
    const dl_post *posts;
    size_t count = dl_gazetteer_posts(r->gazetteer, office, 0, &posts);
    for (size_t i = 0; i < count; i++)
        if (&r->gazetteer->entities.items[posts[i].person] == person)
            return true;
    return false;
}

/* Whether one of the person's titles ends with the whole of TITLED, which is an office: "House Speaker" with "Speaker", but
 * "Vice President" not with "President". */
static bool ends_with_title(const dl_reading *r, const dl_titled *titled, const dl_listed *person)
{
    size_t len;
    const char *text = dl_reading_bytes(r, titled->title, &len);
    len = dl_reading_word(r, titled->first - 1)->end - dl_reading_word(r, titled->title)->start;
    for (size_t i = 0; i < person->tenures_count; i++) {
        const char *title = person->tenures[i].title;
        size_t all = strlen(title), last = all > len + 1 ? all - len - 1 : 0;
        if (!last || title[last] != ' ' || strncasecmp(title + last + 1, text, len) != 0)
            continue;
        const char *before = memrchr(title, ' ', last);
        before = before ? before + 1 : title;
        char folded[DL_WORD_FOLDED];
        size_t n = dl_word_fold(before, (size_t)(title + last - before), folded);
        uint32_t word =
            dl_lexicon_find(r->gazetteer->lexicon, folded, n, dl_lexicon_hash(folded, n));
        if (!(dl_lexicon_classes(r->gazetteer->lexicon, word) & DL_CLASS_FORMER))
            return true;
    }
    return false;
}

/* By an office that the whole of it is, or by one of its words. */
bool dl_knows_title(const dl_reading *r, const dl_titled *titled, const dl_listed *person)
{
    if (dl_is_any_office(r, titled))
        return true;
    dl_hit hit = r->hits[titled->title][DL_ENTRY_OFFICE];
    bool office = false;
    if (hit.words != titled->first - titled->title)
        hit = (dl_hit){0};
    for (uint32_t i = hit.words ? hit.entry : 0; i; i = r->gazetteer->entries.items[i].next) {
        const dl_entry *entry = &r->gazetteer->entries.items[i];
        if (entry->type != DL_ENTRY_OFFICE || entry->words != hit.words || entry->doubtful)
            continue;
        if (has_post(r, entry->subject, person))
            return true;
        office = true;
    }
    return office ? ends_with_title(r, titled, person) : shares_word(r, titled, person);
}

/* Of some bearers of a surname those who are meant most likely so far. */
typedef struct choice {
    const dl_listed *person;
    size_t count;
} choice;

static void choose(choice *c, const dl_listed *person)
{
    c->person = person;
    c->count++;
}

const dl_listed *dl_holder_titled(const dl_reading *r, const dl_titled *titled,
                                  uint8_t *ret_confidence)
{
    const dl_bearer *bearers;
    uint32_t word = dl_reading_word(r, titled->first)->id;
    size_t count = word ? dl_gazetteer_bearers(r->gazetteer, word, &bearers) : 0;
    const char *country = dl_country_before(r, titled->title);
    dl_day day = r->input->day;
    choice holder = {0}, former = {0}, other = {0}, compatriot = {0};
    for (size_t i = 0; i < count; i++) {
        const dl_listed *person = &r->gazetteer->entities.items[bearers[i].person];
        bool then = day != DL_DAY_NONE && in_office(person, day, NULL);
        bool own =
            !country || strcmp(person->country, country) == 0 || in_office(person, day, country);
        if (!own || !dl_knows_title(r, titled, person)) {
            if (then || count == 1)
                choose(&other, person);
            continue;
        }
        choose(then ? &holder : &former, person);
        if (country)
            choose(&compatriot, person);
    }
    *ret_confidence = HOLDER;
    if (holder.count == 1)
        return holder.person;
    if (compatriot.count == 1 && day == DL_DAY_NONE)
        return compatriot.person;
    if (!holder.count && former.count == 1) {
        *ret_confidence = held_before(former.person, day) ? FORMER : UNSURE;
        return former.person;
    }
    *ret_confidence = UNSURE;
    if (holder.count || former.count || other.count != 1)
        return NULL;
    if (count == 1 && dl_is_polite(r, titled) && in_office(other.person, day, NULL) &&
        !(dl_reading_word(r, titled->first)->classes & DL_CLASS_GIVEN) &&
        dl_country_evidence(r, other.person))
        *ret_confidence = FORMER;
    return other.person;
}

const dl_listed *dl_holder_alone(const dl_reading *r, size_t word, uint8_t *ret_confidence)
{
    const dl_bearer *bearers;
    const dl_word *w = dl_reading_word(r, word);
    size_t count = w->id ? dl_gazetteer_bearers(r->gazetteer, w->id, &bearers) : 0;
    choice all = {0}, then = {0};
    for (size_t i = 0; i < count; i++) {
        const dl_listed *person = &r->gazetteer->entities.items[bearers[i].person];
        if (held_before(person, r->input->day))
            choose(&all, person);
        if (r->input->day != DL_DAY_NONE && in_office(person, r->input->day, NULL))
            choose(&then, person);
    }
    const choice *best = then.count ? &then : &all;
    bool plain = all.count == 1 && !(w->classes & DL_CLASS_GIVEN);
    bool told = plain || (best->count == 1 && dl_country_evidence(r, best->person));
    *ret_confidence = !then.count || !told ? UNSURE : plain ? FORMER : ONE_OF_SEVERAL;
    return best->count == 1 ? best->person : NULL;
}

bool dl_is_in_office(const dl_reading *r, const dl_entity *entity)
{
    size_t number =
        r->input->day == DL_DAY_NONE ? SIZE_MAX : dl_gazetteer_number(r->gazetteer, entity->id);
    return number != SIZE_MAX &&
           in_office(&r->gazetteer->entities.items[number], r->input->day, NULL);
}

bool dl_is_listed_surname(const dl_reading *r, size_t word)
{
    const dl_bearer *bearers;
    uint32_t id = dl_reading_word(r, word)->id;
    size_t count = id ? dl_gazetteer_bearers(r->gazetteer, id, &bearers) : 0, i = 0;
    while (i < count &&
           !held_before(&r->gazetteer->entities.items[bearers[i].person], r->input->day))
        i++;
    return i < count;
}

/* Whether no word list has the word but as a name. */
static bool is_no_common_word(const dl_reading *r, size_t word)
{
    return r->tagger && !(dl_reading_known(r, word) & 1u << DL_KNOWN_BIT_COMMON);
}

/* Whether a verb of going or in the past tense follows the word ("Macron left"), or "and" and another listed surname; it
 * may be a common word, but none of a time, place or body. */
static bool acts(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *next = dl_reading_word(r, word + 1);
    size_t len;
    const char *text = dl_reading_bytes(r, word + 1, &len);
    uint32_t things = 1u << DL_KNOWN_BIT_NOUN_TIME | 1u << DL_KNOWN_BIT_NOUN_PLACE |
                      1u << DL_KNOWN_BIT_NOUN_GROUP;
    if (!dl_word_joins(w) || next->shape != DL_SHAPE_LOWER || dl_reading_known(r, word) & things)
        return false;
    if (next->classes & DL_CLASS_LINK && !(next->classes & DL_CLASS_OF))
        return dl_word_is_capital(dl_reading_word(r, word + 2)) &&
               dl_is_listed_surname(r, word + 2);
    return next->classes & (DL_CLASS_SAY | DL_CLASS_MOTION) ||
           (len > 4 && memcmp(text + len - 2, "ed", 2) == 0);
}

/* Whether the word stands where a name may that letter case does not tell: at the head of a sentence, or in capitals
 * there, behind a small word, or before a verb. */
static bool stands_out(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *next = dl_reading_word(r, word + 1);
    const dl_word *before = dl_reading_before(r, word);
    if (w->flags & DL_WORD_POSSESSIVE || (dl_word_joins(w) && next->classes & DL_CLASS_SAY))
        return true;
    if (w->flags & DL_WORD_CAPITALS)
        return is_no_common_word(r, word) || w->flags & DL_WORD_FIRST ||
               (before && before->classes & DL_CLASS_FUNCTION);
    return !(w->flags & DL_WORD_FIRST) ||
           (r->input->day != DL_DAY_NONE && (is_no_common_word(r, word) || acts(r, word)));
}

/* Whether the word, which is short or a common family name, is no other word: "Xi left". */
static bool is_short_surname(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *next = dl_reading_word(r, word + 1);
    bool verb = dl_word_joins(w) && next->shape == DL_SHAPE_LOWER &&
                !(next->classes & (DL_CLASS_FUNCTION | DL_CLASS_ARTICLE));
    return w->shape == DL_SHAPE_CAPITAL && w->classes & DL_CLASS_CHINESE &&
           r->input->day != DL_DAY_NONE &&
           (verb || !(w->flags & DL_WORD_FIRST) || w->flags & DL_WORD_POSSESSIVE);
}

/* Whether a word beside a surname in a headline may be a part of the same name, for nothing explains it and it is no common
 * word: "Torvald Orban". */
static bool has_unexplained(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *before = dl_reading_before(r, word);
    if (before && !(before->flags & DL_WORD_POSSESSIVE) && dl_is_name_word(before) &&
        !dl_reading_span(r, word - 1) && !(before->flags & DL_WORD_TITLE) &&
        !dl_reading_is_common(r, word - 1) && !dl_is_pair(r, word - 1))
        return true;
    return dl_word_joins(w) && !dl_is_pair(r, word) && !(w->flags & DL_WORD_POSSESSIVE) &&
           dl_is_name_word(dl_reading_word(r, word + 1)) && !dl_reading_span(r, word + 1) &&
           !dl_reading_is_common(r, word + 1);
}

/* Whether the word can be the surname of somebody in office without any other sign: no other listed
 * name, no title, no given name or common family name, no common word at a sentence's start. */
static bool is_lone_surname(const dl_reading *r, size_t word)
{
    const uint32_t families = DL_CLASS_KOREAN | DL_CLASS_CHINESE | DL_CLASS_VIETNAMESE;
    const dl_word *w = dl_reading_word(r, word), *before = dl_reading_before(r, word);
    if (r->hits[word][DL_ENTRY_ALIAS].words || w->flags & DL_WORD_TITLE ||
        w->classes & (DL_CLASS_GIVEN | DL_CLASS_NOT_PERSON | DL_CLASS_DATE | DL_CLASS_FUNCTION))
        return false;
    if (w->flags & DL_WORD_TITLED && (r->input->day == DL_DAY_NONE || !is_no_common_word(r, word)))
        return false;
    if (r->tagger && w->flags & (DL_WORD_TITLED | DL_WORD_CAPITALS) && has_unexplained(r, word))
        return false;
    bool plain = w->end - w->start >= LONE_BYTES && !(w->classes & families);
    if (plain ? !stands_out(r, word) : !is_short_surname(r, word))
        return false;
    bool article = before && before->classes & DL_CLASS_ARTICLE && !dl_is_pair(r, word);
    return !article && !dl_seen_lower(r, w) && !dl_has_neighbour(r, word, word);
}

/* The one listed person who bears the surname at WORD and is in office on the day for the country that stands before it
 * with a possessive ("Turkey's Erdogan"); on an unknown day the only one of that country, unsurely. NULL for none or
 * several. */
static const dl_listed *find_of_country(const dl_reading *r, size_t word, uint8_t *ret_confidence)
{
    const dl_bearer *bearers;
    const dl_word *w = dl_reading_word(r, word), *before = dl_reading_before(r, word);
    const char *country =
        before && before->flags & DL_WORD_POSSESSIVE ? dl_country_before(r, word) : NULL;
    size_t count = country && !dl_has_neighbour(r, word, word)
                       ? dl_gazetteer_bearers(r->gazetteer, w->id, &bearers)
                       : 0;
    choice found = {0};
    for (size_t i = 0; i < count; i++) {
        const dl_listed *person = &r->gazetteer->entities.items[bearers[i].person];
        if (strcmp(person->country, country) == 0 && in_office(person, r->input->day, NULL))
            choose(&found, person);
    }
    *ret_confidence = r->input->day == DL_DAY_NONE ? UNSURE : FORMER;
    return found.count == 1 ? found.person : NULL;
}

/* Adds the surname at WORD without title or full name, where one listed person who bears it was in office on the
 * day (of several bearers of the name, or on an unknown day one alone, who is uncertain then), or is named in
 * full here in another spelling: "Merkel". */
bool dl_add_holder(dl_reading *r, size_t word)
{
    dl_span span = {.first = (uint32_t)word,
                    .end = (uint32_t)word + 1,
                    .form = DL_FORM_SURNAME,
                    .rule = DL_RULE_OFFICE_HOLDER};
    const dl_word *w = dl_reading_word(r, word);
    if (!w->id)
        return true;
    span.listed = find_of_country(r, word, &span.confidence);
    if (!span.listed && is_lone_surname(r, word))
        span.listed = dl_holder_alone(r, word, &span.confidence);
    if (!span.listed)
        return true;
    bool named = r->evidence[span.listed - r->gazetteer->entities.items];
    if (!named && !in_office(span.listed, r->input->day, NULL))
        return true;
    if (named)
        span.confidence = NAMED;
    span.entity = &span.listed->entity;
    return dl_reading_add(r, span, NULL);
}
