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

static void put(writer *w, uint32_t template, uint32_t a, uint32_t b, uint32_t c)
{
    uint32_t h = mix(mix(mix(template * 0x9e3779b9u, a), b + 0x7f4a7c15u), c + 0x165667b1u);
    w->out[w->len++] = h;
}

static const dl_glance edge = {.word = 1};

static const dl_glance *at(const dl_glances *glances, size_t i)
{
    return i < glances->len ? &glances->items[i] : &edge;
}

static uint32_t gap_before(const dl_reading *r, size_t i)
{
    return i && i <= r->words.len ? r->words.items[i - 1].gap : DL_GAP_BREAK;
}

static uint32_t signs(const dl_word *w)
{
    return w->classes & ~(uint32_t)(DL_CLASS_UNTAUGHT | DL_CLASS_LISTED | DL_CLASS_GIVEN |
                                    DL_CLASS_KOREAN | DL_CLASS_CHINESE | DL_CLASS_VIETNAMESE);
}

static void put_words(writer *w, const dl_glances *gs, size_t i)
{
    const dl_glance *a = at(gs, i - 2), *b = at(gs, i - 1), *c = at(gs, i), *d = at(gs, i + 1),
                    *e = at(gs, i + 2);
    put(w, 1, c->word, 0, 0);
    put(w, 2, b->word, 0, 0);
    put(w, 3, d->word, 0, 0);
    put(w, 4, a->word, 0, 0);
    put(w, 5, e->word, 0, 0);
    put(w, 6, b->word, c->word, 0);
    put(w, 7, c->word, d->word, 0);
    put(w, 8, b->word, d->word, 0);
    put(w, 9, a->word, b->word, 0);
    put(w, 10, d->word, e->word, 0);
    put(w, 11, c->shape, 0, 0);
    put(w, 17, c->word, c->shape, 0);
    put(w, 18, b->word, c->shape, 0);
    put(w, 19, d->word, c->shape, 0);
}

static void put_affixes(writer *w, const dl_reading *r, size_t i)
{
    size_t len;
    const char *text = dl_reading_bytes(r, i, &len);
    uint32_t shape = r->words.items[i].shape;
    uint32_t h = shape;
    for (size_t k = 0; k < 4 && k < len; k++) {
        h = mix(h, (unsigned char)text[k] | 0x20);
        put(w, 20 + (uint32_t)k, h, 0, 0);
    }
    h = shape;
    for (size_t k = 0; k < 4 && k < len; k++) {
        h = mix(h, (unsigned char)text[len - 1 - k] | 0x20);
        put(w, 24 + (uint32_t)k, h, 0, 0);
    }
}

static void put_marks(writer *w, const dl_reading *r, const dl_glances *gs, size_t i)
{
    const dl_word *c = &r->words.items[i];
    uint32_t shape = at(gs, i)->shape, before = gap_before(r, i);
    put(w, 28, before, shape, 0);
    put(w, 29, c->gap, shape, 0);
    put(w, 30, before, c->gap, shape);
    put(w, 31, c->flags & (DL_WORD_FIRST | DL_WORD_CAPITALS | DL_WORD_TITLED | DL_WORD_POSSESSIVE),
        shape, 0);
    const dl_word *b = dl_reading_word(r, i - 1), *d = dl_reading_word(r, i + 1);
    put(w, 32, signs(c), shape, 0);
    put(w, 33, signs(b), c->shape, before);
    put(w, 34, signs(d), c->shape, c->gap);
    put(w, 35, signs(b), signs(d), c->shape);
}

static void put_lists(writer *w, const dl_glances *gs, size_t i)
{
    const dl_glance *b = at(gs, i - 1), *c = at(gs, i), *d = at(gs, i + 1);
    put(w, 40, c->listed, c->shape, 0);
    put(w, 41, b->listed, c->listed, 0);
    put(w, 42, c->listed, d->listed, 0);
    put(w, 43, c->extra, c->shape, 0);
    put(w, 44, b->extra, c->extra, c->shape);
    put(w, 45, c->extra, d->extra, c->shape);
    put(w, 46, c->listed, c->extra, c->shape);
    put(w, 47, b->listed, c->shape, 0);
    put(w, 48, d->listed, c->shape, 0);
    put(w, 49, b->extra, c->shape, 0);
    put(w, 50, d->extra, c->shape, 0);
    if (c->listed || c->extra) {
        put(w, 51, c->listed, c->extra, b->word);
        put(w, 52, c->listed, c->extra, d->word);
    }
    put(w, 53, c->ruled, c->shape, 0);
    put(w, 54, b->ruled, c->ruled, c->shape);
    put(w, 55, c->ruled, d->ruled, c->shape);
    put(w, 56, c->ruled, c->listed, c->extra);
    if (c->ruled) {
        put(w, 57, c->ruled, c->word, 0);
        put(w, 58, c->ruled, b->word, 0);
        put(w, 59, c->ruled, d->word, 0);
    }
}

static void put_known(writer *w, const dl_reading *r, const dl_glances *gs, size_t i)
{
    const dl_glance *a = at(gs, i - 2), *b = at(gs, i - 1), *c = at(gs, i), *d = at(gs, i + 1);
    put(w, 80, c->known, c->shape, 0);
    for (uint32_t bit = 0; bit < DL_KNOWN_BITS; bit++)
        if (c->known & 1u << bit)
            put(w, 81, bit, c->shape, 0);
    put(w, 82, b->known, c->shape, 0);
    put(w, 83, d->known, c->shape, 0);
    put(w, 84, b->known, c->known, c->shape);
    put(w, 85, c->known, d->known, c->shape);
    put(w, 86, a->known, b->known, c->shape);
    put(w, 87, c->phrase, 0, 0);
    put(w, 92, gap_before(r, i), c->known, b->shape);
    put(w, 93, r->words.items[i].gap, d->known, c->shape);
    if (c->run_end > c->run_first) {
        const dl_glance *head = at(gs, c->run_end - 1), *first = at(gs, c->run_first),
                        *before = at(gs, (size_t)c->run_first - 1), *after = at(gs, c->run_end);
        uint32_t n = c->run_end - c->run_first, k = (uint32_t)i - c->run_first,
                 where = k == 0       ? 0
                         : k + 1 == n ? 2
                                      : 1;
        where = where * 8 + (n > 5 ? 5 : n);
        put(w, 88, where, head->known, 0);
        put(w, 89, where, first->known, head->known);
        put(w, 90, where, before->known, 0);
        put(w, 91, where, after->known, 0);
    }
}

static void put_run(writer *w, const dl_glances *gs, size_t i)
{
    const dl_glance *c = at(gs, i);
    if (c->run_end == c->run_first)
        return;
    uint32_t n = c->run_end - c->run_first, k = (uint32_t)i - c->run_first;
    uint32_t where = k == 0 ? 0 : k + 1 == n ? 2 : 1;
    where = where * 8 + (n > 5 ? 5 : n);
    const dl_glance *head = at(gs, c->run_end - 1), *first = at(gs, c->run_first);
    const dl_glance *before = at(gs, (size_t)c->run_first - 1), *after = at(gs, c->run_end);
    put(w, 60, where, 0, 0);
    put(w, 61, where, head->word, 0);
    put(w, 62, where, first->word, 0);
    put(w, 63, where, before->word, 0);
    put(w, 64, where, after->word, 0);
    put(w, 65, where, head->listed, head->extra);
    put(w, 66, where, first->listed, first->extra);
    put(w, 67, where, before->word, after->word);
}

static void put_text(writer *w, const dl_reading *r, const dl_glances *gs, size_t i)
{
    const dl_glance *c = at(gs, i);
    const dl_word *word = &r->words.items[i];
    uint32_t shape = word->shape;
    put(w, 70, c->letter_case, shape, word->flags & DL_WORD_FIRST);
    if (!dl_word_is_capital(word))
        return;
    put(w, 71, at(gs, i - 1)->letter_case, c->letter_case, shape);
    put(w, 72, at(gs, i + 1)->letter_case, c->letter_case, shape);
    put(w, 73, c->tells, 0, 0);
    bool alone = c->run_end - c->run_first == 1;
    for (uint32_t bit = 0; bit < DL_TELLS_BITS; bit++)
        if (c->tells & 1u << bit)
            put(w, 74, bit, shape, alone);
    for (size_t k = 0; k < c->form->others; k++) {
        size_t other = c->form->other_word[k];
        if (other == i)
            continue;
        put(w, 75, at(gs, other - 1)->word, 0, 0);
        put(w, 76, at(gs, other + 1)->word, 0, 0);
        if (gs->items[other].run_end - gs->items[other].run_first > 1)
            put(w, 77, at(gs, gs->items[other].run_end - 1)->word, 0, 0);
    }
}

size_t dl_features_write(const dl_glances *glances, size_t i, uint32_t out[DL_FEATURES_MAX])
{
    const dl_reading *r = glances->r;
    writer w = {out, 0};
    put(&w, 0, 0, 0, 0);
    put_words(&w, glances, i);
    put_affixes(&w, r, i);
    put_marks(&w, r, glances, i);
    put_lists(&w, glances, i);
    put_run(&w, glances, i);
    put_known(&w, r, glances, i);
    if (!glances->narrow)
        put_text(&w, r, glances, i);
    return w.len;
}
