/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Firms by the sign that they carry: the ending that the law of their country gives them ("Metsola Oyj", "Dahl & Strand Co.
 * Ltd"), such a sign in front ("OAO Uralmet"), or two names with an ampersand between ("Ernst & Young"). Where the name
 * without its ending is listed, that is who it is.
 */
#include <string.h>

#include "annotate/reading.h"

#define RUN_WORDS 5
#define ENDING_BYTES 16
#define ENDINGS_MOST 6 /* words of endings in a row */

enum { BY_ENDING = 82, BY_AMPERSAND = 64, AGAIN = 70 };

#define FIRMS_MAX 32 /* that are found again without their ending */

typedef struct firm {
    uint32_t first, end; /* without the ending */
    const dl_entity *entity;
    const dl_listed *listed;
} firm;

/* As they are written, without a full stop at the end; a space before and behind each. */
static const char endings[] = " AB AG AS ASA AO Aktiengesellschaft ApS Berhad Bhd BV B.V CJSC Co "
                              "Corp EG GmbH Grupp Gruppe Gruppo Holding Holdings "
                              "Inc JSC KG KGaA KK K.K Kft Lda Limited LLC LLP LP Ltd Ltda NV N.V "
                              "Nyrt OAO OJSC OOO Oy Oyj PAO PJSC PLC Plc plc Pte Pty QPSC "
                              "SA S.A SARL SAS SE SRL S.r.l SpA S.p.A Sdn Tbk Zrt a.s d.d d.o.o ";

/* Those that a comma may part from the name. */
static const char parted[] = " Co Inc Limited LLC LLP LP Ltd PLC plc ";

/* Those that stand in front. */
static const char fronts[] = " AO CJSC JSC OAO OJSC OOO PAO PJSC PT ZAO Groupe Grupo ";

static bool is_of(const dl_reading *r, size_t word, const char *list)
{
    char key[ENDING_BYTES + 3] = " ";
    size_t len;
    const char *text = dl_reading_bytes(r, word, &len);
    len -= len > 1 && text[len - 1] == '.';
    if (word >= r->words.len || len > ENDING_BYTES)
        return false;
    memcpy(key + 1, text, len);
    key[len + 1] = ' ';
    return strstr(list, key);
}

static bool is_text(const dl_reading *r, size_t word, const char *wanted)
{
    size_t len;
    const char *text = dl_reading_bytes(r, word, &len);
    return word < r->words.len && len == strlen(wanted) && memcmp(text, wanted, len) == 0;
}

/* Where the ending that begins at WORD ends, all its words taken together ("Co. Ltd", "A/S", "Sp. z o.o"); WORD for none. */
static size_t ending_end(const dl_reading *r, size_t word)
{
    size_t end = word;
    const dl_word *w = dl_reading_word(r, word);
    if (w->gap == DL_GAP_SLASH && is_text(r, word, "A") && is_text(r, word + 1, "S"))
        return word + 2;
    if (w->gap == DL_GAP_OTHER && is_text(r, word, "K") && is_text(r, word + 1, "K"))
        return word + 2;
    if (w->gap == DL_GAP_POINT && is_text(r, word, "Sp") && is_text(r, word + 1, "z"))
        return is_of(r, word + 2, " o.o ") ? word + 3 : word;
    while (end - word < ENDINGS_MOST && is_of(r, end, endings)) {
        uint8_t gap = dl_reading_word(r, end++)->gap;
        bool goes_on = gap == DL_GAP_SPACE || gap == DL_GAP_POINT || gap == DL_GAP_COMMA ||
                       gap == DL_GAP_AND || gap == DL_GAP_OTHER;
        if (!goes_on || dl_reading_word(r, end)->flags & DL_WORD_FIRST)
            break;
    }
    return end;
}

/* Whether the word can be of a firm's name. */
static bool is_inner(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    return dl_word_is_capital(w) &&
           !(w->flags & (DL_WORD_TITLED | DL_WORD_CAPITALS | DL_WORD_STRANGE)) &&
           !(w->classes & (DL_CLASS_FUNCTION | DL_CLASS_DATE | DL_CLASS_ARTICLE));
}

/* Where the name begins of which WORD is a part; STRICT: not before it with a capital that only the sentence gives. */
static size_t run_start(const dl_reading *r, size_t word, bool strict)
{
    size_t start = word;
    while (start > 0 && word - start < RUN_WORDS &&
           !(dl_reading_word(r, start)->flags & DL_WORD_FIRST)) {
        const dl_word *before = dl_reading_word(r, start - 1);
        if ((!dl_word_joins(before) && before->gap != DL_GAP_AND) || !is_inner(r, start - 1) ||
            before->flags & (DL_WORD_POSSESSIVE | DL_WORD_TITLE))
            break;
        start--;
    }
    const dl_word *first = dl_reading_word(r, start);
    bool common = first->flags & DL_WORD_FIRST && (strict || dl_seen_lower(r, first));
    return common && start < word ? start + 1 : start;
}

/* The one listed organisation of just these words, whatever marks part them ("Apple, Inc"); NULL for none or several. */
static const dl_listed *find_listed(const dl_reading *r, size_t first, size_t end)
{
    const dl_listed *found = NULL;
    uint32_t node = 0;
    for (size_t i = first; i < end; i++) {
        uint32_t id = dl_reading_word(r, i)->id;
        if (!id || !(node = dl_lexicon_step(r->gazetteer->lexicon, node, id)))
            return NULL;
    }
    for (uint32_t i = dl_lexicon_value(r->gazetteer->lexicon, node); i;
         i = r->gazetteer->entries.items[i].next) {
        const dl_entry *entry = &r->gazetteer->entries.items[i];
        if (entry->type != DL_ENTRY_ALIAS || entry->words != end - first)
            continue;
        const dl_listed *listed = &r->gazetteer->entities.items[entry->subject];
        if (listed->entity.kind != DL_KIND_ORGANISATION || (found && found != listed))
            return NULL;
        found = listed;
    }
    return found;
}

/* Adds the firm [first, end), whose name ends at NAME_END. */
static bool add_firm(dl_reading *r, size_t first, size_t name_end, size_t end, uint8_t confidence)
{
    dl_span span = {.first = (uint32_t)first,
                    .end = (uint32_t)end,
                    .form = DL_FORM_NAME,
                    .rule = DL_RULE_ORG_WORD,
                    .confidence = confidence};
    const dl_span *listed = dl_reading_span(r, first);
    if (listed && listed->first == first && listed->end == name_end &&
        listed->entity->kind == DL_KIND_ORGANISATION) {
        span.entity = listed->entity;
        span.listed = listed->listed;
    } else if ((span.listed = find_listed(r, first, end))) {
        span.entity = &span.listed->entity;
    } else {
        const char *name = dl_reading_text(r, first, end);
        const char *id = name ? dl_reading_id(r, "org/", name) : NULL;
        span.entity = id ? dl_reading_entity(r, id, name, &span.listed) : NULL;
    }
    return span.entity && dl_reading_add(r, span, NULL);
}

/* Where the firm begins whose name, from START to WORD, is nothing but endings ("E.F. Hutton and Co Inc"): before the "and"
 * there, which is set; WORD where nothing stands before. */
static size_t before_and(const dl_reading *r, size_t start, size_t word, size_t *ret_and)
{
    for (size_t i = start; i < word; i++)
        if (!is_of(r, i, endings))
            return start;
    if (start < 2 || !is_text(r, start - 1, "and") || !is_inner(r, start - 2) ||
        dl_reading_word(r, start - 2)->flags & (DL_WORD_POSSESSIVE | DL_WORD_TITLE) ||
        !dl_word_joins(dl_reading_word(r, start - 2)))
        return word;
    *ret_and = start - 1;
    return run_start(r, start - 2, false);
}

/* "Metsola Oyj": the ending at WORD; the name without it ends at *RET_NAME. */
static bool find_ending(dl_reading *r, size_t word, size_t *ret_name, size_t *ret_end)
{
    const dl_word *before = word > 0 ? dl_reading_word(r, word - 1) : NULL;
    const dl_word *w = dl_reading_word(r, word);
    if (!before || !is_inner(r, word - 1) || before->flags & (DL_WORD_POSSESSIVE | DL_WORD_TITLE) ||
        w->flags & (DL_WORD_FIRST | DL_WORD_CAPITALS | DL_WORD_TITLED))
        return true;
    bool comma = before->gap == DL_GAP_COMMA && is_of(r, word, parted);
    if (!dl_word_joins(before) && !comma && before->gap != DL_GAP_AND)
        return true;
    size_t end = ending_end(r, word);
    if (end == word)
        return true;
    *ret_end = end;
    *ret_name = word;
    size_t start = before_and(r, run_start(r, word - 1, false), word, ret_name);
    return start == word || add_firm(r, start, *ret_name, end, BY_ENDING);
}

/* "OAO Uralmet": the sign at WORD. */
static bool find_front(dl_reading *r, size_t word, size_t *ret_end)
{
    const dl_word *sign = dl_reading_word(r, word);
    if (sign->gap != DL_GAP_SPACE || !dl_word_is_capital(sign) ||
        sign->flags & (DL_WORD_CAPITALS | DL_WORD_TITLED) || !is_inner(r, word + 1) ||
        !is_of(r, word, fronts))
        return true;
    size_t end = word + 1;
    while (end - word <= RUN_WORDS && is_inner(r, end) &&
           !(dl_reading_word(r, end)->flags & DL_WORD_FIRST)) {
        const dl_word *w = dl_reading_word(r, end++);
        if (!dl_word_joins(w) || w->flags & DL_WORD_POSSESSIVE)
            break;
    }
    if (end == word + 1)
        return true;
    *ret_end = end;
    return add_firm(r, word, end, end, BY_ENDING);
}

/* Whether the word may be a partner's name: no common word, as far as can be told. */
static bool is_partner(const dl_reading *r, size_t word)
{
    const dl_word *w = dl_reading_word(r, word);
    return w->id == 0 || w->classes & DL_CLASS_GIVEN || dl_reading_span(r, word);
}

/* Whether a country or an organisation by its acronym is at WORD. */
static bool is_other(const dl_reading *r, size_t word)
{
    const dl_span *span = dl_reading_span(r, word);
    return span && span->form == DL_FORM_ACRONYM;
}

/* "Ernst & Young": the ampersand behind WORD. */
static bool find_partners(dl_reading *r, size_t word)
{
    const dl_word *one = dl_reading_word(r, word), *two = dl_reading_word(r, word + 1);
    if (one->gap != DL_GAP_AND || !is_inner(r, word) || !is_inner(r, word + 1) ||
        two->flags & DL_WORD_FIRST || one->shape == DL_SHAPE_INITIAL || is_other(r, word) ||
        is_other(r, word + 1))
        return true;
    bool given = (one->classes & DL_CLASS_GIVEN && two->classes & DL_CLASS_GIVEN) ||
                 (dl_is_called(r, one->hash, DL_ANY) && dl_is_called(r, two->hash, DL_ANY));
    bool named = one->hash == two->hash || is_partner(r, word) || is_partner(r, word + 1);
    if (given || !named)
        return true;
    size_t end = word + 2;
    while (dl_word_joins(dl_reading_word(r, end - 1)) && end - word <= RUN_WORDS &&
           is_inner(r, end) && !(dl_reading_word(r, end - 1)->flags & DL_WORD_POSSESSIVE))
        end++;
    return add_firm(r, run_start(r, word, true), end, end, BY_AMPERSAND);
}

bool dl_find_partners(dl_reading *r)
{
    for (size_t i = 0; i + 1 < r->words.len; i++)
        if (!find_partners(r, i))
            return false;
    return true;
}

/* Whether the WORDS words at WORD are those of the firm at FIRST, and as close together. */
static bool is_same(const dl_reading *r, size_t word, size_t first, size_t words)
{
    for (size_t n = 0; n < words; n++) {
        const dl_word *w = dl_reading_word(r, word + n), *own = dl_reading_word(r, first + n);
        const dl_word *before = n ? dl_reading_word(r, word + n - 1) : NULL;
        bool close = !before || dl_word_joins(before) ||
                     before->gap == dl_reading_word(r, first + n - 1)->gap;
        if (w->hash != own->hash || !close || (n && w->flags & DL_WORD_FIRST))
            return false;
    }
    return true;
}

/* Finds the firms at RET again that the text calls without their ending. */
static bool find_again(dl_reading *r, const firm *firms, size_t count)
{
    for (size_t i = 0; count && i < r->words.len; i++) {
        if (r->covered[i] || !is_inner(r, i))
            continue;
        for (size_t k = 0; k < count; k++) {
            size_t words = firms[k].end - firms[k].first;
            if (!is_same(r, i, firms[k].first, words))
                continue;
            dl_span span = {.first = (uint32_t)i,
                            .end = (uint32_t)(i + words),
                            .entity = firms[k].entity,
                            .listed = firms[k].listed,
                            .form = DL_FORM_NAME,
                            .rule = DL_RULE_ORG_WORD,
                            .confidence = AGAIN};
            if (!dl_reading_add(r, span, NULL))
                return false;
            break;
        }
    }
    return true;
}

bool dl_find_firms(dl_reading *r)
{
    firm firms[FIRMS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < r->words.len; i++) {
        size_t end = 0, name = i;
        if (!find_ending(r, i, &name, &end) || (!end && !find_front(r, i, &end)))
            return false;
        const dl_span *span = end ? dl_reading_span(r, i) : NULL;
        if (span && span->end == end && span->confidence == BY_ENDING && span->first < i &&
            count < FIRMS_MAX)
            firms[count++] = (firm){span->first, (uint32_t)name, span->entity, span->listed};
    }
    return find_again(r, firms, count);
}
