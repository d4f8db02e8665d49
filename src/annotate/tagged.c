/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names by the tagger's model, and how they agree with what the rules found. The policy, for a name that
 * the tagger sees and the rules' spans that it meets:
 *
 * - the same words and a kind that fits: the rule's stays, for it knows who that is;
 * - the same words and another kind: what the gazetteer is sure of stays; else the tagger's is taken;
 * - a rule's name within it: the longer one wins where the tagger is sure enough;
 * - a rule's name that reaches beyond it: stays where it is listed or composed of what is listed, and where
 *   the kind fits ("Kwak Su-mi") or the tagger is not sure.
 *
 * A name that only a rule for unlisted names saw is dropped where the tagger is clear that there is none.
 * Persons found so have surnames, and organisations acronyms: those stages run once more.
 */
#include "annotate/home.h"
#include "annotate/tagging.h"

#define SURE 75       /* confidence from which a listed name stays what it is */
#define CLEAR 12      /* class of margin from which "no name" counts against a rule */
#define WORDS_MOST 64 /* of a name */
#define FAINT 42      /* below it a single word is passed over */
#define OPENING 47    /* the same for a common word that begins a sentence */
#define HEAD 65       /* confidence of "the Forum" */
#define LONE 55       /* confidence of a person of whom one word is known, at most */
#define UNCLEAR 45    /* confidence where the text does not tell which is meant, at most */
#define OTHER_KIND 60 /* confidence the tagger needs to change the kind of a name */

/* Titles that are written for short, in capitals or with some within. */
static const char briefs[] =
    " ag amb cec ceo cfo cjcs cm coo cto dcm dpm eam fm hrvp md nsa pm rm secdef secgen sg sm vp ";

static unsigned margin_class(const dl_tagger *tagger, int32_t margin)
{
    int32_t class = margin / (int32_t)tagger->header->margin_step;
    return class < 0 ? 0 : class < DL_MODEL_MARGINS ? (unsigned)class : DL_MODEL_MARGINS - 1;
}

/* The next tagged name from word FROM on; false at the end. */
static bool next_tagged(const dl_reading *r, const dl_tagger *tagger, const dl_tagging *t,
                        size_t from, dl_tagged *ret)
{
    size_t first = from;
    while (first < r->words.len && !t->labels[first])
        first++;
    if (first == r->words.len)
        return false;
    int32_t margin = t->margins[first];
    size_t end = first + 1;
    while (end < r->words.len && end - first < WORDS_MOST && t->labels[end] &&
           DL_LABEL_PART(t->labels[end - 1]) <= DL_TAG_INSIDE) {
        margin = t->margins[end] < margin ? t->margins[end] : margin;
        end++;
    }
    *ret = (dl_tagged){.first = (uint32_t)first,
                       .end = (uint32_t)end,
                       .type = DL_LABEL_TYPE(t->labels[first]),
                       .confidence = tagger->header->confidence[margin_class(tagger, margin)]};
    return true;
}

static bool fits(dl_kind kind, unsigned type)
{
    switch (type) {
    case DL_TAG_PERSON:
        return kind == DL_KIND_PERSON;
    case DL_TAG_PLACE:
        return kind == DL_KIND_COUNTRY || kind == DL_KIND_PLACE;
    default:
        return kind == DL_KIND_ORGANISATION;
    }
}

/* Whether the gazetteer knows SPAN: by itself, or as it was composed; or the text explains it. */
static bool is_known(const dl_span *span)
{
    bool explained = span->rule == DL_RULE_EXPANSION && span->form == DL_FORM_ACRONYM;
    bool firm = span->rule == DL_RULE_ORG_WORD && span->confidence >= SURE;
    return explained || firm || span->listed || span->rule == DL_RULE_GAZETTEER ||
           span->rule == DL_RULE_COMPOSED || span->rule == DL_RULE_AGENCY ||
           span->rule == DL_RULE_PART;
}

/* Whether SPAN is a capital for its government, and T a person of that name whom nothing tells of ("Washington speaks"):
 * no title, and nobody in the text who is called so. */
static bool is_government(const dl_reading *r, const dl_span *span, const dl_tagged *t)
{
    const dl_word *before = dl_reading_before(r, span->first);
    return span->form == DL_FORM_METONYM && span->listed && t->type == DL_TAG_PERSON &&
           !(before && before->flags & DL_WORD_TITLE) &&
           !dl_is_called(r, dl_reading_word(r, span->first)->hash, DL_ANY);
}

/* Whether SPAN stays against the name T that has other bounds or another kind. */
static bool stays(const dl_reading *r, const dl_span *span, const dl_tagged *t)
{
    bool capitals = dl_reading_word(r, span->first)->flags & DL_WORD_CAPITALS;
    bool within = span->first >= t->first && span->end <= t->end;
    bool called = span->form == DL_FORM_SURNAME && span->confidence >= DL_CONFIDENCE_UNSURE;
    if (called && within && dl_is_headline(r, span->first))
        return true; /* whoever is called so there is told by the text, or is in office */
    bool beyond = span->first <= t->first && span->end >= t->end;
    if (called && within && beyond && t->type == DL_TAG_PLACE && dl_is_speaker(r, span->first))
        return true; /* "Konan said", after Konan Kouadio */
    if (within && beyond && is_government(r, span, t))
        return true;
    if (within && beyond)
        return fits(span->entity->kind, t->type) || (is_known(span) && span->confidence >= SURE) ||
               t->confidence < OTHER_KIND;
    if (within) /* capitals throughout tell the tagger little */
        return is_known(span) &&
               (t->confidence < DL_CONFIDENCE_UNSURE ||
                (capitals && span->confidence >= SURE && !fits(span->entity->kind, t->type)));
    return is_known(span) ||
           (beyond && (fits(span->entity->kind, t->type) || t->confidence < OTHER_KIND));
}

/* Whether WORD is what a person is by office or trade, and no name: "Administrator", "Reverend". */
static bool is_office(const dl_reading *r, const dl_tagger *tagger, uint32_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    uint32_t known = dl_tagger_known(tagger, w->hash);
    uint32_t office = 1u << DL_KNOWN_BIT_NOUN_PERSON | 1u << DL_KNOWN_BIT_COMMON;
    uint32_t name =
        1u << DL_KNOWN_BIT_GIVEN | 1u << DL_KNOWN_BIT_SURNAME | 1u << DL_KNOWN_BIT_FAMOUS_PERSON;
    bool brief = w->shape >= DL_SHAPE_MIXED && !(w->flags & DL_WORD_CAPITALS) &&
                 dl_is_word_of(r, word, briefs);
    return brief || w->flags & DL_WORD_TITLE || ((known & office) == office && !(known & name));
}

/* Whether the first of two words is no name, the second being the surname of somebody listed or of the text: "Poor Sunak",
 * "Ex-PM Johnson". */
static bool is_no_given_name(const dl_reading *r, const dl_tagged *t)
{
    const dl_word *w = dl_reading_word(r, t->first);
    uint32_t names = 1u << DL_KNOWN_BIT_GIVEN | 1u << DL_KNOWN_BIT_SURNAME;
    bool known = dl_is_listed_surname(r, t->end - 1) ||
                 dl_is_called(r, dl_reading_word(r, t->end - 1)->hash, t->first);
    bool common =
        dl_reading_is_common(r, t->first) || w->classes & (DL_CLASS_SAY | DL_CLASS_FUNCTION);
    return t->end - t->first == 2 && known && common && w->flags & DL_WORD_FIRST &&
           w->shape == DL_SHAPE_CAPITAL && w->gap == DL_GAP_SPACE &&
           !(w->classes & DL_CLASS_GIVEN) && !(dl_reading_known(r, t->first) & names);
}

/* Leaves the titles before a person's name out of T. */
static void leave_titles(const dl_reading *r, const dl_tagger *tagger, dl_tagged *t)
{
    while (t->type == DL_TAG_PERSON && t->end - t->first > 1 &&
           (is_office(r, tagger, t->first) || is_no_given_name(r, t)))
        t->first++;
}

/* Leaves what stands behind a person's name out of T: "Tom Moe KBE". */
static void leave_honours(const dl_reading *r, dl_tagged *t)
{
    while (t->type == DL_TAG_PERSON && t->end - t->first > 2 && dl_is_honour(r, t->end - 1u))
        t->end--;
}

/* Leaves what a firm is called out of its name: "Chipmaker Norvik". */
static void leave_kind(const dl_reading *r, dl_tagged *t)
{
    if (t->type == DL_TAG_PLACE || t->end - t->first < 2 || !dl_is_firm_kind(r, t->first))
        return;
    t->first++;
    t->type = DL_TAG_ORGANISATION;
}

/* Whether a common word that begins a sentence stands before a person's full name: "Later Anna Moe came". */
static bool is_before_name(const dl_reading *r, const dl_tagged *t)
{
    size_t rest = t->end - t->first - 1u;
    return t->type == DL_TAG_PERSON && rest > 1 && dl_reading_is_common(r, t->first) &&
           (dl_reading_known(r, t->first + 1) & 1u << DL_KNOWN_BIT_GIVEN ||
            r->hits[t->first + 1][DL_ENTRY_ALIAS].words == rest);
}

/* Leaves out what a name does not begin with: articles, and the small or common word that begins a sentence ("Then"). */
static void leave_small_words(const dl_reading *r, const dl_tagger *tagger, dl_tagged *t)
{
    for (; t->end - t->first > 1; t->first++) {
        const dl_word *w = dl_reading_word(r, t->first);
        bool small = w->classes & DL_CLASS_FUNCTION &&
                     !(dl_tagger_known(tagger, w->hash) & 1u << DL_KNOWN_BIT_GIVEN);
        bool starts = w->flags & DL_WORD_FIRST && (small || is_before_name(r, t));
        if (!starts && !(w->classes & DL_CLASS_ARTICLE))
            return;
    }
}

/* Leaves out what a person's name in a headline does not go on over: "Tom Kvist Marries Singer Ann Lind". What is left out
 * is looked at anew. False where nothing is left, or no more than a word by which nobody is called. */
static bool leave_verbs(const dl_reading *r, dl_tagged *t)
{
    uint32_t end =
        t->type == DL_TAG_PERSON ? (uint32_t)dl_headline_cut(r, t->first, t->end) : t->end;
    if (end == t->end)
        return true;
    if (end == t->first)
        return false;
    t->end = end;
    dl_span span = {.first = t->first, .end = end};
    return end - t->first > 1 || dl_link_surname(r, &span);
}

/* Leaves the country out that owns a listed organisation: "Chile's Harbour Party". */
static void leave_owner(const dl_reading *r, dl_tagged *t)
{
    const dl_span *owner = dl_reading_span(r, t->first);
    if (t->type != DL_TAG_ORGANISATION || !owner || owner->entity->kind != DL_KIND_COUNTRY ||
        owner->end >= t->end || !(dl_reading_word(r, owner->end - 1)->flags & DL_WORD_POSSESSIVE))
        return;
    const dl_span *owned = dl_reading_span(r, owner->end);
    if (owned && owned->listed && owned->first == owner->end && owned->end == t->end)
        t->first = owner->end;
}

/* Two names with an ampersand between are a firm and no person: "Baker & Strandvik". */
static void mend_partners(const dl_reading *r, dl_tagged *t)
{
    const dl_span *one = dl_reading_span(r, t->first), *two = dl_reading_span(r, t->end - 1);
    if (one && two && one->entity->kind == DL_KIND_PERSON && two->entity->kind == DL_KIND_PERSON)
        return;
    for (uint32_t i = t->first; i + 1 < t->end; i++)
        if (t->type == DL_TAG_PERSON && dl_reading_word(r, i)->gap == DL_GAP_AND)
            t->type = DL_TAG_ORGANISATION;
}

/* Makes room for T; false where a rule's span stays. */
static bool make_room(dl_reading *r, const dl_tagged *t)
{
    for (uint32_t i = t->first; i < t->end; i++) {
        const dl_span *span = dl_reading_span(r, i);
        if (span && stays(r, span, t))
            return false;
    }
    for (uint32_t i = t->first; i < t->end; i++)
        if (dl_reading_span(r, i))
            dl_reading_drop(r, i);
    return true;
}

/* The one listed entity of the right kind that is written with just these words; NULL for none or
 * several. A doubtful name of an organisation wants the text to speak of it elsewhere. */
static const dl_listed *find_listed(const dl_reading *r, const dl_tagged *t)
{
    dl_hit hit = r->hits[t->first][DL_ENTRY_ALIAS];
    const dl_listed *found = NULL;
    if (hit.words != t->end - t->first)
        return NULL;
    for (const dl_entry *e = dl_hit_next(r, t->first, hit, hit.entry); e;
         e = dl_hit_next(r, t->first, hit, e->next)) {
        const dl_listed *listed = &r->gazetteer->entities.items[e->subject];
        if (!fits(listed->entity.kind, t->type) || e->form == DL_FORM_DEMONYM ||
            (e->doubtful && t->type == DL_TAG_ORGANISATION && !dl_entry_evidence(r, e) &&
             !dl_is_at_home(r, listed)) ||
            dl_is_of_another(r, t->first, listed))
            continue;
        if (found && found != listed && dl_is_at_home(r, found) == dl_is_at_home(r, listed))
            return NULL;
        if (!found || dl_is_at_home(r, listed))
            found = listed;
    }
    return found;
}

/* Whether SPAN, a person, has the family name first: one of those countries, and what is behind it is spelt as given names are there. */
static bool is_family_first(const dl_reading *r, const dl_span *span)
{
    uint32_t classes = dl_reading_word(r, span->first)->classes;
    uint32_t all = DL_CLASS_KOREAN | DL_CLASS_CHINESE | DL_CLASS_VIETNAMESE;
    size_t len;
    const char *given = dl_reading_bytes(r, span->end - 1, &len);
    if (span->end - span->first < 2 || !(classes & all) || classes & DL_CLASS_GIVEN ||
        dl_reading_word(r, span->end - 1)->classes & all)
        return false;
    return classes & DL_CLASS_VIETNAMESE ||
           (classes & DL_CLASS_KOREAN && dl_is_korean_given(given, len)) ||
           (classes & DL_CLASS_CHINESE &&
            (dl_is_chinese_given(given, len) || dl_is_hyphened_given(given, len)));
}

/* Whether the word is a common one that begins a sentence before the text names somebody who is called so. */
static bool is_opening(const dl_reading *r, size_t word)
{
    size_t count;
    uint32_t hash = dl_reading_word(r, word)->hash;
    const dl_namesake *all = dl_find_namesakes(r, hash, &count);
    const dl_span *full = all ? NULL : dl_find_called(r, hash, DL_CALL_FIRST);
    return (all || full) && dl_is_opening_word(r, word, all ? all[0].word : full->first);
}

static bool add_person(dl_reading *r, dl_span span)
{
    span.family_first = is_family_first(r, &span);
    if (span.end - span.first == 1) {
        if (is_opening(r, span.first))
            return true;
        if (dl_link_surname(r, &span))
            return dl_reading_add(r, span, NULL);
        uint8_t most = dl_is_listed_surname(r, span.first) ? UNCLEAR : LONE;
        span.confidence = span.confidence > most ? most : span.confidence;
    }
    return dl_add_person(r, span);
}

/* The listed organisation that an acronym may mean which is listed as doubtful, or of several, and the place that a name may
 * ("Georgia"): that of a country which the text speaks of (*RET_CLEAR: of no other's), else the first; NULL for none. */
static const dl_listed *find_doubtful(const dl_reading *r, const dl_tagged *t, bool *ret_clear)
{
    dl_hit hit = r->hits[t->first][DL_ENTRY_ALIAS];
    const dl_listed *found = NULL;
    uint32_t most = 0, others = 0;
    bool several = false;
    bool acronym = t->type == DL_TAG_ORGANISATION && hit.words == 1 && t->end - t->first == 1 &&
                   dl_reading_word(r, t->first)->shape == DL_SHAPE_UPPER;
    bool place = t->type == DL_TAG_PLACE && hit.words == t->end - t->first;
    if (!acronym && !place)
        return NULL;
    for (const dl_entry *e = dl_hit_next(r, t->first, hit, hit.entry); e;
         e = dl_hit_next(r, t->first, hit, e->next)) {
        const dl_listed *listed = &r->gazetteer->entities.items[e->subject];
        uint32_t weight = (place ? 0 : dl_country_evidence(r, listed)) + r->evidence[e->subject];
        if (!fits(listed->entity.kind, t->type) || dl_is_of_another(r, t->first, listed) ||
            (place && e->form != DL_FORM_NAME))
            continue;
        if (found && weight <= most) {
            several = several || found != listed;
            others += weight;
            continue;
        }
        several = several || (found && found != listed);
        others += most;
        found = listed;
        most = weight;
    }
    *ret_clear = (most || (place && !several)) && !others;
    return found;
}

/* Gives SPAN, which is no person and not listed, its entity. */
static bool name_other(dl_reading *r, const dl_heads *heads, const dl_tagged *t, dl_span *span)
{
    bool single = t->end - t->first == 1, body = t->type == DL_TAG_ORGANISATION;
    const dl_word *word = dl_reading_word(r, t->first);
    bool acronym = single && body && word->shape == DL_SHAPE_UPPER;
    const dl_head *head =
        single && body && !acronym ? dl_heads_find(heads, word->hash, t->first) : NULL;
    uint8_t seen = span->confidence;
    if (body && !head && !dl_compose_home(r, t->first, t->end - t->first, span))
        return false;
    if (span->entity) {
        span->confidence = seen < span->confidence ? seen : span->confidence;
        return true;
    }
    bool unclear = head ? head->several : dl_is_ownerless(r, t->first, t->end);
    if (unclear && span->confidence > UNCLEAR)
        span->confidence = UNCLEAR;
    if (head && head->entity) {
        span->entity = head->entity;
        span->listed = head->listed;
        return true;
    }
    const char *name = dl_reading_text(r, head ? head->first : t->first, head ? head->end : t->end);
    const char *id = !name  ? NULL
                     : body ? dl_organisation_id(r, name, head ? head->first : t->first,
                                                 head ? head->end : t->end)
                            : dl_reading_id(r, "place/", name);
    span->entity = id ? dl_reading_entity(r, id, name, &span->listed) : NULL;
    span->form = acronym ? DL_FORM_ACRONYM : DL_FORM_NAME;
    return span->entity;
}

/* Whether the one word of T, which looks like a person, is a firm's name, or that for short. */
static bool is_short_firm(const dl_reading *r, const dl_heads *heads, const dl_tagged *t)
{
    const dl_word *word = dl_reading_word(r, t->first);
    const dl_head *head = t->end - t->first == 1 && t->type == DL_TAG_PERSON
                              ? dl_heads_find(heads, word->hash, t->first)
                              : NULL;
    bool named =
        t->end - t->first == 1 && t->type != DL_TAG_ORGANISATION && dl_is_company(r, t->first);
    return named || (head && dl_reading_word(r, head->first)->hash == word->hash);
}

/* Whether T, which looks like a place, ends with a surname of the text. */
static bool is_relative(const dl_reading *r, const dl_tagged *t)
{
    return t->type == DL_TAG_PLACE && t->end - t->first > 1 &&
           dl_is_called(r, dl_reading_word(r, t->end - 1)->hash, t->first);
}

/* Whether the one word of T, which looks like a person, is a doubtful name of a country ("Holland won"). */
static bool is_country(const dl_reading *r, const dl_tagged *t)
{
    const dl_tagged place = {.first = t->first, .end = t->end, .type = DL_TAG_PLACE};
    const dl_listed *listed =
        t->end - t->first == 1 && t->type == DL_TAG_PERSON ? find_listed(r, &place) : NULL;
    return listed && listed->entity.kind == DL_KIND_COUNTRY &&
           !dl_is_given_here(r, dl_reading_word(r, t->first)->hash);
}

/* Makes a place of T, called a person, by what stands around it: a word for what is built and named after people ("the
 * Nelson Mandela ground"), or the "In" that begins a sentence and a comma behind ("In Florencio Varela, work stopped"),
 * if nobody of that name is told of elsewhere. */
static void find_place(const dl_reading *r, dl_tagged *t)
{
    if (t->type != DL_TAG_PERSON)
        return;
    size_t site = t->end - t->first > 1 ? dl_site_end(r, t->first, t->end) : 0;
    const dl_word *before = dl_reading_before(r, t->first);
    bool in = before && before->classes & DL_CLASS_IN && before->flags & DL_WORD_FIRST &&
              dl_reading_word(r, t->end - 1)->gap == DL_GAP_COMMA &&
              !dl_is_called(r, dl_reading_word(r, t->end - 1)->hash, t->first) &&
              !dl_is_listed_surname(r, t->end - 1) && !find_listed(r, t);
    if (!site && !in)
        return;
    t->type = DL_TAG_PLACE;
    t->end = site ? (uint32_t)site : t->end;
}

/* One convention for what is a house and those who work there: hospitals and schools are organisations, what is gone
 * through or over is a place. */
static void settle_house(const dl_reading *r, dl_tagged *t)
{
    static const char bodies[] =
        " academy clinic college hospital institute polytechnic school university ";
    static const char places[] =
        " airfield airport avenue bridge highway road square stadium street ";
    if (t->end - t->first < 2)
        return;
    if (t->type == DL_TAG_PLACE && dl_is_word_of(r, t->end - 1u, bodies))
        t->type = DL_TAG_ORGANISATION;
    else if (t->type == DL_TAG_ORGANISATION && dl_is_word_of(r, t->end - 1u, places))
        t->type = DL_TAG_PLACE;
}

static bool add(dl_reading *r, const dl_heads *heads, dl_tagged *t)
{
    settle_house(r, t);
    if (is_short_firm(r, heads, t))
        t->type = DL_TAG_ORGANISATION;
    if (is_relative(r, t))
        t->type = DL_TAG_PERSON;
    if (is_country(r, t)) {
        t->type = DL_TAG_PLACE;
        t->confidence = t->confidence < UNCLEAR ? t->confidence : UNCLEAR;
    }
    dl_span span = {.first = t->first,
                    .end = t->end,
                    .form = DL_FORM_NAME,
                    .rule = DL_RULE_TAGGER,
                    .confidence = t->confidence};
    const dl_listed *listed = find_listed(r, t);
    if (!listed && t->type == DL_TAG_PERSON)
        return add_person(r, span);
    bool clear;
    if (!listed && (listed = find_doubtful(r, t, &clear))) {
        uint8_t most = clear ? LONE : UNCLEAR;
        span.form = t->type == DL_TAG_PLACE ? DL_FORM_NAME : DL_FORM_ACRONYM;
        span.confidence = span.confidence < most ? span.confidence : most;
    }
    if (listed) {
        span.listed = listed;
        span.entity = &listed->entity;
    } else if (!name_other(r, heads, t, &span))
        return false;
    bool added;
    if (!dl_reading_add(r, span, &added))
        return false;
    return !added || t->type != DL_TAG_PERSON || dl_note_person(r, &span);
}

/* Whether T is a single word of which the tagger is so unsure that it tells nothing, that is not listed and by which no
 * organisation of the text is called for short. Behind "in" and the like even the least sure places are right oftener than
 * not; a common word at the head of a sentence wants more ("Rice was sent"). */
static bool is_faint(const dl_reading *r, const dl_tagger *tagger, const dl_heads *heads,
                     const dl_tagged *t)
{
    const dl_word *w = dl_reading_word(r, t->first);
    bool first =
        w->flags & DL_WORD_FIRST || dl_reading_word(r, (size_t)t->first - 1)->gap == DL_GAP_CLOSE;
    bool opening = first && dl_tagger_known(tagger, w->hash) & 1u << DL_KNOWN_BIT_COMMON;
    const dl_word *before = dl_reading_before(r, t->first);
    bool there = t->type == DL_TAG_PLACE && before && !(before->classes & DL_CLASS_ARTICLE) &&
                 before->classes & (DL_CLASS_IN | DL_CLASS_FUNCTION);
    uint8_t least = opening ? OPENING : there ? 0 : FAINT;
    return t->end - t->first == 1 && t->confidence < least &&
           !dl_heads_find(heads, dl_reading_word(r, t->first)->hash, t->first) &&
           !find_listed(r, t);
}

/* Adds "the Forum", at WORD, where the text has named the Northern Seas Forum and nothing else is found. */
static bool add_head(dl_reading *r, const dl_heads *heads, uint32_t word)
{
    const dl_word *article = dl_reading_before(r, word), *w = dl_reading_word(r, word);
    if (!article || !(article->classes & DL_CLASS_ARTICLE) || w->shape != DL_SHAPE_CAPITAL ||
        w->flags & (DL_WORD_CAPITALS | DL_WORD_TITLED) || r->covered[word])
        return true;
    const dl_head *head = dl_heads_find(heads, w->hash, word);
    const dl_word *after = dl_reading_word(r, word + 1);
    if (!head || !head->entity || head->several || head->first > word ||
        (dl_word_joins(w) && dl_word_is_capital(after)))
        return true;
    const dl_span span = {.first = word,
                          .end = word + 1,
                          .entity = head->entity,
                          .listed = head->listed,
                          .form = DL_FORM_NAME,
                          .rule = DL_RULE_FULL_NAME,
                          .confidence = HEAD};
    return dl_reading_add(r, span, NULL);
}

/* Adds the short forms of organisations that the tagger passes over. */
static bool add_heads(dl_reading *r)
{
    dl_heads heads = {0};
    bool ok = dl_heads_init(&heads, r);
    for (uint32_t i = 1; ok && heads.len && i < r->words.len; i++)
        ok = add_head(r, &heads, i);
    dl_heads_release(&heads);
    return ok;
}

/* Adds the tagger's names of one word, or those of several. */
static bool add_all(dl_reading *r, const dl_tagger *tagger, const dl_tagging *labels, bool single)
{
    dl_tagged t;
    dl_heads heads = {0};
    bool ok = !single || dl_heads_init(&heads, r);
    for (size_t i = 0; ok && next_tagged(r, tagger, labels, i, &t); i = t.end) {
        leave_small_words(r, tagger, &t);
        leave_titles(r, tagger, &t);
        leave_honours(r, &t);
        leave_kind(r, &t);
        leave_owner(r, &t);
        mend_partners(r, &t);
        bool left = leave_verbs(r, &t);
        find_place(r, &t);
        if (left && (t.end - t.first == 1) == single && dl_is_tagged_name(r, tagger, &t) &&
            !is_faint(r, tagger, &heads, &t) && make_room(r, &t))
            ok = add(r, &heads, &t);
    }
    dl_heads_release(&heads);
    return ok;
}

/* Drops what a rule for unlisted names found and the tagger is clear about that it is none. */
static void doubt(dl_reading *r, const dl_tagger *tagger, const dl_tagging *t)
{
    for (size_t s = 0; s < r->spans.len; s++) {
        const dl_span *span = &r->spans.items[s];
        bool clear = !span->dropped && !is_known(span);
        for (size_t i = span->first; clear && i < span->end; i++)
            clear = !t->labels[i] && margin_class(tagger, t->margins[i]) >= CLEAR;
        if (clear)
            dl_reading_drop(r, span->first);
    }
}

bool dl_find_tagged(dl_reading *r, const dl_tagger *tagger)
{
    dl_tagging t = {0};
    bool ok = dl_tagging_init(&t, r, tagger);
    if (ok)
        doubt(r, tagger, &t);
    ok = ok && add_all(r, tagger, &t, false) && dl_find_expansions(r) && dl_find_short_forms(r) &&
         dl_find_called_persons(r, true) && dl_link_companies(r) && add_all(r, tagger, &t, true) &&
         dl_find_called_persons(r, false) && add_heads(r) && dl_join_kinds(r);
    dl_tagging_release(&t);
    return ok;
}
