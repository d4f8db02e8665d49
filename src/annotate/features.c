/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "annotate/glance.h"

typedef struct writer {
    uint32_t *out;
    size_t len;
} writer;

static uint32_t mix(uint32_t a, uint32_t b)
{
    uint32_t h = (a ^ b) * 0xcc9e2d51u;
    h ^= h >> 15;
    h *= 0x1b873593u;
    return h ^ h >> 13;
}

/* Writes the feature that is made by TEMPLATE of one value, of two, of three. */
static inline void put(writer *w, uint32_t template, uint32_t a)
{
    w->out[w->len++] = mix(template * 0x9e3779b9u, a);
}

static inline void put_pair(writer *w, uint32_t template, uint32_t a, uint32_t b)
{
    w->out[w->len++] = mix(mix(template * 0x9e3779b9u, a), b + 0x7f4a7c15u);
}

static inline void put_triple(writer *w, uint32_t template, uint32_t a, uint32_t b, uint32_t c)
{
    w->out[w->len++] = mix(mix(mix(template * 0x9e3779b9u, a), b + 0x7f4a7c15u), c + 0x165667b1u);
}

static const dl_glance edge = {.word = 1};

static const dl_glance *at(const dl_glances *glances, size_t i)
{
    return i < glances->len ? &glances->items[i] : &edge;
}

/* The gap behind word I. Where lines end tells nothing: texts are wrapped anywhere. */
static uint32_t gap_after(const dl_reading *r, size_t i)
{
    uint32_t gap = r->words.items[i].gap;
    return gap == DL_GAP_LINE ? DL_GAP_SPACE : gap;
}

static uint32_t gap_before(const dl_reading *r, size_t i)
{
    return i && i <= r->words.len ? gap_after(r, i - 1) : DL_GAP_BREAK;
}

static uint32_t signs(const dl_word *w)
{
    return w->classes & ~(uint32_t)(DL_CLASS_UNTAUGHT | DL_CLASS_LISTED | DL_CLASS_GIVEN |
                                    DL_CLASS_KOREAN | DL_CLASS_CHINESE | DL_CLASS_VIETNAMESE);
}

static void put_words(writer *w, const dl_glances *gs, size_t i)
{
    const dl_glance *b = at(gs, i - 1), *c = at(gs, i), *d = at(gs, i + 1);
    put(w, 4, at(gs, i - 2)->word);
    put(w, 5, at(gs, i + 2)->word);
    put_pair(w, 6, b->word, c->word);
    put_pair(w, 7, c->word, d->word);
    put_pair(w, 17, c->word, c->shape);
    put_pair(w, 18, b->word, c->shape);
    put_pair(w, 19, d->word, c->shape);
}

/* What endings of names have in common ("-grad", "-ville") is longer than what words have. */
static void put_long_affixes(writer *w, const char *text, size_t len, uint32_t shape)
{
    uint32_t first = 1, last = 2;
    for (size_t k = 0; k < 5; k++) {
        first = mix(first, (unsigned char)text[k] | 0x20);
        last = mix(last, (unsigned char)text[len - 1 - k] | 0x20);
    }
    put_pair(w, 110, first, shape);
    put_pair(w, 111, last, shape);
}

static void put_affixes(writer *w, const dl_reading *r, size_t i)
{
    size_t len;
    const char *text = dl_reading_bytes(r, i, &len);
    uint32_t shape = r->words.items[i].shape;
    uint32_t h = shape;
    for (size_t k = 0; k < 4 && k < len; k++) {
        h = mix(h, (unsigned char)text[k] | 0x20);
        put(w, 20 + (uint32_t)k, h);
    }
    h = shape;
    for (size_t k = 0; k < 4 && k < len; k++) {
        h = mix(h, (unsigned char)text[len - 1 - k] | 0x20);
        put(w, 24 + (uint32_t)k, h);
    }
    if (len > 5 && dl_word_is_capital(&r->words.items[i]))
        put_long_affixes(w, text, len, shape);
}

static void put_marks(writer *w, const dl_reading *r, const dl_glances *gs, size_t i)
{
    const dl_word *c = &r->words.items[i];
    uint32_t shape = at(gs, i)->shape, before = gap_before(r, i), after = gap_after(r, i);
    put_pair(w, 28, before, shape);
    put_pair(w, 29, after, shape);
    put_triple(w, 30, before, after, shape);
    put_pair(w, 31,
             c->flags & (DL_WORD_FIRST | DL_WORD_CAPITALS | DL_WORD_TITLED | DL_WORD_POSSESSIVE),
             shape);
    const dl_word *b = dl_reading_word(r, i - 1), *d = dl_reading_word(r, i + 1);
    put_pair(w, 32, signs(c), shape);
    put_triple(w, 33, signs(b), c->shape, before);
    put_triple(w, 34, signs(d), c->shape, after);
}

static void put_lists(writer *w, const dl_glances *gs, size_t i)
{
    const dl_glance *c = at(gs, i);
    put_pair(w, 40, c->listed, c->shape);
    put_pair(w, 43, c->extra, c->shape);
    put_pair(w, 53, c->ruled, c->shape);
}

static void put_known(writer *w, const dl_glances *gs, size_t i)
{
    const dl_glance *c = at(gs, i);
    for (uint32_t bit = 0; bit < DL_KNOWN_BITS; bit++)
        if (c->known & 1u << bit)
            put_pair(w, 81, bit, c->shape);
    put_pair(w, 82, at(gs, i - 1)->known, c->shape);
    put_pair(w, 83, at(gs, i + 1)->known, c->shape);
    put(w, 87, c->phrase);
}

/* Where the word stands in its run of capitals, and how long that is, in one number. */
static uint32_t place_in_run(const dl_glance *c, size_t i)
{
    uint32_t len = c->run_end - c->run_first, k = (uint32_t)i - c->run_first;
    uint32_t where = k == 0 ? 0 : k + 1 == len ? 2 : 1;
    return where * 8 + (len > 5 ? 5 : len);
}

static void put_run(writer *w, const dl_glances *gs, size_t i)
{
    const dl_glance *c = at(gs, i);
    if (c->run_end == c->run_first)
        return;
    uint32_t where = place_in_run(c, i);
    const dl_glance *head = at(gs, c->run_end - 1), *first = at(gs, c->run_first);
    const dl_glance *before = at(gs, (size_t)c->run_first - 1), *after = at(gs, c->run_end);
    put(w, 60, where);
    put_pair(w, 61, where, head->word);
    put_pair(w, 62, where, first->word);
    put_pair(w, 63, where, before->word);
    put_pair(w, 64, where, after->word);
    put_pair(w, 88, where, head->known);
    put_triple(w, 89, where, first->known, head->known);
    put_pair(w, 90, where, before->known);
    put_pair(w, 91, where, after->known);
}

static void put_text(writer *w, const dl_reading *r, const dl_glances *gs, size_t i)
{
    const dl_glance *c = at(gs, i);
    const dl_word *word = &r->words.items[i];
    uint32_t shape = word->shape;
    if (!dl_word_is_capital(word))
        return;
    put_triple(w, 71, at(gs, i - 1)->letter_case, c->letter_case, shape);
    put_triple(w, 72, at(gs, i + 1)->letter_case, c->letter_case, shape);
    put(w, 73, c->tells);
    bool alone = c->run_end - c->run_first == 1;
    for (uint32_t bit = 0; bit < DL_TELLS_BITS; bit++)
        if (c->tells & 1u << bit)
            put_triple(w, 74, bit, shape, alone);
    for (size_t k = 0; k < c->form->others; k++) {
        size_t other = c->form->other_word[k];
        if (other == i)
            continue;
        put(w, 75, at(gs, other - 1)->word);
        put(w, 76, at(gs, other + 1)->word);
        if (gs->items[other].run_end - gs->items[other].run_first > 1)
            put(w, 77, at(gs, gs->items[other].run_end - 1)->word);
    }
}

/* What any word has. */
static void put_word(writer *w, const dl_reading *r, const dl_glances *gs, size_t i)
{
    const dl_glance *c = at(gs, i);
    put(w, 0, 0);
    put(w, 1, c->word);
    put(w, 2, at(gs, i - 1)->word);
    put(w, 3, at(gs, i + 1)->word);
    put(w, 11, c->shape);
    if (!gs->narrow)
        put_triple(w, 70, c->letter_case, c->shape, r->words.items[i].flags & DL_WORD_FIRST);
    put_pair(w, 80, c->known, c->shape);
}

/* Whether the word only stands beside one that may be a name: more features do not help there. */
static bool is_beside(const dl_reading *r, const dl_glance *c, size_t i)
{
    bool small = r->words.items[i].shape <= DL_SHAPE_LOWER || c->opening;
    return small && !c->ruled && c->run_end == c->run_first;
}

size_t dl_features_write(const dl_glances *glances, size_t i, uint32_t out[DL_FEATURES_MAX])
{
    const dl_reading *r = glances->r;
    writer w = {out, 0};
    put_word(&w, r, glances, i);
    if (is_beside(r, at(glances, i), i))
        return w.len;
    put_words(&w, glances, i);
    put_affixes(&w, r, i);
    put_marks(&w, r, glances, i);
    put_lists(&w, glances, i);
    put_run(&w, glances, i);
    put_known(&w, glances, i);
    if (!glances->narrow)
        put_text(&w, r, glances, i);
    return w.len;
}
