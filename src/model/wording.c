/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

#include "dateline/token.h"
#include "dateline/vec.h"
#include "model/wording.h"

#define HEAD_LINES 4       /* lines that may stand before the first sentence */
#define FURNITURE_WORDS 24 /* the longest line of furniture */

/* How a line of furniture within a text begins, folded; with a colon after it, or alone in its line. */
static const char *const asides[] = {"advertisement", "also read", "follow us", "image",
                                     "more on this",  "photo",     "read also", "read more",
                                     "related",       "see also",  "share",     "video"};

/* What FTS5 and a reader pass over, but a figure does not mean the same without. */
static bool is_sign(ucs4_t c)
{
    if (c < 0x80)
        return c == '$' || c == '%' || c == '+' || c == '=' || c == '<' || c == '>';
    return c == 0x2030 || c == 0xB0 || c == 0xA7 || c == 0xD7 || c == 0xB1 ||
           uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Sc);
}

/* Whether C, before a figure and behind no word, is its sign. */
static bool is_minus(ucs4_t c)
{
    return c == '-' || c == 0x2212 || c == 0x2013;
}

static bool ends_sentence(ucs4_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
           c == 0xFF0E || c == 0x61F || c == 0x6D4 || c == 0x964 || c == 0x1362;
}

/* Whether C sets a dateline off from what follows; SPACE: it stands behind one. */
static bool ends_dateline(ucs4_t c, bool space)
{
    return c == '/' || c == ']' || (c >= 0x2013 && c <= 0x2015) || (c == '-' && space);
}

/* What stands between two words. */
typedef struct between {
    bool newline, dateline, sentence, cut, copyright;
} between;

/* Reads TEXT[START, END), which holds no word, and adds the signs in it to TERMS. FIGURE: a figure stands
 * at END. */
static between read_gap(const char *text, size_t start, size_t end, bool figure, dl_str *terms)
{
    between gap = {0};
    size_t dots = 0;
    bool space = start == 0;
    if (end - start == 1 && text[start] == ' ') /* as between most words */
        return gap;
    while (start < end) {
        ucs4_t c;
        int len = u8_mbtoucr(&c, (const uint8_t *)text + start, end - start);
        if (len <= 0)
            break;
        start += (size_t)len;
        gap.newline |= c == '\n';
        gap.dateline |= ends_dateline(c, space);
        gap.copyright |= c == 0xA9;
        dots = c == '.' ? dots + 1 : 0;
        if (!gap.newline && (dots >= 3 || c == 0x2026))
            gap.cut = true;
        else if (!gap.newline && ends_sentence(c))
            gap.sentence = true;
        if (is_sign(c))
            dl_str_addn(terms, text + start - len, (size_t)len);
        else if (is_minus(c) && space && figure && start == end)
            dl_str_addc(terms, '-');
        space = c == ' ' || c == '\n' || c == '(';
    }
    return gap;
}

/* Ends the line of which word FROM is the first. */
static bool end_line(dl_wording *wording, size_t from, between gap)
{
    dl_wording_line line = {.first = from,
                            .end = wording->words.len,
                            .sentence = gap.sentence && !gap.cut,
                            .cut = gap.cut};
    return line.first == line.end || dl_vec_push(&wording->lines, line);
}

/* Adds WORD, whose term is what stands in `terms` from its place on. */
static bool push_word(dl_wording *wording, dl_word word)
{
    word.term_len = (uint32_t)(wording->terms.len - word.term);
    word.hash = 2166136261U; /* FNV-1a */
    for (uint32_t i = 0; i < word.term_len; i++)
        word.hash = (word.hash ^ (unsigned char)wording->terms.text[word.term + i]) * 16777619U;
    return dl_vec_push(&wording->words, word);
}

static bool holds_digit(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] >= '0' && text[i] <= '9')
            return true;
    return false;
}

static bool add_word(dl_wording *wording, const char *text, dl_token token, size_t gap_start,
                     between *ret_gap, size_t *line_first)
{
    bool digits = holds_digit(text + token.start, token.end - token.start);
    size_t term = wording->terms.len;
    between gap = read_gap(text, gap_start, token.start, digits, &wording->terms);
    if (gap.newline && !end_line(wording, *line_first, gap))
        return false;
    if (gap.newline)
        *line_first = wording->words.len;
    dl_token_term(&wording->terms, text + token.start, token.end - token.start);
    dl_word word = {.term = (uint32_t)term,
                    .start = (uint32_t)token.start,
                    .line = (uint32_t)wording->lines.len,
                    .digits = digits,
                    .after_dateline = gap.dateline,
                    .after_sentence = gap.sentence,
                    .copyright = gap.copyright};
    *ret_gap = gap;
    return push_word(wording, word);
}

/* A word for the signs behind the last one: "5" is not "5 %". */
static bool add_end(dl_wording *wording, const char *text, size_t start, size_t end,
                    size_t line_first)
{
    size_t term = wording->terms.len;
    between gap = read_gap(text, start, end, false, &wording->terms);
    dl_word word = {
        .term = (uint32_t)term, .start = (uint32_t)start, .line = (uint32_t)wording->lines.len};
    if (wording->terms.len > term && !push_word(wording, word))
        return false;
    return end_line(wording, line_first, gap);
}

/* Whether the words of LINE begin with those of ASIDE. */
static bool begins_with(const dl_wording *wording, const dl_wording_line *line, const char *aside,
                        size_t *ret_words)
{
    size_t at = line->first;
    while (*aside) {
        size_t len = strcspn(aside, " ");
        if (at == line->end || wording->words.items[at].term_len != len ||
            memcmp(wording->terms.text + wording->words.items[at].term, aside, len) != 0)
            return false;
        at++;
        aside += len + strspn(aside + len, " ");
    }
    *ret_words = at - line->first;
    return true;
}

static bool is_furniture(const dl_wording *wording, const dl_wording_line *line, const char *text)
{
    size_t words;
    if (line->end - line->first > FURNITURE_WORDS)
        return false;
    if (wording->words.items[line->first].copyright ||
        begins_with(wording, line, "copyright", &words))
        return true;
    for (size_t i = 0; i < sizeof asides / sizeof *asides; i++) {
        if (!begins_with(wording, line, asides[i], &words))
            continue;
        size_t next = line->first + words;
        if (next == line->end)
            return true;
        size_t at = wording->words.items[next].start;
        while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '"'))
            at--;
        return at > 0 && text[at - 1] == ':';
    }
    return false;
}

bool dl_wording_init(dl_wording *wording, const char *text)
{
    *wording = (dl_wording){0};
    dl_str_init(&wording->terms);
    dl_tokens walk = {.text = text, .len = strlen(text)};
    dl_token token = {0};
    size_t gap_start = 0, line_first = 0;
    between gap;
    bool ok = walk.len < UINT32_MAX / 2;
    while (ok && dl_token_next(&walk, &token)) {
        ok = add_word(wording, text, token, gap_start, &gap, &line_first);
        gap_start = token.end;
    }
    ok =
        ok && add_end(wording, text, gap_start, walk.len, line_first) && dl_str_ok(&wording->terms);
    for (size_t i = 0; ok && i < wording->lines.len; i++)
        wording->lines.items[i].furniture = is_furniture(wording, &wording->lines.items[i], text);
    return ok;
}

void dl_wording_release(dl_wording *wording)
{
    dl_str_release(&wording->terms);
    free(wording->words.items);
    free(wording->lines.items);
    *wording = (dl_wording){0};
}

bool dl_word_equal(const dl_wording *a, size_t i, const dl_wording *b, size_t j)
{
    const dl_word *x = &a->words.items[i], *y = &b->words.items[j];
    return x->hash == y->hash && x->term_len == y->term_len &&
           memcmp(a->terms.text + x->term, b->terms.text + y->term, x->term_len) == 0;
}

size_t dl_wording_sentence(const dl_wording *wording)
{
    for (size_t i = 0; i < wording->lines.len && i <= HEAD_LINES; i++)
        if (wording->lines.items[i].sentence)
            return wording->lines.items[i].first;
    return 0;
}

size_t dl_wording_at(const dl_wording *wording, size_t at)
{
    size_t word = 0;
    while (word < wording->words.len && wording->words.items[word].start < at)
        word++;
    return word;
}
