/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text to tokens. Where words are parted by spaces, a word is looked up whole, and then together with
 * what follows it, as long as the table has words that begin so ("kanun ath-thani"). Where they are
 * not (Han, Thai), and in Hangul, whose endings are joined to the word, the longest word of the table
 * that stands here is taken.
 */
#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

#include "dateline/text.h"
#include "import/datefold.h"
#include "import/datelex.h"

#define GAP_MAX 16      /* bytes of white space within a date */
#define FOLD_MAX 64     /* bytes of the longest word, folded */
#define PARTS_MAX 3     /* that a word goes on */
#define UNSPACED_MAX 16 /* characters of a word where none are parted */

/* A word being read: folded, up to byte POS of the text. */
typedef struct folded {
    char text[FOLD_MAX];
    size_t len, pos;
    bool overflow;
} folded;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* The value of digit CP of any script, and its zero; -1 for anything else. */
static int digit_value(uint32_t cp, uint32_t *ret_zero)
{
    int value = cp < 0x80 ? (is_digit((char)cp) ? (int)cp - '0' : -1) : uc_decimal_value(cp);
    if (value >= 0)
        *ret_zero = cp - (uint32_t)value;
    return value;
}

static bool is_hangul(uint32_t cp)
{
    return cp >= 0xAC00 && cp < 0xD7A4;
}

/* Whether words of CP's script are taken as long as they go, with no sign at their ends. */
static bool is_joined(uint32_t cp)
{
    return is_hangul(cp) || dl_text_is_unspaced(cp);
}

/* Whether CP, above ASCII, is part of words. */
static bool is_word_part(uint32_t cp)
{
    uint32_t zero;
    return (dl_text_is_alnum(cp) && digit_value(cp, &zero) < 0) || cp == 0x200C || cp == 0x200D ||
           uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M);
}

static void add_folded(folded *f, uint32_t cp)
{
    if (!cp)
        return;
    int n = u8_uctomb((uint8_t *)f->text + f->len, cp, (ptrdiff_t)(FOLD_MAX - f->len));
    if (n > 0)
        f->len += (size_t)n;
    else
        f->overflow = true;
}

/* Adds the letters from F->pos on. */
static void fold_letters(folded *f, const char *text, size_t len)
{
    while (f->pos < len) {
        char c = text[f->pos];
        if ((unsigned char)c < 0x80) {
            if (!is_letter(c))
                return;
            if (f->len < FOLD_MAX)
                f->text[f->len++] = (char)(c | 0x20);
            else
                f->overflow = true;
            f->pos++;
            continue;
        }
        size_t size;
        uint32_t cp = dl_text_decode(text + f->pos, len - f->pos, &size);
        if (cp == 0xBA || cp == 0xAA || cp == 0xA9 || !is_word_part(cp) || is_joined(cp))
            return;
        add_folded(f, dl_date_fold(cp));
        f->pos += size;
    }
}

/* Goes on over what may part a word of several parts. False where nothing does. */
static bool fold_joint(folded *f, const char *text, size_t len)
{
    char c = f->pos + 1 < len ? text[f->pos] : '\0';
    if ((c != ' ' && c != '.' && c != '-') || is_digit(text[f->pos + 1]) || f->len == FOLD_MAX)
        return false;
    f->text[f->len++] = (char)(c == '-' ? ' ' : c);
    f->pos++;
    return true;
}

/* Looks up what F holds; keeps in TOKEN what it means, if it is more than part of a word. Returns
 * whether there are words that begin so. */
static bool look_up(const folded *f, dl_date_token *token)
{
    size_t count;
    const dl_date_word *words = f->overflow ? NULL : dl_date_word_find(f->text, f->len, &count);
    if (!words)
        return false;
    if (words[0].kind != DL_DATE_PART) {
        token->words = words;
        token->words_count = count;
        token->end = f->pos;
    }
    return words[count - 1].kind == DL_DATE_PART;
}

/* Reads the word at TOKEN->start of a script with spaces. */
static void lex_word(const char *text, size_t len, dl_date_token *token)
{
    folded f = {.len = 0, .pos = token->start};
    fold_letters(&f, text, len);
    token->end = f.pos;
    bool more = look_up(&f, token);
    for (int parts = 0; parts < PARTS_MAX && more && fold_joint(&f, text, len); parts++) {
        size_t before = f.pos;
        fold_letters(&f, text, len);
        more = f.pos > before && look_up(&f, token);
    }
}

/* The value of a numeral of Han: 0 to 9, 10 for ten, 20 for twenty, 30; -1 for any other. */
static int han_value(uint32_t cp)
{
    static const uint32_t numerals[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D,
                                        0x4E03, 0x516B, 0x4E5D, 0x5341, 0x5EFF, 0x5345};
    for (int i = 0; i < 13; i++)
        if (numerals[i] == cp)
            return i <= 10 ? i : (i - 9) * 10;
    return cp == 0x96F6 ? 0 : cp == 0x5143 ? 1 : -1; /* zero; the first year of an era */
}

/* Reads numerals of Han at TOKEN->start that a sign of year, month, day or hour follows: figures in a
 * row, or tens and ones. */
static bool lex_han_number(const char *text, size_t len, dl_date_token *token)
{
    size_t pos = token->start, size = 0;
    int value = 0, digits = 0, ones = 0, numeral;
    while (pos < len && digits < 5) {
        uint32_t cp = dl_text_decode(text + pos, len - pos, &size);
        if ((numeral = han_value(cp)) < 0)
            break;
        if (numeral >= 10) {
            value = numeral > 10 ? numeral : (ones ? ones : 1) * 10;
            ones = 0;
        } else {
            ones = digits && value % 10 == 0 && value >= 10 && ones == 0 ? numeral
                                                                         : ones * 10 + numeral;
        }
        digits++;
        pos += size;
    }
    if (!digits || pos >= len)
        return false;
    dl_date_token sign = dl_date_lex(text, len, pos, token->language);
    if (sign.spaced || (!dl_date_as(&sign, DL_DATE_SIGN) && !dl_date_as(&sign, DL_DATE_HOUR)))
        return false;
    token->kind = DL_DATE_NUMBER;
    token->value = value + ones;
    token->digits = digits == 4 && value == 0 ? 4 : token->value > 9 ? 2 : 1;
    token->end = pos;
    return true;
}

/* Reads at TOKEN->start, of a script without spaces, the longest word of the table; or what stands
 * before the next that may begin one. */
static void lex_joined(const char *text, size_t len, dl_date_token *token)
{
    folded f = {.len = 0, .pos = token->start};
    size_t ends[UNSPACED_MAX], stops[UNSPACED_MAX], count = 0, size;
    if (lex_han_number(text, len, token))
        return;
    while (f.pos < len && count < UNSPACED_MAX && !f.overflow) {
        uint32_t cp = dl_text_decode(text + f.pos, len - f.pos, &size), zero;
        bool point = cp == '.' && count;
        if (!point && (cp < 0x80 || digit_value(cp, &zero) >= 0 || !is_word_part(cp)))
            break;
        add_folded(&f, point ? '.' : dl_date_fold(cp));
        f.pos += size;
        ends[count] = f.len;
        stops[count++] = f.pos;
        if (count == 1 && !dl_date_word_begins(f.text, f.len))
            break;
    }
    token->end = count ? stops[0] : token->start + 1;
    for (; count > 1 || (count && dl_date_word_begins(f.text, ends[0])); count--) {
        f.len = ends[count - 1];
        f.pos = stops[count - 1];
        look_up(&f, token);
        if (token->words)
            return;
    }
}

/* Reads the digits at TOKEN->start, of any script. A number with thousands or a fraction ("10,000",
 * "5.25%") is no part of a date and becomes a word. */
static void lex_number(const char *text, size_t len, dl_date_token *token)
{
    size_t pos = token->start, size;
    int value = 0, digits = 0, digit;
    uint32_t zero;
    while (pos < len &&
           (digit = digit_value(dl_text_decode(text + pos, len - pos, &size), &zero)) >= 0) {
        if (digits && zero != token->zero)
            break;
        token->zero = zero;
        if (digits < 8)
            value = value * 10 + digit;
        digits++;
        pos += size;
    }
    token->kind = digits <= 8 ? DL_DATE_NUMBER : DL_DATE_WORD;
    if (digits <= 3)
        while (pos + 3 < len && text[pos] == ',' && is_digit(text[pos + 1]) &&
               is_digit(text[pos + 2]) && is_digit(text[pos + 3]) &&
               !(pos + 4 < len && is_digit(text[pos + 4]))) {
            token->kind = DL_DATE_WORD;
            pos += 4;
        }
    token->value = value;
    token->digits = digits;
    token->end = pos;
}

/* What ASCII has for CP, which is part of no word: '-' for a dash, '"' for a quotation mark, '|' for
 * a mid-dot and the rest. */
static int mark_value(uint32_t cp)
{
    if (cp >= 0x2010 && cp <= 0x2015)
        return '-';
    if (cp >= 0x2018 && cp <= 0x201F)
        return '"';
    if (cp > 0xFF00 && cp < 0xFF5F)
        return (int)(cp - 0xFEE0);
    switch (cp) {
    case 0x60D: /* the Arabic sign between the parts of a date */
        return '/';
    case 0x60C:
    case 0x3001:
        return ',';
    case 0x6D4:
    case 0x3002:
        return '.';
    default:
        return '|';
    }
}

/* Bytes of white space at POS; *RET_SEEN: it is to be seen. */
static size_t space_at(const char *text, size_t len, size_t pos, bool *ret_seen)
{
    *ret_seen = true;
    if (text[pos] == ' ' || text[pos] == '\t' || text[pos] == '\n')
        return 1;
    if ((unsigned char)text[pos] < 0x80)
        return 0;
    size_t size;
    uint32_t cp = dl_text_decode(text + pos, len - pos, &size);
    if (cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x3000)
        return size;
    *ret_seen = false;
    bool hidden = cp == 0x200B || cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) ||
                  (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF;
    return hidden ? size : 0;
}

/* Passes over white space from *POS on. False where the text ends for dates: at an empty line, in a
 * wide gap. */
static bool skip_space(const char *text, size_t len, size_t *pos, bool *ret_spaced)
{
    size_t begin = *pos, size;
    int lines = 0;
    bool seen;
    while (*pos < len && (size = space_at(text, len, *pos, &seen)) > 0) {
        if (*pos - begin > GAP_MAX || (text[*pos] == '\n' && ++lines > 1))
            return false;
        *ret_spaced |= seen;
        *pos += size;
    }
    return *pos < len;
}

dl_date_token dl_date_lex(const char *text, size_t len, size_t pos, int language)
{
    dl_date_token token = {.kind = DL_DATE_END, .language = language};
    bool text_goes_on = skip_space(text, len, &pos, &token.spaced);
    token.start = token.end = pos;
    if (!text_goes_on)
        return token;
    char c = text[pos];
    size_t size = 1;
    uint32_t cp = (unsigned char)c, zero;
    if (cp >= 0x80)
        cp = dl_text_decode(text + pos, len - pos, &size);
    if (digit_value(cp, &zero) >= 0) {
        lex_number(text, len, &token);
        return token;
    }
    bool sign = cp == 0xBA || cp == 0xAA || cp == 0xA9; /* "1º", "©" */
    if (cp < 0x80 ? is_letter(c) : sign || is_word_part(cp)) {
        token.kind = DL_DATE_WORD;
        token.upper = cp < 0x80 ? c >= 'A' && c <= 'Z' : uc_toupper(cp) == cp;
        token.end = pos + size;
        if (is_joined(cp))
            lex_joined(text, len, &token);
        else if (!sign)
            lex_word(text, len, &token);
        else
            token.words = dl_date_word_find(text + pos, size, &token.words_count);
        return token;
    }
    token.kind = DL_DATE_MARK;
    token.value = cp < 0x80 ? (int)cp : mark_value(cp);
    token.end = pos + size;
    return token;
}

const dl_date_word *dl_date_as(const dl_date_token *token, dl_date_token_kind kind)
{
    const dl_date_word *best = NULL;
    for (size_t i = 0; i < token->words_count; i++) {
        const dl_date_word *word = &token->words[i];
        bool own = word->language == token->language || word->language == DL_DATE_ANY_LANGUAGE;
        bool foreign = !own && word->language != 0;
        if (word->kind != kind || (word->capital && !token->upper) ||
            (kind == DL_DATE_WEEKDAY && word->brief && foreign))
            continue;
        if (own)
            return word;
        if (!best)
            best = word;
    }
    return best;
}
