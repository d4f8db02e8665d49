/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Firms that carry no sign in their names ("Norvik"), by what is said of them: "the chip maker Norvik", "shares of
 * Norvik", "Norvik's revenue", "Norvik, a software company,", "Norvik said its profit". Such cues are counted for each word
 * of the text; a word that has enough of them, and that is nobody's name, is a firm wherever it stands alone. And
 * firms by a word for their trade behind a name: "Halvard Shipping", "Ingrid Capital".
 */
#include <stdlib.h>

#include "annotate/tagging.h"

#define CUE_WORDS 10  /* behind a name, that are looked through for its profit */
#define KIND_WORDS 6  /* of what somebody says that a name is: "a Norwegian maker of toys" */
#define LIST_WORDS 40 /* of a list of names, that is gone back through */
#define TRADE_WORDS 4 /* of a name that ends with a trade */

enum { SURE = 2, LIKELY = 1, BY_CUES = 76, BY_CUE = 62, BY_TRADE = 76 };

/* Words that end a firm's name behind another. */
static const char trades[] =
    " aerospace aircraft aluminium aluminum apparel automotive aviation beverages biosciences "
    "biotech biotechnologies "
    "breweries capital cement chemicals communications consulting cosmetics couriers dairy devices "
    "diagnostics drilling "
    "dynamics electronics energy engineering enterprises entertainment equities exploration "
    "express fashion finance "
    "financial fisheries foods freight furniture genomics global helicopters hospitality hotels "
    "industries "
    "instruments insurance interactive investments laboratories labs leasing lighting logistics "
    "machinery maritime "
    "materials media metals minerals mining mobility mobile motors networks offshore outfitters "
    "packaging paper "
    "petrochemicals petroleum pharma pharmaceuticals pictures plastics power productions "
    "properties realty "
    "renewables resorts resources retail robotics satellites seafood securities semiconductor "
    "semiconductors "
    "shipbuilding shipping shipyards software solar solutions stores studios systems "
    "technologies technology "
    "telecom telecommunications textiles therapeutics toys transport ventures wireless ";

/* What a firm is called before its name or behind a comma. */
static const char kinds[] = " airline automaker bookmaker brewery brokerage carmaker chipmaker "
                            "company conglomerate drugmaker "
                            "firm insurer lender manufacturer multinational planemaker refiner "
                            "retailer shipbuilder shipyard startup "
                            "steelmaker subsidiary supermarket truckmaker utility wholesaler ";

/* What goes before "maker" and "giant". */
static const char makes[] =
    " aircraft arms battery car chemicals chip drug energy engine finance food jet mining missile "
    "oil pharmaceutical phone plane retail semiconductor shipping software steel tech "
    "technology telecom telecoms toy truck tyre vaccine vehicle weapons ";

/* What only firms have, and what others may have as well. */
static const char owned[] = " bondholders ceo cfo dividend ipo profit profits revenue revenues "
                            "shareholders turnover valuation ";
static const char shared[] = " board creditors customers earnings products sales share shares "
                             "stock subsidiaries subsidiary ";
static const char held[] = " share shares stake stakes stock ";

static bool is_lower(const dl_reading *r, size_t word)
{
    return dl_reading_word(r, word)->shape == DL_SHAPE_LOWER;
}

/* "chief executive" at WORD. */
static bool is_chief(const dl_reading *r, size_t word)
{
    return dl_is_word_of(r, word, " chief ") &&
           dl_is_word_of(r, word + 1, " executive financial operating ");
}

bool dl_is_firm_kind(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    if (w->shape != DL_SHAPE_LOWER && !(w->flags & (DL_WORD_FIRST | DL_WORD_TITLED)))
        return false;
    return dl_is_word_of(r, word, kinds) || (word > 0 && dl_is_word_of(r, word, " maker giant ") &&
                                             dl_is_word_of(r, word - 1, makes));
}

/* --- cues --- */

/* "the airline Norvik", "the Oslo-based Norvik". */
static unsigned cue_before(const dl_reading *r, size_t first)
{
    const dl_word *before = dl_reading_before(r, first);
    if (!before || before->gap != DL_GAP_SPACE || before->flags & DL_WORD_POSSESSIVE)
        return 0;
    if (dl_is_firm_kind(r, first - 1))
        return SURE;
    bool based = first > 2 && dl_is_word_of(r, first - 1, " based ") &&
                 dl_reading_word(r, first - 2)->gap == DL_GAP_HYPHEN &&
                 dl_reading_word(r, first - 3)->classes & DL_CLASS_ARTICLE;
    return based ? LIKELY : 0;
}

/* "shares of Norvik", "stake in Norvik", "the chief executive of Norvik". */
static unsigned cue_of(const dl_reading *r, size_t first)
{
    const dl_word *of = dl_reading_before(r, first);
    if (!of || first < 2 || !dl_reading_before(r, first - 1))
        return 0;
    bool in = dl_is_word_of(r, first - 1, " in ");
    if (!in && !(of->classes & DL_CLASS_OF))
        return 0;
    if (dl_is_word_of(r, first - 2, held))
        return SURE;
    return !in && (dl_is_word_of(r, first - 2, owned) || (first > 2 && is_chief(r, first - 3)))
               ? SURE
               : 0;
}

/* The name before the one at FIRST in a list: "Norvik, Tessanto and ..."; FIRST for none. */
static size_t item_before(const dl_reading *r, size_t first)
{
    size_t end = first;
    if (end > 1 && dl_reading_before(r, end) && dl_is_word_of(r, end - 1, " and "))
        end--;
    bool joins = end > 0 && (dl_reading_word(r, end - 1)->gap == DL_GAP_COMMA ||
                             (end < first && dl_word_joins(dl_reading_word(r, end - 1))));
    if (!joins || dl_reading_word(r, end)->flags & DL_WORD_FIRST)
        return first;
    size_t at = end;
    while (at > 0 && dl_word_is_capital(dl_reading_word(r, at - 1)) &&
           (at == end || dl_reading_before(r, at)))
        at--;
    return at < end ? at : first;
}

/* "shares of Norvik, Tessanto and Brennvik". */
static unsigned cue_of_list(const dl_reading *r, size_t first)
{
    size_t at = first, before = item_before(r, at);
    unsigned points = cue_of(r, first);
    for (; !points && before < at && first - before < LIST_WORDS; before = item_before(r, at)) {
        at = before;
        points = cue_of(r, at);
    }
    return points;
}

/* "Norvik's second-quarter profit", "Norvik CEO", and "its profit", FIRST being the word behind "its". */
static unsigned cue_owned(const dl_reading *r, size_t first)
{
    for (size_t i = first; i < first + 4 && i < r->words.len; i++) {
        const dl_word *w = dl_reading_word(r, i);
        if (w->flags & DL_WORD_FIRST)
            return 0;
        if (dl_is_word_of(r, i, owned) || is_chief(r, i))
            return SURE;
        if (dl_is_word_of(r, i, shared))
            return LIKELY;
        if (w->shape == DL_SHAPE_CAPITAL || w->classes & (DL_CLASS_OF | DL_CLASS_ARTICLE) ||
            !dl_word_joins(w))
            return 0;
    }
    return 0;
}

/* "Norvik reported on Monday that its profit". */
static unsigned cue_said(const dl_reading *r, size_t end)
{
    for (size_t i = end; i < end + CUE_WORDS && i < r->words.len; i++) {
        const dl_word *w = dl_reading_word(r, i);
        if (w->flags & DL_WORD_FIRST ||
            (w->shape == DL_SHAPE_CAPITAL && !(w->classes & DL_CLASS_DATE)))
            return 0;
        if (dl_is_word_of(r, i, " its "))
            return cue_owned(r, i + 1);
    }
    return 0;
}

/* "Norvik, a Norwegian maker of toys,": what is said to be a firm ends at a mark or a small word. */
static unsigned cue_kind(const dl_reading *r, size_t end)
{
    if (!(dl_reading_word(r, end)->classes & DL_CLASS_ARTICLE))
        return 0;
    for (size_t i = end + 1; i <= end + KIND_WORDS && i < r->words.len; i++) {
        const dl_word *w = dl_reading_word(r, i), *next = dl_reading_word(r, i + 1);
        if (w->flags & DL_WORD_FIRST || (w->shape == DL_SHAPE_CAPITAL && !dl_reading_span(r, i)))
            return 0;
        if (dl_is_word_of(r, i, " maker manufacturer operator producer provider supplier ") &&
            next->classes & DL_CLASS_OF)
            return LIKELY;
        if (dl_is_firm_kind(r, i))
            return !dl_word_joins(w) ||
                           (next->classes & DL_CLASS_FUNCTION && !dl_is_word_of(r, i + 1, " who "))
                       ? SURE
                       : 0;
        if (!dl_word_joins(w) || w->classes & DL_CLASS_FUNCTION)
            return 0;
    }
    return 0;
}

/* What tells that the words [first, end) are a firm. */
static unsigned count_cues(const dl_reading *r, size_t first, size_t end)
{
    const dl_word *last = dl_reading_word(r, end - 1);
    unsigned points = cue_before(r, first) + cue_of_list(r, first);
    if (last->flags & DL_WORD_POSSESSIVE)
        return points + cue_owned(r, end);
    if (last->gap == DL_GAP_COMMA)
        return points + cue_kind(r, end);
    if (!dl_word_joins(last) || dl_reading_word(r, end)->flags & DL_WORD_FIRST)
        return points;
    if (dl_is_word_of(r, end, owned) || is_chief(r, end))
        return points + SURE;
    return points + (is_lower(r, end) ? cue_said(r, end) : 0);
}

/* --- firms by their cues --- */

static bool is_candidate(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    return !r->covered[word] && (w->shape == DL_SHAPE_CAPITAL || w->shape == DL_SHAPE_MIXED) &&
           !r->hits[word][DL_ENTRY_ALIAS].words &&
           !(w->flags & (DL_WORD_CAPITALS | DL_WORD_TITLED | DL_WORD_TITLE | DL_WORD_STRANGE)) &&
           !(w->classes & (DL_CLASS_GIVEN | DL_CLASS_FUNCTION | DL_CLASS_DATE | DL_CLASS_ARTICLE |
                           DL_CLASS_NOT_PERSON));
}

/* Whether the word is somebody's name, or a common one. */
static bool is_other(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    return dl_is_called(r, w->hash, DL_ANY) || dl_is_given_here(r, w->hash) ||
           dl_is_listed_surname(r, word) || dl_seen_lower(r, w) || dl_reading_is_common(r, word) ||
           r->hits[word][DL_ENTRY_ORG_WORD].words || r->hits[word][DL_ENTRY_BODY].words;
}

/* The slot of the word HASH, or the free one where it would go. */
static dl_company *find_slot(const dl_reading *r, uint32_t hash)
{
    size_t slot = hash & (r->companies_size - 1);
    while (r->companies[slot].hash && r->companies[slot].hash != hash)
        slot = (slot + 1) & (r->companies_size - 1);
    return &r->companies[slot];
}

static bool reserve_slot(dl_reading *r)
{
    dl_company *old = r->companies;
    size_t size = r->companies_size;
    if (r->companies_len * 2 < size)
        return true;
    r->companies = calloc(size ? size * 2 : 16, sizeof *r->companies);
    if (!r->companies) {
        r->companies = old;
        return false;
    }
    r->companies_size = size ? size * 2 : 16;
    for (size_t i = 0; i < size; i++)
        if (old[i].hash)
            *find_slot(r, old[i].hash) = old[i];
    free(old);
    return true;
}

/* Notes that so much tells of the word that it is a firm's name, if it can be one. */
static bool note_points(dl_reading *r, size_t word, unsigned points)
{
    uint32_t hash = dl_reading_word(r, word)->hash;
    if (!points || !hash || is_other(r, word))
        return true;
    if (!reserve_slot(r))
        return false;
    dl_company *slot = find_slot(r, hash);
    r->companies_len += !slot->hash;
    slot->hash = hash;
    slot->points += points;
    return true;
}

static bool note_cues(dl_reading *r, size_t word)
{
    return dl_has_neighbour(r, word, word) || note_points(r, word, count_cues(r, word, word + 1));
}

/* Notes the first words of the firms that are called by longer names. */
static bool note_firms(dl_reading *r)
{
    bool ok = true;
    for (size_t i = 0; ok && i < r->spans.len; i++) {
        const dl_span *span = &r->spans.items[i];
        const dl_word *first = dl_reading_word(r, span->first);
        bool firm = !span->dropped && span->rule == DL_RULE_ORG_WORD &&
                    span->confidence >= BY_TRADE && span->end - span->first > 1;
        if (firm && !first->id && first->shape != DL_SHAPE_INITIAL && dl_word_joins(first))
            ok = note_points(r, span->first, SURE);
    }
    return ok;
}

/* How many cues the word needs: one that is a surname by the word lists more than another. */
static unsigned points_needed(const dl_reading *r, size_t word)
{
    return dl_reading_known(r, word) & 1u << DL_KNOWN_BIT_SURNAME ? SURE : LIKELY;
}

bool dl_is_company(const dl_reading *r, size_t word)
{
    const dl_company *slot =
        r->companies_size ? find_slot(r, dl_reading_word(r, word)->hash) : NULL;
    return slot && slot->hash && slot->points >= points_needed(r, word);
}

/* Makes SPAN the firm that the text has named with the word at its head, for which it is short; false for none. */
static bool link_head(const dl_reading *r, const dl_heads *heads, dl_span *span)
{
    const dl_word *w = dl_reading_word(r, span->first);
    const dl_head *head = dl_heads_find(heads, w->hash, span->first);
    if (!head || !head->entity || head->several || dl_reading_word(r, head->first)->hash != w->hash)
        return false;
    span->entity = head->entity;
    span->listed = head->listed;
    return true;
}

/* Adds the firm that is called by the word alone: by its own name, or for short. */
static bool add_company(dl_reading *r, const dl_heads *heads, uint32_t word)
{
    uint32_t points = find_slot(r, dl_reading_word(r, word)->hash)->points;
    dl_span span = {.first = word,
                    .end = word + 1,
                    .form = DL_FORM_NAME,
                    .rule = DL_RULE_ORG_WORD,
                    .confidence = points >= SURE ? BY_CUES : BY_CUE};
    if (!link_head(r, heads, &span)) {
        const char *name = dl_reading_text(r, word, word + 1);
        const char *id = name ? dl_reading_id(r, "org/", name) : NULL;
        span.entity = id ? dl_reading_entity(r, id, name, &span.listed) : NULL;
    }
    return span.entity && dl_reading_add(r, span, NULL);
}

bool dl_find_companies(dl_reading *r)
{
    for (size_t i = 0; i < r->words.len; i++)
        if (is_candidate(r, i) && !note_cues(r, i))
            return false;
    if (!note_firms(r))
        return false;
    if (!r->companies_len)
        return true;
    dl_heads heads = {0};
    bool ok = dl_heads_init(&heads, r);
    for (uint32_t i = 0; ok && i < r->words.len; i++)
        if (is_candidate(r, i) && dl_is_company(r, i) && !dl_has_neighbour(r, i, i))
            ok = add_company(r, &heads, i);
    dl_heads_release(&heads);
    return ok;
}

bool dl_link_companies(dl_reading *r)
{
    dl_heads heads = {0};
    bool ok = !r->companies_len || dl_heads_init(&heads, r);
    for (size_t i = 0; heads.len && i < r->spans.len; i++) {
        dl_span *span = &r->spans.items[i];
        if (!span->dropped && span->rule == DL_RULE_ORG_WORD && span->end - span->first == 1 &&
            dl_is_company(r, span->first))
            link_head(r, &heads, span);
    }
    dl_heads_release(&heads);
    return ok;
}

/* --- firms by their trades --- */

/* Whether the word can be of the name of a firm before its trade. */
static bool is_inner(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    const dl_span *span = dl_reading_span(r, word);
    bool free = !span || (span->entity->kind == DL_KIND_PERSON && span->end == word + 1);
    return (w->shape == DL_SHAPE_CAPITAL || w->shape == DL_SHAPE_MIXED) && free &&
           !(w->flags & (DL_WORD_TITLE | DL_WORD_STRANGE | DL_WORD_TITLED | DL_WORD_CAPITALS)) &&
           !(w->classes & (DL_CLASS_FUNCTION | DL_CLASS_DATE | DL_CLASS_ARTICLE));
}

static bool is_trade(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    return is_inner(r, word) && !(w->classes & DL_CLASS_GIVEN) && dl_is_word_of(r, word, trades) &&
           !(dl_reading_known(r, word) & 1u << DL_KNOWN_BIT_SURNAME);
}

/* A firm whose trade is at WORD. */
static bool find_trade(dl_reading *r, size_t word, size_t *ret_end)
{
    size_t end = word + 1, first = word;
    while (dl_reading_before(r, end) && is_trade(r, end))
        end++;
    const dl_word *last = dl_reading_word(r, end - 1), *next = dl_reading_word(r, end);
    *ret_end = end;
    while (word - first < TRADE_WORDS && dl_reading_before(r, first) && is_inner(r, first - 1) &&
           !(dl_reading_word(r, first - 1)->flags & DL_WORD_POSSESSIVE))
        first--;
    bool goes_on = dl_word_joins(last) && !(last->flags & DL_WORD_POSSESSIVE) &&
                   end < r->words.len && !(next->flags & (DL_WORD_FIRST | DL_WORD_TITLE)) &&
                   dl_is_name_word(next);
    if (first == word || goes_on)
        return true;
    const dl_word *name = dl_reading_word(r, first);
    uint32_t persons = 1u << DL_KNOWN_BIT_GIVEN | 1u << DL_KNOWN_BIT_SURNAME;
    uint32_t known = dl_reading_known(r, first);
    bool common = known & 1u << DL_KNOWN_BIT_COMMON || dl_seen_lower(r, name);
    bool proper = !common && (!name->id || known & persons);
    if (!proper && !(name->classes & DL_CLASS_GIVEN))
        return true;
    const char *text = dl_reading_text(r, first, end);
    const char *id = text ? dl_reading_id(r, "org/", text) : NULL;
    dl_span span = {.first = (uint32_t)first,
                    .end = (uint32_t)end,
                    .form = DL_FORM_NAME,
                    .rule = DL_RULE_ORG_WORD,
                    .confidence = BY_TRADE};
    span.entity = id ? dl_reading_entity(r, id, text, &span.listed) : NULL;
    return span.entity && dl_reading_add(r, span, NULL);
}

bool dl_find_trades(dl_reading *r)
{
    for (size_t i = 1; i < r->words.len; i++) {
        size_t end = i + 1;
        if (!dl_word_is_capital(&r->words.items[i]) || !dl_reading_before(r, i) ||
            !is_inner(r, i - 1) || !is_trade(r, i))
            continue;
        if (!find_trade(r, i, &end))
            return false;
        i = end - 1;
    }
    return true;
}
