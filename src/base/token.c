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

/* What a byte can be to the walk, so that it need not ask for properties in most text. */
enum {
    BYTE_END, /* ASCII that ends a word */
    BYTE_ALNUM,
    BYTE_JOINER, /* ASCII that may join what stands on both sides */
    BYTE_OTHER   /* not ASCII */
};

static const unsigned char byte_class[256] = {
    ['0' ... '9'] = BYTE_ALNUM,   ['A' ... 'Z'] = BYTE_ALNUM, ['a' ... 'z'] = BYTE_ALNUM,
    ['\''] = BYTE_JOINER,         ['"'] = BYTE_JOINER,        ['.'] = BYTE_JOINER,
    [','] = BYTE_JOINER,          [';'] = BYTE_JOINER,        ['_'] = BYTE_JOINER,
    [0x80 ... 0xFF] = BYTE_OTHER,
};

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

/* Whether MID, which is neither letter nor digit, joins SEG to NEXT. */
static bool joins(const dl_tokens *walk, const segment *seg, glyph mid, glyph next)
{
    bool letters = is_letter(seg->last) && is_letter(next);
    bool digits = is_digit(seg->last) && is_digit(next);
    switch (mid.property) {
    case WBP_EXTENDNUMLET:
        return (is_letter(seg->last) || is_digit(seg->last)) && (is_letter(next) || is_digit(next));
    case WBP_SQ:
        return letters || digits;
    case WBP_MIDLETTER:
        return letters && mid.cp != ':';
    case WBP_MIDNUM:
        return digits;
    case WBP_DQ:
        return seg->last.property == WBP_HL && next.property == WBP_HL;
    case WBP_MIDNUMLET:
        if (!letters)
            return digits;
        glyph after = read_glyph(walk, next.end);
        return mid.cp == '.' && seg->letters == 1 && !is_letter(after) && !is_digit(after);
    default:
        return false;
    }
}

/* Makes SEG longer by what follows it; false at its end. */
static bool segment_grow(const dl_tokens *walk, segment *seg)
{
    glyph next = read_glyph(walk, seg->last.end);
    if ((is_letter(seg->last) || is_digit(seg->last)) && (is_letter(next) || is_digit(next))) {
        seg->last = next;
        seg->letters++;
        return true;
    }
    size_t end;
    if (next.property == WBP_OTHER ||
        (next.property == WBP_SQ && is_possessive(walk, next.end, &end)))
        return false;
    glyph far = read_glyph(walk, next.end);
    if (!joins(walk, seg, next, far))
        return false;
    seg->letters = next.cp == '.' ? 1 : seg->letters + 2;
    seg->pointed |= next.cp == '.' && is_letter(far);
    seg->last = far;
    return true;
}

/* Length of the run of ASCII letters and digits at POS. */
static size_t ascii_run(const dl_tokens *walk, size_t pos)
{
    size_t end = pos;
    while (end < walk->len && byte_class[(unsigned char)walk->text[end]] == BYTE_ALNUM)
        end++;
    return end - pos;
}

/* The first place at POS or later where a word begins; LEN where none does. */
static size_t find_start(const dl_tokens *walk, size_t pos)
{
    while (pos < walk->len) {
        unsigned char class = byte_class[(unsigned char)walk->text[pos]];
        size_t n = 1;
        if (class == BYTE_ALNUM)
            break;
        if (class == BYTE_OTHER) {
            uint32_t cp = dl_text_decode(walk->text + pos, walk->len - pos, &n);
            if (dl_text_is_alnum(cp) && !is_apostrophe(cp))
                break;
        }
        pos += n;
    }
    return pos;
}

/* The end of the word that SEG begins. */
static size_t find_end(const dl_tokens *walk, segment seg)
{
    while (segment_grow(walk, &seg))
        continue;
    size_t end = seg.last.end;
    bool acronym = seg.pointed && seg.letters == 1;
    return acronym && end < walk->len && walk->text[end] == '.' ? end + 1 : end;
}

bool dl_token_next(dl_tokens *walk, dl_token *ret_token)
{
    size_t start = find_start(walk, walk->pos);
    walk->pos = start;
    if (start >= walk->len)
        return false;
    size_t run = ascii_run(walk, start), end = start + run;
    bool plain = end == walk->len || byte_class[(unsigned char)walk->text[end]] == BYTE_END;
    if (!plain || run == 0) {
        glyph last = read_glyph(walk, run ? end - 1 : start);
        if (dl_text_is_unspaced(last.cp))
            end = start + dl_text_grapheme(walk->text + start, walk->len - start);
        else
            end = find_end(walk, (segment){.last = last, .letters = run ? run : 1});
    }
    *ret_token = (dl_token){start, end};
    walk->pos = end;
    if (!plain) {
        glyph next = read_glyph(walk, end);
        if (is_apostrophe(next.cp))
            is_possessive(walk, next.end, &walk->pos);
    }
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

/* Whether CP is a soft hyphen or the like, which is no part of a word's spelling. */
static bool is_unseen(uint32_t cp)
{
    return uc_is_property_default_ignorable_code_point(cp) && !dl_text_is_alnum(cp);
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

/* Adds the term of a word all in ASCII, as most are. */
static void add_ascii(dl_str *out, const char *word, size_t len)
{
    size_t start = out->len;
    dl_str_addn(out, word, len);
    if (len == 2 && is_two_capitals(word, len))
        return;
    for (size_t i = start; i < out->len; i++)
        out->text[i] = dl_ascii_lower(out->text[i]);
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
        add_ascii(out, word, len);
        return;
    }
    bool pointed = is_pointed(word, len);
    dl_str plain;
    dl_str_init(&plain);
    for (size_t pos = 0, n; pos < len; pos += n) {
        uint32_t cp = dl_text_decode(word + pos, len - pos, &n);
        if (is_apostrophe(cp))
            dl_str_addc(&plain, '\'');
        else if (!(cp == '.' && pointed) && !is_unseen(cp))
            dl_str_addn(&plain, word + pos, n);
    }
    if (dl_str_ok(&plain))
        add_term(out, plain.text, plain.len);
    else
        out->failed = true;
    dl_str_release(&plain);
}
