/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Characters as the rules on sentences see them. The library has the properties that UAX 29 builds its
 * classes from; ASCII asks a table. A line break is a separator or white space, as the line before it
 * and what follows it tell.
 */
#include <unictype.h>
#include <uniwbrk.h>

#include "base/sentence.h"
#include "base/utf8.h"
#include "dateline/text.h"

#define WRAPPED_MIN 40  /* bytes of a line that was broken to fit a page, at least */
#define WRAPPED_MAX 110 /* and at most; a longer line is a paragraph */

static const unsigned char ascii_class[128] = {
    ['\t'] = DL_SENTENCE_SP,           [' '] = DL_SENTENCE_SP,
    ['\n'] = DL_SENTENCE_SEP,          ['0' ... '9'] = DL_SENTENCE_NUMERIC,
    ['A' ... 'Z'] = DL_SENTENCE_UPPER, ['a' ... 'z'] = DL_SENTENCE_LOWER,
    ['.'] = DL_SENTENCE_ATERM,         ['!'] = DL_SENTENCE_STERM,
    ['?'] = DL_SENTENCE_STERM,         [','] = DL_SENTENCE_SCONTINUE,
    ['-'] = DL_SENTENCE_SCONTINUE,     [':'] = DL_SENTENCE_SCONTINUE,
    ['"'] = DL_SENTENCE_CLOSE,         ['\''] = DL_SENTENCE_CLOSE,
    ['('] = DL_SENTENCE_CLOSE,         [')'] = DL_SENTENCE_CLOSE,
    ['['] = DL_SENTENCE_CLOSE,         [']'] = DL_SENTENCE_CLOSE,
    ['{'] = DL_SENTENCE_CLOSE,         ['}'] = DL_SENTENCE_CLOSE,
};

static bool is_continuing(uint32_t cp)
{
    switch (cp) {
    case 0x055D:
    case 0x060C:
    case 0x060D:
    case 0x07F8:
    case 0x1802:
    case 0x1808:
    case 0x2013:
    case 0x2014:
    case 0x3001:
    case 0xFE10:
    case 0xFE11:
    case 0xFE13:
    case 0xFE31:
    case 0xFE32:
    case 0xFE50:
    case 0xFE51:
    case 0xFE55:
    case 0xFE58:
    case 0xFE63:
    case 0xFF0C:
    case 0xFF0D:
    case 0xFF1A:
    case 0xFF64:
        return true;
    default:
        return false;
    }
}

static bool is_closing(uint32_t cp)
{
    return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Ps | UC_CATEGORY_MASK_Pe |
                                                    UC_CATEGORY_MASK_Pi | UC_CATEGORY_MASK_Pf) ||
           (cp >= 0x275B && cp <= 0x2760) || (cp >= 0x2E00 && cp <= 0x2E0D) ||
           (cp >= 0x1F676 && cp <= 0x1F678);
}

static dl_sentence_class class_of(uint32_t cp)
{
    if (cp < 0x80)
        return ascii_class[cp];
    if (cp == 0x85 || cp == 0x2028 || cp == 0x2029)
        return DL_SENTENCE_SEP;
    if (cp == 0x2024 || cp == 0x2026 || cp == 0xFE52 || cp == 0xFF0E)
        return DL_SENTENCE_ATERM;
    if (uc_is_property_sentence_terminal(cp))
        return DL_SENTENCE_STERM;
    if (uc_is_property_white_space(cp))
        return DL_SENTENCE_SP;
    if (uc_wordbreak_property(cp) == WBP_NUMERIC)
        return DL_SENTENCE_NUMERIC;
    if (uc_is_property_lowercase(cp))
        return DL_SENTENCE_LOWER;
    if (uc_is_property_uppercase(cp) || uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Lt))
        return DL_SENTENCE_UPPER;
    if (uc_is_property_alphabetic(cp) || cp == 0x05F3)
        return DL_SENTENCE_OLETTER;
    if (is_continuing(cp))
        return DL_SENTENCE_SCONTINUE;
    return is_closing(cp) ? DL_SENTENCE_CLOSE : DL_SENTENCE_OTHER;
}

/* Whether an item of a list begins at POS: with a bullet or a dash, or with digits and a point. */
static bool is_item(const char *text, size_t len, size_t pos)
{
    size_t n;
    uint32_t cp = dl_text_decode(text + pos, len - pos, &n);
    if (cp == 0x2022 || cp == '*' || cp == '-' || cp == 0x2013 || cp == 0x2014)
        return true;
    size_t digits = 0;
    while (digits < 3 && pos + digits < len && text[pos + digits] >= '0' &&
           text[pos + digits] <= '9')
        digits++;
    return digits && pos + digits < len && (text[pos + digits] == '.' || text[pos + digits] == ')');
}

/* Whether the line break at POS was made to fit a page: the line before it is as long as such lines
 * are, and the next is neither empty nor an item of a list. */
static bool is_wrap(const char *text, size_t len, size_t pos)
{
    size_t start = pos;
    while (start > 0 && text[start - 1] != '\n' && pos - start <= WRAPPED_MAX)
        start--;
    size_t next = pos + 1;
    while (next < len && (text[next] == ' ' || text[next] == '\t'))
        next++;
    return pos - start >= WRAPPED_MIN && pos - start <= WRAPPED_MAX && next < len &&
           text[next] != '\n' && !is_item(text, len, next);
}

/* Whether CP belongs to the character before it (SB5). */
static bool is_attached(uint32_t cp)
{
    int property = uc_wordbreak_property(cp);
    return property == WBP_EXTEND || property == WBP_FORMAT || property == WBP_ZWJ;
}

/* Where the marks and format controls end that belong to a character before POS. */
static size_t skip_marks(const char *text, size_t len, size_t pos)
{
    size_t n;
    for (; pos < len && !dl_is_ascii(text[pos]); pos += n)
        if (!is_attached(dl_text_decode(text + pos, len - pos, &n)))
            break;
    return pos;
}

dl_sentence_glyph dl_sentence_read(const char *text, size_t len, size_t pos)
{
    if (pos >= len)
        return (dl_sentence_glyph){.class = DL_SENTENCE_END, .end = len};
    size_t n;
    dl_sentence_glyph glyph = {.cp = dl_text_decode(text + pos, len - pos, &n)};
    glyph.class = class_of(glyph.cp);
    glyph.end = pos + n;
    if (glyph.cp == '\n' && is_wrap(text, len, pos))
        glyph.class = DL_SENTENCE_SP;
    if (glyph.class != DL_SENTENCE_SEP)
        glyph.end = skip_marks(text, len, glyph.end);
    return glyph;
}

size_t dl_sentence_back(const char *text, size_t len, size_t pos)
{
    do {
        do
            pos--;
        while (pos > 0 && ((unsigned char)text[pos] & 0xC0) == 0x80);
    } while (pos > 0 && !dl_is_ascii(text[pos]) &&
             is_attached(dl_text_decode(text + pos, len - pos, &(size_t){0})));
    return pos;
}

size_t dl_sentence_mark(const char *text, size_t len, size_t pos)
{
    for (size_t n = 1; pos < len; pos += n) {
        unsigned char c = (unsigned char)text[pos];
        dl_sentence_class class;
        if (c < 0x80) {
            class = ascii_class[c];
            n = 1;
        } else if (c < 0xCC) {
            /* two bytes of Latin: of these only U+0085 ends anything */
            class = c == 0xC2 && pos + 1 < len && (unsigned char)text[pos + 1] == 0x85
                        ? DL_SENTENCE_SEP
                        : DL_SENTENCE_OTHER;
            n = 1;
        } else {
            class = class_of(dl_text_decode(text + pos, len - pos, &n));
        }
        if (class == DL_SENTENCE_SEP || class == DL_SENTENCE_ATERM || class == DL_SENTENCE_STERM)
            break;
    }
    return pos;
}
