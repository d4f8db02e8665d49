/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The forms of dates: a table of patterns over the tokens of datelex.c. Languages differ in their
 * words (assets/dates) and in which of these forms they use; a new form is a new row.
 *
 * A pattern is read letter by letter:
 *   Y year of four digits      D day, may have an ordinal's ending    M month as a word, may be cut
 *   y year of two digits       d day in digits     m month in digits  J an era's year ("Juche 113")
 *   p q day and month in digits in an order that the numbers must tell
 *   P Q the same, known to be day before month
 *   u v w  the sign of a year, a month, a day ("年", "tháng")   W perhaps that of a day
 *   N a serial number          ( ) - / . the mark itself
 *   , perhaps a comma          o perhaps "of" or "the"   ' perhaps an apostrophe
 *   e perhaps what follows a year ("г.", "AH")
 *   space: white space may stand here; where there is none in the pattern, none may be in the text
 *
 * Forms are tried from the top, so what says more stands before what says less. A text that has the
 * form of a date but names a day that does not exist ("31 June 2024") is none, nor is any part of it.
 */
#include <string.h>

#include "dateline/day.h"
#include "import/datereader.h"

enum { BARE = 1, ONLY_URL = 2 };

static const struct form {
    const char *pattern;
    unsigned when; /* BARE: all in digits, so nothing of a longer number or code may touch it */
} forms[] = {
    {"M D, J (Y)", 0},
    {"M D, J(Y)", 0},
    {"D M, J (Y)", 0},
    {"D. M J (Y)", 0},
    {"M D, J", 0},
    {"J(Y) u m v d W", 0},
    {"J (Y) u m v d W", 0},
    {"J u m v d W", 0},
    {"Y u m v d W", 0},
    {"y u m v d W", 0},
    {"d v m u Y e", 0},
    {"d v m, Y", 0},
    {"Y-m-d", BARE},
    {"Y/m/d", BARE},
    {"Y.m.d", BARE},
    {"Y. m. d", BARE},
    {"N-P-Q-Y", BARE},
    {"p/q/Y", BARE},
    {"p-q-Y", BARE},
    {"P.Q.Y", BARE},
    {"P. Q. Y", BARE},
    {"p/q/y", BARE},
    {"P.Q.y", BARE},
    {"M D, Y e", 0},
    {"M-D-Y", 0},
    {"D oM, oY e", 0},
    {"D. M oY e", 0},
    {"D/M Y e", 0},
    {"D-M-Y", 0},
    {"D/M/Y", 0},
    {"D-M-y", 0},
    {"D oM o'y", 0},
    {"D. M y", 0},
    {"M D, 'y", 0},
    {"D M, J", 0},
    {"Y, M D", 0},
    {"Y-M-D", 0},
    {"Y/M/D", 0},
    {"Y e. oM D", 0},
    {"Y. e D. M", 0},
    {"Y e oM D", 0},
    {"Y e D M", 0},
    {"J u m v", 0},
    {"Y u m v", 0},
    {"J u", 0},
    {"v m u Y", 0},
    {"J (Y)", 0},
    {"J(Y)", 0},
    {"J", 0},
    {"Y/m", BARE | ONLY_URL},
    {"M, oY e", 0},
    {"m v d w", 0},
    {"d v m", 0},
    {"M D", 0},
    {"D oM", 0},
    {"D. M", 0},
    {"D/M", 0},
    {"p/q", BARE},
    {"P.Q", BARE},
};

/* What a form says of the calendar, and of itself. */
typedef struct match {
    int first;              /* of a day and month in digits */
    dl_date_calendar month; /* that the month's name is of */
    int sign;               /* the calendar that follows the year; -1: none is said */
    uint32_t zero;          /* of the year's digits */
    bool thai;              /* years are Buddhist unless they say otherwise */
    bool digits;            /* the year was read in four digits */
    bool weak;              /* a word of it may be another */
} match;

static bool is_language(const dl_date_reader *r, const char *code)
{
    return r->language >= 0 && !strcmp(dl_date_languages[r->language], code);
}

/* Reads two-digit years as 1969 to 2068 (POSIX, strptime), Buddhist ones as those that agree. */
static int full_year(int year, bool thai)
{
    if (thai)
        return (year < 12 ? 2600 : 2500) + year - 543;
    return year < 69 ? 2000 + year : 1900 + year;
}

/* Day and month of a numeric form, A written before B. */
static void set_day_month(dl_date_reader *r, int a, int b, bool day_first)
{
    bool a_month = a >= 1 && a <= 12, b_month = b >= 1 && b <= 12;
    bool swap = !day_first && a_month && (b > 12 || !b_month);
    r->parts.day = swap ? b : a;
    r->parts.month = swap ? a : b;
    r->parts.swappable = !day_first && a_month && b_month && a != b;
    r->parts.order = day_first ? 0 : a > 12 ? 1 : b > 12 ? -1 : 0;
}

/* Takes the number that LETTER of a pattern asks for from TOKEN. */
static bool take_number(dl_date_reader *r, match *m, char letter, const dl_date_token *token)
{
    if (token->kind != DL_DATE_NUMBER)
        return false;
    int value = token->value, digits = token->digits;
    if (value == 0)
        value = -1; /* stated, and impossible; 0 is "not stated" */
    switch (letter) {
    case 'Y':
        r->parts.year = value;
        m->zero = token->zero;
        m->digits = true;
        return digits == 4;
    case 'y':
        r->parts.year = full_year(token->value, m->thai);
        return digits == 2;
    case 'D':
    case 'd':
        r->parts.day = value;
        return digits <= 2 && value <= 31;
    case 'm':
        r->parts.month = value;
        return digits <= 2;
    case 'p':
    case 'P':
        m->first = value;
        return digits <= 2 && value <= 31;
    case 'q':
    case 'Q':
        set_day_month(r, m->first, value, letter == 'Q');
        return digits <= 2 && value <= 31;
    default: /* N */
        return digits >= 1 && digits <= 6;
    }
}

/* Takes the month at the I-th token, the point that cuts it short, and the other name that the same
 * month has besides ("كانون الثاني/يناير"). Returns the tokens taken. */
static size_t take_month(dl_date_reader *r, match *m, size_t i)
{
    const dl_date_token *token = &r->tokens[i];
    const dl_date_word *word = dl_date_as(token, DL_DATE_MONTH);
    if (!word)
        return 0;
    bool foreign = word->language != 0 && word->language != r->language;
    bool latin = (unsigned char)r->text[token->start] < 0x80;
    r->parts.month = word->value;
    r->parts.named = true;
    m->month = word->calendar;
    m->weak |= foreign && latin && (word->brief || word->calendar != DL_DATE_GREGORIAN);
    m->thai |= !strcmp(dl_date_languages[word->language], "th");
    size_t taken = 1;
    taken += dl_date_is_mark(token + 1, '.') && !token[1].spaced;
    if (dl_date_is_mark(token + taken, '/') || dl_date_is_mark(token + taken, '(')) {
        const dl_date_word *other = dl_date_as(token + taken + 1, DL_DATE_MONTH);
        bool bracket = dl_date_is_mark(token + taken, '(');
        if (other && other->value == word->value && other->calendar == word->calendar &&
            (!bracket || dl_date_is_mark(token + taken + 2, ')')))
            taken += bracket ? 3 : 2;
    }
    return taken;
}

/* Takes what may be missing: a comma, "of", an apostrophe, what follows a year. */
static size_t take_optional(dl_date_reader *r, match *m, char letter, size_t i)
{
    const dl_date_token *t = &r->tokens[i];
    const dl_date_word *sign;
    switch (letter) {
    case ',':
        return dl_date_is_mark(t, ',');
    case 'W':
        sign = dl_date_as(t, DL_DATE_SIGN);
        return sign && sign->value == 3;
    case 'o':
        if (!dl_date_as(t, DL_DATE_OF))
            return 0;
        return dl_date_is_mark(t + 1, '\'') || dl_date_is_mark(t + 1, '"') ? 2 : 1;
    case 'e':
        sign = dl_date_as(t, DL_DATE_YEARSIGN);
        if (!sign)
            return 0;
        m->sign = sign->value;
        return dl_date_is_mark(t + 1, '.') && !t[1].spaced && t[2].spaced ? 2 : 1;
    default:
        return dl_date_is_mark(t, '\'') || dl_date_is_mark(t, '"');
    }
}

/* Takes an era and its year, or the sign of a year, month or day. */
static size_t take_sign(dl_date_reader *r, char letter, size_t i)
{
    const dl_date_token *t = &r->tokens[i];
    if (letter != 'J') {
        const dl_date_word *sign = dl_date_as(t, DL_DATE_SIGN);
        r->parts.named |= letter == 'v';
        return sign && sign->value == letter - 'u' + 1;
    }
    const dl_date_word *era = dl_date_as(t, DL_DATE_ERA);
    if (!era || t[1].kind != DL_DATE_NUMBER || t[1].digits > 4 || t[1].value == 0)
        return 0;
    r->parts.year = era->value + t[1].value;
    return 2;
}

/* Tokens of an ordinal's ending at the I-th token: "st", "-го", ":e". */
static size_t take_ordinal(const dl_date_reader *r, size_t i)
{
    const dl_date_token *t = &r->tokens[i];
    bool joined = dl_date_is_mark(t, '-') || dl_date_is_mark(t, ':');
    if (t->spaced || !dl_date_as(t + joined, DL_DATE_ORDINAL) || t[joined].spaced)
        return 0;
    return joined + 1u;
}

/* What the letters of patterns are. */
typedef enum letter { NUMBER, MARK, MONTH, SIGN, OPTIONAL, SPACE } letter;
static const unsigned char letters[128] = {
    ['('] = MARK,     [')'] = MARK,     ['-'] = MARK,     ['/'] = MARK,
    ['.'] = MARK,     ['M'] = MONTH,    ['J'] = SIGN,     ['u'] = SIGN,
    ['v'] = SIGN,     ['w'] = SIGN,     [','] = OPTIONAL, ['\''] = OPTIONAL,
    ['o'] = OPTIONAL, ['e'] = OPTIONAL, ['W'] = OPTIONAL, [' '] = SPACE,
};

/* Tokens that PATTERN takes from the I-th on; 0 where it does not fit. Fills the parts. */
static size_t match_pattern(dl_date_reader *r, match *m, size_t i, const char *pattern)
{
    size_t begin = i;
    bool may_space = true;
    for (; *pattern; pattern++) {
        const dl_date_token *token = &r->tokens[i];
        letter is = (letter)letters[(unsigned char)*pattern];
        size_t taken;
        if (is == SPACE) {
            may_space = true;
            continue;
        }
        if (is == OPTIONAL) { /* what may be missing takes no white space with it */
            taken = take_optional(r, m, *pattern, i);
            may_space |= *pattern == 'o' && taken;
            i += taken;
            continue;
        }
        if (token->kind == DL_DATE_END || (token->spaced && !may_space))
            return 0;
        may_space = false;
        if (is == MARK)
            taken = dl_date_is_mark(token, *pattern);
        else if (is == MONTH)
            taken = take_month(r, m, i);
        else if (is == SIGN)
            taken = take_sign(r, *pattern, i);
        else
            taken = take_number(r, m, *pattern, token);
        if (!taken)
            return 0;
        i += taken;
        i += *pattern == 'D' ? take_ordinal(r, i) : 0;
    }
    return i - begin;
}

/* Whether the token at I goes on what stands before it: a longer number, a time, a code. */
static bool goes_on(const dl_date_reader *r, size_t i, bool bare)
{
    const dl_date_token *token = &r->tokens[i];
    if (token->spaced || token->kind == DL_DATE_END)
        return false;
    if (token->kind == DL_DATE_MARK) {
        const dl_date_token *next = &r->tokens[i + 1];
        bool joins = token->value == ':' || token->value == '%' ||
                     (bare && strchr("-/.,", token->value) && !(r->flags & DL_DATE_IN_URL));
        return token->value == '%' || (joins && !next->spaced && next->kind == DL_DATE_NUMBER);
    }
    bool clock = r->text[token->start] == 'T' && token->end == token->start + 1;
    bool joined = (unsigned char)r->text[token->start] >= 0x80 && token->kind == DL_DATE_WORD;
    return !clock && !joined && !dl_date_as(token, DL_DATE_ZONE);
}

/* The calendar that the year was written in; false where there is none in which it can be. */
static bool find_calendar(const dl_date_reader *r, const match *m, dl_date_calendar *ret)
{
    int year = r->parts.year;
    *ret = m->month;
    if (m->month != DL_DATE_GREGORIAN)
        return (m->sign < 0 || m->sign == (int)m->month) && year < 1700;
    if (m->sign > 0) {
        *ret = (dl_date_calendar)m->sign;
        return m->sign == DL_DATE_BUDDHIST || !r->parts.named;
    }
    bool persian = m->zero == 0x6F0 || is_language(r, "fa") || is_language(r, "ps");
    bool arabic = m->zero == 0x660 || is_language(r, "ar") || is_language(r, "ur");
    if (year >= 1300 && year < 1500 && !r->parts.named && (persian || arabic)) {
        *ret = persian ? DL_DATE_SOLAR : DL_DATE_HIJRI;
        return true;
    }
    bool thai = m->thai || m->zero == 0xE50 || is_language(r, "th");
    if (year >= 2400 && year < 2700 && thai && m->digits) {
        *ret = DL_DATE_BUDDHIST;
        return true;
    }
    return year >= 1500 && year < 2200;
}

/* Makes the month of another calendar that the parts state the Gregorian year that holds it. */
static bool convert_month(dl_date_parts *p)
{
    dl_day first = dl_calendar_day(p->calendar, p->year, p->month ? p->month : 1, 1);
    dl_day last = dl_calendar_day(p->calendar, p->year, p->month ? p->month : 12, 29);
    if (!first || !last || dl_day_to_civil(first).year != dl_day_to_civil(last).year)
        return false;
    p->year = dl_day_to_civil(first).year;
    p->month = p->calendar == DL_DATE_BUDDHIST ? p->month : 0;
    return true;
}

/* Makes the parts Gregorian, where they have a year. False where the form is none after all. Sets
 * r->impossible where it names a day that does not exist. */
static bool settle(dl_date_reader *r, const match *m)
{
    dl_date_parts *p = &r->parts;
    p->calendar = m->month;
    if (!p->year) {
        int days = m->month == DL_DATE_GREGORIAN ? 0 : m->month == DL_DATE_SOLAR ? 31 : 30;
        r->impossible = p->day < 0 || p->month < 0 || (days && p->day > days) ||
                        (!days && !dl_civil_valid(2000, p->month, p->day) && /* a leap year */
                         !(p->swappable && dl_civil_valid(2000, p->day, p->month)));
        return !m->weak;
    }
    if (!find_calendar(r, m, &p->calendar))
        return false;
    if (p->calendar == DL_DATE_GREGORIAN) {
        r->impossible = p->day && p->month
                            ? !dl_civil_valid(p->year, p->month, p->day) &&
                                  !(p->swappable && dl_civil_valid(p->year, p->day, p->month))
                            : p->day < 0 || p->month < 0 || p->month > 12;
        return true;
    }
    if (p->swappable)
        p->swappable = false;
    if (!p->day)
        return convert_month(p);
    dl_day day = dl_calendar_day(p->calendar, p->year, p->month, p->day);
    r->impossible = day == DL_DAY_NONE;
    if (!r->impossible) {
        dl_civil civil = dl_day_to_civil(day);
        p->year = civil.year;
        p->month = civil.month;
        p->day = civil.day;
    }
    return true;
}

/* Whether what stands right before the I-th token ties a date of digits to something longer. */
static bool is_tied(const dl_date_reader *r, size_t i)
{
    size_t start = r->tokens[i].start;
    return start > 0 && strchr("-/.:#$_@=+&", r->text[start - 1]) && !(r->flags & DL_DATE_IN_URL);
}

size_t dl_date_match_form(dl_date_reader *r, size_t i)
{
    char before_it = r->tokens[i].start > 0 ? r->text[r->tokens[i].start - 1] : ' ';
    bool joined = i == 0 && (before_it | 0x20) >= 'a' && (before_it | 0x20) <= 'z';
    bool tied = i == 0 && is_tied(r, i);
    bool number = r->tokens[i].kind == DL_DATE_NUMBER;
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        bool bare = forms[f].when & BARE;
        if (number != (letters[(unsigned char)forms[f].pattern[0]] == NUMBER))
            continue;
        if ((bare && tied) || (forms[f].when & ONLY_URL && !(r->flags & DL_DATE_IN_URL)))
            continue;
        dl_date_parts before = r->parts;
        match m = {.sign = -1};
        size_t taken = match_pattern(r, &m, i, forms[f].pattern);
        bool lone = !r->parts.year && !r->parts.named; /* "25/1" may be anything at all */
        bool clear = r->parts.named && r->parts.year && r->parts.day;
        if (taken && !goes_on(r, i + taken, bare) && (!lone || r->parts.weekday >= 0) &&
            (!joined || clear) && settle(r, &m))
            return taken;
        r->impossible = false;
        r->parts = before;
    }
    return 0;
}
