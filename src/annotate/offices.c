/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Titles that stand for their holder: "the Russian foreign minister", "NATO's secretary general", "the
 * president of Chile", and "the minister" of whom the text has said who that is. They are a layer of
 * their own, for the country in them is a mention too.
 *
 * Who holds an office is told first by the text, which names a person with it ("Foreign Minister Anna
 * Lindqvist", "Anna Lindqvist, the Norwegian foreign minister, said"), else by the gazetteer for the day
 * of the text. Where two may be meant, or the day is not known, there is no mention: a title is no
 * name that has to be shown whoever bears it.
 */
#include <stdlib.h>
#include <string.h>

#include "annotate/reading.h"
#include "dateline/vec.h"

enum { BY_TEXT = 85, BY_DAY = 80, AGAIN = 70, BY_COUNTRY = 56 };

#define PHRASE_WORDS 8  /* of an office before a name */
#define HOLDERS_MAX 256 /* that are kept of one text */
#define COUNTRY_LEAST 2 /* mentions of the one country that a text speaks of */

/* An office where it stands in the text, and whose it is. */
typedef struct post {
    uint32_t first, end; /* words, the country or body counted in */
    dl_hit hit;          /* what the office is called */
    uint32_t of;         /* hash of the id of the country or body; 0: not said */
    bool country;        /* it is a country's */
} post;

/* Who holds an office by this text, or by the gazetteer where this text speaks of it. */
typedef struct holder {
    uint32_t office, of;
    uint32_t word;           /* where that stands */
    const dl_entity *entity; /* NULL: nobody knows */
    const dl_listed *listed;
} holder;

typedef struct search {
    dl_reading *r;
    struct {
        holder *items;
        size_t len, size;
    } holders;
    struct {
        post *items;
        size_t len, size;
    } posts;          /* that say whose they are */
    uint32_t country; /* the one that the text speaks of; 0: none, or several */
} search;

/* The next of the offices that the post may be: START is its hit's entry, or the last answer's next. */
static const dl_entry *next_office(const search *s, const post *p, uint32_t start)
{
    for (uint32_t i = start; i; i = s->r->gazetteer->entries.items[i].next) {
        const dl_entry *entry = &s->r->gazetteer->entries.items[i];
        if (entry->type == DL_ENTRY_OFFICE && entry->words == p->hit.words &&
            !(p->country && entry->doubtful))
            return entry;
    }
    return NULL;
}

static uint32_t hash_of(const dl_entity *entity)
{
    return dl_lexicon_hash(entity->id, strlen(entity->id));
}

/* --- where an office stands --- */

static bool has_offices(const dl_span *span)
{
    return span &&
           (span->entity->kind == DL_KIND_COUNTRY || span->entity->kind == DL_KIND_ORGANISATION);
}

static bool is_space(const dl_word *word)
{
    return word->gap == DL_GAP_SPACE || word->gap == DL_GAP_LINE;
}

/* The office called by words that no name covers at WORD; no words where there is none. */
static dl_hit office_at(const dl_reading *r, size_t word)
{
    dl_hit hit = word < r->words.len ? r->hits[word][DL_ENTRY_OFFICE] : (dl_hit){0};
    for (size_t i = word; i < word + hit.words; i++)
        if (r->covered[i])
            return (dl_hit){0};
    return hit;
}

/* "Russian foreign minister", "NATO's secretary general". */
static bool read_after(const dl_reading *r, size_t word, post *ret)
{
    const dl_span *span = dl_reading_span(r, word);
    if (!has_offices(span) || span->first != word || !is_space(dl_reading_word(r, span->end - 1)))
        return false;
    dl_hit hit = office_at(r, span->end);
    bool country = span->entity->kind == DL_KIND_COUNTRY;
    if (hit.words)
        *ret = (post){span->first, span->end + hit.words, hit, hash_of(span->entity), country};
    return hit.words;
}

/* "president of the Russian Federation". */
static bool read_before(const dl_reading *r, size_t word, post *ret)
{
    dl_hit hit = office_at(r, word);
    size_t at = word + hit.words;
    if (!hit.words || !is_space(dl_reading_word(r, at - 1)) ||
        !(dl_reading_word(r, at)->classes & DL_CLASS_OF) || !is_space(dl_reading_word(r, at)))
        return false;
    at++;
    if (dl_reading_word(r, at)->classes & DL_CLASS_ARTICLE)
        at++;
    const dl_span *span = dl_reading_span(r, at);
    if (!has_offices(span) || span->first != at || span->form == DL_FORM_DEMONYM ||
        dl_reading_word(r, span->end - 1)->flags & DL_WORD_POSSESSIVE)
        return false;
    bool country = span->entity->kind == DL_KIND_COUNTRY;
    *ret = (post){(uint32_t)word, span->end, hit, hash_of(span->entity), country};
    return true;
}

/* Whether the words before FIRST let the office be that of one who holds it: not "a", "former". */
static bool is_held(const dl_reading *r, size_t first)
{
    const dl_word *before = dl_reading_before(r, first);
    if (before && before->classes & DL_CLASS_ARTICLE && !(before->classes & DL_CLASS_ANY)) {
        const dl_word *further = dl_reading_before(r, first - 1);
        return !(further && further->classes & DL_CLASS_FORMER && further->gap == DL_GAP_HYPHEN);
    }
    if (before &&
        (before->classes & (DL_CLASS_ANY | DL_CLASS_FORMER) || before->gap == DL_GAP_HYPHEN))
        return false;
    return true;
}

/* Whether what follows makes it the title of a name, or another title. */
static bool goes_on(const dl_reading *r, size_t end)
{
    const dl_word *last = dl_reading_word(r, end - 1), *next = dl_reading_word(r, end);
    if (last->gap == DL_GAP_HYPHEN)
        return true;
    if (!dl_word_joins(last) || last->flags & DL_WORD_POSSESSIVE)
        return false;
    const dl_span *span = dl_reading_span(r, end);
    if (span)
        return span->entity->kind == DL_KIND_PERSON;
    if (next->flags & (DL_WORD_TITLED | DL_WORD_CAPITALS))
        return next->classes & (DL_CLASS_GIVEN | DL_CLASS_FORMER);
    return dl_is_name_word(next) || next->classes & DL_CLASS_FORMER ||
           r->hits[end][DL_ENTRY_TITLE].words || r->hits[end][DL_ENTRY_BODY].words;
}

/* Whether a part of the sentence ends with the word before END. */
static bool closes(const dl_reading *r, size_t end)
{
    uint8_t gap = dl_reading_word(r, end - 1)->gap;
    return gap != DL_GAP_OPEN && gap != DL_GAP_SLASH && gap != DL_GAP_AND &&
           !dl_word_joins(dl_reading_word(r, end - 1));
}

static const dl_span *person_at(const dl_reading *r, size_t word)
{
    const dl_span *span = dl_reading_span(r, word);
    return span && span->entity->kind == DL_KIND_PERSON ? span : NULL;
}

/* The person beside whom the post stands between commas: "Lavrov, the Russian foreign minister, said". */
static const dl_span *beside(const dl_reading *r, const post *p)
{
    size_t first = p->first;
    if (first > 0 && dl_reading_word(r, first - 1)->classes & DL_CLASS_ARTICLE)
        first--;
    if (first > 0 && dl_reading_word(r, first - 1)->gap == DL_GAP_COMMA && closes(r, p->end))
        return person_at(r, first - 1);
    if (dl_reading_word(r, p->end - 1)->gap != DL_GAP_COMMA)
        return NULL;
    const dl_span *after = person_at(r, p->end);
    return after && closes(r, after->end) ? after : NULL;
}

/* --- who holds it --- */

static bool is_noted(const search *s, const holder *h)
{
    for (size_t i = 0; i < s->holders.len; i++) {
        const holder *old = &s->holders.items[i];
        if (old->office == h->office && old->of == h->of && old->entity == h->entity)
            return true;
    }
    return s->holders.len >= HOLDERS_MAX;
}

static bool note(search *s, const post *p, uint32_t word, const dl_entity *entity,
                 const dl_listed *listed)
{
    for (const dl_entry *e = next_office(s, p, p->hit.entry); e; e = next_office(s, p, e->next)) {
        holder h = {e->subject, p->of, word, entity, listed};
        if (!is_noted(s, &h) && !dl_vec_push(&s->holders, h))
            return false;
    }
    return true;
}

/* The holder of one of the post's offices on the day, as the gazetteer knows; NULL where it knows none or
 * several. */
static const dl_listed *holder_then(const search *s, const post *p, bool alone)
{
    const dl_listed *found = NULL;
    dl_day day = s->r->input->day;
    for (const dl_entry *e = next_office(s, p, p->hit.entry); e && day != DL_DAY_NONE;
         e = next_office(s, p, e->next)) {
        const dl_post *posts;
        size_t count =
            !alone || e->meant ? dl_gazetteer_posts(s->r->gazetteer, e->subject, p->of, &posts) : 0;
        for (size_t i = 0; i < count; i++) {
            const dl_listed *person = &s->r->gazetteer->entities.items[posts[i].person];
            const dl_tenure *t = &person->tenures[posts[i].number];
            if ((t->from != DL_DAY_NONE && day < t->from) || (t->to != DL_DAY_NONE && day > t->to))
                continue;
            if (found && found != person)
                return NULL;
            found = person;
        }
    }
    return found;
}

/* The one person who holds one of the post's offices by the text: OF the same, or whosever where the post does
 * not say. Sets whether the text knows of several, or of one of whom nobody knows who that is. */
static const holder *holder_here(const search *s, const post *p, bool *ret_several)
{
    const holder *found = NULL;
    *ret_several = false;
    for (const dl_entry *e = next_office(s, p, p->hit.entry); e; e = next_office(s, p, e->next))
        for (size_t i = 0; i < s->holders.len; i++) {
            const holder *h = &s->holders.items[i];
            if (h->office != e->subject || (p->of && h->of != p->of))
                continue;
            *ret_several = *ret_several || !h->entity || (found && found->entity != h->entity);
            if (!found || h->word < found->word)
                found = h;
        }
    return *ret_several ? NULL : found;
}

static bool add(search *s, const post *p, const dl_entity *entity, const dl_listed *listed,
                uint8_t confidence)
{
    dl_span span = {.first = p->first,
                    .end = p->end,
                    .entity = entity,
                    .listed = listed,
                    .form = DL_FORM_OFFICE,
                    .rule = DL_RULE_OFFICE,
                    .confidence = confidence};
    size_t len = s->r->offices.len;
    if (len && s->r->offices.items[len - 1].end > p->first &&
        s->r->offices.items[len - 1].first <= p->first)
        return true;
    return dl_vec_push(&s->r->offices, span);
}

/* --- the text: names, the posts that say whose they are twice, those that do not --- */

/* "Foreign Minister Anna Lindqvist": notes the office that stands before the name. */
static bool note_before(search *s, const dl_span *person)
{
    const dl_reading *r = s->r;
    for (size_t words = PHRASE_WORDS; words > 0; words--) {
        if (words > person->first)
            continue;
        size_t first = person->first - words;
        dl_hit hit = office_at(r, first);
        if (hit.words != words || !is_space(dl_reading_word(r, person->first - 1)))
            continue;
        post p = {(uint32_t)first, person->first, hit, 0, false};
        const dl_span *of = first ? dl_reading_span(r, first - 1) : NULL;
        if (has_offices(of) && is_space(dl_reading_word(r, first - 1))) {
            p.first = of->first;
            p.of = hash_of(of->entity);
            p.country = of->entity->kind == DL_KIND_COUNTRY;
        }
        return !is_held(r, p.first) || note(s, &p, person->first, person->entity, person->listed);
    }
    return true;
}

/* Reads the post that begins at WORD and says whose it is; false where there is none that stands for who holds
 * it. */
static bool read_post(const dl_reading *r, size_t word, post *ret)
{
    return (read_after(r, word, ret) || read_before(r, word, ret)) && is_held(r, ret->first) &&
           !goes_on(r, ret->end);
}

static bool find_posts(search *s)
{
    post p;
    for (size_t i = 0; i < s->r->words.len; i++)
        if (read_post(s->r, i, &p) && !dl_vec_push(&s->posts, p))
            return false;
    return true;
}

/* Whether the gazetteer lists the person with one of the post's offices at any time. */
static bool held_once(const search *s, const post *p, const dl_listed *person)
{
    for (const dl_entry *e = next_office(s, p, p->hit.entry); e; e = next_office(s, p, e->next)) {
        const dl_post *posts;
        size_t count = dl_gazetteer_posts(s->r->gazetteer, e->subject, p->of, &posts);
        for (size_t i = 0; i < count; i++)
            if (&s->r->gazetteer->entities.items[posts[i].person] == person)
                return true;
    }
    return false;
}

/* "Anna Lindqvist, the Norwegian foreign minister, said": notes her, unless the gazetteer knows that
 * somebody else holds the office, or other offices of hers alone. */
static bool note_beside(search *s, const post *p)
{
    const dl_span *person = beside(s->r, p);
    if (!person)
        return true;
    const dl_listed *then = holder_then(s, p, false);
    bool other = person->listed && person->listed->tenures_count;
    if (then ? &then->entity != person->entity : other && !held_once(s, p, person->listed))
        return true;
    return note(s, p, person->first, person->entity, person->listed);
}

/* Whether the text says of another than the listed one THEN that the post is hers: "Anna Lindqvist, head of the OSCE". With an
 * article it may be a list: "Anna Lindqvist, the French president and others". */
static bool is_anothers(const dl_reading *r, const post *p, const dl_listed *then)
{
    const dl_word *before = p->first > 0 ? dl_reading_word(r, p->first - 1u) : NULL;
    const dl_span *person =
        before && before->gap == DL_GAP_COMMA ? dl_reading_span(r, p->first - 1u) : NULL;
    return person && person->entity->kind == DL_KIND_PERSON && person->entity != &then->entity;
}

/* A post that says whose it is. */
static bool find_post(search *s, const post *p)
{
    bool several;
    const holder *here = holder_here(s, p, &several);
    const dl_listed *then = here ? NULL : holder_then(s, p, false);
    if (then && is_anothers(s->r, p, then))
        return true;
    const dl_entity *entity = here ? here->entity : then ? &then->entity : NULL;
    if (here || several) /* what is noted already is not noted again */
        return !entity || add(s, p, entity, here ? here->listed : then, here ? BY_TEXT : BY_DAY);
    return note(s, p, p->first, entity, then) && (!entity || add(s, p, entity, then, BY_DAY));
}

/* "the foreign minister", of whom the text has said who that is, or who is of the one country that it
 * speaks of; "the Pope". */
static bool find_alone(search *s, size_t word)
{
    const dl_reading *r = s->r;
    dl_hit hit = office_at(r, word);
    const dl_word *before = hit.words ? dl_reading_before(r, word) : NULL;
    post p = {(uint32_t)word, (uint32_t)(word + hit.words), hit, 0, false};
    if (!before || !(before->classes & DL_CLASS_ARTICLE) || !is_held(r, word) ||
        goes_on(r, p.end) ||
        (is_space(dl_reading_word(r, p.end - 1)) &&
         dl_reading_word(r, p.end)->classes & DL_CLASS_OF))
        return true;
    bool several;
    const holder *here = holder_here(s, &p, &several);
    if (here && here->word < word)
        return add(s, &p, here->entity, here->listed, AGAIN);
    const dl_listed *then = here || several ? NULL : holder_then(s, &p, true);
    if (then)
        return add(s, &p, &then->entity, then, BY_DAY);
    p.of = s->country;
    p.country = true;
    then = here || several || !p.of ? NULL : holder_then(s, &p, false);
    return !then || add(s, &p, &then->entity, then, BY_COUNTRY);
}

/* The hash of the id of the one country that the text names, in any way, more than once; 0 for none. */
static uint32_t find_country(const dl_reading *r)
{
    const dl_entity *country = NULL;
    size_t mentions = 0;
    for (size_t i = 0; i < r->spans.len; i++) {
        const dl_span *span = &r->spans.items[i];
        if (span->dropped || span->entity->kind != DL_KIND_COUNTRY)
            continue;
        if (country && country != span->entity)
            return 0;
        country = span->entity;
        mentions++;
    }
    return mentions >= COUNTRY_LEAST ? hash_of(country) : 0;
}

bool dl_find_offices(dl_reading *r)
{
    search s = {.r = r, .country = find_country(r)};
    bool ok = true;
    for (size_t i = 0; ok && i < r->spans.len; i++)
        if (!r->spans.items[i].dropped && r->spans.items[i].entity->kind == DL_KIND_PERSON)
            ok = note_before(&s, &r->spans.items[i]);
    ok = ok && find_posts(&s);
    for (size_t i = 0; ok && i < s.posts.len; i++)
        ok = note_beside(&s, &s.posts.items[i]);
    for (size_t i = 0; ok && i < s.posts.len; i++)
        ok = find_post(&s, &s.posts.items[i]);
    for (size_t i = 0; ok && i < r->words.len; i++)
        ok = r->covered[i] || find_alone(&s, i);
    free(s.holders.items);
    free(s.posts.items);
    return ok;
}
