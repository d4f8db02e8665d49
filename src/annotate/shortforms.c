/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Short forms of persons: a full name that stands elsewhere in the text without its sign; a surname,
 * which means the last person of that name before it, or the only one of the text; a title and a
 * surname, which may mean somebody in office whom the text never names in full. Where two persons
 * answer to the surname the mention is kept and marked uncertain.
 */
#include <stdlib.h>
#include <string.h>

#include "annotate/reading.h"
#include "dateline/vec.h"

#define LONE_BYTES 4 /* of a surname that stands alone, at least */

enum {
    AGAIN = 85,
    SURNAME = 88,
    UNSURE = 40,
    HOLDER = 80,
    FORMER = 65,
    TITLED = 62,
    TITLED_SMALL = 55
};

static int compare_namesakes(const void *a, const void *b)
{
    const dl_namesake *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->word > y->word) - (x->word < y->word);
}

static void sort_namesakes(dl_reading *r)
{
    if (r->namesakes.len)
        qsort(r->namesakes.items, r->namesakes.len, sizeof *r->namesakes.items, compare_namesakes);
}

/* The persons of the text called HASH for short: the first of them, and how many names. */
static const dl_namesake *find_namesakes(const dl_reading *r, uint32_t hash, size_t *ret_count)
{
    size_t from = 0, to = r->namesakes.len;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (r->namesakes.items[middle].hash < hash)
            from = middle + 1;
        else
            to = middle;
    }
    size_t count = 0;
    while (from + count < r->namesakes.len && r->namesakes.items[from + count].hash == hash)
        count++;
    *ret_count = count;
    return count ? &r->namesakes.items[from] : NULL;
}

/* Which of COUNT namesakes the surname at WORD means: the last before it, else the first. Sets
 * whether there are several persons. */
static const dl_namesake *pick_namesake(const dl_namesake *all, size_t count, size_t word,
                                        bool *ret_several)
{
    const dl_namesake *picked = all;
    *ret_several = false;
    for (size_t i = 0; i < count; i++) {
        *ret_several = *ret_several || all[i].entity != all[0].entity;
        if (all[i].word < word)
            picked = &all[i];
    }
    return picked;
}

/* Whether a capitalised neighbour makes the surname [first, word] a part of somebody else's name, or of
 * something's ("Anna Peskova", "Peskov Street"). */
static bool has_neighbour(const dl_reading *r, size_t first, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *next = dl_reading_word(r, word + 1);
    if (w->flags & (DL_WORD_TITLED | DL_WORD_CAPITALS))
        return dl_word_joins(w) && next->classes & DL_CLASS_NOT_PERSON;
    const dl_word *before = dl_reading_before(r, first);
    if (first > 0 && dl_reading_word(r, first - 1)->gap == DL_GAP_POINT &&
        !(w->flags & DL_WORD_FIRST) && dl_reading_word(r, first - 1)->shape == DL_SHAPE_INITIAL)
        return true;
    if (before && dl_is_name_word(before) && !dl_reading_span(r, first - 1) &&
        !(before->flags & (DL_WORD_POSSESSIVE | DL_WORD_FIRST | DL_WORD_TITLE)))
        return true;
    return (w->gap == DL_GAP_SPACE || w->gap == DL_GAP_HYPHEN) &&
           !(w->flags & DL_WORD_POSSESSIVE) && dl_is_name_word(next) &&
           !dl_reading_span(r, word + 1);
}

/* Whether the word, which is somebody's surname, is one here and not a month, a listed place ("in
 * Jordan"), or an ordinary word with the capital that a sentence begins with. */
static bool is_surname_here(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *next = dl_reading_word(r, word + 1);
    bool verb = w->flags & DL_WORD_POSSESSIVE || (dl_word_joins(w) && next->classes & DL_CLASS_SAY);
    const dl_word *before = dl_reading_before(r, word);
    if (w->classes & DL_CLASS_DATE)
        return verb || (before && before->classes & DL_CLASS_SAY);
    bool listed = r->hits[word][DL_ENTRY_ALIAS].words;
    if (listed && before && before->classes & DL_CLASS_IN)
        return false;
    if (listed && w->flags & DL_WORD_POSSESSIVE && next->classes & DL_CLASS_STATE)
        return false;
    if (w->flags & DL_WORD_FIRST && (dl_seen_lower(r, w) || w->classes & DL_CLASS_FUNCTION))
        return verb;
    return !(w->classes & DL_CLASS_FUNCTION) || !(w->flags & DL_WORD_FIRST);
}

static bool is_name_shape(const dl_word *word)
{
    if (word->flags & DL_WORD_STRANGE)
        return false;
    if (word->shape == DL_SHAPE_UPPER)
        return word->flags & DL_WORD_CAPITALS || word->end - word->start >= 5;
    return word->shape == DL_SHAPE_CAPITAL || word->shape == DL_SHAPE_MIXED;
}

/* How far before WORD the surname of NAMESAKE begins: its particles ("von der" Leyen) and what a
 * hyphen joins to it. */
static size_t surname_start(const dl_reading *r, size_t word, const dl_namesake *namesake)
{
    const dl_span *full = dl_reading_span(r, namesake->word);
    if (!full || full->family_first)
        return word;
    size_t start = word, at = full->end - 1;
    while (start > 0 && at > full->first + 1 && !r->covered[start - 1]) {
        const dl_word *listed = dl_reading_word(r, at - 1), *here = dl_reading_word(r, start - 1);
        bool hyphened = listed->gap == DL_GAP_HYPHEN && here->gap == DL_GAP_HYPHEN;
        if (here->hash != listed->hash || (!hyphened && !(listed->classes & DL_CLASS_PARTICLE)))
            break;
        start--;
        at--;
    }
    return start;
}

static bool add_surname(dl_reading *r, size_t word)
{
    size_t count;
    bool several;
    const dl_word *w = dl_reading_word(r, word);
    if (!is_name_shape(w))
        return true;
    const dl_namesake *all = find_namesakes(r, w->hash, &count);
    if (!all || !is_surname_here(r, word))
        return true;
    const dl_namesake *namesake = pick_namesake(all, count, word, &several);
    size_t first = surname_start(r, word, namesake);
    if (has_neighbour(r, first, word))
        return true;
    dl_span span = {.first = (uint32_t)first,
                    .end = (uint32_t)word + 1,
                    .entity = namesake->entity,
                    .form = DL_FORM_SURNAME,
                    .rule = DL_RULE_SURNAME,
                    .confidence = several ? UNSURE : SURNAME};
    return dl_reading_add(r, span, NULL);
}

/* A full name, by its first word. */
typedef struct full_name {
    uint32_t hash, span;
} full_name;

static int compare_full_names(const void *a, const void *b)
{
    const full_name *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->span > y->span) - (x->span < y->span);
}

/* Whether the words at WORD are those of SPAN, written as a name. */
static bool same_words(const dl_reading *r, size_t word, const dl_span *span)
{
    for (size_t i = 0; i < span->end - span->first; i++) {
        const dl_word *w = dl_reading_word(r, word + i);
        const dl_word *listed = dl_reading_word(r, span->first + i);
        bool last = i + 1 == span->end - span->first;
        if (w->hash != listed->hash || (dl_word_is_capital(listed) && !dl_word_is_capital(w)) ||
            w->end == w->start || (!last && !dl_word_joins(w) && w->gap != listed->gap))
            return false;
    }
    return true;
}

static bool add_again(dl_reading *r, size_t word, const dl_span full)
{
    dl_span span = full;
    span.first = (uint32_t)word;
    span.end = (uint32_t)(word + full.end - full.first);
    span.rule = DL_RULE_FULL_NAME;
    span.confidence = AGAIN;
    return dl_reading_add(r, span, NULL) && dl_note_person(r, &span);
}

/* Finds the full names again where they stand without their sign. */
static bool find_full_names(dl_reading *r)
{
    struct {
        full_name *items;
        size_t len, size;
    } names = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < r->spans.len; i++) {
        const dl_span *span = &r->spans.items[i];
        if (!span->dropped && span->entity->kind == DL_KIND_PERSON && !span->listed &&
            span->end - span->first > 1) {
            full_name name = {dl_reading_word(r, span->first)->hash, (uint32_t)i};
            ok = dl_vec_push(&names, name);
        }
    }
    if (ok && names.len)
        qsort(names.items, names.len, sizeof *names.items, compare_full_names);
    for (size_t i = 0; ok && names.len && i < r->words.len; i++) {
        full_name key = {r->words.items[i].hash, 0};
        if (r->covered[i] || !dl_word_is_capital(&r->words.items[i]))
            continue;
        size_t from = 0, to = names.len;
        while (from < to) {
            size_t middle = from + (to - from) / 2;
            if (compare_full_names(&names.items[middle], &key) < 0)
                from = middle + 1;
            else
                to = middle;
        }
        for (size_t n = from; n < names.len && n < from + 16 && names.items[n].hash == key.hash;
             n++)
            if (same_words(r, i, &r->spans.items[names.items[n].span])) {
                ok = add_again(r, i, r->spans.items[names.items[n].span]);
                break;
            }
    }
    free(names.items);
    return ok;
}

static bool in_office(const dl_listed *person, dl_day day, const char *country)
{
    for (size_t i = 0; i < person->tenures_count; i++) {
        const dl_tenure *t = &person->tenures[i];
        bool then = day == DL_DAY_NONE || ((t->from == DL_DAY_NONE || t->from <= day) &&
                                           (t->to == DL_DAY_NONE || day <= t->to));
        if (then && (!country || strcmp(country, t->country) == 0))
            return true;
    }
    return false;
}

/* The country named right before the title that begins at TITLE, or NULL. */
static const char *country_before(const dl_reading *r, size_t title)
{
    if (!dl_reading_before(r, title))
        return NULL;
    const dl_span *span = dl_reading_span(r, title - 1);
    return span && span->listed && span->listed->country[0] ? span->listed->country : NULL;
}

/* The one listed person of that surname: in office on the day, then of the country, then at all;
 * NULL where there is none or the signs leave several. */
static const dl_listed *find_holder(const dl_reading *r, uint32_t word, const char *country,
                                    uint8_t *ret_confidence)
{
    const dl_bearer *bearers;
    size_t count = word ? dl_gazetteer_bearers(r->gazetteer, word, &bearers) : 0;
    const dl_listed *holder = NULL, *compatriot = NULL;
    size_t holders = 0, compatriots = 0;
    for (size_t i = 0; i < count; i++) {
        const dl_listed *person = &r->gazetteer->entities.items[bearers[i].person];
        if (r->input->day != DL_DAY_NONE && in_office(person, r->input->day, NULL)) {
            holder = person;
            holders++;
        }
        if (country && (in_office(person, r->input->day, country) ||
                        (r->input->day == DL_DAY_NONE && strcmp(person->country, country) == 0))) {
            compatriot = person;
            compatriots++;
        }
    }
    *ret_confidence = HOLDER;
    if (holders == 1 && (!compatriots || holder == compatriot))
        return holder;
    if (compatriots == 1)
        return compatriot;
    *ret_confidence = FORMER;
    return count == 1 ? &r->gazetteer->entities.items[bearers[0].person] : NULL;
}

/* Whether the word can be the surname of somebody in office without any other sign: no other listed
 * name, no title, no given name or common family name, no word at a sentence's start. */
static bool is_lone_surname(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *before = dl_reading_before(r, word);
    const dl_word *next = dl_reading_word(r, word + 1);
    if (!w->id || !is_name_shape(w) || w->end - w->start < LONE_BYTES ||
        r->hits[word][DL_ENTRY_ALIAS].words || w->flags & (DL_WORD_TITLED | DL_WORD_TITLE) ||
        w->classes & (DL_CLASS_GIVEN | DL_CLASS_KOREAN | DL_CLASS_CHINESE | DL_CLASS_VIETNAMESE |
                      DL_CLASS_NOT_PERSON | DL_CLASS_DATE | DL_CLASS_FUNCTION))
        return false;
    bool verb = w->flags & DL_WORD_POSSESSIVE || (dl_word_joins(w) && next->classes & DL_CLASS_SAY);
    if (w->flags & DL_WORD_FIRST && !verb)
        return false;
    return !(before && before->classes & DL_CLASS_ARTICLE) && !dl_seen_lower(r, w) &&
           !has_neighbour(r, word, word);
}

/* A surname without title or full name, where one listed person alone bears it and was in office on
 * the day (at any time, where the day is not known), or is named in full here in another spelling: "Merkel". */
static bool add_holder(dl_reading *r, size_t word)
{
    const dl_bearer *bearers;
    if (!is_lone_surname(r, word) ||
        dl_gazetteer_bearers(r->gazetteer, dl_reading_word(r, word)->id, &bearers) != 1)
        return true;
    const dl_listed *person = &r->gazetteer->entities.items[bearers->person];
    bool named = r->evidence[bearers->person];
    if (!named && !in_office(person, r->input->day, NULL))
        return true;
    dl_span span = {.first = (uint32_t)word,
                    .end = (uint32_t)word + 1,
                    .entity = &person->entity,
                    .listed = person,
                    .form = DL_FORM_SURNAME,
                    .rule = DL_RULE_OFFICE_HOLDER,
                    .confidence = named                          ? SURNAME
                                  : r->input->day == DL_DAY_NONE ? UNSURE
                                                                 : FORMER};
    return dl_reading_add(r, span, NULL);
}

/* A person whom the text calls only by a title and one word. */
static bool add_unknown(dl_reading *r, dl_titled titled, dl_span span)
{
    const dl_word *w = dl_reading_word(r, titled.first);
    if (dl_seen_lower(r, w) || w->classes & (DL_CLASS_NOT_PERSON | DL_CLASS_SAY | DL_CLASS_SITE) ||
        w->flags & (DL_WORD_TITLED | DL_WORD_CAPITALS) ||
        has_neighbour(r, titled.first, titled.first))
        return true;
    const char *name = dl_reading_text(r, titled.first, titled.end);
    const char *id = name ? dl_reading_id(r, "person/", name) : NULL;
    span.entity = id ? dl_reading_entity(r, id, name, &span.listed) : NULL;
    span.rule = DL_RULE_TITLE;
    span.confidence = titled.capital ? TITLED : TITLED_SMALL;
    if (!span.entity || !dl_reading_add(r, span, NULL))
        return false;
    dl_namesake namesake = {w->hash, titled.first, span.entity};
    return dl_vec_push(&r->namesakes, namesake);
}

/* Decides whose surname stands after a title. */
static bool find_titled(dl_reading *r, dl_titled titled, const dl_namesake *known, size_t count)
{
    bool several;
    const dl_word *w = dl_reading_word(r, titled.first);
    dl_span span = {.first = titled.first, .end = titled.end, .form = DL_FORM_SURNAME};
    if (dl_reading_span(r, titled.first))
        return true;
    if (known) {
        span.entity = pick_namesake(known, count, titled.first, &several)->entity;
        span.rule = DL_RULE_SURNAME;
        span.confidence = several ? UNSURE : SURNAME;
        return dl_reading_add(r, span, NULL);
    }
    span.listed = find_holder(r, w->id, country_before(r, titled.title), &span.confidence);
    if (!span.listed)
        return add_unknown(r, titled, span);
    if (w->classes & DL_CLASS_GIVEN &&
        span.confidence > UNSURE) /* "Prince William" is no Mr. William */
        span.confidence = UNSURE;
    span.entity = &span.listed->entity;
    span.rule = DL_RULE_OFFICE_HOLDER;
    dl_namesake namesake = {w->hash, titled.first, span.entity};
    return dl_reading_add(r, span, NULL) && dl_vec_push(&r->namesakes, namesake);
}

static int compare_hashes(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Whether the word, which stands before a surname, is a given name that the lexicon does not have,
 * and the first of its name. */
static bool is_given_name(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *before = dl_reading_before(r, word);
    if (w->classes & DL_CLASS_DATE) /* "August", but not "in August" or "2 August" */
        return !(w->classes & DL_CLASS_WEEKDAY) && w->shape == DL_SHAPE_CAPITAL &&
               w->gap == DL_GAP_SPACE && !r->covered[word] &&
               !(before && (before->classes & (DL_CLASS_IN | DL_CLASS_FUNCTION) ||
                            before->shape == DL_SHAPE_OTHER));
    if (w->id != 0 || w->gap != DL_GAP_SPACE || !dl_is_name_word(w) || r->covered[word] ||
        w->flags & (DL_WORD_POSSESSIVE | DL_WORD_FIRST))
        return false;
    return !before || !dl_is_name_word(before) || dl_reading_span(r, word - 1) || before->id != 0;
}

/* "President Traore" tells that Traore is a surname: a word that the lexicon does not have, before
 * it elsewhere in the text, is the given name ("Ibrahim Traore"). */
static bool find_given_names(dl_reading *r)
{
    size_t count = r->titled.len;
    uint32_t *surnames = calloc(count + 1, sizeof *surnames);
    if (!surnames)
        return false;
    for (size_t i = 0; i < count; i++)
        surnames[i] = dl_reading_word(r, r->titled.items[i].first)->hash;
    qsort(surnames, count, sizeof *surnames, compare_hashes);
    bool ok = true;
    for (size_t i = 1; ok && count && i < r->words.len; i++) {
        const dl_word *w = dl_reading_word(r, i);
        if (!dl_is_name_word(w) || w->flags & DL_WORD_TITLED || r->covered[i] ||
            !is_given_name(r, i - 1) ||
            !bsearch(&w->hash, surnames, count, sizeof *surnames, compare_hashes))
            continue;
        dl_span span = {.first = (uint32_t)i - 1,
                        .end = (uint32_t)i + 1,
                        .rule = DL_RULE_TITLE,
                        .confidence = TITLED};
        ok = dl_add_person(r, span);
    }
    free(surnames);
    return ok;
}

/* The one person of whom the text has a full name and who is called HASH for short, but OTHER; NULL for none or
 * several. */
static const dl_span *find_full(const dl_reading *r, uint32_t hash, const dl_entity *other)
{
    size_t count;
    const dl_namesake *all = find_namesakes(r, hash, &count);
    const dl_span *found = NULL;
    for (size_t i = 0; i < count; i++) {
        const dl_span *full = dl_reading_span(r, all[i].word);
        if (!full || full->end - full->first < 2 || full->entity == other)
            continue;
        if (found && found->entity != full->entity)
            return NULL;
        found = full;
    }
    return found;
}

/* Makes FROM, a person called by a title and one word, TO, whose full name was found later. */
static void join_persons(dl_reading *r, const dl_entity *from, const dl_span *to)
{
    for (size_t i = 0; i < r->spans.len; i++)
        if (r->spans.items[i].entity == from) {
            r->spans.items[i].entity = to->entity;
            r->spans.items[i].listed = to->listed;
            r->spans.items[i].rule = DL_RULE_SURNAME;
            r->spans.items[i].confidence = SURNAME;
        }
    for (size_t i = 0; i < r->namesakes.len; i++)
        if (r->namesakes.items[i].entity == from)
            r->namesakes.items[i].entity = to->entity;
}

/* "Mr. Strandvik" where a later stage has found August Strandvik. */
static void join_titled(dl_reading *r)
{
    for (size_t i = 0; i < r->titled.len; i++) {
        const dl_span *span = dl_reading_span(r, r->titled.items[i].first);
        if (!span || span->rule != DL_RULE_TITLE || span->form != DL_FORM_SURNAME)
            continue;
        uint32_t hash = dl_reading_word(r, r->titled.items[i].first)->hash;
        const dl_span *full = find_full(r, hash, span->entity);
        if (full)
            join_persons(r, span->entity, full);
    }
}

bool dl_find_short_forms(dl_reading *r)
{
    if (!find_given_names(r) || !find_full_names(r))
        return false;
    sort_namesakes(r);
    join_titled(r);
    size_t known = r->namesakes.len;
    for (size_t i = 0; i < r->titled.len; i++) {
        size_t count, all = r->namesakes.len;
        r->namesakes.len = known; /* those found meanwhile are not in order yet */
        uint32_t hash = dl_reading_word(r, r->titled.items[i].first)->hash;
        const dl_namesake *found = find_namesakes(r, hash, &count);
        r->namesakes.len = all;
        if (!find_titled(r, r->titled.items[i], found, count))
            return false;
    }
    sort_namesakes(r);
    for (size_t i = 0; i < r->words.len; i++)
        if ((!r->covered[i] && !add_surname(r, i)) || (!r->covered[i] && !add_holder(r, i)))
            return false;
    return true;
}
