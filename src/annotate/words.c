/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a text to its words, in two walks: the first cuts words and looks at each and at the gap
 * before the next; the second goes sentence by sentence and finds those in which capital letters
 * tell nothing, because all words are written in capitals or each begins with one.
 */
#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "annotate/lexicon.h"
#include "annotate/word.h"
#include "dateline/text.h"
#include "dateline/token.h"
#include "dateline/vec.h"

#define WRAPPED_MIN 40  /* bytes of a line that was broken to fit a page, at least */
#define WRAPPED_MAX 110 /* and at most; a longer line is a paragraph */
#define LIST_COMMAS 2   /* a sentence of names with so many commas is a list, not a headline */

/* Latin letters that have no decomposition, as they are written without their marks, and the
 * apostrophe of print. */
static const char *plain_letter(uint32_t cp)
{
    switch (cp) {
    case 0xF8:
        return "o";
    case 0x142:
        return "l";
    case 0x111:
        return "d";
    case 0x131:
        return "i";
    case 0xE6:
        return "ae";
    case 0x153:
        return "oe";
    case 0x2019:
        return "'";
    case 0xFE:
        return "th";
    case 0xF0:
        return "d";
    default:
        return NULL;
    }
}

/* Writes TEXT, which is not all ASCII, folded and without marks on Latin letters. */
static size_t fold_any(const char *text, size_t len, char out[DL_WORD_FOLDED])
{
    uint8_t bytes[4 * DL_WORD_FOLDED];
    size_t n = sizeof bytes, used = 0;
    if (len > DL_WORD_FOLDED ||
        u8_casefold((const uint8_t *)text, len, NULL, UNINORM_NFKD, bytes, &n) != bytes)
        return 0; /* it did not fit and was allocated, which the bound on LEN rules out */
    uint32_t base = 0;
    for (size_t i = 0, step; i < n; i += step) {
        uint32_t cp = dl_text_decode((char *)bytes + i, n - i, &step);
        bool mark = uc_is_general_category(cp, UC_CATEGORY_M);
        if (mark && base < 0x250)
            continue;
        base = mark ? base : cp;
        if (uc_is_general_category(cp, UC_CATEGORY_Cf))
            continue;
        const char *plain = plain_letter(cp);
        size_t add = plain ? strlen(plain) : step;
        if (used + add > DL_WORD_FOLDED)
            return 0;
        memcpy(out + used, plain ? plain : (char *)bytes + i, add);
        used += add;
    }
    return used;
}

/* Whether WORD is letters with a point after each ("U.S.", "D.P.R.K"). */
static bool is_pointed(const char *word, size_t len)
{
    if (len < 3)
        return false;
    for (size_t i = 0; i < len; i++)
        if ((word[i] == '.') != (i % 2 == 1))
            return false;
    return true;
}

size_t dl_word_fold(const char *text, size_t len, char out[DL_WORD_FOLDED])
{
    if (len > DL_WORD_FOLDED)
        return 0;
    bool pointed = is_pointed(text, len);
    size_t used = 0;
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        if ((unsigned char)c >= 0x80)
            return fold_any(text, len, out);
        if (pointed && c == '.')
            continue;
        out[used++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return used;
}

typedef struct letters {
    size_t upper, lower, others; /* others: digits and what is neither */
    bool first_upper, strange;
} letters;

static letters count_letters(const char *text, size_t len)
{
    letters found = {0};
    for (size_t i = 0, step; i < len; i += step) {
        unsigned char c = (unsigned char)text[i];
        step = 1;
        uint32_t cp = c < 0x80 ? c : dl_text_decode(text + i, len - i, &step);
        bool upper = c < 0x80 ? c >= 'A' && c <= 'Z' : dl_text_is_upper(cp);
        bool lower = c < 0x80 ? c >= 'a' && c <= 'z' : !upper && dl_text_is_alnum(cp);
        found.upper += upper;
        found.lower += lower;
        found.others += !upper && !lower && c >= '0' && c <= '9';
        if (i == 0)
            found.first_upper = upper;
        if (cp >= 0x250 && dl_text_is_alnum(cp) && !(cp >= 0x1E00 && cp < 0x1F00))
            found.strange = true;
    }
    return found;
}

static dl_shape shape_of(letters l)
{
    if (l.upper + l.lower == 0)
        return DL_SHAPE_OTHER;
    if (!l.first_upper)
        return l.upper && l.others && !l.lower ? DL_SHAPE_UPPER : DL_SHAPE_LOWER;
    if (!l.lower)
        return l.upper + l.others == 1 ? DL_SHAPE_INITIAL : DL_SHAPE_UPPER;
    return l.upper == 1 ? DL_SHAPE_CAPITAL : DL_SHAPE_MIXED;
}

/* Byte length of the possessive that follows the word ending at END: "'s", "’s" or an apostrophe. */
static size_t possessive_len(const char *text, size_t len, size_t end)
{
    size_t n = 0;
    if (end < len && text[end] == '\'')
        n = 1;
    else if (end + 3 <= len && memcmp(text + end, "\xE2\x80\x99", 3) == 0)
        n = 3;
    if (n && end + n < len && (text[end + n] | 0x20) == 's')
        return n + 1;
    bool after_s = n && end && (text[end - 1] | 0x20) == 's';
    return after_s ? n : 0;
}

/* What a gap holds. */
typedef struct marks {
    size_t count;     /* marks that are not space */
    uint32_t first;   /* the first of them, */
    uint32_t last;    /* and the last */
    size_t lines;     /* line breaks */
    bool stop, quote; /* a mark that can end a sentence; one that opens a quotation */
    bool space, tab;
} marks;

static marks read_gap(const char *text, size_t len)
{
    marks found = {0};
    for (size_t i = 0, step; i < len; i += step) {
        uint32_t cp = dl_text_decode(text + i, len - i, &step);
        if (cp == '\n')
            found.lines++;
        else if (cp != ' ' && cp != '\t' && cp != 0xA0) {
            if (found.count++ == 0)
                found.first = cp;
            found.last = cp;
            found.stop = found.stop || cp == '.' || cp == '!' || cp == '?' || cp == 0x2026 ||
                         cp == ':' || cp == 0x2022;
            found.quote = found.quote || cp == '"' || cp == 0x201C || cp == 0xAB || cp == 0x2018;
            continue;
        }
        found.space = true;
        found.tab = found.tab || cp == '\t';
    }
    return found;
}

static dl_gap gap_of(const marks *m)
{
    if (m->lines > 1)
        return DL_GAP_BREAK;
    if (m->tab && !m->lines)
        return DL_GAP_OTHER; /* cells of a table */
    if (m->count == 0)
        return m->lines ? DL_GAP_LINE : m->space ? DL_GAP_SPACE : DL_GAP_OTHER;
    if (m->first == ')' || m->first == ']')
        return DL_GAP_CLOSE;
    if (m->count == 2 && m->first == '.' && m->last == ',')
        return DL_GAP_COMMA;
    if (m->count > 1)
        return DL_GAP_OTHER;
    switch (m->first) {
    case '-':
    case 0x2010:
    case 0x2011:
        return m->space ? DL_GAP_OTHER : DL_GAP_HYPHEN;
    case ',':
        return DL_GAP_COMMA;
    case '.':
        return DL_GAP_POINT;
    case '/':
        return DL_GAP_SLASH;
    case '&':
        return DL_GAP_AND;
    case '(':
    case '[':
        return DL_GAP_OPEN;
    default:
        return DL_GAP_OTHER;
    }
}

/* Whether the gap M after WORD ends a sentence, in a line that is LINE bytes long so far. */
static bool ends_sentence(const dl_word *word, const marks *m, size_t line)
{
    if (m->lines > 1 || m->quote)
        return true;
    if (m->lines && (m->stop || line < WRAPPED_MIN || line > WRAPPED_MAX))
        return true;
    if (!m->stop || !m->space || m->last == ',' || m->last == ';')
        return false;
    bool abbreviated = m->count == 1 && m->first == '.' &&
                       (word->shape == DL_SHAPE_INITIAL || word->classes & DL_CLASS_ABBREVIATION);
    return !abbreviated;
}

static void mark_sentence(dl_word *words, size_t count, unsigned flag)
{
    for (size_t i = 0; i < count; i++)
        words[i].flags |= (uint8_t)flag;
}

/* Flags the words of one sentence whose letter case tells nothing. */
static void judge_sentence(dl_word *words, size_t count)
{
    size_t upper = 0, others = 0, sure = 0, capital = 0, lower = 0, commas = 0;
    for (size_t i = 0; i < count; i++) {
        const dl_word *word = &words[i];
        size_t len = word->end - word->start;
        bool small = word->classes & DL_CLASS_FUNCTION;
        commas += word->gap == DL_GAP_COMMA;
        if (word->shape == DL_SHAPE_UPPER) {
            upper++;
            sure += small || len >= 6;
        } else if (word->shape != DL_SHAPE_OTHER && word->shape != DL_SHAPE_INITIAL)
            others++;
        capital += !small && len >= 4 && dl_word_is_capital(word);
        lower += !small && len >= 3 && word->shape == DL_SHAPE_LOWER;
    }
    if (upper >= 2 && sure && upper >= others * 3)
        mark_sentence(words, count, DL_WORD_CAPITALS);
    else if (capital >= 4 && capital >= lower * 8 && commas < LIST_COMMAS)
        mark_sentence(words, count, DL_WORD_TITLED);
}

static void judge_sentences(dl_word *words, size_t count)
{
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && !(words[to].flags & DL_WORD_FIRST); to++)
            ;
        judge_sentence(words + from, to - from);
    }
}

/* A word that is cut out, and not looked up yet. */
typedef struct draft {
    dl_token token;
    dl_word word;
    char folded[DL_WORD_FOLDED];
    size_t len; /* of that */
} draft;

static void read_word(const dl_lexicon *lexicon, const char *text, draft *d)
{
    const char *at = text + d->token.start;
    size_t len = d->token.end - d->token.start;
    letters l = count_letters(at, len);
    d->len = dl_word_fold(at, len, d->folded);
    d->word = (dl_word){.start = (uint32_t)d->token.start,
                        .end = (uint32_t)d->token.end,
                        .hash = dl_lexicon_hash(d->folded, d->len),
                        .shape = (uint8_t)shape_of(l),
                        .flags = (uint8_t)((is_pointed(at, len) ? DL_WORD_POINTED : 0) |
                                           (l.strange ? DL_WORD_STRANGE : 0))};
    if (lexicon)
        dl_lexicon_fetch(lexicon, d->word.hash);
}

static void look_up(const dl_lexicon *lexicon, draft *d)
{
    dl_word *word = &d->word;
    word->id = d->len && lexicon ? dl_lexicon_find(lexicon, d->folded, d->len, word->hash) : 0;
    word->classes = word->id ? dl_lexicon_classes(lexicon, word->id) : 0;
}

/* Reads the next word; false at the end of the text. */
static bool read_next(dl_tokens *walk, const dl_lexicon *lexicon, draft *ret)
{
    bool more = dl_token_next(walk, &ret->token);
    if (more)
        read_word(lexicon, walk->text, ret);
    return more;
}

bool dl_words_add(dl_words *words, const dl_lexicon *lexicon, const char *text, size_t len,
                  unsigned flags)
{
    dl_tokens walk = {.text = text, .len = len};
    size_t first = words->len, line = 0; /* where the line began */
    bool fresh = true;                   /* a sentence begins */
    draft drafts[2];
    bool more = read_next(&walk, lexicon, &drafts[0]);
    for (size_t i = 0; more; i++) {
        draft *this = &drafts[i & 1], *next = &drafts[~i & 1];
        more = read_next(&walk, lexicon, next);
        look_up(lexicon, this);
        dl_word word = this->word;
        word.flags |= (uint8_t)(flags | (fresh ? DL_WORD_FIRST : 0u));
        size_t end = word.end + possessive_len(text, len, word.end);
        if (more && end > next->token.start)
            end = next->token.start;
        word.flags |= end > word.end ? DL_WORD_POSSESSIVE : 0;
        size_t gap = (more ? next->token.start : len) - end;
        marks m = read_gap(text + end, gap);
        word.gap = (uint8_t)(more ? gap_of(&m) : DL_GAP_BREAK);
        fresh = ends_sentence(&word, &m, word.end - line);
        if (m.lines)
            line = more ? next->token.start : len;
        if (!dl_vec_push(words, word))
            return false;
    }
    judge_sentences(words->items + first, words->len - first);
    return true;
}
