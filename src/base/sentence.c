/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From sentence to sentence. A separator ends a sentence; a point or another mark may. So the walk goes
 * from mark to mark, reads what stands behind each (closing marks, white space, a line break: the
 * tail), and asks the rules SB4 to SB11 of UAX 29, in their order, whether it all ends there. What
 * differs from UAX 29 is said in the public header; each difference is one clause here.
 */
#include <string.h>

#include <unictype.h>

#include "base/sentence.h"
#include "base/utf8.h"
#include "dateline/sentence.h"
#include "dateline/text.h"

/* What stands behind a mark. */
typedef struct tail {
    bool closed; /* quotation marks or brackets */
    bool spaced;
    bool parted; /* a separator */
    size_t end;
    dl_sentence_glyph next; /* what follows it all */
} tail;

static bool ends_text(dl_sentence_class class)
{
    return class == DL_SENTENCE_SEP || class == DL_SENTENCE_END;
}

/* Whether GLYPH, which stands after a space, closes what was opened before: it is no opening mark in
 * any language that parts it so, and no word follows it. */
static bool closes_apart(const char *text, size_t len, dl_sentence_glyph glyph)
{
    bool closing =
        glyph.class == DL_SENTENCE_CLOSE && glyph.cp >= 0x80 &&
        uc_is_general_category_withtable(glyph.cp, UC_CATEGORY_MASK_Pe | UC_CATEGORY_MASK_Pf);
    dl_sentence_class after = dl_sentence_read(text, len, glyph.end).class;
    return closing && (ends_text(after) || after == DL_SENTENCE_SP ||
                       after == DL_SENTENCE_SCONTINUE || after == DL_SENTENCE_ATERM);
}

static tail read_tail(const char *text, size_t len, size_t pos)
{
    tail t = {.end = pos, .next = dl_sentence_read(text, len, pos)};
    while (t.next.class == DL_SENTENCE_CLOSE || t.next.class == DL_SENTENCE_SP) {
        bool space = t.next.class == DL_SENTENCE_SP;
        if (!space && t.spaced && !closes_apart(text, len, t.next))
            break;
        t.spaced |= space;
        t.closed |= !space;
        t.end = t.next.end;
        t.next = dl_sentence_read(text, len, t.end);
    }
    if (t.next.class == DL_SENTENCE_SEP) {
        t.parted = true;
        t.end = t.next.end;
        t.next = dl_sentence_read(text, len, t.end);
    }
    return t;
}

/* Whether the first letter that follows at POS is in lower case, with no end and no number before it
 * (SB8). */
static bool lower_follows(const char *text, size_t len, size_t pos)
{
    for (;;) {
        dl_sentence_glyph glyph = dl_sentence_read(text, len, pos);
        switch (glyph.class) {
        case DL_SENTENCE_LOWER:
            return true;
        case DL_SENTENCE_END:
        case DL_SENTENCE_SEP:
        case DL_SENTENCE_UPPER:
        case DL_SENTENCE_OLETTER:
        case DL_SENTENCE_NUMERIC:
        case DL_SENTENCE_ATERM:
        case DL_SENTENCE_STERM:
            return false;
        default:
            pos = glyph.end;
        }
    }
}

/* Whether what stands between FROM and the point at STOP is but the number of an item: digits, a
 * letter, a small Roman number. */
static bool is_enumerator(const char *text, size_t len, size_t from, size_t stop)
{
    size_t letters = 0, roman = 0, digits = 0;
    for (dl_sentence_glyph glyph; from < stop; from = glyph.end) {
        glyph = dl_sentence_read(text, len, from);
        bool letter = glyph.class == DL_SENTENCE_UPPER || glyph.class == DL_SENTENCE_LOWER;
        letters += letter;
        roman += letter && glyph.cp < 0x80 && strchr("IVX", (int)glyph.cp);
        digits += glyph.class == DL_SENTENCE_NUMERIC;
        if (glyph.class == DL_SENTENCE_OLETTER || (letters > 1 && letters > roman) || letters > 4)
            return false;
    }
    return letters + digits > 0;
}

/* Whether the sentence goes on behind the point at STOP, which T stands behind. */
static bool point_goes_on(const char *text, size_t len, size_t from, size_t stop, const tail *t)
{
    if (!t->closed && !t->spaced && !t->parted) {
        dl_sentence_class before =
            stop ? dl_sentence_read(text, len, dl_sentence_back(text, len, stop)).class
                 : DL_SENTENCE_OTHER;
        if (t->next.class == DL_SENTENCE_NUMERIC)
            return true; /* SB6 */
        if (t->next.class == DL_SENTENCE_UPPER &&
            (before == DL_SENTENCE_UPPER || before == DL_SENTENCE_LOWER))
            return true; /* SB7 */
    }
    if (t->parted)
        return false;
    return lower_follows(text, len, t->end) || is_enumerator(text, len, from, stop) ||
           (t->spaced && dl_sentence_is_short(text, len, stop, t->end));
}

/* Whether the sentence goes on behind a mark other than a point. */
static bool mark_goes_on(const tail *t)
{
    if (t->parted)
        return false;
    if (t->next.class == DL_SENTENCE_LOWER)
        return true;
    return !t->closed && !t->spaced &&
           (t->next.class == DL_SENTENCE_UPPER || t->next.class == DL_SENTENCE_NUMERIC);
}

/* Whether the sentence that began at FROM ends at STOP, where MARK stands; T stands behind it. */
static bool ends(const char *text, size_t len, size_t from, size_t stop, dl_sentence_glyph mark,
                 const tail *t)
{
    if (t->next.class == DL_SENTENCE_END)
        return true;
    if (!t->parted && (t->next.class == DL_SENTENCE_SCONTINUE ||
                       t->next.class == DL_SENTENCE_ATERM || t->next.class == DL_SENTENCE_STERM))
        return false; /* SB8a */
    if (t->closed && !t->spaced && !t->parted && t->next.cp == 0x3068)
        return false;
    return mark.class == DL_SENTENCE_ATERM ? !point_goes_on(text, len, from, stop, t)
                                           : !mark_goes_on(t);
}

size_t dl_sentence_break(const char *text, size_t len, size_t from)
{
    for (size_t pos = from;;) {
        pos = dl_sentence_mark(text, len, pos);
        if (pos >= len)
            return len;
        dl_sentence_glyph mark = dl_sentence_read(text, len, pos);
        if (mark.class == DL_SENTENCE_SEP)
            return mark.end; /* SB4 */
        if (mark.class != DL_SENTENCE_SP) {
            tail t = read_tail(text, len, mark.end);
            if (ends(text, len, from, pos, mark, &t))
                return t.end;
        }
        pos = mark.end;
    }
}

/* --- the public walk --- */

/* Bytes of the character of white space at POS; 0 where END is reached or another stands there. */
static size_t space_at(const char *text, size_t pos, size_t end)
{
    size_t n = 1;
    if (pos >= end)
        return 0;
    if (dl_is_ascii(text[pos]))
        return text[pos] == ' ' || text[pos] == '\n' || text[pos] == '\t' ? 1 : 0;
    return uc_is_property_white_space(dl_text_decode(text + pos, end - pos, &n)) ? n : 0;
}

/* Where the white space ends that begins at POS. */
static size_t skip_space(const char *text, size_t pos, size_t end)
{
    for (size_t n; (n = space_at(text, pos, end));)
        pos += n;
    return pos;
}

/* Where the white space begins that ends at POS. */
static size_t unskip_space(const char *text, size_t pos)
{
    while (pos > 0) {
        size_t start = pos - 1;
        while (start > 0 && ((unsigned char)text[start] & 0xC0) == 0x80)
            start--;
        if (space_at(text, start, pos) != pos - start)
            break;
        pos = start;
    }
    return pos;
}

/* Whether the line break at POS ends an empty line. */
static bool ends_empty_line(const char *text, size_t pos)
{
    while (pos > 0 && (text[pos - 1] == ' ' || text[pos - 1] == '\t'))
        pos--;
    return pos > 0 && text[pos - 1] == '\n';
}

bool dl_sentence_next(dl_sentences *walk, dl_span *ret_span)
{
    const dl_prose *prose = &walk->prose;
    size_t from = skip_space(prose->text, walk->pos, prose->len);
    if (from >= prose->len)
        return false;
    size_t before = unskip_space(prose->text, from);
    bool parted = false;
    for (size_t i = before; before > 0 && i < from && !parted; i++)
        parted = prose->text[i] == '\n' && ends_empty_line(prose->text, i);
    walk->paragraph += parted;
    walk->pos = from < prose->lead ? prose->lead : dl_sentence_break(prose->text, prose->len, from);
    *ret_span = (dl_span){from, unskip_space(prose->text, walk->pos)};
    return true;
}

/* The last byte at AT or before it that is not white space; the first where there is none. */
static size_t settle(const dl_prose *prose, size_t at)
{
    size_t end = at < prose->len ? at + 1 : prose->len;
    while (end < prose->len && ((unsigned char)prose->text[end] & 0xC0) == 0x80)
        end++;
    end = unskip_space(prose->text, end);
    return end > 0 ? end - 1 : skip_space(prose->text, 0, prose->len);
}

dl_span dl_paragraph_at(const dl_prose *prose, size_t at)
{
    const char *text = prose->text;
    size_t start = settle(prose, at), end = start;
    if (start == prose->len)
        return (dl_span){start, end};
    while (start > 0 && !(text[start - 1] == '\n' && ends_empty_line(text, start - 1)))
        start--;
    while (end < prose->len && !(text[end] == '\n' && ends_empty_line(text, end)))
        end++;
    return (dl_span){skip_space(text, start, end), unskip_space(text, end)};
}

dl_span dl_sentences_find(dl_sentences *walk, size_t at)
{
    const dl_prose *prose = &walk->prose;
    at = settle(prose, at);
    if (at == prose->len)
        return (dl_span){at, at};
    if (at < walk->found.start) {
        walk->pos = dl_paragraph_at(prose, at).start;
        walk->found = (dl_span){0};
    }
    while (walk->found.end <= at && dl_sentence_next(walk, &walk->found))
        continue;
    return walk->found;
}

dl_span dl_sentence_at(const dl_prose *prose, size_t at)
{
    dl_sentences walk = {.prose = *prose, .pos = dl_paragraph_at(prose, at).start};
    return dl_sentences_find(&walk, at);
}
