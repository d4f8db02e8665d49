/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Acronyms that a text explains: "Baltic Grain Council (BGC)", "BGC (Baltic Grain Council)", "Baltic Grain Council,
 * or BGC,". The letters must be the initials of the name, and the name one of an organisation: listed, or with a
 * head that organisations have ("Council"). Where an organisation was found already, it is enough that they stand in its name.
 * From then on the acronym means that organisation throughout the text, whatever the gazetteer thinks of it.
 *
 * What is explained by common words ("artificial intelligence (AI)") or by words for a thing ("Gross Domestic
 * Product (GDP)") is nobody, and that throughout the text, too. An acronym that nothing explains, and that is not listed,
 * means the one organisation of the text whose words begin with its letters.
 */
#include <string.h>

#include "annotate/home.h"
#include "dateline/text.h"
#include "dateline/vec.h"

#define EXPANSION_WORDS 14
#define ACRONYM_BYTES 12
#define LOCALS_MAX 64 /* acronyms that one text can explain */
#define IMPLIED_LETTERS 3

enum { EXPANDED = 85, IMPLIED = 68, UNCLEAR = 45 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* The letters of the acronym WORD in lower case, without points; 0 where it is none. */
static size_t read_acronym(const dl_reading *r, size_t word, char out[ACRONYM_BYTES])
{
    size_t len, count = 0;
    const char *text = dl_reading_bytes(r, word, &len);
    const dl_word *w = dl_reading_word(r, word);
    if (w->shape != DL_SHAPE_UPPER && w->shape != DL_SHAPE_MIXED)
        return 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '.')
            continue;
        if ((unsigned char)text[i] >= 0x80 || count == ACRONYM_BYTES)
            return 0;
        out[count++] = lower(text[i]);
    }
    if (w->shape == DL_SHAPE_MIXED && count > 2 && text[len - 1] == 's')
        count--; /* "SMEs" */
    return count >= 2 ? count : 0;
}

/* Whether the words [first, end) have the LEN letters as initials; small words may be left out, also where the letter is
 * theirs ("Ethics and Arts Council (EAC)"). */
static bool has_initials(const dl_reading *r, size_t first, size_t end, const char *letters,
                         size_t len)
{
    uint32_t used = 1; /* a bit for each number of letters that may have been used up */
    for (size_t i = first; used && i < end; i++) {
        size_t bytes;
        char initial = lower(*dl_reading_bytes(r, i, &bytes));
        uint32_t next = dl_reading_word(r, i)->shape == DL_SHAPE_LOWER ? used : 0;
        for (size_t k = 0; k < len; k++)
            if (used & 1u << k && letters[k] == initial)
                next |= 1u << (k + 1);
        used = next;
    }
    return used & 1u << len;
}

/* Whether the word can stand within an organisation's name. */
static bool is_inner(const dl_reading *r, size_t i)
{
    const dl_word *word = dl_reading_word(r, i);
    bool joins = dl_word_joins(word) || word->gap == DL_GAP_COMMA || word->gap == DL_GAP_AND;
    return joins && !(word->flags & DL_WORD_POSSESSIVE && word->shape == DL_SHAPE_UPPER) &&
           (dl_word_is_capital(word) ||
            word->classes & (DL_CLASS_LINK | DL_CLASS_ARTICLE | DL_CLASS_IN));
}

/* Whether the words hold one that heads an organisation. */
static bool has_head(const dl_reading *r, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (r->hits[i][DL_ENTRY_ORG_WORD].words && dl_word_is_capital(dl_reading_word(r, i)))
            return true;
    return false;
}

/* Notes that the acronym of that HASH means ENTITY; NULL: nobody. What only its letters imply does not count beside
 * what the text explains; and of two organisations that they imply none is meant. */
static bool note_hash(dl_reading *r, uint32_t hash, const dl_entity *entity, bool implied)
{
    for (size_t i = 0; i < r->locals.len; i++) {
        dl_local *local = &r->locals.items[i];
        if (local->hash != hash)
            continue;
        if (local->implied && !implied)
            *local = (dl_local){.hash = hash, .entity = entity};
        else if (local->implied && local->entity != entity)
            local->entity = NULL;
        return true;
    }
    return r->locals.len == LOCALS_MAX ||
           dl_vec_push(&r->locals,
                       ((dl_local){.hash = hash, .entity = entity, .implied = implied}));
}

bool dl_note_acronym(dl_reading *r, size_t word, const dl_entity *entity)
{
    return note_hash(r, dl_reading_word(r, word)->hash, entity, false);
}

/* Notes that nobody can tell whose the body is that the acronym at WORD means. */
static bool set_unclear(dl_reading *r, size_t word)
{
    for (size_t i = 0; i < r->locals.len; i++)
        if (r->locals.items[i].hash == dl_reading_word(r, word)->hash)
            r->locals.items[i].unclear = true;
    return true;
}

/* Notes that the acronym at WORD, of which those are the letters, is nobody; of "SMEs" so is "SME". */
static bool note_nobody(dl_reading *r, size_t word, const char *letters, size_t len)
{
    return dl_note_acronym(r, word, NULL) &&
           note_hash(r, dl_lexicon_hash(letters, len), NULL, false);
}

/* What may end the capitalised words for a thing, of which an acronym is made as of an organisation's name. */
static const char things[] =
    " account accounts act activity agreement aid allowance area assessment asset assets "
    "assistance assurance bill bond bonds budget camera capacity carbon caution certificate "
    "change clause code compound concept control convention cost costs credit cup currency data "
    "day debt decree deficit degree device devices diesel diploma disease disorder drone drones "
    "drug emissions enterprise enterprises equipment executive expenditure farming flight "
    "framework fuel goal goals goods growth gun guns immunity income index indices inflation "
    "injury intelligence investment item items killing killings kit language law learning levy "
    "licence license link loan loans log machine management map material materials matter "
    "medicine memorandum method missile missiles model models money number object objects offer "
    "offering officer operation order output package parity payment payments person persons phone "
    "plan plans plant plants policies policy pollutants position premium pressure price prices "
    "procedure process product products profile project projects protocol purchase quality rate "
    "rates ratio reactor reality recognition record register regulation regulations report "
    "requirement reserve resolution resolutions revenue roadmap rocket rule rules sanctions scale "
    "scheme security sentence shot spending standard standards statement station status strategy "
    "substance supply surplus syndrome system tariff tax taxes term test tests therapy threat "
    "time trade traffic train transfer transition treatment treaty understanding usage vaccine "
    "value vehicle vehicles version violence virus visa voltage vote warfare waste water wave "
    "weapon weapons work year zone zones ";

/* Whether the words are those for a thing: the last of them is, or the last before "of". */
static bool is_thing(const dl_reading *r, size_t first, size_t end)
{
    size_t last = end - 1;
    for (size_t i = first + 1; i < end; i++)
        if (dl_reading_word(r, i)->classes & DL_CLASS_OF) {
            last = i - 1;
            break;
        }
    return dl_is_word_of(r, last, things);
}

/* The expansion [first, end) of the acronym at WORD: the organisation that covers it, or a new
 * one. */
static bool add_expansion(dl_reading *r, size_t first, size_t end, size_t word, const char *letters,
                          size_t len)
{
    const dl_span *span = dl_reading_span(r, end - 1);
    if (span && span->end == end && span->first <= first &&
        span->entity->kind == DL_KIND_ORGANISATION)
        return dl_note_acronym(r, word, span->entity);
    if (!has_head(r, first, end))
        return !is_thing(r, first, end) || note_nobody(r, word, letters, len);
    const char *name = dl_reading_text(r, first, end);
    const char *id = name ? dl_organisation_id(r, name, first, end) : NULL;
    dl_span found = {.first = (uint32_t)first,
                     .end = (uint32_t)end,
                     .form = DL_FORM_NAME,
                     .rule = DL_RULE_EXPANSION,
                     .confidence = dl_is_ownerless(r, first, end) ? UNCLEAR : EXPANDED};
    found.entity = id ? dl_reading_entity(r, id, name, &found.listed) : NULL;
    bool added = false;
    if (!found.entity || !dl_reading_add(r, found, &added))
        return false;
    return !added || (dl_note_acronym(r, word, found.entity) &&
                      (found.confidence >= EXPANDED || set_unclear(r, word)));
}

/* Whether the letters stand in the words of SPAN in that order, the first of them at its beginning (Schwartz and
 * Hearst 2003): "Harbour Workers' Union of Norway (HUN)". */
static bool abbreviates(const dl_reading *r, const dl_span *span, const char *letters, size_t len)
{
    size_t last;
    const char *text = dl_reading_bytes(r, span->first, &last);
    const char *end = dl_reading_bytes(r, span->end - 1, &last) + last;
    while (len > 1 && end > text + 1)
        len -= lower(*--end) == letters[len - 1];
    return len == 1 && lower(*text) == letters[0];
}

/* Whether three in five of the letters are initials of SPAN: those of a name in another language mostly are ("National
 * Institute of Statistics (INE)", of "Instituto Nacional de Estadística"). */
static bool shares_initials(const dl_reading *r, const dl_span *span, const char *letters,
                            size_t len)
{
    size_t shared = 0;
    for (size_t k = 0; k < len; k++)
        for (size_t i = span->first, bytes; i < span->end; i++)
            if (dl_word_is_capital(dl_reading_word(r, i)) &&
                lower(*dl_reading_bytes(r, i, &bytes)) == letters[k]) {
                shared++;
                break;
            }
    return span->end - span->first > 2 && len > 2 && shared * 5 >= len * 3;
}

/* The organisation that ends before WORD, or the listed place, where one was found there already. */
static const dl_span *body_before(const dl_reading *r, size_t word)
{
    const dl_span *span = dl_reading_span(r, word - 1);
    if (!span || span->end != word || span->end - span->first < 2)
        return NULL;
    bool place = span->listed &&
                 (span->entity->kind == DL_KIND_PLACE || span->entity->kind == DL_KIND_COUNTRY);
    return place || span->entity->kind == DL_KIND_ORGANISATION ? span : NULL;
}

/* Whether the listed phrase at WORD is surely a name. */
static bool is_listed(const dl_reading *r, size_t word)
{
    dl_hit hit = r->hits[word][DL_ENTRY_ALIAS];
    for (const dl_entry *e = dl_hit_next(r, word, hit, hit.entry); e;
         e = dl_hit_next(r, word, hit, e->next))
        if (!e->doubtful)
            return true;
    return false;
}

/* "artificial intelligence (AI)": common words that have the letters as their initials, all but small ones. */
static bool find_common(dl_reading *r, size_t end, size_t word, const char *letters, size_t len)
{
    size_t left = len, at = end;
    while (at > 0 && end - at < EXPANSION_WORDS && left > 0) {
        const dl_word *w = dl_reading_word(r, --at);
        size_t bytes;
        const char *text = dl_reading_bytes(r, at, &bytes);
        if ((at + 1 < end && !dl_word_joins(w)) ||
            (w->shape != DL_SHAPE_LOWER && !(w->flags & DL_WORD_FIRST)))
            return true;
        if (lower(*text) == letters[left - 1])
            left--;
        else if (!(w->classes & DL_CLASS_FUNCTION))
            return true;
    }
    bool headed = r->hits[end - 1][DL_ENTRY_ORG_WORD].words;
    return left || end - at < 2 || headed || is_listed(r, word) ||
           note_nobody(r, word, letters, len);
}

/* Where the name up to END begins whose initials are the letters; END where none is. */
static size_t find_begin(const dl_reading *r, size_t end, const char *letters, size_t len)
{
    for (size_t first = end; first-- > 0 && end - first <= EXPANSION_WORDS;) {
        if (first + 1 < end && !is_inner(r, first))
            break;
        if (dl_word_is_capital(dl_reading_word(r, first)) &&
            has_initials(r, first, end, letters, len))
            return first;
        if (dl_reading_word(r, first)->flags & DL_WORD_FIRST)
            break;
    }
    return end;
}

/* "Name (ACRONYM)" with the acronym at WORD and the name up to END. */
static bool find_before(dl_reading *r, size_t end, size_t word, const char *letters, size_t len)
{
    const dl_span *body = body_before(r, end);
    size_t first = find_begin(r, end, letters, len);
    bool longer = body && first < body->first && has_head(r, first, end);
    if (body && !longer &&
        (abbreviates(r, body, letters, len) ||
         (!is_listed(r, word) && shares_initials(r, body, letters, len))))
        return dl_note_acronym(r, word, body->entity);
    if (first < end)
        return add_expansion(r, first, end, word, letters, len);
    return find_common(r, end, word, letters, len);
}

/* "ACRONYM (Name)" with the name from FIRST on. */
static bool find_after(dl_reading *r, size_t word, const char *letters, size_t len)
{
    size_t first = word + 1, end = first;
    if (dl_reading_word(r, first)->classes & DL_CLASS_ARTICLE)
        end = ++first;
    while (end - first < EXPANSION_WORDS && end < r->words.len &&
           dl_reading_word(r, end)->gap != DL_GAP_CLOSE && is_inner(r, end))
        end++;
    if (dl_reading_word(r, end)->gap != DL_GAP_CLOSE ||
        !has_initials(r, first, end + 1, letters, len))
        return true;
    return add_expansion(r, first, end + 1, word, letters, len);
}

/* "INE, the National Institute of Statistics,": the acronym at WORD and an organisation behind a comma. */
static bool find_beside(dl_reading *r, size_t word, const char *letters, size_t len)
{
    bool the = dl_reading_word(r, word + 1)->classes & DL_CLASS_ARTICLE;
    const dl_span *span = dl_reading_span(r, word + 2);
    if (!the || !span || span->first != word + 2 || span->entity->kind != DL_KIND_ORGANISATION ||
        dl_word_joins(dl_reading_word(r, span->end - 1)) || is_listed(r, word) ||
        !shares_initials(r, span, letters, len))
        return true;
    return dl_note_acronym(r, word, span->entity);
}

/* Notes by which acronyms the organisations of the text would go: by the initials of three words or more. */
static bool note_implied(dl_reading *r)
{
    for (size_t s = 0; s < r->spans.len && r->locals.len < LOCALS_MAX; s++) {
        const dl_span *span = &r->spans.items[s];
        char letters[ACRONYM_BYTES];
        size_t len = 0;
        bool plain = !span->dropped && span->entity->kind == DL_KIND_ORGANISATION;
        for (size_t i = span->first; plain && i < span->end; i++) {
            size_t bytes;
            char first = lower(*dl_reading_bytes(r, i, &bytes));
            bool small = dl_reading_word(r, i)->shape == DL_SHAPE_LOWER;
            plain = small || (first >= 'a' && first <= 'z' && len < ACRONYM_BYTES);
            if (plain && !small)
                letters[len++] = first;
        }
        if (plain && len >= IMPLIED_LETTERS &&
            !note_hash(r, dl_lexicon_hash(letters, len), span->entity, true))
            return false;
    }
    return true;
}

/* The local acronym at WORD; NULL for none. */
static const dl_local *find_local(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    if (w->shape != DL_SHAPE_UPPER && w->shape != DL_SHAPE_MIXED)
        return NULL;
    for (size_t k = 0; k < r->locals.len; k++)
        if (r->locals.items[k].hash == w->hash)
            return &r->locals.items[k];
    return NULL;
}

bool dl_is_nobody(const dl_reading *r, size_t first, size_t end)
{
    size_t at = end - first == 1 ? first : end;
    if (at == end && (end >= r->words.len || dl_reading_word(r, end - 1)->gap != DL_GAP_OPEN))
        return false;
    const dl_local *local = find_local(r, at);
    return local && !local->implied && !local->entity;
}

/* Makes the acronym at WORD a mention of what the text explains it by. */
static bool apply_local(dl_reading *r, size_t word, const dl_local *local)
{
    const dl_span *old = dl_reading_span(r, word);
    bool alone = old && old->end - old->first == 1;
    if (!local->entity) {
        if (alone && !local->implied && !is_listed(r, word)) {
            r->spans.items[r->covered[word] - 1].dropped = true;
            r->covered[word] = 0;
        }
        return true;
    }
    if (local->implied && dl_reading_word(r, word)->flags & DL_WORD_CAPITALS)
        return true;
    dl_span span = {.first = (uint32_t)word,
                    .end = (uint32_t)word + 1,
                    .entity = local->entity,
                    .form = DL_FORM_ACRONYM,
                    .rule = DL_RULE_EXPANSION,
                    .confidence = local->unclear   ? UNCLEAR
                                  : local->implied ? IMPLIED
                                                   : EXPANDED};
    if (local->implied || !alone || old->entity == local->entity)
        return dl_reading_add(r, span, NULL);
    r->spans.items[r->covered[word] - 1] = span;
    return true;
}

/* "Baltic Grain Council, or BGC,": where the name ends; 0 for no such thing at WORD. */
static size_t end_before_or(const dl_reading *r, size_t word)
{
    size_t len;
    const dl_word *before = dl_reading_before(r, word);
    if (!before || word < 3 || dl_reading_word(r, word - 2)->gap != DL_GAP_COMMA)
        return 0;
    const char *text = dl_reading_bytes(r, word - 1, &len);
    return len == 2 && memcmp(text, "or", 2) == 0 ? word - 1 : 0;
}

/* Whether a bracket closes behind WORD, whatever follows it: "(HWU)." */
static bool is_closed(const dl_reading *r, size_t word)
{
    size_t len;
    const char *text = dl_reading_bytes(r, word, &len);
    return text[len] == ')';
}

static bool find_at(dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    if (w->shape != DL_SHAPE_UPPER && w->shape != DL_SHAPE_MIXED)
        return true;
    bool bracketed =
        word > 0 && dl_reading_word(r, word - 1)->gap == DL_GAP_OPEN && is_closed(r, word);
    size_t end = bracketed ? word : end_before_or(r, word);
    if (!end && w->gap != DL_GAP_OPEN && w->gap != DL_GAP_COMMA)
        return true;
    char letters[ACRONYM_BYTES];
    size_t len = read_acronym(r, word, letters);
    if (!len)
        return true;
    if (!end && w->gap == DL_GAP_COMMA)
        return find_beside(r, word, letters, len);
    return end ? find_before(r, end, word, letters, len) : find_after(r, word, letters, len);
}

bool dl_find_expansions(dl_reading *r)
{
    for (size_t i = 0; i < r->words.len; i++)
        if (!find_at(r, i))
            return false;
    if (!note_implied(r))
        return false;
    for (size_t i = 0; r->locals.len && i < r->words.len; i++) {
        const dl_local *local = find_local(r, i);
        if (local && !apply_local(r, i, local))
            return false;
    }
    return true;
}
