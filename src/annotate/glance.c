/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "annotate/glance.h"
#include "dateline/text.h"

#define PHRASE_WORDS 4 /* of a phrase of the model's list */

uint32_t dl_glance_mix(uint32_t a, uint32_t b)
{
    uint32_t h = (a ^ (b + 0x9e3779b9u + (a << 6) + (a >> 2))) * 0x85ebca6bu;
    return h ^ h >> 15;
}

/* --- single words --- */

/* The shape: runs of upper case, lower case, digits and marks, each one letter, short. */
static uint8_t shape_of(const char *text, size_t len)
{
    uint32_t h = 0;
    char last = 0;
    size_t kept = 0;
    for (size_t i = 0, step; i < len; i += step) {
        unsigned char c = (unsigned char)text[i];
        step = 1;
        char k;
        if (c < 0x80)
            k = c >= 'A' && c <= 'Z'   ? 'X'
                : c >= 'a' && c <= 'z' ? 'x'
                : c >= '0' && c <= '9' ? 'd'
                                       : '.';
        else {
            uint32_t cp = dl_text_decode(text + i, len - i, &step);
            k = dl_text_is_upper(cp) ? 'X' : dl_text_is_alnum(cp) ? 'x' : '.';
        }
        if (k != last && kept < 6) {
            h = dl_glance_mix(h, (unsigned char)k);
            kept++;
        }
        last = k;
    }
    /* length tells acronyms and initials apart */
    size_t bucket = len <= 4 ? len : 5;
    return (uint8_t)(dl_glance_mix(h, (uint32_t)bucket) >> 8);
}

/* The form, numbers made alike. */
static uint32_t word_of(const dl_reading *r, size_t i)
{
    const dl_word *w = &r->words.items[i];
    if (w->shape != DL_SHAPE_OTHER)
        return w->hash;
    size_t len;
    const char *text = dl_reading_bytes(r, i, &len);
    uint32_t h = 77;
    for (size_t k = 0; k < len && k < 8; k++)
        h = dl_glance_mix(h, text[k] >= '0' && text[k] <= '9' ? '0' : (unsigned char)text[k]);
    return h;
}

/* --- the gazetteer --- */

unsigned dl_glance_part(size_t i, size_t first, size_t end)
{
    return end - first == 1 ? DL_AT_SINGLE
           : i == first     ? DL_AT_BEGIN
           : i + 1 == end   ? DL_AT_END
                            : DL_AT_INSIDE;
}

static unsigned kinds_of(const dl_reading *r, size_t at, dl_hit hit)
{
    unsigned bits = 0;
    for (const dl_entry *e = dl_hit_next(r, at, hit, hit.entry); e;
         e = dl_hit_next(r, at, hit, e->next)) {
        const dl_listed *l = &r->gazetteer->entities.items[e->subject];
        bits |= 1u << l->entity.kind;
        bits |= e->form == DL_FORM_DEMONYM   ? 32u
                : e->form == DL_FORM_ACRONYM ? 64u
                : e->form == DL_FORM_METONYM ? 128u
                                             : 0;
        bits |= e->doubtful ? 256u : 0;
    }
    return bits;
}

static void look_at_lists(const dl_reading *r, dl_glance *g)
{
    for (size_t i = 0, covered = 0; i < r->words.len; i++) {
        if (!(r->words.items[i].classes & DL_CLASS_LISTED))
            continue;
        dl_hit hit = r->hits[i][DL_ENTRY_ALIAS];
        if (hit.words && i + hit.words > covered) {
            unsigned kinds = kinds_of(r, i, hit);
            size_t end = i + hit.words;
            for (size_t k = i < covered ? covered : i; kinds && k < end; k++)
                g[k].listed =
                    (uint16_t)(1 + (dl_glance_mix(kinds, dl_glance_part(k, i, end)) & 0x7fff));
            covered = end;
        }
    }
    static const unsigned salt[] = {0, 3, 5, 7}; /* of the types that the model was taught */
    for (size_t i = 0; i < r->words.len; i++) {
        const dl_word *w = &r->words.items[i];
        uint32_t own = w->classes &
                       (DL_CLASS_GIVEN | DL_CLASS_KOREAN | DL_CLASS_CHINESE | DL_CLASS_VIETNAMESE);
        const dl_bearer *b;
        bool is_listed = w->classes & DL_CLASS_LISTED;
        if (dl_word_is_capital(w)) {
            if (w->id && dl_gazetteer_bearers(r->gazetteer, w->id, &b))
                own |= 1u << 30;
            if (own)
                g[i].extra = (uint16_t)dl_glance_mix(g[i].extra, own);
        }
        for (unsigned t = DL_ENTRY_BODY; is_listed && t < sizeof salt / sizeof *salt; t++) {
            dl_hit hit = r->hits[i][t];
            for (size_t k = i; k < i + hit.words; k++)
                g[k].extra = (uint16_t)dl_glance_mix(
                    g[k].extra, salt[t] * 16 + dl_glance_part(k, i, i + hit.words));
        }
    }
}

/* --- the model's list of words --- */

/* Looks for the listed phrases of two words and more that begin at word I, and marks the longest. */
static void look_for_phrase(const dl_glances *glances, size_t i)
{
    const dl_word *words = glances->r->words.items;
    uint32_t hash = words[i].hash;
    for (size_t end = i + 2; end <= i + PHRASE_WORDS && end <= glances->len; end++) {
        if (!dl_word_joins(&words[end - 2]))
            return;
        hash = dl_known_join(hash, words[end - 1].hash);
        uint32_t found = dl_tagger_look(glances->tagger, hash), classes = found & ~DL_KNOWN_MORE;
        for (size_t k = i; classes && k < end; k++)
            glances->items[k].phrase = classes * 4 + dl_glance_part(k, i, end);
        if (!(found & DL_KNOWN_MORE))
            return;
    }
}

/* Whether the word is near, or stands beside one that is. */
static bool is_about(const dl_glances *glances, size_t i)
{
    const dl_glance *g = glances->items;
    return !g[i].far || (i && !g[i - 1].far) || (i + 1 < glances->len && !g[i + 1].far);
}

#define AHEAD 8 /* words */

/* Of words that are far, those alone that stand beside others. */
static void look_at_known(const dl_glances *glances)
{
    const dl_word *words = glances->r->words.items;
    for (size_t i = 0; i < glances->len; i++) {
        if (i + AHEAD < glances->len && is_about(glances, i + AHEAD))
            dl_tagger_fetch_known(glances->tagger, words[i + AHEAD].hash);
        if (words[i].shape == DL_SHAPE_OTHER || !is_about(glances, i))
            continue;
        uint32_t found = dl_tagger_look(glances->tagger, words[i].hash);
        glances->items[i].known = (uint16_t)(found & ~DL_KNOWN_MORE);
        if (found & DL_KNOWN_MORE && dl_word_is_capital(&words[i]))
            look_for_phrase(glances, i);
    }
}

/* --- the rules --- */

static void look_at_spans(const dl_reading *r, dl_glance *g)
{
    for (size_t s = 0; s < r->spans.len; s++) {
        const dl_span *span = &r->spans.items[s];
        if (span->dropped)
            continue;
        unsigned sure = span->confidence >= 80 ? 2 : span->confidence >= DL_CONFIDENCE_UNSURE;
        uint32_t what =
            (uint32_t)span->entity->kind * 8 + (span->form == DL_FORM_DEMONYM ? 4u : 0u) + sure;
        what = dl_glance_mix(what, span->rule == DL_RULE_GAZETTEER ? 1
                                   : span->rule == DL_RULE_SURNAME ? 2
                                                                   : 3);
        for (size_t k = span->first; k < span->end; k++)
            g[k].ruled =
                (uint16_t)(1 + (dl_glance_mix(what, dl_glance_part(k, span->first, span->end)) &
                                0x7fff));
    }
}

/* --- runs of capitals --- */

static bool run_goes_on(const dl_reading *r, size_t i)
{
    const dl_word *w = &r->words.items[i];
    bool point = w->gap == DL_GAP_POINT &&
                 (w->shape == DL_SHAPE_INITIAL || w->classes & DL_CLASS_ABBREVIATION);
    if (!(dl_word_joins(w) || point || w->gap == DL_GAP_AND) || w->flags & DL_WORD_POSSESSIVE)
        return false;
    const dl_word *next = dl_reading_word(r, i + 1);
    return !(next->flags & DL_WORD_FIRST);
}

/* The end of the run of capitals that begins at FIRST; small words may stand between capitals. */
static size_t run_end(const dl_reading *r, size_t first)
{
    size_t end = first + 1;
    while (run_goes_on(r, end - 1)) {
        size_t next = end;
        while (next < end + 2 && next < r->words.len &&
               dl_reading_word(r, next)->shape == DL_SHAPE_LOWER &&
               dl_reading_word(r, next)->classes &
                   (DL_CLASS_LINK | DL_CLASS_PARTICLE | DL_CLASS_ARTICLE) &&
               run_goes_on(r, next))
            next++;
        const dl_word *w = dl_reading_word(r, next);
        if (next >= r->words.len || !dl_word_is_capital(w) || (next > end && end == first))
            break;
        end = next + 1;
    }
    return end;
}

static void look_at_runs(const dl_reading *r, dl_glance *g)
{
    for (size_t i = 0; i < r->words.len; i++) {
        if (!dl_word_is_capital(&r->words.items[i]))
            continue;
        size_t end = run_end(r, i);
        for (size_t k = i; k < end; k++) {
            g[k].run_first = (uint32_t)i;
            g[k].run_end = (uint32_t)end;
        }
        i = end - 1;
    }
}

/* Whether the one word of the run has its capital from the sentence that it begins, as far as the word lists know: they
 * have it, and not as a part of any name. */
static bool is_opening(const dl_glances *glances, size_t i)
{
    const dl_word *w = &glances->r->words.items[i];
    const uint32_t names = 1u << DL_KNOWN_BIT_CITY | 1u << DL_KNOWN_BIT_GIVEN |
                           1u << DL_KNOWN_BIT_SURNAME | 1u << DL_KNOWN_BIT_FAMOUS_PERSON |
                           1u << DL_KNOWN_BIT_FAMOUS_GROUP | 1u << DL_KNOWN_BIT_FAMOUS_PLACE |
                           1u << DL_KNOWN_BIT_REGION;
    if (!(w->flags & DL_WORD_FIRST) || w->flags & (DL_WORD_CAPITALS | DL_WORD_TITLED) ||
        w->shape != DL_SHAPE_CAPITAL || glances->items[i].ruled || glances->items[i].listed)
        return false;
    uint32_t known = dl_tagger_known(glances->tagger, w->hash);
    return known & 1u << DL_KNOWN_BIT_COMMON && !(known & names);
}

/* Leaves such words out of the runs. */
static void close_openings(const dl_glances *glances)
{
    for (size_t i = 0; i < glances->len; i++) {
        dl_glance *g = &glances->items[i];
        if (g->run_end == i + 1 && g->run_first == i && is_opening(glances, i)) {
            g->run_end = g->run_first;
            g->opening = true;
        }
    }
}

/* Whether the word alone looks like a part of a name. */
static bool stands_out(const dl_reading *r, const dl_glance *g, size_t i)
{
    const dl_word *word = &r->words.items[i];
    return (word->shape > DL_SHAPE_LOWER && !g[i].opening) || g[i].ruled ||
           word->flags & DL_WORD_STRANGE;
}

/* A word is far when neither it nor a word beside it stands out, and no run of capitals goes over it. Nearly
 * two thirds of all words are; one name in eighty goes over such a word. */
static void look_away(const dl_reading *r, dl_glance *g)
{
    bool before = false, here = r->words.len && stands_out(r, g, 0);
    for (size_t i = 0; i < r->words.len; i++) {
        bool after = i + 1 < r->words.len && stands_out(r, g, i + 1);
        g[i].far = !before && !here && !after && g[i].run_end == g[i].run_first;
        before = here;
        here = after;
    }
}

static void look_at_shapes(const dl_reading *r, dl_glance *g)
{
    for (size_t i = 0; i < r->words.len; i++) {
        size_t len;
        const char *text = dl_reading_bytes(r, i, &len);
        if (!g[i].far)
            g[i].shape = shape_of(text, len);
    }
}

bool dl_glances_init(dl_glances *glances, const dl_reading *r, const dl_tagger *tagger)
{
    *glances = (dl_glances){.r = r, .tagger = tagger, .len = r->words.len};
    glances->items = calloc(r->words.len + 1, sizeof *glances->items);
    if (!glances->items)
        return false;
    dl_glance *g = glances->items;
    for (size_t i = 0; i < r->words.len; i++)
        g[i].word = word_of(r, i);
    look_at_lists(r, g);
    look_at_spans(r, g);
    look_at_runs(r, g);
    close_openings(glances);
    look_away(r, g);
    look_at_shapes(r, g);
    look_at_known(glances);
    return dl_glance_at_text(glances);
}

void dl_glances_release(dl_glances *glances)
{
    free(glances->items);
    free(glances->forms);
}
