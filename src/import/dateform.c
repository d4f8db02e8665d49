/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The forms of dates: a table of patterns over the tokens of datelex.c. Around each may stand a
 * weekday and a time, which are read here for all forms alike.
 *
 * A pattern is read letter by letter:
 *   Y year of four digits      D day, may have an ordinal's ending    M month as a word, may be cut
 *   y year of two digits       d day in digits     m month in digits  J an era's year ("Juche 113")
 *   p q day and month in digits in an order that the numbers must tell
 *   P Q the same, known to be day before month
 *   N a serial number          ( ) - / . the mark itself
 *   , perhaps a comma          o perhaps "of" or "the"   ' perhaps an apostrophe
 *   space: white space may stand here; where there is none in the pattern, none may be in the text
 *
 * Forms are tried from the top, so what says more stands before what says less. A text that has the
 * form of a date but names a day that does not exist ("31 June 2024") is none, nor is any part of it.
 */
#include <string.h>

#include "dateline/day.h"
#include "import/dateform.h"
#include "import/datelex.h"

#define WINDOW 32 /* tokens looked at from where a date starts */

enum { BARE = 1, ONLY_URL = 2, ONLY_COMPACT = 4 };

static const struct form {
    const char *pattern;
    unsigned when; /* BARE: all in digits, so nothing of a longer number or code may touch it */
} forms[] = {
    {"M D, J (Y)", 0},
    {"M D, J(Y)", 0},
    {"D M, J (Y)", 0},
    {"D. M J (Y)", 0},
    {"M D, J", 0},
    {"Y-m-d", BARE},
    {"Y/m/d", BARE},
    {"Y.m.d", BARE},
    {"N-P-Q-Y", BARE},
    {"p/q/Y", BARE},
    {"p-q-Y", BARE},
    {"P.Q.Y", BARE},
    {"p/q/y", BARE},
    {"P.Q.y", BARE},
    {"M D, Y", 0},
    {"M-D-Y", 0},
    {"D oM, Y", 0},
    {"D. M Y", 0},
    {"D-M-Y", 0},
    {"D/M/Y", 0},
    {"D-M-y", 0},
    {"D M 'y", 0},
    {"M D, 'y", 0},
    {"Y, M D", 0},
    {"Y-M-D", 0},
    {"J (Y)", 0},
    {"J(Y)", 0},
    {"J", 0},
    {"Y/m", BARE | ONLY_URL},
    {"M, Y", 0},
    {"M D", 0},
    {"D oM", 0},
    {"p/q", BARE},
};

/* A date being read: the tokens, and the parts found so far. */
typedef struct reader {
    const char *text;
    size_t len;
    unsigned flags;
    dl_date_token tokens[WINDOW];
    size_t count;
    dl_date_parts parts;
    bool impossible;
} reader;

static bool is_mark(const dl_date_token *token, int mark)
{
    return token->kind == DL_DATE_MARK && token->value == mark;
}

/* Fills the window with the tokens from POS on. The last is always an END. */
static void fill_window(reader *r, size_t pos)
{
    r->count = 0;
    while (r->count < WINDOW - 1) {
        dl_date_token token = dl_date_lex(r->text, r->len, pos);
        r->tokens[r->count++] = token;
        if (token.kind == DL_DATE_END)
            return;
        pos = token.end;
    }
    r->tokens[r->count++] = (dl_date_token){.kind = DL_DATE_END, .start = pos, .end = pos};
}

/* Reads two-digit years as 1969 to 2068 (POSIX, strptime). */
static int full_year(int year)
{
    return year < 69 ? 2000 + year : 1900 + year;
}

/* Day and month of a numeric form, A written before B. */
static void set_day_month(reader *r, int a, int b, bool day_first)
{
    bool a_month = a >= 1 && a <= 12, b_month = b >= 1 && b <= 12;
    bool swap = !day_first && a_month && (b > 12 || !b_month);
    r->parts.day = swap ? b : a;
    r->parts.month = swap ? a : b;
    r->parts.swappable = !day_first && a_month && b_month && a != b;
}

/* Takes the number that LETTER of a pattern asks for from TOKEN. */
static bool take_number(reader *r, char letter, const dl_date_token *token, int *first)
{
    if (token->kind != DL_DATE_NUMBER)
        return false;
    int value = token->value, digits = token->digits;
    if (value == 0)
        value = -1; /* stated, and impossible; 0 is "not stated" */
    switch (letter) {
    case 'Y':
        r->parts.year = value;
        return digits == 4 && value >= 1500 && value < 2200;
    case 'y':
        r->parts.year = full_year(token->value);
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
        *first = value;
        return digits <= 2 && value <= 31;
    case 'q':
    case 'Q':
        set_day_month(r, *first, value, letter == 'Q');
        return digits <= 2 && value <= 31;
    default: /* N */
        return digits >= 1 && digits <= 6;
    }
}

/* Tokens that PATTERN takes from the I-th on; 0 where it does not fit. Fills the parts. */
static size_t match_pattern(reader *r, size_t i, const char *pattern)
{
    size_t begin = i;
    int first = 0;
    bool may_space = true;
    for (; *pattern; pattern++) {
        const dl_date_token *token = &r->tokens[i];
        if (*pattern == ' ') {
            may_space = true;
            continue;
        }
        if (strchr(",'o", *pattern)) { /* what may be missing takes no white space with it */
            bool there = *pattern == 'o'   ? token->kind == DL_DATE_OF
                         : *pattern == ',' ? is_mark(token, ',')
                                           : is_mark(token, '\'') || is_mark(token, '"');
            i += there;
            may_space |= *pattern == 'o' && there;
            continue;
        }
        if (token->kind == DL_DATE_END || (token->spaced && !may_space))
            return 0;
        may_space = false;
        if (strchr("()-/.", *pattern)) {
            if (!is_mark(token, *pattern))
                return 0;
        } else if (*pattern == 'M') {
            if (token->kind != DL_DATE_MONTH)
                return 0;
            r->parts.month = token->value;
            r->parts.named = true;
            if (is_mark(&r->tokens[i + 1], '.') && !r->tokens[i + 1].spaced)
                i++;
        } else if (*pattern == 'J') {
            const dl_date_token *number = &r->tokens[i + 1];
            if (token->kind != DL_DATE_ERA || number->kind != DL_DATE_NUMBER || number->digits > 3)
                return 0;
            r->parts.year = token->value + number->value;
            i++;
        } else {
            if (!take_number(r, *pattern, token, &first))
                return 0;
            if (*pattern == 'D' && r->tokens[i + 1].kind == DL_DATE_ORDINAL &&
                !r->tokens[i + 1].spaced)
                i++;
        }
        i++;
    }
    return i - begin;
}

/* Whether the token at I goes on what stands before it: a longer number, a time, a code. */
static bool goes_on(const reader *r, size_t i, bool bare)
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
    return !clock && token->kind != DL_DATE_ZONE;
}

/* Whether the parts can be a day, month or year at all. */
static bool is_possible(const dl_date_parts *p)
{
    if (p->day && p->month) {
        int year = p->year ? p->year : 2000; /* a leap year: 29 February is possible */
        return dl_civil_valid(year, p->month, p->day) ||
               (p->swappable && dl_civil_valid(year, p->day, p->month));
    }
    return p->day >= 0 && p->month >= 0 && p->month <= 12;
}

/* Tokens of the first form that fits from the I-th on; 0 where none does. */
static size_t match_forms(reader *r, size_t i)
{
    char before_it = r->tokens[i].start > 0 ? r->text[r->tokens[i].start - 1] : ' ';
    bool tied = strchr("-/.:#$_@=+&", before_it) && !(r->flags & DL_DATE_IN_URL);
    if (i == 0 && ((before_it | 0x20) >= 'a' && (before_it | 0x20) <= 'z'))
        return 0;
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        bool bare = forms[f].when & BARE;
        if ((bare && tied && i == 0) || (forms[f].when & ONLY_URL && !(r->flags & DL_DATE_IN_URL)))
            continue;
        dl_date_parts before = r->parts;
        size_t taken = match_pattern(r, i, forms[f].pattern);
        if (taken && !goes_on(r, i + taken, bare)) {
            bool lone = !r->parts.year && !r->parts.named; /* "25/1" may be anything at all */
            if (!lone || r->parts.weekday >= 0) {
                r->impossible = !is_possible(&r->parts);
                return taken;
            }
        }
        r->parts = before;
    }
    return 0;
}

/* Takes eight digits as a year, month and day. */
static size_t match_compact(reader *r, size_t i)
{
    const dl_date_token *token = &r->tokens[i];
    int year = token->value / 10000, month = token->value / 100 % 100, day = token->value % 100;
    if (!(r->flags & DL_DATE_COMPACT) || token->kind != DL_DATE_NUMBER || token->digits != 8 ||
        year < 1900 || year >= 2100 || !dl_civil_valid(year, month, day) || goes_on(r, i + 1, true))
        return 0;
    r->parts.year = year;
    r->parts.month = month;
    r->parts.day = day;
    return 1;
}

/* Tokens of a zone from the I-th on: "GMT", "UTC+8", "-0500", "(EST)"; 0 where there is none. */
static size_t match_zone(const reader *r, size_t i)
{
    const dl_date_token *t = &r->tokens[i];
    if (is_mark(t, '(') && t[1].kind == DL_DATE_ZONE && is_mark(t + 2, ')'))
        return 3;
    size_t taken = t->kind == DL_DATE_ZONE;
    t += taken;
    if ((is_mark(t, '+') || is_mark(t, '-')) && t[1].kind == DL_DATE_NUMBER && !t[1].spaced &&
        (t[1].digits == 4 || taken || is_mark(t + 2, ':'))) {
        taken += 2;
        if (is_mark(t + 2, ':') && t[3].kind == DL_DATE_NUMBER && t[3].digits == 2)
            taken += 2;
    }
    return taken;
}

/* Tokens of a time from the I-th on, its zone included; 0 where there is none. */
static size_t match_time(reader *r, size_t i)
{
    const dl_date_token *t = &r->tokens[i];
    if (t->kind != DL_DATE_NUMBER || t->digits > 2)
        return 0;
    int hour = t->value, minute = 0;
    size_t taken = 1;
    bool clock = is_mark(t + 1, ':') && t[2].kind == DL_DATE_NUMBER && t[2].digits == 2;
    if (clock) {
        minute = t[2].value;
        taken = 3;
        for (int part = 0; part < 2; part++) /* seconds and their fraction */
            if (is_mark(t + taken, part ? '.' : ':') && !t[taken].spaced &&
                t[taken + 1].kind == DL_DATE_NUMBER && !t[taken + 1].spaced)
                taken += 2;
    }
    if (t[taken].kind == DL_DATE_MERIDIEM) {
        if (hour <= 12)
            hour = hour % 12 + t[taken].value;
        taken++;
    } else if (!clock)
        return 0;
    if (hour > 23 || minute > 59)
        return 0;
    r->parts.minute = hour * 60 + minute;
    return taken + match_zone(r, i + taken);
}

/* Tokens from the I-th on that may stand between a date and its time. */
static size_t match_joint(const reader *r, size_t i)
{
    size_t taken = 0;
    for (; taken < 3; taken++) {
        const dl_date_token *t = &r->tokens[i + taken];
        bool clock = t->kind == DL_DATE_WORD && !t->spaced && t->end == t->start + 1 &&
                     r->text[t->start] == 'T';
        if (!clock && t->kind != DL_DATE_AT &&
            !(t->kind == DL_DATE_MARK && strchr(",|-/", t->value)))
            break;
    }
    return taken;
}

/* Tokens of a weekday from the I-th on with the comma or bracket after it. */
static size_t match_weekday(reader *r, size_t i)
{
    const dl_date_token *t = &r->tokens[i];
    if (t->kind != DL_DATE_WEEKDAY)
        return 0;
    r->parts.weekday = t->value;
    size_t taken = 1;
    taken += is_mark(t + taken, '.') && !t[taken].spaced;
    taken += is_mark(t + taken, ',') || is_mark(t + taken, '(') || is_mark(t + taken, '|');
    taken += t[taken].kind == DL_DATE_OF;
    return taken;
}

/* What may follow a date that ends before the I-th token: its weekday, its time. */
static size_t match_tail(reader *r, size_t i)
{
    size_t begin = i;
    const dl_date_token *t = &r->tokens[i];
    size_t skip = is_mark(t, ',') || is_mark(t, '(');
    if (r->parts.weekday < 0 && t[skip].kind == DL_DATE_WEEKDAY) {
        r->parts.weekday = t[skip].value;
        i += skip + 1;
    }
    if (r->parts.minute < 0) {
        size_t joint = match_joint(r, i), time = match_time(r, i + joint);
        if (time)
            i += joint + time;
    }
    return i - begin;
}

/* Reads a date told from the day it was written on. */
static size_t match_relative(reader *r)
{
    const dl_date_token *t = r->tokens;
    if (t->kind == DL_DATE_RELATIVE) {
        r->parts.relation = DL_DATE_OFFSET;
        r->parts.offset = t->value;
        return 1;
    }
    if (t->kind == DL_DATE_NUMBER && t->digits <= 3 && t[1].kind == DL_DATE_UNIT &&
        t[2].kind == DL_DATE_AGO) {
        r->parts.relation = DL_DATE_OFFSET;
        r->parts.offset = -t->value * t[1].value;
        return 3;
    }
    bool last = t->kind == DL_DATE_LAST;
    if (t[last].kind != DL_DATE_WEEKDAY)
        return 0;
    r->parts.relation = last ? DL_DATE_WEEKDAY_LAST : DL_DATE_WEEKDAY_PAST;
    r->parts.weekday = t[last].value;
    return (size_t)last + 1;
}

/* Reads a date that starts at the window's first token. Returns how many tokens it takes. */
static size_t match_date(reader *r)
{
    r->parts = (dl_date_parts){.weekday = -1, .minute = -1};
    r->impossible = false;
    size_t i = match_weekday(r, 0), core;
    if (!(core = match_forms(r, i)) && !(core = match_compact(r, i))) {
        size_t time = match_time(r, i);
        if (time) {
            i += time + match_joint(r, i + time);
            i += match_weekday(r, i);
            core = match_forms(r, i);
        }
    }
    if (core)
        return i + core + match_tail(r, i + core);
    r->parts = (dl_date_parts){.weekday = -1, .minute = -1};
    return r->flags & DL_DATE_RELATIVES ? match_relative(r) : 0;
}

/* Whether a date can start with TOKEN. */
static bool can_start(const dl_date_token *token, unsigned flags)
{
    switch (token->kind) {
    case DL_DATE_NUMBER:
        return token->digits <= 4 || token->digits == 6 || token->digits == 8;
    case DL_DATE_MONTH:
    case DL_DATE_WEEKDAY:
    case DL_DATE_ERA:
        return true;
    case DL_DATE_RELATIVE:
    case DL_DATE_LAST:
        return flags & DL_DATE_RELATIVES;
    default:
        return false;
    }
}

bool dl_date_scan(const char *text, size_t len, size_t from, unsigned flags, dl_date_parts *ret)
{
    reader r = {.text = text, .len = len, .flags = flags};
    size_t pos = from;
    while (pos < len) {
        dl_date_token token = dl_date_lex(text, len, pos);
        if (token.kind == DL_DATE_END) { /* an empty line, or the end */
            for (pos = token.end; pos < len && text[pos] == '\n'; pos++)
                ;
            continue;
        }
        pos = token.end;
        if (!can_start(&token, flags))
            continue;
        fill_window(&r, token.start);
        size_t taken = match_date(&r);
        if (!taken)
            continue;
        pos = r.tokens[taken - 1].end;
        if (r.impossible)
            continue;
        *ret = r.parts;
        ret->start = token.start;
        ret->end = pos;
        return true;
    }
    return false;
}
