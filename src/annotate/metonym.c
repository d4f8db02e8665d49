/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A capital's name stands for the government ("Moscow denies", "talks between Oslo and Riga") or
 * for the town (in a dateline, after "in", after a verb of motion, before "region", as the object of what is done to
 * towns: "shelled Kyiv", "strikes on Damascus", "flew over Tehran"). The signs of
 * the town are looked for, one small rule each; where there is none, it is the government: news of
 * politics is what is read here.
 */
#include <string.h>

#include "annotate/metonym.h"
#include "dateline/text.h"

#define MOTION_REACH 4 /* words before "to" or "from" in which a verb of motion counts */

/* The lists below have a space before and behind each word. */

/* What is done to a town; the name follows as it is ("shelled Kyiv"). */
static const char done_to_towns[] =
    " attack attacked attacking attacks besiege besieged besieging blanketed blockaded bomb "
    "bombarded bombarding bombed bombing bombs captured capturing circled circling crippled "
    "devastated encircled encircling engulfed enter entered entering enters evacuate flooded "
    "flooding held hit hits hitting invaded liberated looted occupied occupying overran overrun "
    "paralysed paralyzed plunged pounded pounding pounds pummelled reach reached reaches "
    "recaptured retake retaken retakes retaking retook rock rocked rocking rocks sacked seize "
    "seized seizes seizing shake shakes shaking shelled shelling shells shook spared storm "
    "stormed storming strike strikes striking struck surround surrounded surrounding swept take "
    "taken takes taking took toured visit visited visiting visits ";

/* The same behind the name: "Kyiv was shelled". */
static const char suffered[] =
    " attacked besieged blockaded bombarded bombed captured encircled engulfed evacuated flooded "
    "hit liberated looted occupied overrun paralysed paralyzed plunged pounded recaptured retaken "
    "rocked sacked seized shaken shelled spared stormed struck surrounded ";

/* What comes behind the name where the same is done to a government ("took Beijing by surprise"). */
static const char to_governments[] =
    " aback accountable at by hard off over responsible seriously to with without where isolated "
    "exposed little vulnerable scrambling ";

/* With what a town is hit, and no government. */
static const char arms[] =
    " artillery ballistic bombs cruise drone drones glide grenades guns hypersonic kamikaze "
    "missile missiles mortar mortars rocket rockets shells warheads ";

/* What comes upon a town: "strikes on Damascus", "closed in on Kinshasa". */
static const char befalls[] =
    " advance advanced advances advancing airstrike airstrikes assault assaults attack attacks "
    "barrage bomb bombardment bombing bombings bombs closed closing curfew descended dropped "
    "drone drones fall falling fell landed lockdown march marched marches missile missiles "
    "offensive onslaught raid raids rain rained raining rocket rockets salvo shelling shells "
    "siege snow snowed strike strikes swooped volley ";

/* What comes upon a government in its stead. */
static const char imposed[] =
    " blame duties embargo embargoes measures pressure rhetorical sanction sanctions tariff "
    "tariffs verbal ";

/* What is seen or heard over a town, or goes through it. */
static const char overhead[] =
    " aircraft airspace balloon balloons blast blasts circled drone drones explosions fireworks "
    "flew flies flights fly flying fog hang hanging heard helicopter helicopters hovered hovering "
    "hung intercepted jet jets missile missiles plane planes rain rises rose shot siren sirens "
    "sky skies smoke smog sun ";

/* What a town has, before "of" and its name: "parts of Jakarta", "the bombing of Belgrade". */
static const char of_towns[] =
    " airport airspace battle bombardment bombing bombings blockade capture centre center corner "
    "corners district districts encirclement fall half heart liberation miles kilometres "
    "kilometers most neighbourhood neighbourhoods neighborhood neighborhoods occupation outside "
    "parts quarters recapture rooftops seizure shelling siege sky skies skyline square storming "
    "swathes takeover thirds walls ";

/* What runs between two towns. */
static const char lines[] =
    " bus buses distance ferries ferry flight flights halfway highway journey kilometres "
    "kilometers km line miles motorway rail railway road route service services shuttle train "
    "trains ";

#define AGENCY_WORDS 6 /* in the brackets of a dateline, at most */

/* Whether one of the REACH words up to WORD, in its sentence, is of LIST. */
static bool is_among(const dl_reading *r, size_t word, size_t reach, const char *list)
{
    for (size_t i = 0; i < reach && word >= i; i++) {
        if (dl_is_word_of(r, word - i, list))
            return true;
        if (dl_reading_word(r, word - i)->flags & DL_WORD_FIRST)
            return false;
    }
    return false;
}

/* Whether the gap after WORD holds a dash. */
static bool has_dash(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *next = dl_reading_word(r, word + 1);
    size_t len;
    const char *text = dl_reading_bytes(r, word, &len) + len;
    if (w->gap == DL_GAP_HYPHEN || w->gap == DL_GAP_BREAK || next->start < w->end)
        return false;
    for (size_t i = 0, step; i < next->start - w->end; i += step) {
        uint32_t cp = dl_text_decode(text + i, next->start - w->end - i, &step);
        if (cp == '-' || cp == 0x2013 || cp == 0x2014 || cp == 0x2015)
            return true;
    }
    return false;
}

/* Whether the words from WORD on are a day, in either order: "July 4", "3 March". */
static bool is_day(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word), *next = dl_reading_word(r, word + 1);
    bool date = w->classes & DL_CLASS_DATE, after = next->classes & DL_CLASS_DATE;
    return (date && next->shape == DL_SHAPE_OTHER) || (after && w->shape == DL_SHAPE_OTHER);
}

/* Whether what is written as any name at the head of a text is a dateline, by what follows: "Nairobi (Harbour FM) -",
 * "Berlin – Rain", "Moscow. 3 March", "Tehran, IRNA -". */
static bool is_headed(const dl_reading *r, size_t first, size_t end)
{
    const dl_word *last = dl_reading_word(r, end - 1), *next = dl_reading_word(r, end);
    if (last->flags & DL_WORD_POSSESSIVE ||
        (first > 0 && dl_reading_word(r, first - 1)->gap != DL_GAP_BREAK))
        return false;
    if (has_dash(r, end - 1))
        return dl_word_is_capital(next) || next->shape == DL_SHAPE_OTHER;
    if (last->gap == DL_GAP_COMMA || last->gap == DL_GAP_POINT) {
        bool agency =
            last->gap == DL_GAP_COMMA && next->shape == DL_SHAPE_UPPER && has_dash(r, end);
        return is_day(r, end) || agency;
    }
    for (size_t i = end; last->gap == DL_GAP_OPEN && i < end + AGENCY_WORDS; i++)
        if (dl_reading_word(r, i)->gap == DL_GAP_CLOSE)
            return has_dash(r, i);
    return false;
}

bool dl_is_dateline(const dl_reading *r, size_t first, size_t end)
{
    const dl_word *w = dl_reading_word(r, first);
    if (first > 0 && dl_reading_word(r, first - 1)->gap == DL_GAP_SLASH &&
        w->shape == DL_SHAPE_UPPER) {
        const dl_span *other = dl_reading_span(r, first - 1);
        return other && other->entity->kind == DL_KIND_PLACE &&
               dl_reading_word(r, other->first)->flags & DL_WORD_FIRST;
    }
    if (!(w->flags & DL_WORD_FIRST) || !(w->flags & DL_WORD_BODY))
        return false;
    const dl_word *last = dl_reading_word(r, end - 1), *next = dl_reading_word(r, end);
    bool parted = last->gap == DL_GAP_OPEN || last->gap == DL_GAP_SLASH ||
                  (last->gap == DL_GAP_COMMA &&
                   (next->classes & DL_CLASS_DATE || next->shape == DL_SHAPE_OTHER)) ||
                  (last->gap == DL_GAP_OTHER && w->shape == DL_SHAPE_UPPER);
    if ((parted && w->shape == DL_SHAPE_UPPER) || is_headed(r, first, end))
        return true;
    const char *place = r->input->place;
    size_t len = last->end - w->start;
    bool marked =
        last->gap != DL_GAP_SPACE && last->gap != DL_GAP_LINE && last->gap != DL_GAP_HYPHEN;
    return place && marked && !(last->flags & DL_WORD_POSSESSIVE) && w->start < 200 &&
           strlen(place) == len && memcmp(place, r->texts[DL_FIELD_BODY] + w->start, len) == 0;
}

/* Whether a verb or noun of motion stands shortly before WORD in the same sentence. */
static bool after_motion(const dl_reading *r, size_t word)
{
    for (size_t i = 0; i < MOTION_REACH && word > i; i++) {
        if (dl_reading_word(r, word - i)->flags & DL_WORD_FIRST)
            return false;
        if (dl_reading_word(r, word - i - 1)->classes & DL_CLASS_MOTION)
            return true;
    }
    return false;
}

/* Whether the word before the name, at VERB, tells what is done to a town, and what follows does not tell that it is done to
 * a government. */
static bool is_done_to(const dl_reading *r, size_t verb, size_t end)
{
    const dl_word *w = dl_reading_word(r, verb);
    bool small = w->shape == DL_SHAPE_LOWER || w->flags & (DL_WORD_CAPITALS | DL_WORD_TITLED);
    if (!small || (!(w->classes & DL_CLASS_MOTION) && !dl_is_word_of(r, verb, done_to_towns)))
        return false;
    if (!dl_word_joins(dl_reading_word(r, end - 1)))
        return true;
    bool blamed = dl_is_word_of(r, verb, " attack attacked attacking attacks ") &&
                  dl_is_word_of(r, end, " for ");
    if (!blamed && !dl_is_word_of(r, end, to_governments))
        return true;
    bool armed = dl_is_word_of(r, end + 1, arms) || dl_is_word_of(r, end + 2, arms);
    return (armed && dl_is_word_of(r, end, " with ")) ||
           (w->classes & DL_CLASS_MOTION && !dl_is_word_of(r, verb, " left leaves leave leaving "));
}

/* Whether the name behind the small word at AT is a town's by what stands before that. */
static bool is_where(const dl_reading *r, size_t at)
{
    if (at == 0)
        return false;
    if (dl_is_word_of(r, at, " to from for "))
        return after_motion(r, at);
    if (dl_is_word_of(r, at, " on upon "))
        return is_among(r, at - 1, MOTION_REACH, befalls) &&
               !is_among(r, at - 1, MOTION_REACH + 2, imposed);
    if (dl_is_word_of(r, at, " over above "))
        return is_among(r, at - 1, MOTION_REACH, overhead);
    return dl_is_word_of(r, at, " through into onto ") && after_motion(r, at);
}

/* Whether the name is the first or second behind "between" and something that runs between towns. */
static bool is_on_line(const dl_reading *r, size_t first)
{
    size_t at = first - 1;
    if (dl_is_word_of(r, at, " and ") && dl_reading_before(r, at)) {
        const dl_span *other = dl_reading_span(r, at - 1);
        if (!other || other->first == 0)
            return false;
        at = other->first - 1;
    }
    return at > 0 && dl_is_word_of(r, at, " between ") && is_among(r, at - 1, 3, lines);
}

static bool place_before(const dl_reading *r, size_t first, size_t end)
{
    const dl_word *before = dl_reading_before(r, first);
    const dl_word *street = first > 0 ? dl_reading_word(r, first - 1) : NULL;
    if (street && street->classes & DL_CLASS_FEATURE && dl_word_is_capital(street) &&
        (dl_word_joins(street) || street->gap == DL_GAP_COMMA))
        return true; /* "5 Harbour Road, Copenhagen" */
    if (!before)     /* "the capital, Minsk" */
        return first > 0 && dl_reading_word(r, first - 1)->gap == DL_GAP_COMMA &&
               dl_is_word_of(r, first - 1, " capital ");
    if (before->classes & (DL_CLASS_IN | DL_CLASS_PLACE_OF))
        return true;
    bool owner = dl_reading_word(r, end - 1)->flags & DL_WORD_POSSESSIVE;
    if (before->classes & DL_CLASS_OF) {
        const dl_word *head = dl_reading_before(r, first - 1);
        return head && (head->classes & DL_CLASS_PLACE_OF ||
                        (!owner && dl_is_word_of(r, first - 2, of_towns)));
    }
    return is_where(r, first - 1) || (!owner && is_done_to(r, first - 1, end)) ||
           is_on_line(r, first);
}

/* The place that is listed at WORD, and no capital; NULL for none. */
static const dl_listed *region_at(const dl_reading *r, size_t word, size_t *ret_words)
{
    if (word >= r->words.len)
        return NULL;
    dl_hit hit = r->hits[word][DL_ENTRY_ALIAS];
    const dl_listed *found = NULL;
    for (const dl_entry *e = dl_hit_next(r, word, hit, hit.entry); e;
         e = dl_hit_next(r, word, hit, e->next)) {
        const dl_listed *listed = &r->gazetteer->entities.items[e->subject];
        if (listed->entity.kind != DL_KIND_PLACE || e->form != DL_FORM_NAME)
            return NULL;
        found = listed;
    }
    *ret_words = hit.words;
    return found;
}

/* Whether what stands from WORD on tells what the town before it suffered: "was shelled", "had been hit by drones". */
static bool is_suffering(const dl_reading *r, size_t word)
{
    if (!dl_is_word_of(r, word, " was were is had has being "))
        return false;
    size_t at = word + 1 + dl_is_word_of(r, word + 1, " been being again also ");
    if (!dl_is_word_of(r, at, suffered))
        return false;
    for (size_t i = at + 1; i <= at + MOTION_REACH; i++) {
        if (dl_reading_word(r, i)->flags & DL_WORD_FIRST)
            break;
        if (dl_is_word_of(r, i, imposed))
            return false;
    }
    return true;
}

static bool place_after(const dl_reading *r, size_t first, size_t end)
{
    const dl_word *last = dl_reading_word(r, end - 1), *next = dl_reading_word(r, end);
    if (last->gap == DL_GAP_HYPHEN)
        return dl_is_word_of(r, end, " based born ");
    if (dl_word_joins(last))
        return next->classes & DL_CLASS_SITE ||
               (!(last->flags & DL_WORD_POSSESSIVE) && is_suffering(r, end));
    if (last->gap != DL_GAP_COMMA)
        return false;
    /* "Moscow, Russia", "Ottawa, Ontario" but not "Moscow, Kiev and Minsk" */
    size_t words;
    const dl_listed *country = dl_country_at(r, end, &words), *region = NULL;
    if (!country)
        region = region_at(r, end, &words);
    if (!country && !region)
        return false; /* but "Paris, Lyon and Nice" */
    const dl_word *closing = dl_reading_word(r, end + words - 1);
    for (uint32_t i = r->hits[first][DL_ENTRY_ALIAS].entry; i;
         i = r->gazetteer->entries.items[i].next) {
        const dl_listed *listed =
            &r->gazetteer->entities.items[r->gazetteer->entries.items[i].subject];
        if (region && listed->entity.kind == DL_KIND_COUNTRY &&
            strcmp(listed->country, region->country) == 0)
            return true;
        if (listed == country)
            return closing->gap != DL_GAP_SPACE || !dl_is_word_of(r, end + words, " and ");
    }
    return false;
}

bool dl_capital_is_place(const dl_reading *r, size_t first, size_t end, bool *ret_sure)
{
    *ret_sure = true;
    if (dl_is_dateline(r, first, end) || place_before(r, first, end) || place_after(r, first, end))
        return true;
    const dl_word *last = dl_reading_word(r, end - 1), *next = dl_reading_word(r, end);
    *ret_sure = dl_word_joins(last) && next->classes & DL_CLASS_SAY;
    return false;
}
