/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_READING_H
#define ANNOTATE_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "annotate/gazetteer.h"
#include "annotate/word.h"
#include "dateline/annotate.h"
#include "dateline/tagger.h"

/*
 * One text while its names are being found: its words (the title's, then the body's), what the
 * gazetteer's trie knows at each, and the spans decided so far. Spans never overlap: a stage adds a
 * span, and the rule of dl_reading_add (the longer one wins) decides at once. So stages run from
 * the surest to the least sure, and each sees what those before it left.
 */

/* The longest listed phrase of one type that begins at a word. */
typedef struct dl_hit {
    uint32_t entry; /* the first entry at its node; 0: none */
    uint32_t words;
} dl_hit;

typedef struct dl_span {
    uint32_t first, end; /* words, end exclusive */
    const dl_entity *entity;
    const dl_listed *listed; /* what the gazetteer knows of it; NULL: found here */
    uint8_t form, rule, confidence;
    bool family_first; /* a person whose family name is the first word */
    bool dropped;      /* a longer one took its place */
} dl_span;

typedef enum dl_sex { DL_SEX_UNKNOWN, DL_SEX_WOMAN, DL_SEX_MAN } dl_sex;

/* A person named in full in this text, by the word she is called by for short. */
typedef struct dl_namesake {
    uint32_t hash; /* of that word, folded */
    uint32_t word; /* where the full name stands */
    const dl_entity *entity;
    const dl_listed *listed; /* what the gazetteer knows of her, or NULL */
    uint8_t sex;             /* dl_sex, as her given name tells */
    bool polite;             /* "Mr" or the like and the surname alone, and nobody known */
    bool unsure;             /* a title and the surname alone, which may mean somebody else */
    bool own;        /* the gazetteer says that she is called so, and it is not the last word */
    bool called;     /* a surname alone surely meant her */
    bool several;    /* somebody else is called by the word, too; known once they are sorted */
    uint32_t before; /* who was called so before: her number and one; 0: nobody */
} dl_namesake;

/* By which word of her full name, but the last, a person is called. */
typedef enum dl_call {
    DL_CALL_SECOND, /* the last but one, the first of two surnames */
    DL_CALL_WITHIN, /* one between the first and the last */
    DL_CALL_FIRST,  /* the first */
    DL_CALL_COUNT
} dl_call;

/* A word of full names, and whose it is. */
typedef struct dl_called {
    uint32_t hash; /* 0: a free slot */
    bool several[DL_CALL_COUNT];
    uint32_t
        whose[DL_CALL_COUNT]; /* the word at which her full name begins, and one; 0: nobody's */
} dl_called;

/* A person named in full in this text, by the key of the name. */
typedef struct dl_spelled {
    const char *key;
    const dl_entity *entity;
    const char *country; /* that stands before her title; NULL where none does */
} dl_spelled;

/* An entity that the gazetteer does not list. */
typedef struct dl_made {
    dl_entity entity;
    uint32_t surname_key; /* as in dl_listed */
} dl_made;

/* An acronym that this text explains. */
typedef struct dl_local {
    uint32_t hash;
    const dl_entity *entity; /* NULL: nobody */
    bool implied;            /* by its letters alone */
    bool unclear;            /* bodies of several countries are called so */
} dl_local;

/* A title and one capitalised word after it: whose surname it is, is decided when all full names
 * are known. */
typedef struct dl_titled {
    uint32_t first, end;
    uint32_t title; /* where the title begins */
    bool capital;   /* the title is written with a capital letter, or with a full stop */
} dl_titled;

/* A word that stands where firms do. */
typedef struct dl_company {
    uint32_t hash;   /* 0: a free slot */
    uint32_t points; /* how much tells that it is one */
} dl_company;

#define DL_SEEN_ACRONYMS 8 /* small words whose capitals may be an acronym's: "US", "WHO" */

/* Of which country the text is, as far as that tells whose a body named alone is (home.c). */
typedef struct dl_home {
    const dl_listed *country;  /* NULL where nothing tells */
    const dl_listed *dateline; /* the country of the dateline's town; NULL where there is none */
    uint32_t word;             /* where the dateline begins */
    bool sure;
    bool seat;     /* the town is one where bodies of many countries meet */
    bool domestic; /* the dateline's agency is of its country */
} dl_home;

typedef struct dl_reading {
    const dl_gazetteer *gazetteer;
    const dl_tagger *tagger; /* whose word lists the rules ask; may be NULL */
    const dl_annotate_input *input;
    dl_arena *arena; /* what outlives the reading */
    const char *texts[DL_FIELD_COUNT];
    dl_words words;
    dl_hit (*hits)[DL_ENTRY_TYPES]; /* at each word */
    uint32_t *covered;              /* at each word: 1 + the number of the span over it, or 0 */
    struct {
        dl_span *items;
        size_t len, size;
    } spans;
    struct {
        dl_span *items;
        size_t len, size;
    } offices; /* a layer of its own: they overlap spans, and not each other */
    struct {
        dl_namesake *items;
        size_t len, size;
    } namesakes;
    size_t namesakes_sorted; /* so many of them, the first, are in order */
    uint32_t *
        namesake_slots; /* the numbers and one of the last of each word, a table with open addressing */
    size_t namesake_slots_size;
    struct {
        dl_local *items;
        size_t len, size;
    } locals;
    struct {
        dl_titled *items;
        size_t len, size;
    } titled;
    dl_called
        *called; /* words of the full names: a table with open addressing; NULL before it is made */
    size_t called_size;
    struct {
        dl_spelled *items;
        size_t len, size;
    } spelled; /* persons whom no list has, by the keys of their names */
    uint32_t *
        spelled_slots; /* their numbers and one, a table with open addressing; NULL where there are none */
    size_t spelled_size;
    struct {
        dl_namesake *items;
        size_t len, size;
    } surnames; /* NAMESAKES by the keys of their surnames, as far as they have any; made where it is asked for */
    size_t surnames_of; /* how many namesakes there were when this was noted of them: */
    uint32_t sounds
        [2]
        [26]; /* by tradition, and by the sound a surname begins with: bits of how many bytes it has */
    dl_company *companies; /* a table with open addressing; NULL where there are none */
    size_t companies_size, companies_len;
    dl_made **made; /* entities that the gazetteer does not list: a table with open addressing */
    size_t made_size, made_len;
    dl_home home;
    const dl_entity **composed; /* for each kind of body: the one that this text has named with its
                                   country */
    uint32_t *evidence;         /* for each listed entity: sure mentions in this text */
    uint32_t *lower;   /* hashes of words seen in lower case, a table with open addressing */
    size_t lower_mask; /* its size less one */
    uint32_t acronyms
        [DL_SEEN_ACRONYMS]; /* hashes of small words seen in capitals among others that are not */
    size_t acronyms_len;
} dl_reading;

/* Cuts R's texts into words and makes room for the rest; false when memory is out. */
bool dl_reading_cut(dl_reading *r);
void dl_reading_discard(dl_reading *r);

/* Runs the stages below over R, but the last. */
dl_status dl_reading_rules(dl_reading *r, dl_error *error);

/* The stages, in the order in which they run. Each returns false when memory is out. */
bool dl_find_hits(dl_reading *r);        /* lookup.c */
bool dl_find_dateline(dl_reading *r);    /* home.c: its place and its agency */
bool dl_find_listed(dl_reading *r);      /* listed.c: what the gazetteer alone decides */
bool dl_find_bodies(dl_reading *r);      /* bodies.c: country and body */
bool dl_find_firms(dl_reading *r);       /* firms.c: by their endings */
bool dl_find_partners(dl_reading *r);    /* and with an ampersand, when persons are known */
bool dl_find_trades(dl_reading *r);      /* companies.c: by a trade behind a name */
bool dl_find_companies(dl_reading *r);   /* and by what is said of them, when persons are known */
bool dl_find_compounds(dl_reading *r);   /* compounds.c: a name and a common noun */
bool dl_find_persons(dl_reading *r);     /* persons.c: titles, given names, family names first */
bool dl_find_sites(dl_reading *r);       /* sites.c: places that bear a person's name */
bool dl_find_parts(dl_reading *r);       /* parts.c: parts of bodies */
bool dl_find_expansions(dl_reading *r);  /* acronyms.c */
bool dl_find_short_forms(dl_reading *r); /* shortforms.c: surnames, names again */
bool dl_find_doubtful(dl_reading *r);    /* doubtful.c: names that need a sign */
bool dl_find_agency(dl_reading *r);      /* agency.c: of which agency the text is */
bool dl_drop_loose(dl_reading *r);       /* loose.c: towns within names that nobody lists */

/* The id of COUNTRY's BODY and what news calls it, the demonym before the body, in ARENA (bodies.c); false when
 * memory is out. */
bool dl_body_compose(dl_arena *arena, const dl_listed *country, const dl_body *body,
                     const char **ret_id, const char **ret_name);

/* tagged.c: names by the tagger's model, and what those before are by it. The last stage. */
bool dl_find_tagged(dl_reading *r, const dl_tagger *tagger);

/* offices.c: titles that stand for their holder, when all else is decided. */
bool dl_find_offices(dl_reading *r);

/* Adds SPAN, unless it overlaps one that is as long or lies partly outside it; shorter ones within
 * it are dropped. Sets *ret_added where given. False when memory is out. */
bool dl_reading_add(dl_reading *r, dl_span span, bool *ret_added);

/* Takes back the span over the word, of which there must be one. */
void dl_reading_drop(dl_reading *r, size_t word);

/* The span over the word, or NULL. WORD may lie past the end. */
static inline const dl_span *dl_reading_span(const dl_reading *r, size_t word)
{
    if (word >= r->words.len || !r->covered[word])
        return NULL;
    return &r->spans.items[r->covered[word] - 1];
}

/* What stands for words past the end. */
extern const dl_word dl_word_none;

/* The word, or one past the end that is like nothing. Asked some fifty times a word: hence here, as what
 * follows. */
static inline const dl_word *dl_reading_word(const dl_reading *r, size_t word)
{
    return word < r->words.len ? &r->words.items[word] : &dl_word_none;
}

/* The word before WORD in the same sentence and with no mark between but space or a hyphen, or
 * NULL. */
static inline const dl_word *dl_reading_before(const dl_reading *r, size_t word)
{
    if (word == 0 || word >= r->words.len)
        return NULL;
    const dl_word *before = &r->words.items[word - 1];
    return dl_word_joins(before) && !(r->words.items[word].flags & DL_WORD_FIRST) ? before : NULL;
}

/* The text of the words [first, end), in the arena, line breaks and runs of space made one space;
 * NULL when memory is out. */
const char *dl_reading_text(dl_reading *r, size_t first, size_t end);

/* SPAN as a mention. */
dl_mention dl_span_mention(const dl_reading *r, const dl_span *span);

/* The bytes of the word. */
static inline const char *dl_reading_bytes(const dl_reading *r, size_t word, size_t *ret_len)
{
    const dl_word *w = dl_reading_word(r, word);
    *ret_len = w->end - w->start;
    return r->texts[w->flags & DL_WORD_BODY ? DL_FIELD_BODY : DL_FIELD_TITLE] + w->start;
}

/* Whether the entry's words are written at WORD so that the gazetteer means them. */
bool dl_entry_fits(const dl_reading *r, size_t word, const dl_entry *entry);

/* Goes over the aliases of one hit that fit: START is the hit's entry or, to go on, the last
 * answer's next. NULL at the end. */
const dl_entry *dl_hit_next(const dl_reading *r, size_t word, dl_hit hit, uint32_t start);

/* The country that is named (not by a metonym) at WORD and how many words that takes; NULL where
 * there is none or the text does not tell which. */
const dl_listed *dl_country_at(const dl_reading *r, size_t word, size_t *ret_words);

/* The entity ID (which is in the arena): the gazetteer's, or the one made here before, or a new one
 * called NAME. NULL when memory is out. */
const dl_entity *dl_reading_entity(dl_reading *r, const char *id, const char *name,
                                   const dl_listed **ret_listed);

/* The same where it is there already; NULL where it would be made. */
const dl_entity *dl_reading_made(const dl_reading *r, const char *id, const dl_listed **ret_listed);

/* Notes the key of the surname of a person who was made here. */
void dl_reading_set_surname(dl_reading *r, const dl_entity *entity, uint32_t key);

/* Gives an entity that was made here another name to show. */
void dl_reading_rename(dl_reading *r, const dl_entity *entity, const char *name);

/* PREFIX and the slug of TEXT, in the arena; NULL when memory is out. */
const char *dl_reading_id(dl_reading *r, const char *prefix, const char *text);

/* Whether the word, in lower case, is one of LIST, which has a space before and behind each. */
bool dl_is_word_of(const dl_reading *r, size_t word, const char *list);

/* Whether the word is what a firm is called, in lower case or where letter case tells nothing: "airline", "chip maker". */
bool dl_is_firm_kind(const dl_reading *r, size_t word);

/* Gives the firms that are called for short the entities of those whose full names were found since. False when memory is
 * out. */
bool dl_link_companies(dl_reading *r);

/* Whether the text tells of the word that it is a firm's name (companies.c). */
bool dl_is_company(const dl_reading *r, size_t word);

/* Whether the word was seen in lower case elsewhere in this text. */
bool dl_seen_lower(const dl_reading *r, const dl_word *word);

/* Whether the small word was seen as an acronym elsewhere in this text, in a sentence that is not all capitals. */
bool dl_seen_acronym(const dl_reading *r, const dl_word *word);

/* Whether the capitalised words from WORD on, titles before it counted in, are the name of a ship. */
bool dl_is_ship(const dl_reading *r, size_t word);

/* Notes that the acronym at WORD means ENTITY throughout the text; NULL: nobody. False when memory is out. */
bool dl_note_acronym(dl_reading *r, size_t word, const dl_entity *entity);

/* Whether the words are explained by an acronym, or are one, that is no name of anybody in this text (acronyms.c). */
bool dl_is_nobody(const dl_reading *r, size_t first, size_t end);

/* How often the text has surely named the country that LISTED is of. */
uint32_t dl_country_evidence(const dl_reading *r, const dl_listed *listed);

/* Whether WORD, of the body, stands between two slashes, or in brackets (agency.c). */
bool dl_is_enclosed(const dl_reading *r, size_t word);

/* Whether a country stands before WORD whose LISTED, a body of another one, cannot be. */
bool dl_is_of_another(const dl_reading *r, size_t word, const dl_listed *listed);

/* Whether a word that nothing explains makes SPAN, a place, a part of a longer name (loose.c). */
bool dl_is_loose(const dl_reading *r, const dl_span *span);

/* What the tagger's word lists know of the word, DL_KNOWN_BIT_* bits; 0 without a tagger. */
uint32_t dl_reading_known(const dl_reading *r, size_t word);

/* Whether those lists have the word as a common one and not as a person's name. */
bool dl_reading_is_common(const dl_reading *r, size_t word);

/* Gives SPAN, a person's full name, its entity: the one of that name, or the one who is called so in another
 * spelling (spellings.c), or a new one. False when memory is out. */
bool dl_name_person(dl_reading *r, dl_span *span);

/* The persons of this text whose surnames WORD may be another spelling of, in the order of their full names; how many
 * to *RET_COUNT. False when memory is out. */
bool dl_find_spelled(dl_reading *r, size_t word, const dl_namesake **ret, size_t *ret_count);

/* The country named right before the word, by itself or as whose body it is, or NULL. */
const char *dl_country_before(const dl_reading *r, size_t word);

/* A word that can be part of an unlisted name of a person, as it is written. */
bool dl_is_name_word(const dl_word *word);

/* Notes that somebody is called by a word for short (namesakes.c). False when memory is out. */
bool dl_note_namesake(dl_reading *r, dl_namesake namesake);

/* Puts those who were noted in order. */
void dl_sort_namesakes(dl_reading *r);

/* Takes back those whose full names are places by now. */
void dl_forget_places(dl_reading *r);

/* relatives.c: the sex of the person of that full name, of a listed one, as the given name tells. */
dl_sex dl_sex_of(const dl_reading *r, const dl_span *full);
dl_sex dl_sex_of_listed(const dl_reading *r, const dl_listed *person);

/* Whether the person of that full name can have the title, "Mr" or "Mrs". */
bool dl_is_of_sex(const dl_reading *r, const dl_titled *titled, const dl_span *full);

/* Leaves of COUNT bearers of a surname those whom the title before it (TITLED; NULL: none) can mean, and returns how many:
 * not those of the other sex, and without a title not those who are called by "Mr" or "Mrs" alone, if there are others. */
size_t dl_leave_bearers(const dl_reading *r, const dl_titled *titled, const dl_namesake **bearers,
                        size_t count);

/* Whether the title means somebody listed in office who is none of the bearers ("President Trump", where the text names
 * Ivanka Trump). */
bool dl_is_another_holder(const dl_reading *r, const dl_titled *titled,
                          const dl_namesake *const *bearers, size_t count);

/* Whether the office is another than those of the listed BEARER of a common family name: "Director Wang". */
bool dl_is_other_office(const dl_reading *r, const dl_titled *titled, const dl_namesake *bearer);

/* Whether the text names the namesake in full with the title that ends at the word TITLE. */
bool dl_is_told(const dl_reading *r, const dl_namesake *namesake, size_t title);

/* Those called HASH for short whom the last sorting found, in the order of the text; NULL for nobody. */
const dl_namesake *dl_find_namesakes(const dl_reading *r, uint32_t hash, size_t *ret_count);

/* The one called HASH who was noted last, and who was noted before that one; NULL for nobody. */
const dl_namesake *dl_last_namesake(const dl_reading *r, uint32_t hash);
const dl_namesake *dl_namesake_before(const dl_reading *r, const dl_namesake *namesake);

/* Whether somebody is called HASH whose full name does not begin at the word BUT; DL_ANY: whoever it is. */
#define DL_ANY UINT32_MAX
bool dl_is_called(const dl_reading *r, uint32_t hash, uint32_t but);

/* Which of COUNT namesakes, in the order of the text, the surname at WORD means, and how sure that is (bearers.c). */
const dl_namesake *dl_pick_namesake(const dl_reading *r, const dl_namesake *all, size_t count,
                                    size_t word, uint8_t *ret_confidence);

/* The same behind a title; NULL where that is of none of them. */
const dl_namesake *dl_pick_titled(const dl_reading *r, const dl_titled *titled,
                                  const dl_namesake *all, size_t count, uint8_t *ret_confidence);

/* Notes that a surname means NAMESAKE, and how sure that is. */
void dl_note_meant(dl_reading *r, const dl_namesake *namesake, uint8_t confidence);

/* Asks again whom the surnames mean that were found, where several bear them by now. */
void dl_ask_surnames(dl_reading *r);

/* Gives persons of the text the words that are names of listed places, too, where they stand for them (placesurnames.c). False when
 * memory is out. */
bool dl_find_place_surnames(dl_reading *r);

/* Their order, and that of one and the hash of a word. */
int dl_namesake_compare(const void *a, const void *b);
int dl_namesake_compare_hash(const void *item, const void *hash);

/* Notes that the span is a person's full name, so that its short form is known. */
bool dl_note_person(dl_reading *r, const dl_span *span);

/* Adds a person named in full by the words [first, end), found by RULE, and notes her short form. */
bool dl_add_person(dl_reading *r, dl_span span);

/* The person of the same text whose full name ends with the words of SPAN ("Herrera Montalvo"), and has more; NULL for
 * none. */
const dl_span *dl_longer_person(const dl_reading *r, const dl_span *span);

/* The end of the person's name that begins at FIRST (a word that dl_is_name_word accepts); FIRST
 * where there is none. */
size_t dl_person_end(const dl_reading *r, size_t first);

/* familyfirst.c: whether the word is the first of something that the gazetteer is sure of and that is no person. */
bool dl_is_no_person(const dl_reading *r, size_t word);

/* Whether the word, in lower case, is the second syllable of a given name: "jung" in "Kang Yu-jung". */
bool dl_is_second_syllable(const dl_reading *r, size_t word);

/* How many words the name at WORD has whose family name stands first, 0 for none; TITLED: behind a title, where two
 * syllables tell enough. */
size_t dl_family_first_words(const dl_reading *r, size_t word, bool titled);

/* Adds the person at WORD whose family name stands first, and sets where the name ends. */
bool dl_find_family_first(dl_reading *r, size_t word, size_t *ret_end);

/* Whether an ampersand makes the word a part of a firm's name ("Holland & Knight"): what stands on its other side is
 * no surname of the text. */
bool dl_is_partner(const dl_reading *r, size_t word);

/* Whether [first, end) is a place or a body by its last word, which the word lists have and not as a name ("Aziz
 * Hospital"), or by that and the word before ("at Rashid Clinic"). */
bool dl_is_site(const dl_reading *r, size_t first, size_t end);

/* The end of the place's name that the person's name [first, end) begins, by the word for a building behind it
 * (sites.c); 0 where it begins none. */
size_t dl_site_end(const dl_reading *r, size_t first, size_t end);

/* Whether what stands around WORD goes with a country or a town and with nobody: "in Jordan", "the king of Jordan", "flew to
 * Jordan", "Jordan's parliament" (placesurnames.c). */
bool dl_stands_as_place(const dl_reading *r, size_t word);

/* Whether the word, which is somebody's surname, is one here and not a month, a listed place ("in Jordan"), or an ordinary
 * word with the capital that a sentence begins with. */
bool dl_is_surname_here(const dl_reading *r, size_t word);

/* Whether the word, by which somebody is called whose full name stands at FULL, behind it, is a common one with the capital of a
 * sentence's start and no more: "Bush fires burned", "Mark my words". */
bool dl_is_opening_word(const dl_reading *r, size_t word, size_t full);

/* onekind.c: makes names that the tagger takes for several kinds one. False when memory is out. */
bool dl_join_kinds(dl_reading *r);

/* Whether the word is a number that kings and sons bear: "II", "XVI". */
bool dl_is_ordinal(const dl_reading *r, size_t word);

/* Whether WORD, which ends a name, tells one of a family from another: "Jr", "III". */
bool dl_is_suffix(const dl_reading *r, size_t word);

/* Whether the word is written as a surname may be. */
bool dl_is_surname_shape(const dl_word *word);

/* Whether a hyphen joins WORD and the next one, both surnames of listed persons: "the Biden-Xi call". */
bool dl_is_pair(const dl_reading *r, size_t word);

/* Whether a capitalised neighbour, or an ampersand, makes the surname [first, word] a part of somebody else's name,
 * or of something's. */
bool dl_has_neighbour(const dl_reading *r, size_t first, size_t word);

/* Notes by which words of their names the persons of the text may be called (called.c). False when memory is out. */
bool dl_note_called(dl_reading *r);

/* The full name of the one person of the text who has the word HASH in that place of it; NULL for none or several. */
const dl_span *dl_find_called(const dl_reading *r, uint32_t hash, dl_call call);

/* Whether somebody whom the text names in full has the word HASH as the first of the name. */
bool dl_is_given_here(const dl_reading *r, uint32_t hash);

/* Whether the word stands for somebody who says something: "Nahid said", behind what was said "said Nahid". */
bool dl_is_speaker(const dl_reading *r, size_t word);

/* Adds persons by other words of their names than the last, which nothing else covers: SPEAKERS, only where they say
 * something, and by their first names, too. */
bool dl_find_called_persons(dl_reading *r, bool speakers);

/* Makes SPAN, of one word, the person whom the text names in full by that surname, or else the listed one who bears it
 * and is meant by dl_holder_alone; false where there is neither. */
bool dl_link_surname(const dl_reading *r, dl_span *span);

/* initials.c: makes SPAN, which begins with initials, the person of the text, or the listed one, of that surname whose
 * given names begin so; false where there is none. */
bool dl_resolve_initials(const dl_reading *r, dl_span *span);

/* Adds the persons who are called by initials and a surname ("S. Lavrov") and are known, and makes those who were taken
 * for others the ones they are. False when memory is out. */
bool dl_find_initials(dl_reading *r);

/* The listed person whose name SPAN is with an initial within it or a number behind ("Lloyd J. Austin III"); NULL for
 * none. Behind "Jr" only somebody whose title stands before. */
const dl_listed *dl_find_stripped(const dl_reading *r, const dl_span *span);

/* When a listed person held an office, seen from a day: then, before, or not until later. Who never held one did before,
 * and on an unknown day everybody. */
typedef enum dl_holding { DL_HELD_NOW, DL_HELD_BEFORE, DL_HELD_LATER } dl_holding;
dl_holding dl_holding_of(const dl_listed *person, dl_day day);

/* Whether the title is what anybody is called ("Mr"), or whoever leads ("leader"). */
bool dl_is_polite(const dl_reading *r, const dl_titled *titled);
bool dl_is_any_office(const dl_reading *r, const dl_titled *titled);

/* Whether the gazetteer knows the person by the title. */
bool dl_knows_title(const dl_reading *r, const dl_titled *titled, const dl_listed *person);

/* holders.c: the listed person meant by a title and a surname, whom the text does not name in full, and how sure that
 * is; NULL for nobody. */
const dl_listed *dl_holder_titled(const dl_reading *r, const dl_titled *titled,
                                  uint8_t *ret_confidence);

/* Whether the title is one that goes before given names in some countries ("Mr. Somchai"), and not one that goes before
 * them everywhere ("Prince", "Sister"). */
bool dl_goes_before_given(const dl_reading *r, const dl_titled *titled);

/* The listed person whom the surname at WORD means alone: the one in office on the day, or, unsurely, the only one who
 * bears it; NULL where there are several. */
const dl_listed *dl_holder_alone(const dl_reading *r, size_t word, uint8_t *ret_confidence);

/* Whether ENTITY is a listed person who holds an office on the day, which is known. */
bool dl_is_in_office(const dl_reading *r, const dl_entity *entity);

/* Whether somebody listed, in office on the day or before, bears the word as a surname. */
bool dl_is_listed_surname(const dl_reading *r, size_t word);

/* Adds the surname at WORD, which is written as one, where a listed person in office is meant and no other sign is needed. */
bool dl_add_holder(dl_reading *r, size_t word);

/* headlines.c: whether the sentence of WORD is a headline whose letter case tells nothing. */
bool dl_is_headline(const dl_reading *r, size_t word);

/* Where a person's name of the words [first, end) ends if those stand in a headline, FIRST where they hold none; END
 * elsewhere. */
size_t dl_headline_cut(const dl_reading *r, size_t first, size_t end);

/* The same where nothing but capitals tells of the name: two words at most are left where each word has one. */
size_t dl_headline_end(const dl_reading *r, size_t first, size_t end);

/* Whether WORD can be a syllable (or two) of a Korean given name; a Chinese given name. */
bool dl_is_korean_given(const char *word, size_t len);
bool dl_is_chinese_given(const char *word, size_t len);

/* Whether WORD can be half of a Chinese given name as Hong Kong and Taiwan write them: "Pik-wan". */
bool dl_is_hyphened_given(const char *word, size_t len);

/* Of the sources of all that finds names; made when the program is built. */
extern const char dl_rules_checksum[];

#endif
