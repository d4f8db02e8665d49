/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "import/datelex.h"

/* Words are matched without regard to case, but those marked NAME need a capital: they are common
 * words too, or cut so short that they are. */
enum { ANY, NAME };

static const struct word {
    const char *text; /* lower case; the list is sorted by it */
    unsigned char kind, capital;
    short value;
} words[] = {
    {"ago", DL_DATE_AGO, ANY, 0},
    {"am", DL_DATE_MERIDIEM, ANY, 0},
    {"apr", DL_DATE_MONTH, NAME, 4},
    {"april", DL_DATE_MONTH, ANY, 4},
    {"at", DL_DATE_AT, ANY, 0},
    {"aug", DL_DATE_MONTH, NAME, 8},
    {"august", DL_DATE_MONTH, NAME, 8},
    {"bst", DL_DATE_ZONE, NAME, 0},
    {"cdt", DL_DATE_ZONE, NAME, 0},
    {"cest", DL_DATE_ZONE, NAME, 0},
    {"cet", DL_DATE_ZONE, NAME, 0},
    {"cst", DL_DATE_ZONE, NAME, 0},
    {"day", DL_DATE_UNIT, ANY, 1},
    {"days", DL_DATE_UNIT, ANY, 1},
    {"dec", DL_DATE_MONTH, NAME, 12},
    {"december", DL_DATE_MONTH, ANY, 12},
    {"edt", DL_DATE_ZONE, NAME, 0},
    {"eest", DL_DATE_ZONE, NAME, 0},
    {"eet", DL_DATE_ZONE, NAME, 0},
    {"est", DL_DATE_ZONE, NAME, 0},
    {"et", DL_DATE_ZONE, NAME, 0},
    {"feb", DL_DATE_MONTH, NAME, 2},
    {"february", DL_DATE_MONTH, ANY, 2},
    {"fri", DL_DATE_WEEKDAY, NAME, 4},
    {"friday", DL_DATE_WEEKDAY, ANY, 4},
    {"gmt", DL_DATE_ZONE, NAME, 0},
    {"hour", DL_DATE_UNIT, ANY, 0},
    {"hours", DL_DATE_UNIT, ANY, 0},
    {"hrs", DL_DATE_ZONE, ANY, 0},
    {"ist", DL_DATE_ZONE, NAME, 0},
    {"jan", DL_DATE_MONTH, NAME, 1},
    {"january", DL_DATE_MONTH, ANY, 1},
    {"jst", DL_DATE_ZONE, NAME, 0},
    {"juche", DL_DATE_ERA, ANY, 1911},
    {"jul", DL_DATE_MONTH, NAME, 7},
    {"july", DL_DATE_MONTH, ANY, 7},
    {"jun", DL_DATE_MONTH, NAME, 6},
    {"june", DL_DATE_MONTH, ANY, 6},
    {"kst", DL_DATE_ZONE, NAME, 0},
    {"last", DL_DATE_LAST, ANY, 0},
    {"mar", DL_DATE_MONTH, NAME, 3},
    {"march", DL_DATE_MONTH, NAME, 3},
    {"may", DL_DATE_MONTH, NAME, 5},
    {"mdt", DL_DATE_ZONE, NAME, 0},
    {"minute", DL_DATE_UNIT, ANY, 0},
    {"minutes", DL_DATE_UNIT, ANY, 0},
    {"mon", DL_DATE_WEEKDAY, NAME, 0},
    {"monday", DL_DATE_WEEKDAY, ANY, 0},
    {"msk", DL_DATE_ZONE, NAME, 0},
    {"mst", DL_DATE_ZONE, NAME, 0},
    {"nd", DL_DATE_ORDINAL, ANY, 0},
    {"nov", DL_DATE_MONTH, NAME, 11},
    {"november", DL_DATE_MONTH, ANY, 11},
    {"oct", DL_DATE_MONTH, NAME, 10},
    {"october", DL_DATE_MONTH, ANY, 10},
    {"of", DL_DATE_OF, ANY, 0},
    {"pdt", DL_DATE_ZONE, NAME, 0},
    {"pm", DL_DATE_MERIDIEM, ANY, 12},
    {"pst", DL_DATE_ZONE, NAME, 0},
    {"rd", DL_DATE_ORDINAL, ANY, 0},
    {"sat", DL_DATE_WEEKDAY, NAME, 5},
    {"saturday", DL_DATE_WEEKDAY, ANY, 5},
    {"sep", DL_DATE_MONTH, NAME, 9},
    {"sept", DL_DATE_MONTH, NAME, 9},
    {"september", DL_DATE_MONTH, ANY, 9},
    {"st", DL_DATE_ORDINAL, ANY, 0},
    {"sun", DL_DATE_WEEKDAY, NAME, 6},
    {"sunday", DL_DATE_WEEKDAY, ANY, 6},
    {"th", DL_DATE_ORDINAL, ANY, 0},
    {"thu", DL_DATE_WEEKDAY, NAME, 3},
    {"thur", DL_DATE_WEEKDAY, NAME, 3},
    {"thurs", DL_DATE_WEEKDAY, NAME, 3},
    {"thursday", DL_DATE_WEEKDAY, ANY, 3},
    {"today", DL_DATE_RELATIVE, ANY, 0},
    {"tue", DL_DATE_WEEKDAY, NAME, 1},
    {"tues", DL_DATE_WEEKDAY, NAME, 1},
    {"tuesday", DL_DATE_WEEKDAY, ANY, 1},
    {"utc", DL_DATE_ZONE, NAME, 0},
    {"wed", DL_DATE_WEEKDAY, NAME, 2},
    {"wednesday", DL_DATE_WEEKDAY, ANY, 2},
    {"week", DL_DATE_UNIT, ANY, 7},
    {"weeks", DL_DATE_UNIT, ANY, 7},
    {"yesterday", DL_DATE_RELATIVE, ANY, -1},
    {"z", DL_DATE_ZONE, NAME, 0},
};

#define GAP_MAX 16  /* bytes of white space within a date */
#define WORD_MAX 10 /* bytes of the longest word with its NUL */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool dl_date_is_word(unsigned char c)
{
    unsigned char lower = c | 0x20;
    return c >= 0x80 || (c >= '0' && c <= '9') || (lower >= 'a' && lower <= 'z');
}

/* What the LEN letters at TEXT mean in a date; NULL where nothing. */
static const struct word *find_word(const char *text, size_t len)
{
    char lower[WORD_MAX];
    if (len == 0 || len >= WORD_MAX)
        return NULL;
    for (size_t i = 0; i < len; i++)
        lower[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] | 0x20 : text[i]);
    lower[len] = '\0';
    size_t low = 0, high = sizeof words / sizeof *words;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(lower, words[middle].text);
        if (order == 0) {
            bool capital = text[0] >= 'A' && text[0] <= 'Z';
            return words[middle].capital == NAME && !capital ? NULL : &words[middle];
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* Reads the digits at TOKEN->start. A number with thousands or a fraction ("10,000", "5.25%") is no
 * part of a date and becomes a word. */
static void lex_number(const char *text, size_t len, dl_date_token *token)
{
    size_t pos = token->start;
    int value = 0;
    for (; pos < len && is_digit(text[pos]); pos++)
        if (pos - token->start < 8)
            value = value * 10 + (text[pos] - '0');
    size_t digits = pos - token->start;
    token->kind = digits <= 8 ? DL_DATE_NUMBER : DL_DATE_WORD;
    if (digits <= 3)
        while (pos + 3 < len && text[pos] == ',' && is_digit(text[pos + 1]) &&
               is_digit(text[pos + 2]) && is_digit(text[pos + 3]) &&
               !(pos + 4 < len && is_digit(text[pos + 4]))) {
            token->kind = DL_DATE_WORD;
            pos += 4;
        }
    token->value = value;
    token->digits = (int)digits;
    token->end = pos;
}

/* Bytes of the punctuation above ASCII that starts at POS: 0 where a letter does. *RET_AS is what
 * ASCII has for it: '-' for a dash, '"' for a quotation mark, '|' for a mid-dot and the rest. */
static size_t punctuation(const char *text, size_t len, size_t pos, int *ret_as)
{
    const unsigned char *p = (const unsigned char *)text + pos;
    *ret_as = '|';
    if (p[0] == 0xc2 && len - pos >= 2)
        return 2; /* U+00A0 to U+00BF */
    if (p[0] != 0xe2 || len - pos < 3 || p[1] != 0x80)
        return 0; /* the rest: U+2000 to U+203F */
    if (p[2] >= 0x90 && p[2] <= 0x95)
        *ret_as = '-';
    else if (p[2] >= 0x98 && p[2] <= 0x9f)
        *ret_as = '"';
    return 3;
}

/* Reads the letters at TOKEN->start. "a.m." and "p.m." are one word with their points. */
static void lex_word(const char *text, size_t len, dl_date_token *token)
{
    size_t pos = token->start;
    int as;
    while (pos < len && dl_date_is_word((unsigned char)text[pos]) && !is_digit(text[pos]) &&
           !((unsigned char)text[pos] >= 0x80 && punctuation(text, len, pos, &as)))
        pos++;
    token->end = pos;
    if (pos - token->start == 1 && pos + 1 < len && text[pos] == '.' &&
        (text[pos + 1] | 0x20) == 'm' && strchr("apAP", text[token->start])) {
        token->kind = DL_DATE_MERIDIEM;
        token->value = (text[token->start] | 0x20) == 'p' ? 12 : 0;
        token->end = pos + 2 + (pos + 2 < len && text[pos + 2] == '.');
        return;
    }
    const struct word *word = find_word(text + token->start, pos - token->start);
    token->kind = word ? (dl_date_token_kind)word->kind : DL_DATE_WORD;
    token->value = word ? word->value : 0;
}

dl_date_token dl_date_lex(const char *text, size_t len, size_t pos)
{
    dl_date_token token = {.kind = DL_DATE_END};
    int lines = 0;
    for (size_t begin = pos; pos < len; pos++) {
        if (pos - begin > GAP_MAX)
            return (dl_date_token){.kind = DL_DATE_END, .start = pos, .end = pos};
        if (text[pos] == '\n' && ++lines > 1)
            break;
        if (text[pos] == '\xc2' && pos + 1 < len && text[pos + 1] == '\xa0')
            pos++; /* no-break space */
        else if (text[pos] != ' ' && text[pos] != '\t' && text[pos] != '\n')
            break;
        token.spaced = true;
    }
    token.start = token.end = pos;
    if (pos >= len || lines > 1)
        return token;
    size_t mark = (unsigned char)text[pos] >= 0x80 ? punctuation(text, len, pos, &token.value) : 0;
    if (mark) {
        token.kind = DL_DATE_MARK;
        token.end = pos + mark;
    } else if (is_digit(text[pos]))
        lex_number(text, len, &token);
    else if (dl_date_is_word((unsigned char)text[pos]))
        lex_word(text, len, &token);
    else {
        token.kind = DL_DATE_MARK;
        token.value = (unsigned char)text[pos];
        token.end = pos + 1;
    }
    return token;
}
