/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding dates in a text: where one can start, a form is tried (dateform.c), with a weekday and a time
 * before or after it, which are read here for all forms alike; and where that is asked for, what is told
 * from another day.
 */
#include <string.h>

#include "import/datereader.h"

#define JOINED_FIRST 1980 /* years that digits may be joined to */
#define JOINED_LAST 2059

/* Cuts off TOKEN the digits that a page has joined to a year ("May 9, 202410:30"): BEFORE is what stands
 * before it. */
static void cut_year(const dl_date_reader *r, const dl_date_token *before, size_t count,
                     dl_date_token *token)
{
    if (token->kind != DL_DATE_NUMBER || token->digits < 5 || token->zero != '0' || count == 0)
        return;
    bool parted = before->kind == DL_DATE_MARK && strchr(",.", before->value) && count > 1;
    const dl_date_token *month = parted ? before - 1 : before;
    int year = 0;
    for (size_t i = 0; i < 4; i++)
        year = year * 10 + (r->text[token->start + i] - '0');
    bool named = dl_date_as(month, DL_DATE_MONTH) ||
                 (parted && count > 2 && dl_date_as(before - 2, DL_DATE_MONTH));
    if (!named || year < JOINED_FIRST || year > JOINED_LAST)
        return;
    token->value = year;
    token->digits = 4;
    token->end = token->start + 4;
}

/* Fills the window with the tokens from POS on. */
static void fill_window(dl_date_reader *r, size_t pos)
{
    bool cut = false;
    r->count = 0;
    while (r->count < DL_DATE_WINDOW - 1) {
        dl_date_token token = dl_date_lex(r->text, r->len, pos, r->language);
        size_t end = token.end;
        token.spaced |= cut;
        cut_year(r, &r->tokens[r->count] - 1, r->count, &token);
        cut = token.end < end;
        r->tokens[r->count++] = token;
        if (token.kind == DL_DATE_END)
            break;
        pos = token.end;
    }
    for (size_t i = r->count; i < DL_DATE_WINDOW; i++)
        r->tokens[i] = (dl_date_token){.kind = DL_DATE_END, .start = pos, .end = pos};
}

/* The number that COUNT digits at TEXT make. */
static int read_digits(const char *text, size_t count)
{
    int value = 0;
    for (size_t i = 0; i < count; i++)
        value = value * 10 + (text[i] - '0');
    return value;
}

/* Takes eight digits as a year, month and day; twelve or fourteen with the time as well. */
static size_t match_compact(dl_date_reader *r, size_t i)
{
    const dl_date_token *token = &r->tokens[i], *next = token + 1;
    const char *digits = r->text + token->start;
    size_t count = token->end - token->start;
    bool stamp = (count == 8 && token->kind == DL_DATE_NUMBER) || count == 12 || count == 14;
    if (!(r->flags & DL_DATE_COMPACT) || !stamp || token->zero != '0' ||
        (size_t)token->digits != count)
        return 0;
    int year = read_digits(digits, 4), month = read_digits(digits + 4, 2);
    int day = read_digits(digits + 6, 2), minute = -1;
    if (count > 8)
        minute = read_digits(digits + 8, 2) * 60 + read_digits(digits + 10, 2);
    bool goes_on = next->kind == DL_DATE_MARK && strchr(":%-/.,", next->value) && !next->spaced &&
                   next[1].kind == DL_DATE_NUMBER && !next[1].spaced &&
                   !(r->flags & DL_DATE_IN_URL);
    bool clock = next->kind == DL_DATE_WORD && r->text[next->start] == 'T';
    goes_on |= next->kind == DL_DATE_WORD && !next->spaced && !clock;
    if (year < 1900 || year >= 2100 || !dl_civil_valid(year, month, day) || minute >= 24 * 60 ||
        goes_on)
        return 0;
    r->parts.year = year;
    r->parts.month = month;
    r->parts.day = day;
    r->parts.minute = minute;
    return 1;
}

/* Tokens from the I-th on that may stand between a date and its time. */
static size_t match_joint(const dl_date_reader *r, size_t i)
{
    size_t taken = 0;
    for (; taken < 3; taken++) {
        const dl_date_token *t = &r->tokens[i + taken];
        bool clock = t->kind == DL_DATE_WORD && !t->spaced && t->end == t->start + 1 &&
                     r->text[t->start] == 'T';
        if (!clock && !dl_date_as(t, DL_DATE_AT) &&
            !(t->kind == DL_DATE_MARK && t->value && strchr(",|-/(", t->value)))
            break;
    }
    return taken;
}

/* Tokens of a weekday from the I-th on with what parts it from the date. */
static size_t match_weekday(dl_date_reader *r, size_t i)
{
    const dl_date_token *t = &r->tokens[i];
    const dl_date_word *weekday = dl_date_as(t, DL_DATE_WEEKDAY);
    if (!weekday)
        return 0;
    r->parts.weekday = weekday->value;
    size_t taken = 1;
    taken += dl_date_is_mark(t + taken, '.') && !t[taken].spaced;
    taken += dl_date_is_mark(t + taken, ',') || dl_date_is_mark(t + taken, '(') ||
             dl_date_is_mark(t + taken, '|');
    for (int words = 0; words < 2 && dl_date_as(t + taken, DL_DATE_OF); words++)
        taken++;
    return taken;
}

/* What may follow a date that ends before the I-th token: its weekday, its time. */
static size_t match_tail(dl_date_reader *r, size_t i)
{
    size_t begin = i;
    const dl_date_token *t = &r->tokens[i];
    size_t skip = dl_date_is_mark(t, ',') || dl_date_is_mark(t, '(');
    const dl_date_word *weekday = dl_date_as(t + skip, DL_DATE_WEEKDAY);
    if (r->parts.weekday < 0 && weekday) {
        r->parts.weekday = weekday->value;
        i += skip + 1;
        i += dl_date_is_mark(&r->tokens[i], ')');
    }
    if (r->parts.minute < 0) {
        size_t joint = match_joint(r, i), time = dl_date_match_time(r, i + joint);
        if (time)
            i += joint + time;
    }
    return i - begin;
}

/* Reads a date told from the day it was written on. */
static size_t match_relative(dl_date_reader *r)
{
    const dl_date_token *t = r->tokens;
    const dl_date_word *word = dl_date_as(t, DL_DATE_RELATIVE);
    if (word) {
        r->parts.relation = DL_DATE_OFFSET;
        r->parts.offset = word->value;
        return 1;
    }
    word = dl_date_as(t + 1, DL_DATE_UNIT);
    if (t->kind == DL_DATE_NUMBER && t->digits <= 3 && word && dl_date_as(t + 2, DL_DATE_AGO)) {
        r->parts.relation = DL_DATE_OFFSET;
        r->parts.offset = -t->value * word->value;
        return 3;
    }
    bool last = dl_date_as(t, DL_DATE_LAST);
    word = dl_date_as(t + last, DL_DATE_WEEKDAY);
    if (!word || (word->language != 0 && word->language != r->language))
        return 0;
    r->parts.relation = last ? DL_DATE_WEEKDAY_LAST : DL_DATE_WEEKDAY_PAST;
    r->parts.weekday = word->value;
    return (size_t)last + 1;
}

static void clear_parts(dl_date_reader *r)
{
    r->parts = (dl_date_parts){.weekday = -1, .minute = -1, .zone = DL_DATE_UNZONED};
}

/* Reads a date that starts at the window's first token. Returns how many tokens it takes. */
static size_t match_date(dl_date_reader *r)
{
    clear_parts(r);
    r->impossible = false;
    size_t i = match_weekday(r, 0), core;
    if (!(core = dl_date_match_form(r, i)) && !(core = match_compact(r, i))) {
        size_t time = dl_date_match_time(r, i);
        if (time) {
            i += time + match_joint(r, i + time);
            i += match_weekday(r, i);
            core = dl_date_match_form(r, i);
        }
    }
    if (core)
        return i + core + match_tail(r, i + core);
    clear_parts(r);
    return r->flags & DL_DATE_RELATIVES ? match_relative(r) : 0;
}

/* Whether a date can start with TOKEN. */
static bool can_start(const dl_date_token *token, unsigned flags)
{
    if (token->kind == DL_DATE_NUMBER)
        return token->digits <= 4 || token->digits == 6 || token->digits == 8;
    if (flags & DL_DATE_COMPACT && (token->digits == 12 || token->digits == 14))
        return true;
    if (!token->words_count)
        return false;
    return dl_date_as(token, DL_DATE_MONTH) || dl_date_as(token, DL_DATE_WEEKDAY) ||
           dl_date_as(token, DL_DATE_ERA) || dl_date_as(token, DL_DATE_SIGN) ||
           dl_date_as(token, DL_DATE_HALFDAY) ||
           (flags & DL_DATE_RELATIVES &&
            (dl_date_as(token, DL_DATE_RELATIVE) || dl_date_as(token, DL_DATE_LAST)));
}

/* Whether what follows TOKEN, with which a date can start, shows that none does: a word that means
 * nothing in dates, or nothing at all, after a number that is no date alone. */
static bool is_mere_number(const dl_date_token *token, const char *text, size_t len)
{
    if (token->kind != DL_DATE_NUMBER || token->digits == 8)
        return false;
    dl_date_token next = dl_date_lex(text, len, token->end, token->language);
    return next.kind == DL_DATE_END ||
           (next.kind == DL_DATE_WORD && next.spaced && !next.words_count);
}

unsigned dl_date_flag_of(const char *tag)
{
    return (unsigned)(dl_date_language(tag) + 1) * DL_DATE_LANGUAGE;
}

bool dl_date_scan(const char *text, size_t len, size_t from, unsigned flags, dl_date_parts *ret)
{
    dl_date_reader r = {
        .text = text, .len = len, .flags = flags, .language = (int)(flags / DL_DATE_LANGUAGE) - 1};
    size_t pos = from;
    while (pos < len) {
        dl_date_token token = dl_date_lex(text, len, pos, r.language);
        if (token.kind == DL_DATE_END) { /* an empty line, or the end */
            for (pos = token.end; pos < len && text[pos] == '\n'; pos++)
                ;
            continue;
        }
        pos = token.end;
        if (!can_start(&token, flags) || is_mere_number(&token, text, len))
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
