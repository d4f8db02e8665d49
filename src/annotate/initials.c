/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names with initials, of which the full name is known: "S. Lavrov", "V.V. Putin", "Antony J. Blinken", "Lloyd J. Austin III".
 * Initials and a surname mean the one whom the text names in full by that surname and whose given names begin so, or else
 * the one listed: initials that say something else are somebody else. What a full name has besides the listed given name
 * and surname, an initial between them or a number behind, is passed over.
 */
#include <stdlib.h>
#include <string.h>

#include "annotate/reading.h"
#include "dateline/vec.h"

#define LETTERS 6   /* initials before a surname, at most, and a NUL */
#define PARTICLES 3 /* small words between them and the surname */
#define COUSINS 200 /* persons of one surname who are looked through */

enum { HERE = 85, HOLDER = 80, FORMER = 65, UNTOLD = 55, UNSURE = 40 };

/* Initials in lower case, and the surname behind them. */
typedef struct initials {
    char letters[LETTERS];
    size_t count, first, surname; /* words: the first initial's, and the surname's last */
} initials;

/* Whether the word is one or more initials with another word of the same name behind. */
static bool is_initials(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *next = dl_reading_word(r, word + 1);
    if (w->flags & DL_WORD_STRANGE || next->flags & DL_WORD_FIRST)
        return false;
    if (w->shape == DL_SHAPE_INITIAL)
        return w->gap == DL_GAP_POINT;
    bool tied = w->gap == DL_GAP_OTHER && next->start == w->end;
    return w->shape == DL_SHAPE_UPPER && w->flags & DL_WORD_POINTED &&
           (w->gap == DL_GAP_SPACE || w->gap == DL_GAP_LINE || tied);
}

/* Reads the initials that begin at FIRST; *RET->surname is the word behind them. */
static bool read_initials(const dl_reading *r, size_t first, initials *ret)
{
    *ret = (initials){.first = first, .surname = first};
    while (ret->surname + 1 < r->words.len && is_initials(r, ret->surname)) {
        char folded[DL_WORD_FOLDED];
        size_t len;
        const char *text = dl_reading_bytes(r, ret->surname++, &len);
        size_t n = dl_word_fold(text, len, folded);
        if (!n || ret->count + n >= LETTERS)
            return false;
        memcpy(ret->letters + ret->count, folded, n);
        ret->count += n;
    }
    return ret->count;
}

/* Whether the letters begin the same name in one usage or another: "Yevgeny", "Evgeny"; "Yulia", "Julia". */
static bool same_letter(char a, char b)
{
    return a == b || (a == 'y' && strchr("eji", b)) || (b == 'y' && strchr("eji", a));
}

/* Whether the given name of LEN bytes at NAME goes on with the initials from *AT on, which is set behind them; of "JD" both
 * letters. Where there are no more initials it does. */
static bool goes_on(const initials *in, size_t *at, const char *name, size_t len)
{
    char folded[DL_WORD_FOLDED];
    size_t n = dl_word_fold(name, len, folded), capitals = 0;
    while (capitals < len && name[capitals] >= 'A' && name[capitals] <= 'Z')
        capitals++;
    size_t letters = capitals == len && n == len ? len : 1;
    for (size_t i = 0; n && i < letters && *at < in->count; i++)
        if (!same_letter(in->letters[(*at)++], folded[i]))
            return false;
    return n;
}

/* Whether the initials are those of the given names of FULL, which stand before the word HASH in it; *RET_BARE: they are no
 * more than initials there, too. */
static bool agrees(const dl_reading *r, const initials *in, const dl_span *full, uint32_t hash,
                   bool *ret_bare)
{
    size_t at = 0, word = full->first;
    *ret_bare = true;
    for (; word < full->end && dl_reading_word(r, word)->hash != hash; word++) {
        size_t len;
        const dl_word *w = dl_reading_word(r, word);
        const char *text = dl_reading_bytes(r, word, &len);
        if (w->shape == DL_SHAPE_LOWER)
            continue;
        if (!goes_on(in, &at, text, w->flags & DL_WORD_POINTED ? 1 : len))
            return false;
        *ret_bare = *ret_bare && (w->shape == DL_SHAPE_INITIAL || w->flags & DL_WORD_POINTED);
    }
    return at;
}

/* The same for a listed person. */
static bool agrees_listed(const initials *in, const dl_listed *person)
{
    const char *name = person->entity.name;
    const char *end = person->surname ? strstr(name, person->surname) : NULL;
    size_t at = 0, len;
    end = end ? end : strrchr(name, ' ');
    if (person->family_first || !end)
        return false;
    for (; name < end; name += len + (name[len] == ' ')) {
        len = strcspn(name, " ");
        bool particle = *name >= 'a' && *name <= 'z';
        if (!particle && !goes_on(in, &at, name, len - (len > 1 && name[len - 1] == '.')))
            return false;
    }
    return at;
}

/* The full name in this text of the one meant; *RET_UNSURE: there are several. NULL for nobody. Another who is known by
 * initials alone is meant only where he is named before. */
static const dl_span *find_here(const dl_reading *r, const initials *in, bool *ret_unsure)
{
    uint32_t hash = dl_reading_word(r, in->surname)->hash;
    const dl_namesake *other = dl_last_namesake(r, hash);
    const dl_span *found = NULL, *bare = NULL;
    *ret_unsure = false;
    for (int i = 0; other && i < COUSINS; i++, other = dl_namesake_before(r, other)) {
        bool initials_only;
        const dl_span *full = dl_reading_span(r, other->word);
        if (!full || full->first == in->first || full->family_first ||
            full->end - full->first < 2 || full->entity != other->entity ||
            !agrees(r, in, full, hash, &initials_only))
            continue;
        if (initials_only) {
            bare = full->first < in->first ? full : bare;
            continue;
        }
        *ret_unsure = *ret_unsure || (found && found->entity != full->entity);
        found = found && found->first < in->first ? found : full;
    }
    return found ? found : bare;
}

/* The listed person meant, and how sure that is: who is in office on the day goes before others. NULL for nobody. */
static const dl_listed *find_listed(const dl_reading *r, const initials *in,
                                    uint8_t *ret_confidence)
{
    const dl_bearer *bearers;
    uint32_t word = dl_reading_word(r, in->surname)->id;
    size_t count = word ? dl_gazetteer_bearers(r->gazetteer, word, &bearers) : 0;
    const dl_listed *then = NULL, *any = NULL;
    size_t holders = 0, all = 0;
    for (size_t i = 0; i < count; i++) {
        const dl_listed *person = &r->gazetteer->entities.items[bearers[i].person];
        dl_holding held = dl_holding_of(person, r->input->day);
        if (held == DL_HELD_LATER || !agrees_listed(in, person))
            continue;
        if (held == DL_HELD_NOW && !holders++)
            then = person;
        if (!all++ || (!dl_country_evidence(r, any) && dl_country_evidence(r, person)))
            any = person;
    }
    bool told = any && (dl_country_evidence(r, any) || r->input->day == DL_DAY_NONE);
    *ret_confidence = holders == 1 ? HOLDER : all > 1 ? UNSURE : told ? FORMER : UNTOLD;
    return holders == 1 ? then : any;
}

/* Makes SPAN, of initials and the surname, the one who is meant; false where that is nobody who is known. */
static bool resolve(const dl_reading *r, const initials *in, dl_span *span)
{
    bool unsure;
    const dl_span *full = find_here(r, in, &unsure);
    span->form = DL_FORM_SURNAME;
    if (full) {
        span->entity = full->entity;
        span->listed = full->listed;
        span->rule = DL_RULE_SURNAME;
        span->confidence = unsure ? UNSURE : HERE;
        return true;
    }
    uint8_t confidence;
    const dl_listed *listed = find_listed(r, in, &confidence);
    if (!listed)
        return false;
    span->entity = &listed->entity;
    span->listed = listed;
    span->rule = DL_RULE_OFFICE_HOLDER;
    span->confidence = confidence;
    return true;
}

bool dl_resolve_initials(const dl_reading *r, dl_span *span)
{
    initials in;
    dl_span found = *span;
    if (!read_initials(r, span->first, &in) || in.surname >= span->end)
        return false;
    for (; in.surname + 1 < span->end; in.surname++)
        if (dl_reading_word(r, in.surname)->shape != DL_SHAPE_LOWER)
            return false; /* "J. Robert Oppenheimer" */
    if (!resolve(r, &in, &found))
        return false;
    *span = found;
    return true;
}

/* Whether the name at WORD, an initial's, began before it: "Joseph R. Biden". */
static bool is_inner(const dl_reading *r, size_t word)
{
    const dl_word *before = dl_reading_before(r, word);
    if (word > 0 && dl_reading_word(r, word - 1)->gap == DL_GAP_POINT &&
        dl_reading_word(r, word - 1)->shape == DL_SHAPE_INITIAL)
        return true;
    return before && dl_is_name_word(before) && !dl_reading_span(r, word - 1) &&
           !(before->flags & (DL_WORD_TITLE | DL_WORD_POSSESSIVE)) &&
           !dl_reading_is_common(r, word - 1);
}

/* Adds the person whose initials begin at WORD, if she is known. */
static bool add_initials(dl_reading *r, size_t word)
{
    initials in;
    if (!read_initials(r, word, &in) || is_inner(r, word))
        return true;
    for (size_t i = 0; i < PARTICLES; i++) {
        const dl_word *w = dl_reading_word(r, in.surname);
        in.surname += w->shape == DL_SHAPE_LOWER && w->classes & DL_CLASS_PARTICLE &&
                      dl_word_joins(w) && in.surname + 1 < r->words.len;
    }
    const dl_word *w = dl_reading_word(r, in.surname), *next = dl_reading_word(r, in.surname + 1);
    bool longer = dl_word_joins(w) && !(w->flags & DL_WORD_POSSESSIVE) && dl_is_name_word(next) &&
                  !(next->flags & DL_WORD_FIRST) && !r->covered[in.surname + 1];
    for (size_t i = word; i <= in.surname; i++)
        if (r->covered[i])
            return true;
    if (!dl_is_surname_shape(w) || longer ||
        w->classes & (DL_CLASS_DATE | DL_CLASS_FUNCTION | DL_CLASS_NOT_PERSON))
        return true;
    dl_span span = {.first = (uint32_t)word, .end = (uint32_t)in.surname + 1};
    if (!resolve(r, &in, &span))
        return true;
    bool added;
    return dl_reading_add(r, span, &added) && (!added || dl_note_person(r, &span));
}

/* Who FROM is, whom the text calls by initials. */
typedef struct join {
    const dl_entity *from;
    dl_span to;
} join;

typedef struct joins {
    join *items;
    size_t len, size;
} joins;

static int compare_joins(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)((const join *)a)->from, y = (uintptr_t)((const join *)b)->from;
    return (x > y) - (x < y);
}

static const join *find_join(const joins *all, const dl_entity *from)
{
    join key = {.from = from};
    return bsearch(&key, all->items, all->len, sizeof key, compare_joins);
}

static bool begins_with_initial(const dl_reading *r, const dl_span *span)
{
    const dl_word *w = dl_reading_word(r, span->first);
    return w->shape == DL_SHAPE_INITIAL || w->flags & DL_WORD_POINTED;
}

static void join_all(dl_reading *r, const joins *all)
{
    for (size_t i = 0; i < r->spans.len; i++) {
        dl_span *span = &r->spans.items[i];
        const join *to = span->listed ? NULL : find_join(all, span->entity);
        if (!to)
            continue;
        span->entity = to->to.entity;
        span->listed = to->to.listed;
        if (!begins_with_initial(r, span))
            continue;
        span->form = DL_FORM_SURNAME;
        span->rule = DL_RULE_SURNAME;
        span->confidence = HERE;
    }
    for (size_t i = 0; i < r->namesakes.len; i++) {
        const join *to = find_join(all, r->namesakes.items[i].entity);
        if (to)
            r->namesakes.items[i].entity = to->to.entity;
    }
}

/* Finds who SPAN, an unlisted person's name, is by another name of hers in this text: called by initials, somebody whose full
 * name was found later; called with an initial within, the same without it, so that she has one id in all texts which
 * have both. *RET_FOUND: whether that is somebody else. */
static bool find_other(dl_reading *r, const dl_span *span, join *ret, bool *ret_found)
{
    *ret = (join){.from = span->entity, .to = *span};
    *ret_found = false;
    if (begins_with_initial(r, span)) {
        *ret_found = dl_resolve_initials(r, &ret->to) &&
                     ret->to.confidence >= DL_CONFIDENCE_UNSURE && ret->to.entity != ret->from;
        return true;
    }
    if (span->end - span->first != 2 || span->rule == DL_RULE_TRANSLITERATION ||
        !strstr(span->entity->name, ". "))
        return true;
    const char *name = dl_reading_text(r, span->first, span->end);
    const char *id = name ? dl_reading_id(r, "person/", name) : NULL;
    ret->to.entity = id ? dl_reading_entity(r, id, name, &ret->to.listed) : NULL;
    *ret_found = ret->to.entity != ret->from;
    return ret->to.entity;
}

/* Makes persons who were known by such names the same everywhere. */
static bool join_initials(dl_reading *r)
{
    joins all = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < r->spans.len; i++) {
        const dl_span *span = &r->spans.items[i];
        bool found;
        join other;
        if (span->dropped || span->listed || span->entity->kind != DL_KIND_PERSON ||
            span->form != DL_FORM_NAME)
            continue;
        ok = find_other(r, span, &other, &found) && (!found || dl_vec_push(&all, other));
    }
    if (ok && all.len) {
        qsort(all.items, all.len, sizeof *all.items, compare_joins);
        join_all(r, &all);
    }
    free(all.items);
    return ok;
}

bool dl_find_initials(dl_reading *r)
{
    for (size_t i = 0; i + 1 < r->words.len; i++)
        if (is_initials(r, i) && !add_initials(r, i))
            return false;
    return join_initials(r);
}

/* --- initials between a given name and a surname --- */

/* Whether the words before AT, its titles, are ones that the listed person has on the day. */
static bool has_title(const dl_reading *r, size_t at, const dl_listed *person)
{
    size_t first = at;
    while (dl_reading_before(r, first) && dl_reading_word(r, first - 1)->flags & DL_WORD_TITLE)
        first--;
    dl_titled titled = {(uint32_t)at, (uint32_t)at + 1, (uint32_t)first, true};
    return first < at && dl_holding_of(person, r->input->day) == DL_HELD_NOW &&
           dl_knows_title(r, &titled, person);
}

/* The one listed person of WORDS words whose names end at NODE; NULL for none or several. */
static const dl_listed *find_at_node(const dl_reading *r, uint32_t node, size_t words)
{
    const dl_listed *found = NULL;
    uint32_t head = dl_lexicon_value(r->gazetteer->lexicon, node);
    for (uint32_t i = head; i; i = r->gazetteer->entries.items[i].next) {
        const dl_entry *entry = &r->gazetteer->entries.items[i];
        if (entry->type != DL_ENTRY_ALIAS || entry->words != words)
            continue;
        const dl_listed *listed = &r->gazetteer->entities.items[entry->subject];
        if (listed->entity.kind != DL_KIND_PERSON || listed->family_first || entry->doubtful ||
            (found && found != listed))
            return NULL;
        found = listed;
    }
    return found;
}

/* Whether the name that the person is listed by has another initial than the LETTER between given name and surname. */
static bool has_other_initial(const dl_listed *person, char letter)
{
    const char *point = strstr(person->entity.name, ". ");
    return point && point - person->entity.name > 2 && point[-2] == ' ' &&
           (point[-1] | 0x20) != letter;
}

const dl_listed *dl_find_stripped(const dl_reading *r, const dl_span *span)
{
    uint32_t end = span->end, node = 0;
    size_t words = 0, len;
    bool junior = false;
    char letter = 0;
    if (span->family_first || end - span->first < 3)
        return NULL;
    if (dl_is_suffix(r, end - 1)) {
        const char *text = dl_reading_bytes(r, --end, &len);
        junior = text[1] >= 'a';
    }
    for (uint32_t i = span->first; i < end; i++) {
        const dl_word *w = dl_reading_word(r, i);
        if (i > span->first && i + 1 < end && w->shape == DL_SHAPE_INITIAL) {
            char initial = (char)(*dl_reading_bytes(r, i, &len) | 0x20);
            letter = letter ? letter : initial;
            continue;
        }
        if (!w->id || !(node = dl_lexicon_step(r->gazetteer->lexicon, node, w->id)))
            return NULL;
        words++;
    }
    if (words < 2 || (end == span->end && !letter))
        return NULL;
    const dl_listed *found = find_at_node(r, node, words);
    if (!found || (letter && has_other_initial(found, letter)) ||
        (junior && !has_title(r, span->first, found)))
        return NULL;
    return found;
}
