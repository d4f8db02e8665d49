/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The walk from word to word. It applies the rules of UAX 29 that can join two letters or digits
 * (WB4 to WB13b), one character at a time and with no memory of its own, because the library's
 * segmenter wants a whole text and an array of the same size. The properties are the library's.
 * What differs from UAX 29 is said in token.h; each difference is one clause in joins().
 */
#include <string.h>

#include <unictype.h>
#include <uniwbrk.h>

#include "base/utf8.h"
#include "dateline/text.h"
#include "dateline/token.h"

/* A character as the rules see it, with the marks and format controls that belong to it (WB4). */
typedef struct glyph {
    uint32_t cp;
    int property; /* WBP_* */
    size_t end;   /* where the next begins */
} glyph;

/* A word while it grows. */
typedef struct segment {
    glyph last;     /* its last letter or digit */
    size_t letters; /* characters since its start or its last point */
    bool pointed;   /* it holds points: an acronym */
} segment;

static bool is_apostrophe(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019 || cp == 0x2018 || cp == 0x02BC || cp == 0xFF07;
}

static int property_of(uint32_t cp)
{
    if ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z')
        return WBP_ALETTER;
    if (is_apostrophe(cp))
        return WBP_SQ;
    return uc_wordbreak_property(cp);
}

static bool is_letter(glyph g)
{
    return g.property == WBP_ALETTER || g.property == WBP_HL;
}

static bool is_digit(glyph g)
{
    return g.property == WBP_NUMERIC;
}

static glyph read_glyph(const dl_tokens *walk, size_t pos)
{
    if (pos >= walk->len)
        return (glyph){.property = WBP_OTHER, .end = walk->len};
    size_t n;
    glyph g = {.cp = dl_text_decode(walk->text + pos, walk->len - pos, &n)};
    g.property = property_of(g.cp);
    g.end = pos + n;
    while (g.end < walk->len && !dl_is_ascii(walk->text[g.end])) {
        uint32_t cp = dl_text_decode(walk->text + g.end, walk->len - g.end, &n);
        int property = property_of(cp);
        if (property != WBP_EXTEND && property != WBP_FORMAT && property != WBP_ZWJ)
            break;
        g.end += n;
    }
    return g;
}

/* Whether the apostrophe that ends at POS begins a final possessive; sets where that ends. */
static bool is_possessive(const dl_tokens *walk, size_t pos, size_t *ret_end)
{
    glyph s = read_glyph(walk, pos);
    if (s.cp != 's' && s.cp != 'S')
        return false;
    glyph after = read_glyph(walk, s.end);
    if (is_letter(after) || is_digit(after))
        return false;
    *ret_end = s.end;
    return true;
}

/* Whether MID, which is neither letter nor digit, joins W to NEXT. */
static bool joins(const dl_tokens *walk, const segment *w, glyph mid, glyph next)
{
    bool letters = is_letter(w->last) && is_letter(next);
    bool digits = is_digit(w->last) && is_digit(next);
    switch (mid.property) {
    case WBP_EXTENDNUMLET:
        return (is_letter(w->last) || is_digit(w->last)) && (is_letter(next) || is_digit(next));
    case WBP_SQ:
        return letters || digits;
    case WBP_MIDLETTER:
        return letters && mid.cp != ':';
    case WBP_MIDNUM:
        return digits;
    case WBP_DQ:
        return w->last.property == WBP_HL && next.property == WBP_HL;
    case WBP_MIDNUMLET:
        if (!letters)
            return digits;
        glyph after = read_glyph(walk, next.end);
        return mid.cp == '.' && w->letters == 1 && !is_letter(after) && !is_digit(after);
    default:
        return false;
    }
}

/* Makes W longer by what follows it; false at its end. */
static bool word_grow(const dl_tokens *walk, segment *w)
{
    glyph next = read_glyph(walk, w->last.end);
    if ((is_letter(w->last) || is_digit(w->last)) && (is_letter(next) || is_digit(next))) {
        w->last = next;
        w->letters++;
        return true;
    }
    size_t end;
    if (next.property == WBP_OTHER ||
        (next.property == WBP_SQ && is_possessive(walk, next.end, &end)))
        return false;
    glyph far = read_glyph(walk, next.end);
    if (!joins(walk, w, next, far))
        return false;
    w->letters = next.cp == '.' ? 1 : w->letters + 2;
    w->pointed |= next.cp == '.' && is_letter(far);
    w->last = far;
    return true;
}

/* The first place at POS or later where a word begins; LEN where none does. */
static size_t find_start(const dl_tokens *walk, size_t pos)
{
    while (pos < walk->len) {
        size_t n;
        uint32_t cp = dl_text_decode(walk->text + pos, walk->len - pos, &n);
        if (dl_text_is_alnum(cp) && !is_apostrophe(cp))
            break;
        pos += n;
    }
    return pos;
}

bool dl_token_next(dl_tokens *walk, dl_token *ret_token)
{
    size_t start = find_start(walk, walk->pos);
    walk->pos = start;
    if (start == walk->len)
        return false;
    segment w = {.last = read_glyph(walk, start), .letters = 1};
    size_t end;
    if (dl_text_is_unspaced(w.last.cp)) {
        end = start + dl_text_grapheme(walk->text + start, walk->len - start);
    } else {
        while (word_grow(walk, &w))
            continue;
        end = w.last.end;
        if (w.pointed && w.letters == 1 && end < walk->len && walk->text[end] == '.')
            end++;
    }
    *ret_token = (dl_token){start, end};
    walk->pos = end;
    glyph next = read_glyph(walk, end);
    if (is_apostrophe(next.cp))
        is_possessive(walk, next.end, &walk->pos);
    return true;
}

/* Whether WORD is letters each followed by a point, but for the last that may be: "U.S", "e.g.". */
static bool is_pointed(const char *text, size_t len)
{
    dl_tokens walk = {.text = text, .len = len};
    size_t pos = 0;
    int letters = 0;
    while (pos < len) {
        glyph g = read_glyph(&walk, pos);
        if (!is_letter(g))
            return false;
        letters++;
        pos = g.end;
        if (pos < len && text[pos++] != '.')
            return false;
    }
    return letters >= 2;
}

/* Whether TEXT is two capital letters. */
static bool is_two_capitals(const char *text, size_t len)
{
    size_t pos = 0, n = 0;
    int capitals = 0;
    for (; pos < len && capitals < 3; pos += n)
        if (!dl_text_is_upper(dl_text_decode(text + pos, len - pos, &n)))
            return false;
        else
            capitals++;
    return capitals == 2 && pos == len;
}

static void add_term(dl_str *out, const char *plain, size_t len)
{
    if (is_two_capitals(plain, len))
        dl_str_addn(out, plain, len);
    else
        dl_text_fold(out, plain, len);
}

void dl_token_term(dl_str *out, const char *word, size_t len)
{
    bool special = false;
    for (size_t i = 0; i < len && !special; i++)
        special = word[i] == '.' || !dl_is_ascii(word[i]);
    if (!special) {
        add_term(out, word, len);
        return;
    }
    bool pointed = is_pointed(word, len);
    dl_str plain;
    dl_str_init(&plain);
    for (size_t pos = 0, n; pos < len; pos += n) {
        uint32_t cp = dl_text_decode(word + pos, len - pos, &n);
        if (is_apostrophe(cp))
            dl_str_addc(&plain, '\'');
        else if (!(cp == '.' && pointed) && !uc_is_property_default_ignorable_code_point(cp))
            dl_str_addn(&plain, word + pos, n);
    }
    if (dl_str_ok(&plain))
        add_term(out, plain.text, plain.len);
    else
        out->failed = true;
    dl_str_release(&plain);
}
