/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Short forms of persons: a full name that stands elsewhere in the text without its sign; a surname,
 * which means the last person of that name before it, or the only one of the text; a title and a
 * surname, which may mean somebody in office whom the text never names in full. Where two persons
 * answer to the surname the mention is kept and marked uncertain. Whom the text names nowhere in full is
 * for holders.c.
 */
#include <stdlib.h>
#include <string.h>

#include "annotate/model.h"
#include "annotate/reading.h"
#include "dateline/vec.h"

enum {
    AGAIN = 85,
    SURNAME = 88,
    SPELLED = 75,
    LINKED = 70,
    GIVEN = 60,
    UNSURE = 40,
    TITLED = 62,
    TITLED_SMALL = 55
};

bool dl_is_partner(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *next = dl_reading_word(r, word + 1);
    if (w->gap == DL_GAP_AND && dl_word_is_capital(next))
        return !dl_is_called(r, next->hash, DL_ANY);
    return word > 0 && dl_reading_word(r, word - 1)->gap == DL_GAP_AND &&
           !dl_is_called(r, dl_reading_word(r, word - 1)->hash, DL_ANY);
}

/* Whether a capitalised neighbour makes the surname [first, word] a part of somebody else's name, or of
 * something's ("Anna Peskova", "Peskov Street"). */
bool dl_is_pair(const dl_reading *r, size_t word)
{
    return dl_reading_word(r, word)->gap == DL_GAP_HYPHEN && dl_is_listed_surname(r, word) &&
           dl_is_listed_surname(r, word + 1);
}

/* Whether a hyphen, and not a dash behind a common word, ties the words [first, word] to another that no name covers. */
static bool is_hyphened(const dl_reading *r, size_t first, size_t word)
{
    bool before = first > 0 && dl_reading_word(r, first - 1)->gap == DL_GAP_HYPHEN &&
                  !dl_reading_span(r, first - 1) && !dl_reading_is_common(r, first - 1) &&
                  !dl_is_pair(r, first - 1);
    return before ||
           (dl_reading_word(r, word)->gap == DL_GAP_HYPHEN && !dl_reading_span(r, word + 1) &&
            dl_is_name_word(dl_reading_word(r, word + 1)) && !dl_is_pair(r, word));
}

bool dl_has_neighbour(const dl_reading *r, size_t first, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *next = dl_reading_word(r, word + 1);
    if (dl_is_partner(r, word))
        return true;
    if (dl_is_headline(r, word) && !is_hyphened(r, first, word))
        return dl_word_joins(w) && next->classes & DL_CLASS_NOT_PERSON;
    const dl_word *before = dl_reading_before(r, first);
    if (first > 0 && dl_reading_word(r, first - 1)->gap == DL_GAP_POINT &&
        !(w->flags & DL_WORD_FIRST) && dl_reading_word(r, first - 1)->shape == DL_SHAPE_INITIAL)
        return true;
    if (before && dl_is_name_word(before) && !dl_reading_span(r, first - 1) &&
        !(before->flags & (DL_WORD_POSSESSIVE | DL_WORD_FIRST | DL_WORD_TITLE)) &&
        !dl_is_pair(r, first - 1))
        return true;
    return !dl_is_pair(r, word) && (w->gap == DL_GAP_SPACE || w->gap == DL_GAP_HYPHEN) &&
           !(w->flags & DL_WORD_POSSESSIVE) && dl_is_name_word(next) &&
           !dl_reading_span(r, word + 1);
}

bool dl_is_surname_here(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *next = dl_reading_word(r, word + 1);
    bool verb = w->flags & DL_WORD_POSSESSIVE || (dl_word_joins(w) && next->classes & DL_CLASS_SAY);
    const dl_word *before = dl_reading_before(r, word);
    if (w->classes & DL_CLASS_DATE)
        return verb || (before && before->classes & DL_CLASS_SAY);
    bool listed = r->hits[word][DL_ENTRY_ALIAS].words;
    if (listed && dl_stands_as_place(r, word))
        return false;
    if (w->flags & DL_WORD_FIRST && w->classes & DL_CLASS_FUNCTION)
        return false; /* "He said", beside He Lifeng */
    return !(w->flags & DL_WORD_FIRST) || !dl_seen_lower(r, w) || verb;
}

/* Whether the word, in lower case, is a verb that persons have: of saying or going, in the past tense, or "will" and the like. */
static bool is_act(const dl_reading *r, size_t word)
{
    static const char helpers[] = " will would has had is was can could must should did does ";
    const dl_word *w = dl_reading_word(r, word);
    size_t len;
    const char *text = dl_reading_bytes(r, word, &len);
    return w->classes & (DL_CLASS_SAY | DL_CLASS_MOTION) || dl_is_word_of(r, word, helpers) ||
           (len > 4 && memcmp(text + len - 2, "ed", 2) == 0);
}

bool dl_is_opening_word(const dl_reading *r, size_t word, size_t full)
{
    const dl_word *w = dl_reading_word(r, word), *next = dl_reading_word(r, word + 1);
    return full > word && w->flags & DL_WORD_FIRST && !(w->flags & DL_WORD_POSSESSIVE) &&
           dl_word_joins(w) && next->shape == DL_SHAPE_LOWER &&
           dl_reading_known(r, word) & 1u << DL_KNOWN_BIT_COMMON && !is_act(r, word + 1) &&
           !dl_is_headline(r, word);
}

bool dl_is_surname_shape(const dl_word *word)
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

static uint8_t at_most(uint8_t confidence, uint8_t most)
{
    return confidence < most ? confidence : most;
}

/* Whether the word, which is a title besides somebody's surname, stands before a name as titles do: "Major Lowe". */
static bool is_title(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    const dl_span *span = dl_reading_span(r, word + 1);
    bool before = dl_word_joins(w) && !(w->flags & DL_WORD_POSSESSIVE) &&
                  !(dl_reading_word(r, word + 1)->flags & DL_WORD_FIRST);
    return w->flags & DL_WORD_TITLE && before &&
           (span ? span->entity->kind == DL_KIND_PERSON
                 : dl_is_name_word(dl_reading_word(r, word + 1)));
}

static bool add_surname(dl_reading *r, size_t word)
{
    size_t count;
    uint8_t confidence;
    const dl_word *w = dl_reading_word(r, word);
    if (is_title(r, word))
        return true;
    const dl_namesake *all = dl_find_namesakes(r, w->hash, &count);
    bool spelled = !all;
    if (spelled && !dl_find_spelled(r, word, &all, &count))
        return false;
    if (!all || !dl_is_surname_here(r, word))
        return true;
    const dl_namesake *namesake = dl_pick_namesake(r, all, count, word, &confidence);
    size_t first = surname_start(r, word, namesake);
    if (dl_is_opening_word(r, word, namesake->word))
        return true;
    if (dl_has_neighbour(r, first, word))
        return true;
    dl_span span = {.first = (uint32_t)first,
                    .end = (uint32_t)word + 1,
                    .entity = namesake->entity,
                    .form = DL_FORM_SURNAME,
                    .rule = spelled ? DL_RULE_TRANSLITERATION : DL_RULE_SURNAME,
                    .confidence = at_most(confidence, spelled ? SPELLED : SURNAME)};
    dl_note_meant(r, namesake, confidence);
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
    if (span.rule != DL_RULE_TRANSLITERATION)
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
        bool listed = span->listed && span->rule != DL_RULE_TRANSLITERATION;
        if (!span->dropped && span->entity->kind == DL_KIND_PERSON && !listed &&
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
        size_t from = dl_vec_seek(&names, &key, compare_full_names);
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

/* Whether the word behind a title in a headline, whose letter case tells nothing, can be a name: the word
 * lists do not have it, or have it as one. A rank may be another word ("GENERAL"), and so wants more: a verb
 * behind the name. */
static bool is_name_in_headline(const dl_reading *r, dl_titled titled)
{
    const dl_word *w = dl_reading_word(r, titled.first);
    uint32_t entry = r->hits[titled.title][DL_ENTRY_TITLE].entry;
    if (!r->tagger || dl_reading_is_common(r, titled.first) || w->flags & DL_WORD_TITLE)
        return false;
    return r->gazetteer->entries.items[entry].subject != DL_TITLE_RANK ||
           (dl_word_joins(w) && dl_reading_is_common(r, titled.end));
}

/* The one person whose full name, as the text has it, begins with the word behind the title; NULL for none or
 * several. */
static const dl_span *find_by_given(const dl_reading *r, dl_titled titled)
{
    uint32_t hash = dl_reading_word(r, titled.first)->hash;
    return dl_goes_before_given(r, &titled) ? dl_find_called(r, hash, DL_CALL_FIRST) : NULL;
}

/* A person whom the text calls only by a title and one word; not by what the title is of ("Commissioner Northern"). */
static bool add_unknown(dl_reading *r, dl_titled titled, dl_span span)
{
    const dl_word *w = dl_reading_word(r, titled.first);
    bool headline = dl_is_headline(r, titled.first);
    bool district = w->classes & DL_CLASS_QUARTER && dl_reading_is_common(r, titled.first);
    if (district || dl_seen_lower(r, w) ||
        w->classes & (DL_CLASS_NOT_PERSON | DL_CLASS_SAY | DL_CLASS_SITE) ||
        (headline ? !is_name_in_headline(r, titled)
                  : dl_has_neighbour(r, titled.first, titled.first)))
        return true;
    const char *name = dl_reading_text(r, titled.first, titled.end);
    const char *id = name ? dl_reading_id(r, "person/", name) : NULL;
    span.entity = id ? dl_reading_entity(r, id, name, &span.listed) : NULL;
    span.rule = DL_RULE_TITLE;
    span.confidence = titled.capital && !headline ? TITLED : TITLED_SMALL;
    if (!span.entity || !dl_reading_add(r, span, NULL))
        return false;
    dl_namesake namesake = {.hash = w->hash,
                            .word = titled.first,
                            .entity = span.entity,
                            .polite = dl_is_polite(r, &titled)};
    return dl_note_namesake(r, namesake);
}

/* Decides whose surname stands after a title; SURE: only where that is sure. */
static bool find_titled(dl_reading *r, dl_titled titled, const dl_namesake *known, size_t count,
                        bool sure)
{
    const dl_word *w = dl_reading_word(r, titled.first);
    dl_span span = {.first = titled.first, .end = titled.end, .form = DL_FORM_SURNAME};
    if (dl_reading_span(r, titled.first))
        return true;
    bool spelled = !known;
    if (spelled && !dl_find_spelled(r, titled.first, &known, &count))
        return false;
    const dl_namesake *picked =
        known ? dl_pick_titled(r, &titled, known, count, &span.confidence) : NULL;
    if (picked) {
        dl_note_meant(r, picked, span.confidence);
        span.entity = picked->entity;
        span.rule = spelled ? DL_RULE_TRANSLITERATION : DL_RULE_SURNAME;
        span.confidence = at_most(span.confidence, spelled ? SPELLED : SURNAME);
        return dl_reading_add(r, span, NULL);
    }
    const dl_span *given = known ? NULL : find_by_given(r, titled);
    if (given) {
        span.entity = given->entity;
        span.rule = DL_RULE_SURNAME;
        span.confidence = LINKED;
        return dl_reading_add(r, span, NULL);
    }
    span.listed = dl_holder_titled(r, &titled, &span.confidence);
    if (sure && (!span.listed || span.confidence < DL_CONFIDENCE_UNSURE))
        return true;
    if (!span.listed)
        return add_unknown(r, titled, span);
    span.entity = &span.listed->entity;
    span.rule = DL_RULE_OFFICE_HOLDER;
    dl_namesake namesake = {.hash = w->hash,
                            .word = titled.first,
                            .entity = span.entity,
                            .listed = span.listed,
                            .sex = (uint8_t)dl_sex_of_listed(r, span.listed),
                            .unsure = span.confidence < DL_CONFIDENCE_UNSURE};
    return dl_reading_add(r, span, NULL) && dl_note_namesake(r, namesake);
}

bool dl_link_surname(const dl_reading *r, dl_span *span)
{
    size_t count;
    uint8_t confidence = LINKED, picked = LINKED;
    uint32_t hash = dl_reading_word(r, span->first)->hash;
    const dl_namesake *all = dl_find_namesakes(r, hash, &count);
    const dl_span *full = all ? NULL : dl_find_called(r, hash, DL_CALL_WITHIN);
    if (!all && !full && !dl_is_listed_surname(r, span->first)) {
        full = dl_find_called(r, hash, DL_CALL_FIRST);
        confidence = GIVEN;
    }
    if (all || full) {
        span->entity =
            all ? dl_pick_namesake(r, all, count, span->first, &picked)->entity : full->entity;
        span->rule = DL_RULE_SURNAME;
        confidence = at_most(picked, confidence);
    } else if ((span->listed = dl_holder_alone(r, span->first, &confidence))) {
        span->entity = &span->listed->entity;
        span->rule = DL_RULE_OFFICE_HOLDER;
        confidence = span->confidence < DL_CONFIDENCE_UNSURE ? UNSURE : confidence;
    } else {
        return false;
    }
    span->confidence = confidence;
    span->form = DL_FORM_SURNAME;
    return true;
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
    const dl_namesake *all = dl_find_namesakes(r, hash, &count);
    const dl_span *found = NULL;
    if (all && !all->several && all->entity == other)
        return NULL; /* as many as they are */
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

/* Makes FROM, a person called by a title and one word, TO, whose full name was found later. A listed one stays
 * where it is sure. */
static void join_persons(dl_reading *r, const dl_entity *from, const dl_span *to)
{
    for (size_t i = 0; i < r->spans.len; i++) {
        dl_span *span = &r->spans.items[i];
        if (span->entity != from || (span->listed && span->confidence >= DL_CONFIDENCE_UNSURE))
            continue;
        span->entity = to->entity;
        span->listed = to->listed;
        span->rule = DL_RULE_SURNAME;
        span->form = DL_FORM_SURNAME;
        span->confidence = SURNAME;
    }
    for (size_t i = 0; i < r->namesakes.len; i++)
        if (r->namesakes.items[i].entity == from) {
            r->namesakes.items[i].entity = to->entity;
            r->namesakes.items[i].unsure = false;
        }
}

/* "Mr. Strandvik" where a later stage has found August Strandvik. */
static void join_titled(dl_reading *r)
{
    for (size_t i = 0; i < r->titled.len; i++) {
        const dl_span *span = dl_reading_span(r, r->titled.items[i].first);
        bool open = span && span->form == DL_FORM_SURNAME &&
                    (span->rule == DL_RULE_TITLE || (span->rule == DL_RULE_OFFICE_HOLDER &&
                                                     span->confidence < DL_CONFIDENCE_UNSURE));
        if (!open)
            continue;
        uint32_t hash = dl_reading_word(r, r->titled.items[i].first)->hash;
        const dl_span *full = find_full(r, hash, span->entity);
        if (!full)
            full = find_by_given(r, r->titled.items[i]);
        if (full && full->entity != span->entity && dl_is_of_sex(r, &r->titled.items[i], full))
            join_persons(r, span->entity, full);
    }
}

/* "PRESIDENT ADEYEMI-COLE" in a headline, where the text has found Folasade Adeyemi-Cole later. */
static void join_headlines(dl_reading *r)
{
    for (size_t i = 0; i < r->spans.len; i++) {
        const dl_span *span = &r->spans.items[i];
        if (span->dropped || span->listed || span->rule != DL_RULE_TITLE ||
            span->form != DL_FORM_NAME || span->end - span->first < 2 ||
            !dl_is_headline(r, span->first))
            continue;
        const dl_span *longer = dl_longer_person(r, span);
        if (longer && longer->entity != span->entity)
            join_persons(r, span->entity, longer);
    }
}

/* "Diop" alone, which seemed to be somebody in office before a later stage found another Diop's full name. */
static void join_holders(dl_reading *r)
{
    for (size_t i = 0; i < r->spans.len; i++) {
        dl_span *span = &r->spans.items[i];
        if (span->dropped || span->rule != DL_RULE_OFFICE_HOLDER || span->end - span->first != 1)
            continue;
        size_t count, k = 0;
        uint32_t hash = dl_reading_word(r, span->first)->hash;
        const dl_namesake *all = dl_find_namesakes(r, hash, &count);
        while (k < count && all[k].entity != span->entity)
            k++;
        if (!count || k < count) /* nobody else's, or known by a title */
            continue;
        span->entity = dl_pick_namesake(r, all, count, span->first, &span->confidence)->entity;
        span->listed = NULL;
        span->rule = DL_RULE_SURNAME;
        span->confidence = at_most(span->confidence, LINKED);
    }
}

/* Decides of each title and surname, those that are sure or all others; OFFICES: of offices alone. */
static bool find_all_titled(dl_reading *r, bool sure, bool offices)
{
    dl_sort_namesakes(r);
    for (size_t i = 0; i < r->titled.len; i++) {
        size_t count;
        if (offices && dl_is_polite(r, &r->titled.items[i]))
            continue;
        uint32_t hash = dl_reading_word(r, r->titled.items[i].first)->hash;
        const dl_namesake *found = dl_find_namesakes(r, hash, &count);
        if (!find_titled(r, r->titled.items[i], found, count, sure))
            return false;
    }
    return true;
}

bool dl_find_short_forms(dl_reading *r)
{
    if (!find_given_names(r) || !find_full_names(r))
        return false;
    dl_sort_namesakes(r);
    if (!dl_note_called(r))
        return false;
    join_titled(r);
    join_headlines(r);
    join_holders(r);
    if (!dl_find_initials(r))
        return false;
    dl_ask_surnames(r);
    if (!find_all_titled(r, true, true) || !find_all_titled(r, true, false) ||
        !find_all_titled(r, false, false))
        return false;
    dl_sort_namesakes(r);
    for (size_t i = 0; i < r->words.len; i++) {
        const dl_word *w = &r->words.items[i];
        if (r->covered[i] || !dl_word_is_capital(w) || !dl_is_surname_shape(w))
            continue;
        if (!add_surname(r, i) || (!r->covered[i] && !dl_add_holder(r, i)))
            return false;
    }
    return dl_find_place_surnames(r);
}
