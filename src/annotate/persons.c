/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Persons that the gazetteer does not list, by the signs of a name: a title before it, a known given
 * name at its head, or a known family name at its head and given names after it as Korea, China and
 * Vietnam write them. A title before a single word is only noted here; shortforms.c decides it.
 */
#include <stdio.h>
#include <string.h>

#include "annotate/model.h"
#include "annotate/reading.h"
#include "dateline/namekey.h"
#include "dateline/vec.h"

#define NAME_WORDS 6  /* words of a person's name, particles too */
#define TITLES_MOST 8 /* in a row */
#define COUSINS 200   /* persons of one surname with whom another is compared */

enum { BY_TITLE = 88, BY_TITLE_SMALL = 75, BY_GIVEN = 78 };

/* Whether the word, which is a month's name, can be a surname here: "Theresa May said". */
static bool is_month_name(const dl_reading *r, size_t i)
{
    const dl_word *word = dl_reading_word(r, i);
    return word->classes & DL_CLASS_DATE && !(word->classes & DL_CLASS_WEEKDAY) &&
           word->shape == DL_SHAPE_CAPITAL && word->gap != DL_GAP_POINT &&
           dl_reading_word(r, i + 1)->shape != DL_SHAPE_OTHER;
}

/* Whether a name that begins at FIRST can go on after the word at I: to a name word, an initial, or a particle that is
 * itself followed by a name word. */
static bool goes_on(const dl_reading *r, size_t first, size_t i)
{
    const dl_word *word = dl_reading_word(r, i), *next = dl_reading_word(r, i + 1);
    bool point = word->gap == DL_GAP_POINT && word->shape == DL_SHAPE_INITIAL;
    if ((!dl_word_joins(word) && !point) || word->flags & DL_WORD_POSSESSIVE)
        return false;
    if (next->flags & DL_WORD_FIRST)
        return false;
    if (dl_is_name_word(next) || is_month_name(r, i + 1))
        return true;
    if (next->shape == DL_SHAPE_INITIAL)
        return next->gap == DL_GAP_POINT || next->gap == DL_GAP_SPACE;
    bool hyphened = word->gap == DL_GAP_HYPHEN && next->shape == DL_SHAPE_LOWER;
    if (i > first && dl_is_second_syllable(r, i + 1))
        return true;
    if (hyphened || next->classes & DL_CLASS_PARTICLE) {
        if (next->shape != DL_SHAPE_LOWER)
            return false;
        const dl_word *far = dl_reading_word(r, i + 2);
        bool on = dl_word_joins(next) && (dl_is_name_word(far) || far->classes & DL_CLASS_PARTICLE);
        return on && next->classes & DL_CLASS_PARTICLE;
    }
    return false;
}

bool dl_is_ordinal(const dl_reading *r, size_t word)
{
    size_t len;
    const char *text = dl_reading_bytes(r, word, &len);
    if (len < 2 || len > 5 || dl_reading_span(r, word))
        return false;
    for (size_t i = 0; i < len; i++)
        if (text[i] != 'I' && text[i] != 'V' && text[i] != 'X')
            return false;
    return true;
}

/* Whether the word is the article of Arabic names, which ends none: "Khaled Al Sabah". */
static bool is_arabic_article(const dl_reading *r, size_t word)
{
    return dl_is_word_of(r, word, " al el ");
}

/* The end of the words from FIRST on that are written as a name goes on. */
static size_t run_end(const dl_reading *r, size_t first)
{
    size_t end = first + 1;
    while (end - first < NAME_WORDS && goes_on(r, first, end - 1)) {
        /* "Anatole France" but not "President Obama Russia" */
        const dl_span *span = dl_reading_span(r, end);
        bool open = end == first + 1 || is_arabic_article(r, end - 1);
        bool fresh = open && span && span->end - span->first == 1 &&
                     !(dl_reading_word(r, end)->flags & (DL_WORD_TITLED | DL_WORD_CAPITALS));
        if (dl_is_no_person(r, end) && !(fresh && span->form != DL_FORM_ACRONYM))
            break;
        end++;
    }
    while (end > first + 1 && !dl_is_name_word(dl_reading_word(r, end - 1)) &&
           !is_month_name(r, end - 1) && !(end > first + 2 && dl_is_second_syllable(r, end - 1)))
        end--;
    while (end > first + 1 && is_arabic_article(r, end - 1))
        end--;
    return end;
}

bool dl_is_site(const dl_reading *r, size_t first, size_t end)
{
    uint32_t sites = 1u << DL_KNOWN_BIT_NOUN_GROUP | 1u << DL_KNOWN_BIT_NOUN_PLACE;
    const dl_word *before = dl_reading_before(r, first);
    if (end - first < 2 || !dl_reading_is_common(r, end - 1))
        return false;
    return dl_reading_word(r, end - 1)->classes & DL_CLASS_NOT_PERSON ||
           (before && before->classes & (DL_CLASS_IN | DL_CLASS_OF | DL_CLASS_ARTICLE) &&
            dl_reading_known(r, end - 1) & sites);
}

size_t dl_person_end(const dl_reading *r, size_t first)
{
    size_t end = dl_headline_end(r, first, run_end(r, first));
    for (size_t i = first + 1; i < end; i++)
        if (dl_reading_word(r, i)->classes & DL_CLASS_NOT_PERSON)
            return first;
    if (dl_is_site(r, first, end))
        return first;
    const dl_word *last = dl_reading_word(r, end - 1), *next = dl_reading_word(r, end);
    bool joins = dl_word_joins(last) && !(last->flags & DL_WORD_POSSESSIVE);
    bool trailing = joins && dl_word_is_capital(next) && !(next->flags & DL_WORD_FIRST);
    if (trailing && next->classes & DL_CLASS_NOT_PERSON &&
        (!(next->flags & DL_WORD_TITLED) || end == first + 1))
        return first;
    return joins && dl_is_ordinal(r, end) ? end + 1 : end;
}

/* Where the name of SPAN ends without the number behind it ("Lloyd Austin III"). */
static size_t unnumbered_end(const dl_reading *r, const dl_span *span)
{
    size_t len;
    const char *text = dl_reading_bytes(r, span->end - 1, &len);
    bool numbered = span->end - span->first > 2 && len > 1 && strspn(text, "IVX") >= len;
    return span->end - numbered;
}

/* The person of the same text whose name has the same first and last word as [first, end), one of
 * the two being without middle names ("John F. Kennedy", "John Kennedy"). */
static const dl_entity *same_person(const dl_reading *r, const dl_span *span)
{
    size_t end = unnumbered_end(r, span);
    uint32_t last = dl_reading_word(r, end - 1)->hash;
    uint32_t first = dl_reading_word(r, span->first)->hash;
    const dl_namesake *other = dl_last_namesake(r, last);
    for (int i = 0; other && i < COUSINS; i++, other = dl_namesake_before(r, other)) {
        if (dl_reading_word(r, other->word)->hash != first)
            continue;
        const dl_span *full = dl_reading_span(r, other->word);
        if (full && (unnumbered_end(r, full) == full->first + 2 || end == span->first + 2))
            return full->entity;
    }
    return NULL;
}

const dl_span *dl_longer_person(const dl_reading *r, const dl_span *span)
{
    size_t words = span->end - span->first;
    uint32_t last = dl_reading_word(r, span->end - 1)->hash;
    const dl_namesake *other = words > 1 ? dl_last_namesake(r, last) : NULL;
    for (int i = 0; other && i < COUSINS; i++, other = dl_namesake_before(r, other)) {
        const dl_span *full = dl_reading_span(r, other->word);
        if (!full || full->end - full->first <= words)
            continue;
        size_t k = 1;
        while (k < words && dl_reading_word(r, full->end - 1 - k)->hash ==
                                dl_reading_word(r, span->end - 1 - k)->hash)
            k++;
        if (k == words)
            return full;
    }
    return NULL;
}

/* Whether WORD is a name between a given name and a surname: a given name, or the father's as Russian has
 * them ("Vladimirovich"). */
static bool is_middle(const dl_reading *r, size_t word)
{
    if (dl_reading_word(r, word)->classes & DL_CLASS_GIVEN)
        return true;
    static const char *const ends[] = {"ovich", "evich", "ovna", "evna"};
    size_t len;
    const char *text = dl_reading_bytes(r, word, &len);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (len > strlen(ends[i]) + 1 &&
            memcmp(text + len - strlen(ends[i]), ends[i], strlen(ends[i])) == 0)
            return true;
    return false;
}

/* The listed person meant by a given name, a middle one and a surname; NULL for none. */
static const dl_listed *find_with_middle(dl_reading *r, const dl_span *span)
{
    if (span->end - span->first != 3 || !is_middle(r, span->first + 1))
        return NULL;
    const char *given = dl_reading_text(r, span->first, span->first + 1);
    const char *family = dl_reading_text(r, span->end - 1, span->end);
    const char *name = given && family ? dl_arena_printf(r->arena, "%s %s", given, family) : NULL;
    const char *id = name ? dl_reading_id(r, "person/", name) : NULL;
    size_t number = id ? dl_gazetteer_number(r->gazetteer, id) : SIZE_MAX;
    const dl_listed *listed = number == SIZE_MAX ? NULL : &r->gazetteer->entities.items[number];
    return listed && !listed->family_first ? listed : NULL;
}

/* The one listed person whose name begins at WORD; NULL for none or several. */
static const dl_listed *find_at(const dl_reading *r, size_t word)
{
    dl_hit hit = r->hits[word][DL_ENTRY_ALIAS];
    const dl_listed *found = NULL;
    for (const dl_entry *e = dl_hit_next(r, word, hit, hit.entry); e;
         e = dl_hit_next(r, word, hit, e->next)) {
        const dl_listed *listed = &r->gazetteer->entities.items[e->subject];
        if (listed->entity.kind != DL_KIND_PERSON || listed->family_first || e->doubtful ||
            (found && found != listed))
            return NULL;
        found = listed;
    }
    return found;
}

/* The listed person whose name, of WORDS words, begins the longer one of SPAN ("Nicolas Maduro Moros"). */
static const dl_listed *find_longer(const dl_reading *r, const dl_span *span, size_t *ret_words)
{
    size_t words = r->hits[span->first][DL_ENTRY_ALIAS].words;
    if (words < 2 || words >= span->end - span->first || dl_is_suffix(r, span->first + words))
        return NULL;
    const dl_listed *found = find_at(r, span->first);
    *ret_words = found ? words : 0;
    return found;
}

/* Whether the word goes before somebody's whole name where Islam gives names, and makes nobody else of her. */
static bool is_before_names(const dl_reading *r, size_t word)
{
    static const char *const words[] = {"muhammad", "mohammad", "mohammed",    "mohamed", "mohamad",
                                        "muhammed", "mehmet",   "md",          "seyed",   "seyyed",
                                        "sayed",    "sayyed",   "sayyid",      "syed",    "said",
                                        "haji",     "hajji",    "hojatoleslam"};
    char folded[DL_WORD_FOLDED];
    size_t len;
    const char *text = dl_reading_bytes(r, word, &len);
    size_t n = dl_word_fold(text, len, folded);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (n == strlen(words[i]) && memcmp(folded, words[i], n) == 0)
            return true;
    return false;
}

/* The listed person whose name ends the longer one of SPAN, behind other given names ("Mohammad Ishaq Dar"); where Arabic
 * names are given a father's name stands so behind his son's. */
static const dl_listed *find_behind(const dl_reading *r, const dl_span *span)
{
    char key[DL_NAME_KEY];
    for (size_t at = span->first + 1; at + 1 < span->end && at <= span->first + 2; at++) {
        bool before = is_before_names(r, at - 1);
        if (r->hits[at - 1][DL_ENTRY_ALIAS].words > 1 ||
            (!before && !(dl_reading_word(r, at - 1)->classes & DL_CLASS_GIVEN)))
            return NULL;
        const dl_listed *found =
            r->hits[at][DL_ENTRY_ALIAS].words == span->end - at ? find_at(r, at) : NULL;
        if (found && (before || dl_name_key(found->entity.name, strlen(found->entity.name), key) !=
                                    DL_TRADITION_ARABIC))
            return found;
    }
    return NULL;
}

bool dl_is_ship(const dl_reading *r, size_t word)
{
    while (word > 0 && dl_reading_before(r, word) &&
           dl_reading_word(r, word - 1)->flags & DL_WORD_TITLE &&
           dl_word_is_capital(dl_reading_word(r, word - 1)))
        word--;
    const dl_word *before = dl_reading_before(r, word);
    return before && before->classes & DL_CLASS_VESSEL &&
           (before->shape == DL_SHAPE_LOWER ||
            (before->shape == DL_SHAPE_UPPER && !(before->flags & DL_WORD_CAPITALS)));
}

bool dl_add_person(dl_reading *r, dl_span span)
{
    if (dl_is_ship(r, span.first))
        return true;
    const dl_span *longer = span.family_first ? NULL : dl_longer_person(r, &span);
    bool before =
        longer && longer->first < span.first; /* "Duncan Smith", after Iain Duncan Smith */
    if (before || (longer && !(dl_reading_word(r, span.first)->classes & DL_CLASS_GIVEN))) {
        span.entity = longer->entity;
        span.listed = longer->listed;
        span.form = DL_FORM_SURNAME;
        return dl_reading_add(r, span, NULL);
    }
    if (dl_resolve_initials(r, &span)) {
        bool added;
        return dl_reading_add(r, span, &added) && (!added || dl_note_person(r, &span));
    }
    size_t words = 0;
    span.form = DL_FORM_NAME;
    span.listed = find_longer(r, &span, &words);
    if (!span.listed)
        span.listed = dl_find_stripped(r, &span);
    if (!span.listed)
        span.listed = find_with_middle(r, &span);
    if (!span.listed && !span.family_first)
        span.listed = find_behind(r, &span);
    span.entity = span.listed         ? &span.listed->entity
                  : span.family_first ? NULL
                                      : same_person(r, &span);
    if (!span.entity && !dl_name_person(r, &span))
        return false;
    bool added;
    if (!dl_reading_add(r, span, &added) || (added && !dl_note_person(r, &span)))
        return false;
    if (added && words) { /* by the surname that is listed, too */
        span.end = span.first + (uint32_t)words;
        return dl_note_person(r, &span);
    }
    return true;
}

/* Where the title that is listed at WORD ends, over several titles in a row; WORD for none, and for more than anybody
 * has. */
static size_t title_end(const dl_reading *r, size_t word)
{
    size_t end = word;
    for (int titles = 0; titles < TITLES_MOST; titles++) {
        dl_hit hit = end < r->words.len ? r->hits[end][DL_ENTRY_TITLE] : (dl_hit){0};
        if (!hit.words)
            return end;
        const dl_word *last = dl_reading_word(r, end + hit.words - 1);
        bool point = last->gap == DL_GAP_POINT && last->classes & DL_CLASS_ABBREVIATION;
        bool line = last->gap == DL_GAP_SPACE || last->gap == DL_GAP_LINE;
        if ((!point && !line) || last->flags & DL_WORD_POSSESSIVE)
            return word == end ? word : end;
        end += hit.words;
    }
    return word;
}

/* Whether the word at AT, a month's name, is a surname behind the title at WORD: "Prime Minister May". */
static bool is_titled_month(const dl_reading *r, size_t word, size_t at)
{
    const dl_word *w = dl_reading_word(r, at), *title = dl_reading_word(r, word);
    bool capitals = w->shape == DL_SHAPE_UPPER && w->flags & DL_WORD_CAPITALS;
    return w->classes & DL_CLASS_DATE && !(w->classes & DL_CLASS_WEEKDAY) &&
           (w->shape == DL_SHAPE_CAPITAL || capitals) && dl_word_is_capital(title) &&
           (dl_reading_word(r, at + 1)->shape != DL_SHAPE_OTHER || w->gap == DL_GAP_BREAK);
}

/* A name after a title. A single word is noted for later. */
static bool find_titled(dl_reading *r, size_t word, size_t *ret_end)
{
    size_t at = title_end(r, word);
    if (at == word || at >= r->words.len || dl_is_ship(r, at))
        return true;
    const dl_word *first = dl_reading_word(r, at);
    if (first->flags & DL_WORD_FIRST || dl_is_no_person(r, at))
        return true;
    bool initial = first->shape == DL_SHAPE_INITIAL && first->gap == DL_GAP_POINT;
    if (!dl_is_name_word(first) && !initial && !is_titled_month(r, word, at))
        return true;
    if (dl_reading_span(r, at) || first->flags & DL_WORD_TITLE)
        return true;
    size_t syllables = dl_family_first_words(r, at, true);
    size_t end = syllables ? at + syllables : dl_person_end(r, at);
    if (end == at)
        return true;
    const dl_word *title = dl_reading_word(r, word), *last = dl_reading_word(r, at - 1);
    bool capital = dl_word_is_capital(title) || last->gap == DL_GAP_POINT;
    *ret_end = end;
    if (end - at == 1 && first->classes & DL_CLASS_NOT_PERSON)
        return true; /* "General Hospital" */
    if (end - at == 1 && !initial) {
        dl_titled titled = {(uint32_t)at, (uint32_t)end, (uint32_t)word, capital};
        return dl_vec_push(&r->titled, titled);
    }
    if (end - at == 1)
        return true;
    dl_span span = {.first = (uint32_t)at,
                    .end = (uint32_t)end,
                    .rule = DL_RULE_TITLE,
                    .confidence = capital ? BY_TITLE : BY_TITLE_SMALL,
                    .family_first = syllables > 0};
    return dl_add_person(r, span);
}

/* Whether the gap after WORD is one quotation mark and space. */
static bool has_quote(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *next = dl_reading_word(r, word + 1);
    if (w->gap != DL_GAP_OTHER || next->start <= w->end || next->start - w->end > 4)
        return false;
    size_t len;
    const char *text = dl_reading_bytes(r, word, &len) + len;
    char gap[8];
    snprintf(gap, sizeof gap, "%.*s", (int)(next->start - w->end), text);
    char *mark = gap + strspn(gap, " ");
    mark[strcspn(mark, " ")] = 0;
    return strcmp(mark, "\"") == 0 || strcmp(mark, "“") == 0 || strcmp(mark, "”") == 0;
}

/* John "Johnny" Smith, who is John Smith. */
static bool find_nicknamed(dl_reading *r, size_t word, size_t *ret_end)
{
    const dl_word *w = dl_reading_word(r, word), *nick = dl_reading_word(r, word + 1);
    size_t at = word + 2;
    const dl_word *family = dl_reading_word(r, at);
    if (!(w->classes & DL_CLASS_GIVEN) || !dl_is_name_word(w) || !has_quote(r, word) ||
        !dl_is_name_word(nick) || !has_quote(r, word + 1) || at >= r->words.len ||
        !dl_is_name_word(family))
        return true;
    size_t end = dl_person_end(r, at) > at ? dl_person_end(r, at) : at + 1;
    const char *given = dl_reading_text(r, word, word + 1), *rest = dl_reading_text(r, at, end);
    const char *name = given && rest ? dl_arena_printf(r->arena, "%s %s", given, rest) : NULL;
    const char *id = name ? dl_reading_id(r, "person/", name) : NULL;
    dl_span span = {.first = (uint32_t)word,
                    .end = (uint32_t)end,
                    .form = DL_FORM_NAME,
                    .rule = DL_RULE_GIVEN_NAME,
                    .confidence = BY_TITLE};
    span.entity = id ? dl_reading_entity(r, id, name, &span.listed) : NULL;
    bool added;
    if (!span.entity || !dl_reading_add(r, span, &added))
        return false;
    *ret_end = end;
    return !added || dl_note_person(r, &span);
}

/* Whether a capitalised word that nothing explains stands right before WORD: then the name begins
 * there, or is none. The capital that a sentence begins with needs no explaining ("Later Anna ..."). */
static bool follows_name(const dl_reading *r, size_t word)
{
    const dl_word *before = dl_reading_before(r, word);
    return before && dl_is_name_word(before) && !dl_reading_span(r, word - 1) &&
           !(before->flags & (DL_WORD_POSSESSIVE | DL_WORD_FIRST));
}

/* Where the name that WORD, a given name, is in begins: at "Umm" or "Abu", which are written to the next word. */
static size_t name_start(const dl_reading *r, size_t word)
{
    static const char *const words[] = {"umm", "oum", "um", "abu", "abou"};
    char folded[DL_WORD_FOLDED];
    size_t len, n = 0;
    const dl_word *before = dl_reading_before(r, word);
    if (before && before->shape == DL_SHAPE_CAPITAL && before->gap == DL_GAP_SPACE &&
        !dl_reading_span(r, word - 1)) {
        const char *text = dl_reading_bytes(r, word - 1, &len);
        n = dl_word_fold(text, len, folded);
    }
    for (size_t i = 0; n && i < sizeof words / sizeof *words; i++)
        if (n == strlen(words[i]) && memcmp(folded, words[i], n) == 0)
            return word - 1;
    return word;
}

/* Whether the words are not joined by hyphens alone, as two names are ("the Kim-Trump summit", "Franco-German"). */
static bool has_space(const dl_reading *r, size_t first, size_t end)
{
    while (first + 1 < end && dl_reading_word(r, first)->gap == DL_GAP_HYPHEN)
        first++;
    return first + 1 < end;
}

/* Whether the given name is a listed place as well, and the title of somebody there follows: "Georgia Secretary of State". */
static bool is_seat(const dl_reading *r, size_t word)
{
    size_t end = r->hits[word][DL_ENTRY_ALIAS].words == 1 ? title_end(r, word + 1) : 0;
    return end > word + 1 && dl_is_name_word(dl_reading_word(r, end)) &&
           dl_word_joins(dl_reading_word(r, end - 1));
}

static bool find_given(dl_reading *r, size_t word, size_t *ret_end)
{
    const dl_word *given = dl_reading_word(r, word);
    bool month = is_month_name(r, word + 1) && dl_reading_known(r, word) & 1u << DL_KNOWN_BIT_GIVEN;
    if ((!(given->classes & DL_CLASS_GIVEN) && !month) || !dl_is_name_word(given) ||
        dl_is_no_person(r, word))
        return true;
    size_t end = dl_person_end(r, word);
    if (end - word < 2 || !has_space(r, word, end) || is_seat(r, word))
        return true;
    size_t first = name_start(r, word);
    dl_span span = {.first = (uint32_t)first,
                    .end = (uint32_t)end,
                    .rule = DL_RULE_GIVEN_NAME,
                    .confidence = BY_GIVEN};
    *ret_end = end;
    return follows_name(r, first) || dl_add_person(r, span);
}

/* A name that ends with "Jr" at WORD, whatever it begins with: "Cuba Gooding Jr". */
static bool find_junior(dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    if (w->shape != DL_SHAPE_CAPITAL || w->end - w->start > 3 || !dl_is_suffix(r, word))
        return true;
    size_t first = word;
    for (; first > 0 && word - first < 3; first--) {
        const dl_word *before = dl_reading_word(r, first - 1);
        bool initial = before->shape == DL_SHAPE_INITIAL && before->gap == DL_GAP_POINT;
        bool joins = before->gap == DL_GAP_SPACE || before->gap == DL_GAP_LINE;
        if ((!initial && (!joins || !dl_is_name_word(before))) ||
            before->flags & (DL_WORD_TITLE | DL_WORD_POSSESSIVE) ||
            dl_reading_word(r, first)->flags & DL_WORD_FIRST)
            break;
    }
    dl_span span = {.first = (uint32_t)first,
                    .end = (uint32_t)word + 1,
                    .rule = DL_RULE_GIVEN_NAME,
                    .confidence = BY_GIVEN};
    return word - first < 2 || dl_add_person(r, span);
}

bool dl_find_persons(dl_reading *r)
{
    for (size_t i = 0; i < r->words.len; i++) {
        if (!find_junior(r, i))
            return false;
        size_t end = 0;
        if (!find_titled(r, i, &end) || (!end && !find_nicknamed(r, i, &end)))
            return false;
        const dl_span *span = dl_reading_span(r, i);
        if (span && span->entity->kind == DL_KIND_PERSON && !end)
            continue;
        if (!end && !dl_find_family_first(r, i, &end))
            return false;
        if (!end && !find_given(r, i, &end))
            return false;
        if (end > i + 1)
            i = end - 1;
    }
    return true;
}
